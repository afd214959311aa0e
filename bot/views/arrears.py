"""What members owe, by how long it is overdue; and what waits in another currency to pay it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from bot.views.receivables import Owing, owing
from chama.entries import ROTATION, receipt_waiting_in
from chama.group import Group, Person
from chama.journal import Account
from chama.kinds import AccountKind
from chama.money import Money
from chama.receivables import Receivable
from chama.rota import day_in_nairobi

AGES: Final = (7, 30, 90)
"""The last days of the first ages; what is older comes last."""


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """A member who owes. ages: 0 to 7, 8 to 30, 31 to 90, more days. oldest: overdue since."""

    code: str
    name: str
    not_due: Money
    ages: tuple[Money, ...]
    total: Money
    oldest: date | None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Money that arrived in another currency than the group's and waits to pay. code: its receipt.

    name: of whom it is, "" while nobody knows.
    """

    name: str
    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Arrears:
    """rows: in the order of seats, those alone who owe. waiting: by currency."""

    rows: tuple[ArrearsRow, ...]
    waiting: Mapping[str, tuple[WaitingRow, ...]]


def arrears(connection: sa.Connection, group: Group, until: BookAt) -> Arrears:
    """All that is owed, as the book was then."""
    known = owing(connection, group, until)
    today = day_in_nairobi(until.at)
    people = sorted(group.people, key=lambda person: person.seat)
    rows = (_row(known, person, today) for person in people)
    return Arrears(
        tuple(row for row in rows if row.total),
        _waiting(connection, group, until),
    )


def _row(known: Owing, person: Person, today: date) -> ArrearsRow:
    not_due_cents, ages_cents = 0, [0] * (len(AGES) + 1)
    overdue: list[date] = []
    for account, one in known.by_account.items():
        if account.owner != person.code:
            continue
        for since, cents in _debts(known, one):
            if since > today or not _is_late(known, account, today):
                not_due_cents += cents
            else:
                ages_cents[_age((today - since).days)] += cents
                overdue += [since] if cents > 0 else []
    currency = known.group.currency
    return ArrearsRow(
        code=person.code,
        name=person.name,
        not_due=Money(not_due_cents, currency),
        ages=tuple(Money(cents, currency) for cents in ages_cents),
        total=Money(not_due_cents + sum(ages_cents), currency),
        oldest=min(overdue, default=None),
    )


def _debts(known: Owing, one: Receivable) -> Iterator[tuple[date, int]]:
    """What is left of an account, and since when: a round since its last day, the rest since it
    was asked for. What is on it to a member's good counts too, below zero."""
    if one.left_cents < 0:
        yield one.asked[0].on if one.asked else date.min, one.left_cents
    round_row = known.rounds.get(one.account.round)
    for part, cents in one.open_parts:
        yield (round_row.due_on if round_row and _is_dues(one.account) else part.on), cents


def _is_dues(account: Account) -> bool:
    return account.kind is AccountKind.DUES and account.fund == ROTATION


def _is_late(known: Owing, account: Account, today: date) -> bool:
    """Whether the time for paying it is over, with the days of grace that a round has."""
    row = known.rounds.get(account.round)
    return row is None or not _is_dues(account) or today >= known.late_from(row)


def _age(days: int) -> int:
    """The place of an age in days among the ages."""
    return next((place for place, last in enumerate(AGES) if days <= last), len(AGES))


def _waiting(
    connection: sa.Connection, group: Group, until: BookAt
) -> Mapping[str, tuple[WaitingRow, ...]]:
    """What waits in other currencies than the group's, by receipt."""
    held: dict[Account, int] = {}
    owners: dict[Account, str] = {}
    for sealed in entries_until(connection, until):
        for line in sealed.entry.postings:
            if line.account.kind.meaning.is_waiting and line.account.currency:
                held[line.account] = held.get(line.account, 0) - line.amount_cents
                owners.setdefault(line.account, sealed.entry.member)
    found: dict[str, tuple[WaitingRow, ...]] = {}
    for account, cents in held.items():
        if cents:
            code = receipt_waiting_in(account).code
            row = WaitingRow(group.name_of(owners[account]), code, Money(cents, account.currency))
            found[account.currency] = (*found.get(account.currency, ()), row)
    return found
