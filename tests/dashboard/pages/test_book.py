"""The page of the book: entries, what is looked for, and what one stands on."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.dashboard.pages import book
from bot.store.database import reading
from bot.views.entries import newest_entries
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text, rules
from tests.dashboard.looking import looking, press, row, texts
from tests.test_clicks import UMOJA, full_pot
from tests.transcripts import Stage


def test_each_entry_has_its_ref_its_people_and_its_receipt(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    with reading(engine) as connection:
        (newest, *_) = newest_entries(connection, UMOJA, 1)
    with looking(stage) as looker:
        page = looker.at("book", OTIENO)
    assert row(page, newest.chain)[1:] == [
        *("Contribution", "KES 1,000", WANJIRU.name, newest.receipt),
        *(f"{WANJIRU.name}, {OTIENO.name}", newest.chain),
    ]
    assert row(page, "Round opened")[5] == "the rules, on their day"


def test_what_is_looked_for_stands_in_the_address(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    with looking(stage) as looker:
        page = looker.at("book", OTIENO)
        page.selectbox[0].set_value(ACHIENG.code).run()
        assert page.query_params["member"] == ACHIENG.code
        assert len(page.table[0].value) == 1
        page.text_input[0].set_value("nosuch").run()
        assert "The book has no such entry." in texts(page)
        assert page.query_params["code"] == "nosuch"


def test_a_long_book_is_turned(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 2)
    stage, _ = full_pot(engine)
    with looking(stage) as looker:
        page = looker.at("book", OTIENO)
        first = texts(page)
        page = press(page, "Older")
        assert texts(page) != first
        assert len(page.table[0].value) == 2
        page = press(press(page, "Older"), "Newest")
        assert row(page, "UKN1AB2C10")


@pytest.mark.parametrize("below", ["", "0", "-1", "x", "²", "9" * 11, "9" * 30, "9" * 5_000])
def test_an_address_that_makes_no_sense_is_no_fault(engine: sa.Engine, below: str) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        looker.at("book", OTIENO, below=below, entry="x", kind="nosuch", member="M99")


@pytest.mark.parametrize("name", ["code", "member", "kind", "entry", "below"])
def test_letters_that_no_database_keeps_are_looked_for_in_none(
    engine: sa.Engine, name: str
) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        looker.at("book", OTIENO, **{name: "a\x00b"})


def test_one_entry_shows_the_message_that_it_stands_on(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, received_text())
    with reading(engine) as connection:
        paid, opened = newest_entries(connection, UMOJA, 2)
    with looking(stage) as looker:
        page = looker.at("book", OTIENO)
        assert "You have received" not in texts(page)
        page = looker.at("book", OTIENO, entry=str(paid.seq))
        said = texts(page)
        assert f"{WANJIRU.name} sent this" in said
        assert received_text() in said
        assert "your rules did" in texts(looker.at("book", OTIENO, entry=str(opened.seq)))
