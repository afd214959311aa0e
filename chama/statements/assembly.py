"""A reading made a statement: proven, folded into transactions, each told whose money it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chama.money import Money
from chama.receipts.model import Direction
from chama.statements.errors import DamagedStatement, EmptyStatement
from chama.statements.model import Statement, Transaction
from chama.statements.movements import Movement, movements_of
from chama.statements.proof import Proof, prove, without_copies
from chama.statements.reversals import undone_by
from chama.statements.rows import Around, Reading, Row


def statement_of(reading: Reading) -> Statement:
    """The statement of a reading. Raises StatementError when it is empty, cut off or unproven."""
    around = _with_true_days(reading.around, reading.rows)
    if not reading.rows and around.opening_cents is None:
        raise EmptyStatement("it holds no transaction. Choose another period.")
    proof = prove(reading.rows, around)
    _check_totals(proof, around)
    first, last = _days(reading.rows, around)
    return Statement(
        kind=reading.kind,
        opening=Money(proof.opening_cents),
        closing=Money(proof.closing_cents),
        transactions=_transactions(movements_of(reading.kind, proof.rows, reading.rows)),
        row_count=len(without_copies(reading.rows)),
        holder=around.holder,
        holder_phone=around.holder_phone,
        shortcode=around.shortcode,
        covers_from=first,
        covers_to=last,
        is_whole_days=around.covers_from is not None,
    )


def _check_totals(proof: Proof, around: Around) -> None:
    """Refuses a statement that has less than its own summary says: pages at its end are missing.

    Newest first, a customer's statement without its last page still proves by its balances.
    """
    paid_in = sum(row.cents for row in proof.rows if row.cents > 0)
    withdrawn = -sum(row.cents for row in proof.rows if row.cents < 0)
    for what, printed, found in (
        ("paid in", around.total_in_cents, paid_in),
        ("paid out", around.total_out_cents, withdrawn),
    ):
        if printed is not None and printed > found:
            raise DamagedStatement(
                f"its summary says {Money(printed).decimal} {what}, but its rows come to"
                f" {Money(found).decimal}; rows are missing. Download it again."
            )


def _with_true_days(around: Around, rows: Sequence[Row]) -> Around:
    """What stands around the rows, without a period in which they do not lie: misread, or wrong."""
    first, last = around.covers_from, around.covers_to
    if first is None or last is None or all(first <= row.at.date() <= last for row in rows):
        return around
    return replace(around, covers_from=None, covers_to=None)


def _days(rows: Sequence[Row], around: Around) -> tuple[date | None, date | None]:
    """The whole days covered, as printed: the day it was made was not over. Else the rows' days."""
    if around.covers_from is not None and around.covers_to is not None:
        if around.made_on is None:
            return around.covers_from, around.covers_to
        return around.covers_from, min(around.covers_to, around.made_on - timedelta(days=1))
    days = [row.at.date() for row in rows]
    return min(days, default=None), max(days, default=None)


def _transactions(movements: Sequence[Movement]) -> tuple[Transaction, ...]:
    undone = undone_by(movements)
    reversed_by = {payment: reversal for reversal, payment in undone.items() if payment}
    return tuple(_transaction(one, undone, reversed_by) for one in movements)


def _transaction(
    movement: Movement, undone: Mapping[str, str | None], reversed_by: Mapping[str, str]
) -> Transaction:
    receipt, party = movement.receipt, movement.wording.party
    why = movement.ignored_because
    if receipt in undone:
        why = f"reversal of {undone[receipt] or 'a payment not on this statement'}"
    return Transaction(
        receipt=receipt,
        occurred_at=movement.main.at,
        direction=Direction.OUT if movement.cents < 0 else Direction.IN,
        amount=Money(abs(movement.cents)),
        fee=Money(movement.fee_cents),
        account=movement.wording.account,
        reversed_by=reversed_by.get(receipt),
        ignored_because=why,
        party_name=party.name,
        party_phone=party.phone,
        party_phone_masked=party.phone_masked,
        details=movement.main.details,
        reverses=undone.get(receipt),
        has_moved=movement.has_moved,
    )
