"""Two members show one M-Pesa code: an officer who is neither says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import SettleClaims
from bot.conversation.questions import Choice
from bot.conversation.situation import Question, Recorded
from chama import entries


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
    """Drop the other's claim; money already credited to the other moves by reversal and anew."""
    details = question.details
    loser = details["first"] if value == details["second"] else details["second"]
    draft.add(SettleClaims(details["code"], details["network"], loser))
    recorded = draft.situation.receipts.get(details["code"])
    if recorded is not None and recorded.is_ours and recorded.owner == loser:
        _move(draft, recorded, value)
    else:
        draft.reply("done")


def _move(draft: Draft, recorded: Recorded, owner: str) -> None:
    """Reverse the credit and post it anew; the receipt stays with the entry that carries it."""
    member = draft.group.person(owner)
    if member is None:
        draft.reply("cancelled")
        return
    on, actor = crediting.today(draft), crediting.actor(draft)
    credited, seq = recorded.standing[0]
    draft.post(entries.reversal(credited, seq, on=on, actor=actor))
    source = credited.postings[0]
    credit = crediting.credit_again(
        draft, member, source, key=f"move:{recorded.code}:{owner}", code=recorded.code
    )
    crediting.confirm_recorded(draft, [credit])
    crediting.send_receipts(draft, [credit])
    loser = draft.group.person(recorded.owner)
    if loser is not None:
        facts = {"code": recorded.code, "amount_cents": recorded.amount_cents}
        draft.tell(loser, "moved_away", facts)
