"""A member's passbook as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.views.book_at import book_at
from bot.views.passbook import PassbookView, Standing, passbook
from chama.kinds import EntryKind
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, OTIENO
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def of(connection: sa.Connection, stage: Stage, member: str) -> PassbookView:
    return passbook(connection, member, "KES", book_at(connection, UMOJA, stage.now))


def test_it_closes_with_what_the_ledger_holds(connection: sa.Connection, stage: Stage) -> None:
    balances = book.balances(connection, UMOJA)
    for person in (ACHIENG, BARAKA, OTIENO):
        own = {one: cents for one, cents in balances.items() if one.owner == person.code}
        closing = of(connection, stage, person.code).closing
        assert closing.owed.cents == sum(
            cents for one, cents in own.items() if one.kind.meaning.is_owed
        )
        assert closing.ahead.cents == -sum(
            cents for one, cents in own.items() if one.kind.meaning.is_ahead
        )


def test_each_entry_about_the_member_is_a_row(connection: sa.Connection, stage: Stage) -> None:
    view = of(connection, stage, ACHIENG.code)
    due, paid = view.rows
    assert view.opening == Standing(Money(0), Money(0))
    assert (due.kind, due.owed, due.receipt) == (EntryKind.ROUND_OPENED, Money(100_000), "")
    assert (paid.receipt, paid.network, paid.is_cash) == ("UKN1AB2C01", "mpesa", False)
    assert (paid.paid_in, paid.owed, paid.ahead) == (Money(125_050), Money(0), Money(25_050))
    sealed = list(book.entries_of(connection, UMOJA, member=ACHIENG.code))
    assert paid.chain == sealed[0].chain_code


def test_cash_says_so(connection: sa.Connection, stage: Stage) -> None:
    *_, cash = of(connection, stage, BARAKA.code).rows
    assert (cash.is_cash, cash.receipt, cash.paid_in) == (True, "", Money(30_000))


def test_a_period_begins_where_the_one_before_ended(
    connection: sa.Connection, stage: Stage
) -> None:
    until = book_at(connection, UMOJA, stage.now)
    whole = of(connection, stage, OTIENO.code)
    for seq in range(until.seq + 1):
        cut = type(until)(UMOJA, stage.now, seq, "")
        first = passbook(connection, OTIENO.code, "KES", cut)
        second = passbook(connection, OTIENO.code, "KES", until, cut)
        assert first.closing == second.opening
        assert first.rows + second.rows == whole.rows
        assert second.closing == whole.closing
