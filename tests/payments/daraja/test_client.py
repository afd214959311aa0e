"""What each request holds, compared as a whole, and what each answer to it means."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.payments import payments_from
from bot.payments.daraja.client import Daraja
from bot.payments.port import (
    Accepted,
    Answer,
    Arrived,
    How,
    NewsKind,
    PayoutOrder,
    Pulled,
    PushNews,
    PushOrder,
    Refused,
    Standing,
    Why,
)
from bot.settings import Settings
from tests.channels.stub_provider import Answer as Said
from tests.payments.daraja.account import (
    BASE_URL,
    CALLBACKS,
    NOW,
    PASSWORD,
    PAYOUT_ORDER,
    PUSH_ORDER,
    Shared,
    daraja,
    opened,
    settings,
)
from tests.payments.daraja.peer import DarajaPeer, error

Call = Callable[[Daraja], Any]

STK_PASSWORD = base64.b64encode(b"600100hidden-passkey20261127092605").decode()
PUSH_BODY = {
    "BusinessShortCode": 600100,
    "Password": STK_PASSWORD,
    "Timestamp": "20261127092605",
    "TransactionType": "CustomerPayBillOnline",
    "Amount": 250,
    "PartyA": 254712000001,
    "PartyB": 600100,
    "PhoneNumber": 254712000001,
    "CallBackURL": f"{CALLBACKS}/stk",
    "AccountReference": "UMOJA",
    "TransactionDesc": "Chama",
}
PAYOUT_BODY = {
    "OriginatorConversationID": "chama-1-77",
    "InitiatorName": "umojaapi",
    "SecurityCredential": PASSWORD,
    "CommandID": "BusinessPayment",
    "Amount": 1200,
    "PartyA": 600100,
    "PartyB": 254712000002,
    "Remarks": "Umoja round 3",
    "QueueTimeOutURL": f"{CALLBACKS}/b2c/timeout",
    "ResultURL": f"{CALLBACKS}/b2c/result",
}
STATUS_BODY = {
    "Initiator": "umojaapi",
    "SecurityCredential": PASSWORD,
    "CommandID": "TransactionStatusQuery",
    "PartyA": 600100,
    "IdentifierType": 4,
    "Remarks": "Status",
    "QueueTimeOutURL": f"{CALLBACKS}/status/timeout",
    "ResultURL": f"{CALLBACKS}/status/result",
}
REVERSAL_BODY = {
    "Initiator": "umojaapi",
    "SecurityCredential": PASSWORD,
    "CommandID": "TransactionReversal",
    "TransactionID": "UKR4X1A2B3",
    "Amount": 250,
    "ReceiverParty": 600100,
    "RecieverIdentifierType": "11",
    "Remarks": "Reversal",
    "QueueTimeOutURL": f"{CALLBACKS}/reversal/timeout",
    "ResultURL": f"{CALLBACKS}/reversal/result",
}
BALANCE_BODY = {
    "Initiator": "umojaapi",
    "SecurityCredential": PASSWORD,
    "CommandID": "AccountBalance",
    "PartyA": 600100,
    "IdentifierType": 4,
    "Remarks": "Balance",
    "QueueTimeOutURL": f"{CALLBACKS}/balance/timeout",
    "ResultURL": f"{CALLBACKS}/balance/result",
}
REGISTER_BODY = {
    "ShortCode": "600100",
    "ResponseType": "Completed",
    "ConfirmationURL": f"{CALLBACKS}/c2b/confirmation",
    "ValidationURL": f"{CALLBACKS}/c2b/validation",
}
PULL_BODY = {
    "ShortCode": "600100",
    "StartDate": "2026-11-26 09:26:05",
    "EndDate": "2026-11-27 09:26:05",
    "OffSetValue": 100,
}


def push(one: Daraja) -> Answer:
    return one.push(PUSH_ORDER)


def pay_out(one: Daraja) -> Answer:
    return one.pay_out(PAYOUT_ORDER)


def pull(one: Daraja) -> Pulled | None:
    return one.pull(NOW - timedelta(days=1), NOW, 100)


REQUESTS = [
    pytest.param(push, {}, "/mpesa/stkpush/v1/processrequest", PUSH_BODY, id="push to a paybill"),
    pytest.param(
        push,
        {"till": "5550001"},
        "/mpesa/stkpush/v1/processrequest",
        PUSH_BODY | {"TransactionType": "CustomerBuyGoodsOnline", "PartyB": 5550001},
        id="push to a till",
    ),
    pytest.param(
        lambda one: one.ask_push("ws_CO_9"),
        {},
        "/mpesa/stkpushquery/v1/query",
        {
            "BusinessShortCode": 600100,
            "Password": STK_PASSWORD,
            "Timestamp": "20261127092605",
            "CheckoutRequestID": "ws_CO_9",
        },
        id="ask how a push ended",
    ),
    pytest.param(pay_out, {}, "/mpesa/b2c/v3/paymentrequest", PAYOUT_BODY, id="pay out"),
    pytest.param(
        pay_out,
        {"b2c_shortcode": "600200"},
        "/mpesa/b2c/v3/paymentrequest",
        PAYOUT_BODY | {"PartyA": 600200},
        id="pay out of an account of its own",
    ),
    pytest.param(
        lambda one: one.ask_status("q-1", of_receipt="UKR4X1A2B3"),
        {"b2c_shortcode": "600200"},
        "/mpesa/transactionstatus/v1/query",
        STATUS_BODY | {"TransactionID": "UKR4X1A2B3"},
        id="status by receipt, of the account that is paid",
    ),
    pytest.param(
        lambda one: one.ask_status("q-1", of_receipt="UKR4X1A2B3", is_sent=True),
        {"b2c_shortcode": "600200"},
        "/mpesa/transactionstatus/v1/query",
        STATUS_BODY | {"TransactionID": "UKR4X1A2B3", "PartyA": 600200},
        id="status by the receipt of a payout, of the account that pays",
    ),
    pytest.param(
        lambda one: one.ask_status("q-1", of_our_id="chama-1-77"),
        {"b2c_shortcode": "600200"},
        "/mpesa/transactionstatus/v1/query",
        STATUS_BODY
        | {
            "OriginalConversationID": "chama-1-77",
            "OriginatorConversationID": "chama-1-77",
            "PartyA": 600200,
        },
        id="status by our id, under both names, of the account that pays",
    ),
    pytest.param(
        lambda one: one.reverse("r-1", "UKR4X1A2B3", 25_000),
        {},
        "/mpesa/reversal/v1/request",
        REVERSAL_BODY,
        id="reverse",
    ),
    pytest.param(
        lambda one: one.ask_balance("b-1", "600100"),
        {},
        "/mpesa/accountbalance/v1/query",
        BALANCE_BODY,
        id="balance",
    ),
    pytest.param(
        lambda one: one.register_urls(),
        {},
        "/mpesa/c2b/v2/registerurl",
        REGISTER_BODY,
        id="register the URLs",
    ),
    pytest.param(pull, {}, "/pulltransactions/v1/query", PULL_BODY, id="pull"),
]


@pytest.mark.parametrize(("call", "changes", "path", "body"), REQUESTS)
def test_a_request_holds_just_what_daraja_asks_for(
    peer: DarajaPeer, call: Call, changes: Mapping[str, Any], path: str, body: Mapping[str, Any]
) -> None:
    call(daraja(peer.base_url, **changes))
    ((posted_to, posted),) = peer.posts
    assert posted_to == path
    assert with_password(posted) == body
    assert peer.calls[-1].headers["Content-Type"] == "application/json"


def with_password(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The body with what its credential holds, as no two of them look alike."""
    if "SecurityCredential" not in body:
        return body
    return {**body, "SecurityCredential": opened(base64.b64decode(body["SecurityCredential"]))}


@pytest.mark.parametrize(
    ("call", "request_id"),
    [
        (push, "ws_CO_1"),
        (pay_out, "AG_20261127_1"),
        (lambda one: one.ask_status("q", of_our_id="x"), "AG_20261127_1"),
        (lambda one: one.reverse("r", "UKR4X1A2B3", 100), "AG_20261127_1"),
        (lambda one: one.ask_balance("b", "600000"), "AG_20261127_1"),
    ],
    ids=["push", "payout", "status", "reversal", "balance"],
)
def test_what_daraja_takes_over_is_accepted_under_its_id(
    peer: DarajaPeer, call: Call, request_id: str
) -> None:
    assert call(daraja(peer.base_url)) == Accepted(request_id)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        pytest.param(
            lambda one: one.push(PushOrder("+254712000001", 25_050, "UMOJA")),
            "not whole shillings",
            id="a push of cents",
        ),
        pytest.param(
            lambda one: one.pay_out(PayoutOrder("x", "+254712000001", 0, "Umoja")),
            "not whole shillings",
            id="a payout of nothing",
        ),
        pytest.param(
            lambda one: one.pay_out(PayoutOrder("x", "+254712000001", -10_000, "Umoja")),
            "not whole shillings",
            id="a payout of less than nothing",
        ),
        pytest.param(
            lambda one: one.reverse("r", "UKR4X1A2B3", 150),
            "not whole shillings",
            id="a reversal of cents",
        ),
        pytest.param(
            lambda one: one.push(PushOrder("+447700900123", 25_000, "UMOJA")),
            "not a Kenyan number",
            id="a push to London",
        ),
        pytest.param(
            lambda one: one.push(PushOrder("+254712000001", 25_000, "UMOJA WOMEN GROUP")),
            "unfit values",
            id="a reference that is too long",
        ),
        pytest.param(
            lambda one: one.pay_out(PayoutOrder("x", "+254712000001", 10_000, "x" * 101)),
            "unfit values",
            id="remarks that are too long",
        ),
        pytest.param(
            lambda one: one.ask_status("q"), "unfit values", id="the status of nothing at all"
        ),
    ],
)
def test_what_cannot_be_ordered_is_refused_before_anything_is_sent(
    peer: DarajaPeer, call: Call, code: str
) -> None:
    assert call(daraja(peer.base_url)) == Refused(Why.OTHER, code)
    assert peer.calls == []


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (push, Refused(Why.NOT_ALLOWED, "not configured")),
        (lambda one: one.ask_push("ws_CO_1"), Standing(How.UNCLEAR, code="not configured")),
        (pay_out, Refused(Why.NOT_ALLOWED, "not configured")),
        (
            lambda one: one.ask_status("q", of_our_id="x"),
            Refused(Why.NOT_ALLOWED, "not configured"),
        ),
        (lambda one: one.reverse("r", "U", 100), Refused(Why.NOT_ALLOWED, "not configured")),
        (lambda one: one.ask_balance("b", "600000"), Refused(Why.NOT_ALLOWED, "not configured")),
        (pull, None),
        (lambda one: one.name_of("+254712000001"), None),
    ],
    ids=["push", "ask push", "payout", "status", "reversal", "balance", "pull", "name"],
)
def test_what_is_not_configured_calls_nobody(peer: DarajaPeer, call: Call, answer: object) -> None:
    bare = daraja(peer.base_url, passkey="", initiator=None, has_pull=False, has_hakikisha=False)
    assert (bare.can_push, bare.can_pay_out, bare.can_ask_status) == (False, False, False)
    assert call(bare) == answer
    assert peer.calls == []


def test_what_is_configured_is_said() -> None:
    whole = daraja("http://127.0.0.1:9", till="5550001")
    assert (whole.can_push, whole.can_pay_out, whole.can_ask_status) == (True, True, True)
    assert whole.shortcodes == {"600100", "5550001"}


def test_the_provider_is_there_when_it_is_configured() -> None:
    configured = Settings(public_base_url=BASE_URL, daraja=settings())
    assert isinstance(payments_from(configured, Shared()), Daraja)
    assert payments_from(Settings(), Shared()) is None


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({"ResultCode": "0"}, Standing(How.DONE, code="0")),
        ({"ResultCode": 0}, Standing(How.DONE, code="0")),
        ({"ResultCode": "1032"}, Standing(How.FAILED, Why.CANCELLED, "1032")),
        ({"ResultCode": 1037}, Standing(How.FAILED, Why.UNREACHABLE, "1037")),
        ({"ResultCode": "4999"}, Standing(How.PENDING, code="4999")),
        (
            {"ResultCode": "77", "ResultDesc": "The transaction is still under processing"},
            Standing(How.PENDING, code="77"),
        ),
        ({"ResultCode": "9999"}, Standing(How.UNCLEAR, code="9999")),
        ({"ResultCode": None}, Standing(How.UNCLEAR, code="unreadable")),
        ({"ResponseCode": "0"}, Standing(How.UNCLEAR, code="unreadable")),
    ],
)
def test_how_a_push_ended(peer: DarajaPeer, said: Mapping[str, Any], standing: Standing) -> None:
    peer.will_answer(Said.of_json(200, said))
    assert daraja(peer.base_url).ask_push("ws_CO_1") == standing


@pytest.mark.parametrize(
    ("said", "how"),
    [
        (error("500.001.1001", "The transaction is being processed"), How.PENDING),
        (error("400.002.02", "Bad Request - Invalid CheckoutRequestID", 400), How.NOT_FOUND),
        (error("500.001.1001", "Merchant does not exist"), How.UNCLEAR),
        (error("500.003.02", "Spike arrest violation"), How.UNCLEAR),
        (Said(403, "<html>Incapsula</html>"), How.UNCLEAR),
        (Said(200, "<html>maintenance</html>"), How.UNCLEAR),
        (Said(hangs_up=True), How.UNCLEAR),
    ],
)
def test_a_query_that_fails_says_nothing_of_the_money(
    peer: DarajaPeer, said: Said, how: How
) -> None:
    peer.will_answer(said)
    assert daraja(peer.base_url).ask_push("ws_CO_1").how == how


def test_a_query_that_cannot_be_sent_says_nothing_of_the_money() -> None:
    assert daraja("http://127.0.0.1:1").ask_push("x") == Standing(How.UNCLEAR, code="not sent")


PULLED_ROW = {
    "transactionId": "UKR4X1A2B3",
    "trxDate": "2026-11-27T09:20:00Z",
    "msisdn": 254712000001,
    "transactiontype": "c2b-pay-bill-debit",
    "billreference": "UMOJA",
    "amount": "168.00",
    "organizationname": "UMOJA",
}


@pytest.mark.parametrize(
    ("said", "pulled"),
    [
        pytest.param(
            {"ResponseCode": "1000", "Response": [[PULLED_ROW]]},
            Pulled(
                (
                    Arrived(
                        "UKR4X1A2B3",
                        16_800,
                        "600100",
                        account="UMOJA",
                        phone="+254712000001",
                        at=NOW.replace(minute=20, second=0),
                    ),
                ),
                is_last=False,
            ),
            id="a page",
        ),
        pytest.param(
            {"ResponseCode": "1001", "ResponseMessage": "No transactions"},
            Pulled((), is_last=True),
            id="nothing",
        ),
        pytest.param(
            {"ResponseCode": "1000", "Response": [[]]}, Pulled((), is_last=True), id="end"
        ),
        pytest.param(
            {"ResponseCode": 1000, "Response": [[PULLED_ROW | {"amount": ""}]]},
            None,
            id="a row without an amount",
        ),
        pytest.param({"ResponseCode": "2"}, None, id="another code"),
        pytest.param({}, None, id="no code"),
    ],
)
def test_a_page_of_what_arrived(
    peer: DarajaPeer, said: Mapping[str, Any], pulled: Pulled | None
) -> None:
    peer.will_answer(Said.of_json(200, said))
    assert pull(daraja(peer.base_url)) == pulled


def test_a_list_that_does_not_come_is_none() -> None:
    assert pull(daraja("http://127.0.0.1:1")) is None


@pytest.mark.parametrize(
    ("status", "body", "name"),
    [
        (
            200,
            {"firstName": "john", "middleName": "M******", "lastName": "M******"},
            "John M. M.",
        ),
        (200, {"firstName": "JANE", "middleName": "", "lastName": "wanjiru"}, "Jane Wanjiru"),
        (200, {"firstName": "john", "middleName": "****", "lastName": None}, "John"),
        (200, {}, None),
        (400, {"message": "The customer does not exist."}, None),
        (400, {"firstName": "john"}, None),
    ],
)
def test_the_name_on_a_number(
    peer: DarajaPeer, status: int, body: Mapping[str, Any], name: str | None
) -> None:
    peer.will_answer(Said.of_json(status, {"header": {"status": str(status)}, "body": body}))
    assert daraja(peer.base_url).name_of("+254712000001") == name
    asked = peer.body
    assert asked["body"] == {"msisdn": "254712000001", "shortcode": "600100"}
    assert asked["header"]["timestamp"] == "1795760765"
    assert len(asked["header"]["requestID"]) == 36


def test_a_till_registers_both_its_numbers(peer: DarajaPeer) -> None:
    peer.will_answer(
        Said.of_json(200, {"ResponseCode": "0", "ResponseDescription": "Success"}),
        error("500.003.1001", "Urls are already registered"),
    )
    first, second = daraja(peer.base_url, till="5550001").register_urls()
    assert [one["ShortCode"] for _, one in peer.posts] == ["5550001", "600100"]
    assert (first.shortcode, first.is_done) == ("5550001", True)
    assert (second.shortcode, second.is_done) == ("600100", False)
    assert second.said == "500.003.1001 urls are already registered"


def test_urls_that_nobody_could_be_told_are_not_registered() -> None:
    (one,) = daraja("http://127.0.0.1:1").register_urls()
    assert (one.is_done, one.said) == (False, "not sent")


def test_a_callback_is_read() -> None:
    body = b'{"Body": {"stkCallback": {"CheckoutRequestID": "ws_CO_1", "ResultCode": 0}}}'
    news = daraja("http://127.0.0.1:9").read(NewsKind.STK, body)
    assert news == PushNews("ws_CO_1", is_paid=True, code="0")
