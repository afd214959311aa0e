"""From the places of a confirmation's fields to the receipt: read each, then weigh the evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from chama.money import Money
from chama.receipts import fields
from chama.receipts.codes import date_in_code
from chama.receipts.issuers import is_mpesas, issuer_of, kind_by_issuer
from chama.receipts.model import NAIROBI, Direction, Kind, Reason, Receipt
from chama.receipts.normalise import Text
from chama.receipts.own_money import (
    BETWEEN_POCKETS,
    OwnMove,
    Pocket,
    own_balance,
    own_move,
    pocket_named,
)
from chama.receipts.printed import Printed
from chama.receipts.suspicion import Evidence, reasons
from chama.receipts.wording import Found, Party, Wording

_WITH_OTHERS = frozenset(
    {
        Kind.RECEIVED_PERSON,
        Kind.RECEIVED_BUSINESS,
        Kind.RECEIVED_INTERNATIONAL,
        Kind.SENT_PERSON,
        Kind.SENT_POCHI,
        Kind.PAID_TILL,
        Kind.PAID_PAYBILL,
    }
)
_REVERSALS = frozenset({Kind.REVERSAL_IN, Kind.REVERSAL_OUT})
_BANKS_CREDITS = frozenset({Kind.BANK_CREDIT, Kind.BANK_SENT})
# These print codes of their own, which hold no date, even after "<code> Confirmed".
_OTHER_WALLETS = frozenset({Kind.AIRTEL_RECEIVED, Kind.AIRTEL_SENT, Kind.TKASH_RECEIVED})


def interpret(text: Text, found: Found, received_at: datetime | None) -> Receipt:
    """The receipt that a wording found in a text amounts to, with what speaks against it."""
    small = text.shown[found.start : found.end].islower()
    printed = Printed(text, found, small)
    party = _party(printed)
    kind, direction = _kind_and_direction(printed, party)
    own = _own_move(printed, kind, direction, party)
    if own is not None:
        kind, direction, party = own.kind, own.direction, _without_itself(party)
    language = found.told_by.language
    if direction is Direction.NONE:
        return Receipt(kind, direction, language, warnings=_doubts(printed, ()))
    received_on = received_at.astimezone(NAIROBI).date() if received_at else None
    code, reference, undone = _codes(printed, kind, received_on)
    receipt = Receipt(
        kind=kind,
        direction=direction,
        language=language,
        code=code or reference,
        amount=printed.money("amount"),
        party_name=party.name,
        party_phone=party.phone,
        party_phone_masked=party.phone_masked,
        account=printed.account() or party.number,
        occurred_at=_occurred_at(printed, code, received_on),
        balance=_balance(printed, kind),
        reverses=undone,
        issuer=issuer_of(printed, kind, code),
        fee=printed.fee() if direction is Direction.OUT else None,
    )
    mpesa_code = None if kind in _OTHER_WALLETS else code
    warnings = _doubts(printed, reasons(Evidence(printed, receipt, mpesa_code, received_at)))
    return replace(receipt, warnings=warnings) if warnings else receipt


def _codes(
    printed: Printed, kind: Kind, received_on: date | None
) -> tuple[str | None, str | None, str | None]:
    """M-Pesa's code, the reference of another issuer, and the code of what is undone."""
    code, reference = printed.folded("code") or printed.found.code, printed.folded("ref")
    undone = printed.folded("reverses")
    if kind in _REVERSALS:  # one that prints a single code carries that of what it undoes
        undone, code = undone or code, code or undone
    if code is None and reference is not None and kind in _BANKS_CREDITS:
        printed_on = _day(printed, None, received_on)
        if is_mpesas(reference, printed_on, received_on):
            return reference, None, undone
    return code, reference, undone


def _kind_and_direction(printed: Printed, party: Party) -> tuple[Kind, Direction]:
    told_by = printed.found.told_by
    kind = told_by.kind if isinstance(told_by.kind, Kind) else told_by.kind(party)
    kind = kind_by_issuer(printed, kind)
    own = told_by.direction if isinstance(told_by, Wording) else None
    return kind, own or kind.direction


def _own_move(printed: Printed, kind: Kind, direction: Direction, party: Party) -> OwnMove | None:
    """The move between own pockets that a payment is whose other side is a pocket, or None."""
    if kind not in _WITH_OTHERS or party.phone or party.phone_masked:
        return None
    pocket = pocket_named(party.name)
    if pocket is None:
        return None
    found = printed.found
    return own_move(pocket, direction, printed.text.folded[found.start : found.end])


def _without_itself(party: Party) -> Party:
    """The other side, without "your M-PESA account", which is this side."""
    return Party(None) if pocket_named(party.name) is Pocket.ITSELF else party


def _balance(printed: Printed, kind: Kind) -> Money | None:
    """The account's own balance, where texts about other pockets print those of both."""
    found = printed.found
    if kind in BETWEEN_POCKETS:
        own = own_balance(printed.text.folded, found.start, found.limit)
        return fields.money(own["balance"]) if own else None
    return printed.money("balance")


def _doubts(printed: Printed, speaking_against: tuple[Reason, ...]) -> tuple[Reason, ...]:
    found = printed.found
    if found.is_known and not printed.text.has_misspelt(found.start, found.end):
        return _each_once(speaking_against)
    return _each_once((*speaking_against, Reason.UNKNOWN_WORDING))


def _each_once(warnings: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(warnings)) if len(warnings) > 1 else warnings


def _party(printed: Printed) -> Party:
    name, phone = _party_name(printed), printed.shown("phone")
    if phone is None:
        return Party(name, number=printed.shown("number"))
    whole = fields.phone(phone)
    return Party(name, whole, None if whole else phone, printed.shown("number"))


def _party_name(printed: Printed) -> str | None:
    told_by = printed.found.told_by
    fixed = told_by.party_name if isinstance(told_by, Wording) else None
    return printed.name() or fixed


def _occurred_at(
    printed: Printed, code: str | None, received_on: date | None
) -> datetime | date | None:
    day = _day(printed, code, received_on)
    at = printed.folded("time")
    clock = fields.clock(at) if at else None
    return fields.moment(day, clock) if day and clock else day


def _day(printed: Printed, code: str | None, received_on: date | None) -> date | None:
    on = printed.folded("date")
    if on is None:
        return None
    told_by = printed.found.told_by
    if isinstance(told_by, Wording):
        return fields.day(on, near=received_on)
    code_date = date_in_code(code) if code else None
    is_month_first = told_by.is_month_first
    return fields.day(on, is_month_first=is_month_first, code_date=code_date, near=received_on)
