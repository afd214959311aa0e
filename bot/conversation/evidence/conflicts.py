"""The same code with other facts than the book has: nothing is posted, the officers are told."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence import doubts
from bot.conversation.incoming import day_in_code, told_day
from chama.matching import Payer, payer_key
from chama.names import names_fit
from chama.receipts import Kind, Receipt
from chama.recorded import Recorded

A_DAY = timedelta(days=1)  # banks post a day later

# Texts that name who paid. A bank's own notice names its customer where M-Pesa's names the bank.
_NAMES_PAYER = frozenset(
    {
        Kind.RECEIVED_PERSON,
        Kind.RECEIVED_TILL,
        Kind.RECEIVED_PAYBILL,
        Kind.RECEIVED_POCHI,
        Kind.AIRTEL_RECEIVED,
        Kind.TKASH_RECEIVED,
    }
)


def differences(recorded: Recorded, receipt: Receipt) -> Facts:
    """What a text says otherwise than the book: amounts, days or names, each as [first, second].

    Empty when nothing contradicts; a fuller copy of a text with masked details agrees with it.
    """
    found = {
        "cents": _amounts(recorded, receipt),
        "days": _days(recorded, receipt),
        "names": _names(recorded, receipt),
    }
    return found if any(found.values()) else {}


def tell_conflict(draft: Draft, recorded: Recorded, found: Facts) -> None:
    """A calm answer to the sender, and the facts that differ to every officer."""
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("held", code=recorded.code)
    said = {"code": recorded.code, **draft.counted_in(recorded), **found}
    for officer in draft.group.officers:
        doubts.tell_once(draft, officer, "conflict", said)


def _amounts(recorded: Recorded, receipt: Receipt) -> list[int]:
    first_cents, second = recorded.amount_cents, receipt.amount
    return [] if second is None or second.cents == first_cents else [first_cents, second.cents]


def _days(recorded: Recorded, receipt: Receipt) -> list[str]:
    """A text without a day was recorded under the day it came, so an earlier one may be true."""
    first, second = recorded.entry.effective_on, told_day(receipt)
    if first is None or second is None:
        return []
    is_dated = day_in_code(receipt) is not None
    is_other = second - first > A_DAY or (is_dated and first - second > A_DAY)
    return [first.isoformat(), second.isoformat()] if is_other else []


def _names(recorded: Recorded, receipt: Receipt) -> list[str]:
    first, second = recorded.entry.memo, receipt.party_name or ""
    if receipt.kind not in _NAMES_PAYER or not (is_a_payers(first) and is_a_payers(second)):
        return []
    is_same = names_fit(first, second) or names_fit(second, first)
    return [] if is_same else [first, second]


def is_a_payers(name: str) -> bool:
    """Whether a name is that of one payer: not empty, nor a bank's that pays for many."""
    return payer_key(Payer(name)) != ""
