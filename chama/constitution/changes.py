"""A change of one rule from a day on: which rules words can change, what fits, when it may begin.

Nothing that is in the book is ever worked out anew: a change counts from its day on, and what
concerns a round from the opening of a round on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from chama.constitution.clauses import NUMBERS
from chama.constitution.rotation import Rotation
from chama.constitution.rules import SECTIONS, Rules
from chama.constitution.section import as_stored, read_strictly, rules_of
from chama.errors import ChamaError
from chama.rota import round_dates, round_on
from chama.toml_table import Table

Written = str | int
"""A value as a file would write it; True and False are whole numbers to Python."""

_IN_OWN_WORDS: Final = ("purpose.", "articles.", "meetings.day", "meetings.place")
_LISTS: Final = ("allocation.order", "payout.net_off", "welfare.events", "abroad.currencies")
CALENDAR: Final = ("rotation.starts", "rotation.every", "welfare.starts")
_OF_ROUNDS: Final = (
    *("rotation.", "payout.grace_days", "payout.short_pot"),
    *("fines.late", "fines.grace_days"),
)
_COUNTS_FROM: Final = {"welfare.every": "welfare.starts"}
"""Dues of a new rhythm count from the day of the change: none is raised for the time before."""

CHANGEABLE: Final = tuple(
    path for path in NUMBERS if not path.startswith((*_IN_OWN_WORDS, *_LISTS, *CALENDAR))
)
"""The rules whose value can be said in one word or number."""

_EXAMPLES: Final[tuple[Written, ...]] = (
    *(100, "10%", "2/3", "month", "week", "day", 3, 5, "21:00-06:00", "14:00", True, False),
    *("pay", "wait", "recipient", "group", "welfare", "general", "all", "officers", "own"),
    "members",
)


class RuleUnfit(ChamaError):
    """A value that a rule cannot have; the sentence is for operators."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change that was agreed to. number: of its proposal. from_on: its first day, in Nairobi."""

    number: int
    path: str
    written: Written
    from_on: date


def changed(rules: Rules, change: RuleChange) -> Rules:
    """The rules once a change counts. Raises RuleUnfit for a value that the rule cannot have, and
    where another rule of its section would not fit to it."""
    section, _, key = change.path.partition(".")
    stored: dict[str, Any] = {**as_stored(getattr(rules, section)), key: change.written}
    first = _COUNTS_FROM.get(change.path, "").partition(".")[2]
    if first:
        stored[first] = change.from_on.isoformat()
    faults: list[str] = []
    keys = {section: [one.key for one in rules_of(SECTIONS[section])]}
    read = read_strictly(SECTIONS[section], Table(stored, keys, faults, section, f"[{section}] "))
    if faults or read is None:
        raise RuleUnfit(" ".join(faults))
    return replace(rules, **{section: read})


def fitting(rules: Rules, path: str, meant: Iterable[Written]) -> Written | None:
    """The first of what words may mean that the rule can have, as it is stored; None for none."""
    for written in meant:
        try:
            read = changed(rules, RuleChange(0, path, written, rules.rotation.starts))
        except RuleUnfit:
            continue
        return written_now(read, path)
    return None


def written_now(rules: Rules, path: str) -> Written:
    """The value of a rule as it is stored."""
    section, _, key = path.partition(".")
    value = as_stored(getattr(rules, section))[key]
    assert isinstance(value, str | int), f"{path} is no rule of one value."
    return str(value) if isinstance(value, str) else value


def example(rules: Rules, path: str) -> Written:
    """A value that a rule could have, and does not have now."""
    others = (fitting(rules, path, [one]) for one in _EXAMPLES)
    now = written_now(rules, path)
    return next(one for one in others if one is not None and one != now)


def waits_for_round(path: str) -> bool:
    """Whether a rule speaks of rounds: one that runs is finished by the rule it began with."""
    return path.startswith(_OF_ROUNDS)


def first_day(rotation: Rotation, path: str, day: date) -> date:
    """The day on which a change begins that may from this day on: of rounds, the next opening."""
    return opening_from(rotation, day) if waits_for_round(path) else day


def opening_from(rotation: Rotation, day: date) -> date:
    """The first day from this one on, itself included, on which a round opens."""
    runs = round_on(rotation.starts, rotation.every, day)
    if runs is None:
        return rotation.starts
    opens_on = opening_of(rotation, runs)
    return opens_on if opens_on == day else opening_of(rotation, runs + 1)


def opening_of(rotation: Rotation, number: int) -> date:
    """The day on which a round opens. Raises RotaError for a round below 1."""
    return round_dates(rotation.starts, rotation.every, number).opens_on


def earliest(rules: Rules, path: str, agreed_on: date) -> date:
    """The first day on which a change can count that is agreed to on a day: after its notice."""
    noticed = agreed_on + timedelta(days=rules.amendment.notice_days)
    return first_day(rules.rotation, path, noticed)


def due(changes: Iterable[RuleChange], day: date) -> Iterator[RuleChange]:
    """The changes whose day has come, in the order in which they count: by day, then as agreed."""
    return iter(sorted((one for one in changes if one.from_on <= day), key=in_order))


def in_order(change: RuleChange) -> tuple[date, int]:
    """The place of a change among others: of two of one rule the later one stands."""
    return change.from_on, change.number
