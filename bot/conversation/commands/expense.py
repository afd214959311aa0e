""" "expense 500 chairs", "tumetumia 500 kwa viti": an officer asks, others agree."""

from __future__ import annotations

from bot.conversation import agreeing, spending
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.spending import LONGEST_WORDS, Wish
from bot.understanding import Intent
from chama.names import names_fit

INTENTS = ("expense",)
NEEDS = ("agreed_expenses",)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the others; a plain member is told whom to ask."""
    me, cents = draft.situation.me, amount_cents(intent)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif cents is None:
        draft.reply("say_amount")
    else:
        slots = intent.slots
        wish = Wish(
            cents,
            str(slots.get("purpose", ""))[:LONGEST_WORDS],
            payee=_member(draft, str(slots.get("to", ""))),
            is_spent="spent" in slots,
            is_mine="own" in slots,
            is_held="held" in slots,
        )
        spending.take(draft, me, wish)


def _member(draft: Draft, name: str) -> str:
    """The code of the one member of that name who gets it, "" for a shop or nobody."""
    fitting = [one.code for one in draft.group.people if name and names_fit(name, one.name)]
    return fitting[0] if len(fitting) == 1 else ""
