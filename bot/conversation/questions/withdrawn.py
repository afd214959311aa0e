"""Cash was drawn from the collector's phone: the group's, or its holder's own?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import moves
from bot.conversation.draft import Draft
from bot.conversation.incoming import receipt_about
from bot.conversation.moves import Move
from bot.conversation.questions import Choice
from bot.conversation.questions.what_for import tell_private
from bot.conversation.situation import Question

GROUPS, PRIVATE = "groups", "private"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """How much, and by which code."""
    return "ask_withdrawn", {
        "amount_cents": details["amount_cents"],
        "code": details["code"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The group's cash, or none of the group's."""
    return Choice("", GROUPS), Choice("", PRIVATE)


def holds(draft: Draft, question: Question) -> bool:
    """Whether the money is not in the book by another way."""
    return draft.is_free(receipt_about(question))


def answer(draft: Draft, question: Question, value: str) -> None:
    """The others agree that it is in her hand now; what is private is only told to them."""
    details, me = question.details, draft.situation.me
    collector = draft.group.collector(details["collector"])
    holder = draft.group.person(details["holder"])
    if value == PRIVATE:
        tell_private(draft, details)
    elif collector is None or holder is None or me is None:
        draft.reply("cancelled")
    else:
        move = Move(
            collector.place,
            moves.in_hand(holder),
            details["amount_cents"],
            details["fee_cents"],
            details["code"],
            details["network"],
            details["on"],
        )
        moves.tell(draft, me, move)
