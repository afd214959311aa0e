"""What a group's rules were: until which day, what ended them, and which counted on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chama.constitution.rules import Rules


@dataclass(frozen=True, slots=True)
class PastRules:
    """All rules as they were. until_on: the first day on which they do not count. path: of the
    rule whose change ended them."""

    until_on: date
    path: str
    rules: Rules


def rules_on(day: date, now: Rules, past: Sequence[PastRules]) -> Rules:
    """The rules that counted on a day. past: the oldest first."""
    return next((one.rules for one in past if day < one.until_on), now)
