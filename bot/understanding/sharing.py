"""How much is said to be whose: "500 Achieng, 500 Baraka", "Achieng and Baraka 500 each"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.closed import Part, Piece
from bot.understanding.currencies import other_than
from chama.money import MoneyError, cents_from_units


def cents_of(piece: Piece, currency: str) -> int | None:
    """Cents of a number, None where it has two meanings or is no money of the group's currency."""
    if piece.others or other_than(currency, piece.written_in):
        return None
    try:
        return cents_from_units(piece.value, currency)
    except MoneyError:
        return None


def cents_of_each(
    pieces: Sequence[Piece], named_at: Sequence[int], currency: str
) -> list[int] | None:
    """The amount of each name, where each has its own or all have the same; None otherwise.

    named_at: the places of the names among the pieces.
    """
    numerals = [at for at, piece in enumerate(pieces) if piece.part in (Part.AMOUNT, Part.NUMBER)]
    read = [cents_of(pieces[at], currency) for at in numerals]
    cents = [one for one in read if one]
    if not cents or len(cents) < len(read):
        return None
    if any(piece.part is Part.EACH for piece in pieces):
        return cents * len(named_at) if len(cents) == 1 else None
    places = sorted([(at, 0) for at in named_at] + [(at, 1) for at in numerals])
    alternate = all(one[1] != other[1] for one, other in pairwise(places))
    return cents if len(cents) == len(named_at) and alternate else None
