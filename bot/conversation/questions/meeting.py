"""An officer called a meeting: is this notice what everybody is to get?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import CallMeeting, Purpose, Say
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The notice as it would go out, and to how many."""
    return "ask_meeting", {"text": details["text"], "count": details["count"]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Send the notice to all the others, by day; the one who called knows it."""
    if value != YES.value:
        draft.reply("cancelled")
        return
    me = draft.situation.me
    text = question.details["text"]
    draft.add(CallMeeting(text, _caller(draft)))
    others = [one for one in draft.group.reachable if me is None or one.code != me.code]
    for person in others:
        facts = {"chama": draft.group.name, "text": text, "officer": _caller(draft)}
        key = f"meeting:{question.id}:{person.code}"
        draft.add(Say(person.phone, "meeting_notice", facts, Purpose.NOTICE, person.code, key=key))
    draft.reply("meeting_sent", count=len(others))


def _caller(draft: Draft) -> str:
    """The name under which the notice goes out."""
    me = draft.situation.me
    return me.name if me else draft.group.name
