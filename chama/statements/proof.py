"""The proof of a reading: opening plus every row, in the order of time, gives each balance printed.

Rows of one second are listed in any order, and one receipt's rows may each print their own balance
or all the same one. A row is a step from the balance before it to the balance after it; an order
that proves a second's rows is a path that takes each step once, found in linear time (Hierholzer).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from chama.money import Money
from chama.statements.errors import UnprovenStatement
from chama.statements.rows import Around, Row

MOST_TOGETHER = 6
"""Rows of one receipt that may share a balance; a payment has a charge and an overdraft leg."""
MOST_STARTS = 50
"""Opening balances tried when the first second's rows form a ring and any of them could be it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Completed rows in the order that proves, with the balances before and after; cents."""

    opening_cents: int
    closing_cents: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """From one balance to the next, in cents, by one row or by a receipt's rows together."""

    before: int
    after: int
    rows: tuple[Row, ...]


def prove(rows: Sequence[Row], around: Around) -> Proof:
    """The completed rows in their proven order.

    Exact copies, as printed on both sides of a page border, count once, unless the balances say
    that they are two payments. Raises UnprovenStatement naming the first row that does not follow.
    """
    completed = [row for row in rows if row.is_completed]
    once = without_copies(completed)
    try:
        return _prove(once, around)
    except UnprovenStatement:
        if len(once) == len(completed):
            raise
        try:
            return _prove(completed, around)
        except UnprovenStatement:
            pass
        raise


def without_copies(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that repeat another one in everything but the line."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = (row.receipt, row.at, row.details, row.status, row.cents, row.balance_cents)
        seen.setdefault(key, row)
    return list(seen.values())


def _prove(rows: Sequence[Row], around: Around) -> Proof:
    seconds = [list(group) for _, group in groupby(_oldest_first(rows), key=lambda row: row.at)]
    if not seconds:
        return _prove_nothing(around)
    starts = [around.opening_cents] if around.opening_cents is not None else _starts(seconds[0])
    failure: UnprovenStatement | None = None
    for start in starts:
        try:
            return _walk(seconds, start, around)
        except UnprovenStatement as error:
            failure = failure or error
    assert failure is not None
    raise failure


def _prove_nothing(around: Around) -> Proof:
    opening, closing = around.opening_cents, around.closing_cents
    if opening is None or (closing is not None and closing != opening):
        raise UnprovenStatement(
            "it lists no completed transaction that leads from its opening to its closing balance."
        )
    return Proof(opening, opening, ())


def _oldest_first(rows: Sequence[Row]) -> list[Row]:
    """In order of time; rows of one second stay as listed, turned round with the whole file."""
    is_newest_first = bool(rows) and rows[0].at > rows[-1].at
    return sorted(reversed(rows) if is_newest_first else rows, key=lambda row: row.at)


def _walk(seconds: Sequence[Sequence[Row]], start: int, around: Around) -> Proof:
    balance = start
    ordered: list[Row] = []
    for rows in seconds:
        path = _path(rows, balance)
        if path is None:
            raise _first_fault(rows, balance)
        ordered += [row for step in path for row in step.rows]
        balance = path[-1].after
    if around.closing_cents is not None and around.closing_cents != balance:
        raise UnprovenStatement(
            f"it closes with {_shown(around.closing_cents)}, but the last row,"
            f" {ordered[-1].where}, leaves {_shown(balance)}; rows are missing. Download it again."
        )
    return Proof(start, balance, tuple(ordered))


def _path(rows: Sequence[Row], start: int) -> list[_Step] | None:
    """An order of a second's rows that leads on from `start`, or None."""
    steps = _steps_of(rows)
    if len(steps) == len(rows):
        path = _through(steps, start)
        if path is not None:
            return path
    together = _together(rows)
    return _through(together, start) if together is not None else None


def _through(steps: Sequence[_Step], start: int) -> list[_Step] | None:
    """The steps in an order in which each begins where the one before it ended, or None."""
    leaving: defaultdict[int, list[_Step]] = defaultdict(list)
    for step in reversed(steps):
        leaving[step.before].append(step)
    trail: list[tuple[int, _Step | None]] = [(start, None)]
    path: list[_Step] = []
    while trail:
        balance, arrived_by = trail[-1]
        if leaving[balance]:
            step = leaving[balance].pop()
            trail.append((step.after, step))
        else:
            trail.pop()
            if arrived_by is not None:
                path.append(arrived_by)
    path.reverse()
    balances = [start, *(step.after for step in path)]
    is_whole = len(path) == len(steps)
    follows = all(step.before == at for step, at in zip(path, balances, strict=False))
    return path if is_whole and follows else None


def _together(rows: Sequence[Row]) -> list[_Step] | None:
    """Steps in which a receipt whose rows do not follow each other is one step; None for none."""
    steps: list[_Step] = []
    by_receipt: dict[str, list[Row]] = {}
    for row in rows:
        by_receipt.setdefault(row.receipt, []).append(row)
    for group in by_receipt.values():
        own = _steps_of(group)
        is_chain = len(own) == len(group) and any(_through(own, step.before) for step in own)
        merged = None if is_chain else _merged(group)
        if not is_chain and merged is None:
            return None
        steps += own if merged is None else [merged]
    return steps


def _merged(group: Sequence[Row]) -> _Step | None:
    """A receipt's rows as one step, where each prints the last balance or one on the way to it."""
    if len(group) > MOST_TOGETHER:
        return None
    net = sum(row.cents for row in group)
    for last in reversed(group):
        after = last.balance_cents
        if after is not None and all(_is_on_the_way(row, group, after - net) for row in group):
            return _Step(after - net, after, tuple(group))
    return None


def _is_on_the_way(row: Row, group: Sequence[Row], before: int) -> bool:
    """Whether the row's balance is what it and some of its fellows make of the balance before."""
    if row.balance_cents is None:
        return True
    fellows = [other.cents for other in group if other is not row]
    sums = {sum(some) for size in range(len(fellows) + 1) for some in combinations(fellows, size)}
    return row.balance_cents - before - row.cents in sums


def _starts(rows: Sequence[Row]) -> list[int]:
    """The balances from which the first second's rows may lead on: one, unless they form a ring."""
    starts: dict[int, None] = {}
    for steps in (_steps_of(rows), _together(rows) or []):
        surplus = Counter(step.before for step in steps)
        surplus.subtract(step.after for step in steps)
        left_once_more = [balance for balance, count in surplus.items() if count > 0]
        starts.update(dict.fromkeys(left_once_more or [step.before for step in steps]))
    if not starts:
        raise rows[0].damaged("no balance is printed, so nothing proves the amounts.")
    return list(starts)[:MOST_STARTS]


def _first_fault(rows: Sequence[Row], balance: int) -> UnprovenStatement:
    """Names the first row, as listed, whose balance is not what the rows before it lead to."""
    for row in rows:
        if row.balance_cents != balance + row.cents:
            break
        balance += row.cents
    printed = "none" if row.balance_cents is None else _shown(row.balance_cents)
    return UnprovenStatement(
        f"the balances do not follow at {row.where}: {_shown(balance)} before it and"
        f" {_shown(row.cents)} make {_shown(balance + row.cents)}, but {printed} is printed."
        " A row is missing or was changed; nothing was compared. Download the statement again."
    )


def _shown(cents: int) -> str:
    return Money(cents).decimal


def _steps_of(rows: Sequence[Row]) -> list[_Step]:
    """Each row that prints its balance as a step of its own."""
    return [
        _Step(balance - row.cents, balance, (row,))
        for row in rows
        if (balance := row.balance_cents) is not None
    ]
