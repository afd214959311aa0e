"""Payments from the menu: validated, confirmed, and listed when asked for."""

from __future__ import annotations

import hashlib

import httpx
import pytest

from bot.simulator.daraja import Kind, Settings, State
from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    CONFIRMED,
    NOBODY,
    PULL,
    REGISTER_PULL,
    REGISTER_V1,
    VALIDATED,
    WALLET_CENTS,
    Asker,
    Body,
    daraja,
)

VALIDATING = Settings(is_validating=True, validation_seconds=0.2)


def confirmation(asker: Asker) -> Body:
    ((path, document),) = asker.hear()
    assert path == CONFIRMED
    return document


def test_addresses_are_registered_once_until_they_are_deleted() -> None:
    with daraja() as asker:
        assert asker.register().json()["ResponseCode"] == "0"
        again = asker.register(REGISTER_V1)
        assert (again.status_code, again.json()["errorCode"]) == (500, "500.003.1001")
        asker.stub.delete_urls()
        assert asker.register().status_code == 200


def test_a_payment_is_confirmed_where_it_was_registered() -> None:
    with daraja() as asker:
        asker.register()
        done = asker.stub.customers.pay("+" + ACHIENG, asker.stub.shortcode, 1_250_00, "BCY-3")
        assert confirmation(asker) == {
            "TransactionType": "Pay Bill",
            "TransID": done.receipt,
            "TransTime": "20261127093000",
            "TransAmount": "1250.00",
            "BusinessShortCode": "600000",
            "BillRefNumber": "BCY-3",
            "InvoiceNumber": "",
            "OrgAccountBalance": "1250.00",
            "ThirdPartyTransID": "",
            "MSISDN": "2547 ***** 003",
            "FirstName": "ACHIENG",
            "MiddleName": "MARY",
            "LastName": "ATIENO",
        }
        assert (done.kind, done.state, done.code) == (Kind.C2B, State.COMPLETED, "0")
        assert asker.stub.customers.wallet(ACHIENG).cents == WALLET_CENTS - 1_250_00
        assert asker.stub.customers.transactions(ACHIENG) == (done,)
        assert asker.stub.customers.transactions(BARAKA) == ()


def test_the_first_version_hashes_the_number() -> None:
    with daraja() as asker:
        asker.register(REGISTER_V1).raise_for_status()
        asker.paid(phone=BARAKA)
        said = confirmation(asker)
        assert said["MSISDN"] == hashlib.sha256(BARAKA.encode()).hexdigest()
        assert (said["FirstName"], said["MiddleName"], said["LastName"]) == ("BARAKA", "", "")


def test_a_payment_to_the_till_is_goods_bought() -> None:
    with daraja() as asker:
        asker.register(ShortCode=asker.stub.till).raise_for_status()
        asker.stub.customers.pay(ACHIENG, asker.stub.till, 500_00, "")
        said = confirmation(asker)
        assert (said["TransactionType"], said["BusinessShortCode"]) == ("Buy Goods", "500001")


def test_nobody_is_told_before_addresses_are_registered() -> None:
    with daraja() as asker:
        asker.paid()
        assert asker.hear() == []
        assert len(asker.stub.book.incoming) == 1


@pytest.mark.parametrize(
    ("cents", "code"),
    [(0, "2"), (-5_00, "2"), (99, "2"), (1_00, "0"), (20_000_01, "1"), (250_000_01, "3")],
)
def test_what_cannot_be_paid_is_declined_and_told_to_nobody(cents: int, code: str) -> None:
    with daraja() as asker:
        asker.register()
        done = asker.stub.customers.pay(ACHIENG, asker.stub.shortcode, cents, "BCY-3")
        assert (done.code, done.is_completed) == (code, code == "0")
        assert len(asker.hear()) == len(asker.stub.book.incoming) == (code == "0")


@pytest.mark.parametrize(("phone", "shortcode"), [(NOBODY, "600000"), (ACHIENG, "999999")])
def test_a_number_that_nobody_has_cannot_pay_or_be_paid(phone: str, shortcode: str) -> None:
    with daraja() as asker, pytest.raises(KeyError):
        asker.stub.customers.pay(phone, shortcode, 500_00, "BCY-3")


def test_a_validation_is_put_before_the_money_moves() -> None:
    with daraja(settings=VALIDATING) as asker:
        asker.register()
        receipt = asker.paid()
        (asked,) = asker.listener.at(VALIDATED)
        assert (asked["TransID"], asked["OrgAccountBalance"]) == (receipt, "")
        assert confirmation(asker) == {**asked, "OrgAccountBalance": "500.00"}


@pytest.mark.parametrize(
    ("status", "says", "default", "is_paid"),
    [
        (200, {"ResultCode": "0"}, "Cancelled", True),
        (200, {"ResultCode": 0}, "Cancelled", True),
        (200, {"ResultCode": "C2B00012"}, "Completed", False),
        (200, {}, "Completed", True),
        (200, [], "Cancelled", False),
        (503, {"ResultCode": "0"}, "Completed", True),
        (503, {"ResultCode": "0"}, "Cancelled", False),
    ],
    ids=[
        *("accepted", "accepted by a number", "rejected", "no code", "no object"),
        *("broken, completed by default", "broken, cancelled by default"),
    ],
)
def test_a_validation_decides_or_else_the_registered_default(
    status: int, says: object, default: str, is_paid: bool
) -> None:
    with daraja(settings=VALIDATING) as asker:
        asker.register(ResponseType=default)
        asker.listener.status, asker.listener.says = status, says
        done = asker.stub.customers.pay(ACHIENG, asker.stub.shortcode, 500_00, "BCY-3")
        assert (done.is_completed, done.code) == (is_paid, "0" if is_paid else "C2B00016")
        assert len(asker.stub.waiting) == is_paid


def test_a_wallet_that_is_emptied_during_the_validation_does_not_pay() -> None:
    with daraja(settings=VALIDATING) as asker:
        asker.register()
        pay = asker.stub.customers.pay
        asker.listener.meanwhile = lambda: pay(ACHIENG, asker.stub.till, 15_000_00, "")
        assert pay(ACHIENG, asker.stub.shortcode, 15_000_00, "BCY-3").code == "1"
        (moved,) = asker.stub.book.incoming
        assert moved.payee == asker.stub.till


def test_who_does_not_listen_to_a_validation_gets_the_default() -> None:
    with daraja(settings=VALIDATING) as asker:
        asker.register(ValidationURL="http://127.0.0.1:9/validated")
        assert asker.paid()


# --- lists -------------------------------------------------------------------------------------


def pulled(asker: Asker, hours: float = 1, offset: int = 0) -> httpx.Response:
    return asker.post(PULL, asker.pull_body(hours, offset))


def test_a_list_is_given_to_who_registered_for_it() -> None:
    with daraja() as asker:
        refused = pulled(asker)
        assert (refused.status_code, refused.json()["errorCode"]) == (400, "400.002.02")
        answer = asker.post(REGISTER_PULL, asker.register_pull_body()).json()
        assert (answer["ResponseStatus"], answer["ShortCode"]) == ("1000", asker.stub.shortcode)
        assert pulled(asker).json()["ResponseCode"] == "1001"


def test_a_list_holds_what_came_in_by_any_way() -> None:
    with daraja(settings=Settings(has_pull=True)) as asker:
        assert pulled(asker).json()["Response"] == [[]]
        asker.push()
        asker.stub.customers.answer(ACHIENG)
        asker.paid(700, BARAKA)
        asker.stub.customers.pay(BARAKA, asker.stub.till, 900_00, "")
        asker.stub.customers.pay(BARAKA, asker.stub.shortcode, 90_000_00, "BCY-4")
        answer = pulled(asker).json()
        assert (answer["ResponseCode"], answer["ResponseMessage"]) == ("1000", "Success")
        ((pushed, paid),) = answer["Response"]
        assert (pushed["amount"], paid["amount"]) == ("500.00", "700.00")
        assert paid == {
            "transactionId": asker.stub.customers.transactions(BARAKA)[0].receipt,
            "trxDate": "2026-11-27T09:30:00Z",
            "msisdn": int(BARAKA),
            "sender": "MPESA",
            "transactiontype": "c2b-pay-bill-debit",
            "billreference": "BCY-3",
            "amount": "700.00",
            "organizationname": "CHAMA",
        }


def test_a_list_comes_by_pages_of_a_hundred() -> None:
    with daraja(settings=Settings(has_pull=True)) as asker:
        receipts = [asker.paid(1) for _ in range(103)]
        pages = [pulled(asker, offset=offset).json() for offset in (0, 100, 200)]
        assert [len(page["Response"][0]) for page in pages] == [100, 3, 0]
        assert [one["transactionId"] for page in pages for one in page["Response"][0]] == receipts
        assert [page["ResponseCode"] for page in pages] == ["1000", "1000", "1001"]


@pytest.mark.parametrize(
    ("ago", "asked_hours", "is_there"),
    [(47, 100, True), (49, 100, False), (2, 1, False), (2, 3, True)],
    ids=["almost two days ago", "over two days ago", "before the time asked for", "within it"],
)
def test_a_list_holds_two_days_and_what_was_asked_for(
    ago: float, asked_hours: float, is_there: bool
) -> None:
    with daraja(settings=Settings(has_pull=True)) as asker:
        asker.paid()
        asker.clock.go_on(ago * 3600)
        asker.fetch_token()
        assert len(pulled(asker, asked_hours).json()["Response"][0]) == is_there
