""" "expense 500 chairs", "tumetumia 500 kwa viti": an officer asks, others agree."""

from __future__ import annotations

from bot.conversation import agreeing, spending
from bot.conversation.by_word import amount_cents, named_member
from bot.conversation.draft import Draft
from bot.conversation.spending import LONGEST_WORDS, Wish
from bot.understanding import Intent

INTENTS = ("expense",)
NEEDS = ("agreed_expenses", "recent")


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the others; a plain member is told whom to ask."""
    me, cents = draft.situation.me, amount_cents(intent)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif cents is None:
        draft.reply("say_amount")
    else:
        slots = intent.slots
        payee = named_member(draft, str(slots.get("to", "")))  # None for a shop or nobody
        wish = Wish(
            cents,
            str(slots.get("purpose", ""))[:LONGEST_WORDS],
            payee=payee.code if payee else "",
            is_spent="spent" in slots,
            is_mine="own" in slots,
            is_held="held" in slots,
        )
        spending.take(draft, me, wish)
