"""Whether what usually stands around an act is part of it: "the fine of the church", "to the shop".

Who somebody is, where they stand and what they hold change nothing where they are said beside an
act (asides). Behind a word of belonging they say whose or what it is that the act is about.
"""

from __future__ import annotations

from bot.understanding.asides import KIN, Aside
from bot.understanding.contents import Contents

_OWNING = frozenset({
    "of", "for", "ya", "za", "wa", "la", "cha", "vya", "from", "kutoka", "toka",
})  # fmt: skip
_LEADING = frozenset({"to", "at", "in", "kwa", "na", "with", "on"})
_BETWEEN = frozenset({"the", "a", "an", "my", "our", "his", "her", "their", "this", "that"})
_WHO_OR_WHERE = frozenset({KIN, "title", "place", "group"})
_WITH_PLACES = frozenset({"paid_cash", "record_cash", "move_cash", "pay_for", "fine_member"})
"""What is told with the place at which it was, once it is said who gave or took."""

_NOWHERE = frozenset({"close_round", "language", "start", "switch_group"})
"""What is done at no place: "close the round table"."""

_HANDED = frozenset({"paid_cash", "record_cash", "loan_repay", "welfare_contribute"})
_NOT_OF_PHONES = frozenset({"switch_group", "add_member"})


def is_complement(intent: str, at: int, aside: Aside, found: Contents) -> bool:
    """Whether an aside at a place belongs to the act itself."""
    if aside.kind == "phone":
        return intent in _NOT_OF_PHONES
    if aside.kind not in _WHO_OR_WHERE:
        return False
    if aside.kind == "place" and intent in _NOWHERE:
        return True
    if aside.kind == "title" and intent in _HANDED and _is_paid(at, aside, found):
        return True
    small = [surface.lower() for surface in found.text.surfaces]
    before = at if aside.length > 1 and small[at] in _LEADING else at - 1
    while before >= 0 and small[before] in _BETWEEN:
        before -= 1
    word = small[before] if before >= 0 else ""
    behind = at + aside.length
    is_whose = small[behind : behind + 1] and small[behind] in _OWNING
    owns_name = is_whose and any(one.start == behind + 1 for one in found.names)
    if intent == "add_member" and word in _OWNING:
        return False  # who they are
    if aside.kind == "place" and word in _OWNING and _is_someone_or_where(before, found):
        return False  # "Mwanaisha wa Lamu", "stage ya Rongai"
    if word in _OWNING or word.endswith("'s") or (aside.kind == KIN and owns_name):
        return True
    is_where = aside.kind == "place" and intent in _WITH_PLACES and found.names
    return word in _LEADING and not is_where and not _is_named(behind, found)


def _is_paid(at: int, aside: Aside, found: Contents) -> bool:
    """Whether somebody is paid who is said by their work alone: "nimelipa fundi 500"; officers are
    no such people."""
    before = at - 1 - found.has(at - 1, "article")
    is_behind = found.have((before,), ("pay", "give", "send_to"))
    is_officer = found.have((at,), ("treasurer", "chair", "secretary"))
    return is_behind and not is_officer and not _is_named(at + aside.length, found)


def _is_named(at: int, found: Contents) -> bool:
    """Whether a name stands there: "to my sister Mary"."""
    return any(one.start == at for one in found.names)


def _is_someone_or_where(end: int, found: Contents) -> bool:
    """Whether a name, or another place, ends before a place."""
    small = [surface.lower() for surface in found.text.surfaces]
    where = found.lexicon.asides.at(small, end - 1) if end > 0 else None
    is_where = where is not None and where.kind == "place"
    return is_where or any(one.end == end for one in found.names)
