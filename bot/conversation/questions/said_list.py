"""The morning list of what members said to the group; a number opens what is to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation import said
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

STANDS_ASIDE = IS_NEWS = True

A_PAGE: Final = 3  # lines: two segments of an SMS
LONGEST_QUOTE: Final = 32  # characters of what a member wrote, in a line


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The first lines, and how many more there are."""
    return "ask_said_list", _lines(details, 1)


def page(details: Mapping[str, Any], number: int) -> tuple[str, Mapping[str, Any]]:
    """The further lines, as LIST shows them, from page 1."""
    return "ask_said_list", _lines(details, number)


def _lines(details: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    items, first = details["items"], (number - 1) * A_PAGE
    lines = [
        {**{name: one[name] for name in ("what", "member_name", "code")}, "text": _short(one)}
        for one in items[first : first + A_PAGE]
    ]
    more = max(0, len(items) - first - A_PAGE)
    is_later = details.get("is_later", False)
    return {"items": lines, "first": first + 1, "more": more, "page": number, "is_later": is_later}


def _short(one: Mapping[str, Any]) -> str:
    text: str = one["text"]
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[: LONGEST_QUOTE - 3].rstrip() + "..."


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Each line by its number, on whatever page."""
    return tuple(Choice("", str(at)) for at, _ in enumerate(details["items"]))


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Nothing in it needs an answer."""
    return True


def read(draft: Draft, question: Question) -> None:
    """OK has read the lines that stood there; those behind them come now, and bury nothing."""
    me, unread = draft.situation.me, question.details["items"][A_PAGE:]
    if me is not None and unread:
        draft.ask_at_once(said.LIST, me, f"unread:{draft.cause.key}", {"items": unread})


def answer(draft: Draft, question: Question, value: str) -> None:
    """What is in that line is asked now, and what is left of the list behind it."""
    me, items = draft.situation.me, list(question.details["items"])
    if me is None:
        return
    chosen = items.pop(int(value))
    draft.ask_at_once(said.SAID, me, f"chosen:{draft.cause.key}", chosen)
    if items:
        draft.ask(said.LIST, me, f"left:{draft.cause.key}", {"items": items})
