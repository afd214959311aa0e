"""A secret is in a message until it is sent, and in nothing that is kept of it."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from bot.export import export
from bot.store.tables import outbox
from tests.builders import OTIENO, WANJIRU, rules
from tests.forwarding.phone import Phone, everything, in_messages
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja, whose treasurer's phone was just agreed to; nothing is sent of that yet."""
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    stage.say(WANJIRU, "connect phone")
    stage.deliver()
    stage.say(OTIENO, "yes")
    return stage


def exported(stage: Stage) -> str:
    out = io.StringIO()
    for what in ("messages", "questions", "proposals", "members"):
        export(stage.engine, what, out)
    return out.getvalue()


def is_held(stage: Stage, phone: Phone) -> bool:
    """Whether the outbox has one of the secrets."""
    with stage.engine.connect() as connection:
        rows = connection.execute(sa.select(outbox)).all()
    return phone.secret in repr(rows) or phone.key in repr(rows)


def test_what_was_sent_is_kept_without_its_secrets(stage: Stage) -> None:
    waiting = exported(stage)
    phone = in_messages(stage.deliver())
    assert not is_held(stage, phone)
    assert phone.secret not in everything(stage)
    for secret in (phone.secret, phone.key):
        assert secret not in waiting + exported(stage)
    assert "/webhooks/phone/(shown once)" in exported(stage)


def test_what_cannot_be_delivered_is_kept_without_its_secrets_too(stage: Stage) -> None:
    held = everything(stage)
    stage.phones.blocked.add(WANJIRU.phone)
    stage.deliver()
    with stage.engine.connect() as connection:
        (facts,) = connection.execute(
            sa.select(outbox.c.facts).where(outbox.c.template == "phone_connected")
        ).scalars()
    ((_, values),) = facts["parts"]
    assert (values["url_secret"], values["signing_key"]) == ("", "")
    assert "url_secret" in held  # it had to be there until then


def test_a_message_that_is_said_again_says_how_to_get_new_ones(stage: Stage) -> None:
    stage.deliver()
    with stage.engine.begin() as connection:
        connection.execute(
            sa.update(outbox)
            .where(outbox.c.template == "phone_connected")
            .values(status="queued", taken_at=None, not_before=stage.now)
        )
    (again,) = stage.deliver()
    assert "is not shown again" in again.text
    assert "CONNECT PHONE" in again.text
