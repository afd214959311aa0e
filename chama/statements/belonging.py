"""Whose money a movement is: the group's, or a reason why it is none of it.

On an organisation's statement every payment in or out is the group's, except moves between its own
accounts. On a customer's statement only transfers to or from a person are; the rest is the owner's.
Source: STATEMENTS.md of the samples; wordings of public statement readers.
"""

from __future__ import annotations

import re
from typing import Final

from chama.receipts.model import Direction
from chama.statements.details import Wording
from chama.statements.model import StatementKind, Transaction

OWN_MOVE = "a move between the group's own accounts"
CHARGE_ALONE = "a charge of M-PESA"
NOTHING_MOVED = "no money moved"
FULIZA_CREDIT = "Fuliza: its credit is not income"
NOT_A_PERSON = "not a transfer to or from a person"
OWN_DEPOSIT = "own deposit: money in, not a contribution"

_ACCOUNT_NAMES = (
    r"(?:utility|working|mmf|merchant|settlement|charges paid|float|operational|real ?time)"
)
_OWN_MOVE = re.compile(
    r"(?!.*\bbank\b)(?:"
    rf"(?:organi[sz]ation |business )*{_ACCOUNT_NAMES}(?: account)? (?:to|from) "
    rf"|(?:move|transfer|disburse)\w*(?: of)? funds? (?:from|to) (?:business|{_ACCOUNT_NAMES})\b"
    r"|(?:organi[sz]ation |business |revenue )+(?:settlement|sweep)\b"
    r"|internal (?:funds? )?transfer\b|(?:account |funds? )?sweep\b)",
    re.IGNORECASE,
)
_TO_OWN_BANK = re.compile(
    r"(?=.*\bbank\b)(?:(?:organi[sz]ation|agency|merchant|business|revenue) )*"
    rf"(?:withdrawal|settlement|{_ACCOUNT_NAMES})\b.*\b(?:to|into)\b.*\bbank\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[0-9*]{4}")
_OF_PEOPLE = re.compile(
    r"funds received$|(?:intimate card )?customer transfer\b(?! of funds)"
    r"|offnet (?:b2c|c2b) transfer$|(?:customer )?send money$",
    re.IGNORECASE,
)
_BUSINESS = re.compile(r"\b(?:small|micro sme) business\b", re.IGNORECASE)
_OWN_AFFAIRS: Final = (
    (re.compile(r"m-?shwari", re.I), "own M-Shwari"),
    (re.compile(r"kcb m-?pesa", re.I), "own KCB M-PESA"),
    (re.compile(r"unit trust|ziidi|mali\b|sell shares", re.I), "own savings"),
    (re.compile(r"hustler|loan", re.I), "own loan"),
    (re.compile(r"business payment|transfer from bank|transfer$", re.I), "bank transfer"),
    (re.compile(r"salary", re.I), "own salary"),
    (re.compile(r"promotion", re.I), "promotion"),
    (re.compile(r"deposit", re.I), "own deposit"),
)
_SPENDINGS: Final = (
    (re.compile(r"airtime|recharge", re.I), "own airtime"),
    (re.compile(r"bundle", re.I), "own bundle"),
    (re.compile(r"pay ?bill|pay utility", re.I), "own bill"),
    (
        re.compile(r"merchant|small business|micro sme|pay merchant|send money", re.I),
        "own shopping",
    ),
    (re.compile(r"withdrawal", re.I), "own withdrawal at an agent"),
)


def is_to_own_bank(kind: StatementKind, transaction: Transaction) -> bool:
    """Whether an organisation moved money to the bank account that M-PESA keeps on file for it.

    It is the group's money and stays so: no payout. A payment to a bank's paybill is another thing,
    it names a number and may be for anybody's account.
    """
    is_out = kind is StatementKind.ORGANISATION and transaction.direction is Direction.OUT
    has_number = _NUMBERED.search(transaction.details) is not None or transaction.account
    return is_out and not has_number and _TO_OWN_BANK.match(transaction.details) is not None


def why_ignored(kind: StatementKind, wording: Wording, details: str, *, is_in: bool) -> str | None:
    """Why a movement that is no reversal is not the group's; None when it is."""
    if kind is StatementKind.ORGANISATION:
        return _why_not_the_organisations(wording, details, is_in=is_in)
    return _why_not_of_people(wording, details, is_in=is_in)


def _why_not_the_organisations(wording: Wording, details: str, *, is_in: bool) -> str | None:
    if _OWN_MOVE.match(details):
        return OWN_MOVE
    has_payer = wording.party.name or wording.party.phone or wording.party.phone_masked
    if is_in and not has_payer and wording.account is None and not wording.party.number:
        return OWN_DEPOSIT
    return None


def _why_not_of_people(wording: Wording, details: str, *, is_in: bool) -> str | None:
    is_business = wording.party.number is not None or _BUSINESS.search(details) is not None
    if _OF_PEOPLE.match(wording.act) and not is_business:
        return None
    if re.match(r"od loan", details, re.IGNORECASE):
        return "Fuliza repayment"
    for pattern, reason in _SPENDINGS:
        if pattern.search(wording.act) and not is_in:
            return reason
    for pattern, reason in _OWN_AFFAIRS:
        if pattern.search(wording.act):
            return f"{reason}: money in, not a contribution" if is_in else reason
    return NOT_A_PERSON
