"""What is said of an error, in the log and beside a message, names nobody."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from bot import faults, logs
from bot.store.prepared import PreparedRows
from bot.store.tables import inbox, member
from tests.builders import OTIENO, message, rules
from tests.channels.stub_provider import StubProvider
from tests.system.inside import Inside, settings_for

NAME = "Achieng Atieno"
PHONE = "+254712000003"
PRIVATE = (NAME, "Achieng", "Atieno", PHONE, "254712000003", "712000003")


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    """All that the program's own logging says, on standard error."""
    logs.set_up_logging()
    return capsys


def core_null(connection: sa.Connection) -> None:
    connection.execute(
        sa.insert(member).values(
            chama_id=None, code="M99", name=NAME, phone=PHONE, seat=99, added_at=None
        )
    )


def core_twice(connection: sa.Connection) -> None:
    known = connection.execute(sa.select(member).limit(1)).one()._asdict()
    connection.execute(
        sa.insert(member).values({**known, "id": 999, "code": NAME, "phone": PHONE, "name": NAME})
    )


def prepared_null(connection: sa.Connection) -> None:
    insert = PreparedRows(member, ("chama_id", "code", "name", "phone"))
    insert.rows(connection, [{"chama_id": 1, "code": None, "name": NAME, "phone": PHONE}])


def wrong_type(connection: sa.Connection) -> None:
    statement = sa.text("INSERT INTO member (chama_id, name, phone) VALUES (:a, :b, :c)")
    connection.execute(statement, {"a": f"{NAME} {PHONE}", "b": {"x": 1}, "c": PHONE})


def our_own(_connection: sa.Connection) -> None:
    raise ValueError(f"no such member: {NAME}, {PHONE}")


def a_key(_connection: sa.Connection) -> None:
    {}[f"{NAME.lower()} {PHONE}"]


def test_a_line_of_the_log_says_when_in_utc() -> None:
    record = logging.makeLogRecord({"msg": "refused", "created": 0})
    assert faults.Formatter("%(asctime)s %(message)s").format(record) == (
        "1970-01-01T00:00:00Z refused"
    )


FAULTS = [core_null, core_twice, prepared_null, wrong_type, our_own, a_key]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_failing_statement_shows_neither_name_nor_phone(
    engine: sa.Engine,
    log: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[sa.Connection], None],
) -> None:
    with StubProvider() as stub:
        inside = Inside(engine, stub, settings_for(stub.base_url))
        inside.found(rules())

        def failing(_self: Any, connection: sa.Connection, *_: Any) -> None:
            fault(connection)

        monkeypatch.setattr("bot.pipeline.Pipeline._handle", failing)
        inside.pipeline.handle(message(OTIENO, "salio", at=inside.now))
        inside.pass_time(minutes=1)
        assert inside.pipeline.retry_unhandled() == 0
        (kept,) = inside.rows(inbox)
    assert kept.tries == 2
    assert kept.error
    assert "Traceback" not in kept.error
    logged = log.readouterr().err
    said = f"{kept.error}\n{logged}"
    assert logged.count("message_not_handled") == 2
    assert [word for word in PRIVATE if word.lower() in said.lower()] == []


def test_the_librarys_logging_names_nobody_either() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(faults.Formatter("%(message)s"))
    try:
        our_own(None)  # type: ignore[arg-type]
    except ValueError as error:
        raised = error
    fault = (ValueError, raised, raised.__traceback__)
    record = logging.LogRecord("werkzeug", logging.ERROR, "x", 1, "it failed", (), fault)
    record.exc_text = logging.Formatter().formatException(fault)  # another handler was first
    handler.handle(record)
    assert written.getvalue().startswith("it failed\n")
    assert "our_own" in written.getvalue()
    assert [word for word in PRIVATE if word in written.getvalue()] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a bug of ours", "a bug of ours"),
        ("no member Wanjiru Kamau", "no member *** ***"),
        ("0712 000 001 is not +254712000001", "*** is not ***"),
        ("seen UKN1AW01AB before", "seen *** before"),
        ("no 'wanjiru' here", "no *** here"),
    ],
)
def test_an_errors_text_keeps_what_is_nobodys(text: str, said: str) -> None:
    assert faults.described(ValueError(text)) == f"ValueError: {said}"


def test_what_a_library_writes_by_itself_names_nobody_either() -> None:
    """Streamlit and uvicorn have formatters of their own, which write all that an error says."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.Logger("a library")
    logger.addHandler(handler)
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(faults.record_without_values)
    try:
        raise LookupError(f"{NAME} {PHONE}")
    except LookupError:
        logger.exception("Uncaught app execution")
    finally:
        logging.setLogRecordFactory(before)
    assert "LookupError" in said.getvalue()
    assert "Uncaught app execution" in said.getvalue()
    assert not any(one in said.getvalue() for one in PRIVATE)
