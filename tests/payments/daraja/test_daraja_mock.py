"""The client against daraja-mock, a Daraja that somebody else wrote."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from daraja_mock import DarajaMock
from werkzeug.serving import make_server

from bot.payments.port import Accepted, How, Standing, Unclear, Why
from tests.payments.daraja.account import PAYOUT_ORDER, PUSH_ORDER, daraja


@pytest.fixture
def mock() -> Iterator[tuple[DarajaMock, str]]:
    """It and its address; its own way to run takes no port that is free, and does not stop."""
    running = DarajaMock()
    server = make_server("127.0.0.1", 0, running.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield running, f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_takes_over_what_we_order_and_ask(mock: tuple[DarajaMock, str]) -> None:
    peer, url = mock
    one = daraja(url)
    answers = [
        one.push(PUSH_ORDER),
        one.pay_out(PAYOUT_ORDER),
        one.ask_status("q", of_our_id=PAYOUT_ORDER.our_id),
        one.ask_balance("b", "600000"),
    ]
    assert [type(answer) for answer in answers] == [Accepted] * 4
    posted = [one["path"] for one in peer.request_log() if one["method"] == "POST"]
    assert posted == [
        "/mpesa/stkpush/v1/processrequest",
        "/mpesa/b2c/v3/paymentrequest",
        "/mpesa/transactionstatus/v1/query",
        "/mpesa/accountbalance/v1/query",
    ]


@pytest.mark.parametrize(
    ("code", "standing"),
    [
        (0, Standing(How.DONE, code="0")),
        (1032, Standing(How.FAILED, Why.CANCELLED, "1032")),
        (1037, Standing(How.FAILED, Why.UNREACHABLE, "1037")),
        (2001, Standing(How.FAILED, Why.WRONG_PIN, "2001")),
    ],
)
def test_it_says_how_a_push_ended(
    mock: tuple[DarajaMock, str], code: int, standing: Standing
) -> None:
    peer, url = mock
    peer.set_stk_result(code)
    assert daraja(url).ask_push("ws_CO_1") == standing


def test_what_it_does_not_know_is_unclear(mock: tuple[DarajaMock, str]) -> None:
    _, url = mock
    assert daraja(url).reverse("r", "UKR4X1A2B3", 100) == Unclear("HTTP 404")
