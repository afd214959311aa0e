"""A member showed a payment a day ago and its text has not come: did the money come?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import NoteLookedFor
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from chama.group import Person
from chama.journal import ReceiptId

GIVEN_UP_AFTER = timedelta(days=14)


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who says they sent how much, and when they said so."""
    return "ask_claim_unseen", {
        "name": details["member_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        "on": details["claimed_on"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """It has come, or it has not."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Words prove nothing either way: the text is asked for, or another officer looks too.

    One officer's no hides nothing: the claim stays on the list, and counts as not found only when
    nobody is left to ask.
    """
    details = question.details
    if value == YES.value:
        draft.add(_looked_for(question, has_come=True))
        draft.reply("forward_it", code=details["code"])
        return
    draft.reply("claim_stays", name=details["member_name"], code=details["code"])
    me = draft.situation.me
    asked = {*details.get("asked", ()), details["member"], me.code if me else ""}
    other = next((one for one in draft.group.officers if one.code not in asked), None)
    if other is not None:
        key = f"unseen:{question.id}:{other.code}"
        draft.ask("claim_unseen", other, key, {**details, "asked": sorted(asked)})
    else:
        draft.add(_looked_for(question, has_come=False))
    _tell_member(draft, question, me, other)


def is_given_up(question: Question, now: datetime) -> bool:
    """Whether it asks a further officer, after a no, who has said nothing for too long."""
    is_further = question.kind == "claim_unseen" and bool(question.details.get("asked"))
    return is_further and now - question.asked_at >= GIVEN_UP_AFTER


def note_not_found(draft: Draft, question: Question) -> None:
    """One has not found it and the other says nothing: it counts as not found, and is said so."""
    draft.add(_looked_for(question, has_come=False))
    _tell_member(draft, question, None, None)


def _tell_member(
    draft: Draft, question: Question, officer: Person | None, other: Person | None
) -> None:
    member, code = draft.group.person(question.details["member"]), question.details["code"]
    if member is not None:
        facts = {"officer": officer.name if officer else "", "code": code}
        draft.tell(member, "claim_not_seen", {**facts, "other": other.name if other else ""})


def _looked_for(question: Question, *, has_come: bool) -> NoteLookedFor:
    details = question.details
    receipt = ReceiptId(details["network"], details["code"])
    return NoteLookedFor(receipt, details["member"], has_come)
