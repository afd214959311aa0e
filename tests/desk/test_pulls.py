"""What arrived and was not told is fetched from the provider's own list, page by page, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.simulator.daraja import Fault
from bot.store.database import open_engine
from tests.builders import BARAKA, OTIENO, PEOPLE, SARAH, STRANGER
from tests.money_play import PAID_IN, check, ours
from tests.money_stage import MoneyStage, money_stage, umoja

PAGE = 100  # as the provider cuts it
HOUR = 3600
DAY = 24 * 3600


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[MoneyStage]:
    """No callback ever comes."""
    engine = open_engine(sqlite_url)
    with money_stage(engine, faults=[Fault.NO_CALLBACK]) as stage:
        yield stage
    engine.dispose()


def pay(stage: MoneyStage, times: int = 1, cents: int = PAID_IN) -> None:
    customers, where = stage.provider.customers, stage.provider.shortcode
    for _ in range(times):
        customers.pay(BARAKA.phone, where, cents, "BCY-4")


def test_a_payment_that_nobody_told_of_is_found(stage: MoneyStage) -> None:
    pay(stage)
    assert stage.desk.pull() == 1
    check(stage)


def test_what_was_found_once_is_not_looked_at_again(stage: MoneyStage) -> None:
    pay(stage)
    assert [stage.desk.pull() for _ in range(3)] == [1, 0, 0]
    check(stage)


def test_a_list_of_several_pages_is_read_to_its_end(stage: MoneyStage) -> None:
    pay(stage, PAGE + 1, 10_00)
    assert stage.desk.pull() == PAGE + 1
    check(stage)


def test_what_lies_further_back_is_found_when_everything_is_reconciled(stage: MoneyStage) -> None:
    assert stage.desk.pull() == 0
    pay(stage)
    stage.pass_time(DAY)
    assert stage.desk.reconcile() == 1
    check(stage)


def test_after_a_standstill_the_list_goes_back_to_the_last_one(stage: MoneyStage) -> None:
    assert stage.desk.pull() == 0
    pay(stage)
    stage.pass_time(5 * HOUR)
    assert stage.desk.pull() == 1
    check(stage)


def test_a_provider_that_gives_no_list_finds_nothing(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with money_stage(engine, registers=False) as stage:
        pay(stage)
        assert stage.desk.pull() == 0
    engine.dispose()


def test_what_is_nobody_s_stays_on_the_list_and_in_no_book(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    groups = (umoja(*PEOPLE[:2]), umoja(*PEOPLE[2:], SARAH, name="Tausi"))
    with money_stage(engine, *groups, faults=[Fault.NO_CALLBACK]) as stage:
        stage.provider.customers.add(STRANGER, "A STRANGER")
        for phone in (STRANGER, OTIENO.phone):
            stage.provider.customers.pay(phone, stage.provider.shortcode, PAID_IN, "rent")
        assert [stage.desk.pull() for _ in range(2)] == [2, 1]
        assert len(ours(stage)) == 1
    engine.dispose()
