"""Reversals: of a whole payment that came in, once, while the money is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.simulator.daraja import Kind, Settings, State
from tests.simulator.daraja.asking import (
    ACHIENG,
    RESULT,
    WALLET_CENTS,
    Asker,
    Body,
    daraja,
    said_of_result,
)

ONE_ACCOUNT = Settings(b2c_shortcode="600000", utility_cents=0)


def only_result(asker: Asker) -> Body:
    ((path, document),) = asker.hear()
    assert path == RESULT
    return said_of_result(document)


def pushed(asker: Asker) -> str:
    asker.push()
    asker.stub.customers.answer(ACHIENG)
    asker.hear()
    return asker.stub.book.incoming[-1].receipt


def paid_out(asker: Asker) -> str:
    asker.payout(Amount=500)
    asker.hear()
    return asker.stub.book.outgoing[-1].receipt


def given_back(asker: Asker) -> str:
    receipt = asker.paid()
    assert asker.stub.reverse_by_hand(receipt).is_completed
    return receipt


@pytest.mark.parametrize("pay", [Asker.paid, pushed], ids=["from the menu", "by a push"])
def test_a_payment_is_given_back(pay: Callable[[Asker], str]) -> None:
    with daraja() as asker:
        receipt = pay(asker)
        request_id = asker.reverse(receipt).json()["ConversationID"]
        said = only_result(asker)
        (undone,) = asker.stub.book.outgoing
        assert (said["ResultCode"], said["ConversationID"]) == (0, request_id)
        assert said["TransactionID"] == undone.receipt != receipt
        assert said["items"] == {
            "DebitAccountBalance": "Utility Account|KES|0.00|0.00|0.00|0.00",
            "Amount": 500,
            "TransCompletedTime": 20261127093000,
            "OriginalTransactionID": receipt,
            "Charge": 0,
            "CreditPartyPublicName": f"{ACHIENG} - ACHIENG MARY ATIENO",
            "DebitPartyPublicName": "600000 - CHAMA",
        }
        assert (undone.kind, undone.undoes, undone.fee_cents) == (Kind.REVERSAL, receipt, 0)
        assert asker.stub.customers.wallet(ACHIENG).cents == WALLET_CENTS
        asked = asker.ask_status(OriginatorConversationID=said["OriginatorConversationID"])
        assert asked["TransactionStatus"] == "Completed"


REFUSALS: list[tuple[str, Callable[[Asker], str], Body, str]] = [
    ("what never was", lambda _: "UKR0000000", {}, "R000002"),
    ("what was paid out", paid_out, {}, "R000002"),
    ("a part", Asker.paid, {"Amount": 499}, "R000002"),
    ("what was given back", given_back, {}, "R000001"),
    ("by a strange initiator", Asker.paid, {"Initiator": "somebody"}, "2001"),
]


@pytest.mark.parametrize(
    ("pay", "changes", "code"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS]
)
def test_what_cannot_be_given_back_stays(
    pay: Callable[[Asker], str], changes: Body, code: str
) -> None:
    with daraja() as asker:
        receipt = pay(asker)
        book = asker.stub.book
        assert asker.reverse(receipt, **changes).status_code == 200
        said = only_result(asker)
        assert str(said["ResultCode"]) == code
        assert "ResultParameters" not in said
        assert asker.stub.book == book
        assert asker.stub.ledger.transactions[-1].state == State.DECLINED


def test_what_was_spent_cannot_be_given_back() -> None:
    with daraja(settings=ONE_ACCOUNT) as asker:
        receipt = asker.paid()
        asker.payout(Amount=400)
        asker.hear()
        asker.reverse(receipt)
        said = only_result(asker)
        assert said["ResultCode"] == 1
        assert "already spent" in said["ResultDesc"]
        failed = asker.ask_status(OriginatorConversationID=said["OriginatorConversationID"])
        assert failed["TransactionReason"] == said["ResultDesc"]


def test_a_payment_is_given_back_once() -> None:
    with daraja() as asker:
        receipt = asker.paid()
        asker.paid()
        for code in (0, "R000001"):
            asker.reverse(receipt)
            assert only_result(asker)["ResultCode"] == code
        assert len(asker.stub.book.outgoing) == 1


def test_nobody_is_told_of_what_is_given_back_by_hand() -> None:
    with daraja() as asker:
        asker.register()
        receipt = asker.paid()
        asker.hear()
        assert asker.stub.reverse_by_hand(receipt).undoes == receipt
        assert asker.stub.reverse_by_hand(receipt).code == "R000001"
        assert asker.stub.reverse_by_hand("UKR0000000").code == "R000002"
        assert asker.hear() == []
