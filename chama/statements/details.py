"""The Details of a row taken apart: what was done, with whom, for which account, undoing what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chama.phones import PhoneError, to_e164
from chama.receipts.codes import date_in_code
from chama.statements.model import Party
from chama.statements.rows import Row
from chama.statements.values import in_one_line

_ACT = re.compile(r"(.*?)(?= (?:from|to|by|for)\b| +-|:| \+?[0-9*]{3}|$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\b(?:from|to|by|mobile no\.?) +-? *|^)(\+?[0-9][0-9*xX•#]{3,}[0-9*xX•#])", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:from|to) +-? *([^\d*].*)$", re.IGNORECASE)
_ACCOUNT = re.compile(r"\bAcc\. *(.*)$", re.IGNORECASE)
_CHANNEL = re.compile(
    r" *(?:via \S+ by .*|via API\.?(?: Original .*)?|Original conversation .*)$", re.IGNORECASE
)
_UNDONE = re.compile(r"\b(?:for|of)(?: (?:transaction|receipt))*(?: no\.?)? ([A-Z0-9]{10})\b")
_CHARGE = re.compile(r"\b(?:charges?|fees?|excise duty)\b(?! paid)", re.IGNORECASE)
_CHARGE_AT_THE_END = re.compile(r"^[^\d*]*\bcharges?$", re.IGNORECASE)
_REVERSAL = re.compile(r"\brevers(?:al|ed)\b", re.IGNORECASE)
_OVERDRAFT = re.compile(r"overdraft of credit party", re.IGNORECASE)
LEAST_OF_ABROAD = 10  # digits of a phone with its country's code; shortcodes have fewer
_MASKS = frozenset("*xX•#")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a row's words say.

    act: the words before the other side, such as "Pay Bill". account: None where none is given.
    undoes: the receipt that a reversal names, None where it names none.
    """

    act: str
    party: Party
    account: str | None
    is_reversal: bool
    undoes: str | None


def wording_of(row: Row) -> Wording:
    """The row's words taken apart; a column of its own counts before Details."""
    act = act_of(row.details)
    account = row.account or _account_in(row.details)
    is_reversal = bool(_REVERSAL.search(act) or _REVERSAL.search(row.reason))
    party = party_in(row.other_party)
    if party is None or not (party.phone or party.phone_masked or party.number):
        party = party_in(row.details) or party or Party()
    undoes = (_receipt_in(row.linked) or _undone_in(row.details)) if is_reversal else None
    return Wording(act, party, account or None, is_reversal, undoes)


def act_of(details: str) -> str:
    """The first words, before the other side: "Pay Bill from 2547..." -> "Pay Bill"."""
    found = _ACT.match(details)
    return found[1].strip() if found else ""


def is_charge(row: Row) -> bool:
    """Whether the row is what M-PESA took for another row of its receipt."""
    if _REVERSAL.search(row.details):
        return False
    return bool(_CHARGE.search(act_of(row.details)) or _CHARGE_AT_THE_END.search(row.details))


def is_overdraft(row: Row) -> bool:
    """Whether the row is the leg by which Fuliza lent what its payment lacked."""
    return bool(_OVERDRAFT.match(row.details))


def party_in(text: str) -> Party | None:
    """The other side in "2547****214 - AMINA JUMA" or "... to - 0700***459 JOSEPH KIMANI".

    Of two, as in "from 4011223 - UMOJA to 2547****214 - AMINA JUMA", the person.
    """
    plain = in_one_line(_CHANNEL.sub("", _ACCOUNT.sub("", text)))
    numbers = list(_NUMBER.finditer(plain))
    ends = [*(found.start() for found in numbers[1:]), len(plain)]
    parties = [
        _party(found[1], _name(plain[found.end() : end]))
        for found, end in zip(numbers, ends, strict=False)
    ]
    people = [party for party in parties if party.number is None]
    if parties:
        return (people or parties)[0]
    named = _NAMED.search(plain)
    return Party(name=_name(named[1])) if named else None


def _party(number: str, name: str | None) -> Party:
    if not _MASKS.isdisjoint(number):
        return Party(name, phone_masked=number)
    for written in (number, f"+{number}") if len(number) >= LEAST_OF_ABROAD else (number,):
        try:
            return Party(name, phone=to_e164(written))
        except PhoneError:
            continue
    return Party(name, number=number)


def _name(text: str) -> str | None:
    return text.strip(" -.") or None


def _account_in(details: str) -> str | None:
    found = _ACCOUNT.search(details)
    return _CHANNEL.sub("", found[1]).strip() if found else None


def _undone_in(details: str) -> str | None:
    return next(
        (code for found in _UNDONE.finditer(details) if (code := _receipt_in(found[1]))), None
    )


def _receipt_in(text: str) -> str | None:
    """A receipt: ten characters with a digit among them, or a day at their beginning."""
    if not re.fullmatch(r"[A-Z0-9]{8,12}", text) or text.isdigit():
        return None
    return text if not text.isalpha() or date_in_code(text) else None
