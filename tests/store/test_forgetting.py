"""Links and sessions that are long over: nothing of them stays, and no number comes twice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.conversation.effects import MakeFileLink
from bot.store import file_links, forgetting, one_time, sessions, tables
from bot.store.database import reading, writing
from bot.store.forgetting import SESSIONS_KEPT, forget_looks
from tests.builders import NOW, OTIENO, WANJIRU, rules
from tests.transcripts import Stage

KINDS = (tables.dashboard_link, tables.file_link, tables.dashboard_session)
LONG_AGO = NOW - SESSIONS_KEPT - timedelta(days=2)


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules())
    return stage


def look(stage: Stage, at: datetime, phone: str = WANJIRU.phone) -> None:
    """An officer opens the pages, and is sent a link to a file besides."""
    token = one_time.new_token()
    fetches = MakeFileLink(phone=phone, member="M01", report="passbook")
    with writing(stage.engine) as connection:
        sessions.make_link(connection, phone, token, at)
        assert sessions.enter(connection, token, at)
        file_links.make(connection, 1, fetches, one_time.new_token(), at)


def numbers(engine: sa.Engine) -> list[list[int]]:
    with reading(engine) as connection:
        return [
            list(connection.execute(sa.select(one.c.id).order_by(one.c.id)).scalars())
            for one in KINDS
        ]


def test_what_is_long_over_is_forgotten_whoever_it_was(stage: Stage) -> None:
    look(stage, LONG_AGO)
    look(stage, LONG_AGO, OTIENO.phone)
    look(stage, NOW)
    assert forget_looks(stage.engine, NOW) == 4  # her own old links went with her new ones
    assert numbers(stage.engine) == [[3], [3], [3]]


@pytest.mark.parametrize(
    ("after", "left"),
    [
        pytest.param(file_links.KEPT, [2, 2, 2], id="a link of the last day is counted still"),
        pytest.param(SESSIONS_KEPT, [1, 1, 2], id="who looked in the last month can be found out"),
        pytest.param(SESSIONS_KEPT + timedelta(seconds=1), [1, 1, 1], id="then no more"),
    ],
)
def test_what_may_be_asked_about_stays(stage: Stage, after: timedelta, left: list[int]) -> None:
    look(stage, NOW)
    look(stage, NOW, OTIENO.phone)
    forget_looks(stage.engine, NOW + after)
    assert [len(ids) for ids in numbers(stage.engine)] == left


def test_however_much_it_is_all_of_it_goes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    row = {"phone": WANJIRU.phone, "opened_at": LONG_AGO, "seen_at": LONG_AGO}
    with writing(stage.engine) as connection:
        many = [{**row, "digest": str(n)} for n in range(7)]
        connection.execute(sa.insert(tables.dashboard_session), many)
    assert forget_looks(stage.engine, NOW) == 6
    assert forget_looks(stage.engine, NOW) == 0


def test_a_login_is_told_also_when_all_before_it_was_forgotten(stage: Stage) -> None:
    """SQLite numbers on from the last row there is; what is told once is named by the number."""
    look(stage, LONG_AGO)
    forget_looks(stage.engine, NOW)
    look(stage, NOW)
    with reading(stage.engine) as connection:
        told = sa.select(tables.outbox.c.key).where(tables.outbox.c.template == sessions.OPENED)
        keys = list(connection.execute(told).scalars())
    assert keys == ["dashboard:1", "dashboard:2"]
