"""[welfare]: what members pay for each other's hard days, and what an event is granted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from chama.constitution.section import rule
from chama.constitution.values import (
    DATE,
    LARGEST_AMOUNT,
    MOST_ITEMS,
    RHYTHM,
    amount,
    in_cents,
    or_none,
    written_or_none,
)
from chama.money import Money
from chama.rota import Every
from chama.toml_table import Value, string, whole_number

FIRST_ROUND: Final = "first round"

_EVENT = re.compile(r"[a-z][a-z0-9_-]{0,29}")

Grants = tuple[tuple[str, int], ...]
"""Kinds of event, each with what it is granted, in whole units."""


def _read_start(value: object) -> date | None:
    if isinstance(value, str) and value.strip().casefold() == FIRST_ROUND:
        return None
    return DATE.read(value)


def _read_grants(value: object) -> Grants:
    if not isinstance(value, dict) or len(value) > MOST_ITEMS:
        raise ValueError
    grants = {
        string(kind).casefold(): whole_number(of, LARGEST_AMOUNT) for kind, of in value.items()
    }
    if len(grants) != len(value) or not all(map(_EVENT.fullmatch, grants)):
        raise ValueError
    return tuple(grants.items())


def _told_grants(grants: Grants) -> list[dict[str, object]]:
    return [{"event": event, "amount_cents": in_cents(units)} for event, units in grants]


_START: Final = Value(f'{DATE.expected}, or "{FIRST_ROUND}"', _read_start)
_GRANTS: Final = Value(
    "kinds of event, a word each, with whole units for it, e.g. parent = 20000", _read_grants
)


@dataclass(frozen=True, slots=True)
class Welfare:
    """A fund of its own.

    every: the rhythm of the dues, None for no dues. dues: whole units a member. starts: the day of
    the first dues, None for the first round's. assessment: whole units that each member pays for an
    agreed event. events: what each kind of event is granted; none where each grant is agreed on.
    """

    every: Every | None = rule(or_none(RHYTHM), default=None, written=written_or_none(str))
    dues: int = rule(amount(0), default=0, told=in_cents)
    starts: date | None = rule(_START, default=None, written=lambda day: day or FIRST_ROUND)
    assessment: int = rule(amount(0), default=0, told=in_cents)
    events: Grants = rule(_GRANTS, default=(), written=dict, told=_told_grants)

    @property
    def dues_cents(self) -> int:
        """What a member pays each time, in cents."""
        return Money.of(self.dues).cents

    @property
    def assessment_cents(self) -> int:
        """What a member pays for an agreed event, in cents."""
        return Money.of(self.assessment).cents

    def grant_cents(self, event: str) -> int | None:
        """What a kind of event is granted, in cents; None where the rules do not name it."""
        units = dict(self.events).get(event)
        return None if units is None else Money.of(units).cents
