"""M-Pesa's texts as phones get them in 2026, about payments that nobody made."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import product

from chama.money import Money
from chama.receipts.codes import CODE_LENGTH, date_in_code
from chama.rota import NAIROBI

_CODE_LETTERS = string.digits + string.ascii_uppercase
_MEMBER_BALANCE = Money.of(4_250)  # made up: what is left on the one phone, and is on the other
_COLLECTOR_BALANCE = Money.of(18_400)
_DAILY_LIMIT = Money.of(500_000)


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer between two phones, which each get a text about. phones: E.164."""

    code: str
    amount: Money
    payer_name: str
    payer_phone: str
    payee_name: str
    payee_phone: str
    at: datetime


def fresh_code(day: date) -> str:
    """A transaction code of that day that nothing else bears."""
    head = _head_of(day)
    return head + "".join(secrets.choice(_CODE_LETTERS) for _ in range(CODE_LENGTH - len(head)))


@lru_cache(maxsize=2)
def _head_of(day: date) -> str:
    """The three characters that are read as this day."""
    letters = string.ascii_uppercase
    heads = map("".join, product(letters, letters, _CODE_LETTERS))
    return next(head for head in heads if date_in_code(head) == day)


def sent_text(payment: Payment) -> str:
    """What the payer's phone shows; wording of real texts of 2026, the payee's number whole."""
    return (
        f"{payment.code} Confirmed. {as_ksh(payment.amount)} sent to {payment.payee_name.upper()}"
        f" {_as_dialled(payment.payee_phone)} {as_when(payment.at)}."
        f" New M-PESA balance is {as_ksh(_MEMBER_BALANCE)}. Transaction cost, Ksh0.00."
        f" Amount you can transact within the day is {_plain(_DAILY_LIMIT - payment.amount)}."
    )


def received_text(payment: Payment) -> str:
    """What the payee's phone shows; since March 2026 the payer's number is masked."""
    number = _as_dialled(payment.payer_phone)
    return (
        f"{payment.code} Confirmed.You have received {as_ksh(payment.amount)} from"
        f" {payment.payer_name.upper()} {number[:4]}***{number[-3:]} {as_when(payment.at)}"
        f" New M-PESA balance is {as_ksh(_COLLECTOR_BALANCE + payment.amount)}."
    )


def as_ksh(amount: Money) -> str:
    """As M-Pesa writes it: Ksh1,000.00."""
    return f"Ksh{_plain(amount)}"


def _plain(amount: Money) -> str:
    return f"{Decimal(amount.decimal):,}"


def as_when(at: datetime) -> str:
    """As M-Pesa writes a moment: on 27/11/26 at 9:30 AM."""
    at = at.astimezone(NAIROBI)
    return f"on {at.day}/{at.month}/{at:%y} at {at.hour % 12 or 12}:{at:%M %p}"


def _as_dialled(phone: str) -> str:
    """+254712000001 as Kenyans write it, 0712000001; numbers from abroad stay."""
    return f"0{phone[4:]}" if phone.startswith("+254") else phone
