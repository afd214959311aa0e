"""Rows folded into one movement a receipt: its charge, its overdraft leg and the payment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chama.statements.belonging import (
    CHARGE_ALONE,
    FULIZA_CREDIT,
    NOTHING_MOVED,
    OWN_MOVE,
    why_ignored,
)
from chama.statements.details import Wording, is_charge, is_overdraft, wording_of
from chama.statements.model import StatementKind
from chama.statements.rows import Row


@dataclass(frozen=True, slots=True)
class Movement:
    """What the rows of one receipt did together.

    main: the row that says what it was. cents: in positive, out negative, without fee and
    overdraft. fee_cents: never negative. ignored_because: as in Transaction, not yet for reversals.
    """

    main: Row
    wording: Wording
    cents: int
    fee_cents: int
    ignored_because: str | None
    has_moved: bool

    @property
    def receipt(self) -> str:
        return self.main.receipt

    @property
    def is_reversal(self) -> bool:
        return self.has_moved and self.wording.is_reversal


def movements_of(
    kind: StatementKind, proven: Sequence[Row], printed: Iterable[Row]
) -> list[Movement]:
    """One movement a receipt, in order of time.

    proven: the completed rows in their proven order. printed: all rows, for those that failed.
    """
    moved = [_moved(kind, rows) for rows in _by_receipt(proven)]
    known = {movement.receipt for movement in moved}
    failed = [row for row in printed if not row.is_completed and row.receipt not in known]
    stayed = [_stayed(rows) for rows in _by_receipt(failed)]
    return sorted([*moved, *stayed], key=lambda movement: movement.main.at)


def _by_receipt(rows: Iterable[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.receipt, []).append(row)
    return list(groups.values())


def _stayed(rows: Sequence[Row]) -> Movement:
    """A payment that never happened; its status says why it is ignored."""
    main = max(rows, key=lambda row: abs(row.cents))
    return Movement(main, wording_of(main), main.cents, 0, main.status, has_moved=False)


def _moved(kind: StatementKind, rows: Sequence[Row]) -> Movement:
    charges = [row for row in rows if is_charge(row)]
    overdrafts = [row for row in rows if is_overdraft(row)]
    others = [row for row in rows if not is_charge(row) and not is_overdraft(row)]
    fee_cents = -sum(row.cents for row in charges)
    if fee_cents < 0 or not (others or overdrafts):  # a charge given back, or one without payment
        others, fee_cents = [*others, *charges], 0
    paid = others or overdrafts
    main = max(paid, key=lambda row: abs(row.cents))
    wording = wording_of(main)
    cents = main.cents  # of a reversal without the charge that came back with it, and of a sweep
    if not wording.is_reversal:
        cents = sum(row.cents for row in paid) or main.cents
    why = _why_ignored(kind, rows, paid, wording)
    if why is not None and overdrafts and not wording.is_reversal:
        why = FULIZA_CREDIT
    return Movement(main, wording, cents, fee_cents, why, has_moved=True)


def _why_ignored(
    kind: StatementKind, rows: Sequence[Row], paid: Sequence[Row], wording: Wording
) -> str | None:
    main = max(paid, key=lambda row: abs(row.cents))
    if all(row.cents == 0 for row in paid):
        return NOTHING_MOVED
    if len(paid) > 1 and sum(row.cents for row in paid) == 0:
        return OWN_MOVE
    if all(is_charge(row) for row in rows):
        return CHARGE_ALONE
    return why_ignored(kind, wording, main.details, is_in=main.cents > 0)
