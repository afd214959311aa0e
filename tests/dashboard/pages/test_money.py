"""The page of the money: where it lies, of what it is, and over the rounds."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from tests.builders import OTIENO, WANJIRU, rules
from tests.dashboard.looking import looking, row, texts
from tests.test_clicks import full_pot
from tests.transcripts import Stage


def test_what_is_booked_stands_beside_what_was_printed(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    with looking(stage) as looker:
        page = looker.at("money", OTIENO)
    assert row(page, "Phone 0712000001")[1:5] == [
        *(WANJIRU.name, "KES 4,000", "KES 12,500", "KES 8,500"),
    ]
    said = texts(page)
    assert "Money in all KES 4,000" in said
    assert "had KES 8,500 more than the book when UKN1AB2C10 was printed" in said
    assert row(page, "Rounds") == ["Rounds", "KES 4,000"]
    assert not page.get("vega_lite_chart")  # one round is no course


def test_each_chart_has_its_numbers_in_a_table(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    stage.move_clock(stage.now + timedelta(days=7))
    with looking(stage) as looker:
        page = looker.at("money", OTIENO)
    charts = page.get("vega_lite_chart")
    assert len(charts) == 2
    assert row(page, "26 Nov 2026") == ["1", "26 Nov 2026", *["KES 4,000"] * 3]
    assert "the numbers stand in the table below" in texts(page)


def test_cash_is_in_the_hand_of_an_officer(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        assert "No officer holds cash" in texts(looker.at("money", OTIENO))
        stage.say(WANJIRU, "received 300 cash from Baraka")
        stage.deliver()
        stage.say(OTIENO, "yes")
        page = looker.at("money", OTIENO)
    assert [WANJIRU.name, "KES 300"] in [
        [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in one]
        for table in page.table
        for one in table.value.values.tolist()
    ]
