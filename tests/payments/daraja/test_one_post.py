"""Guards: one call of ours is one POST, whatever happens; no secret shows where it has no place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot import faults
from bot.payments.daraja.access import Access, KeyRefused
from bot.payments.daraja.client import Daraja
from bot.payments.daraja.transport import Line, NoAnswer, NotSent
from tests.channels.stub_provider import Answer as Said
from tests.payments.daraja.account import (
    HASTY,
    HIDDEN,
    NOW,
    PATIENT,
    PAYOUT_ORDER,
    PUSH_ORDER,
    SECRET,
    Shared,
    daraja,
    daraja_hearing,
    settings,
)
from tests.payments.daraja.peer import INVALID_TOKEN, TOKEN, DarajaPeer, error

CALLS: dict[str, Callable[[Daraja], Any]] = {
    "push": lambda one: one.push(PUSH_ORDER),
    "ask push": lambda one: one.ask_push("ws_CO_1"),
    "pay out": lambda one: one.pay_out(PAYOUT_ORDER),
    "ask status": lambda one: one.ask_status("q", of_our_id="chama-1-77"),
    "reverse": lambda one: one.reverse("r", "UKR4X1A2B3", 100),
    "ask balance": lambda one: one.ask_balance("b", "600000"),
    "pull": lambda one: one.pull(NOW - timedelta(days=1), NOW, 0),
    "name of": lambda one: one.name_of("+254712000001"),
    "register": lambda one: one.register_urls(),
}
FAILURES = {
    "time-out": Said(delay_seconds=1),
    "hangs up": Said(hangs_up=True),
    "500": error("500.002.1001", "System internal error"),
    "500 in words": Said(500, "Invalid remote response"),
    "503": Said(503, "", {"Retry-After": "1"}),
    "429": Said(429, "", {"Retry-After": "1"}),
    "redirect": Said(307, "", {"Location": "/mpesa/b2c/v3/paymentrequest"}),
    "web page": Said(403, "<html></html>"),
    "half a body": Said(200, '{"ResponseCode": "0"', {"Content-Type": "application/json"}),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_one_call_is_one_post(
    peer: DarajaPeer,
    caplog: pytest.LogCaptureFixture,
    call: Callable[[Daraja], Any],
    failure: Said,
) -> None:
    one = daraja_hearing(peer, failure)
    with caplog.at_level(logging.DEBUG):
        answer = call(one)
    assert len(peer.posts) == 1
    assert HIDDEN not in caplog.text
    assert HIDDEN not in repr(answer)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_body_holds_no_secret_but_where_to_call_us(
    peer: DarajaPeer, call: Callable[[Daraja], Any]
) -> None:
    call(daraja(peer.base_url))
    assert HIDDEN not in str(peer.body).replace(SECRET, "")
    assert "Passkey" not in peer.body


def test_the_token_and_the_key_go_in_headers_alone(peer: DarajaPeer) -> None:
    daraja(peer.base_url).push(PUSH_ORDER)
    asked, posted = peer.calls
    assert asked.path == TOKEN
    assert asked.headers["Authorization"].startswith("Basic ")
    assert posted.headers["Authorization"] == "Bearer hidden-token-1"


def test_nothing_shows_the_settings_of_an_account() -> None:
    whole = daraja("http://127.0.0.1:9")
    for shown in (settings(), whole, settings().initiator):
        assert HIDDEN not in repr(shown)


@pytest.mark.parametrize(
    ("said", "expected"),
    [(Said(hangs_up=True), NoAnswer), (Said(delay_seconds=1), NoAnswer), (None, NotSent)],
)
def test_an_exception_of_the_transport_holds_nothing_of_the_request(
    peer: DarajaPeer, said: Said | None, expected: type[Exception]
) -> None:
    base_url = peer.base_url if said else "http://127.0.0.1:1"
    peer.valid_token = "hidden-token-1"
    peer.will_answer(*filter(None, [said]))
    line = Line(base_url, HASTY if said and said.delay_seconds else PATIENT)
    body, token = {"Password": "hidden-body"}, "hidden-token-1"
    with pytest.raises(expected) as raised:
        line.post("/mpesa/x", body, token)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert HIDDEN not in str(raised.value) + faults.traced(raised.value)


def test_a_key_that_is_refused_is_not_quoted(peer: DarajaPeer) -> None:
    peer.gives_tokens = error("400.008.01", "Invalid Authentication hidden-key", 400)
    access = Access(Line(peer.base_url, settings().timeouts), settings(), Shared())
    with pytest.raises(KeyRefused) as raised:
        access.renew()
    assert HIDDEN not in str(raised.value)


def test_only_a_refused_token_is_tried_once_more(peer: DarajaPeer) -> None:
    peer.will_answer(Said.of_json(401, INVALID_TOKEN))
    daraja(peer.base_url).pay_out(PAYOUT_ORDER)
    first, second = peer.posts
    assert first == second
