"""Where the money lies, as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.views.money import money_of
from chama.money import Money
from tests.builders import WANJIRU
from tests.views.groups import AMANI, UMOJA


def test_the_places_add_up_to_what_the_book_has(connection: sa.Connection) -> None:
    shown = money_of(connection, UMOJA)
    balances = book.balances(connection, UMOJA)
    money = sum(cents for one, cents in balances.items() if one.kind.meaning.is_money)
    places = [one.booked.cents for one in shown.collectors] + [m.cents for _, m in shown.hands]
    assert sum(places) == shown.total.cents == money
    assert shown.hands == ((WANJIRU.name, Money(30_000)),)
    assert sum(fund.cents for _, fund in shown.funds) == money


def test_money_of_nobody_known_waits(connection: sa.Connection) -> None:
    assert money_of(connection, UMOJA).waiting == Money(100_000)
    assert money_of(connection, AMANI).waiting == Money(0)


def test_what_a_text_printed_stands_beside_what_is_booked(connection: sa.Connection) -> None:
    (phone,) = money_of(connection, UMOJA).collectors
    assert phone.printed is not None
    assert phone.difference == Money(phone.printed.balance.cents - phone.booked.cents)
