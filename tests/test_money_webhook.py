"""The provider's calls come in by a secret path, are kept as they are, and are said to be kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bot.daraja_settings import DarajaSettings
from bot.money_webhook import money_blueprint
from bot.payments.daraja.client import Daraja
from bot.payments.port import NewsKind
from bot.store.database import Deadlines, open_engine, writing
from bot.store.tables import news
from bot.store.tokens import StoredTokens
from bot.webhook import MAX_CONTENT_LENGTH
from tests.builders import BARAKA, NOW, PEOPLE, STRANGER
from tests.money_stage import PAYBILL, SECRET, umoja
from tests.transcripts import Stage

KEPT = [kind for kind in NewsKind if kind is not NewsKind.C2B_VALIDATION]
ACCEPTED = {"ResultCode": 0, "ResultDesc": "Accepted"}
HASTY = Deadlines(lock_seconds=0.05, statement_seconds=1, idle_seconds=5, connect_seconds=5)
WRONG = [
    pytest.param(SECRET[:-1], id="a letter is missing"),
    pytest.param(SECRET + "x", id="a letter too many"),
    pytest.param("%C3%A9" * 36, id="other letters"),
    pytest.param("x", id="anything"),
]


def client_of(engine: sa.Engine, *, is_configured: bool = True) -> FlaskClient:
    settings = DarajaSettings("key", "consumer", PAYBILL, SECRET)
    payments = Daraja(settings, "https://chama.example", StoredTokens(engine))
    app = Flask("money", static_folder=None)
    app.register_blueprint(
        money_blueprint(
            payments if is_configured else None,
            SECRET if is_configured else "",
            engine,
            lambda: NOW,
        )
    )
    return app.test_client()


@pytest.fixture
def client(engine: sa.Engine) -> FlaskClient:
    return client_of(engine)


def path_of(kind: NewsKind, secret: str = SECRET) -> str:
    return f"/webhooks/daraja/{secret}/{kind.value}"


def stored(engine: sa.Engine) -> list[tuple[str, str]]:
    """The kind and body of all that is kept."""
    with engine.connect() as connection:
        chosen = sa.select(news.c.kind, news.c.body).order_by(news.c.id)
        return [(row.kind, row.body) for row in connection.execute(chosen)]


# --- who may come in -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NewsKind)
@pytest.mark.parametrize("secret", WRONG)
def test_without_the_secret_there_is_no_such_page(
    sqlite_engine: sa.Engine, kind: NewsKind, secret: str
) -> None:
    answer = client_of(sqlite_engine).post(path_of(kind, secret), data=b"{}")
    assert answer.status_code == 404
    assert stored(sqlite_engine) == []


@pytest.mark.parametrize("kind", NewsKind)
def test_without_a_provider_there_is_no_such_page(sqlite_engine: sa.Engine, kind: NewsKind) -> None:
    client = client_of(sqlite_engine, is_configured=False)
    assert client.post(path_of(kind, SECRET), data=b"{}").status_code == 404
    assert client.post(f"/webhooks/daraja//{kind.value}", data=b"{}").status_code in (404, 308)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_only_a_post_is_a_call(sqlite_engine: sa.Engine, method: str) -> None:
    answer = client_of(sqlite_engine).open(path_of(NewsKind.STK), method=method)
    assert answer.status_code == 405


@pytest.mark.parametrize("kind", NewsKind)
def test_a_body_that_is_too_long_is_refused(sqlite_engine: sa.Engine, kind: NewsKind) -> None:
    client, longest = client_of(sqlite_engine), b"x" * MAX_CONTENT_LENGTH
    assert client.post(path_of(kind), data=longest + b"x").status_code == 413
    assert stored(sqlite_engine) == []
    assert client.post(path_of(kind), data=longest).status_code == 200


def test_nothing_of_the_secret_comes_into_a_log(
    sqlite_engine: sa.Engine, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(sqlite_engine)
    for secret in (SECRET, SECRET[:-1]):
        for kind in NewsKind:
            client.post(path_of(kind, secret), data=b"{")
    said = caplog.text + "".join(capsys.readouterr())
    assert "refused a call" in said
    assert SECRET[:-1] not in said


# --- what is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KEPT)
def test_what_is_said_is_kept_under_its_kind(
    client: FlaskClient, engine: sa.Engine, kind: NewsKind
) -> None:
    answer = client.post(path_of(kind), data=b'{"a": 1}')
    assert (answer.status_code, answer.json) == (200, ACCEPTED)
    assert stored(engine) == [(kind.value, '{"a": 1}')]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param(b"not json {", "not json {", id="no JSON"),
        pytest.param(b"caf\xe9", "caf\\xe9", id="no UTF-8"),
        pytest.param(b'{"a": "\x00"}', '{"a": ""}', id="a NUL"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_any_body_is_kept(client: FlaskClient, engine: sa.Engine, body: bytes, kept: str) -> None:
    answer = client.post(path_of(NewsKind.STK), data=body)
    assert answer.status_code == 200
    assert stored(engine) == [("stk", kept)]


def test_a_repeat_is_taken_and_changes_nothing(client: FlaskClient, engine: sa.Engine) -> None:
    answers = [client.post(path_of(NewsKind.STK), data=b"{}").json for _ in range(3)]
    assert answers == [ACCEPTED] * 3
    assert len(stored(engine)) == 1


def test_a_form_s_body_is_kept_whole(client: FlaskClient, engine: sa.Engine) -> None:
    """Whatever it is declared as, it is read as bytes."""
    client.post(path_of(NewsKind.STK), data={"a": "1", "b": "2"})
    assert stored(engine) == [("stk", "a=1&b=2")]


@pytest.fixture
def busy_client(sqlite_url: str) -> Iterator[FlaskClient]:
    """Of a store whose write turn another process has."""
    ours, theirs = open_engine(sqlite_url, deadlines=HASTY), open_engine(sqlite_url)
    with writing(theirs):
        yield client_of(ours)
    ours.dispose()
    theirs.dispose()


@pytest.mark.parametrize("kind", KEPT)
def test_while_the_store_is_busy_the_provider_is_to_come_again(
    busy_client: FlaskClient, kind: NewsKind
) -> None:
    answer = busy_client.post(path_of(kind), data=b"{}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


# --- validation ----------------------------------------------------------------------------------


def payment(**changes: Any) -> bytes:
    """Baraka's payment, for his seat, as the provider asks about it."""
    said = {
        "TransactionType": "Pay Bill",
        "TransID": "UKN1AB2C01",
        "TransTime": "20261123090000",
        "TransAmount": "1000.00",
        "BusinessShortCode": PAYBILL,
        "BillRefNumber": "BCY-4",
        "MSISDN": BARAKA.phone.removeprefix("+"),
        "FirstName": "BARAKA",
    }
    return json.dumps({**said, **changes}).encode()


@pytest.fixture
def of_two_groups(engine: sa.Engine) -> FlaskClient:
    """Umoja has Wanjiru and Baraka, Tausi the others; both collect on the paybill."""
    Stage(engine).found(umoja(PEOPLE[0], PEOPLE[3]), umoja(*PEOPLE[:3], name="Tausi"))
    return client_of(engine)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({}, "0", id="a member's seat"),
        pytest.param({"BillRefNumber": "rent"}, "0", id="a member's phone, whatever is typed"),
        pytest.param({"MSISDN": STRANGER[1:]}, "0", id="a stranger for a member's seat"),
        pytest.param(
            {"MSISDN": STRANGER[1:], "BillRefNumber": "rent"}, "C2B00012", id="nobody's account"
        ),
        pytest.param(
            {"MSISDN": PEOPLE[0].phone[1:], "BillRefNumber": ""},
            "C2B00012",
            id="a member of both groups, for neither",
        ),
        pytest.param({"BusinessShortCode": "999999"}, "C2B00015", id="another account"),
        pytest.param({"TransAmount": "much"}, "0", id="what nobody can read is not refused"),
    ],
)
def test_a_payment_may_come_if_it_can_be_anybody_s(
    of_two_groups: FlaskClient, engine: sa.Engine, changes: dict[str, str], code: str
) -> None:
    answer = of_two_groups.post(path_of(NewsKind.C2B_VALIDATION), data=payment(**changes))
    said = "Rejected" if code != "0" else "Accepted"
    assert (answer.status_code, answer.json) == (200, {"ResultCode": code, "ResultDesc": said})
    assert stored(engine) == []


def test_of_the_only_group_every_account_is(engine: sa.Engine) -> None:
    Stage(engine).found(umoja())
    asked = payment(MSISDN=STRANGER[1:], BillRefNumber="rent")
    answer = client_of(engine).post(path_of(NewsKind.C2B_VALIDATION), data=asked)
    assert answer.json == {"ResultCode": "0", "ResultDesc": "Accepted"}


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()
