"""One token is shared; a refused one is renewed once, and who comes at once does not fetch two."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.payments.port import Accepted, Answer, Refused, Why
from bot.store.database import open_engine
from bot.store.tokens import StoredTokens
from tests.channels.stub_provider import Answer as Said
from tests.payments.daraja.account import HASTY, PATIENT, PAYOUT_ORDER, PUSH_ORDER, Shared, daraja
from tests.payments.daraja.peer import INVALID_TOKEN, DarajaPeer, error

NO_PRODUCT = INVALID_TOKEN | {
    "errorCode": "401.003.01",
    "errorMessage": "no apiproduct match found",
}
ACCEPTED = Accepted("ws_CO_1")


def test_a_token_serves_many_calls(peer: DarajaPeer) -> None:
    one = daraja(peer.base_url)
    assert [one.push(PUSH_ORDER) for _ in range(3)] == [ACCEPTED] * 3
    assert (peer.tokens_given, len(peer.posts)) == (1, 3)


def test_a_token_that_another_ended_is_renewed_and_the_call_sent_once_more(
    peer: DarajaPeer,
) -> None:
    assert daraja(peer.base_url, Shared("ended-token")).push(PUSH_ORDER) == ACCEPTED
    assert (peer.tokens_given, len(peer.posts)) == (1, 2)


@pytest.mark.parametrize(
    ("refusal", "answer"),
    [
        (Said.of_json(401, INVALID_TOKEN), Refused(Why.CREDENTIALS, "404.001.03")),
        (Said.of_json(404, INVALID_TOKEN), Refused(Why.CREDENTIALS, "404.001.03")),
        (Said(401, ""), Refused(Why.CREDENTIALS, "HTTP 401")),
        (Said.of_json(401, NO_PRODUCT), Refused(Why.NOT_ALLOWED, "401.003.01")),
    ],
)
def test_a_token_that_is_refused_twice_is_our_fault(
    peer: DarajaPeer, refusal: Said, answer: Answer
) -> None:
    peer.will_answer(refusal, refusal)
    assert daraja(peer.base_url).push(PUSH_ORDER) == answer
    assert (peer.tokens_given, len(peer.posts)) == (2, 2)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (error("400.008.01", "Invalid Auth", 400), Refused(Why.CREDENTIALS, "400.008.01")),
        (Said(401, ""), Refused(Why.CREDENTIALS, "HTTP 401")),
        (Said(500, ""), Refused(Why.NOT_REACHED, "not sent")),
        (Said(403, "<html></html>"), Refused(Why.NOT_REACHED, "not sent")),
        (Said.of_json(200, {"expires_in": 3599}), Refused(Why.NOT_REACHED, "not sent")),
        (Said.of_json(200, {"access_token": "a b\n"}), Refused(Why.NOT_REACHED, "not sent")),
        (Said.of_json(200, {"access_token": 7}), Refused(Why.NOT_REACHED, "not sent")),
        (Said(hangs_up=True), Refused(Why.NOT_REACHED, "not sent")),
        (Said(delay_seconds=1), Refused(Why.NOT_REACHED, "not sent")),
    ],
)
def test_without_a_token_no_order_is_sent(peer: DarajaPeer, said: Said, answer: Answer) -> None:
    peer.gives_tokens = said
    tokens, waits = Shared(), HASTY if said.delay_seconds else PATIENT
    assert daraja(peer.base_url, tokens, timeouts=waits).pay_out(PAYOUT_ORDER) == answer
    assert peer.posts == []
    peer.gives_tokens = None
    assert daraja(peer.base_url, tokens).push(PUSH_ORDER) == ACCEPTED


@pytest.mark.parametrize("said", ["3599", 3599, None, "soon", 0, 10**30])
def test_how_long_a_token_lasts_is_said_in_any_way(peer: DarajaPeer, said: object) -> None:
    peer.valid_token = "t"
    peer.gives_tokens = Said.of_json(200, {"access_token": "t", "expires_in": said})
    assert daraja(peer.base_url).push(PUSH_ORDER) == ACCEPTED


@pytest.mark.parametrize("token", ["", "ended-token"], ids=["no token", "a token that ended"])
def test_many_at_once_on_one_database_do_not_end_each_others_token(
    peer: DarajaPeer, database_url: str, token: str
) -> None:
    """Each has a connection to the store and to Daraja of its own, as processes have."""
    engines = [open_engine(database_url) for _ in range(4)]
    if token:
        StoredTokens(engines[0]).put(token, 3_599)
    clients = [daraja(peer.base_url, StoredTokens(engine)) for engine in engines] * 2
    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(lambda one: one.push(PUSH_ORDER), clients))
    for engine in engines:
        engine.dispose()
    assert answers == [ACCEPTED] * len(clients)
    assert peer.tokens_given == 1


def test_the_key_is_checked_by_a_new_token_that_all_share(peer: DarajaPeer) -> None:
    tokens = Shared("some-token")
    assert daraja(peer.base_url, tokens).check_key() == ""
    assert tokens.get() == peer.valid_token
    peer.gives_tokens = error("400.008.01", "Invalid Authentication passed", 400)
    fault = daraja(peer.base_url, tokens).check_key()
    assert fault == "Daraja refuses the consumer key and secret: 400.008.01."
    assert daraja("http://127.0.0.1:1", tokens).check_key() == "Daraja could not be reached."
