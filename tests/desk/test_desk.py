"""The desk goes on, whatever it meets: what it cannot read, its own bugs, a store that is busy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.desk import arrivals
from bot.desk.desk import AFTER_A_BUG
from bot.payments.port import NewsKind
from bot.store import news
from bot.store.database import StoreBusy, open_engine, writing
from bot.store.news import Outcome
from bot.store.tables import news as news_table
from tests.builders import BARAKA
from tests.money_play import PAID_IN, check, settle_down
from tests.money_stage import MoneyStage, money_stage


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[MoneyStage]:
    engine = open_engine(sqlite_url)
    with money_stage(engine) as stage:
        yield stage
    engine.dispose()


HELD_UP_BY_NOBODY = (Outcome.UNREADABLE, Outcome.NOBODYS)


def told(stage: MoneyStage) -> None:
    """Baraka pays, and the callback comes."""
    stage.provider.customers.pay(BARAKA.phone, stage.provider.shortcode, PAID_IN, "BCY-4")
    stage.provider.deliver()


def outcomes(stage: MoneyStage) -> list[str]:
    with stage.engine.connect() as connection:
        chosen = sa.select(news_table.c.outcome).order_by(news_table.c.id)
        return list(connection.execute(chosen).scalars())


def keep(stage: MoneyStage, kind: NewsKind, body: bytes) -> None:
    with writing(stage.engine) as connection:
        news.store(connection, kind, body, stage.stage.now)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"Result": 5, "Body": []}'])
def test_what_nobody_can_read_is_kept_and_holds_up_nothing(stage: MoneyStage, body: bytes) -> None:
    for kind in NewsKind:
        keep(stage, kind, body)
    told(stage)
    settle_down(stage, hours=1)
    unread = dict(zip(NewsKind, outcomes(stage), strict=False))
    assert {kind for kind, said in unread.items() if said not in HELD_UP_BY_NOBODY} == set()
    check(stage)


@pytest.mark.parametrize(
    "kind", [NewsKind.B2C_RESULT, NewsKind.STATUS_RESULT, NewsKind.REVERSAL_RESULT]
)
def test_an_answer_to_nothing_is_nobody_s_after_a_while(stage: MoneyStage, kind: NewsKind) -> None:
    said = (
        b'{"Result": {"ResultCode": 0, "ConversationID": "AG_0", "TransactionID": "UKN1AB2C01",'
        b'"OriginatorConversationID": "nobodys"}}'
    )
    keep(stage, kind, said)
    stage.work()
    assert outcomes(stage) == [Outcome.NEW]
    settle_down(stage, hours=1)
    assert outcomes(stage) == [Outcome.NOBODYS]
    check(stage)


def test_what_a_bug_of_ours_stops_is_tried_again_and_the_rest_goes_on(
    stage: MoneyStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(stage)
    keep(stage, NewsKind.STK, b"{")
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "hear", lambda *_: 1 / 0)
        assert stage.desk.work() == 2
    assert outcomes(stage) == [Outcome.NEW, Outcome.UNREADABLE]
    assert stage.desk.work() == 0
    stage.pass_time(AFTER_A_BUG.total_seconds())
    stage.work()
    check(stage)


def test_a_busy_store_leaves_everything_as_it_was(
    stage: MoneyStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("somebody else writes")

    told(stage)
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "hear", busy)
        assert stage.desk.work() == 0
    stage.work()
    check(stage)


def test_everything_that_waits_can_be_reconciled_at_once(stage: MoneyStage) -> None:
    """The question was lost with its worker: it would be asked again in half a minute."""
    told(stage)
    stage.desk.work()
    assert stage.desk.work() == 0
    assert stage.desk.reconcile() == 2
    stage.work()
    check(stage)


def test_what_arrives_elsewhere_is_nobody_s(stage: MoneyStage) -> None:
    body = (
        b'{"TransID": "UKN1AB2C01", "TransAmount": "1000", "BusinessShortCode": "999999",'
        b'"BillRefNumber": "BCY-4", "MSISDN": "254712000004", "TransTime": "20261123090000"}'
    )
    keep(stage, NewsKind.C2B_CONFIRMATION, body)
    stage.work()
    assert outcomes(stage) == [Outcome.NOBODYS]
    check(stage)


def test_what_the_provider_does_not_know_is_asked_for_days_and_in_no_book(
    stage: MoneyStage,
) -> None:
    """A forged confirmation moves nothing; a true one may be known there only later."""
    body = (
        b'{"TransID": "UKN1AB2C01", "TransAmount": "1000", "BusinessShortCode": "600000",'
        b'"BillRefNumber": "BCY-4", "MSISDN": "254712000004", "TransTime": "20261123090000"}'
    )
    keep(stage, NewsKind.C2B_CONFIRMATION, body)
    settle_down(stage, hours=1)
    assert outcomes(stage)[0] == Outcome.ASKED
    check(stage)
