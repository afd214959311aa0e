"""Every shape of a callback that was documented or seen, with invented values, and any other."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import astuple
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.payments.daraja.callbacks import read
from bot.payments.daraja.values import MAX_CENTS
from bot.payments.port import (
    Arrived,
    How,
    News,
    NewsKind,
    PushNews,
    ResultNews,
    Standing,
    Unreadable,
    Why,
)
from chama.phones import hash_of

AT = datetime(2026, 11, 27, 6, 26, 5, tzinfo=UTC)  # 09:26:05 in Nairobi
RECEIPT = "UKR4X1A2B3"
HASH = hash_of("+254712000001")


def body(content: object) -> bytes:
    return json.dumps(content).encode()


# --- pushes --------------------------------------------------------------------------------------

PAID_ITEMS = [
    {"Name": "Amount", "Value": 250.00},
    {"Name": "MpesaReceiptNumber", "Value": RECEIPT},
    {"Name": "Balance"},
    {"Name": "TransactionDate", "Value": 20261127092605},
    {"Name": "PhoneNumber", "Value": 254712000001},
]
PAID = PushNews(
    "ws_CO_1",
    is_paid=True,
    code="0",
    receipt=RECEIPT,
    amount_cents=25_000,
    phone="254712000001",
    at=AT,
)


def push(code: object = 0, items: object = PAID_ITEMS, **more: object) -> dict[str, Any]:
    said = {"MerchantRequestID": "1-2", "CheckoutRequestID": "ws_CO_1", "ResultCode": code}
    return {"Body": {"stkCallback": {**said, "CallbackMetadata": {"Item": items}, **more}}}


def item(name: str, *value: object) -> list[dict[str, object]]:
    """The items of a payment with another value of that name, or without it."""
    others = [one for one in PAID_ITEMS if one["Name"] != name]
    return [*others, *({"Name": name, "Value": one} for one in value)]


def paid(**changes: Any) -> PushNews:
    facts = {
        "receipt": RECEIPT,
        "amount_cents": 25_000,
        "phone": "254712000001",
        "at": AT,
    } | changes
    return PushNews("ws_CO_1", is_paid=True, code="0", **facts)


def unpaid(code: str, why: Why | None) -> PushNews:
    return PushNews("ws_CO_1", is_paid=False, why=why, code=code)


PUSHES = [
    pytest.param(push(), PAID, id="paid"),
    pytest.param(push("0"), PAID, id="code as text"),
    pytest.param(push(0.0), PAID, id="code as fraction"),
    pytest.param(push(items=item("Amount", "250.00")), PAID, id="amount as text"),
    pytest.param(push(items=item("Amount", 250)), PAID, id="amount whole"),
    pytest.param(push(items=item("Amount", 250.1)), paid(amount_cents=25_010), id="a fraction"),
    pytest.param(push(items=item("Amount", 0.105)), paid(amount_cents=None), id="half a cent"),
    pytest.param(push(items=item("Amount", 0)), paid(amount_cents=None), id="nothing"),
    pytest.param(push(items=item("Amount", -250)), paid(amount_cents=None), id="less than nothing"),
    pytest.param(push(items=item("Amount", "5,00")), paid(amount_cents=None), id="odd comma"),
    pytest.param(push(items=item("Amount", "1_000")), paid(amount_cents=None), id="underscore"),
    pytest.param(push(items=item("Amount", True)), paid(amount_cents=None), id="amount true"),
    pytest.param(push(items=item("Amount", [5])), paid(amount_cents=None), id="amount a list"),
    pytest.param(push(items=item("Amount", 10**40)), paid(amount_cents=None), id="too much"),
    pytest.param(push(items=item("Amount", 250, 250)), PAID, id="twice the same"),
    pytest.param(push(items=item("Amount", 250, 9)), paid(amount_cents=None), id="two amounts"),
    pytest.param(push(items=item("PhoneNumber")), paid(phone=""), id="no phone"),
    pytest.param(
        push(items=item("PhoneNumber", "0712***001")), paid(phone="0712***001"), id="masked phone"
    ),
    pytest.param(push(items=item("TransactionDate", "27.11.2026 09:26:05")), PAID, id="other date"),
    pytest.param(push(items=item("TransactionDate", 20261332000000)), paid(at=None), id="no date"),
    pytest.param(push(items=item("TransactionDate", "00010101000000")), paid(at=None), id="year 1"),
    pytest.param(push(items=item("MpesaReceiptNumber", "ukr4x1a2b3")), PAID, id="small letters"),
    pytest.param(push(items=item("MpesaReceiptNumber", "x y")), paid(receipt=""), id="no receipt"),
    pytest.param(
        push(items=PAID_ITEMS[0]),
        paid(receipt="", phone="", at=None),
        id="one item, bare",
    ),
    *(
        pytest.param(
            push(items=items),
            paid(receipt="", amount_cents=None, phone="", at=None),
            id=f"items {items!r}",
        )
        for items in (None, [], {}, "x", [None, 7, "x", {"Name": None}, {"Value": 7}])
    ),
    pytest.param(
        push(CallbackMetadata=None),
        paid(receipt="", amount_cents=None, phone="", at=None),
        id="no metadata",
    ),
    pytest.param(push(1032), unpaid("1032", Why.CANCELLED), id="cancelled, with a placeholder"),
    pytest.param(push("1037"), unpaid("1037", Why.UNREACHABLE), id="unreachable"),
    pytest.param(push(1), unpaid("1", Why.NO_BALANCE), id="no balance"),
    pytest.param(push("SFC_IC0003"), unpaid("SFC_IC0003", Why.NOT_ALLOWED), id="code in letters"),
    pytest.param(push(9999), unpaid("9999", Why.OTHER), id="unknown code"),
    pytest.param(push(None), unpaid("", None), id="code null"),
    pytest.param(push([0]), unpaid("", None), id="code a list"),
    pytest.param(push(False), unpaid("", None), id="code false"),
    pytest.param(push("call 0712000001"), unpaid("", None), id="code a sentence"),
]


@pytest.mark.parametrize(("content", "news"), PUSHES)
def test_how_a_push_ended(content: object, news: PushNews) -> None:
    assert read(NewsKind.STK, body(content)) == news


# --- what arrives --------------------------------------------------------------------------------

ARRIVAL = {
    "TransactionType": "Pay Bill",
    "TransID": RECEIPT,
    "TransTime": "20261127092605",
    "TransAmount": "1250.00",
    "BusinessShortCode": "600100",
    "BillRefNumber": "UMOJA",
    "InvoiceNumber": "",
    "OrgAccountBalance": "44200.50",
    "ThirdPartyTransID": "",
    "MSISDN": "254712000001",
    "FirstName": "JANE",
    "MiddleName": "",
    "LastName": "DOE",
}


def arrived(**changes: Any) -> Arrived:
    facts = {
        "amount_cents": 125_000,
        "shortcode": "600100",
        "account": "UMOJA",
        "phone": "+254712000001",
        "name": "JANE DOE",
        "balance_cents": 4_420_050,
        "at": AT,
    } | changes
    return Arrived(RECEIPT, **facts)


ARRIVALS = [
    pytest.param({}, {}, id="documented"),
    pytest.param({"TransAmount": 1250}, {}, id="amount as number"),
    pytest.param({"TransAmount": "1,250.00"}, {}, id="amount with a comma"),
    pytest.param({"BusinessShortCode": 600100}, {}, id="short code as number"),
    pytest.param({"MSISDN": 254712000001}, {}, id="phone as number"),
    pytest.param({"MSISDN": HASH.upper()}, {"phone": None, "phone_hash": HASH}, id="hashed"),
    *(
        pytest.param(
            {"MSISDN": printed}, {"phone": None, "phone_masked": printed}, id=f"masked {printed}"
        )
        for printed in ("2547 ***** 126", "25470****149")
    ),
    *(
        pytest.param({"MSISDN": value}, {"phone": None}, id=f"phone {value!r}")
        for value in ("", None, "600100", {"a": 1}, "x" * 300)
    ),
    pytest.param({"FirstName": "", "LastName": None}, {"name": ""}, id="no names"),
    pytest.param({"MiddleName": "null"}, {}, id="a name null"),
    pytest.param(
        {"FirstName": "J\0A\ud800NE"}, {"name": "J A NE DOE"}, id="what no database takes"
    ),
    pytest.param({"OrgAccountBalance": ""}, {"balance_cents": None}, id="no balance"),
    pytest.param({"OrgAccountBalance": "-5.00"}, {"balance_cents": -500}, id="overdrawn"),
    pytest.param({"TransTime": ""}, {"at": None}, id="no time"),
    pytest.param({"BillRefNumber": " umoja  wanjiru "}, {"account": "umoja wanjiru"}, id="spaces"),
    pytest.param({"BillRefNumber": None}, {"account": ""}, id="no account"),
]


@pytest.mark.parametrize("kind", [NewsKind.C2B_CONFIRMATION, NewsKind.C2B_VALIDATION])
@pytest.mark.parametrize(("changes", "expected"), ARRIVALS)
def test_what_arrived(
    kind: NewsKind, changes: Mapping[str, Any], expected: Mapping[str, Any]
) -> None:
    assert read(kind, body(ARRIVAL | changes)) == arrived(**expected)


# --- results -------------------------------------------------------------------------------------


def result(code: object, parameters: object = None, **more: object) -> dict[str, Any]:
    said = {
        "ResultType": 0,
        "ResultCode": code,
        "ResultDesc": "x",
        "OriginatorConversationID": "chama-1-77",
        "ConversationID": "AG_1",
        "TransactionID": RECEIPT,
    }
    if parameters is not None:
        said["ResultParameters"] = {"ResultParameter": parameters}
    return {"Result": said | more}


def keyed(**values: object) -> list[dict[str, object]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


PAYOUT = keyed(
    TransactionAmount=1200,
    TransactionReceipt=RECEIPT,
    B2CRecipientIsRegisteredCustomer="Y",
    B2CChargesPaidAccountAvailableFunds=-4510.00,
    ReceiverPartyPublicName="254712000002 - MARY WANJIRU",
    TransactionCompletedDateTime="27.11.2026 09:26:05",
    B2CUtilityAccountAvailableFunds=10116.55,
    B2CWorkingAccountAvailableFunds="900000.00",
)
PAID_OUT = Standing(
    How.DONE,
    code="0",
    receipt=RECEIPT,
    amount_cents=120_000,
    credited="254712000002 - MARY WANJIRU",
    at=AT,
    our_id="chama-1-77",
)
HELD = {
    "Utility Account": 1_011_655,
    "Working Account": 90_000_000,
    "Charges Paid Account": -451_000,
}
STATUS = [
    *keyed(
        DebitPartyName="600100 - UMOJA",
        CreditPartyName="254712000002 - MARY WANJIRU",
        OriginatorConversationID="chama-1-77",
        InitiatedTime=20261127092600,
        DebitPartyCharges="Fee For B2C Payment|KES|22.40",
        TransactionStatus="Completed",
        FinalisedTime=20261127092605,
        Amount=1200.00,
        ReceiptNo=RECEIPT,
    ),
    {"Key": "TransactionReason"},
    {"Key": "DebitPartyName", "Value": "another"},
]
KNOWN = {
    "credited": "254712000002 - MARY WANJIRU",
    "debited": "600100 - UMOJA",
    "amount_cents": 120_000,
    "fee_cents": 2_240,
    "at": AT,
    "our_id": "chama-1-77",
}
BALANCE = "Working Account|KES|700.00|700.00|0.00|0.00&Utility Account|KES|12.5|0|0|0&&X|USD|5|5"


def changed(parameters: list[dict[str, object]], **values: object) -> list[dict[str, object]]:
    return [one for one in parameters if one["Key"] not in values] + keyed(**values)


def news(standing: Standing, **more: Any) -> ResultNews:
    return ResultNews("chama-1-77", "AG_1", standing=standing, **more)


def failed(code: str, why: Why) -> ResultNews:
    return news(Standing(How.FAILED, why, code, our_id="chama-1-77"))


UNCLEAR = Standing(How.UNCLEAR)
K = NewsKind
RESULTS = [
    pytest.param(K.B2C_RESULT, result(0, PAYOUT), news(PAID_OUT, balances=HELD), id="paid out"),
    pytest.param(
        K.B2C_RESULT,
        result("0", PAYOUT[0]),
        news(
            Standing(How.DONE, code="0", receipt=RECEIPT, amount_cents=120_000, our_id="chama-1-77")
        ),
        id="paid out, one parameter bare",
    ),
    pytest.param(
        K.B2C_RESULT,
        result(0),
        news(Standing(How.DONE, code="0", receipt=RECEIPT, our_id="chama-1-77")),
        id="paid out, no parameters",
    ),
    *(
        pytest.param(K.B2C_RESULT, result(code), failed(str(code), why), id=f"payout {code}")
        for code, why in (
            (1, Why.NO_FLOAT),
            ("2", Why.TOO_LITTLE),
            (8, Why.RECEIVER_FULL),
            (21, Why.NOT_ALLOWED),
            (2001, Why.CREDENTIALS),
            (2040, Why.UNREGISTERED),
            (8006, Why.LOCKED),
            ("TP40153", Why.NOT_ALLOWED),
            ("SFC_IC0003", Why.UNREGISTERED),
        )
    ),
    pytest.param(
        K.B2C_RESULT,
        result(2001, PAYOUT, TransactionID="OFP0000000"),
        failed("2001", Why.CREDENTIALS),
        id="a placeholder is no receipt",
    ),
    pytest.param(
        K.B2C_RESULT,
        result(777),
        news(Standing(How.UNCLEAR, code="777", our_id="chama-1-77")),
        id="a code that nobody knows fails nothing",
    ),
    pytest.param(
        K.B2C_RESULT,
        result(None),
        news(Standing(How.UNCLEAR, our_id="chama-1-77")),
        id="no code",
    ),
    pytest.param(
        K.STATUS_RESULT,
        result(0, STATUS),
        news(Standing(How.DONE, code="completed", receipt=RECEIPT, **KNOWN)),
        id="completed",
    ),
    *(
        pytest.param(
            K.STATUS_RESULT,
            result(0, changed(STATUS, TransactionStatus=word)),
            news(Standing(how, why, word.lower().replace(" ", "_"), **KNOWN)),
            id=f"status {word}",
        )
        for word, how, why in (
            ("Failed", How.FAILED, Why.OTHER),
            ("Cancelled", How.FAILED, Why.OTHER),
            ("Declined", How.FAILED, Why.OTHER),
            ("EXPIRED", How.FAILED, Why.OTHER),
            ("Pending Authorized", How.PENDING, None),
            ("Initiated", How.PENDING, None),
            ("Reversed", How.UNCLEAR, None),
            ("", How.UNCLEAR, None),
        )
    ),
    *(
        pytest.param(
            K.STATUS_RESULT,
            result(0, changed(STATUS, DebitPartyCharges=charges)),
            news(
                Standing(
                    How.DONE, code="completed", receipt=RECEIPT, **(KNOWN | {"fee_cents": cents})
                )
            ),
            id=f"fee {charges!r}",
        )
        for charges, cents in (
            ("", None),
            (None, None),
            ("free", None),
            ("Fee|USD|5", None),
            ("A|KES|5&B|KES|7.50", 1_250),
            ("A|KES|5&B|KES|", None),
            ("A|KES|-5", None),
            ("A|KES|0", 0),
        )
    ),
    pytest.param(
        K.STATUS_RESULT, result(25), news(Standing(How.NOT_FOUND, code="25")), id="unknown to query"
    ),
    pytest.param(
        K.STATUS_RESULT,
        result(2033, ResultDesc="The transaction receipt number does not exist."),
        news(Standing(How.NOT_FOUND, code="2033")),
        id="not found in words",
    ),
    pytest.param(
        K.STATUS_RESULT,
        result(21),
        news(Standing(How.UNCLEAR, Why.NOT_ALLOWED, "21")),
        id="a question that may not be asked",
    ),
    pytest.param(
        K.REVERSAL_RESULT,
        result(
            0,
            keyed(
                Amount="250.00",
                Charge=0,
                TransCompletedTime=20261127092605,
                CreditPartyPublicName="254712000001 - JANE DOE",
                DebitPartyPublicName="600100 - UMOJA",
            ),
        ),
        news(
            Standing(
                How.DONE,
                code="0",
                receipt=RECEIPT,
                amount_cents=25_000,
                fee_cents=0,
                credited="254712000001 - JANE DOE",
                debited="600100 - UMOJA",
                at=AT,
                our_id="chama-1-77",
            )
        ),
        id="reversed",
    ),
    pytest.param(
        K.REVERSAL_RESULT, result("R000001"), failed("R000001", Why.OTHER), id="reversed before"
    ),
    pytest.param(
        K.BALANCE_RESULT,
        result(0, {"Key": "AccountBalance", "Value": BALANCE}),
        news(
            Standing(How.DONE, code="0", our_id="chama-1-77"),
            balances={"Working Account": 70_000, "Utility Account": 1_250},
        ),
        id="balance",
    ),
    pytest.param(
        K.BALANCE_RESULT, result("TP40153"), failed("TP40153", Why.NOT_ALLOWED), id="no permission"
    ),
    *(
        pytest.param(kind, content, news(UNCLEAR, is_timeout=True), id=f"{kind}, {shape}")
        for kind in (K.B2C_TIMEOUT, K.STATUS_TIMEOUT, K.REVERSAL_TIMEOUT, K.BALANCE_TIMEOUT)
        for shape, content in (
            ("flat", {"OriginatorConversationID": "chama-1-77", "ConversationID": "AG_1"}),
            ("wrapped", result(None)),
        )
    ),
    pytest.param(
        K.B2C_TIMEOUT,
        result(0, PAYOUT),
        news(Standing(How.UNCLEAR, code="0"), is_timeout=True),
        id="a time-out never says that money moved",
    ),
]


@pytest.mark.parametrize(("kind", "content", "expected"), RESULTS)
def test_what_a_result_says(kind: NewsKind, content: object, expected: ResultNews) -> None:
    assert read(kind, body(content)) == expected


# --- whatever else comes -------------------------------------------------------------------------

NO_NEWS = [
    *(b"", b"null", b"[]", b"7", b'"x"', b"{", b"{}", b"\xff\xfe{}", b'{"a": NaN}', b"<html>"),
    b"[" * 60_000,
    b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    b'{"TransAmount": ' + b"9" * 6_000 + b"}",
    b'{"a": 1e99999999999999999999}',
    b'{"a": "' + b"x" * 70_000 + b'"}',
    body({"Result": {"OriginatorConversationID": "x" * 300, "ResultCode": 0}}),
    body({"Body": {"stkCallback": {"CheckoutRequestID": None, "ResultCode": 0}}}),
    body(ARRIVAL | {"TransID": ""}),
    body(ARRIVAL | {"TransAmount": "0.00"}),
    body(ARRIVAL | {"TransAmount": 10**30}),
]


@pytest.mark.parametrize("kind", NewsKind)
@pytest.mark.parametrize("content", NO_NEWS, ids=lambda content: repr(content[:24]))
def test_what_is_no_news_is_unreadable(kind: NewsKind, content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(kind, content)


def test_a_mark_of_windows_is_no_part_of_a_body() -> None:
    assert read(NewsKind.STK, b"\xef\xbb\xbf" + body(push())) == PAID


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
SAMPLES = [
    (NewsKind.STK, push()),
    (NewsKind.C2B_CONFIRMATION, dict(ARRIVAL)),
    (NewsKind.B2C_RESULT, result(0, PAYOUT)),
    (NewsKind.STATUS_RESULT, result(0, STATUS)),
    (NewsKind.BALANCE_RESULT, result(0, keyed(AccountBalance=BALANCE))),
]


def places(content: object) -> list[tuple[Any, Any]]:
    """Every (container, key) within a JSON value."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(content, dict):
        pairs = [(content, key) for key in content]
    elif isinstance(content, list):
        pairs = [(content, key) for key in range(len(content))]
    return pairs + [one for holder, key in pairs for one in places(holder[key])]


def read_or_unreadable(kind: NewsKind, content: bytes) -> News | None:
    try:
        return read(kind, content)
    except Unreadable:
        return None


def is_sound(found: News | None) -> bool:
    """Whether a database takes each text of it, and its amount is one."""
    if found is None:
        return True
    shown = found.standing if isinstance(found, ResultNews) else found
    texts = [one for one in (*astuple(found), *astuple(shown)) if isinstance(one, str)]
    amount = shown.amount_cents
    return all("\0" not in one and one.encode() is not None for one in texts) and (
        amount is None or 0 < amount <= MAX_CENTS
    )


@given(st.sampled_from(list(NewsKind)), JSON)
def test_any_json_is_news_or_unreadable(kind: NewsKind, content: object) -> None:
    assert is_sound(read_or_unreadable(kind, body(content)))


@given(st.sampled_from(list(NewsKind)), st.binary(max_size=200))
def test_any_bytes_are_news_or_unreadable(kind: NewsKind, content: bytes) -> None:
    assert is_sound(read_or_unreadable(kind, content))


@given(st.sampled_from(SAMPLES), st.data())
def test_a_sample_in_which_anything_stands_elsewhere_is_news_or_unreadable(
    sample: tuple[NewsKind, dict[str, Any]], data: st.DataObject
) -> None:
    kind, content = sample[0], copy.deepcopy(sample[1])
    holder, key = data.draw(st.sampled_from(places(content)))
    holder[key] = data.draw(JSON)
    assert is_sound(read_or_unreadable(kind, body(content)))


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from([str, float, Decimal, int]))
def test_an_amount_is_exact_in_every_way_it_is_written(cents: int, way: Any) -> None:
    units = Decimal(cents).scaleb(-2) if way is not int else cents
    written = f"{units:.2f}" if way is Decimal else way(units)
    exact = cents * 100 if way is int else cents
    found = read(NewsKind.C2B_CONFIRMATION, body(ARRIVAL | {"TransAmount": written}))
    assert isinstance(found, Arrived)
    assert found.amount_cents == exact


def test_who_reads_callbacks_loads_nothing_that_calls_out() -> None:
    heavy = ["mpesakit", "pydantic", "httpx", "cryptography"]
    code = (
        "import sys; from bot.payments import payments_from; import bot.payments.daraja.callbacks;"
        f"print([one for one in {heavy} if one in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
