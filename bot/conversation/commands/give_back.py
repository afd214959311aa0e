""" "return UKN1AB2C01", "rudisha UKN1AB2C01 kwa aliyelipa": a payment goes back to its payer."""

from __future__ import annotations

from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import give_back
from bot.understanding import Intent

INTENTS = ("give_back",)
NEEDS = (ORDERS,)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the others, unless M-Pesa cannot give it back: then it is said why."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    recorded = draft.known(code)
    why_not = give_back.why_not(draft, recorded)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif why_not is not None or recorded is None:
        why = why_not or give_back.WhyNot.UNKNOWN
        draft.reply("give_back_not", code=code, why=why.value, days=give_back.MOST_DAYS)
    else:
        give_back.propose(draft, me, recorded)
