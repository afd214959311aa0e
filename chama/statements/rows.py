"""What every layout makes of a document: the rows as printed, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chama.statements.errors import DamagedStatement
from chama.statements.model import StatementKind


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row; several share a receipt.

    line: where it is in the file. cents: positive for paid in, negative for withdrawn.
    balance_cents: None where none is printed. reason, other_party, linked, account: "" where the
    layout has no such column.
    """

    line: int
    receipt: str
    at: datetime
    details: str
    status: str
    cents: int
    balance_cents: int | None
    reason: str = ""
    other_party: str = ""
    linked: str = ""
    account: str = ""

    @property
    def is_completed(self) -> bool:
        return self.status.casefold() == "completed"

    @property
    def where(self) -> str:
        """How a sentence names the row."""
        return f"line {self.line} (receipt {self.receipt})"

    def damaged(self, what: str) -> DamagedStatement:
        return DamagedStatement(f"{self.where}: {what}")


@dataclass(frozen=True, slots=True)
class Around:
    """What a statement says about itself outside its rows; None for what it does not say.

    total_in_cents, total_out_cents: of all completed rows, never negative.
    made_on: the day it was made, which is not yet over in it.
    """

    opening_cents: int | None = None
    closing_cents: int | None = None
    total_in_cents: int | None = None
    total_out_cents: int | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    made_on: date | None = None
    holder: str | None = None
    holder_phone: str | None = None
    shortcode: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read by its layout, not yet proven."""

    kind: StatementKind
    rows: tuple[Row, ...]
    around: Around
