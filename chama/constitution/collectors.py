"""[[collectors]]: where the group's money arrives, on which phone, and in whose hand that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chama.constitution.identity import CURRENCY, NAME
from chama.constitution.people import PHONE, MemberRow, Office, holder_of
from chama.toml_table import Table, Value, one_of, refuse_repeats, string

KEYS = ("kind", "name", "phone", "number", "holder", "currency")

_SHORTCODE_SHAPE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{2,29}")


class CollectorKind(StrEnum):
    """What the group's money arrives on."""

    PHONE = "phone"
    TILL = "till"
    PAYBILL = "paybill"
    POCHI = "pochi"
    BANK = "bank"


# Money reaches these under the number of the phone itself.
_OWN_NUMBER = (CollectorKind.PHONE, CollectorKind.POCHI)


@dataclass(frozen=True, slots=True)
class CollectorEntry:
    """Where money arrives. phone: the E.164 number that gets its texts; number: what is paid to.

    holder: the phone of the member in whose hand that phone is, the author of its texts. currency:
    of the money that arrives, where it is not the group's; else "".
    """

    kind: CollectorKind
    name: str
    phone: str
    number: str | None
    holder: str
    currency: str = ""


def _read_shortcode(value: object) -> str:
    number = str(value) if isinstance(value, int) else string(value)
    if isinstance(value, bool) or not _SHORTCODE_SHAPE.fullmatch(number):
        raise ValueError
    return re.sub(r"[ -]", "", number)


_KIND: Final = Value(one_of(CollectorKind), lambda value: CollectorKind(string(value).casefold()))
_SHORTCODE: Final = Value("a till, paybill or account number", _read_shortcode)


def read_collectors(
    rows: Sequence[Table], members: Sequence[MemberRow], currency: str, faults: list[str]
) -> tuple[CollectorEntry, ...]:
    """The collectors that could be read; the treasurer's phone where the file names none.

    currency: the group's.
    """
    if not rows:
        return _treasurers_phone(members, faults)
    collectors = [(row.where, _collector(row, members, currency, faults)) for row in rows]
    for is_pochi in (False, True):  # a phone and its Pochi share a number, and hold two balances
        numbers = [
            (where, one.number)
            for where, one in collectors
            if one is not None and (one.kind is CollectorKind.POCHI) is is_pochi
        ]
        refuse_repeats("number", numbers, faults)
    if all(one is not None and one.currency for _, one in collectors):
        faults += [_unkept(one, currency) for one in members if one.opening]
    return tuple(one for _, one in collectors if one is not None)


def _unkept(member: MemberRow, currency: str) -> str:
    """What a member brings along is in the group's own currency, and nothing keeps that."""
    return (
        f"{member.where}opening = {member.opening}: no table [[collectors]] takes {currency}, in "
        "which the group counts, so nobody can say where that money lies. Add one that does."
    )


def _collector(
    row: Table, members: Sequence[MemberRow], currency: str, faults: list[str]
) -> CollectorEntry | None:
    kind = row.take("kind", _KIND)
    name = row.take("name", NAME)
    phone = row.take("phone", PHONE)
    if kind in _OWN_NUMBER:
        number = row.take_or("number", PHONE, phone)
    else:
        number = row.take_or("number", _SHORTCODE, None)
    holder = _holder(row, phone, members, faults)
    own = row.take_or("currency", CURRENCY, currency)
    if kind is None or name is None or phone is None or holder is None:
        return None
    return CollectorEntry(kind, name, phone, number, holder, "" if own == currency else own)


def _holder(
    row: Table, phone: str | None, members: Sequence[MemberRow], faults: list[str]
) -> str | None:
    phones = [member.phone for member in members if member.phone is not None]

    def read_member(value: object) -> str:
        holder = PHONE.read(value)
        if holder not in phones:
            raise ValueError
        return holder

    if "holder" in row.values:
        return row.take("holder", Value("the phone of a member", read_member))
    if phone is None:
        return None
    holder = holder_of(phone, members)
    if holder is None and members:
        faults.append(
            f"{row.where}holder is missing: nobody's phone gets its texts and the group has "
            "no officer: expected the phone of the member who has it."
        )
    return holder.phone if holder is not None else None


def _treasurers_phone(
    members: Sequence[MemberRow], faults: list[str]
) -> tuple[CollectorEntry, ...]:
    """The treasurer's phone as the only collector, none when the treasurer's row is at fault."""
    treasurer = next((one for one in members if one.office is Office.TREASURER), None)
    if treasurer is None:
        faults.append(
            "Nobody collects the money: expected a table [[collectors]] "
            'or a member whose office is "treasurer".'
        )
        return ()
    if treasurer.name is None or treasurer.phone is None:
        return ()
    phone = treasurer.phone
    return (CollectorEntry(CollectorKind.PHONE, treasurer.name, phone, phone, phone),)
