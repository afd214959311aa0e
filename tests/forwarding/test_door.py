"""What forwarding phones post, through the door to the book: proven, once, and nothing private."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import pipeline
from bot.conversation.effects import EnrolPhone
from bot.forwarding.proof import Post, sign
from bot.pipeline import RETRY_AFTER
from bot.store import phones
from bot.store.database import reading, writing
from bot.store.phones import SEEN_EVERY
from bot.store.tables import entry, forwarding_phone, inbox, outbox
from bot.store.verify import verify
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    received_text,
    rules,
)
from tests.forwarding.phone import CODE, PAID, PRIVATE, Phone, connected, count, everything
from tests.transcripts import Stage

pytestmark = pytest.mark.drawn

IS_PAYMENT = entry.c.receipt == CODE


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja on each kind of database; its welcomes have been read."""
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH)))
    stage.deliver()
    return stage


@pytest.fixture
def phone(stage: Stage) -> Phone:
    """Wanjiru's, which collects."""
    return connected(stage)


def seen_at(stage: Stage) -> Any:
    with reading(stage.engine) as connection:
        return connection.execute(sa.select(forwarding_phone.c.seen_at)).scalar_one()


def heard(stage: Stage) -> set[str]:
    """Who gets a message now."""
    return {one.address for one in stage.deliver()}


def test_a_signed_post_is_recorded_and_only_its_payer_hears_of_it(
    stage: Stage, phone: Phone
) -> None:
    assert phone.sms(stage, PAID)
    assert count(stage, entry, IS_PAYMENT, entry.c.actor == WANJIRU.code) == 1
    assert heard(stage) == {ACHIENG.phone}
    assert list(verify(stage.engine)) == []


STAMPS = (1_795_413_600_000, 1_795_413_600_004)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"sentStamp": STAMPS[0]}, id="the-very-same"),
        pytest.param({"sentStamp": STAMPS[1]}, id="milliseconds-later"),
        pytest.param({"sentStamp": STAMPS[0], "receivedStamp": 1, "id": "another"}, id="other-id"),
    ],
)
def test_one_sms_under_two_ids_is_one(stage: Stage, phone: Phone, second: dict[str, Any]) -> None:
    assert phone.sms(stage, PAID, sentStamp=STAMPS[0])
    stage.deliver()
    assert phone.sms(stage, PAID, **second)
    assert count(stage, inbox, inbox.c.channel == "phone") == 1
    assert heard(stage) == set()


def test_the_same_money_at_another_time_changes_nothing_and_is_said_to_nobody(
    stage: Stage, phone: Phone
) -> None:
    assert phone.sms(stage, PAID, sentStamp=STAMPS[0])
    stage.say(WANJIRU, PAID)
    stage.deliver()
    assert phone.sms(stage, PAID, sentStamp=STAMPS[0] + 600_000)
    assert count(stage, entry, IS_PAYMENT) == 1
    assert heard(stage) == set()


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        pytest.param("Baby", PRIVATE, id="a-contact"),
        pytest.param("+254722000999", PRIVATE, id="a-number"),
        pytest.param("KCB", PRIVATE + PAID, id="a-bank-of-nobody-here"),
        pytest.param("0712000003", PRIVATE + PAID, id="a-forged-sender"),
        pytest.param("MPESA", PRIVATE.replace("Ksh 5,000", "money"), id="no-money-in-it"),
    ],
)
def test_private_texts_leave_no_trace(
    stage: Stage, phone: Phone, caplog: pytest.LogCaptureFixture, sender: str, text: str
) -> None:
    caplog.set_level(logging.DEBUG)
    before = count(stage, inbox), count(stage, outbox)
    assert phone.sms(stage, text, sender)
    assert (count(stage, inbox), count(stage, outbox)) == before
    for word in ("Sweetheart", "twins", "clinic"):
        assert word not in everything(stage) + caplog.text


def test_the_secrets_are_in_no_row_once_they_are_sent(stage: Stage, phone: Phone) -> None:
    held = everything(stage)
    assert phone.secret not in held
    assert held.count(phone.key) == 1  # where a signature is checked with it


# --- who is no phone of ours ---------------------------------------------------------------------


def test_a_forged_secret_or_signature_is_refused_without_a_secret_in_the_log(
    stage: Stage, phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    body = b'{"from": "MPESA", "text": "x"}'
    signature = sign(phone.key, body)
    guess = "z" * len(phone.secret)
    assert not stage.door.take(guess, Post(body, signature))
    assert not stage.door.take(phone.secret, Post(body))
    assert not stage.door.take(phone.secret, Post(body, sign(guess, body)))
    assert not stage.door.take(phone.secret, Post(body + b" ", signature))
    assert stage.door.take(phone.secret, Post(body, signature))
    assert len(caplog.records) == 4
    for secret in (phone.secret, phone.key, guess, signature):
        assert secret not in caplog.text


def test_a_signature_of_another_phone_is_refused(stage: Stage, phone: Phone) -> None:
    newer = connected(stage)
    assert not Phone(newer.secret, phone.key).sms(stage, PAID)
    assert not Phone(phone.secret, newer.key).sms(stage, PAID)


def test_a_new_enrolment_takes_the_place_of_the_one_before(stage: Stage, phone: Phone) -> None:
    newer = connected(stage)
    assert not phone.sms(stage, PAID)
    assert newer.sms(stage, PAID)


def test_a_stopped_phone_is_refused_at_once(stage: Stage, phone: Phone) -> None:
    stage.say(OTIENO, "disconnect phone")
    assert not phone.sms(stage, PAID)
    assert count(stage, entry, IS_PAYMENT) == 0


def test_what_credits_its_holder_waits_for_another_officer(stage: Stage, phone: Phone) -> None:
    text = received_text(CODE, payer="WANJIRU KAMAU 0712000001")
    assert phone.sms(stage, text)
    assert count(stage, entry, IS_PAYMENT) == 0
    assert heard(stage) == {OTIENO.phone, SARAH.phone}


def test_a_post_that_is_played_again_changes_nothing(stage: Stage, phone: Phone) -> None:
    for _ in range(3):
        assert phone.sms(stage, PAID, sentStamp=STAMPS[0])
    assert count(stage, entry, IS_PAYMENT) == 1


# --- signs of life, cards, faults of ours --------------------------------------------------------


def test_each_post_is_a_sign_of_life_and_not_each_is_written_down(
    stage: Stage, phone: Phone
) -> None:
    assert seen_at(stage) is None
    assert phone.post(stage, {"event": "system:ping"})
    first = seen_at(stage)
    assert first == stage.now
    stage.now += SEEN_EVERY - timedelta(seconds=1)
    assert phone.sms(stage, PRIVATE, "Baby")
    assert seen_at(stage) == first
    stage.now += timedelta(seconds=1)
    assert phone.sms(stage, PRIVATE, "Baby")
    assert seen_at(stage) == stage.now


@pytest.mark.parametrize(
    ("sim", "is_recorded", "told"),
    [
        pytest.param("sim1", True, {ACHIENG.phone}, id="the-groups-card"),
        pytest.param("sim2", False, set(), id="the-other-card"),
        pytest.param("undetected", False, {WANJIRU.phone}, id="who-knows"),
    ],
)
def test_of_two_cards_only_the_groups_counts(
    stage: Stage, phone: Phone, sim: str, is_recorded: bool, told: set[str]
) -> None:
    assert phone.post(stage, {"from": "MPESA", "text": PAID, "sim": sim}, sim="1")
    assert count(stage, entry, IS_PAYMENT) == is_recorded
    assert heard(stage) == told


def test_a_fault_of_ours_keeps_the_text_and_it_is_handled_again_as_the_phones(
    stage: Stage, phone: Phone
) -> None:
    def failing(*_: Any) -> Any:
        raise RuntimeError("our own fault")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "decide", failing)
        assert phone.sms(stage, PAID)
    assert count(stage, inbox, inbox.c.handled_at.is_(None)) == 1
    stage.now += RETRY_AFTER + timedelta(seconds=1)
    assert stage.pipeline.retry_unhandled() == 1
    assert count(stage, entry, IS_PAYMENT, entry.c.actor == WANJIRU.code) == 1
    assert heard(stage) == {ACHIENG.phone}


def test_what_waits_of_a_phone_that_was_stopped_counts_no_more(stage: Stage, phone: Phone) -> None:
    def failing(*_: Any) -> Any:
        raise RuntimeError("our own fault")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "decide", failing)
        assert phone.sms(stage, PAID)
    stage.say(OTIENO, "disconnect phone")
    stage.now += RETRY_AFTER + timedelta(seconds=1)
    assert stage.pipeline.retry_unhandled() == 1
    assert count(stage, entry, IS_PAYMENT) == 0


# --- a phone that collects for two groups --------------------------------------------------------


def test_what_may_be_another_groups_is_asked_of_the_holder(stage: Stage, phone: Phone) -> None:
    stage.found(rules("Amani", (WANJIRU, OTIENO, BARAKA)))
    stage.deliver()
    assert phone.sms(stage, PAID)  # Achieng is in Umoja alone
    assert count(stage, entry, IS_PAYMENT) == 1
    stage.deliver()
    assert phone.sms(stage, received_text("UKN1AB2C02", payer="BARAKA MWANGI 0712000004"))
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C02") == 0
    (told,) = stage.deliver()
    assert told.address == WANJIRU.phone
    assert "Umoja, Amani" in told.text


ZAWADI = Person("M09", "Zawadi Cherono", "+254712000009", 3)
OF_ZAWADI = received_text("UKN1AB2C03", payer="ZAWADI CHERONO 0712000009")


@pytest.mark.parametrize(
    ("forwards_too", "told"),
    [
        pytest.param(False, {WANJIRU.phone}, id="which-forwards-by-hand"),
        pytest.param(True, set(), id="which-has-connected-the-phone-too"),
    ],
)
def test_what_is_surely_another_groups_is_not_put_into_this_ones_book(
    stage: Stage, phone: Phone, forwards_too: bool, told: set[str]
) -> None:
    (amani,) = stage.found(rules("Amani", (WANJIRU, OTIENO, ZAWADI)))
    stage.deliver()
    if forwards_too:
        enrolled = EnrolPhone("C1", (WANJIRU.code, OTIENO.code))
        with writing(stage.engine) as connection:
            phones.enrol(
                connection, amani, enrolled, secret="s" * 32, signing_key="k" * 32, now=stage.now
            )
    assert phone.sms(stage, OF_ZAWADI)
    assert count(stage, entry, entry.c.receipt == "UKN1AB2C03") == 0
    assert heard(stage) == told
    if forwards_too:
        assert Phone("s" * 32, "k" * 32).sms(stage, OF_ZAWADI)
        assert count(stage, entry, entry.c.receipt == "UKN1AB2C03") == 1
