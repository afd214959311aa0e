"""Receipts that a test expects, in few words."""

from __future__ import annotations

from datetime import datetime

from chama.receipts import Direction, Kind, Language, Receipt
from chama.receipts.model import NAIROBI

Cases = dict[str, tuple[str, Receipt]]
"""By name: a text, and the one receipt that it holds."""


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """A moment in Nairobi."""
    return datetime(year, month, day, hour, minute, tzinfo=NAIROBI)


def receipt(
    kind: Kind,
    language: Language = Language.ENGLISH,
    direction: Direction | None = None,
    **fields: object,
) -> Receipt:
    """A receipt of a kind, in the kind's usual direction."""
    return Receipt(kind, direction or kind.direction, language, **fields)
