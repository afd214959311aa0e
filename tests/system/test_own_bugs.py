"""A bug of our own: the message is kept, answered 200 and handled later; nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import app_of
from bot.conversation import commands
from bot.pipeline import MOST_TRIES_OF_A_MESSAGE
from bot.store import applying, book
from bot.store.database import open_engine
from bot.store.tables import entry, inbox, outbox, question
from bot.wiring import Parts
from chama import constitution
from tests.channels.calls import AFRICASTALKING, BASE_URL, africastalking_sms, body_of
from tests.channels.stub_provider import StubProvider
from tests.system.inside import Inside, settings_for
from tests.system.people import OTIENO, TREASURER, Umoja, mpesa_code

UMOJA = Umoja(1)
WANJIRU, MEMBER = UMOJA.phone(TREASURER), UMOJA.phone(OTIENO)
PAID = UMOJA.received_text(mpesa_code(1))


@pytest.fixture
def umoja(inside: Inside) -> Inside:
    return founded(inside)


def founded(inside: Inside) -> Inside:
    """With a chama, at the time that the web application's clock shows."""
    inside.now = datetime.now(UTC)
    inside.found(constitution.parse(UMOJA.constitution()))
    return inside


def post(inside: Inside, sender: str, text: str, message_id: str = "at-1") -> int:
    """A text by Africa's Talking, through the web application; gives the status of the answer."""
    app = app_of(Parts(inside.settings, inside.engine, inside.channels, inside.pipeline))
    form = africastalking_sms(**{"from": sender, "text": text, "id": message_id})
    answer = app.test_client().post(
        f"/webhooks/africastalking/{AFRICASTALKING.callback_secret}/sms",
        base_url=BASE_URL,
        data=body_of(form),
        content_type="application/x-www-form-urlencoded",
    )
    return answer.status_code


def state(inside: Inside) -> list[int]:
    """How much there is of everything that a message can cause."""
    return [len(inside.rows(table)) for table in (entry, question, outbox)]


def fails(*_: Any, **__: Any) -> Any:
    raise ZeroDivisionError("a bug of ours")


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function does its work, and then the bug strikes."""

    def failing(*arguments: Any, **keywords: Any) -> Any:
        function(*arguments, **keywords)
        return fails()

    return failing


@pytest.mark.parametrize(
    ("sender", "text", "broken"),
    [
        pytest.param(
            MEMBER,
            "salio",
            lambda p: p.setattr(commands.commands()["balance"], "decide", fails),
            id="while deciding",
        ),
        pytest.param(
            WANJIRU,
            PAID,
            lambda p: p.setattr(book, "post", after(book.post)),
            id="after posting",
        ),
        pytest.param(
            WANJIRU,
            PAID,
            lambda p: p.setattr(applying.outbox, "queue", after(applying.outbox.queue)),
            id="after queueing the receipts",
        ),
    ],
)
def test_what_our_code_fails_on_is_kept_undone_and_handled_later(
    umoja: Inside,
    sender: str,
    text: str,
    broken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    before = state(umoja)
    with pytest.MonkeyPatch.context() as patch:
        broken(patch)
        assert post(umoja, sender, text) == 200
        assert post(umoja, sender, text) == 200  # the provider hands it over again
        umoja.pass_time(minutes=1)
        assert umoja.pipeline.retry_unhandled() == 0
    assert state(umoja) == before
    (kept,) = umoja.rows(inbox)
    assert (kept.handled_at, kept.tries) == (None, 2)
    assert "a bug of ours" in kept.error

    umoja.pass_time(minutes=1)
    assert umoja.pipeline.retry_unhandled() == 1
    assert state(umoja) != before
    done = state(umoja)
    umoja.pass_time(minutes=1)
    assert umoja.pipeline.retry_unhandled() == 0
    assert post(umoja, sender, text) == 200
    assert state(umoja) == done


def test_what_fails_too_often_waits_for_the_operator(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(commands.commands()["balance"], "decide", fails)
        post(umoja, MEMBER, "salio")
        for _ in range(MOST_TRIES_OF_A_MESSAGE + 2):
            umoja.pass_time(minutes=1)
            umoja.pipeline.retry_unhandled()
    assert umoja.rows(inbox)[0].tries == MOST_TRIES_OF_A_MESSAGE
    assert umoja.pipeline.retry_unhandled() == 0
    assert umoja.pipeline.retry_unhandled(everything=True) == 1  # chama-bot replay
    assert len(umoja.work()) == 1


def test_one_message_that_fails_holds_up_no_other(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.commands()["balance"], "decide", fails)
    post(umoja, MEMBER, "salio", "at-1")
    assert post(umoja, MEMBER, "msaada", "at-2") == 200
    assert len(umoja.work()) == 1


def test_a_deferred_constraint_that_fails_keeps_the_message_too(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL balances an entry at the end; by then the inbox row must be safe."""
    engine = open_engine(postgresql_url)
    with StubProvider() as stub:
        umoja = founded(Inside(engine, stub, settings_for(stub.base_url)))
        before = state(umoja)
        with monkeypatch.context() as patch:
            patch.setattr(book, "post", unbalancing(book.post))
            assert post(umoja, WANJIRU, PAID) == 200
        (kept,) = umoja.rows(inbox)
        assert (kept.handled_at, kept.tries) == (None, 1)
        assert state(umoja) == before
        umoja.pass_time(minutes=1)
        assert umoja.pipeline.retry_unhandled() == 1
    engine.dispose()


def unbalancing(post_entry: Callable[..., Any]) -> Callable[..., Any]:
    """Posts, and then adds an entry whose lines are missing."""

    def posting(connection: sa.Connection, *arguments: Any, **keywords: Any) -> Any:
        posted = post_entry(connection, *arguments, **keywords)
        newest = connection.execute(sa.select(entry).order_by(entry.c.id.desc()).limit(1)).one()
        half = {**newest._asdict(), "seq": newest.seq + 1, "key": "half", "receipt": ""}
        del half["id"]
        connection.execute(sa.insert(entry).values(**half))
        return posted

    return posting


def test_a_fault_of_the_database_that_passes_uses_up_no_try(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(commands.commands()["balance"], "decide", fails)
        post(umoja, MEMBER, "salio")

    def loses_its_connection(*_: Any) -> None:
        raise sa.exc.OperationalError("SELECT 1", None, Exception("server closed the connection"))

    with monkeypatch.context() as patch:
        patch.setattr("bot.pipeline.Pipeline._handle", loses_its_connection)
        for _ in range(MOST_TRIES_OF_A_MESSAGE + 1):
            umoja.pass_time(minutes=1)
            assert umoja.pipeline.retry_unhandled() == 0
    assert umoja.rows(inbox)[0].tries == 1
    umoja.pass_time(minutes=1)
    assert umoja.pipeline.retry_unhandled() == 1
