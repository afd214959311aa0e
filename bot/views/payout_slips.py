"""The slip of a pot: what it was to hold, what was taken from it, kept for debts, and sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

import sqlalchemy as sa

from bot.store.tables import proposal
from bot.views._votes import Votes, votes_on
from bot.views.book_at import BookAt, entries_until
from bot.views.receivables import Owing, owing
from bot.views.round_sheet import chosen_round
from bot.views.rounds import RoundRow
from chama.agreement import AND
from chama.entries import ROTATION, payable, positions, pot, receipt_of
from chama.group import Group
from chama.journal import Account, JournalEntry, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.receivables import day_of


class Step(StrEnum):
    """What a line of a slip says."""

    PROMISED = "promised"  # the dues of the round, to this pot
    TAKEN = "taken"  # agreed to: taken from the pot
    KEPT = "kept"  # of that, for a debt of the recipient
    SENT = "sent"  # with what the recipient bears of M-Pesa's charge
    MORE = "more"  # of what was sent, more than was agreed: they owe it
    FEE = "fee"  # M-Pesa's charge, as far as the group bears it
    RELEASED = "released"  # not sent after all, back in the pot
    RETURNED = "returned"  # came back after it was sent
    OTHER = "other"  # whatever else moved what was set aside


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A line. amount: above zero as its step says it, below where a contra entry takes it back.

    debt: the account of a debt that was kept for. actors: codes of those who stand for it.
    """

    step: Step
    on: date
    amount: Money
    is_contra: bool
    debt: Account | None
    receipt: str
    chain: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A proposal to pay the pot. asked_by: codes, or what asked. votes: who said what, and when."""

    number: int
    asked_by: tuple[str, ...]
    asked_at: datetime
    state: str
    votes: Votes


@dataclass(frozen=True, slots=True)
class PayoutSlip:
    """A recipient's pot of a round. left: what is not taken from it yet, unpaid dues among that.

    to_send: what is set aside and not sent.
    """

    round: RoundRow
    member: str
    name: str
    rows: tuple[SlipRow, ...]
    to_send: Money
    left: Money
    agreed: tuple[Agreed, ...]

    def sum(self, *steps: Step) -> Money:
        """Of the lines of these steps."""
        cents = sum(row.amount.cents for row in self.rows if row.step in steps)
        return Money(cents, self.left.currency)


def payout_slips(
    connection: sa.Connection, group: Group, until: BookAt, number: int | None = None
) -> tuple[PayoutSlip, ...]:
    """The slips of a round by position, as the book was then. Raises NoSuchRound.

    number: None for the one of which money was agreed or sent last, else the newest.
    """
    known, entries = owing(connection, group, until), list(entries_until(connection, until))
    newest = _paid_last(known, entries) if number is None else number
    one = chosen_round(known, newest)
    return tuple(
        _Reading(group, one, place, member, entries).slip(connection, until)
        for place, member in zip(positions(len(one.recipients)), one.recipients, strict=True)
    )


def _paid_last(known: Owing, entries: list[SealedEntry]) -> int | None:
    """The number of the round whose pot money was agreed to be paid from, or sent, last."""
    for sealed in reversed(entries):
        if sealed.entry.kind in (EntryKind.PAYOUT_AGREED, EntryKind.PAYOUT):
            for line in sealed.entry.postings:
                is_of_pot = line.account.kind in (AccountKind.POT, AccountKind.PAYABLE)
                if is_of_pot and line.account.round in known.rounds:
                    return known.rounds[line.account.round].number
    return None


@dataclass(frozen=True)
class _Reading:
    """One pot and what is set aside of it."""

    group: Group
    round: RoundRow
    position: str
    member: str
    entries: list[SealedEntry]

    @property
    def pot(self) -> Account:
        """What the round owes the recipient."""
        return pot(self.round.key, self.position)

    @property
    def payable(self) -> Account:
        """What is set aside for them of it."""
        return payable(ROTATION, self.member, self.round.key)

    def slip(self, connection: sa.Connection, until: BookAt) -> PayoutSlip:
        """All of it."""
        own = [one for one in self.entries if self._moved(one.entry)]
        return PayoutSlip(
            round=self.round,
            member=self.member,
            name=self.group.name_of(self.member),
            rows=tuple(row for one in own for row in self._rows(one)),
            to_send=self._money(-sum(self._at(one.entry, self.payable) for one in own)),
            left=self._money(-sum(self._at(one.entry, self.pot) for one in own)),
            agreed=tuple(_agreed(connection, self.group.id, self.pot.code, until)),
        )

    def _money(self, cents: int) -> Money:
        return Money(cents, self.group.currency)

    def _moved(self, entry: JournalEntry) -> bool:
        accounts = {line.account for line in entry.postings}
        return self.pot in accounts or self.payable in accounts

    def _at(self, entry: JournalEntry, account: Account) -> int:
        return sum(p.amount_cents for p in entry.postings if p.account == account)

    @cached_property
    def _by_seq(self) -> Mapping[int, JournalEntry]:
        return {one.seq: one.entry for one in self.entries}

    def _rows(self, sealed: SealedEntry) -> Iterator[SlipRow]:
        entry = sealed.entry
        meant = entry if entry.reverses is None else self._by_seq[entry.reverses]
        sign = 1 if entry.reverses is None else -1
        receipt = entry.receipt_id or receipt_of(entry.key)
        for step, cents, debt in self._lines(meant):
            yield SlipRow(
                step=step,
                on=day_of(sealed),
                amount=self._money(sign * cents),
                is_contra=sign < 0,
                debt=debt,
                receipt=receipt.code if receipt is not None and step is not Step.KEPT else "",
                chain=sealed.chain_code,
                actors=tuple(entry.actor.split(AND)),
            )

    def _lines(self, entry: JournalEntry) -> Iterator[tuple[Step, int, Account | None]]:
        """What an entry did to the pot and to what is set aside of it."""
        from_pot, from_aside = self._at(entry, self.pot), self._at(entry, self.payable)
        if entry.kind is EntryKind.ROUND_OPENED:
            yield Step.PROMISED, -from_pot, None
        elif entry.kind is EntryKind.PAYOUT_AGREED:
            yield Step.TAKEN, from_pot, None
            for line in entry.postings:
                if line.account.kind.meaning.is_owed:
                    yield Step.KEPT, -line.amount_cents, line.account
        elif entry.kind is EntryKind.PAYOUT:
            yield from _only((Step.TAKEN, from_pot))
            yield from self._sent(entry)
        elif entry.kind is EntryKind.PAYOUT_RELEASED:
            yield Step.RELEASED, from_aside, None
        elif entry.kind is EntryKind.MONEY_RETURNED:
            yield from _only((Step.TAKEN, from_pot), (Step.RETURNED, -from_pot - from_aside))
        else:
            yield from _only((Step.TAKEN, from_pot), (Step.OTHER, from_pot + from_aside))

    def _sent(self, entry: JournalEntry) -> Iterator[tuple[Step, int, None]]:
        """What left for them, and the charge of the group."""
        sums = dict.fromkeys((AccountKind.FEES, AccountKind.DUES), 0)
        for line in entry.postings:
            if line.account.kind in sums:
                sums[line.account.kind] += line.amount_cents
        yield Step.SENT, entry.amount_cents, None
        yield from _only((Step.MORE, sums[AccountKind.DUES]), (Step.FEE, sums[AccountKind.FEES]))


def _only(*steps: tuple[Step, int]) -> Iterator[tuple[Step, int, None]]:
    """Those of which there is anything."""
    return ((step, cents, None) for step, cents in steps if cents)


def _agreed(
    connection: sa.Connection, chama_id: int, pot_code: str, until: BookAt
) -> Iterator[Agreed]:
    """What was put to others about a pot by then, the first first."""
    chosen = (
        sa.select(proposal)
        .where(
            proposal.c.chama_id == chama_id,
            proposal.c.kind.in_(("payout", "money_out", "handed")),
            proposal.c.asked_at <= until.at,
        )
        .order_by(proposal.c.number)
    )
    rows = [row for row in connection.execute(chosen) if _pot_of(row.facts) == pot_code]
    votes = votes_on(connection, [row.id for row in rows], until)
    for row in rows:
        is_decided = row.decided_at is not None and row.decided_at <= until.at
        yield Agreed(
            number=row.number,
            asked_by=tuple(row.asked_by.split(AND)),
            asked_at=row.asked_at,
            state=row.state if is_decided or row.decided_at is None else "open",
            votes=votes.get(row.id, ()),
        )


def _pot_of(facts: Mapping[str, str]) -> str:
    return facts.get("pot") or ""
