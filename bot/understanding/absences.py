"""Of whom a text says that they were absent, on which day, and whether all were so alike."""

from __future__ import annotations

from bot.understanding.contents import Contents, day_in

YESTERDAY, UNCLEAR = "yesterday", "unclear"
LAST = "last "
"""Before a day of the week that is said to be the last one."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ABSENT = ("absent", "absent.past", "come.never", "come.notyet", "come.not")
_FACTS = (*_ABSENT, "excuse", "excuse.not")


def fined_for(found: Contents) -> str | None:
    """What a fine is for: "absent", also with an apology, or "late"."""
    if any(map(found.speaks_of, _ABSENT)):
        has_excuse = found.speaks_of("excuse") and not found.speaks_of("excuse.not")
        return "absent_with_apology" if has_excuse else "absent"
    return "late" if found.speaks_of("late") else None


def named(found: Contents) -> tuple[str, ...] | None:
    """All who are named; the name of a month in a day is nobody's."""
    day = day_in(found)
    places = day[0] if day else range(0)
    return tuple(one.text for one in found.names if one.start not in places) or None


def is_of_several_kinds(found: Contents) -> bool | None:
    """True where something is said between two names: not of all the same, as in a list."""
    for first, second in zip(found.names, found.names[1:], strict=False):
        between = range(first.end, second.start)
        if any(found.has(at, idea) for at in between for idea in _FACTS):
            return True
    return None


def absent_on(found: Contents) -> str | None:
    """The day: "yesterday", "saturday", "last saturday" or as `days` writes it; None for none said,
    "unclear" for one that nobody can tell, or one that is to come."""
    said = day_in(found)
    if said is not None and said[1].month is not None:
        return str(said[1])
    kind = found.kind("day")
    if found.speaks_of("day_before"):
        return UNCLEAR
    if found.speaks_of("yesterday"):
        return YESTERDAY
    if kind in _WEEKDAYS:
        return f"{LAST}{kind}" if found.speaks_of("last") else kind
    return None if kind in (None, "today") else UNCLEAR


def weekday_of(day: str) -> int:
    """The number of a day of the week, Monday is 0. Raises ValueError for another word."""
    return _WEEKDAYS.index(day)
