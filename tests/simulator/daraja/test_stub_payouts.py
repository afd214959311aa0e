"""Payouts: taken over at once, told of later, each id once, at the fee of the day."""

from __future__ import annotations

import pytest

from bot.simulator.daraja import Kind, Settings, State
from tests.simulator.daraja.asking import (
    ACHIENG,
    NOBODY,
    PAYOUT,
    RESULT,
    WALLET_CENTS,
    Asker,
    Body,
    daraja,
    said_of_result,
)

UTILITY_CENTS = Settings().utility_cents
PLACEHOLDER = "OFP0000000"


def only_result(asker: Asker) -> Body:
    ((path, document),) = asker.hear()
    assert path == RESULT
    return said_of_result(document)


def test_a_payout_is_taken_over_and_then_told_of() -> None:
    with daraja() as asker:
        answer = asker.payout("chama-1-77").json()
        assert answer == {
            "ConversationID": answer["ConversationID"],
            "OriginatorConversationID": "chama-1-77",
            "ResponseCode": "0",
            "ResponseDescription": "Accept the service request successfully.",
        }
        (paid,) = asker.stub.book.outgoing
        ((path, document),) = asker.hear()
        assert path == RESULT
        assert said_of_result(document) == {
            **document["Result"],
            "ResultType": 0,
            "ResultCode": 0,
            "ResultDesc": "The service request is processed successfully.",
            "OriginatorConversationID": "chama-1-77",
            "ConversationID": answer["ConversationID"],
            "TransactionID": paid.receipt,
            "ReferenceData": {
                "ReferenceItem": {"Key": "QueueTimeoutURL", "Value": asker.url("/timeout")}
            },
            "items": {
                "TransactionAmount": 1_200,
                "TransactionReceipt": paid.receipt,
                "B2CRecipientIsRegisteredCustomer": "Y",
                "B2CChargesPaidAccountAvailableFunds": 5.0,
                "ReceiverPartyPublicName": f"{ACHIENG} - ACHIENG MARY ATIENO",
                "TransactionCompletedDateTime": "27.11.2026 09:30:00",
                "B2CUtilityAccountAvailableFunds": 998_795.0,
                "B2CWorkingAccountAvailableFunds": 0.0,
            },
        }
        assert (paid.kind, paid.cents, paid.fee_cents) == (Kind.PAYOUT, 1_200_00, 5_00)
        assert (paid.our_id, paid.request_id) == ("chama-1-77", answer["ConversationID"])
        assert asker.stub.customers.wallet(ACHIENG).cents == WALLET_CENTS + 1_200_00


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        *((10, 0), (100, 0), (101, 5), (1_500, 5), (1_501, 9), (5_000, 9), (5_001, 11)),
        *((15_000, 11), (250_000, 11)),
    ],
)
def test_a_payout_costs_what_the_tariff_says(amount: int, fee: int) -> None:
    with daraja() as asker:
        asker.payout(Amount=amount)
        (paid,) = asker.stub.book.outgoing
        payer = asker.stub.ledger.organisations[asker.stub.b2c_shortcode]
        assert (paid.fee_cents, payer.charges_cents) == (fee * 100, fee * 100)
        assert payer.utility_cents == UTILITY_CENTS - amount * 100 - fee * 100


REFUSALS: list[tuple[str, Body, int | str]] = [
    ("below ten", {"Amount": 9}, 2),
    ("above the limit", {"Amount": 250_001}, 3),
    ("to nobody", {"PartyB": int(NOBODY)}, 2040),
    ("from an account of another", {"PartyA": "600000"}, 2028),
    ("by a strange initiator", {"InitiatorName": "somebody"}, 2001),
]


@pytest.mark.parametrize(
    ("changes", "code"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS]
)
def test_a_payout_that_fails_is_told_without_details(changes: Body, code: int) -> None:
    with daraja() as asker:
        assert asker.payout(**changes).status_code == 200
        said = only_result(asker)
        assert said["ResultCode"] == code
        assert "ResultParameters" not in said
        (failed,) = asker.stub.ledger.transactions
        assert said["TransactionID"] in (PLACEHOLDER, failed.receipt)
        assert (failed.state, failed.code, failed.fee_cents) == (State.FAILED, str(code), 0)
        assert asker.stub.book.outgoing == ()
        assert asker.stub.ledger.organisations["600100"].utility_cents == UTILITY_CENTS


@pytest.mark.parametrize("password", ["wrong", "A-Password#1\n"])
def test_a_wrong_password_is_an_invalid_initiator(password: str) -> None:
    with daraja() as asker:
        asker.payout(SecurityCredential=asker.sealed(password))
        assert only_result(asker)["ResultCode"] == 2001


def test_a_password_that_was_sealed_for_another_key_is_an_invalid_initiator() -> None:
    with daraja() as asker:
        asker.payout(SecurityCredential="A" * 340 + "AA==")
        assert only_result(asker)["ResultCode"] == 2001


@pytest.mark.parametrize(
    ("holds_cents", "code"),
    [(1_205_00, 0), (1_204_99, 1)],
    ids=["with the fee exactly enough", "a cent too little for the fee"],
)
def test_the_utility_account_pays_the_fee_too(holds_cents: int, code: int) -> None:
    with daraja(settings=Settings(utility_cents=holds_cents)) as asker:
        asker.payout()
        assert only_result(asker)["ResultCode"] == code


@pytest.mark.parametrize(("holds", "code"), [(498_800, 0), (498_801, 8)])
def test_a_wallet_holds_half_a_million_at_most(holds: int, code: int) -> None:
    with daraja() as asker:
        asker.stub.customers.add(NOBODY, "Rich", balance_cents=holds * 100)
        asker.payout(PartyB=int(NOBODY))
        assert only_result(asker)["ResultCode"] == code


def test_a_wallet_that_is_not_registered_gets_nothing() -> None:
    with daraja() as asker:
        asker.stub.customers.add(NOBODY, "A Name", is_registered=False)
        asker.payout(PartyB=int(NOBODY))
        assert only_result(asker)["ResultCode"] == 2040


@pytest.mark.parametrize("changes", [{}, {"Amount": 9}], ids=["after a success", "after a failure"])
def test_the_same_id_is_refused_whatever_became_of_it(changes: Body) -> None:
    with daraja() as asker:
        asker.payout(**changes)
        again = asker.payout()
        assert again.status_code == 500
        assert again.json()["errorCode"] == "500.002.1001"
        assert again.json()["errorMessage"] == "Duplicate OriginatorConversationID."
        assert len(asker.stub.ledger.transactions) == 1
        assert asker.payout("chama-1-2").status_code == 200


def test_a_refused_request_does_not_use_up_its_id() -> None:
    with daraja() as asker:
        assert asker.payout(ResultURL="nowhere").status_code == 400
        assert asker.payout().status_code == 200


def test_paybill_and_payouts_may_be_one_account() -> None:
    with daraja(settings=Settings(b2c_shortcode="600000", utility_cents=0)) as asker:
        asker.paid(2_000)
        asker.payout()
        assert only_result(asker)["ResultCode"] == 0
        assert asker.stub.ledger.organisations["600000"].utility_cents == 795_00


def test_each_request_is_kept() -> None:
    with daraja() as asker:
        asker.payout("chama-1-1")
        asker.payout("chama-1-1")
        kept = [one.body for one in asker.stub.received if one.path == PAYOUT]
        assert [one["OriginatorConversationID"] for one in kept] == ["chama-1-1", "chama-1-1"]
