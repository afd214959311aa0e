"""How M-PESA names things: receipts, requests, conversations, and times in Nairobi."""

from __future__ import annotations

import string
from datetime import datetime
from random import Random

from chama.rota import NAIROBI

_SIGNS = string.digits + string.ascii_uppercase
_DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"
_YEAR_OF_A = 2006
_RECEIPT_LENGTH = 10


class Namer:
    """Draws names that no other thing of this stub bears."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def receipt(self, at: datetime) -> str:
        """Ten characters; the first three name year, month and day in Nairobi."""
        day = at.astimezone(NAIROBI)
        letters = string.ascii_uppercase
        head = letters[day.year - _YEAR_OF_A] + letters[day.month - 1] + _DAYS[day.day - 1]
        return self._fresh(head, _SIGNS, _RECEIPT_LENGTH - len(head))

    def checkout(self, at: datetime, phone: str) -> str:
        """A CheckoutRequestID."""
        return self._fresh(f"ws_CO_{at.astimezone(NAIROBI):%d%m%Y%H%M%S}", string.digits, 4) + phone

    def merchant_request(self) -> str:
        """A MerchantRequestID, or the OriginatorConversationID of who brings none."""
        return self._fresh("29115-", string.digits, 8) + "-1"

    def conversation(self, at: datetime) -> str:
        """A ConversationID."""
        return self._fresh(f"AG_{at.astimezone(NAIROBI):%Y%m%d}_", "0123456789abcdef", 20)

    def token(self) -> str:
        """An access token."""
        return self._fresh("", string.ascii_letters + string.digits, 28)

    def _fresh(self, head: str, signs: str, length: int) -> str:
        while (name := head + "".join(self._random.choices(signs, k=length))) in self._given:
            pass
        self._given.add(name)
        return name


def stamp(at: datetime) -> str:
    """Twenty-four hour clock in Nairobi without a sign between: 20261127093000."""
    return at.astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")


def read_in_nairobi(text: str, pattern: str) -> datetime:
    """A moment that Nairobi's clock shows so, aware. Raises ValueError for anything else."""
    said = datetime.strptime(text, pattern).replace(tzinfo=NAIROBI)
    if said.strftime(pattern) != text:
        raise ValueError("That is no moment in full.")
    return said


def bare(phone: str) -> str:
    """A number as the provider writes it: 254712000001, also for +254712000001."""
    return phone.strip().removeprefix("+")


def party(number: str, name: str) -> str:
    """A party of a transaction as printed: 254712000001 - JOHN DOE."""
    return f"{number} - {name.upper()}"


def whole(cents: int) -> int:
    """Units of an amount that has no cents. Raises ValueError for one that has."""
    units, rest = divmod(cents, 100)
    if rest:
        raise ValueError(f"The provider moves whole shillings, not {cents} cents.")
    return units


def decimals(cents: int) -> str:
    """An amount in units with two places: 500.00."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
