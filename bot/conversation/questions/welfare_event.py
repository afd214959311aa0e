"""Somebody asks welfare for help: which of the group's events is it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import welfare
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from bot.conversation.welfare import Claim

NOBODY = Choice("", "nobody")


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The events by number with their grants, then something else, then nothing at all."""
    return "ask_welfare_event", {
        "name": details["member_name"],
        "is_own": details["is_own"],
        "kind": details["kind"],
        "events": details["events"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The events, something that the rules do not name, or nothing to ask for."""
    keys = [one["event"] for one in details["events"]]
    events = (Choice(welfare.called(key), key) for key in keys)
    return (*events, Choice("", welfare.SOMETHING_ELSE), NOBODY)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was given before."""
    return frozenset({"granted"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who meant it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Put it to the others, unless it was not meant."""
    details = question.details
    member = draft.group.person(details["member"])
    if value == NOBODY.value or member is None:
        draft.reply("cancelled")
        return
    claim = Claim(member, details["kind"], value, details["cents"], details["words"])
    welfare.ask(draft, claim)
