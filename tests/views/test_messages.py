"""Messages as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.messages import has_written, messages, newest_messages
from tests.builders import ACHIENG, BARAKA, WANJIRU, received_text
from tests.transcripts import Stage


def test_what_came_in_stands_before_what_goes_out(connection: sa.Connection) -> None:
    rows = list(messages(connection))
    incoming = [row.is_incoming for row in rows]
    assert incoming == sorted(incoming, reverse=True)
    first = rows[0]
    assert (first.address, first.status) == (WANJIRU.phone, "handled")
    assert first.text == received_text(amount="1,250.50")
    assert {row.status for row in rows if not row.is_incoming} == {"sent"}


def test_a_person_s_last_messages_are_in_the_order_of_time(stage: Stage) -> None:
    stage.say(ACHIENG, "balance")
    stage.say(ACHIENG, "my turn")
    with reading(stage.engine) as connection:
        last = newest_messages(connection, ACHIENG.phone, 3)
    assert [(row.is_incoming, row.template or row.text) for row in last] == [
        (False, "balance"),
        (True, "my turn"),
        (False, "my_turn"),
    ]


def test_who_has_written_a_word_has(connection: sa.Connection) -> None:
    assert has_written(connection, WANJIRU.phone, "UKN1AB2C02")
    assert not has_written(connection, BARAKA.phone, "UKN1AB2C02")
