"""What is told stands in the book lately: is this another one, or the same told again?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import proposals
from bot.conversation.draft import Draft
from bot.conversation.proposals import LIKE
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """What stands in the book. amount_cents: of what is told, in the group's currency."""
    facts = details["facts"]
    return "ask_another", {"amount_cents": facts["amount_cents"], LIKE: facts[LIKE]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Another one, or the same."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """As who agrees to it reads what may be the same too."""
    return proposals.needs(details["kind"])


def answer(draft: Draft, question: Question, value: str) -> None:
    """Another one is put to those who agree; the same changes nothing."""
    me = draft.situation.me
    if value != YES.value or me is None:
        draft.reply("cancelled")
    else:
        proposals.put_another(draft, question.details["kind"], me, question.details["facts"])
