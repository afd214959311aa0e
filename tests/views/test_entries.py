"""The book's entries as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.views.entries import entries, last_payment, newest_entries
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU
from tests.views.groups import AMANI, UMOJA


def test_each_entry_of_the_book_is_a_row_in_its_order(connection: sa.Connection) -> None:
    rows = list(entries(connection, UMOJA))
    sealed = list(book.entries_of(connection, UMOJA))
    assert [(row.seq, row.chain) for row in rows] == [(one.seq, one.chain_code) for one in sealed]
    assert [row.amount.cents for row in rows] == [one.entry.amount_cents for one in sealed]


def test_without_a_chama_all_books_follow_one_another(connection: sa.Connection) -> None:
    every = [(row.chama, row.seq) for row in entries(connection)]
    own = [list(entries(connection, chama_id)) for chama_id in (UMOJA, AMANI)]
    assert every == [(row.chama, row.seq) for rows in own for row in rows]


def test_people_are_named(connection: sa.Connection) -> None:
    rows = {row.receipt or row.kind: row for row in entries(connection, UMOJA)}
    assert rows["UKN1AB2C01"].members == (ACHIENG.name,)
    assert rows["UKN1AB2C01"].actors == (WANJIRU.name,)
    assert rows["UKN1AB2C01"].amount == Money(125_050)
    assert (rows["round_opened"].members, rows["round_opened"].actors) == ((), ("clock",))
    cash = rows["contribution"]
    assert (cash.members, cash.actors) == ((BARAKA.name,), (WANJIRU.name, OTIENO.name))


def test_the_newest_come_first_and_no_more_than_asked_for(connection: sa.Connection) -> None:
    every = list(entries(connection, UMOJA))
    assert list(newest_entries(connection, UMOJA, 2)) == every[:-3:-1]


def test_the_last_payment_is_the_member_s_own_receipt(connection: sa.Connection) -> None:
    found = last_payment(connection, UMOJA, OTIENO.code)
    assert found is not None
    assert (found.receipt, found.amount) == ("UKN1AB2C02", Money(40_000))
    assert last_payment(connection, UMOJA, BARAKA.code) is None  # cash has no receipt
