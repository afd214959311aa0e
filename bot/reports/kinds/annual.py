"""The annual pack for the members' yearly meeting: what came of the year, what there is, and whose.

Names stand beside balances only where the group's rules let members see them; else the code does
that each has on their own statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.reports.asked import Asked, Takes
from bot.reports.forms import lines_to_fill, signatures
from bot.reports.fund_tables import Line, flows, fund_tables
from bot.reports.value import Cell, Column, Kind, Report, Table, rows_of
from bot.views.fine_lines import FineStep, fines_of
from bot.views.funds import CLAIMS, OWED, WORTH, FundView, funds
from bot.views.matrix import MatrixRow, State, matrix
from bot.views.passbook import passbook
from bot.views.people_over_time import people_over_time
from chama.constitution.privacy import Balances
from chama.kinds import AccountKind, EntryKind
from chama.money import Money

_Of = Callable[[FundView], Money]
_Named = tuple[str, AccountKind, tuple[EntryKind, ...]]

TAKES = frozenset({Takes.PERIOD})
MONTHS = 12

TO_NOTE = ("events", "assets", "loans", "plans")
"""What members add by hand to the notes of their accounts."""


def build(asked: Asked) -> Report:
    """Of the year in which the period ends, unless it is said from when."""
    asked = asked.since(asked.period.last.replace(month=1, day=1))
    words, connection, group = asked.words, asked.connection, asked.group
    views = funds(connection, group, asked.until, asked.after)
    people = people_over_time(connection, group, asked.until, asked.after)
    is_named = group.rules_on(asked.today).privacy.balances is Balances.ALL
    return asked.report(
        [
            *fund_tables(words, views, income(), "income"),
            *fund_tables(words, views, balance_sheet(), "sheet"),
            *fund_tables(words, views, flows(), "money"),
            _members(asked, is_named=is_named),
            _lateness(asked, is_named=is_named),
            lines_to_fill(asked, "notes", TO_NOTE),
            signatures(asked, people.officers, words("auditor"), words("auditor")),
        ],
        facts=[words("members", count=people.at_end)],
        notes=[
            words("note_funds"),
            words("note_sheet"),
            words("note_named" if is_named else "note_codes"),
            words("note_late"),
        ],
    )


def income() -> Iterator[Line]:
    """What a fund earned and was given, less what it spent: the change of its worth."""
    given, income = AccountKind.WELFARE, AccountKind.INCOME
    named: tuple[_Named, ...] = (
        ("income_line.fines", income, (EntryKind.FINE, EntryKind.FINE_WAIVED)),
        ("income_line.fines_welfare", given, (EntryKind.FINE, EntryKind.FINE_WAIVED)),
        ("income_line.welfare_dues", given, (EntryKind.WELFARE_DUES,)),
        (
            "income_line.gifts",
            given,
            (EntryKind.WELFARE, EntryKind.CONTRIBUTION, EntryKind.ALLOCATION),
        ),
        ("income_line.grants", given, (EntryKind.GRANT_AGREED,)),
        (
            "income_line.expenses",
            AccountKind.EXPENSES,
            (EntryKind.EXPENSE, EntryKind.EXPENSE_AGREED),
        ),
    )
    for key, account, kinds in named:
        yield key, _earned(account, kinds), False
    yield "income_line.fees", lambda one: -one.change(AccountKind.FEES), False
    yield "income_line.exchange", lambda one: -one.change(AccountKind.EXCHANGE), False
    yield "income_line.other", lambda one: _rest(one, named), False
    yield "income_line.result", lambda one: -one.change(*WORTH), True


def _earned(account: AccountKind, kinds: tuple[EntryKind, ...]) -> _Of:
    return lambda one: -one.by(account, *kinds)


def _rest(one: FundView, named: tuple[_Named, ...]) -> Money:
    """What else changed the worth, such as what came back or the opening of the book."""
    left = -one.change(*WORTH) + one.change(AccountKind.FEES, AccountKind.EXCHANGE)
    for _, account, kinds in named:
        left += one.by(account, *kinds)
    return left


def balance_sheet() -> Iterator[Line]:
    """What there is, what is promised, what is left over: the first is the sum of the others."""
    yield "sheet_line.collectors", lambda one: one.has(AccountKind.COLLECTOR), False
    yield "sheet_line.cash", lambda one: one.has(AccountKind.CASH), False
    yield "sheet_line.dues", lambda one: one.has(AccountKind.DUES), False
    yield "sheet_line.fines", lambda one: one.has(AccountKind.FINES), False
    yield "sheet_line.assets", lambda one: one.cash() + one.has(*OWED), True
    yield "sheet_line.pots", lambda one: -one.has(AccountKind.POT), False
    yield "sheet_line.ahead", lambda one: -one.has(AccountKind.ADVANCE), False
    yield "sheet_line.aside", lambda one: -one.has(AccountKind.PAYABLE), False
    yield "sheet_line.waiting", lambda one: -one.has(AccountKind.UNALLOCATED), False
    yield "sheet_line.surplus", lambda one: -one.has(*WORTH), False
    yield "sheet_line.claims", lambda one: -one.has(*CLAIMS, *WORTH), True


def _members(asked: Asked, *, is_named: bool) -> Table:
    """What each paid in and got in the year, owes and has ahead at its end."""
    words, group = asked.words, asked.group
    rows: list[tuple[Cell, ...]] = []
    for person in sorted(group.people, key=lambda one: one.seat):
        book = passbook(asked.connection, person.code, group.currency, asked.until, asked.after)
        paid = Money(sum(row.paid_in.cents for row in book.rows), group.currency)
        got = Money(sum(row.sent.cents for row in book.rows), group.currency)
        called = person.name if is_named else person.code
        rows.append((called, paid, got, book.closing.owed, book.closing.ahead))
    return Table(
        name=words("balances"),
        title=words("balances"),
        currency=group.currency,
        columns=(
            Column("member", words("columns.member")),
            Column("paid", words("columns.paid"), Kind.MONEY, is_summed=True),
            Column("received", words("received"), Kind.MONEY, is_summed=True),
            Column("owed", words("columns.owed"), Kind.MONEY, is_summed=True),
            Column("ahead", words("columns.ahead"), Kind.MONEY, is_summed=True),
        ),
        rows=rows_of(sorted(rows, key=lambda row: str(row[0])) if not is_named else rows),
        total_label=words("page.total"),
    )


def _lateness(asked: Asked, *, is_named: bool) -> Table:
    """In how many rounds of the year each paid in time, late, in part, not at all; fines raised."""
    words, group, period = asked.words, asked.group, asked.period
    found = matrix(asked.connection, group, asked.until, period.first, period.last)
    fined = fines_of(asked.connection, group, asked.until, asked.after)
    raised: dict[str, int] = {}
    for row in (row for one in fined for row in one.rows if row.step is FineStep.RAISED):
        raised[row.account.owner] = raised.get(row.account.owner, 0) + row.amount.cents

    def line(row: MatrixRow) -> tuple[Cell, ...]:
        fines = Money(raised.get(row.code, 0), group.currency)
        return (row.name if is_named else row.code, *map(row.count, _STATES), fines)

    rows = [line(row) for row in found.rows]
    return Table(
        name=words("lateness"),
        title=words("lateness"),
        currency=group.currency,
        columns=(
            Column("member", words("columns.member")),
            *(
                Column(state.value, words(f"state.{state}"), Kind.COUNT, is_summed=True)
                for state in _STATES
            ),
            Column("fines", words("fines"), Kind.MONEY, is_summed=True),
        ),
        rows=rows_of(rows if is_named else sorted(rows, key=lambda row: str(row[0]))),
        total_label=words("page.total"),
    )


_STATES = (State.PAID, State.LATE, State.PART, State.MISSED, State.OPEN)
