"""A chama's ledger in memory: who paid, who is waited for, whether the pot can be paid out.

The library's public face. Amounts here are units of the chama's currency (int when whole, else
Decimal); inside, everything is entries of double entry in two books, one for the rotation and one
for welfare, which never mix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chama import entries
from chama.errors import AlreadyPaid, InvalidReceipt, ReceiptConflict
from chama.journal import Book, SealedEntry, round_key
from chama.models import Chama, Cycle, Member, Round, positive_cents
from chama.money import Money, Units, units_from_cents

MPESA = entries.collector("mpesa")


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
class _ReceiptFacts:
    """What a receipt was recorded for; a second sight must say the same."""

    member_id: str
    purpose: str
    amount_cents: int


@dataclass
class Ledger:
    """Records contributions of a chama and answers for them.

    rotation, welfare: the two books, append-only and chained; `verify` recomputes both.
    """

    chama: Chama
    rotation: Book = field(init=False)
    welfare: Book = field(init=False)
    _receipts: dict[str, _ReceiptFacts] = field(init=False, default_factory=dict)
    _dues_raised: set[tuple[str, str]] = field(init=False, default_factory=set)
    _missed: set[tuple[str, str]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.rotation = Book(f"{self.chama.name}/rotation", self.chama.currency)
        self.welfare = Book(f"{self.chama.name}/welfare", self.chama.currency)

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

        The same receipt (letter case aside) with the same facts changes nothing. What is more
        than the due is kept as the member's advance. on: the day of payment, else the meeting's.
        Raises UnknownMember, UnknownRound, InvalidAmount, InvalidReceipt, ReceiptConflict.
        """
        member = self.chama.member(member_id)
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        amount_cents = positive_cents(amount)
        facts = _ReceiptFacts(member.id, f"round {key}", amount_cents)
        code = _receipt_code(receipt)
        if not self._is_recorded(code, facts):
            paid_on = on or the_round.meeting_date
            self._open(the_cycle, key, paid_on)
            owed = [(key, self._owed_cents(member, the_cycle, key))]
            self.rotation.post(
                entries.contribution(
                    member.id,
                    amount_cents,
                    into=MPESA,
                    owed=owed,
                    key=entries.mpesa_key(code),
                    on=paid_on,
                    receipt=code,
                )
            )
            self._receipts[code] = facts
        return self.contribution(member.id, cycle=the_cycle, round_number=round_number)

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
        return units_from_cents(entries.advance_of(self.rotation.balances, member.id))

    def use_advance(self, member_id: str, *, cycle: int | Cycle, round_number: int) -> Contribution:
        """Let what a member paid ahead pay for a round, as far as it goes."""
        member = self.chama.member(member_id)
        the_cycle, the_round = self._locate(cycle, round_number)
        key = round_key(the_cycle.number, the_round.number)
        ahead_cents = entries.advance_of(self.rotation.balances, member.id)
        used_cents = min(ahead_cents, self._owed_cents(member, the_cycle, key))
        if used_cents > 0:
            self._open(the_cycle, key, the_round.meeting_date)
            number = len(self.rotation.entries) + 1
            self.rotation.post(
                entries.advance_used(
                    member.id,
                    key,
                    used_cents,
                    key=f"advance:{member.id}:{key}:{number}",
                    on=the_round.meeting_date,
                )
            )
        return self.contribution(member.id, cycle=the_cycle, round_number=round_number)

    def record_welfare(
        self, member_id: str, *, amount: Units, receipt: str, on: date | None = None
    ) -> Units:
        """Record a gift to the welfare fund and give its new balance, in units.

        Idempotent on the receipt as record_contribution, and never part of a pot.
        """
        member = self.chama.member(member_id)
        amount_cents = positive_cents(amount)
        facts = _ReceiptFacts(member.id, "welfare", amount_cents)
        code = _receipt_code(receipt)
        if not self._is_recorded(code, facts):
            self.welfare.post(
                entries.welfare(
                    member.id,
                    amount_cents,
                    into=MPESA,
                    key=entries.mpesa_key(code),
                    on=on,
                    receipt=code,
                )
            )
            self._receipts[code] = facts
        return self.welfare_balance

    @property
    def welfare_balance(self) -> Units:
        """What the welfare fund holds, in units."""
        return units_from_cents(-self.welfare.balance_cents(entries.WELFARE))

    @property
    def journal(self) -> list[SealedEntry]:
        """Every entry of both books, the rotation's first."""
        return [*self.rotation.entries, *self.welfare.entries]

    def verify(self) -> None:
        """Recompute both chains. Raises chama.errors.BrokenChain."""
        self.rotation.verify()
        self.welfare.verify()

    def _locate(self, cycle: int | Cycle, round_number: int) -> tuple[Cycle, Round]:
        number = cycle.number if isinstance(cycle, Cycle) else cycle
        the_cycle = self.chama.cycle(number)
        return the_cycle, the_cycle.round(round_number)

    def _open(self, cycle: Cycle, key: str, on: date) -> None:
        """Raise the dues of a round for every member who does not owe them yet."""
        missing = {
            member.id: _due_cents(member, cycle)
            for member in self.chama.rotation_order()
            if (member.id, key) not in self._dues_raised
        }
        if missing:
            entry_key = f"round:{key}:{len(self.rotation.entries) + 1}"
            self.rotation.post(entries.round_opened(key, missing, on=on, key=entry_key))
            self._dues_raised.update((member_id, key) for member_id in missing)

    def _owed_cents(self, member: Member, cycle: Cycle, key: str) -> int:
        if (member.id, key) not in self._dues_raised:
            return _due_cents(member, cycle)
        return self.rotation.balance_cents(entries.dues(member.id, key))

    def _status(self, member: Member, key: str, owed_cents: int) -> ContributionStatus:
        if owed_cents == 0:
            return ContributionStatus.PAID
        missed = (member.id, key) in self._missed
        return ContributionStatus.MISSED if missed else ContributionStatus.PENDING

    def _expected_pot_cents(self, cycle: Cycle, the_round: Round) -> int:
        if the_round.pot_amount is None:
            return cycle.contribution_cents * self.chama.seat_count
        return positive_cents(the_round.pot_amount)

    def _is_recorded(self, code: str, facts: _ReceiptFacts) -> bool:
        """Whether this receipt stands with these facts. Raises ReceiptConflict for other facts."""
        known = self._receipts.get(code)
        if known is not None and known != facts:
            raise ReceiptConflict(
                f"Receipt {code} is recorded as {self._say(known)}; "
                f"it cannot also be {self._say(facts)}."
            )
        return known is not None

    def _say(self, facts: _ReceiptFacts) -> str:
        name = self.chama.member(facts.member_id).name
        amount = Money(facts.amount_cents, self.chama.currency)
        return f"{amount} from {name} for {facts.purpose}"


def _due_cents(member: Member, cycle: Cycle) -> int:
    return cycle.contribution_cents * member.seat_count


def _receipt_code(receipt: str) -> str:
    code = receipt.strip().upper()
    if not code:
        raise InvalidReceipt("A contribution needs the code of its receipt.")
    return code
