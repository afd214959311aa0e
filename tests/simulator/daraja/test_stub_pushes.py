"""A push: the prompt on the phone, how it ends, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.simulator.daraja import Daraja, NoPrompt, Settings, State
from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    CONFIRMED,
    NOBODY,
    OF_PUSH,
    WALLET_CENTS,
    Asker,
    Body,
    daraja,
    said_of_push,
)

Act = Callable[[Daraja], str]


def ids_of(asker: Asker, **changes: object) -> tuple[str, str]:
    """What a push that is taken over is called: CheckoutRequestID and MerchantRequestID."""
    said = asker.push(**changes).raise_for_status().json()
    return said["CheckoutRequestID"], said["MerchantRequestID"]


def only_callback(asker: Asker) -> Body:
    (heard,) = asker.hear()
    assert heard[0] == OF_PUSH
    return said_of_push(heard[1])


def test_a_push_is_taken_over_and_asks_on_the_phone() -> None:
    with daraja() as asker:
        answer = asker.push(AccountReference="BCY-12345678", Amount="12500").json()
        assert answer == {
            "MerchantRequestID": answer["MerchantRequestID"],
            "CheckoutRequestID": answer["CheckoutRequestID"],
            "ResponseCode": "0",
            "ResponseDescription": "Success. Request accepted for processing",
            "CustomerMessage": "Success. Request accepted for processing",
        }
        assert answer["CheckoutRequestID"].startswith("ws_CO_27112026093000")
        assert answer["CheckoutRequestID"].endswith(ACHIENG)
        (prompt,) = asker.stub.customers.prompts("+" + ACHIENG)
        assert prompt.text == (
            "Do you want to pay KES 12,500 to CHAMA account no. BCY-12345678? Enter M-PESA PIN"
        )
        assert asker.hear() == []
        assert asker.stub.customers.prompts(BARAKA) == ()


def test_what_is_paid_is_told_with_its_receipt_and_moves() -> None:
    with daraja() as asker:
        request_id, merchant_id = ids_of(asker)
        assert asker.stub.customers.answer(ACHIENG) == "0"
        ((_, document),) = asker.hear()
        (payment,) = asker.stub.book.incoming
        assert document == {
            "Body": {
                "stkCallback": {
                    "MerchantRequestID": merchant_id,
                    "CheckoutRequestID": request_id,
                    "ResultCode": 0,
                    "ResultDesc": "The service request is processed successfully.",
                    "CallbackMetadata": {
                        "Item": [
                            {"Name": "Amount", "Value": 500.0},
                            {"Name": "MpesaReceiptNumber", "Value": payment.receipt},
                            {"Name": "TransactionDate", "Value": 20261127093000},
                            {"Name": "PhoneNumber", "Value": int(ACHIENG)},
                        ]
                    },
                }
            }
        }
        assert payment.receipt.startswith("UKR")
        assert len(payment.receipt) == 10
        assert (payment.cents, payment.reference, payment.state) == (
            *(500_00, "BCY-3"),
            State.COMPLETED,
        )
        assert asker.stub.customers.wallet(ACHIENG).cents == WALLET_CENTS - 500_00
        assert asker.stub.ledger.organisations[asker.stub.shortcode].utility_cents == 500_00


def test_amounts_are_written_with_two_places() -> None:
    with daraja() as asker:
        asker.push()
        asker.stub.customers.answer(ACHIENG)
        assert b'"Value": 500.00}' in asker.stub.waiting[0].body


ENDS: list[tuple[str, Act, str, str]] = [
    ("a wrong PIN", lambda s: s.customers.answer(ACHIENG, "0000"), "2001", "wrong PIN"),
    ("cancelled", lambda s: s.customers.cancel(ACHIENG), "1032", "cancelled"),
    ("left", lambda s: s.customers.leave(ACHIENG), "1019", "expired"),
    ("away", lambda s: s.customers.be_away(ACHIENG), "1037", "cannot be reached"),
]


@pytest.mark.parametrize(
    ("act", "code", "words"), [one[1:] for one in ENDS], ids=[e[0] for e in ENDS]
)
def test_what_is_not_paid_is_told_without_details(act: Act, code: str, words: str) -> None:
    with daraja() as asker:
        request_id, _ = ids_of(asker)
        assert act(asker.stub) == code
        said = only_callback(asker)
        assert (said["CheckoutRequestID"], said["ResultCode"]) == (request_id, int(code))
        assert words in said["ResultDesc"]
        assert "CallbackMetadata" not in said
        answer = asker.query(request_id).json()
        assert (answer["ResultCode"], answer["ResultDesc"]) == (code, said["ResultDesc"])
        assert asker.stub.ledger.transactions == []
        assert asker.stub.customers.wallet(ACHIENG).cents == WALLET_CENTS


@pytest.mark.parametrize(
    ("amount", "code"),
    [(20_000, 0), (20_001, 1), (250_000, 1), (250_001, 3)],
    ids=["all there is", "more than there is", "the most at once", "more than the most at once"],
)
def test_a_right_pin_moves_only_what_can_be_moved(amount: int, code: int) -> None:
    with daraja() as asker:
        asker.push(Amount=amount)
        asker.stub.customers.answer(ACHIENG)
        assert only_callback(asker)["ResultCode"] == code
        assert len(asker.stub.book.incoming) == (code == 0)


def test_nobody_pays_more_than_half_a_million_a_day() -> None:
    rich = "254712000008"
    with daraja() as asker:
        asker.stub.customers.add(rich, "Rich Man", balance_cents=900_000_00)
        for code in ("0", "0", "4"):
            asker.push(Amount=250_000, PartyA=int(rich), PhoneNumber=int(rich))
            assert asker.stub.customers.answer(rich) == code
        asker.clock.go_on(15 * 3600)
        asker.fetch_token()
        asker.push(Amount=250_000, PartyA=int(rich), PhoneNumber=int(rich))
        assert asker.stub.customers.answer(rich) == "0"


@pytest.mark.parametrize(
    "how", [None, {"is_registered": False}, {"is_on": False}], ids=["nobody", "no M-PESA", "off"]
)
def test_a_phone_that_cannot_be_reached_is_told_at_once(how: dict[str, bool] | None) -> None:
    with daraja() as asker:
        if how is not None:
            asker.stub.customers.add(NOBODY, "A Name", **how)
        request_id, _ = ids_of(asker, PartyA=int(NOBODY), PhoneNumber=int(NOBODY))
        assert only_callback(asker)["ResultCode"] == 1037
        assert asker.query(request_id).json()["ResultCode"] == "1037"
        assert asker.stub.customers.prompts(NOBODY) == ()


def test_a_prompt_that_is_too_long_never_shows() -> None:
    with daraja(settings=Settings(name="C" * 150)) as asker:
        asker.push()
        assert only_callback(asker)["ResultCode"] == 1025


def test_the_same_amount_too_soon_is_limited() -> None:
    with daraja(settings=Settings(push_gap_seconds=120)) as asker:
        codes = []
        for seconds, amount in ((0, 500), (119, 500), (0, 600), (1, 500)):
            asker.clock.go_on(seconds)
            asker.push(Amount=amount)
            asker.stub.customers.answer(ACHIENG)
            codes.append(only_callback(asker)["ResultCode"])
        assert codes == [0, 17, 0, 0]


def test_a_phone_is_asked_one_thing_at_a_time() -> None:
    with daraja() as asker:
        asker.push()
        second = asker.push(Amount=600)
        assert (second.status_code, second.json()["errorCode"]) == (500, "500.001.1001")
        assert second.json()["errorMessage"].startswith("Unable to lock subscriber")
        assert asker.push(PartyA=int(BARAKA), PhoneNumber=int(BARAKA)).status_code == 200
        asker.stub.customers.answer(ACHIENG)
        assert asker.push(Amount=600).status_code == 200


def test_a_prompt_that_nobody_answers_expires() -> None:
    with daraja(settings=Settings(prompt_seconds=30)) as asker:
        request_id, _ = ids_of(asker)
        asker.clock.go_on(29)
        assert (
            asker.query(request_id).json()["errorMessage"] == "The transaction is being processed"
        )
        asker.clock.go_on(1)
        assert asker.stub.customers.answer(ACHIENG) == "1019"
        assert only_callback(asker)["ResultCode"] == 1019
        assert asker.stub.book.incoming == ()


def test_a_prompt_expires_at_a_delivery_too() -> None:
    with daraja() as asker:
        asker.push()
        asker.clock.go_on(60)
        assert only_callback(asker)["ResultCode"] == 1019


def test_a_question_about_an_open_prompt_says_that_it_is_processed() -> None:
    with daraja() as asker:
        request_id, merchant_id = ids_of(asker)
        answer = asker.query(request_id)
        assert (answer.status_code, answer.json()["errorCode"]) == (500, "500.001.1001")
        asker.stub.customers.answer(ACHIENG)
        assert asker.query(request_id).json() == {
            "ResponseCode": "0",
            "ResponseDescription": "The service request has been accepted successfully",
            "MerchantRequestID": merchant_id,
            "CheckoutRequestID": request_id,
            "ResultCode": "0",
            "ResultDesc": "The service request is processed successfully.",
        }


def test_a_prompt_ends_once() -> None:
    with daraja() as asker:
        asker.push()
        acts = asker.stub.customers
        assert acts.cancel(ACHIENG) == "1032"
        assert (acts.answer(ACHIENG), acts.leave(ACHIENG)) == ("1032", "1032")
        assert only_callback(asker)["ResultCode"] == 1032
        assert asker.stub.book.incoming == ()


def test_who_was_asked_nothing_has_nothing_to_answer() -> None:
    with daraja() as asker:
        for act in (asker.stub.customers.answer, asker.stub.customers.cancel):
            with pytest.raises(NoPrompt):
                act(ACHIENG)


def test_a_push_to_the_paybill_is_told_by_c2b_too_under_one_receipt() -> None:
    with daraja() as asker:
        asker.register().raise_for_status()
        asker.push()
        asker.stub.customers.answer(ACHIENG)
        asker.hear()
        (own,), (confirmed,) = asker.listener.at(OF_PUSH), asker.listener.at(CONFIRMED)
        assert confirmed["TransID"] == said_of_push(own)["items"]["MpesaReceiptNumber"]
        assert confirmed["TransAmount"] == "500.00"
        assert confirmed["BillRefNumber"] == "BCY-3"
        assert len(asker.stub.book.incoming) == 1


def test_the_two_reports_of_a_push_come_in_either_order() -> None:
    orders = set()
    with daraja() as asker:
        asker.register().raise_for_status()
        for _ in range(12):
            asker.push()
            asker.stub.customers.answer(ACHIENG)
            orders.add(tuple(path for path, _ in asker.hear()))
    assert orders == {(OF_PUSH, CONFIRMED), (CONFIRMED, OF_PUSH)}


def test_a_till_is_asked_for_by_its_number_and_told_by_the_push_alone() -> None:
    with daraja() as asker:
        till = asker.stub.till
        asker.register(ShortCode=till).raise_for_status()
        asker.push(TransactionType="CustomerBuyGoodsOnline", PartyB=till).raise_for_status()
        asker.stub.customers.answer(ACHIENG)
        assert only_callback(asker)["ResultCode"] == 0
        assert asker.stub.book.incoming[0].payee == till
