"""What a member raises with the officers: a dispute, a mistake, that they leave. What is done?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation import said
from bot.conversation.commands import balance, statement
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

PAYMENTS: Final = "payments"
_KEPT = ("what", "member_name", "text", "is_seen")
_FIGURES = {"left_cents": 0, "advance_cents": 0, "office": ""}
"""Of who leaves; of others nothing."""


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """In the member's words, with what else concerns it."""
    figures = {name: details.get(name, none) for name, none in _FIGURES.items()}
    return "ask_raised", {**{name: details[name] for name in _KEPT}, **figures}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """To see what the member paid, to call them, or that it is settled."""
    see = () if details["is_seen"] else (Choice("", PAYMENTS),)
    return (*see, Choice("", said.CALL), Choice("", said.SETTLED))


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What showing the member's payments, or how they stand, wants loaded."""
    return frozenset({*balance.NEEDS, *statement.NEEDS})


def about(details: Mapping[str, Any]) -> str:
    """Whose payments those are."""
    return str(details["member"])


def answer(draft: Draft, question: Question, value: str) -> None:
    """Show the payments and ask again, or tell the member and the other officers what is done."""
    me, member = draft.situation.me, draft.group.person(question.details["member"])
    if me is None or member is None:
        return
    if value != PAYMENTS:
        said.settle(draft, question, value)
        return
    if draft.situation.about == member.code:
        statement.show(draft, member, is_own=False)
    else:  # they were not loaded for a click
        balance.show(draft, member, is_own=False)
    details = {**question.details, "is_seen": True}
    draft.ask_at_once(said.RAISED, me, f"seen:{draft.cause.key}", details)
