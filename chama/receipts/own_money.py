"""A person's own pockets inside M-Pesa: the account itself, savings, loans, the overdraft.

They are named here once. Money between a person and one of these is nobody else's business: it is
never a payment by or to a person, whatever wording tells it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from chama.receipts.model import Direction, Kind
from chama.receipts.template import SLOTS

_MPESA = r"M[ -]{0,2}PESA"
_SAVINGS = (
    rf"M[ -]{{0,2}}SHWARI|KCB[ -]{{0,2}}{_MPESA}|(?:{_MPESA} )?ZIIDI|MALI|LOCK(?:ED)? SAVINGS?"
    rf"|(?:TARGET|FIXED) SAVINGS?|{_MPESA} SAVINGS?"
)
_LENDERS = (
    r"HUSTLER(?:S)?(?: FUND)?|STAWI|FANIKISHA(?: BIASHARA)?|TIMIZA|TAASI(?: TILL| POCHI)?|FARAJA"
    r"|OKOA JAHAZI|OKOA STOCK|KOPA CASH"
)
LENDERS = "(M-Shwari|KCB M-PESA|Hustler Fund|Stawi|Fanikisha|Timiza|Taasi|Faraja)"
"""Those who lend, as a template's choice; the savings accounts lend too."""
_OVERDRAFT = rf"FULIZA(?: (?:{_MPESA}|BIASHARA))?"
_ITSELF = rf"{_MPESA}|BUSINESS(?= ACCOUNT)|POCHI(?: LA BIASHARA)?"
_TAIL = (
    r"(?: (?:LOCK|LOCKED|TARGET|FIXED|SAVINGS?|DEPOSITS?|LOANS?|MMF|FUND|WALLET|OVERDRAFT|LIMITED))"
    r"{0,3}(?: (?:ACCOUNT|A/C|ACC))?"
)
_OWNER = r"(?:YOUR |MY |OWN |AKAUNTI YAKO YA |AKAUNTI YA ){0,2}"
_NAMED = (
    rf"{_OWNER}(?:(?P<overdraft>{_OVERDRAFT})|(?P<lender>{_LENDERS})|(?P<savings>{_SAVINGS})"
    rf"|(?P<itself>{_ITSELF})){_TAIL}"
)
_POCKET = re.compile(_NAMED)
_FROM = r"FROM|KUTOKA(?: KWA| KWENYE)?"
_TO = r"TO|INTO|TOWARDS|KWA|KWENYE|KATIKA"
_MOVED = re.compile(rf"\b(?:(?P<from>{_FROM})|(?:{_TO})) (?:{_NAMED})(?![\w'])(?! [0-9*X]{{3}})")
_SIDE = re.compile(rf"\b(?:{_FROM}|{_TO}|BY|NA) |(?:\+?254|0)[17][0-9*X]{{6}}")
_BORROWED = re.compile(r"\b(?:LOANS?|MKOPO|OVERDRAFT|REPAY\w*|REPAID)\b")
_LENT = re.compile(r"\b(?:DISBURSED|DEPOSITED|CREDITED|APPROVED|RECEIVED A|UMEPOKEA|UMEPEWA)\b")
_OWN_BALANCE = re.compile(
    rf"(?<!KCB )(?<!FULIZA )(?:{_MPESA}(?: ACCOUNT)? BALANCE(?: IS| WAS)?"
    rf"|(?:BAKI|SALIO)(?: (?:YAKO|LAKO|MPYA|JIPYA|YA|LA|KATIKA)){{0,3}} {_MPESA} NI)[ :]{{0,3}}"
    rf"{SLOTS['balance']}"
)

BETWEEN_POCKETS = frozenset(
    {
        Kind.LOAN,
        Kind.SAVINGS_IN,
        Kind.SAVINGS_OUT,
        Kind.INTERNAL_TRANSFER,
        Kind.DEPOSIT_AGENT,
        Kind.FULIZA_REPAY,
    }
)
"""Kinds whose texts print several balances, of which the M-PESA account's is the owner's own."""


class Pocket(Enum):
    """What a pocket is; the account itself is the one that the text is about."""

    ITSELF = auto()
    SAVINGS = auto()
    LENDER = auto()
    OVERDRAFT = auto()


@dataclass(frozen=True, slots=True)
class OwnMove:
    """Money between the account and one of its owner's pockets, seen from the account."""

    kind: Kind
    direction: Direction


def pocket_named(name: str | None) -> Pocket | None:
    """The pocket that a printed party is, by its whole name; None for a person or a business."""
    match = _POCKET.fullmatch(name.upper().strip(" .,")) if name else None
    return _pocket(match) if match else None


def own_move(pocket: Pocket, direction: Direction, words: str) -> OwnMove:
    """What happened, by the pocket on the other side and the folded words around its name."""
    is_in = direction is Direction.IN
    if pocket is Pocket.OVERDRAFT:
        kind = Kind.FULIZA_DRAW if is_in else Kind.FULIZA_REPAY
        return OwnMove(kind, kind.direction)
    if pocket is Pocket.LENDER or _BORROWED.search(words):
        return OwnMove(Kind.LOAN, direction)
    if pocket is Pocket.SAVINGS:
        return OwnMove(Kind.SAVINGS_IN if is_in else Kind.SAVINGS_OUT, direction)
    is_cash = is_in and "DEPOSIT" in words
    return OwnMove(Kind.DEPOSIT_AGENT if is_cash else Kind.INTERNAL_TRANSFER, direction)


def own_move_told(folded: str, start: int, end: int) -> OwnMove | None:
    """The move between own pockets that free words tell: "transfered from your KCB M-PESA account".

    Money from another pocket comes in, money to one goes out; to the account itself, in. None where
    a number or a side is named that is no pocket, or no pocket and no loan at all.
    """
    moves = list(_MOVED.finditer(folded, start, end))
    words = folded[start:end]
    if len(moves) < sum(1 for _ in _SIDE.finditer(folded, start, end)):
        return None
    if not moves:
        direction = Direction.IN if _LENT.search(words) else Direction.OUT
        return OwnMove(Kind.LOAN, direction) if _BORROWED.search(words) else None
    others = [one for one in moves if _pocket(one) is not Pocket.ITSELF]
    match = (others or moves)[0]
    pocket = _pocket(match)
    comes_in = (match["from"] is not None) is (pocket is not Pocket.ITSELF)
    return own_move(pocket, Direction.IN if comes_in else Direction.OUT, words)


def own_balance(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Where the M-PESA account's own balance is printed, among those of other pockets."""
    return _OWN_BALANCE.search(folded, start, end)


def _pocket(match: re.Match[str]) -> Pocket:
    """The pocket whose name matched: its group is the last one of both patterns."""
    return Pocket[str(match.lastgroup).upper()]
