"""Money that arrived from an officer may be the group's own, which they held: then they are asked.

From the number of another collecting phone of the group it is never credited by itself. From an
officer who holds as much cash of the group, and owes less than came, it may be that cash.
"""

from __future__ import annotations

from bot.conversation import crediting, holding, moves
from bot.conversation.draft import Draft
from bot.conversation.evidence import departures
from bot.conversation.incoming import Incoming
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Person
from chama.journal import Account
from chama.standing import owed_cents


def source_of(draft: Draft, payment: Incoming, payer: Person | None) -> Account | None:
    """Where money of the group may have lain before it came, None where it is none for certain."""
    if payer is None or crediting.place_of(draft, payment).currency:
        return None
    phone = next(
        (
            one
            for one in draft.group.collectors_in("")
            if one.kind is CollectorKind.PHONE
            and one.code != payment.collector
            and payer.phone == one.phone
        ),
        None,
    )
    if phone is not None:
        return phone.place
    holds_it = entries.cash_of(draft.balances, payer.code) >= payment.amount_cents
    owes_less = owed_cents(draft.balances, payer.code) < payment.amount_cents
    return moves.in_hand(payer) if payer.is_officer and holds_it and owes_less else None


def ask(draft: Draft, payment: Incoming, payer: Person, source: Account) -> None:
    """It waits under its code, and who sent it says what it is, unless they have said so already of
    the text of where it left."""
    crediting.leave_unallocated(draft, payment)
    told = departures.told_of(draft, payment, payer, source)
    if told is not None and told.is_own is not None:
        count = holding.count_as_own if told.is_own else holding.count_as_groups
        count(draft, payment, payer, source, told.left)
        return
    if payer.phone != draft.cause.sender:
        draft.reply("asked_own_or_held", officer=payer.name, amount_cents=payment.amount_cents)
    details = {"payment": payment.as_details(), "source": source.code, "payer": payer.code}
    if told is not None:
        details["left"] = told.left
    draft.ask("own_or_held", payer, draft.question_key("own_or_held", payment.id), details)
