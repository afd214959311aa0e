"""What can be asked: how a transaction stands, what the accounts hold, whose a number is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.simulator.daraja import Fault
from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    NAME,
    NOBODY,
    RESULT,
    STATUS,
    Asker,
    Body,
    daraja,
    said_of_result,
)

Names = Callable[[Asker], Body]

NAMES: dict[str, Names] = {
    "by its receipt": lambda asker: {"TransactionID": asker.stub.book.outgoing[0].receipt},
    "by our id": lambda _asker: {"OriginatorConversationID": "chama-1-1"},
    "by our id, spelt otherwise": lambda _asker: {"OriginalConversationID": "chama-1-1"},
    "by the provider's id": lambda asker: {
        "OriginatorConversationID": asker.stub.book.outgoing[0].request_id
    },
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_the_status_of_a_payout_is_known(names: Names) -> None:
    with daraja() as asker:
        asker.payout()
        (paid,) = asker.stub.book.outgoing
        assert asker.ask_status(**names(asker)) == {
            "ResultCode": 0,
            "DebitPartyName": "600100 - CHAMA",
            "CreditPartyName": f"{ACHIENG} - ACHIENG MARY ATIENO",
            "OriginatorConversationID": "chama-1-1",
            "InitiatedTime": 20261127093000,
            "DebitAccountType": "Utility Account",
            "DebitPartyCharges": "Fee For B2C Payment|KES|5.00",
            "ReasonType": "Business Payment to Customer via API",
            "TransactionStatus": "Completed",
            "FinalisedTime": 20261127093000,
            "Amount": 1_200,
            "ConversationID": paid.request_id,
            "ReceiptNo": paid.receipt,
        }


def test_keys_repeat_and_lack_values() -> None:
    with daraja() as asker:
        receipt = asker.paid()
        asker.post(STATUS, asker.status_body(), TransactionID=receipt)
        ((_, document),) = asker.hear()
        pairs = document["Result"]["ResultParameters"]["ResultParameter"]
        assert [one["Key"] for one in pairs].count("DebitPartyName") == 2
        assert {"Key": "TransactionReason"} in pairs
        assert document["Result"]["TransactionID"] == "OFP0000000"


def test_the_status_of_a_payment_is_known_by_its_receipt() -> None:
    with daraja() as asker:
        said = asker.ask_status(TransactionID=asker.paid(700, BARAKA))
        assert (said["TransactionStatus"], said["Amount"]) == ("Completed", 700)
        assert said["DebitPartyName"] == f"{BARAKA} - BARAKA"
        assert said["DebitAccountType"] == "MMF Account For Customer"
        assert said["DebitPartyCharges"] == ""


FAILED: list[tuple[str, Body, str]] = [
    ("below ten", {"Amount": 9}, "less than the minimum"),
    ("to nobody", {"PartyB": int(NOBODY)}, "not a registered customer"),
    ("by a strange initiator", {"InitiatorName": "somebody"}, "initiator information is invalid"),
]


@pytest.mark.parametrize(
    ("changes", "words"), [one[1:] for one in FAILED], ids=[one[0] for one in FAILED]
)
def test_the_status_of_a_payout_that_failed_says_why(changes: Body, words: str) -> None:
    with daraja() as asker:
        asker.payout(**changes)
        ((_, document),) = asker.hear()
        said = asker.ask_status(OriginatorConversationID="chama-1-1")
        assert (said["ResultCode"], said["TransactionStatus"]) == (0, "Failed")
        assert said["TransactionReason"] == said_of_result(document)["ResultDesc"]
        assert words in said["TransactionReason"]


def test_the_status_of_a_rejected_payment_says_why() -> None:
    with daraja() as asker:
        asker.stub.customers.pay(ACHIENG, asker.stub.shortcode, 90_000_00, "BCY-3")
        (declined,) = asker.stub.ledger.transactions
        said = asker.ask_status(TransactionID=declined.receipt)
        assert said["TransactionStatus"] == "Declined"
        assert "insufficient" in said["TransactionReason"]


@pytest.mark.parametrize("name", ["TransactionID", "OriginatorConversationID"])
def test_what_never_was_has_no_status(name: str) -> None:
    with daraja() as asker:
        asker.payout()
        assert asker.ask_status(**{name: "UKR0000000"}) == {"ResultCode": 25}


def test_the_balance_is_one_text_of_all_accounts() -> None:
    with daraja() as asker:
        asker.payout()
        assert asker.ask_balance() == {
            "ResultCode": 0,
            "AccountBalance": (
                "Working Account|KES|0.00|0.00|0.00|0.00"
                "&Utility Account|KES|998795.00|998795.00|0.00|0.00"
                "&Charges Paid Account|KES|5.00|5.00|0.00|0.00"
            ),
            "BOCompletedTime": 20261127093000,
        }


def test_a_strange_initiator_learns_nothing() -> None:
    with daraja() as asker:
        receipt = asker.paid()
        sealed = asker.sealed("wrong")
        wrong = {"SecurityCredential": sealed}
        assert asker.ask_status(TransactionID=receipt, **wrong) == {"ResultCode": 2001}
        assert asker.ask_balance(**wrong) == {"ResultCode": 2001}


BENT = [fault for fault in Fault if fault.times is None]


def test_no_fault_bends_the_answer_to_a_question() -> None:
    """All that do not turn a request away at the gate are on at once."""
    with daraja() as asker:
        asker.payout()
        asker.hear()
        names = {"OriginatorConversationID": "chama-1-1"}
        before = asker.ask_status(**names), asker.ask_balance()
        heard = len(asker.listener.heard)
        for fault in BENT:
            asker.stub.faults.switch_on(fault)
        assert (asker.ask_status(**names), asker.ask_balance()) == before
        assert len(asker.listener.heard) == heard + 2
        assert {path for path, _ in asker.listener.heard} == {RESULT}


@pytest.mark.parametrize(
    ("phone", "hidden"),
    [
        (ACHIENG, {"firstName": "achieng", "middleName": "M******", "lastName": "A******"}),
        ("+" + BARAKA, {"firstName": "baraka", "middleName": "", "lastName": ""}),
    ],
    ids=["three names", "one name"],
)
def test_a_name_is_told_at_once_half_hidden(phone: str, hidden: Body) -> None:
    with daraja() as asker:
        assert asker.post(NAME, asker.name_body(phone)).json() == {
            "header": {"requestID": "r-1", "status": 200, "message": "Success"},
            "body": hidden,
        }
        assert asker.hear() == []


def test_a_number_without_a_wallet_has_no_name() -> None:
    with daraja() as asker:
        asker.stub.customers.add("254712000009", "A Name", is_registered=False)
        for phone in (NOBODY, "254712000009"):
            said = asker.post(NAME, asker.name_body(phone)).json()
            assert said["header"]["status"] == 400
            assert said["header"]["message"] == "The customer does not exist."
            assert "body" not in said
