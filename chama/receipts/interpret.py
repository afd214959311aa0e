"""From the places of a confirmation's fields to the receipt: read each, then weigh the evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from chama.receipts import fields
from chama.receipts.banks import BANK, bank_in
from chama.receipts.codes import date_in_code
from chama.receipts.model import Direction, Kind, Reason, Receipt
from chama.receipts.normalise import Text
from chama.receipts.printed import Printed
from chama.receipts.suspicion import Evidence, reasons
from chama.receipts.wording import Found, Notice, Party, Wording

# These print codes of their own, which hold no date, even after "<code> Confirmed".
_OTHER_WALLETS = {
    Kind.AIRTEL_RECEIVED: "airtel",
    Kind.AIRTEL_SENT: "airtel",
    Kind.TKASH_RECEIVED: "tkash",
}
_REMITTERS = {Kind.RECEIVED_INTERNATIONAL: "remittance"}  # where M-Pesa's own code is not printed
MPESA = "mpesa"


def interpret(text: Text, found: Found, received_at: datetime | None) -> Receipt:
    """The receipt that a wording found in a text amounts to, with what speaks against it."""
    small = text.shown[found.start : found.end].islower()
    printed = Printed(text, found, small)
    party = _party(printed)
    kind, direction = _kind_and_direction(found.told_by, party)
    language = found.told_by.language
    if direction is Direction.NONE:
        return Receipt(kind, direction, language, warnings=_doubts(printed, ()))
    code = printed.folded("code") or found.code
    receipt = Receipt(
        kind=kind,
        direction=direction,
        language=language,
        code=code or printed.folded("ref"),
        network=_network(text, found, kind, code, printed),
        amount=printed.money("amount"),
        party_name=party.name,
        party_phone=party.phone,
        party_phone_masked=party.phone_masked,
        account=printed.account() or party.number,
        occurred_at=_occurred_at(printed, code),
        balance=printed.money("balance"),
        reverses=printed.folded("reverses"),
    )
    mpesa_code = None if kind in _OTHER_WALLETS else code
    warnings = _doubts(printed, reasons(Evidence(printed, receipt, mpesa_code, received_at)))
    return replace(receipt, warnings=warnings) if warnings else receipt


def _kind_and_direction(told_by: Wording | Notice, party: Party) -> tuple[Kind, Direction]:
    kind = told_by.kind if isinstance(told_by.kind, Kind) else told_by.kind(party)
    own = told_by.direction if isinstance(told_by, Wording) else None
    return kind, own or kind.direction


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


def _occurred_at(printed: Printed, code: str | None) -> datetime | date | None:
    on = printed.folded("date")
    if on is None:
        return None
    told_by = printed.found.told_by
    if isinstance(told_by, Wording):
        day = fields.day(on)
    else:
        code_date = date_in_code(code) if code else None
        day = fields.day(on, is_month_first=told_by.is_month_first, code_date=code_date)
    at = printed.folded("time")
    clock = fields.clock(at) if at else None
    return fields.moment(day, clock) if day and clock else day


def _network(
    text: Text, found: Found, kind: Kind, code: str | None, printed: Printed
) -> str | None:
    """Whose the code is: M-Pesa's own wins where a bank prints both; None where there is none."""
    if code is None and printed.folded("ref") is None:
        return None
    if kind in _OTHER_WALLETS:
        return _OTHER_WALLETS[kind]
    if code or kind in _REMITTERS:
        return MPESA if code else _REMITTERS[kind]
    if not isinstance(found.told_by, Notice):
        return bank_in(text.shown[found.start : found.end]) or BANK
    parts = (text.shown[found.since : end] for end in (found.end, found.limit))  # it begins late
    return next(filter(None, map(bank_in, parts)), BANK)
