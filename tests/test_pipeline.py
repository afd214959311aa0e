"""A message is stored once, handled whole or kept unhandled, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from bot import pipeline
from bot.conversation.limits import MOST_REPLIES_AN_HOUR
from bot.messages import DeliveryReport, DeliveryStatus, OptOut
from bot.pipeline import MOST_TRIES_OF_A_MESSAGE, PARTS_COME_WITHIN, RETRY_AFTER, TRIES
from bot.store import book
from bot.store.database import WORKING, StoreBusy, open_engine, reading, writing
from bot.store.outbox import parts_of
from bot.store.tables import attempt, contact, entry, inbox, outbox
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, message, received_text, rules
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


def test_who_hands_a_message_over_gets_what_its_sender_is_told(stage: Stage) -> None:
    told = stage.pipeline.handle(message(WANJIRU, received_text(), at=stage.now))
    assert [part.template for part in told] == ["recorded"]
    with reading(stage.engine) as connection:
        to_her = sa.select(outbox.c.facts).where(outbox.c.template == "recorded")
        assert told == parts_of(connection.execute(to_her).scalar_one())


def test_the_same_message_again_is_neither_handled_nor_answered(stage: Stage) -> None:
    said = stage.say(WANJIRU, received_text())
    stage.deliver()
    for _ in range(3):
        assert stage.pipeline.handle(said) == ()
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


def test_a_passing_error_of_the_database_uses_up_no_try(stage: Stage) -> None:
    with broken(ZeroDivisionError("a bug")):
        stage.say(WANJIRU, received_text())
    with broken(lost_lock()):
        for _ in range(MOST_TRIES_OF_A_MESSAGE + 1):
            stage.now += RETRY_AFTER * 2
            assert stage.pipeline.retry_unhandled() == 0
    assert count(stage, inbox, inbox.c.tries == 1) == 1
    stage.now += RETRY_AFTER * 2
    assert stage.pipeline.retry_unhandled() == 1


def test_a_database_that_cannot_be_had_stores_nothing_and_says_busy(stage: Stage) -> None:
    with broken(lost_lock()), pytest.raises(StoreBusy):
        stage.say(WANJIRU, received_text())
    assert count(stage, inbox) == 0


def test_a_button_says_what_its_payload_says(stage: Stage) -> None:
    stage.say(ACHIENG, "Show me", button="balance")
    (sent,) = stage.deliver()
    assert "left to pay" in sent.text


# --- before any lock ------------------------------------------------------------------------------


@pytest.fixture
def in_two(stage: Stage) -> Stage:
    """Achieng is in Amani as well, where her phone collects."""
    zawadi = Person("", "Zawadi Cherono", "+254712000005", 1, WANJIRU.office)
    phone = f'[[collectors]]\nkind = "phone"\nname = "Achieng"\nphone = "{ACHIENG.phone}"\n'
    stage.found(rules("Amani", [ACHIENG, zawadi], more=phone))
    stage.deliver()
    return stage


@contextmanager
def watched(stage: Stage) -> Iterator[list[str]]:
    """Whenever a text is read or understood, another process can write to the group's book."""
    hasty = replace(WORKING, lock_seconds=0.2)
    other = open_engine(stage.engine.url.render_as_string(hide_password=False), deadlines=hasty)
    seen: list[str] = []

    def without_lock(real: Callable[..., Any]) -> Callable[..., Any]:
        def understanding(text: str | list[str], *others: Any) -> Any:
            with writing(other) as connection:
                book.lock_book(connection, 1)
            seen.extend([text] if isinstance(text, str) else text)
            return real(text, *others)

        return understanding

    with pytest.MonkeyPatch.context() as patch:
        for name in ("read", "join", "understand"):
            patch.setattr(pipeline, name, without_lock(getattr(pipeline, name)))
        yield seen
    other.dispose()


FIRST_PART, SECOND_PART = received_text()[:70], received_text()[70:]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([received_text()], id="money"),
        pytest.param(["who has paid?"], id="words"),
        pytest.param([FIRST_PART, SECOND_PART], id="parts"),
    ],
)
def test_while_a_text_is_understood_no_lock_is_held(stage: Stage, texts: list[str]) -> None:
    with watched(stage) as seen:
        for text in texts:
            stage.say(WANJIRU, text)
    assert set(texts) <= set(seen)
    assert count(stage, inbox, inbox.c.handled_at.is_not(None)) == len(texts)


def test_nor_while_that_is_understood_which_waited_for_a_choice_of_group(in_two: Stage) -> None:
    in_two.say(ACHIENG, "who owes")
    in_two.deliver()
    with watched(in_two) as seen:
        in_two.say(ACHIENG, "2")
    assert seen.count("who owes") > 0
    assert "Amani, round 1" in in_two.deliver()[-1].text


def test_what_waits_may_change_until_the_choice_is_taken(in_two: Stage) -> None:
    """Another text of the same person is handled between the look and the lock."""
    in_two.say(ACHIENG, "who owes")
    in_two.deliver()
    faster = iter([message(ACHIENG, "who has paid?", at=in_two.now)])
    look = pipeline.questions.waiting_for_group

    def overtaken(connection: sa.Connection, address: str) -> str:
        found = look(connection, address)
        for one in faster:
            in_two.pipeline.handle(one)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.questions, "waiting_for_group", overtaken)
        in_two.say(ACHIENG, "2")
    assert "who owes" not in in_two.deliver()[-1].text
    assert count(in_two, inbox, inbox.c.handled_at.is_(None)) == 0


# --- parts and groups -----------------------------------------------------------------------------


def test_the_parts_of_one_text_are_put_together(stage: Stage) -> None:
    stage.say(WANJIRU, FIRST_PART)
    assert count(stage, entry, entry.c.receipt != "") == 0
    (asked,) = stage.deliver()
    assert asked.address == WANJIRU.phone
    stage.say(WANJIRU, SECOND_PART)
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C01") == 1
    assert {sent.address for sent in stage.deliver()} == {WANJIRU.phone, ACHIENG.phone}


def test_parts_that_came_long_ago_or_from_another_make_up_nothing(stage: Stage) -> None:
    stage.say(WANJIRU, FIRST_PART)
    stage.say(OTIENO, SECOND_PART)
    stage.now += PARTS_COME_WITHIN
    stage.say(WANJIRU, SECOND_PART)
    assert count(stage, entry, entry.c.receipt != "") == 0
    assert count(stage, inbox) == 3


def test_a_button_that_chooses_the_group_goes_on_with_what_waited(in_two: Stage) -> None:
    in_two.say(ACHIENG, "who owes")
    in_two.deliver()
    in_two.say(ACHIENG, "Amani", button="2")
    assert "Amani, round 1" in in_two.deliver()[-1].text


def test_a_choice_of_group_covers_the_money_that_waited_and_no_other(stage: Stage) -> None:
    """Her phone collects for two groups; a stranger's money is asked about each time."""
    stage.found(rules("Amani", [WANJIRU, ACHIENG]))
    stage.deliver()
    for code, number in (("UKN1AB2C01", "2"), ("UKN1AB2C02", "1")):
        stage.say(WANJIRU, received_text(code, payer="ROSE AKOTH 0733000911"))
        assert "Which one do you mean?" in stage.deliver()[-1].text
        stage.say(WANJIRU, number)
        stage.deliver()
        stage.say(WANJIRU, "Achieng")
        stage.deliver()
    with reading(stage.engine) as connection:
        posted = sa.select(entry.c.receipt, entry.c.chama_id).where(entry.c.receipt != "")
        found = {(row.receipt, row.chama_id) for row in connection.execute(posted)}
    assert found == {("UKN1AB2C01", 2), ("UKN1AB2C02", 1)}


def test_one_phone_cannot_drain_the_airtime_but_its_money_still_counts(stage: Stage) -> None:
    for _ in range(MOST_REPLIES_AN_HOUR + 3):
        stage.say(WANJIRU, "hello")
        stage.now -= timedelta(seconds=59)
    stage.now += timedelta(minutes=1)
    sent = [one.text for one in stage.deliver()]
    assert len(sent) == MOST_REPLIES_AN_HOUR + 1
    assert "talk waits a while" in sent[-1]
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


def test_what_waits_to_be_sent_does_not_reach_a_phone_that_is_not_the_members(
    stage: Stage,
) -> None:
    for words in ("balance", "round", "wrong number"):
        stage.say(BARAKA, words)
    arrived = [one.text for one in stage.deliver() if one.address == BARAKA.phone]
    assert len(arrived) == 1
    assert "START" in arrived[0]
