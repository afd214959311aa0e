"""For whom a payment is, by the words around it: "for Samuel", "500 Achieng na 500 mimi"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding import Intent, people_meant, receipt_in
from chama.group import Person
from chama.money import cents_from_units
from chama.names import names_fit
from chama.receipts import Receipt

Shares = tuple[tuple[str, int | None], ...]
"""Members' codes with cents each; None is all that comes. Empty: nothing was said."""

PAY_FOR = "pay_for"
_MAY_DIRECT = frozenset({"unknown", "receipt_lookup", "wrong_person"})

LONGEST_NAME = 4  # words
LONGEST_TALK = 400  # characters; whom a payment is for is said shortly

LONGEST_POINTER = 30  # characters between "for" and the name: "for my sister Achieng"

_POINTS = re.compile(
    r"\b(?:on behalf of|kwa niaba ya|kwa ajili ya|for|ya|za|wa)"
    r"(?: (?:my|our|the|dada|kaka|mama|baba|mzee|mr|mrs|ms|sister|brother|yangu|wangu|member)){0,3}"
    r"[ :]+\Z",
    re.I,
)
_DENIES = re.compile(r"\b(?:si|sio|siyo|not)(?: (?:for|ya|za|wa))? \Z", re.I)
_AMOUNT = re.compile(
    r"(?<![\w.])(?:ksh?s?|kes|sh)?\.? ?(\d{1,3}(?:,\d{3})+|\d{1,7})(k)?(?:\.0{1,2})?"
    r"(?:/[=-]?|bob|sh)?(?![\w.])",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*")
_MYSELF = frozenset({"me", "myself", "mine", "mimi"})
_MINE = frozenset({"yangu", "wangu", "langu"})
_TAIL = re.compile(r"(?:\d[.)]?|[.!]) +((?:for|ya|za|kwa|on behalf)\b[^\d]{2,60})\Z", re.I)


@dataclass(frozen=True, slots=True)
class Meant:
    """What was said about a payment. unclear: a name that fits no member, or several."""

    shares: Shares = ()
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Members named, or an amount of money, at `start` of a text. is_for: "for" stands before."""

    start: int
    people: tuple[Person, ...] = ()
    cents: int = 0
    name: str = ""
    is_for: bool = False


def with_members_in_mind(
    intent: Intent, text: str, people: Sequence[Person], me: Person | None
) -> Intent:
    """The intent of a text once it is known who the members are: "UKN... ni ya Baraka" is pay_for.

    Its receipt, if it names one, comes as a slot.
    """
    may_direct = intent.name in _MAY_DIRECT and bool(meant_for(text, people, me).shares)
    if not may_direct and intent.name != PAY_FOR:
        return intent
    receipt = receipt_in(text)
    return Intent(PAY_FOR, {**intent.slots, **({"receipt": receipt} if receipt else {})})


def talk_around(text: str, receipts: Sequence[Receipt]) -> str:
    """What a message says beside its confirmations: other lines, and words before or behind one."""
    codes = [receipt.code for receipt in receipts if receipt.code]
    lines = [_beside(line, codes) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)[:LONGEST_TALK]


def meant_for(talk: str, people: Sequence[Person], me: Person | None) -> Meant:
    """For whom, when that is said plainly: "for" one member, or several members by amounts."""
    named, amounts = _people_in(talk, people, me), _amounts_in(talk)
    unsure = next((one for one in named if len(one.people) != 1), None)
    if unsure is None and 1 < len(named) == len(amounts) and _alternate(named, amounts):
        shares = {
            one.people[0].code: amount.cents for one, amount in zip(named, amounts, strict=True)
        }
        if len(shares) == len(named):
            return Meant(tuple(shares.items()))
    if not any(one.is_for for one in named):
        return Meant(unclear=_unknown_name(talk, people))
    if len(named) > 1 or unsure is not None:
        return Meant(unclear=", ".join(one.name for one in named))
    cents = amounts[0].cents if len(amounts) == 1 else None
    return Meant(((named[0].people[0].code, cents),))


def _beside(line: str, codes: Sequence[str]) -> str:
    """What a line says beside a confirmation; all of it where there is none."""
    at = min((line.upper().find(code) for code in codes if code in line.upper()), default=-1)
    if at < 0:
        return line.strip()
    tail = _TAIL.search(line)
    return " ".join(part for part in (line[:at].strip(), tail[1].strip() if tail else "") if part)


def _people_in(talk: str, people: Sequence[Person], me: Person | None) -> list[_Mention]:
    """Every place where members are named, by the longest run of words that names anybody."""
    words = list(_WORD.finditer(talk))
    found: list[_Mention] = []
    at = 0
    while at < len(words):
        length, fitting = _longest_name(words[at : at + LONGEST_NAME], people, me)
        start, end = words[at].start(), words[at + max(length, 1) - 1].end()
        before = talk[max(0, start - LONGEST_POINTER) : start]
        if length and not _DENIES.search(before):
            is_for = _POINTS.search(before) is not None
            found.append(_Mention(start, fitting, name=talk[start:end], is_for=is_for))
        at += max(1, length)
    return found


def _longest_name(
    words: Sequence[re.Match[str]], people: Sequence[Person], me: Person | None
) -> tuple[int, tuple[Person, ...]]:
    """How many of the words name members, and which; 0 when the first one names nobody."""
    first = words[0][0].casefold()
    if me is not None and first in _MYSELF:
        return 1, (me,)
    if me is not None and first in _MINE:  # "my share", but not "my sister Achieng"
        return (
            (0, ()) if len(words) > 1 and _longest_name(words[1:], people, None)[0] else (1, (me,))
        )
    for length in range(len(words), 0, -1):
        run = " ".join(word[0] for word in words[:length])
        fitting = tuple(person for person in people if names_fit(run, person.name))
        if fitting and _begins(words[0][0], fitting):
            return length, fitting
    return 0, ()


def _begins(word: str, fitting: Sequence[Person]) -> bool:
    """Whether a word by itself is a part of the name, not "my" in "my sister Achieng"."""
    return any(names_fit(word, person.name) for person in fitting)


def _amounts_in(talk: str) -> list[_Mention]:
    return [
        _Mention(found.start(), cents=cents_from_units(units))
        for found in _AMOUNT.finditer(talk)
        if (units := int(found[1].replace(",", "")) * (1000 if found[2] else 1)) > 0
    ]


def _alternate(named: Sequence[_Mention], amounts: Sequence[_Mention]) -> bool:
    """Whether each name has its amount before it, or each behind it."""
    places = sorted([*named, *amounts], key=lambda one: one.start)
    return all(bool(one.people) != bool(other.people) for one, other in pairwise(places))


def _unknown_name(talk: str, people: Sequence[Person]) -> str:
    """A name behind "for" that is no member's, "" when there is none."""
    unknown = (
        name
        for name in people_meant(talk)
        if not any(names_fit(name, person.name) for person in people)
    )
    return next(unknown, "")
