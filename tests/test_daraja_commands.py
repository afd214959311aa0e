"""What the operator asks of Daraja: the doctor's look at it, and the URLs that are registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result

from bot import cli
from bot.payments.port import NewsKind
from bot.store.database import open_engine
from bot.store.tokens import StoredTokens
from tests.payments.daraja.account import HIDDEN, SECRET
from tests.payments.daraja.peer import DarajaPeer, error
from tests.test_daraja_settings import NEEDED

Run = Callable[..., Result]


@pytest.fixture
def peer() -> Iterator[DarajaPeer]:
    with DarajaPeer() as running:
        yield running


@pytest.fixture
def run(sqlite_url: str, peer: DarajaPeer) -> Run:
    """Runs chama-bot with these words, where Daraja is the peer."""
    environment = {"DATABASE_URL": sqlite_url, "DARAJA_API_BASE_URL": peer.base_url}

    def run(*words: str, **changes: str) -> Result:
        return CliRunner(env=NEEDED | environment | changes).invoke(cli.main, words)

    return run


def test_the_doctor_tries_the_key_and_names_every_url(
    run: Run, peer: DarajaPeer, sqlite_url: str
) -> None:
    result = run("doctor", DARAJA_TILL="5550001")
    assert result.exit_code == 0
    assert "till 5550001 of 600100, at 127.0.0.1" in result.output
    assert "consumer key and secret:       accepted" in result.output
    assert "not configured (DARAJA_PASSKEY)" in result.output
    assert "not configured (DARAJA_INITIATOR_NAME, _PASSWORD, DARAJA_CERTIFICATE)" in result.output
    for kind in NewsKind:
        assert f"https://chama.example/webhooks/daraja/{SECRET}/{kind}\n" in result.output
    assert HIDDEN not in result.output.replace(SECRET, "")
    engine = open_engine(sqlite_url)
    assert StoredTokens(engine).get() == peer.valid_token
    engine.dispose()


def test_a_key_that_is_refused_is_something_wrong(run: Run, peer: DarajaPeer) -> None:
    peer.gives_tokens = error("400.008.01", "Invalid Authentication passed", 400)
    result = run("doctor", DARAJA_PASSKEY="hidden-passkey")
    assert result.exit_code == 1
    assert "Daraja refuses the consumer key and secret: 400.008.01." in result.output
    assert "asking phones for money:       configured" in result.output


def test_the_doctor_tries_no_key_where_it_cannot_keep_the_token(run: Run, peer: DarajaPeer) -> None:
    result = run("doctor", DATABASE_URL="sqlite:////proc/none/chama.db")
    assert result.exit_code == 1
    assert "not tried" in result.output
    assert peer.calls == []


def test_the_urls_are_registered_and_the_answer_shown(run: Run, peer: DarajaPeer) -> None:
    result = run("daraja", "register-urls")
    assert result.exit_code == 0
    assert "600100: registered. Accept the service request successfully.\n" in result.output
    assert "In production this counts once" in result.output
    assert peer.body["ResponseType"] == "Completed"


def test_urls_that_are_refused_are_no_success(run: Run, peer: DarajaPeer) -> None:
    peer.will_answer(error("500.003.1001", "Urls are already registered"))
    result = run("daraja", "register-urls")
    assert result.exit_code == 1
    assert "600100: NOT registered. 500.003.1001 urls are already registered" in result.output


def test_without_daraja_there_is_nothing_to_register(sqlite_url: str) -> None:
    result = CliRunner(env={"DATABASE_URL": sqlite_url}).invoke(
        cli.main, ["daraja", "register-urls"]
    )
    assert result.exit_code == 1
    assert result.output.startswith("Error: Daraja is not configured")


def test_what_is_no_phone_is_registered_nowhere(run: Run, peer: DarajaPeer) -> None:
    result = run("daraja", "register-pull", "abc")
    assert (result.exit_code, result.output) == (1, "Error: 'abc' is not a phone number.\n")
    assert peer.calls == []
