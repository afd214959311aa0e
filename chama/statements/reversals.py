"""Which payment a reversal takes back: the one it names, or the last of its party and amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chama.names import names_fit
from chama.phones import HOME_COUNTRY_CODE
from chama.statements.model import Party
from chama.statements.movements import Movement

_HOME = re.compile(r"^0(?=[17])")


def undone_by(movements: Sequence[Movement]) -> dict[str, str | None]:
    """For each reversal's receipt the one it takes back; None when that is not to be found.

    movements: in order of time. A receipt that is named may be one of another statement.
    """
    undone: dict[str, str | None] = {}
    taken: set[str] = set()
    for place, reversal in enumerate(movements):
        if not reversal.is_reversal:
            continue
        named = reversal.wording.undoes or _last_alike(reversal, movements[:place], taken)
        undone[reversal.receipt] = named
        taken |= {named} if named else set()
    return undone


def _last_alike(reversal: Movement, earlier: Sequence[Movement], taken: set[str]) -> str | None:
    """The latest payment's receipt of the same party and amount, the other way, or None."""
    for movement in reversed(earlier):
        if (
            movement.cents == -reversal.cents
            and movement.has_moved
            and not movement.is_reversal
            and movement.receipt not in taken
            and is_same_party(movement.wording.party, reversal.wording.party)
        ):
            return movement.receipt
    return None


def is_same_party(one: Party, other: Party) -> bool:
    """Whether two prints show one party: what both show of the number agrees, and so do the names.

    Two prints without any number, or without any name, agree by what they have; by nothing never.
    """
    numbers = [party.phone or party.phone_masked or party.number for party in (one, other)]
    has_numbers = all(numbers)
    names = [party.name or "" for party in (one, other)]
    has_names = all(names)
    if has_numbers and not _numbers_agree(numbers[0] or "", numbers[1] or ""):
        return False
    if has_names and names[0] != names[1] and not names_fit(names[0], names[1]):
        return False
    return has_numbers or has_names


def _numbers_agree(one: str, other: str) -> bool:
    """Whether the beginnings and the ends that both show are the same."""
    (head, tail), (other_head, other_tail) = _shown(one), _shown(other)
    heads_agree = head.startswith(other_head) or other_head.startswith(head)
    return heads_agree and (tail.endswith(other_tail) or other_tail.endswith(tail))


def _shown(number: str) -> tuple[str, str]:
    """The digits that a number shows before and behind its mask, the country code in front."""
    digits = _HOME.sub(str(HOME_COUNTRY_CODE), number.removeprefix("+"))
    parts = [part for part in re.split(r"[^0-9]+", digits) if part]
    return (parts[0], parts[-1]) if parts else ("", "")
