"""A collector says that her own share is in: she cannot send to herself, another confirms."""

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
    """Whose share and how much."""
    return "ask_own_share", {
        "name": details["member_name"],
        "amount_cents": details["amount_cents"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Post the share into the collector, or tell her that it was not confirmed."""
    details = question.details
    member = draft.group.person(details["member"])
    if member is None:
        draft.reply("cancelled")
    elif value != YES.value:
        me = draft.situation.me
        draft.reply("cancelled")
        facts = {"officer": me.name if me else "", "amount_cents": details["amount_cents"]}
        draft.tell(member, "cash_declined", facts)
    else:
        credit = crediting.credit_words(
            draft,
            member,
            details["amount_cents"],
            entries.collector(ROTATION, details["collector"]),
            details["entry_key"],
            member.name,
        )
        crediting.announce(draft, [credit])
