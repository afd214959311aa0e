"""The stub refuses what the provider refuses, by the field that is wrong, and then does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tests.simulator.daraja.asking import (
    BALANCE,
    NAME,
    NOW,
    PAYOUT,
    PULL,
    PUSH,
    QUERY,
    REGISTER,
    REGISTER_PULL,
    REVERSAL,
    STATUS,
    Asker,
    Body,
    daraja,
)

BODIES: dict[str, Callable[[Asker], Body]] = {
    PUSH: Asker.push_body,
    QUERY: lambda asker: asker.query_body("ws_CO_1"),
    REGISTER: Asker.register_body,
    PAYOUT: Asker.payout_body,
    STATUS: lambda asker: {**asker.status_body(), "TransactionID": "UKR0000000"},
    REVERSAL: lambda asker: asker.reversal_body("UKR0000000"),
    BALANCE: Asker.balance_body,
    REGISTER_PULL: Asker.register_pull_body,
    PULL: Asker.pull_body,
}

OPTIONAL = {
    *((PUSH, "TransactionDesc"), (PAYOUT, "Occassion")),
}
"""What may be left out; of a status question either of two names must be there."""

MANDATORY = [
    (path, name)
    for path, fields in {
        PUSH: "BusinessShortCode Password Timestamp TransactionType Amount PartyA PartyB "
        "PhoneNumber CallBackURL AccountReference",
        QUERY: "BusinessShortCode Password Timestamp CheckoutRequestID",
        REGISTER: "ShortCode ResponseType ConfirmationURL ValidationURL",
        PAYOUT: "OriginatorConversationID InitiatorName SecurityCredential CommandID Amount PartyA "
        "PartyB Remarks ResultURL QueueTimeOutURL",
        STATUS: "Initiator SecurityCredential CommandID TransactionID PartyA IdentifierType "
        "ResultURL QueueTimeOutURL Remarks",
        REVERSAL: "Initiator SecurityCredential CommandID TransactionID Amount ReceiverParty "
        "RecieverIdentifierType ResultURL QueueTimeOutURL Remarks",
        BALANCE: "Initiator SecurityCredential CommandID PartyA IdentifierType ResultURL "
        "QueueTimeOutURL Remarks",
        REGISTER_PULL: "ShortCode RequestType NominatedNumber CallBackURL",
        PULL: "ShortCode StartDate EndDate OffSetValue",
    }.items()
    for name in fields.split()
]

WRONG: list[tuple[str, str, object]] = [
    (PUSH, "Amount", 0),
    (PUSH, "Amount", -5),
    (PUSH, "Amount", 10.5),
    (PUSH, "Amount", "10.00"),
    (PUSH, "Amount", True),
    (PUSH, "AccountReference", "THIRTEEN-LONG"),
    (PUSH, "TransactionDesc", "Fourteen signs"),
    (PUSH, "TransactionType", "CustomerPaybillOnline"),
    (PUSH, "PartyA", 254712000009),
    (PUSH, "PartyB", "999999"),
    (PUSH, "PhoneNumber", "0712000003"),
    (PUSH, "PhoneNumber", "+254712000003"),
    (PUSH, "CallBackURL", "chama.example/stk"),
    (PUSH, "CallBackURL", "ftp://chama.example/stk"),
    (PUSH, "Timestamp", "2026-11-27 09:30:00"),
    (PUSH, "Timestamp", "202611270930"),
    (PUSH, "AccountReference", ["BCY-3"]),
    (QUERY, "CheckoutRequestID", "ws_CO_of_nobody"),
    (REGISTER, "ShortCode", "999999"),
    (REGISTER, "ResponseType", "completed"),
    (REGISTER, "ConfirmationURL", "https://chama.example/mpesa/confirm"),
    (REGISTER, "ValidationURL", "https://chama.example/Query"),
    (PAYOUT, "Amount", "1200.50"),
    (PAYOUT, "CommandID", "businessPayment"),
    (PAYOUT, "PartyB", "254412000003"),
    (PAYOUT, "Remarks", "R"),
    (PAYOUT, "Remarks", "R" * 101),
    (PAYOUT, "Occassion", {}),
    (PAYOUT, "SecurityCredential", "A-Password#1"),
    (PAYOUT, "SecurityCredential", "QS1QYXNzd29yZCMx"),
    (STATUS, "CommandID", "TransactionStatus"),
    (STATUS, "IdentifierType", "11"),
    (REVERSAL, "RecieverIdentifierType", "4"),
    (REVERSAL, "ReceiverParty", "999999"),
    (REVERSAL, "Amount", 0),
    (BALANCE, "PartyA", "999999"),
    (BALANCE, "IdentifierType", "1"),
    (REGISTER_PULL, "RequestType", "pull"),
    (PULL, "StartDate", "27.11.2026 09:00"),
    (PULL, "EndDate", "2026-11-31 09:00:00"),
    (PULL, "OffSetValue", "-1"),
]


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    """One for all: what is refused leaves nothing behind."""
    with daraja() as one:
        yield one
        assert one.stub.ledger.transactions == []
        assert one.stub.waiting == ()
        assert one.stub.customers.prompts("254712000003") == ()


def refused(asker: Asker, path: str, body: object, **changes: object) -> tuple[int, str, str]:
    """The status, the code and the words of a refusal."""
    answer = asker.post(path, body, **changes)
    said = answer.json()
    assert set(said) == {"requestId", "errorCode", "errorMessage"}
    return answer.status_code, said["errorCode"], said["errorMessage"]


@pytest.mark.parametrize(("path", "name"), MANDATORY)
def test_a_missing_field_is_named(asker: Asker, path: str, name: str) -> None:
    said = refused(asker, path, BODIES[path](asker), **{name: None})
    assert said == (400, "400.002.02", f"Bad Request - Invalid {name}")


@pytest.mark.parametrize("path", BODIES)
def test_every_field_is_mandatory_or_known_to_be_optional(asker: Asker, path: str) -> None:
    named = {name for where, name in (*MANDATORY, *OPTIONAL) if where == path}
    assert named == set(BODIES[path](asker))


@pytest.mark.parametrize(("path", "name", "value"), WRONG)
def test_a_wrong_field_is_named(asker: Asker, path: str, name: str, value: object) -> None:
    said = refused(asker, path, BODIES[path](asker), **{name: value})
    assert said == (400, "400.002.02", f"Bad Request - Invalid {name}")


@pytest.mark.parametrize("path", BODIES)
def test_a_passkey_in_a_body_is_refused(asker: Asker, path: str) -> None:
    passkey = asker.stub.credentials.passkey
    said = refused(asker, path, BODIES[path](asker), Passkey=passkey)
    assert said == (400, "400.002.02", "Bad Request - Invalid Passkey")


@pytest.mark.parametrize("path", [*BODIES, NAME])
@pytest.mark.parametrize("body", [[], "a text", None], ids=["a list", "a text", "null"])
def test_what_is_no_object_is_refused(asker: Asker, path: str, body: object) -> None:
    assert refused(asker, path, body)[:2] == (400, "400.002.05")


def test_the_right_spelling_of_the_receiver_is_refused(asker: Asker) -> None:
    changes = {"RecieverIdentifierType": None, "ReceiverIdentifierType": "11"}
    said = refused(asker, REVERSAL, asker.reversal_body("UKR0000000"), **changes)
    assert said == (400, "400.002.02", "Bad Request - Invalid RecieverIdentifierType")


@pytest.mark.parametrize("path", [PUSH, QUERY])
def test_the_time_of_utc_is_refused(asker: Asker, path: str) -> None:
    signed = asker.stub.credentials.password(asker.stub.shortcode, f"{NOW:%Y%m%d%H%M%S}")
    changes = {"Timestamp": f"{NOW:%Y%m%d%H%M%S}", "Password": signed}
    said = refused(asker, path, BODIES[path](asker), **changes)
    assert said == (400, "400.002.02", "Bad Request - Invalid Timestamp")


@pytest.mark.parametrize("path", [PUSH, QUERY])
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Password", "d3Jvbmc=", "Wrong credentials"),
        ("BusinessShortCode", "999999", "Merchant does not exist"),
    ],
    ids=["a wrong password", "a shortcode of nobody"],
)
def test_who_cannot_sign_is_refused(
    asker: Asker, path: str, name: str, value: str, words: str
) -> None:
    said = refused(asker, path, BODIES[path](asker), **{name: value})
    assert said == (500, "500.001.1001", words)


def test_a_password_of_another_moment_is_refused(asker: Asker) -> None:
    asker.clock.now = NOW + timedelta(seconds=1)
    body = {**asker.push_body(), "Timestamp": "20261127093000"}
    asker.clock.now = NOW
    assert refused(asker, PUSH, body) == (500, "500.001.1001", "Wrong credentials")


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ({"requestID": "r-1", "timestamp": "20261127093000"}, None),
        ({"timestamp": "20261127093000"}, {"msisdn": "254712000003", "shortcode": "600100"}),
        ({"requestID": "r-1"}, {"msisdn": "254712000003", "shortcode": "600100"}),
        ({"requestID": "r-1", "timestamp": "20261127093000"}, {"shortcode": "600100"}),
        ({"requestID": "r-1", "timestamp": "20261127093000"}, {"msisdn": "254712000003"}),
    ],
    ids=["no body", "no id", "no time", "no number", "no shortcode"],
)
def test_a_name_is_asked_for_in_full(asker: Asker, header: Body, body: Body | None) -> None:
    assert refused(asker, NAME, {"header": header, "body": body})[0] == 400
