"""A message is stored once, handled whole or kept unhandled, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from bot import pipeline
from bot.conversation.decide import MOST_REPLIES_AN_HOUR
from bot.messages import DeliveryReport, DeliveryStatus, OptOut
from bot.pipeline import MOST_TRIES_OF_A_MESSAGE, RETRY_AFTER, TRIES
from bot.store.database import StoreBusy, reading
from bot.store.tables import attempt, contact, entry, inbox, outbox
from chama.group import Person
from tests.builders import ACHIENG, WANJIRU, received_text, rules
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja on each kind of database; its welcomes have been read."""
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    return stage


def count(stage: Stage, table: sa.Table, *where: Any) -> int:
    with reading(stage.engine) as connection:
        chosen = sa.select(sa.func.count()).select_from(table).where(*where)
        return int(connection.execute(chosen).scalar_one())


@contextmanager
def broken(error: Exception, times: int = 10**6) -> Iterator[None]:
    """Our own deciding fails with this error so many times, then works again."""
    left = iter(range(times))
    real = pipeline.decide

    def failing(*arguments: Any) -> Any:
        if next(left, None) is not None:
            raise error
        return real(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "decide", failing)
        yield


def lost_lock() -> OperationalError:
    return OperationalError("SELECT 1", {}, Exception("database is locked"))


def test_a_message_and_all_that_it_causes_are_in_the_store(stage: Stage) -> None:
    stage.say(WANJIRU, received_text())
    assert count(stage, inbox, inbox.c.handled_at.is_not(None)) == 1
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C01") == 1
    texts = {sent.address: sent.text for sent in stage.deliver()}
    assert texts.keys() == {WANJIRU.phone, ACHIENG.phone}
    assert "UKN1AB2C01" in texts[ACHIENG.phone]


def test_the_same_message_again_is_neither_handled_nor_answered(stage: Stage) -> None:
    said = stage.say(WANJIRU, received_text())
    stage.deliver()
    for _ in range(3):
        stage.pipeline.handle(said)
    assert stage.deliver() == []
    assert count(stage, inbox) == 1


def test_a_message_on_which_our_code_fails_is_kept_alone(stage: Stage) -> None:
    with broken(ZeroDivisionError("a bug")):
        stage.say(WANJIRU, received_text())
    assert count(stage, inbox, inbox.c.handled_at.is_(None)) == 1
    assert count(stage, inbox, inbox.c.error == "ZeroDivisionError: a bug") == 1
    assert count(stage, entry, entry.c.receipt != "") == 0
    assert stage.deliver() == []


def test_it_is_tried_again_later_and_counts_once(stage: Stage) -> None:
    with broken(ZeroDivisionError("a bug")):
        stage.say(WANJIRU, received_text())
    assert stage.pipeline.retry_unhandled() == 0
    stage.now += RETRY_AFTER + timedelta(seconds=1)
    assert stage.pipeline.retry_unhandled() == 1
    assert stage.pipeline.retry_unhandled() == 0
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C01") == 1
    assert len(stage.deliver()) == 2


def test_what_fails_for_good_is_left_to_replay(stage: Stage) -> None:
    with broken(ZeroDivisionError("a bug")):
        stage.say(WANJIRU, received_text())
        for _ in range(MOST_TRIES_OF_A_MESSAGE + 2):
            stage.now += RETRY_AFTER * 2
            assert stage.pipeline.retry_unhandled() == 0
    assert count(stage, inbox, inbox.c.tries == MOST_TRIES_OF_A_MESSAGE) == 1
    stage.now += RETRY_AFTER * 2
    assert stage.pipeline.retry_unhandled() == 0
    assert stage.pipeline.retry_unhandled(everything=True) == 1


def test_a_lost_lock_is_tried_again_at_once(stage: Stage) -> None:
    with broken(lost_lock(), times=TRIES - 1):
        stage.say(WANJIRU, received_text())
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C01") == 1


def test_a_database_that_cannot_be_had_stores_nothing_and_says_busy(stage: Stage) -> None:
    with broken(lost_lock()), pytest.raises(StoreBusy):
        stage.say(WANJIRU, received_text())
    assert count(stage, inbox) == 0


def test_a_button_says_what_its_payload_says(stage: Stage) -> None:
    stage.say(ACHIENG, "Show me", button="balance")
    (sent,) = stage.deliver()
    assert "left to pay" in sent.text


def test_a_button_that_chooses_the_group_goes_on_with_what_waited(stage: Stage) -> None:
    zawadi = Person("", "Zawadi Cherono", "+254712000005", 1, WANJIRU.office)
    stage.found(rules("Amani", [ACHIENG, zawadi]))
    stage.deliver()
    stage.say(ACHIENG, "my turn")
    stage.say(ACHIENG, "Amani", button="2")
    _, sent = stage.deliver()
    assert "your turn in Amani is round" in sent.text


def test_one_phone_cannot_drain_the_airtime_but_its_money_still_counts(stage: Stage) -> None:
    for _ in range(MOST_REPLIES_AN_HOUR + 3):
        stage.say(WANJIRU, "hello")
        stage.now -= timedelta(seconds=59)
    stage.now += timedelta(minutes=1)
    assert len(stage.deliver()) == MOST_REPLIES_AN_HOUR
    stage.say(WANJIRU, received_text())
    assert [sent.address for sent in stage.deliver()] == [WANJIRU.phone, ACHIENG.phone]
    stage.now += timedelta(hours=1)
    stage.say(WANJIRU, "hello")
    assert len(stage.deliver()) == 1


def test_news_of_a_message_moves_its_status(stage: Stage) -> None:
    stage.say(ACHIENG, "balance")
    (sent,) = stage.deliver()
    for status in (DeliveryStatus.DELIVERED, DeliveryStatus.SENT):
        stage.pipeline.report(
            DeliveryReport("simulator", provider_id=sent.attempt_id, status=status)
        )
    assert count(stage, attempt, attempt.c.provider_id == sent.attempt_id) == 1
    assert count(stage, outbox, outbox.c.status == "delivered") == 1


def test_a_wish_for_silence_that_the_provider_heard_is_heeded(stage: Stage) -> None:
    stage.pipeline.opt_out(OptOut("simulator", ACHIENG.phone))
    stage.say(WANJIRU, received_text())
    assert [sent.address for sent in stage.deliver()] == [WANJIRU.phone]
    stage.pipeline.opt_out(OptOut("simulator", ACHIENG.phone, opted_in=True))
    assert count(stage, contact, contact.c.opted_out_at.is_not(None)) == 0
