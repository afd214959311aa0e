"""Somebody takes something back, and several things of theirs wait, or the words fit none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import proposals, second_thoughts
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

NOBODY = "nobody"
"""The last line: none of them."""


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Each by its name."""
    return "ask_taken_back", {"items": details["items"]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Each by number, and none of them."""
    lines = (Choice("", str(at)) for at in range(len(details["items"])))
    return (*lines, Choice("", NOBODY))


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What carrying out the others wants loaded."""
    kinds = {line["kind"] for line in details["items"] if line["proposal"]}
    return frozenset().union(*map(proposals.needs, kinds))


def answer(draft: Draft, question: Question, value: str) -> None:
    """Take that back; what is not meant goes on."""
    lines = question.details["items"]
    others = lines
    if value == NOBODY:
        draft.reply("all_goes_on")
    else:
        second_thoughts.choose(draft, lines[int(value)])
        others = [one for at, one in enumerate(lines) if str(at) != value]
    second_thoughts.go_on(draft, others)
