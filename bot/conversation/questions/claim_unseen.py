"""A member showed a payment a day ago and its text has not come: did the money come?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import NoteLookedFor
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from chama.journal import ReceiptId


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
    member = draft.group.person(details["member"])
    if member is not None:
        facts = {"officer": me.name if me else "", "code": details["code"]}
        draft.tell(member, "claim_not_seen", {**facts, "other": other.name if other else ""})


def _looked_for(question: Question, *, has_come: bool) -> NoteLookedFor:
    details = question.details
    receipt = ReceiptId(details["network"], details["code"])
    return NoteLookedFor(receipt, details["member"], has_come)
