"""What is measured."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.operations import gauges
from tests.builders import ACHIENG
from tests.transcripts import Stage


def test_gauges_count_what_waits(stage: Stage) -> None:
    def measured() -> dict[str, int]:
        with reading(stage.engine) as connection:
            return {gauge.name: gauge.value for gauge in gauges(connection)}

    before = measured()
    assert before["chama_outbox_queued"] == 0
    assert before["chama_questions_open"] == 2
    assert before["chama_inbox_unhandled"] == before["chama_channels_paused"] == 0
    stage.say(ACHIENG, "balance")
    assert measured() == {**before, "chama_outbox_queued": 1}


def test_an_empty_database_has_nothing_that_waits(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        assert {gauge.value for gauge in gauges(connection)} == {0}
