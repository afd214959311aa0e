"""Two members show one M-Pesa code: an officer who is neither says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting, reallocating
from bot.conversation.draft import Draft
from bot.conversation.effects import SettleClaims
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama.journal import ReceiptId


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The code and the two names, by number."""
    return "ask_same_code", {
        "code": details["code"],
        "first": details["first_name"],
        "second": details["second_name"],
        "amount_cents": details["amount_cents"],
        "options": [details["first_name"], details["second_name"]],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The two members."""
    return (
        Choice(details["first_name"], details["first"]),
        Choice(details["second_name"], details["second"]),
    )


def answer(draft: Draft, question: Question, value: str) -> None:
    """Drop the other's claim, and tell them; what is credited to them needs a second person."""
    details, me = question.details, draft.situation.me
    loser = details["first"] if value == details["second"] else details["second"]
    receipt = ReceiptId(details["network"], details["code"])
    draft.add(SettleClaims(receipt, loser))
    crediting.close_unseen(draft, receipt, loser)
    recorded, owner = draft.receipts.get(receipt), draft.group.person(value)
    if recorded is not None and loser in recorded.owners and me is not None and owner is not None:
        reallocating.give_all(draft, me, recorded, owner)
        return
    draft.reply("done")
    claimer = draft.group.person(loser)
    if claimer is not None and claimer != me:
        draft.tell(claimer, "claim_not_theirs", {"code": receipt.code})
