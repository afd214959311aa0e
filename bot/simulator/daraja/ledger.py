"""The stub's own book: who holds what, and every transaction once. It is the truth of a test.

Money enters by `add_wallet` and `add_organisation` alone; from then on it only changes hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.simulator.daraja.fees import payout_fee_cents
from bot.simulator.daraja.naming import Namer
from chama.rota import NAIROBI

WALLET_LIMIT_CENTS = 500_000_00
DAY_LIMIT_CENTS = 500_000_00
PAYMENT_LIMIT_CENTS = 250_000_00
LEAST_PAYMENT_CENTS = 1_00
LEAST_PAYOUT_CENTS = 10_00


class Kind(StrEnum):
    """What a transaction is."""

    PUSH = "push"  # a customer pays, asked by a prompt
    C2B = "c2b"  # a customer pays from the menu
    PAYOUT = "payout"  # a business pays a customer
    REVERSAL = "reversal"  # a payment goes back to who paid it

    @property
    def is_incoming(self) -> bool:
        """Whether the organisation gains by it."""
        return self in (Kind.PUSH, Kind.C2B)


class State(StrEnum):
    """How a transaction ended, in the provider's words."""

    COMPLETED = "Completed"
    FAILED = "Failed"
    DECLINED = "Declined"


@dataclass(slots=True)
class Wallet:
    """A customer's money. phone: 254712000001. is_on: whether prompts reach the phone."""

    phone: str
    name: str
    pin: str
    cents: int
    is_registered: bool = True
    is_on: bool = True


@dataclass(slots=True)
class Organisation:
    """A business's money: what comes in and goes out is of the utility account.

    charges_cents: what the provider took of it so far. is_till: asked for by number alone.
    """

    shortcode: str
    name: str
    utility_cents: int = 0
    working_cents: int = 0
    charges_cents: int = 0
    is_till: bool = False

    @property
    def balances(self) -> dict[str, int]:
        """Cents by the provider's name of each account."""
        return {
            "Working Account": self.working_cents,
            "Utility Account": self.utility_cents,
            "Charges Paid Account": self.charges_cents,
        }


@dataclass(frozen=True, slots=True)
class Transaction:
    """One movement, or one that was refused. Amounts are cents, KES; at: aware UTC.

    payer, payee: a phone (254712000001) or a shortcode. request_id: the provider's name of the
    request that caused it, our_id: the asker's. code: the result code, "0" when it completed.
    undoes: the receipt that a reversal gives back.
    """

    receipt: str
    kind: Kind
    state: State
    cents: int
    payer: str
    payee: str
    at: datetime
    fee_cents: int = 0
    reference: str = ""
    request_id: str = ""
    our_id: str = ""
    code: str = "0"
    undoes: str = ""

    @property
    def is_completed(self) -> bool:
        return self.state == State.COMPLETED


@dataclass(frozen=True, slots=True)
class Book:
    """The completed transactions of an organisation, oldest first."""

    incoming: tuple[Transaction, ...]
    outgoing: tuple[Transaction, ...]


@dataclass(slots=True)
class Ledger:
    """Wallets, organisations, and what moved between them."""

    names: Namer
    wallets: dict[str, Wallet] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    transactions: list[Transaction] = field(default_factory=list)
    brought_cents: int = 0

    def add_wallet(self, wallet: Wallet) -> Wallet:
        """Open a wallet with the money that is in it. Raises ValueError for a number in use."""
        if wallet.phone in self.wallets:
            raise ValueError("That number has a wallet.")
        self.wallets[wallet.phone] = wallet
        self.brought_cents += wallet.cents
        return wallet

    def add_organisation(self, one: Organisation) -> Organisation:
        """Open an organisation's accounts with the money that is in them.

        Raises ValueError for a shortcode in use.
        """
        if one.shortcode in self.organisations:
            raise ValueError("That shortcode has its accounts.")
        self.organisations[one.shortcode] = one
        self.brought_cents += sum(one.balances.values())
        return one

    @property
    def total_cents(self) -> int:
        """All money there is: always what was brought."""
        held = sum(wallet.cents for wallet in self.wallets.values())
        owned = (sum(one.balances.values()) for one in self.organisations.values())
        return held + sum(owned)

    # --- whether money can move: a result code, "0" when it can --------------------------------

    def can_pay(self, phone: str, cents: int, at: datetime) -> str:
        """Whether a customer can pay so much now."""
        if cents < LEAST_PAYMENT_CENTS:
            return "2"
        if cents > PAYMENT_LIMIT_CENTS:
            return "3"
        if self.wallets[phone].cents < cents:
            return "1"
        return "4" if self._paid_today(phone, at) + cents > DAY_LIMIT_CENTS else "0"

    def can_pay_out(self, shortcode: str, phone: str, cents: int, at: datetime) -> str:
        """Whether an organisation can pay a customer so much now."""
        if cents < LEAST_PAYOUT_CENTS:
            return "2"
        if cents > PAYMENT_LIMIT_CENTS:
            return "3"
        wallet = self.wallets.get(phone)
        if wallet is None or not wallet.is_registered:
            return "2040"
        if self.organisations[shortcode].utility_cents < cents + _fee(cents, at):
            return "1"
        return "8" if wallet.cents + cents > WALLET_LIMIT_CENTS else "0"

    def can_give_back(self, receipt: str, cents: int) -> str:
        """Whether a payment can be reversed now."""
        payment = self.by_receipt(receipt)
        if payment is None or not payment.kind.is_incoming or payment.cents != cents:
            return "R000002"
        if self.reversal_of(receipt):
            return "R000001"
        return "1" if self.organisations[payment.payee].utility_cents < cents else "0"

    # --- what moves it -------------------------------------------------------------------------

    def record(self, asked: Transaction) -> Transaction:
        """Write a transaction down and, when it completed, move its money.

        One that brings no receipt is given one. Raises ValueError where a wallet or an account
        would fall below nothing.
        """
        has_fee = asked.kind == Kind.PAYOUT and asked.is_completed
        done = replace(
            asked,
            receipt=asked.receipt or self.names.receipt(asked.at),
            fee_cents=_fee(asked.cents, asked.at) if has_fee else 0,
        )
        if done.is_completed:
            self._move(done)
        self.transactions.append(done)
        return done

    def _move(self, done: Transaction) -> None:
        shortcode, phone = (
            (done.payee, done.payer) if done.kind.is_incoming else (done.payer, done.payee)
        )
        organisation, wallet = self.organisations[shortcode], self.wallets[phone]
        gain = done.cents if done.kind.is_incoming else -done.cents
        if organisation.utility_cents + gain < done.fee_cents or wallet.cents < gain:
            raise ValueError(f"There is too little for {done.cents} cents.")
        organisation.utility_cents += gain - done.fee_cents
        organisation.charges_cents += done.fee_cents
        wallet.cents -= gain

    # --- what is known -------------------------------------------------------------------------

    def by_receipt(self, receipt: str) -> Transaction | None:
        return self._first(one for one in self.transactions if one.receipt == receipt)

    def by_id(self, name: str) -> Transaction | None:
        """By the asker's id of the request, or the provider's."""
        named = (one for one in self.transactions if name in (one.our_id, one.request_id))
        return self._first(named) if name else None

    def reversal_of(self, receipt: str) -> Transaction | None:
        """What gave a payment back."""
        return self._first(one for one in self._completed() if one.undoes == receipt)

    def of_phone(self, phone: str) -> tuple[Transaction, ...]:
        """What a customer paid and got, oldest first."""
        return tuple(one for one in self._completed() if phone in (one.payer, one.payee))

    @property
    def book(self) -> Book:
        """What completed, in and out."""
        done = self._completed()
        return Book(
            incoming=tuple(one for one in done if one.kind.is_incoming),
            outgoing=tuple(one for one in done if not one.kind.is_incoming),
        )

    def _completed(self) -> list[Transaction]:
        return [one for one in self.transactions if one.is_completed]

    def _paid_today(self, phone: str, at: datetime) -> int:
        day = at.astimezone(NAIROBI).date()
        return sum(
            one.cents
            for one in self._completed()
            if one.payer == phone and one.at.astimezone(NAIROBI).date() == day
        )

    @staticmethod
    def _first(found: Iterable[Transaction]) -> Transaction | None:
        return next(iter(found), None)


def _fee(cents: int, at: datetime) -> int:
    return payout_fee_cents(cents, at.astimezone(NAIROBI).date())
