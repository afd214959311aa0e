"""A gift to welfare from the word on it to all that may become of its payment, on the whole bot."""

from __future__ import annotations

import pytest

from bot.store import book
from bot.store.database import reading
from chama import entries
from chama.entries import ROTATION, WELFARE
from chama.journal import Account
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    received_text,
    reversal_text,
    rules,
    sent_text,
)
from tests.conversation.proposals.stories import tell
from tests.transcripts import Stage

INTO = entries.collector(WELFARE, "C1")
DUES = entries.dues(ACHIENG.code, "1.1")
OWED = entries.welfare_owed(ACHIENG.code, "2026.11.20")


@pytest.fixture
def stage(checked: Stage) -> Stage:
    more = '[welfare]\nevery = "week"\ndues = 200\n'
    checked.found(rules(people=(*PEOPLE, SARAH), more=more))
    checked.deliver()
    return checked


def held(stage: Stage, *accounts: Account) -> list[int]:
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    return [balances.get(account, 0) for account in accounts]


def give(stage: Stage, amount: str = "500.00") -> None:
    tell(stage, (ACHIENG, "500 for welfare"), (WANJIRU, received_text(amount=amount)))


def test_it_pays_what_is_owed_to_welfare_and_the_rest_is_a_gift(stage: Stage) -> None:
    give(stage)
    assert held(stage, INTO, OWED, DUES) == [50_000, 0, 100_000]
    with reading(stage.engine) as connection:
        (last,) = book.newest_of(connection, 1, ACHIENG.code, 1)
    lines = {line.account: line.amount_cents for line in last.entry.postings}
    assert lines == {INTO: 50_000, OWED: -20_000, entries.given(): -30_000}


def test_a_payment_of_another_amount_is_an_ordinary_one(stage: Stage) -> None:
    give(stage, "600.00")
    assert held(stage, INTO, OWED, DUES) == [0, 20_000, 40_000]


def test_the_word_is_used_once(stage: Stage) -> None:
    give(stage)
    tell(stage, (WANJIRU, received_text("UKN1AB2C02", "500.00")))
    assert held(stage, INTO, DUES) == [50_000, 50_000]


def test_taken_back_it_is_an_ordinary_payment(stage: Stage) -> None:
    tell(stage, (ACHIENG, "500 for welfare"), (ACHIENG, "for me"))
    tell(stage, (WANJIRU, received_text(amount="500.00")))
    assert held(stage, INTO, DUES) == [0, 50_000]


def test_shown_by_its_giver_first_it_is_a_gift_once_it_has_come(stage: Stage) -> None:
    tell(stage, (ACHIENG, "500 for welfare"), (ACHIENG, sent_text(amount="500.00")))
    assert held(stage, INTO) == [0]
    tell(stage, (WANJIRU, received_text(amount="500.00")))
    assert held(stage, INTO, DUES) == [50_000, 100_000]


def test_another_members_word_directs_nothing(stage: Stage) -> None:
    tell(stage, (BARAKA, "500 for welfare"), (WANJIRU, received_text(amount="500.00")))
    assert held(stage, INTO, DUES) == [0, 50_000]


def test_a_reversal_takes_it_back(stage: Stage) -> None:
    give(stage)
    tell(stage, (WANJIRU, reversal_text(amount="500.00")), (OTIENO, "yes"))
    assert held(stage, INTO, OWED, DUES) == [0, 20_000, 100_000]


def test_a_part_taken_back_comes_out_of_the_gift_first(stage: Stage) -> None:
    give(stage)
    tell(stage, (WANJIRU, reversal_text(amount="400.00")), (OTIENO, "yes"))
    assert held(stage, INTO, OWED) == [10_000, 10_000]
    tell(stage, (WANJIRU, "undo UKN1AB2C01"), (OTIENO, "yes"), (SARAH, "yes"))
    assert held(stage, INTO, OWED, DUES) == [0, 20_000, 100_000]


def test_officers_undo_it(stage: Stage) -> None:
    give(stage)
    arrived = tell(stage, (WANJIRU, "undo UKN1AB2C01"), (OTIENO, "yes"), (SARAH, "yes"))
    assert held(stage, INTO, OWED, DUES) == [0, 20_000, 100_000]
    assert any("500" in one.text for one in arrived if one.address == ACHIENG.phone)


def test_given_to_another_it_is_theirs_as_any_payment(stage: Stage) -> None:
    give(stage)
    tell(stage, (WANJIRU, "UKN1AB2C01 is for Baraka"), (SARAH, "yes"))
    assert held(stage, OWED, entries.dues(BARAKA.code, "1.1")) == [20_000, 50_000]
    assert held(stage, entries.collector(ROTATION, "C1")) == [50_000]


def test_its_giver_reads_it_among_their_payments(stage: Stage) -> None:
    give(stage)
    (said,) = tell(stage, (ACHIENG, "statement"))
    assert "500" in said.text


def test_said_again_it_is_told_to_be_in_the_book(stage: Stage) -> None:
    give(stage)
    (said,) = tell(stage, (ACHIENG, "nimetuma 500 ya welfare"))
    assert "UKN1AB2C01" in said.text
    tell(stage, (WANJIRU, received_text("UKN1AB2C02", "500.00")))
    assert held(stage, INTO, DUES) == [50_000, 50_000]
