"""One phone, several groups: which one is this message about?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import ChooseGroup
from bot.conversation.questions import Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The groups by number."""
    return "ask_chama", {"options": [option["label"] for option in details["options"]]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The groups."""
    return tuple(Choice(option["label"], option["value"]) for option in details["options"])


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Words that waited for the answer are stale the next day; money is not."""
    return not details["is_money"]


def answer(draft: Draft, question: Question, value: str) -> None:
    """Go on with that group, and with the message that waited for the answer."""
    draft.add(ChooseGroup(int(value), redo=question.details["text"]))
