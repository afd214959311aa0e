"""Fines, by fund: raised, paid, let off, taken back, each with its clause and what it was for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import clause_of, is_in_time, receipt_of
from chama.group import Group
from chama.journal import Account, JournalEntry, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.receivables import day_of


class FineStep(StrEnum):
    """What became of a fine."""

    RAISED = "raised"
    PAID = "paid"
    LET_OFF = "let_off"
    TAKEN_BACK = "taken_back"  # as what it was for turned out to be paid in time


@dataclass(frozen=True, slots=True)
class FineRow:
    """A line of a fine's account. amount: below zero where a contra entry takes it back.

    clause: "" where no entry says it, as of what was paid. account: whose, and for what.
    """

    on: date
    account: Account
    name: str
    step: FineStep
    amount: Money
    clause: str
    receipt: str
    chain: str


@dataclass(frozen=True, slots=True)
class FinesOfFund:
    """The fines that go into a fund. opening, closing: what members owe of them."""

    fund: str
    opening: Money
    rows: tuple[FineRow, ...]
    closing: Money

    def sum(self, step: FineStep) -> Money:
        """Of the lines of a step."""
        cents = sum(row.amount.cents for row in self.rows if row.step is step)
        return Money(cents, self.opening.currency)


def fines_of(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> tuple[FinesOfFund, ...]:
    """The funds into which fines go or went, as the book was then; after: before the period."""
    first = after.seq if after is not None else 0
    entries: dict[int, JournalEntry] = {}
    opening: dict[str, int] = {}
    held: dict[str, int] = {}
    rows: dict[str, list[FineRow]] = {}
    for sealed in entries_until(connection, until):
        entries[sealed.seq] = sealed.entry
        for account, cents in _of_fines(sealed.entry):
            fund = account.fund
            rows.setdefault(fund, [])
            held[fund] = held.get(fund, 0) + cents
            if sealed.seq > first:
                meant = entries[sealed.entry.reverses or sealed.seq]
                rows[fund].append(_row(group, sealed, meant, account, cents))
            else:
                opening[fund] = held[fund]
    return tuple(
        FinesOfFund(
            fund,
            Money(opening.get(fund, 0), group.currency),
            tuple(rows[fund]),
            Money(held[fund], group.currency),
        )
        for fund in sorted(rows)
    )


def _of_fines(entry: JournalEntry) -> Iterator[tuple[Account, int]]:
    for line in entry.postings:
        if line.account.kind is AccountKind.FINES:
            yield line.account, line.amount_cents


def _row(
    group: Group, sealed: SealedEntry, meant: JournalEntry, account: Account, cents: int
) -> FineRow:
    step = _step(meant)
    says_clause = meant.kind in (EntryKind.FINE, EntryKind.FINE_WAIVED)
    receipt = sealed.entry.receipt_id or receipt_of(sealed.entry.key)
    return FineRow(
        on=day_of(sealed),
        account=account,
        name=group.name_of(account.owner),
        step=step,
        amount=Money(cents if step is FineStep.RAISED else -cents, group.currency),
        clause=clause_of(meant) if says_clause else "",
        receipt=receipt.code if receipt is not None else "",
        chain=sealed.chain_code,
    )


def _step(entry: JournalEntry) -> FineStep:
    if entry.kind is EntryKind.FINE:
        return FineStep.RAISED
    if entry.kind is EntryKind.FINE_WAIVED:
        return FineStep.TAKEN_BACK if is_in_time(entry.key) else FineStep.LET_OFF
    return FineStep.PAID
