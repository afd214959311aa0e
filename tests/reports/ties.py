"""How reports tie to the book: each law names who breaks it; none adds two currencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.arrears import arrears
from bot.views.book_at import BookAt, balances_until, book_at
from bot.views.matrix import matrix
from bot.views.passbook import PassbookView, passbook
from bot.views.receivables import owing
from bot.views.round_sheet import round_sheet
from chama.entries import ROTATION
from chama.group import Group
from chama.journal import Account, Balances, SealedEntry, add_postings
from chama.kinds import AccountKind, EntryKind
from chama.rota import day_in_nairobi
from tests.reports.money_ties import of_money

CUTS = 4
"""Into how many parts a book is cut, to be read as of their ends."""


@dataclass(frozen=True)
class Book:
    """A group's book as it was at a moment, read without any view."""

    connection: sa.Connection
    group: Group
    until: BookAt
    entries: tuple[SealedEntry, ...]
    held: Balances


def untied(engine: sa.Engine, chama_id: int = 1) -> list[str]:
    """Every law that does not hold as of some moment of a book, as a sentence."""
    with reading(engine) as connection:
        group = load_group(connection, chama_id)
        entries = tuple(book.entries_of(connection, chama_id))
        assert _as_of(connection, group, entries, _ends(entries)[-1]).held == book.balances(
            connection, chama_id
        )
        return [
            f"as of {end}: {fault}"
            for end in _ends(entries)
            for fault in _faults(_as_of(connection, group, entries, end))
        ]


def _ends(entries: tuple[SealedEntry, ...]) -> list[datetime]:
    moments = [one.recorded_at for one in entries if one.recorded_at is not None]
    return [moments[len(moments) * part // CUTS - 1] for part in range(1, CUTS + 1)]


def _as_of(
    connection: sa.Connection, group: Group, entries: tuple[SealedEntry, ...], end: datetime
) -> Book:
    known = tuple(one for one in entries if one.recorded_at is not None and one.recorded_at <= end)
    held: dict[Account, int] = {}
    for one in known:
        add_postings(held, one.entry.postings)
    return Book(connection, group, book_at(connection, group.id, end), known, held)


def _faults(read: Book) -> Iterator[str]:
    if balances_until(read.connection, read.until) != read.held:
        yield "the balances are not those of the entries until then"
    yield from _statements(read)
    yield from _rounds(read)
    yield from _matrix_rows(read)
    yield from _arrears(read)
    yield from of_money(read)


def _statements(read: Book) -> Iterator[str]:
    """Closing is what the ledger holds; where one period ends the next begins."""
    currency = read.group.currency
    moments = [one.recorded_at for one in read.entries if one.recorded_at is not None]
    middle = book_at(read.connection, read.group.id, moments[len(moments) // 2])
    for person in read.group.people:
        whole = passbook(read.connection, person.code, currency, read.until)
        first = passbook(read.connection, person.code, currency, middle)
        second = passbook(read.connection, person.code, currency, read.until, middle)
        own = {one: cents for one, cents in read.held.items() if one.owner == person.code}
        owed = sum(cents for one, cents in own.items() if one.kind.meaning.is_owed)
        ahead = -sum(cents for one, cents in own.items() if one.kind.meaning.is_ahead)
        if (whole.closing.owed.cents, whole.closing.ahead.cents) != (owed, ahead):
            yield f"{person.name} closes at {whole.closing}, not {owed} owed, {ahead} ahead"
        if first.closing != second.opening or second.closing != whole.closing:
            yield f"{person.name}: {first.closing} is not followed by {second.opening}"
        if first.rows + second.rows != whole.rows:
            yield f"{person.name} has other rows in two parts than in one"
        yield from (f"{person.name}: {fault}" for fault in _steps(whole))


def _steps(view: PassbookView) -> Iterator[str]:
    """Money in and out explains every step, but for what is asked, let off or kept from a pot."""
    owed, ahead = view.opening.owed.cents, view.opening.ahead.cents
    for row in view.rows:
        before = owed - ahead
        owed, ahead = row.owed.cents, row.ahead.cents
        own = sum(cents for one, cents in row.moved if one.kind.meaning.is_members_own)
        if owed - ahead - before != own:
            yield f"entry {row.seq} moves {own}, and the balance {owed - ahead - before}"
        is_payment = row.kind.meaning.counts_as_paid and row.kind is not EntryKind.WELFARE
        if is_payment and row.paid_in.cents < -own:
            yield f"entry {row.seq} shows {row.paid_in} in, and moves {own}"


def _dues(held: Balances, key: str) -> int:
    return sum(
        cents
        for one, cents in held.items()
        if one.fund == ROTATION and one.kind is AccountKind.DUES and one.round == key
    )


def _rounds(read: Book) -> Iterator[str]:
    """What a sheet has as due was promised to the pot; what it has as paid left the dues."""
    for key, one in owing(read.connection, read.group, read.until).rounds.items():
        sheet = round_sheet(read.connection, read.group, read.until, one.number)
        due = sum(row.due.cents for row in sheet.rows)
        paid = sum(row.paid.cents for row in sheet.rows)
        promised = -sum(
            line.amount_cents
            for sealed in read.entries
            for line in sealed.entry.postings
            if sealed.entry.kind is EntryKind.ROUND_OPENED
            and line.account.kind is AccountKind.POT
            and line.account.round == key
        )
        if due != promised:
            yield f"round {one.number} is due {due}, and its pots were promised {promised}"
        if paid != promised - _dues(read.held, key):
            yield f"round {one.number} has {paid} paid; the ledger has {_dues(read.held, key)} left"
        for row in sheet.rows:
            if sum(by.amount.cents for by in row.by) != row.paid.cents:
                yield f"round {one.number}, {row.name}: {row.by} do not make {row.paid}"


def _matrix_rows(read: Book) -> Iterator[str]:
    """A row's sum is what the member's statement has as settled of rounds."""
    today = day_in_nairobi(read.until.at)
    found = matrix(read.connection, read.group, read.until, None, today)
    for row in found.rows:
        view = passbook(read.connection, row.code, read.group.currency, read.until)
        lines = [
            (line.kind, account, cents)
            for line in view.rows
            for account, cents in line.moved
            if account.fund == ROTATION and account.kind is AccountKind.DUES and account.round
        ]
        asked = sum(
            cents for kind, _, cents in lines if kind is EntryKind.ROUND_OPENED and cents > 0
        )
        settled = asked - sum(cents for _, _, cents in lines)
        if sum(cell.paid.cents for cell in row.cells) != settled:
            yield f"{row.name} has {settled} settled in the statement, not in the matrix"
        if sum(cell.asked.cents for cell in row.cells) != asked:
            yield f"{row.name} was asked {asked} in the statement, not in the matrix"


def _arrears(read: Book) -> Iterator[str]:
    receivable = {one: cents for one, cents in read.held.items() if one.kind.meaning.is_owed}
    found = arrears(read.connection, read.group, read.until)
    total = sum(row.total.cents for row in found.rows)
    if total != sum(receivable.values()):
        yield f"arrears are {total}, and receivable is {sum(receivable.values())}"
    for row in found.rows:
        if row.not_due.cents + sum(age.cents for age in row.ages) != row.total.cents:
            yield f"the ages of {row.name} do not add up"
    waiting = {code: sum(row.amount.cents for row in rows) for code, rows in found.waiting.items()}
    held: dict[str, int] = {}
    for one, cents in read.held.items():
        if one.kind.meaning.is_waiting and one.currency:
            held[one.currency] = held.get(one.currency, 0) - cents
    if waiting != held:
        yield f"{waiting} wait in the report, and {held} in the ledger"
