"""From the places of a confirmation's fields to the receipt: read each, then weigh the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chama.money import Money
from chama.receipts import fields
from chama.receipts.codes import date_in_code
from chama.receipts.model import Direction, Kind, Reason, Receipt
from chama.receipts.normalise import Text
from chama.receipts.suspicion import Evidence, reasons
from chama.receipts.wording import Found, Notice, Party, Wording

# These print codes of their own, which hold no date, even after "<code> Confirmed".
_OTHER_WALLETS = frozenset({Kind.AIRTEL_RECEIVED, Kind.AIRTEL_SENT, Kind.TKASH_RECEIVED})


@dataclass(frozen=True, slots=True)
class _Print:
    """A confirmation as printed: where it was found, and whether all of it is in small letters."""

    text: Text
    found: Found
    in_small_letters: bool

    def shown(self, slot: str) -> str | None:
        """A slot's characters as they stand in the text; None where the wording has none."""
        span = self.found.spans.get(slot)
        return self.text.shown[span[0] : span[1]] if span else None

    def folded(self, slot: str) -> str | None:
        """The same in capitals and on one line."""
        span = self.found.spans.get(slot)
        return self.text.folded[span[0] : span[1]] if span else None

    def money(self, slot: str) -> Money | None:
        """A slot's amount."""
        printed = self.folded(slot)
        return fields.money(printed) if printed else None

    def name(self) -> str | None:
        """The other side's name."""
        printed = self.shown("party")
        return fields.name(printed, in_small_letters=self.in_small_letters) if printed else None

    def account(self) -> str | None:
        """The account reference."""
        printed = self.shown("account")
        if printed is None:
            return None
        return fields.reference(printed, in_small_letters=self.in_small_letters)


def interpret(text: Text, found: Found, received_at: datetime | None) -> Receipt:
    """The receipt that a wording found in a text amounts to, with what speaks against it."""
    small = text.shown[found.start : found.end].islower()
    printed = _Print(text, found, small)
    party = _party(printed)
    kind, direction = _kind_and_direction(found.told_by, party)
    language = found.told_by.language
    if direction is Direction.NONE:
        return Receipt(kind, direction, language, warnings=_doubts(found, ()))
    code = printed.folded("code") or found.code
    at = _occurred_at(printed, code)
    amount, balance = printed.money("amount"), printed.money("balance")
    evidence = Evidence(
        text=text,
        start=found.start,
        end=found.end,
        limit=found.limit,
        kind=kind,
        direction=direction,
        code=None if kind in _OTHER_WALLETS else code,
        lacks_code=isinstance(found.told_by, Wording) and code is None,
        printed_amount=printed.folded("amount"),
        amount=amount,
        printed_balance=printed.folded("balance"),
        balance=balance,
        knows_balance=isinstance(found.told_by, Wording),
        printed_date=printed.folded("date"),
        printed_time=printed.folded("time"),
        occurred_at=at,
        received_at=received_at,
    )
    return Receipt(
        kind=kind,
        direction=direction,
        language=language,
        code=code or printed.folded("ref"),
        amount=amount,
        party_name=party.name,
        party_phone=party.phone,
        party_phone_masked=party.phone_masked,
        account=printed.account() or party.number,
        occurred_at=at,
        balance=balance,
        reverses=printed.folded("reverses"),
        warnings=_doubts(found, reasons(evidence)),
    )


def _kind_and_direction(told_by: Wording | Notice, party: Party) -> tuple[Kind, Direction]:
    kind = told_by.kind if isinstance(told_by.kind, Kind) else told_by.kind(party)
    own = told_by.direction if isinstance(told_by, Wording) else None
    return kind, own or kind.direction


def _doubts(found: Found, speaking_against: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return speaking_against if found.is_known else (*speaking_against, Reason.UNKNOWN_WORDING)


def _party(printed: _Print) -> Party:
    name, phone = _party_name(printed), printed.shown("phone")
    if phone is None:
        return Party(name, number=printed.shown("number"))
    whole = fields.phone(phone)
    return Party(name, whole, None if whole else phone, printed.shown("number"))


def _party_name(printed: _Print) -> str | None:
    told_by = printed.found.told_by
    fixed = told_by.party_name if isinstance(told_by, Wording) else None
    return printed.name() or fixed


def _occurred_at(printed: _Print, code: str | None) -> datetime | date | None:
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
