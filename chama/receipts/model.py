"""A receipt: what one confirmation text says happened, and why one may doubt it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from chama.journal import ReceiptId
from chama.money import Money

NAIROBI = ZoneInfo("Africa/Nairobi")


class Direction(StrEnum):
    """Which way money moved, seen from the account that the text is about."""

    IN = "in"
    OUT = "out"
    NONE = "none"


class Language(StrEnum):
    """The language of the text; mixed when the talk around a confirmation is in the other one."""

    ENGLISH = "en"
    SWAHILI = "sw"
    MIXED = "mixed"


class Kind(StrEnum):
    """What happened."""

    RECEIVED_PERSON = "received_person"
    RECEIVED_BUSINESS = "received_business"
    RECEIVED_TILL = "received_till"
    RECEIVED_PAYBILL = "received_paybill"
    RECEIVED_POCHI = "received_pochi"
    RECEIVED_INTERNATIONAL = "received_international"
    BANK_CREDIT = "bank_credit"
    BANK_TO_MPESA = "bank_to_mpesa"
    AIRTEL_RECEIVED = "airtel_received"
    TKASH_RECEIVED = "tkash_received"
    SENT_PERSON = "sent_person"
    SENT_POCHI = "sent_pochi"
    PAID_TILL = "paid_till"
    PAID_PAYBILL = "paid_paybill"
    BANK_SENT = "bank_sent"
    AIRTEL_SENT = "airtel_sent"
    WITHDRAW_AGENT = "withdraw_agent"
    DEPOSIT_AGENT = "deposit_agent"
    AIRTIME = "airtime"
    SAVINGS_IN = "savings_in"
    SAVINGS_OUT = "savings_out"
    INTERNAL_TRANSFER = "internal_transfer"
    LOAN = "loan"
    REVERSAL_IN = "reversal_in"
    REVERSAL_OUT = "reversal_out"
    FULIZA_DRAW = "fuliza_draw"
    FULIZA_REPAY = "fuliza_repay"
    FULIZA_INFO = "fuliza_info"
    BALANCE = "balance"
    FAILED = "failed"
    REQUEST = "request"
    FOREIGN = "foreign"
    UNRECOGNISED = "unrecognised"

    @property
    def direction(self) -> Direction:
        """Which way money moves in this kind of event."""
        if self in _STILL_KINDS:
            return Direction.NONE
        return Direction.OUT if self in _OUTGOING_KINDS else Direction.IN


_STILL_KINDS = frozenset(
    {
        Kind.FULIZA_DRAW,
        Kind.FULIZA_INFO,
        Kind.BALANCE,
        Kind.FAILED,
        Kind.REQUEST,
        Kind.FOREIGN,
        Kind.UNRECOGNISED,
    }
)
_OUTGOING_KINDS = frozenset(
    {
        Kind.SENT_PERSON,
        Kind.SENT_POCHI,
        Kind.PAID_TILL,
        Kind.PAID_PAYBILL,
        Kind.BANK_SENT,
        Kind.AIRTEL_SENT,
        Kind.WITHDRAW_AGENT,
        Kind.AIRTIME,
        Kind.SAVINGS_OUT,
        Kind.REVERSAL_OUT,
        Kind.FULIZA_REPAY,
    }
)


MPESA = "mpesa"
_WALLETS = {
    Kind.AIRTEL_RECEIVED: "airtel",
    Kind.AIRTEL_SENT: "airtel",
    Kind.TKASH_RECEIVED: "tkash",
}


class Reason(StrEnum):
    """Why a text must not be credited without a person looking at it."""

    CODE_DATE_MISMATCH = "code_date_mismatch"
    CODE_LENGTH = "code_length"
    MISSING_CODE = "missing_code"
    MALFORMED_AMOUNT = "malformed_amount"
    NON_POSITIVE_AMOUNT = "non_positive_amount"
    OVER_LIMIT = "over_limit"
    MALFORMED_BALANCE = "malformed_balance"
    INVALID_DATE = "invalid_date"
    FUTURE_DATE = "future_date"
    HIDDEN_CHARACTERS = "hidden_characters"
    HOMOGLYPH = "homoglyph"
    UNKNOWN_WORDING = "unknown_wording"
    SENDER_WORDING = "sender_wording"
    PROMISED = "promised"
    REVERSAL_MENTIONED = "reversal_mentioned"
    CONFLICTING_COPIES = "conflicting_copies"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One confirmation as read from a text.

    Where `direction` is "none" no money moved, and every field from `code` to `reverses` is None.

    code: the transaction code, upper case; M-Pesa's own where a bank prints both. None where the
        text prints none, as some bank notices do: such a receipt can never count on its own.
    amount, balance: KES; `balance` is the account's own one afterwards.
    party_name: the other side as printed, blanks collapsed, no final dot; upper case where the
        whole text is in small letters.
    party_phone: E.164 when the whole number is printed; `party_phone_masked` as printed otherwise.
    account: the account, shortcode, till or agent number printed with the other side, or the
        account reference that the payer gave.
    occurred_at: aware, Africa/Nairobi, to the minute; a plain date when no time is printed.
    reverses: for a reversal, the code that it undoes.
    issuer: whose reference `code` is where it is not the wallet's own ("bank-equity", "bank",
        "remittance"); None where it is M-Pesa's, Airtel's or T-Kash's. See `network`.
    fee: what the provider charged on top of money out, where the text says so; a text without its
        tail is of the same payment, so that it is not compared.
    warnings: why it must not be credited by itself; empty when nothing speaks against it.
    """

    kind: Kind
    direction: Direction
    language: Language
    code: str | None = None
    amount: Money | None = None
    party_name: str | None = None
    party_phone: str | None = None
    party_phone_masked: str | None = None
    account: str | None = None
    occurred_at: datetime | date | None = None
    balance: Money | None = None
    reverses: str | None = None
    warnings: tuple[Reason, ...] = ()
    issuer: str | None = None
    fee: Money | None = field(default=None, compare=False)

    @property
    def network(self) -> str:
        """Whose codes `code` is one of: "mpesa", "airtel", "tkash", or else the issuer's.

        M-Pesa's wins where a bank prints both. A bank that the text does not name is "bank".
        """
        return self.issuer or _WALLETS.get(self.kind, MPESA)

    @property
    def id(self) -> ReceiptId | None:
        """What names it over all groups, None without a code."""
        return self._named(self.code)

    @property
    def reversed_id(self) -> ReceiptId | None:
        """The receipt that it takes back: a reversal's original is of the same network."""
        return self._named(self.reverses)

    def _named(self, code: str | None) -> ReceiptId | None:
        return ReceiptId(self.network, code.upper()) if code else None

    @property
    def is_suspicious(self) -> bool:
        """Whether a person has to look before this counts."""
        return bool(self.warnings)
