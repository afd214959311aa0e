"""A text in which nothing fits: what its sender most likely wants to ask or do, by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import offering
from bot.conversation.commands import commands
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from bot.understanding import Intent


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The topics."""
    return "ask_what_to_do", offering.facts_of(details)


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The topics, and that it is none of them."""
    return (*offering.choices(details), Choice("", offering.NOBODY))


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What whichever is chosen wants loaded."""
    return offering.needs(details)


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who wants something writes again."""
    return True


def gives_way(details: Mapping[str, Any]) -> bool:
    """Nothing waits for it: any other question takes its place."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Answer what is chosen, or say how it is done; who wants none of it sees all there is."""
    if value == offering.NOBODY:
        commands()["help"].decide(draft, Intent("help"))
    else:
        offering.choose(draft, question.details, value)
