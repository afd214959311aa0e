"""The cash book of each place, against what the ledger has there."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import BookAt, book_at
from bot.views.cash_book import PlaceBook, cash_book, place_of
from chama.entries import collector, dues
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, WANJIRU, received_text
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def read(connection: sa.Connection, until: BookAt, after: BookAt | None = None) -> list[PlaceBook]:
    return list(cash_book(connection, load_group(connection, UMOJA), until, after))


def test_each_place_has_its_lines_and_what_lies_there(
    connection: sa.Connection, stage: Stage
) -> None:
    phone, hand = read(connection, book_at(connection, UMOJA, stage.now))
    assert (phone.kind, phone.name, phone.code) == ("phone", WANJIRU.name, "C1")
    assert (hand.kind, hand.name, hand.code) == ("hand", WANJIRU.name, "M01")
    assert [(row.kind, row.names, row.receipt, row.balance.cents) for row in phone.rows] == [
        (EntryKind.CONTRIBUTION, ACHIENG.name, "UKN1AB2C01", 125_050),
        (EntryKind.CONTRIBUTION, "Otieno Ouma", "UKN1AB2C02", 165_050),
        (EntryKind.UNALLOCATED, "ROSE AKOTH", "UKN1AB2C03", 265_050),
    ]
    assert [(row.names, row.came_in, row.receipt) for row in hand.rows] == [
        (BARAKA.name, Money(30_000), "")
    ]


def test_a_place_closes_with_what_its_accounts_hold_of_all_funds(
    connection: sa.Connection, stage: Stage
) -> None:
    held = book.balances(connection, UMOJA)
    for one in read(connection, book_at(connection, UMOJA, stage.now)):
        there = sum(cents for account, cents in held.items() if place_of(account) == one.place)
        assert one.closing.cents == there == sum(money.cents for _, money in one.funds)


def test_what_was_before_a_period_is_its_opening(connection: sa.Connection, stage: Stage) -> None:
    until = book_at(connection, UMOJA, stage.now)
    entries = list(book.entries_of(connection, UMOJA))
    paid = next(one for one in entries if one.entry.receipt == "UKN1AB2C01")
    assert paid.recorded_at is not None
    after = book_at(connection, UMOJA, paid.recorded_at)
    phone, _ = read(connection, until, after)
    assert phone.opening == Money(125_050)
    assert [row.receipt for row in phone.rows] == ["UKN1AB2C02", "UKN1AB2C03"]


def test_days_follow_one_another(stage: Stage) -> None:
    stage.move_clock(stage.now + timedelta(days=1))
    stage.say(WANJIRU, received_text("UKO1AB2C09", "500.00", day="24/11/26"))
    with reading(stage.engine) as connection:
        phone, _ = read(connection, book_at(connection, UMOJA, stage.now))
    first, second = phone.days
    assert (first.opening, first.closing) == (Money(0), Money(265_050))
    assert (second.opening, second.came_in, second.went_out) == (
        *(Money(265_050), Money(50_000), Money(0)),
    )
    assert second.closing == phone.closing == Money(315_050)
    assert first.on == date(2026, 11, 23)


def test_a_place_without_money_is_none() -> None:
    assert place_of(dues("M01", "1.1")) is None
    assert place_of(collector("rotation", "C1")) == (AccountKind.COLLECTOR, "C1", "")
    assert place_of(collector("kes", "C2")) == (AccountKind.COLLECTOR, "C2", "KES")
