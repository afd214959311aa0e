""" "is the code c0aded6d genuine?": what the book has under a ref, or what a ref looks like."""

from __future__ import annotations

from bot.conversation.commands import receipt_lookup
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("check_code",)
NEEDS = receipt_lookup.NEEDS


def decide(draft: Draft, intent: Intent) -> None:
    """A whole ref or M-Pesa code is looked up; a part of one proves nothing, whoever shows it."""
    if intent.slots.keys() & {"receipt", "book_ref"}:
        receipt_lookup.decide(draft, intent)
    else:
        draft.reply("ref_partial", ref=str(intent.slots.get("code", "")))
