"""Whether who asks to remind or to tell somebody wants money from them, or something else said.

A reminder says what is owed. "Mwambie Mary asante kwa malipo" and "remind Kevin about the meeting"
would be turned into their opposite by one, and "remind all but Kevin" must not go to Kevin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.understanding.contents import Contents, look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.names import Name
from bot.understanding.people import people_of
from bot.understanding.phrases import Phrases
from bot.understanding.reading import read
from bot.words import lexicon as word_tables

_OWED = (
    "pay", "debt", "contribution", "loan", "fine", "balance", "remain", "deposit", "owing", "repay",
    "debtors", "receipt_word", "late", "money", "pot", "turn",
)  # fmt: skip
"""What a reminder is about."""

_SETTLED = ("pay.dont", "forgive", "event.bereavement", "congratulation")
"""What says that nothing is asked of them, whatever is owed."""

_CAME = ("receive.past", "got")
_TOPICS = ("meeting", "thing", "elsewhere", "spending", "event", "congratulation")
"""What people are told of beside money."""

_TELLING = ("remind", "tell")
_ALL = ("everyone", "debtors", "who", "audience", "hasnt")
_JOINING = frozenset({"na", "and", "n", "&", "or", "au", "wala"})
_ONLY_NOT = ("everyone", "debtors", "stk", "ask_them", "group")
"""Who or what is named beside one who is not to be reminded, "don't remind all, only Hope": it is
another order."""

_REACH = 3  # words


@dataclass(frozen=True, slots=True)
class Passing:
    """What is to be said to whom.

    meant: the names of who is to be reminded, or told something else; () for all. left_out: of who
    is not to be. is_other: it is no reminder of what is owed. is_silence: who is meant is to get no
    more of them. is_later: a reminder is not to be forgotten some other day.
    """

    meant: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_other: bool = False
    is_silence: bool = False
    is_later: bool = False


def passing_in(text: str, names: Sequence[str] = ()) -> Passing | None:
    """What a text wants passed on, where that is no plain reminder; None for any other text.

    names: of the group's members.
    """
    lexicon = all_languages()
    found = look_into(read(text, lexicon, people_of(tuple(names))), lexicon)
    if not found.text.words or "?" in found.text.words or not _tells(found):
        return None
    named, left_out = _meant_and_left_out(found)
    if left_out:
        return Passing(named, left_out)
    if _is_silence(found):
        return Passing(named, is_silence=True)
    if _is_not_to_be_forgotten(found):
        return Passing(named, is_later=True)
    return Passing(named, is_other=True) if says_something_else(found) else None


def leaves_out(found: Contents) -> bool:
    """Whether somebody is named who is not to be reminded: "all but Kevin"."""
    return bool(_meant_and_left_out(found)[1])


def says_something_else(found: Contents) -> bool:
    """Whether who is named, or everybody, is to hear anything else than what they owe."""
    places = _said_to_them(found)
    if places is None:
        return False
    if _settles(found, places):
        return True
    if found.have(places, _OWED) or found.amounts:
        return False
    is_greeted = found.speaks_of("tell") and found.have(places, ("greeting", "thanks"))
    is_of_topic = found.have(places, _TOPICS) or _is_about_a_day(found, places)
    return is_of_topic or (is_greeted and bool(found.names))


def _tells(found: Contents) -> bool:
    return any(map(found.speaks_of, _TELLING)) and (
        bool(found.names) or any(map(found.speaks_of, _ALL)) or found.speaks_of("they")
    )


def _verb(found: Contents) -> int | None:
    """The place of the word that reminds or tells."""
    places = range(len(found.text.words))
    return next((at for at in places if found.have((at,), _TELLING)), None)


def _said_to_them(found: Contents) -> list[int] | None:
    """The places of the words behind who is told; None where nobody is told anything."""
    verb = _verb(found)
    if verb is None:
        return None
    named = {at for one in found.names for at in range(one.start, one.end)}
    return [at for at in range(verb + 1, len(found.text.words)) if at not in named]


def _settles(found: Contents, places: Sequence[int]) -> bool:
    """Whether it is said that money has come, is not to be paid, or that somebody mourns."""
    small = [surface.lower() for surface in found.text.surfaces]
    is_said = any((_words().at(small, at) or (0, ""))[1] == "settled" for at in places)
    if is_said or found.have(places, _SETTLED) or _is_consoled(small, found, places):
        return True
    has_come = any(map(found.speaks_of, _CAME)) and any(
        found.have((at,), _CAME) and found.have((at, at - 1, at - 2), ("i", "we")) for at in places
    )
    return has_come or (
        found.speaks_of("finish.past")
        and any(
            found.has(at, "debt") and found.have(range(at, at + _REACH + 1), ("finish.past",))
            for at in places
        )
    )


def _is_consoled(small: list[str], found: Contents, places: Sequence[int]) -> bool:
    """Whether condolence is sent; "pole pole" only says how."""
    slowly = {at for at in places if small[at] in small[at - 1 : at] + small[at + 1 : at + 2]}
    return any(found.has(at, "condolence") for at in places if at not in slowly)


def _is_about_a_day(found: Contents, places: Sequence[int]) -> bool:
    """ "Remind everyone of Sunday": of a day, and not by one."""
    words = found.text.words
    days = (at for at in places if found.has(at, "day") and not found.has(at, "day.today"))
    return any(at and _words().at(words, at - 1) == (1, "about") for at in days)


def _meant_and_left_out(found: Contents) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of who is meant, and of those who are not, of whom others are told apart."""
    out = [one for one in found.names if _is_left_out(one, found)]
    meant = [one for one in found.names if one not in out]
    is_of_others = bool(meant) or any(map(found.speaks_of, ("everyone", "debtors", "audience")))
    is_of_others |= any(map(found.speaks_of, ("who", "pay.notyet", "pay.never", "member")))
    if not (out and is_of_others and found.speaks_of("remind")):
        return tuple(one.text for one in found.names), ()
    return tuple(one.text for one in meant), tuple(one.text for one in out)


def _is_left_out(name: Name, found: Contents) -> bool:
    """Whether "but", "isipokuwa", "si" stands right before a name, or before one joined to it."""
    small = [surface.lower() for surface in found.text.surfaces]
    at, verb = name.start - 1, _verb(found)
    if verb is None or verb > at:
        return False
    while at > 0 and small[at] in _JOINING:
        before = next((one for one in found.names if one.end == at), None)
        if before is None:
            break
        at = before.start - 1
    return at > 0 and any(
        _words().at(small, start) == (at + 1 - start, "sparing")
        for start in range(max(0, at - 2), at + 1)
    )


def _is_silence(found: Contents) -> bool:
    """Whether one who is named is not to be reminded any more, and nothing else is ordered."""
    verb = next((at for at in range(len(found.text.words)) if found.has(at, "remind")), None)
    if verb is None or not found.names or any(map(found.speaks_of, _ONLY_NOT)):
        return False
    small = [surface.lower() for surface in found.text.surfaces]
    is_only = any(_words().at(small, at) == (1, "only") for at in range(len(small)))
    is_order = found.speaks_of("forbids") or found.has(0, "not") or found.has(1, "not")
    return (is_order or found.speaks_of("stop")) and not is_only


def _is_not_to_be_forgotten(found: Contents) -> bool:
    small = [surface.lower() for surface in found.text.surfaces]
    return any(
        _words().at(small, at) == (length, "forgetting")
        for at in range(len(small))
        for length in (1, 2)
    )


@cache
def _words() -> Phrases:
    return Phrases(table.get("passing_on", {}) for table in word_tables())
