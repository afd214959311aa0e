"""A chama's ledger in memory: who paid, who is waited for, whether the pot can be paid out.

The library's public face. Amounts here are units of the chama's currency (int when whole, else
Decimal); inside, everything is entries of double entry in one book, whose funds, the rotation and
welfare, never mix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chama import entries
from chama.entries import ROTATION, WELFARE
from chama.errors import (
    AlreadyPaid,
    InvalidAmount,
    InvalidReceipt,
    ReceiptConflict,
    UnknownFund,
    UnknownRound,
)
from chama.journal import Book, JournalEntry, Posting, ReceiptId, SealedEntry, round_key
from chama.models import Chama, Cycle, Member, Round, positive_cents
from chama.money import Money, Units, units_from_cents
from chama.receipts.codes import look_of, spelt_as_code

MPESA = "mpesa"
"""Whose receipts the library records."""

PayingInto = str | Round | tuple[int | Cycle, int]
"""What a part of a payment is for: the fund "welfare", a round of the chama, or (cycle, round)."""


class ContributionStatus(StrEnum):
    """PENDING until the whole due is paid; MISSED only when somebody marked it so."""

    PENDING = "PENDING"
    PAID = "PAID"
    MISSED = "MISSED"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member has paid for one round; amounts in units."""

    member: Member
    cycle: int
    round_number: int
    expected: Units
    paid: Units
    remaining: Units
    status: ContributionStatus


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """How a round stands; amounts in units.

    collected: what counts towards the pot; what somebody paid too much is not in it.
    waiting_for: the members whose contribution is not complete, in seat order.
    """

    round_number: int
    recipient: Member
    collected: Units
    expected_pot: Units
    waiting_for: tuple[Member, ...]
    is_disbursable: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """One receipt that paid into several rounds or funds; amounts in units.

    contributions: how the member stands in each round that it paid, in the order of its parts.
    """

    member: Member
    receipt: str
    amount: Units
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a payment. cycle, round: None for a gift to the welfare fund."""

    amount_cents: int
    cycle: Cycle | None = None
    round: Round | None = None

    @property
    def round_key(self) -> str:
        """How accounts name its round, "" for a gift."""
        return round_key(self.cycle.number, self.round.number) if self.cycle and self.round else ""

    @property
    def purpose(self) -> str:
        """What it is for, in words."""
        return f"round {self.round_key}" if self.round else WELFARE


@dataclass(frozen=True, slots=True)
class _ReceiptFacts:
    """What a receipt was recorded for; a second sight must say the same.

    code: of the receipt. parts: purpose and cents of each, whatever order they came in.
    """

    code: str
    member_id: str
    parts: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, code: str, member_id: str, parts: Sequence[_Part]) -> _ReceiptFacts:
        """The facts of a member's payment."""
        cents_of: dict[str, int] = {}
        for part in parts:
            cents_of[part.purpose] = cents_of.get(part.purpose, 0) + part.amount_cents
        return cls(code, member_id, tuple(sorted(cents_of.items())))


@dataclass
class Ledger:
    """Records contributions of a chama and answers for them.

    book: append-only and chained; `verify` recomputes it. _receipts: by the look of their codes.
    """

    chama: Chama
    book: Book = field(init=False)
    _receipts: dict[str, _ReceiptFacts] = field(init=False, default_factory=dict)
    _dues_raised: set[tuple[str, str]] = field(init=False, default_factory=set)
    _missed: set[tuple[str, str]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.book = Book(self.chama.name)

    def record_contribution(
        self,
        member_id: str,
        *,
        cycle: int | Cycle,
        round_number: int,
        amount: Units,
        receipt: str,
        on: date | None = None,
    ) -> Contribution:
        """Record money for a round and say how the member's contribution stands.

        The same receipt (however it is spelt: letter case, blanks, signs around it, hidden and
        look-alike letters aside) with the same facts changes nothing; one that differs from it in
        O and 0 or I and 1 alone is a conflict. What is more than the due is kept as the member's
        advance. on: the day of payment, else the meeting's.
        Raises UnknownMember, UnknownRound, InvalidAmount, InvalidReceipt, ReceiptConflict.
        """
        member = self.chama.member(member_id)
        the_cycle, the_round = self._locate(cycle, round_number)
        part = _Part(positive_cents(amount, self.chama.currency), the_cycle, the_round)
        self._record(member, receipt, [part], on or the_round.meeting_date)
        return self.contribution(member.id, cycle=the_cycle, round_number=round_number)

    def record_payment(
        self,
        member_id: str,
        *,
        receipt: str,
        parts: Sequence[tuple[PayingInto, Units]],
        on: date | None = None,
    ) -> Payment:
        """Record one receipt that pays into several rounds or funds, as one entry.

        parts: what for and how much: ("welfare", 200), (the_round, 500) or ((cycle, number), 500).
        The same receipt with the same parts changes nothing. What is more than a round's due is
        kept as the member's advance. on: the day of payment, else the first round's meeting.
        Raises UnknownMember, UnknownRound, UnknownFund, InvalidAmount, InvalidReceipt,
        ReceiptConflict.
        """
        member = self.chama.member(member_id)
        currency = self.chama.currency
        read = [self._part(what, positive_cents(amount, currency)) for what, amount in parts]
        meetings = (part.round.meeting_date for part in read if part.round)
        code = self._record(member, receipt, read, on or next(meetings, None))
        return Payment(
            member=member,
            receipt=code,
            amount=units_from_cents(sum(part.amount_cents for part in read)),
            contributions=tuple(
                self.contribution(member.id, cycle=part.cycle, round_number=part.round.number)
                for part in read
                if part.cycle and part.round
            ),
        )

    def contribution(
        self, member_id: str, *, cycle: int | Cycle, round_number: int
    ) -> Contribution:
        """How a member's contribution to a round stands. Raises UnknownMember, UnknownRound."""
        member = self.chama.member(member_id)
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        due_cents = _due_cents(member, the_cycle)
        owed_cents = self._owed_cents(member, the_cycle, key)
        return Contribution(
            member=member,
            cycle=the_cycle.number,
            round_number=the_round.number,
            expected=units_from_cents(due_cents),
            paid=units_from_cents(due_cents - owed_cents),
            remaining=units_from_cents(owed_cents),
            status=self._status(member, key, owed_cents),
        )

    def mark_missed(self, member_id: str, *, cycle: int | Cycle, round_number: int) -> Contribution:
        """Say that a deadline passed without the full due; a later payment still completes it.

        Raises AlreadyPaid, UnknownMember, UnknownRound.
        """
        standing = self.contribution(member_id, cycle=cycle, round_number=round_number)
        if standing.status is ContributionStatus.PAID:
            raise AlreadyPaid(f"{standing.member.name} has paid round {round_number} in full.")
        self._missed.add((member_id, round_key(standing.cycle, standing.round_number)))
        return self.contribution(member_id, cycle=cycle, round_number=round_number)

    def round_summary(self, *, cycle: int | Cycle, round_number: int) -> RoundSummary:
        """Collected and expected, who is waited for, and whether the pot can be paid out."""
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        waiting_for = tuple(self.defaulters(the_cycle, round_number))
        collected_cents = sum(
            _due_cents(member, the_cycle) - self._owed_cents(member, the_cycle, key)
            for member in self.chama.members
        )
        expected_cents = self._expected_pot_cents(the_cycle, the_round)
        return RoundSummary(
            round_number=the_round.number,
            recipient=self.chama.member(the_round.recipient_id),
            collected=units_from_cents(collected_cents),
            expected_pot=units_from_cents(expected_cents),
            waiting_for=waiting_for,
            is_disbursable=not waiting_for and collected_cents >= expected_cents,
        )

    def defaulters(self, cycle: int | Cycle, round_number: int) -> list[Member]:
        """The members whose contribution to a round is not complete, in seat order."""
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        return [
            member
            for member in sorted(self.chama.members, key=lambda member: member.seats)
            if self._owed_cents(member, the_cycle, key) > 0
        ]

    def advance(self, member_id: str) -> Units:
        """What a member has paid ahead, in units."""
        member = self.chama.member(member_id)
        return units_from_cents(entries.advance_of(self.book.balances, ROTATION, member.id))

    def use_advance(self, member_id: str, *, cycle: int | Cycle, round_number: int) -> Contribution:
        """Let what a member paid ahead pay for a round, as far as it goes."""
        member = self.chama.member(member_id)
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        if entries.advance_of(self.book.balances, ROTATION, member.id) > 0:
            self._open(the_cycle, key, the_round.meeting_date)
        return self.contribution(member.id, cycle=the_cycle, round_number=round_number)

    def record_welfare(
        self, member_id: str, *, amount: Units, receipt: str, on: date | None = None
    ) -> Units:
        """Record a gift to the welfare fund and give its new balance, in units.

        Idempotent on the receipt as record_contribution, and never part of a pot.
        """
        member = self.chama.member(member_id)
        self._record(member, receipt, [_Part(positive_cents(amount, self.chama.currency))], on)
        return self.welfare_balance

    @property
    def welfare_balance(self) -> Units:
        """What the welfare fund holds, in units."""
        return units_from_cents(-self.book.balance_cents(entries.given()))

    @property
    def journal(self) -> list[SealedEntry]:
        """Every entry of the book."""
        return self.book.entries

    def verify(self) -> None:
        """Recompute the chain. Raises chama.errors.BrokenChain."""
        self.book.verify()

    def _locate(self, cycle: int | Cycle, round_number: int) -> tuple[Cycle, Round]:
        number = cycle.number if isinstance(cycle, Cycle) else cycle
        the_cycle = self.chama.cycle(number)
        return the_cycle, the_cycle.round(round_number)

    def _part(self, what: PayingInto, amount_cents: int) -> _Part:
        """A part of a payment. Raises UnknownFund, UnknownRound."""
        if isinstance(what, str):
            if what != WELFARE:
                raise UnknownFund(f"{self.chama.name} has no fund called {what} to pay into.")
            return _Part(amount_cents)
        if isinstance(what, Round):
            return _Part(amount_cents, self._cycle_of(what), what)
        return _Part(amount_cents, *self._locate(*what))

    def _cycle_of(self, the_round: Round) -> Cycle:
        for cycle in self.chama.cycles:
            if any(one is the_round for one in cycle.rounds):
                return cycle
        raise UnknownRound(f"{self.chama.name} has no such round {the_round.number}.")

    def _record(self, member: Member, receipt: str, parts: Sequence[_Part], on: date | None) -> str:
        """Put a payment into the book unless it is there; gives the receipt's code."""
        code = _receipt_code(receipt)
        facts = _ReceiptFacts.of(code, member.id, parts)
        if not parts:
            raise InvalidAmount(f"Receipt {code} needs a part that says what it pays.")
        if self._is_recorded(facts):
            return code
        for part in parts:
            if part.cycle and part.round:
                self._open(part.cycle, part.round_key, on or part.round.meeting_date)
        self._post(self._entry_of(member, ReceiptId(MPESA, code), parts, on))
        self._receipts[look_of(code)] = facts
        return code

    def _entry_of(
        self, member: Member, receipt: ReceiptId, parts: Sequence[_Part], on: date | None
    ) -> JournalEntry:
        key, into = entries.receipt_key(receipt), entries.collector(ROTATION, MPESA)
        if all(part.round is None for part in parts):
            gift_cents = sum(part.amount_cents for part in parts)
            return entries.welfare(
                member.id, gift_cents, into=into, key=key, on=on, receipt=receipt
            )
        credits = self._credits(member, parts)
        return entries.payment(member.id, credits, into=into, key=key, on=on, receipt=receipt)

    def _credits(self, member: Member, parts: Sequence[_Part]) -> list[Posting]:
        """What each part pays; two parts for one round pay it one after the other."""
        left_cents: dict[str, int] = {}
        credits: list[Posting] = []
        for part in parts:
            if part.round is None:
                credits.append(entries.gift(part.amount_cents))
                continue
            due = entries.dues(member.id, part.round_key)
            owed_cents = left_cents.get(part.round_key, self.book.balance_cents(due))
            left_cents[part.round_key] = max(0, owed_cents - part.amount_cents)
            owed = [(due, owed_cents)]
            credits += entries.credited(ROTATION, member.id, part.amount_cents, owed)
        return credits

    def _post(self, entry: JournalEntry) -> None:
        """Put an entry into the book; an advance then pays what its owner owes at once."""
        self.book.post(entry)
        for member in self.chama.rotation_order():
            number = len(self.book.entries) + 1
            due = entries.advance_due(
                self.book.balances,
                ROTATION,
                member.id,
                entries.owed_by(self.book.balances, member.id),
                key=f"advance:{number}:{member.id}",
                on=entry.effective_on,
            )
            if due is not None:
                self.book.post(due)

    def _open(self, cycle: Cycle, key: str, on: date) -> None:
        """Raise the dues of a round for every member who does not owe them yet."""
        missing = {
            member.id: _due_cents(member, cycle)
            for member in self.chama.rotation_order()
            if (member.id, key) not in self._dues_raised
        }
        if missing:
            entry_key = f"round:{key}:{len(self.book.entries) + 1}"
            self._post(entries.round_opened(key, missing, on=on, key=entry_key))
            self._dues_raised.update((member_id, key) for member_id in missing)

    def _owed_cents(self, member: Member, cycle: Cycle, key: str) -> int:
        if (member.id, key) not in self._dues_raised:
            return _due_cents(member, cycle)
        return self.book.balance_cents(entries.dues(member.id, key))

    def _status(self, member: Member, key: str, owed_cents: int) -> ContributionStatus:
        if owed_cents == 0:
            return ContributionStatus.PAID
        missed = (member.id, key) in self._missed
        return ContributionStatus.MISSED if missed else ContributionStatus.PENDING

    def _expected_pot_cents(self, cycle: Cycle, the_round: Round) -> int:
        if the_round.pot_amount is None:
            return cycle.contribution_cents * self.chama.seat_count
        return positive_cents(the_round.pot_amount, self.chama.currency)

    def _is_recorded(self, facts: _ReceiptFacts) -> bool:
        """Whether this receipt stands with these facts.

        Raises ReceiptConflict for other facts, and for a code that looks like a recorded one.
        """
        known = self._receipts.get(look_of(facts.code))
        if known is not None and known.code != facts.code:
            raise ReceiptConflict(
                f"Receipt {facts.code} looks like {known.code}, which is recorded as "
                f"{self._say(known)}. Compare it with the M-Pesa message."
            )
        if known is not None and known != facts:
            raise ReceiptConflict(
                f"Receipt {facts.code} is recorded as {self._say(known)}; "
                f"it cannot also be {self._say(facts)}."
            )
        return known is not None

    def _say(self, facts: _ReceiptFacts) -> str:
        name = self.chama.member(facts.member_id).name
        said = (
            f"{Money(cents, self.chama.currency)} from {name} for {purpose}"
            for purpose, cents in facts.parts
        )
        return " and ".join(said)


def _due_cents(member: Member, cycle: Cycle) -> int:
    return cycle.contribution_cents * member.seat_count


def _receipt_code(receipt: str) -> str:
    code = spelt_as_code(receipt)
    if not code:
        raise InvalidReceipt("A contribution needs the code of its receipt.")
    return code
