"""What being late with a round costs by a group's rules: since when, how often, how much.

Late is late only once the deadline is over in Nairobi, and the days of grace after it. There are
two: payout.grace_days says when a payment is late at all, fines.grace_days when that costs
something. Both count from the deadline, and a fine is never earlier than either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chama.constitution import Rules
from chama.constitution.charge import Charge
from chama.constitution.fines import HowOften
from chama.money import coin_cents

_DAYS_BETWEEN: Final = {HowOften.DAY: 1, HowOften.WEEK: 7}


@dataclass(frozen=True, slots=True)
class LateFine:
    """A fine for one round, due on a day in Nairobi. number: of the first it is 1."""

    number: int
    on: date
    cents: int


def first_fine_on(rules: Rules, due_on: date) -> date:
    """The first day on which not having paid a round costs anything."""
    grace_days = max(rules.payout.grace_days, rules.fines.grace_days)
    return due_on + timedelta(days=grace_days + 1)


def next_fine_on(rules: Rules, due_on: date, day: date) -> date | None:
    """The first day after this one on which a fine for a round falls due, None for never."""
    first, between = first_fine_on(rules, due_on), _DAYS_BETWEEN.get(rules.fines.late_every)
    if rules.fines.late is None:
        return None
    if day < first:
        return first
    if between is None:
        return None
    return first + timedelta(days=((day - first).days // between + 1) * between)


def late_fines(
    rules: Rules,
    due_on: date,
    day: date,
    *,
    unpaid_cents: int,
    dues_cents: int,
    raised: Collection[int],
    raised_cents: int,
    currency: str,
) -> Iterator[LateFine]:
    """The fines of one member for one round that have fallen due by a day and are not raised.

    unpaid_cents: what of the round is unpaid and not on its way. dues_cents: what it asked of the
    member. raised, raised_cents: the numbers of those raised before, and what they came to.
    """
    charge, cap = rules.fines.late, rules.fines.late_cap
    if charge is None or unpaid_cents <= 0:
        return
    left_cents = None if cap is None else amount_cents(cap, dues_cents, currency) - raised_cents
    for number, on in enumerate(_days(rules, due_on, day), start=1):
        cents = amount_cents(charge, unpaid_cents, currency)
        if left_cents is not None:
            cents = min(cents, left_cents)
        if number in raised:
            continue
        if cents <= 0:
            return
        yield LateFine(number, on, cents)
        left_cents = None if left_cents is None else left_cents - cents


def amount_cents(charge: Charge, of_cents: int, currency: str) -> int:
    """A charge in cents, to the smallest coin that can be sent; half of one to the even."""
    return round_to_even(charge.of(of_cents), coin_cents(currency))


def round_to_even(cents: int, step: int) -> int:
    """The nearest multiple of a step; from the middle, the even one."""
    whole, rest = divmod(cents, step)
    is_up = rest * 2 > step or (rest * 2 == step and whole % 2 == 1)
    return (whole + is_up) * step


def _days(rules: Rules, due_on: date, day: date) -> Iterator[date]:
    """The days up to this one on which a fine for a round fell due."""
    first, between = first_fine_on(rules, due_on), _DAYS_BETWEEN.get(rules.fines.late_every)
    if day < first:
        return
    times = 1 if between is None else (day - first).days // between + 1
    yield from (first + timedelta(days=(between or 0) * time) for time in range(times))
