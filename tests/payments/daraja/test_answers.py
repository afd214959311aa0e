"""What each answer to an order means: taken over, surely not, or nobody knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.payments.daraja.client import Daraja
from bot.payments.port import Answer, Refused, Unclear, Why
from tests.channels.stub_provider import Answer as Said
from tests.payments.daraja.account import PAYOUT_ORDER, PUSH_ORDER, daraja, daraja_hearing
from tests.payments.daraja.peer import ACCEPTED, DarajaPeer, error

HTML = {"Content-Type": "text/html"}
APIGEE = {
    "fault": {
        "faultstring": "Spike arrest violation. Allowed rate : 5ps",
        "detail": {"errorcode": "policies.ratelimit.SpikeArrestViolation"},
    }
}
DUPLICATE = "Duplicate OriginatorConversationID."


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in ACCEPTED.items() if key != name}


OF_BOTH = [
    # Refused: nothing happened, and nothing will.
    (error("400.002.02", "Bad Request - Invalid Amount", 400), Refused(Why.OTHER, "400.002.02")),
    (
        error("400.002.02", "Bad Request - Invalid SecurityCredential", 400),
        Refused(Why.CREDENTIALS, "400.002.02"),
    ),
    (
        error("400.002.02", "Bad Request - Invalid InitiatorName", 400),
        Refused(Why.CREDENTIALS, "400.002.02"),
    ),
    (error("403.001.01", "Forbidden", 403), Refused(Why.NOT_ALLOWED, "403.001.01")),
    (error("404.001.01", "Resource not found", 404), Refused(Why.OTHER, "404.001.01")),
    (error("500.003.02", "Spike arrest violation"), Refused(Why.NOT_REACHED, "500.003.02")),
    (error("500.003.03", "Quota violation"), Refused(Why.NOT_REACHED, "500.003.03")),
    (Said(429, "slow down"), Refused(Why.NOT_REACHED, "429")),
    (Said.of_json(500, APIGEE), Refused(Why.NOT_REACHED, "429")),
    (
        error("500.001.1001", "Unable to lock subscriber, a transaction is already in process"),
        Refused(Why.BUSY, "500.001.1001"),
    ),
    (error("500.001.1001", "Merchant does not exist"), Refused(Why.NOT_ALLOWED, "500.001.1001")),
    (error("500.001.1001", "Wrong credentials"), Refused(Why.CREDENTIALS, "500.001.1001")),
    # Unclear: it may have been taken.
    (error("500.001.1001", "The transaction is being processed"), Unclear("500.001.1001")),
    (error("500.001.1001", "System busy"), Unclear("500.001.1001")),
    (error("500.002.1001", "System internal error"), Unclear("500.002.1001")),
    (error("500.002.1001", DUPLICATE), Unclear("500.002.1001")),
    (
        error("500.002.1001", DUPLICATE.upper(), 400),
        Unclear("500.002.1001"),
    ),
    (
        Said.of_json(200, {"ResponseCode": "15", "ResponseDescription": DUPLICATE}),
        Unclear("15"),
    ),
    (Said(500, "Invalid remote response"), Unclear("HTTP 500")),
    (error("503.001.01", "Service unavailable", 503), Unclear("503.001.01")),
    (error("408.001.01", "Timed out", 408), Unclear("408.001.01")),
    (error("409.001.01", "Conflict", 409), Unclear("409.001.01")),
    (Said(403, "<html>Incapsula</html>", HTML), Unclear("HTTP 403")),
    (Said(502, "<html>Bad gateway</html>", HTML), Unclear("HTTP 502")),
    (Said(400, "<html>Bad request</html>", HTML), Unclear("HTTP 400")),
    (Said(302, "", {"Location": "https://elsewhere.example/"}), Unclear("HTTP 302")),
    (error("call +254712000001 now", "?"), Unclear("HTTP 500")),
    (Said(200, "<html>maintenance</html>", HTML), Unclear("unreadable")),
    (Said(200, ""), Unclear("unreadable")),
    (Said(200, "[1]"), Unclear("unreadable")),
    (Said(200, '{"ResponseCode": "0"'), Unclear("unreadable")),
    (Said(200, b"\xff\xfe"), Unclear("unreadable")),
    (Said.of_json(200, without("ResponseCode")), Unclear("unreadable")),
    (Said.of_json(200, {"ResponseCode": "0"}), Unclear("unreadable")),
    (Said.of_json(200, ACCEPTED | {"ResponseCode": "7"}), Unclear("7")),
    (Said(hangs_up=True), Unclear("RemoteProtocolError")),
    (Said(delay_seconds=1), Unclear("ReadTimeout")),
]


@pytest.mark.parametrize(
    "call",
    [lambda one: one.push(PUSH_ORDER), lambda one: one.pay_out(PAYOUT_ORDER)],
    ids=["push", "payout"],
)
@pytest.mark.parametrize(("said", "answer"), OF_BOTH)
def test_an_answer_of_any_kind_means_one_of_three(
    peer: DarajaPeer, call: Callable[[Daraja], Answer], said: Said, answer: Answer
) -> None:
    assert call(daraja_hearing(peer, said)) == answer
    assert len(peer.posts) == 1


@pytest.mark.parametrize(
    ("said", "of_push", "of_payout"),
    [
        ("1", Refused(Why.NO_BALANCE, "1"), Refused(Why.NO_FLOAT, "1")),
        (8, Refused(Why.RECEIVER_FULL, "8"), Refused(Why.RECEIVER_FULL, "8")),
        ("17", Refused(Why.TOO_SOON, "17"), Unclear("17")),
        ("2001", Refused(Why.WRONG_PIN, "2001"), Refused(Why.CREDENTIALS, "2001")),
        ("8006", Refused(Why.OTHER, "8006"), Refused(Why.LOCKED, "8006")),
        ("TP40153", Unclear("TP40153"), Refused(Why.NOT_ALLOWED, "TP40153")),
        (
            "SFC_IC0003",
            Refused(Why.NOT_ALLOWED, "SFC_IC0003"),
            Refused(Why.UNREGISTERED, "SFC_IC0003"),
        ),
    ],
)
def test_a_code_means_what_its_own_table_says(
    peer: DarajaPeer, said: str | int, of_push: Answer, of_payout: Answer
) -> None:
    refusal = Said.of_json(200, ACCEPTED | {"ResponseCode": said})
    peer.will_answer(refusal, refusal)
    one = daraja(peer.base_url)
    assert (one.push(PUSH_ORDER), one.pay_out(PAYOUT_ORDER)) == (of_push, of_payout)


def test_what_lacks_in_an_acceptance_does_not_make_it_unclear(peer: DarajaPeer) -> None:
    peer.will_answer(Said.of_json(200, {"ResponseCode": 0, "CheckoutRequestID": "ws_CO_7"}))
    assert str(daraja(peer.base_url).push(PUSH_ORDER)) == "Accepted(request_id='ws_CO_7')"


def test_an_answer_without_an_end_is_unclear(peer: DarajaPeer) -> None:
    peer.will_answer(Said(200, b"x" * 2_100_000))
    assert daraja(peer.base_url).push(PUSH_ORDER) == Unclear("TooLong")


def test_nobody_there_is_surely_not_sent() -> None:
    assert daraja("http://127.0.0.1:1").pay_out(PAYOUT_ORDER) == Refused(
        Why.NOT_REACHED, "not sent"
    )
