"""The stub lets in who has the token that counts, and nobody else."""

from __future__ import annotations

import pytest

from bot.simulator.daraja import Settings
from tests.simulator.daraja.asking import PUSH, TOKEN, Asker, daraja

OF_TOKENS = "404.001.03"


def is_let_in(asker: Asker, token: str) -> bool:
    asker.token = token
    answer = asker.push(Amount="nothing")
    assert answer.status_code in (400, 401, 404)
    return bool(answer.json()["errorCode"] != OF_TOKENS)


def test_a_token_says_how_long_it_counts() -> None:
    with daraja(settings=Settings(token_seconds=120)) as asker:
        given = asker.stub.credentials
        answer = asker.client.get(
            TOKEN,
            params={"grant_type": "client_credentials"},
            auth=(given.consumer_key, given.consumer_secret),
        )
    assert answer.json() == {"access_token": answer.json()["access_token"], "expires_in": "120"}
    assert len(answer.json()["access_token"]) == 28


@pytest.mark.parametrize(
    ("key", "secret", "grant"),
    [
        ("a-consumer-key", "wrong", "client_credentials"),
        ("wrong", "a-consumer-secret", "client_credentials"),
        ("a-consumer-key", "a-consumer-secret", "password"),
        ("a-consumer-key", "a-consumer-secret", ""),
    ],
    ids=["a wrong secret", "a wrong key", "another grant", "no grant"],
)
def test_a_token_is_refused_to_who_has_not_the_keys(key: str, secret: str, grant: str) -> None:
    with daraja() as asker:
        answer = asker.client.get(TOKEN, params={"grant_type": grant}, auth=(key, secret))
    assert (answer.status_code, answer.json()["errorCode"]) == (400, "400.008.01")


def test_a_new_token_ends_the_one_before_it() -> None:
    with daraja() as asker:
        first = asker.token
        assert is_let_in(asker, first)
        second = asker.fetch_token()
        assert not is_let_in(asker, first)
        assert is_let_in(asker, second)


def test_a_token_ends_with_its_time() -> None:
    with daraja(settings=Settings(token_seconds=60)) as asker:
        token = asker.token
        asker.clock.go_on(59)
        assert is_let_in(asker, token)
        asker.clock.go_on(1)
        assert not is_let_in(asker, token)


def test_no_token_and_a_made_up_one_are_refused_with_either_status() -> None:
    with daraja() as asker:
        answers = [asker.client.post(PUSH, json=asker.push_body()) for _ in range(12)]
        assert not is_let_in(asker, "made-up")
        assert asker.stub.customers.prompts("254712000003") == ()
    assert {answer.status_code for answer in answers} == {401, 404}
    assert {answer.json()["errorCode"] for answer in answers} == {OF_TOKENS}


def test_requests_are_kept_as_they_came_without_the_token() -> None:
    with daraja() as asker:
        asker.push(Amount=700)
        token, *_, kept = asker.stub.received
        assert (token.method, token.path, token.body) == ("GET", TOKEN, None)
        assert (kept.method, kept.path, kept.at) == ("POST", PUSH, asker.clock.now)
        assert kept.body == {**asker.push_body(), "Amount": 700}
        assert kept.headers["Content-Type"] == "application/json"
        assert "Authorization" not in {**token.headers, **kept.headers}
        assert asker.token not in repr(asker.stub.received)


def test_no_secret_is_in_what_the_credentials_print() -> None:
    with daraja() as asker:
        given = asker.stub.credentials
        for secret in (given.consumer_secret, given.passkey, given.initiator_password):
            assert secret not in repr(given)
