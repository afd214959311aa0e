"""What a member types as account when they pay a paybill: GROUP-SEAT, such as "BCG-3".

The group's part is letters alone, without vowels so that it is no word, and its last letter checks
the ones before it: a letter mistyped, or two swapped, names no group. The seat is digits, so that
"BCG3", "bcg 3" and "BCG-3" are all one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 12
"""Characters that a provider lets an account have."""

_LETTERS = "BCDFGHJKLMNPRSTVWYZ"  # 19, a prime: so each place of a code weighs its own
_SHAPE = re.compile(r"\s*([A-Za-z]{3,8})[\s./#:_-]*(.*?)\s*")
_SEAT = re.compile(r"0*([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class AccountRef:
    """What an account says. group: the number of the group, None where it names none of ours.

    rest: what stands behind the group, or all of it: a seat, a name, "".
    """

    group: int | None
    rest: str

    @property
    def seat(self) -> int | None:
        """The seat that it names, None for none."""
        found = _SEAT.fullmatch(self.rest)
        return int(found[1]) if found is not None else None


def account_of(group: int, seat: int) -> str:
    """The account of a seat. group: the number of the group, from 1."""
    return f"{group_code(group)}-{seat}"


def group_code(group: int) -> str:
    """The letters that name a group, its check letter last."""
    letters, left = "", group
    while left:
        left, digit = divmod(left, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    padded = letters.rjust(2, _LETTERS[0])
    return padded + _check(padded)


def read_account(text: str) -> AccountRef:
    """What somebody typed: a group and a seat or name where the letters are a group's."""
    found = _SHAPE.fullmatch(text)
    if found is not None:
        group = _group(found[1].upper())
        if group is not None:
            return AccountRef(group, found[2])
    return AccountRef(None, " ".join(text.split()))


def _group(code: str) -> int | None:
    if any(letter not in _LETTERS for letter in code) or _check(code[:-1]) != code[-1]:
        return None
    number = 0
    for letter in code[:-1]:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number if number and group_code(number) == code else None


def _check(letters: str) -> str:
    """The letter with which the weighed sum of all is zero, modulo the number of letters."""
    weighed = sum(at * _LETTERS.index(letter) for at, letter in enumerate(reversed(letters), 2))
    return _LETTERS[-weighed % len(_LETTERS)]
