"""A confirmation as it is printed: the characters of its fields, and what they read as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chama.money import Money
from chama.receipts import fields
from chama.receipts.normalise import Text
from chama.receipts.wording import Found

_FEE = re.compile(
    r"(?:TRANSACTION (?:COST|FEE)|GHARAMA(?: YA (?:KUTUMA|MATUMIZI|HUDUMA|MUAMALA))?(?: NI)?)"
    r"[ ,:]*(?:KSH|KES)?S?[ .]*(\d[\d,]*(?:\.\d{1,2})?)"
)
"""As M-Pesa, and after it Airtel and banks, print a charge; in folded text."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a confirmation was found in a text, and whether all of it is in small letters."""

    text: Text
    found: Found
    in_small_letters: bool

    def shown(self, slot: str) -> str | None:
        """A slot's characters as they stand in the text; None where the wording has none."""
        span = self.found.spans.get(slot)
        return self.text.shown[span[0] : span[1]] if span else None

    def folded(self, slot: str) -> str | None:
        """The same in capitals and on one line."""
        span = self.found.spans.get(slot)
        return self.text.folded[span[0] : span[1]] if span else None

    def code(self) -> str | None:
        """The code as it stands in the text: the one that it opens with, or its slot's."""
        if self.found.code is None:
            return self.shown("code")
        return self.text.shown[self.found.start : self.found.start + len(self.found.code)]

    def money(self, slot: str) -> Money | None:
        """A slot's amount."""
        printed = self.folded(slot)
        return fields.money(printed) if printed else None

    def fee(self) -> Money | None:
        """What the provider charged for moving the money, where the text says so behind it."""
        found = _FEE.search(self.text.folded, self.found.start, self.found.limit)
        charged = fields.money(found[1]) if found else None
        return charged if charged and charged.cents > 0 else None

    def name(self) -> str | None:
        """The other side's name."""
        printed = self.shown("party")
        return fields.name(printed, in_small_letters=self.in_small_letters) if printed else None

    def account(self) -> str | None:
        """The account reference."""
        printed = self.shown("account")
        if printed is None:
            return None
        return fields.reference(printed, in_small_letters=self.in_small_letters)
