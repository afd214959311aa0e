"""A payment in the book is said to be somebody else's: an officer says whether it moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import corrections
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from chama.journal import ReceiptId


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, whose it is now, and whose it is said to be."""
    return "ask_reallocate", {
        "officer": details["said_by_name"],
        "code": details["code"],
        "amount_cents": details["amount_cents"],
        "from_names": details["from_names"],
        "shares": details["shares"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Move it, or tell who asked that it stays; what changed since is not touched."""
    details = question.details
    me, first = draft.situation.me, draft.group.person(details["said_by"])
    recorded = draft.receipts.get(ReceiptId(details["network"], details["code"]))
    people = [(draft.group.person(one["member"]), one["amount_cents"]) for one in details["shares"]]
    known = [(person, cents) for person, cents in people if person is not None]
    is_as_it_was = recorded is not None and recorded.remaining_cents == details["amount_cents"]
    if value == YES.value and recorded is not None and is_as_it_was and len(known) == len(people):
        corrections.move(draft, recorded, known)
        return
    draft.reply("cancelled")
    if first is not None and me is not None:
        facts = {"officer": me.name, "amount_cents": details["amount_cents"]}
        draft.tell(first, "change_declined", facts)
