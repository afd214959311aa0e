"""[fines]: what being late or absent costs, how often, and into which fund it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chama.constitution.charge import CHARGE, Charge
from chama.constitution.section import rule
from chama.constitution.values import NONE, choice, number, written_or_none

MOST_GRACE_DAYS = 90


class HowOften(StrEnum):
    """How often one round's lateness is fined."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"


class FinesTo(StrEnum):
    """The fund that fines go into."""

    GENERAL = "general"
    WELFARE = "welfare"


_WRITTEN: Final = written_or_none(Charge.as_written)


def _told(charge: Charge | None) -> object:
    return NONE if charge is None else charge.told()


@dataclass(frozen=True, slots=True)
class Fines:
    """Each charge is units or a percentage, None for no such fine.

    late: of what is still owed for the round after the deadline and grace_days. absent and
    absent_with_apology: of the member's contribution, for each meeting that they miss. late_every:
    how often late is charged while a round stays unpaid. late_cap: the most that one round's
    lateness costs a member; a percentage is of what they were to pay for it. grace_days: days after
    the deadline before being late costs anything; as payout.grace_days says when a payment is late
    at all, the longer of the two counts here.
    """

    late: Charge | None = rule(CHARGE, default=None, written=_WRITTEN, told=_told)
    late_every: HowOften = rule(choice(HowOften), default=HowOften.ONCE)
    late_cap: Charge | None = rule(CHARGE, default=None, written=_WRITTEN, told=_told)
    grace_days: int = rule(number(0, MOST_GRACE_DAYS, "days"), default=0)
    absent: Charge | None = rule(CHARGE, default=None, written=_WRITTEN, told=_told)
    absent_with_apology: Charge | None = rule(CHARGE, default=None, written=_WRITTEN, told=_told)
    fund: FinesTo = rule(choice(FinesTo), default=FinesTo.GENERAL)
