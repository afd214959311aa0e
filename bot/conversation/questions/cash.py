"""One person says that cash changed hands: a second one, an officer, confirms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from chama import entries
from chama.entries import ROTATION


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who gave how much to whom, as it was said."""
    return "ask_cash", {
        "name": details["member_name"],
        "amount_cents": details["amount_cents"],
        "to": details["holder_name"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Post the cash into the officer's hand, or tell who spoke of it that it was not confirmed."""
    details = question.details
    member = draft.group.person(details["member"])
    told_by = draft.group.person(details["said_by"])
    if member is None:
        draft.reply("cancelled")
    elif value != YES.value:
        draft.reply("cancelled")
        _tell_declined(draft, details)
    else:
        credit = crediting.credit_words(
            draft,
            member,
            details["amount_cents"],
            entries.cash(ROTATION, details["holder"]),
            details["entry_key"],
            told_by.name if told_by else "",
        )
        crediting.announce(draft, [credit])
        if told_by is not None and told_by.code != member.code:
            crediting.tell_recorded(draft, told_by, credit)


def _tell_declined(draft: Draft, details: Mapping[str, Any]) -> None:
    told_by = draft.group.person(details["said_by"])
    me = draft.situation.me
    if told_by is not None and me is not None:
        facts = {"officer": me.name, "amount_cents": details["amount_cents"]}
        draft.tell(told_by, "cash_declined", facts)
