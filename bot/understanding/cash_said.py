"""What is said to a handover of cash that somebody told of: another amount, or that it is not so.

Each word must be one of those that such a short text has; the people of the handover may be named.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.contents import Contents

SMALLEST_AMOUNT = 10  # units; "not 1" is no amount, but a line of a list

_PERSONS = "he she they him her it it's its that that's thats this yeye yy"
_WAS = "was is were ilikuwa zilikuwa ni ile hiyo hio ya yake zake alikuwa"
_ONLY = "only just tu pekee peke yake"
_GAVE = (
    "gave give given handed paid brought alimpa alipeana alitoa alilipa alileta amempa ametoa "
    "amelipa ameleta alipatia alimpatia"
)
_TOLD = "told said says aliniambia ameniambia aliambia alisema amesema anasema"
_TOOK = (
    "i me got received alinipa amenipa alinipatia alinipea aliniletea nilipokea nimepokea nilipata "
    "nimepata"
)
_DENIED = (
    "hakunipa hakumpa hakutoa hakulipa didn't didnt did not haikuwa sikupokea sikupata si sio siyo"
)
_NO = "no nope hapana la sio si siyo zii"
_BESIDE = "cash pesa money sorry actually but lakini the of from kutoka kwa to hapo yes ndio"

_SIGNS = frozenset(f"{_WAS} {_ONLY} {_GAVE} {_TOLD} {_TOOK}".split()) - {"i", "me"}
_OF_TAKER = frozenset(_TOOK.split())
_TURNED = frozenset(_DENIED.split())
_SHORT = frozenset(
    f"{_PERSONS} {_WAS} {_ONLY} {_GAVE} {_TOLD} {_TOOK} {_DENIED} {_NO} {_BESIDE}".split()
)

_NOT_GIVEN = re.compile(
    r"\b(?:si(?:ku|ja)(?:mpa|mpatia|mlipa|toa|peana|wapa)|si(?:ku|ja)m(?:pea|letea)"
    r"|(?:never|did ?n[o']?t|have ?n[o']?t|haven'?t) (?:ever )?(?:gave|give|given|pay|paid))\b",
    re.I,
)
_NOT_TRUE = re.compile(
    r"\b(?:si|sio|siyo) (?:kweli|ukweli)|\b(?:not|isn'?t) (?:true|so|correct)|\buntrue\b|\buongo\b"
    r"|\b(?:a|ni) lie\b|\bfalse\b",
    re.I,
)
_DENYING = frozenset(
    f"{_PERSONS} {_WAS} {_NO} {_BESIDE} i me mimi any anything nothing chochote yoyote zozote hata "
    "kitu at all kabisa so a hiyo hizo him her sana please tafadhali jamani madam".split()
)
LONGEST = 10  # words


def instead(found: Contents, asked: Decimal | int, *, is_taker: bool) -> list[Decimal | int]:
    """The amounts, in units, that a text says cash was instead of the one asked about; [] for any
    other text.

    asked: in units. is_taker: whether who writes is said to have taken it; of others "I got 800" is
    another matter. found: with the names of the two, and no others, as its members.
    """
    words = _words(found)
    numbers = found.amounts or found.numbers  # "No, 800"
    amounts = [one.value for one in numbers if one.value >= SMALLEST_AMOUNT]
    others = [one for one in amounts if one != asked]
    said = set(words)
    if not words or not others or found.unclear or "?" in found.text.words:
        return []
    if len(words) > LONGEST or not said <= _SHORT or (said & _OF_TAKER and not is_taker):
        return []
    is_turned = bool(set(words[1:]) & _TURNED or words[0] in _TURNED - frozenset(_NO.split()))
    is_sign = bool(said & _SIGNS) or words[0] in _NO.split()
    return others if is_sign and (asked in amounts or not is_turned) else []


def denies(found: Contents) -> bool:
    """Whether who is said to have given cash says that they gave none, or that it is not true.

    found: with the names of the two, and no others, as its members.
    """
    body = found.text.original
    if "?" in body or len(found.text.words) > LONGEST:
        return False
    rest, denials = _NOT_GIVEN.subn(" ", body)
    rest, more = _NOT_TRUE.subn(" ", rest)
    named = {found.text.surfaces[at].lower() for at in _named(found)}
    left = {word.lower() for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", rest)}
    return bool(denials + more) and left - named <= _DENYING and not found.amounts


def _words(found: Contents) -> list[str]:
    """The words of a text in small letters, but its names, numbers and units."""
    counted = {at for one in found.numbers for at in range(one.start, one.end)} | _named(found)
    return [
        surface.lower()
        for at, surface in enumerate(found.text.surfaces)
        if at not in counted and surface.lower() not in found.lexicon.currencies
    ]


def _named(found: Contents) -> set[int]:
    members = found.text.members or {}
    return {at for start, end in members.items() for at in range(start, end)}
