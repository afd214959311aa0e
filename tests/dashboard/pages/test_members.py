"""The page of the members: everybody, and one member's own page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.builders import ACHIENG, BARAKA, OTIENO, TODAY, WANJIRU, received_text, rules
from tests.dashboard.looking import looking, row, texts
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Achieng has paid ahead, Baraka a part; later all others are fined."""
    stage = Stage(engine)
    stage.found(rules(starts=TODAY, more="[fines]\nlate = 100\n"))
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "BARAKA MWANGI 0712000004"))
    stage.deliver()
    return stage


def test_everybody_is_there_by_seat(stage: Stage) -> None:
    with looking(stage) as looker:
        page = looker.at("members", OTIENO)
    assert row(page, ACHIENG.name) == ["3", ACHIENG.name, "3", "KES 1,000", "KES 0", "KES 250.50"]
    assert row(page, BARAKA.name) == [
        *("4", BARAKA.name, "4"),
        *("KES 400 / 1,000", "KES 600", "KES 0"),
    ]
    (table,) = page.table
    at_the_right = re.findall(r"td:nth-child\((\d)\)", table.proto.arrow_data.styler.styles)
    assert sorted(set(at_the_right)) == ["4", "5", "6"]
    said = texts(page)
    assert "0712000003" not in said
    assert "Nairobi's clock" in said


def test_a_member_is_chosen_and_stays_in_the_address(stage: Stage) -> None:
    with looking(stage) as looker:
        page = looker.at("members", OTIENO)
        page.selectbox[0].set_value(ACHIENG.code).run()
        assert page.query_params["member"] == ACHIENG.code
        said = texts(page)
    assert "Phone: 0712000003" in said
    assert "Never fined." in said
    paid = row(page, "UKN1AB2C01")
    assert paid[3] == "KES 1,250.50"
    assert "Paid: round 1 KES 1,000, paid ahead KES 250.50" in paid[1]


def test_a_fine_stands_with_its_clause(stage: Stage) -> None:
    stage.move_clock(stage.now + timedelta(days=8))
    with looking(stage) as looker:
        page = looker.at("members", OTIENO, member=BARAKA.code)
    assert row(page, "being late with round 1")[2:] == ["6.1", "KES 100", "", "KES 100"]
    assert "Fines: 1" in texts(page)


@pytest.mark.parametrize("code", ["", "M99", "x", "'", "M01; DROP TABLE member"])
def test_an_address_that_names_nobody_shows_nobody(stage: Stage, code: str) -> None:
    with looking(stage) as looker:
        page = looker.at("members", OTIENO, member=code)
    assert len(page.table) == 1


def test_the_page_speaks_swahili(stage: Stage) -> None:
    stage.say(OTIENO, "Kiswahili")
    with looking(stage) as looker:
        said = texts(looker.at("members", OTIENO, member=ACHIENG.code))
    assert "Wanachama" in said
    assert "Simu: 0712000003" in said
    assert "Statement" not in said
