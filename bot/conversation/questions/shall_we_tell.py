"""Words that only seem to be for the officers: who wrote them says whether they are to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import said
from bot.conversation.commands import commands
from bot.conversation.commands import needs as needs_of
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from bot.understanding import Intent

STANDS_ASIDE = True


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Their own words, and who would read them."""
    words = " ".join(details["text"].split())[: said.LONGEST_QUOTE]
    return "ask_shall_we_tell", {"text": words, "officer": details["officer"]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What telling it wants loaded."""
    return needs_of(details["intent"])


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who meant it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """A yes makes it the writer's word; a no tells nobody."""
    details = question.details
    if value != YES.value:
        draft.reply("nobody_told")
        return
    draft.hear(details["text"])
    commands()[details["intent"]].decide(draft, Intent(details["intent"], details["slots"]))
