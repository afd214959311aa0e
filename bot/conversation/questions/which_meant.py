"""Words that may mean one act or another: each is offered by number, with its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import offering
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The readings as sentences."""
    return "ask_meant", offering.facts_of(details)


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The readings, and none of them."""
    return (*offering.choices(details), Choice("", offering.NOBODY))


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What whichever is meant wants loaded."""
    return offering.needs(details)


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who meant it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Do or answer what is meant; who means none of them is told how to say it."""
    if value == offering.NOBODY:
        draft.reply("say_plainly")
    else:
        offering.choose(draft, question.details, value)
