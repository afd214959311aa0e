"""What is outside the bot: the money that people move, and M-Pesa's texts of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from chama.group import Person
from chama.rota import NAIROBI

_DAYS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
FEES_UP_TO = ((100, 0), (500, 7), (1_000, 13), (1_500, 23), (2_500, 33), (3_500, 53), (5_000, 57))
FEE_ABOVE, FEE_ABOVE_20_000 = 100, 108


def code_of(at: datetime, number: int) -> str:
    """An M-Pesa code of that day, the number-th of all."""
    day = at.astimezone(NAIROBI).date()
    head = f"{chr(ord('U') + day.year - 2026)}{chr(ord('A') + day.month - 1)}{_DAYS[day.day]}"
    tail = ""
    for _ in range(4):
        number, at_letter = divmod(number, len(_LETTERS))
        tail += _LETTERS[at_letter]
    return f"{head}4{tail}7Q"


def fee_for(units: int) -> int:
    """What M-Pesa takes for sending so much, in units."""
    small = next((fee for most, fee in FEES_UP_TO if units <= most), None)
    return small if small is not None else FEE_ABOVE if units <= 20_000 else FEE_ABOVE_20_000


@dataclass
class Float:
    """A collector's phone: what M-Pesa has on it, in units, and the texts that it gets."""

    units: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def receive(self, at: datetime, units: int, payer: str, shown: str) -> tuple[str, str]:
        """Money arrives; gives its code and M-Pesa's text."""
        self.units += units
        code = code_of(at, next(self._numbers))
        return code, (
            f"{code} Confirmed.You have received Ksh{units:,}.00 from {payer} {shown} on "
            f"{_when(at)} New M-PESA balance is Ksh{self.units:,}.00."
        )

    def send(self, at: datetime, units: int, payee: str, shown: str) -> tuple[str, str]:
        """Money is sent, with M-Pesa's charge; gives its code and the text."""
        fee = fee_for(units)
        self.units -= units + fee
        code = code_of(at, next(self._numbers))
        return code, (
            f"{code} Confirmed. Ksh{units:,}.00 sent to {payee} {shown} on {_when(at)}. New M-PESA "
            f"balance is Ksh{self.units:,}.00. Transaction cost, Ksh{fee:,}.00."
        )

    def take_back(self, at: datetime, code: str, units: int) -> str:
        """M-Pesa reverses a payment; gives its text."""
        self.units -= units
        own = code_of(at, next(self._numbers))
        return (
            f"{own} confirmed. Reversal of transaction {code} has been successfully reversed on "
            f"{_when(at)} and Ksh{units:,}.00 is debited from your M-PESA account. New M-PESA "
            f"account balance is Ksh{self.units:,}.00."
        )


def _when(at: datetime) -> str:
    local = at.astimezone(NAIROBI)
    clock = f"{local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"
    return f"{local.day}/{local.month}/{local:%y} at {clock}"


def shown_number(person: Person) -> str:
    """A member's number as M-Pesa's texts printed it before March 2026."""
    return f"0{person.phone.removeprefix('+254')}"


def masked_number(person: Person) -> str:
    """As they print it since."""
    whole = shown_number(person)
    return f"{whole[:4]}***{whole[-3:]}"
