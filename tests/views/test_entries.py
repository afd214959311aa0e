"""The book's entries as a view gives them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.views.entries import BookFilter, book_page, entries, last_payment, newest_entries
from bot.views.members import members
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


# --- a page of the book --------------------------------------------------------------------------


def page(connection: sa.Connection, below: int | None = None, **wanted: str) -> list[int]:
    found = book_page(connection, UMOJA, BookFilter(**wanted), 2, below)
    return [one.seq for one in found.rows]


def test_the_book_is_turned_page_by_page_without_a_gap(connection: sa.Connection) -> None:
    every = [one.seq for one in entries(connection, UMOJA)]
    turned: list[int] = []
    place: int | None = None
    while True:
        found = book_page(connection, UMOJA, BookFilter(), 2, place)
        turned += [one.seq for one in found.rows]
        place = found.older
        if place is None:
            break
    assert turned == every[::-1]


@pytest.mark.parametrize(
    "wanted",
    [
        {"member": "M02"},
        {"kind": "contribution"},
        {"code": "1ab2c03"},
        {"member": "M03", "kind": "contribution", "code": "UKN1"},
        {"code": "%"},
        {"code": "_"},
        {"member": "M99"},
    ],
    ids=str,
)
def test_the_book_shows_what_is_looked_for(
    connection: sa.Connection, wanted: dict[str, str]
) -> None:
    member, kind, code = (wanted.get(name, "") for name in ("member", "kind", "code"))
    named = {one.code: one.name for one in members(connection, UMOJA)}
    fitting = [
        one.seq
        for one in entries(connection, UMOJA)
        if (not member or named.get(member) in one.members)
        and (not kind or one.kind == kind)
        and (not code or code.upper() in one.receipt)
    ]
    found = book_page(connection, UMOJA, BookFilter(member, kind, code), 50, None)
    assert [one.seq for one in found.rows] == fitting[::-1]


def test_an_entry_is_found_by_the_beginning_of_its_book_ref(connection: sa.Connection) -> None:
    *_, last = entries(connection, UMOJA)
    assert last.seq in page(connection, code=last.chain.upper())
