"""One officer wants an entry taken back that is not theirs, or is old: a second one decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import undoing
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question

NEEDS = ("recent",)


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """What would be taken back, and on whose word."""
    return "ask_undo", {
        "officer": details["said_by_name"],
        "member_name": details["member_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        "is_payout": details["is_payout"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Take it back on the word of both, or tell the first that it stays."""
    me, first = draft.situation.me, draft.group.person(question.details["said_by"])
    meant = undoing.numbered(draft.situation.recent, question.details["seq"])
    if value != YES.value or meant is None:
        draft.reply("cancelled")
        if first is not None and me is not None:
            facts = {"officer": me.name, "amount_cents": question.details["amount_cents"]}
            draft.tell(first, "change_declined", facts)
        return
    names = [person.name for person in (first, me) if person is not None]
    undoing.undo(draft, meant.entry, meant.seq, ", ".join(names))
