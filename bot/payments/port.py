"""The border to a provider that moves money by itself: what we ask of it, and what it tells us.

One call of ours is one request to the provider, and its answer is one of three: it took it over, it
surely did not, or nobody knows. What nobody knows is asked about later, by the id that was stored
before the call; nothing is ever paid again to find out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Why(StrEnum):
    """Why money did not move, as people and operators are told."""

    CANCELLED = "cancelled"
    WRONG_PIN = "wrong_pin"
    NO_BALANCE = "no_balance"  # of who pays: the member's wallet
    UNREACHABLE = "unreachable"  # phone off, no network, old SIM
    NOT_ANSWERED = "not_answered"  # nobody typed a PIN in time
    BUSY = "busy"  # another M-Pesa request is open on that phone
    TOO_SOON = "too_soon"  # the same amount to the same number within two minutes
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"  # for one payment
    DAY_LIMIT = "day_limit"
    RECEIVER_FULL = "receiver_full"
    UNREGISTERED = "unregistered"  # no M-Pesa account on that number
    NO_FLOAT = "no_float"  # the account that pays out holds too little
    LOCKED = "locked"  # the operator's own credential is locked
    NOT_ALLOWED = "not_allowed"  # a role or a product is missing
    CREDENTIALS = "credentials"  # ours are refused
    OTHER_NUMBER = "other_number"  # they get money elsewhere by now than was agreed
    NOT_REACHED = "not_reached"  # no call came through: the same may be tried again later
    NO_RECORD = "no_record"  # an operator looked: it is not on the portal either
    OTHER = "other"

    @property
    def stops_payouts(self) -> bool:
        """Whether no payout can succeed until the operator has seen to it."""
        return self in (Why.NO_FLOAT, Why.LOCKED, Why.NOT_ALLOWED, Why.CREDENTIALS)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took a request over; that says nothing of how it ends.

    request_id: how the provider names it from then on; never shown to people.
    """

    request_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Surely nothing happened, and nothing will. code: the provider's own, for the log."""

    why: Why
    code: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether it happened. code: what came instead of an answer, for the log."""

    code: str


Answer = Accepted | Refused | Unclear


class How(StrEnum):
    """How a request stands, as the provider says when asked."""

    DONE = "done"  # the money moved
    FAILED = "failed"  # it did not, and will not
    PENDING = "pending"
    NOT_FOUND = "not_found"  # it knows of none under this id
    UNCLEAR = "unclear"  # it did not say


@dataclass(frozen=True, slots=True)
class Standing:
    """What the provider says of a request or receipt when asked. Amounts are cents, KES.

    why: for FAILED. receipt: only of money that moved. fee_cents: what the provider took, None
    where it does not say. credited, debited: the parties as printed, "254712000001 - JOHN DOE" or
    "600000 - CHAMA". at: when it moved, aware UTC. our_id: under which of our ids, "" for none.
    """

    how: How
    why: Why | None = None
    code: str = ""
    receipt: str = ""
    amount_cents: int | None = None
    fee_cents: int | None = None
    credited: str = ""
    debited: str = ""
    at: datetime | None = None
    our_id: str = ""


@dataclass(frozen=True, slots=True)
class PushOrder:
    """Ask a phone for money. phone: E.164. account: at most 12 characters, shown in the prompt."""

    phone: str
    amount_cents: int
    account: str


@dataclass(frozen=True, slots=True)
class PayoutOrder:
    """Send money to a phone. our_id: stored before the call, and never changed."""

    our_id: str
    phone: str
    amount_cents: int
    remarks: str


# --- what the provider tells us ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PushNews:
    """How a push ended, by a callback that proves nothing yet.

    receipt, amount_cents, at: only where it says that the money moved, and as far as it says so.
    phone: as it came, opaque: whole, masked or "".
    """

    request_id: str
    is_paid: bool
    why: Why | None = None
    code: str = ""
    receipt: str = ""
    amount_cents: int | None = None
    phone: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """Money that came to the account, by a callback or by a list that we asked for.

    phone: E.164, None where it is hidden; phone_hash: SHA-256 of "2547…" in hex, small letters;
    phone_masked: as printed. account: what the payer typed. shortcode: of the account that it came
    to. name: "" where none is said. balance_cents: of the account after it. at: aware UTC.
    """

    receipt: str
    amount_cents: int
    shortcode: str
    account: str = ""
    phone: str | None = None
    phone_hash: str = ""
    phone_masked: str = ""
    name: str = ""
    balance_cents: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResultNews:
    """The answer to a request that is answered later: a payout, a status, a reversal, a balance.

    our_id, request_id: of the request that it answers. is_timeout: the provider gave up waiting,
    which says nothing of the money. standing: what it says of the request, or of the transaction
    that a status was asked of. balances: cents by the name of the account, "Utility Account".
    """

    our_id: str
    request_id: str
    is_timeout: bool = False
    standing: Standing = Standing(How.UNCLEAR)
    balances: Mapping[str, int] = field(default_factory=dict)


News = PushNews | Arrived | ResultNews


class Unreadable(ValueError):
    """A callback that no reader understands; it is kept as it came."""


class NewsKind(StrEnum):
    """What a callback is about: its path below the secret."""

    STK = "stk"
    C2B_VALIDATION = "c2b/validation"
    C2B_CONFIRMATION = "c2b/confirmation"
    B2C_RESULT = "b2c/result"
    B2C_TIMEOUT = "b2c/timeout"
    STATUS_RESULT = "status/result"
    STATUS_TIMEOUT = "status/timeout"
    REVERSAL_RESULT = "reversal/result"
    REVERSAL_TIMEOUT = "reversal/timeout"
    BALANCE_RESULT = "balance/result"
    BALANCE_TIMEOUT = "balance/timeout"


@dataclass(frozen=True, slots=True)
class Pulled:
    """A page of what arrived. is_last: nothing comes behind it."""

    arrived: tuple[Arrived, ...]
    is_last: bool


class Tokens(Protocol):
    """Where all processes of a server share one access token."""

    def get(self) -> str:
        """The token that counts now, "" for none."""

    def put(self, token: str, lasts_seconds: int) -> None:
        """A new one; the one before it counts no more."""

    def drop(self, token: str) -> None:
        """The provider refuses it; another one that came meanwhile stays."""


class Payments(Protocol):
    """A provider that moves money. No method raises for what the provider does or leaves undone."""

    @property
    def shortcodes(self) -> frozenset[str]:
        """The account and till numbers to which money comes."""

    @property
    def can_push(self) -> bool:
        """Whether phones can be asked for money."""

    @property
    def can_pay_out(self) -> bool:
        """Whether money can be sent."""

    @property
    def can_ask_status(self) -> bool:
        """Whether a transaction can be asked about."""

    @property
    def can_name(self) -> bool:
        """Whether it says whose a number is."""

    def push(self, order: PushOrder) -> Answer:
        """Ask a phone for money."""

    def ask_push(self, request_id: str) -> Standing:
        """How a push ended; the provider says no receipt here."""

    def pay_out(self, order: PayoutOrder) -> Answer:
        """Send money."""

    def ask_status(
        self, our_id: str, *, of_receipt: str = "", of_our_id: str = "", is_sent: bool = False
    ) -> Answer:
        """Ask how a transaction stands, by its receipt or by our id of it; a ResultNews answers.

        our_id: names this question itself. is_sent: that receipt is of money that was sent.
        """

    def reverse(self, our_id: str, receipt: str, amount_cents: int) -> Answer:
        """Give a payment that came in back to who paid it; a ResultNews answers."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Where the groups' money lies: the account to which it comes, and the one that pays."""

    def ask_balance(self, our_id: str, account: str) -> Answer:
        """Ask what one of the accounts holds; a ResultNews answers."""

    def pull(self, since: datetime, until: datetime, offset: int) -> Pulled | None:
        """What arrived in a time, by pages; None where the provider does not say."""

    def name_of(self, phone: str) -> str | None:
        """The name on a number as the provider shows it ("John M. M."), None where it says none."""

    def read(self, kind: NewsKind, body: bytes) -> News:
        """What a callback says. Raises Unreadable."""
