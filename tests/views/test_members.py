"""The people of the chamas as a view gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.store.database import reading
from bot.views.members import MemberRow, members
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU, rules
from tests.transcripts import Stage
from tests.views.groups import NJERI, UMOJA, ZAWADI


@pytest.mark.parametrize(
    ("chama_id", "expected"),
    [
        pytest.param(UMOJA, PEOPLE, id="one"),
        pytest.param(None, (*PEOPLE, ZAWADI, NJERI), id="all"),
    ],
)
def test_everybody_is_a_row_by_seat(
    connection: sa.Connection, chama_id: int | None, expected: tuple[Person, ...]
) -> None:
    rows = list(members(connection, chama_id))
    assert [row.phone for row in rows] == [person.phone for person in expected]


def test_a_member_of_several_seats_is_one_row(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(people=(replace(WANJIRU, further_seats=(5,)), OTIENO)))
    with reading(engine) as connection:
        rows = [(row.name, row.seats) for row in members(connection)]
    assert rows == [(WANJIRU.name, (1, 5)), (OTIENO.name, (2,))]


def test_a_member_with_office_language_and_wish_for_silence(stage: Stage) -> None:
    stage.say(ACHIENG, "Kiswahili")
    stage.say(ACHIENG, "acha")
    with reading(stage.engine) as connection:
        _, otieno, achieng, _ = members(connection, UMOJA)
    assert otieno == MemberRow(
        "Umoja",
        "M02",
        OTIENO.name,
        OTIENO.phone,
        (2,),
        "chair",
        "",
        is_opted_out=False,
        has_wrong_number=False,
    )
    assert achieng == MemberRow(
        "Umoja",
        "M03",
        ACHIENG.name,
        ACHIENG.phone,
        (3,),
        "",
        "sw",
        is_opted_out=True,
        has_wrong_number=False,
    )
