"""The collector sent money out: another officer says whether it was the pot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from chama import entries
from chama.entries import ROTATION
from chama.journal import ReceiptId
from chama.standing import round_number


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who sent how much to whom."""
    return "ask_payout", {
        "name": details["sender_name"],
        "recipient": details["recipient_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        "round": round_number(details["round"]),
        "turn": details["member_name"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Post the payout and tell everybody it concerns, or tell the officers that it was none."""
    details = question.details
    recipient = draft.group.person(details["member"])
    receipt = ReceiptId(details["network"], details["code"])
    recorded = draft.receipts.get(receipt)
    is_open = recorded is None or recorded.is_undone
    if value != YES.value or recipient is None or not is_open:
        facts = {"name": details["recipient_name"], "code": details["code"]}
        draft.tell_officers("payout_rejected", facts)
        return
    entry = entries.payout(
        recipient.code,
        details["round"],
        details["amount_cents"],
        out_of=entries.collector(ROTATION, details["collector"]),
        receipt=receipt,
        key="" if recorded is None else draft.next_key(receipt),
        on=date.fromisoformat(details["on"]),
        actor=crediting.actor(draft),
        memo=f"sent by {details['sent_by']} to {details['recipient_name']}",
    )
    draft.post(entry)
    facts = {
        "name": details["recipient_name"] or recipient.name,
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        "chain": ChainOf(entry.key),
    }
    told = {person.code: person for person in (*draft.group.officers, recipient)}
    for person in told.values():
        draft.tell(person, "payout_recorded", facts)
