"""One phone, several groups: which one is this message about?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, ChooseGroup
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

Groups = Sequence[tuple[int, str]]
"""Ids with names."""


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
    options = question.details["options"]
    name = next(option["label"] for option in options if option["value"] == value)
    choose(draft, int(value), name, question.details["text"])


def choose(draft: Draft, chama_id: int, name: str, waiting: str) -> None:
    """The sender speaks about this group now. waiting: what they wrote before, "" for nothing."""
    draft.add(ChooseGroup(chama_id, redo=waiting))
    if not waiting:
        draft.reply("group_chosen", group=name)


def ask(draft: Draft, groups: Groups, waiting: str, *, is_money: bool) -> None:
    """Ask which of these groups is meant, and keep what waits for the answer."""
    options = [{"label": name, "value": str(chama_id)} for chama_id, name in groups]
    details = {"options": options, "text": waiting, "is_money": is_money}
    draft.add(Ask(f"which:{draft.cause.key}", "which_chama", draft.cause.sender, details))


def withdraw(draft: Draft) -> tuple[str, bool]:
    """Nobody need say any more which group was meant; gives what waited, and if it is money."""
    waiting, is_money = "", False
    for question in draft.situation.questions:
        if question.kind == "which_chama" and question.address == draft.cause.sender:
            draft.close(question, "replaced")
            waiting, is_money = question.details["text"], question.details["is_money"]
    return waiting, is_money
