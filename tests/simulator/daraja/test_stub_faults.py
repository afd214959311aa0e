"""Each fault does what its sentence says, to each kind of money to which it can happen."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from bot.simulator.daraja import Fault, Kind, Settings
from bot.simulator.daraja.faults import FORCED_CODES
from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    CONFIRMED,
    OF_PUSH,
    RESULT,
    TIMEOUT,
    Asker,
    Body,
    daraja,
    said_of_push,
    said_of_result,
)

PUSH, C2B, PAYOUT, REVERSAL = Kind.PUSH, Kind.C2B, Kind.PAYOUT, Kind.REVERSAL
OWN_PATH = {PUSH: OF_PUSH, C2B: CONFIRMED, PAYOUT: RESULT, REVERSAL: RESULT}
OUR_ID = "chama-1-1"
HANG_SECONDS = 0.05

Check = Callable[[Asker, Kind], None]
CHECKS: dict[Fault, Check] = {}


def shows(*faults: Fault) -> Callable[[Check], Check]:
    """Marks what shows that these faults do as they say; it runs while one of them is on."""

    def mark(check: Check) -> Check:
        for fault in faults:
            assert CHECKS.setdefault(fault, check) is check
        return check

    return mark


@contextmanager
def misbehaving(fault: Fault, seed: int = 0) -> Iterator[Asker]:
    """A stub that told of one payment, and misbehaves from now on."""
    settings = Settings(hang_seconds=HANG_SECONDS, is_validating=fault is Fault.VALIDATION_TOO_LATE)
    with daraja(seed=seed, settings=settings) as asker:
        asker.register().raise_for_status()
        asker.paid()
        asker.hear()
        asker.listener.heard.clear()
        asker.stub.faults.switch_on(fault, fault.times)
        yield asker


CELLS = [(fault, kind) for fault in Fault for kind in Kind if kind in fault.touches]


@pytest.mark.parametrize(
    ("fault", "kind"), CELLS, ids=[f"{kind}-{fault.name.lower()}" for fault, kind in CELLS]
)
def test_each_fault_does_what_it_says(fault: Fault, kind: Kind) -> None:
    with misbehaving(fault) as asker:
        CHECKS[fault](asker, kind)
        assert asker.stub.ledger.total_cents == asker.stub.ledger.brought_cents


ORDERS = [
    (fault, kind)
    for fault, kind in CELLS
    if fault
    in (
        *(Fault.SUCCESS_AFTER_FAILURE, Fault.FAILURE_AFTER_SUCCESS),
        *(Fault.TIMEOUT_FLAT, Fault.TIMEOUT_WRAPPED),
    )
]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize(
    ("fault", "kind"), ORDERS, ids=[f"{kind}-{fault.name.lower()}" for fault, kind in ORDERS]
)
def test_what_comes_after_something_else_does_so_whatever_the_seed(
    fault: Fault, kind: Kind, seed: int
) -> None:
    with misbehaving(fault, seed) as asker:
        CHECKS[fault](asker, kind)


def test_every_fault_is_shown_and_has_its_place_among_the_twenty_families() -> None:
    assert set(CHECKS) == set(Fault)
    assert {fault.number for fault in Fault} == set(range(1, 21))
    assert len({fault.sentence for fault in Fault}) == len(Fault)
    assert all(fault.touches and fault.sentence.endswith(".") for fault in Fault)
    assert repr(Fault.NO_ANSWER) == "Fault.NO_ANSWER"


# --- what is played ------------------------------------------------------------------------------


def ask(asker: Asker, kind: Kind) -> httpx.Response:
    """Ask for money to move, as an app does."""
    if kind is PUSH:
        return asker.push()
    if kind is PAYOUT:
        return asker.payout(OUR_ID)
    return asker.reverse(asker.stub.book.incoming[0].receipt)


def play(asker: Asker, kind: Kind) -> list[Body]:
    """Money moves, or not; what is told on its own path, oldest first."""
    if kind is C2B:
        asker.stub.customers.pay(ACHIENG, asker.stub.shortcode, 500_00, "BCY-3")
    else:
        ask(asker, kind).raise_for_status()
    if asker.stub.customers.prompts(ACHIENG):
        asker.stub.customers.answer(ACHIENG)
    asker.hear()
    return asker.listener.at(OWN_PATH[kind])


def is_done(asker: Asker, kind: Kind) -> bool:
    """Whether a request was acted on: the phone asks, or the money moved."""
    if kind is PUSH:
        return bool(asker.stub.customers.prompts(ACHIENG))
    return [one.kind for one in asker.stub.book.outgoing] == [kind]


def inside(document: Body) -> Body:
    """What a push's callback or a result says, as it came."""
    said: Body = document["Body"]["stkCallback"] if "Body" in document else document["Result"]
    return said


def details(document: Body) -> Any:
    """The items of a success, in whatever shape."""
    said = inside(document)
    if "Body" in document:
        return said["CallbackMetadata"]["Item"]
    return said["ResultParameters"]["ResultParameter"]


def values(document: Body) -> dict[str, object]:
    return {one.get("Name") or one["Key"]: one.get("Value") for one in details(document)}


def codes(documents: list[Body]) -> list[object]:
    return [inside(document)["ResultCode"] for document in documents]


def receipt_in(document: Body) -> str:
    said = values(document)
    return str(said.get("MpesaReceiptNumber") or said["TransactionReceipt"])


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errorCode"]


# --- 1 to 5: when and how often callbacks come ---------------------------------------------------


@shows(Fault.CALLBACK_TWICE)
def comes_twice(asker: Asker, kind: Kind) -> None:
    first, second = play(asker, kind)
    assert first == second
    assert all(asker.listener.heard.count(one) == 2 for one in asker.listener.heard)


@shows(Fault.CALLBACK_TRIED_AGAIN)
def is_tried_again(asker: Asker, kind: Kind) -> None:
    asker.listener.status = 503
    refused = play(asker, kind)
    assert len(asker.stub.undelivered) == len(asker.listener.heard) > 0
    asker.listener.status = 200
    assert asker.stub.deliver() == len(asker.listener.heard) // 2
    assert asker.listener.at(OWN_PATH[kind]) == refused * 2
    assert asker.stub.undelivered == ()
    assert asker.stub.deliver() == 0


@shows(Fault.SUCCESS_AFTER_FAILURE)
def succeeds_after_it_failed(asker: Asker, kind: Kind) -> None:
    failed, paid = codes(play(asker, kind))
    assert failed in (1019, 1032, 1037)
    assert paid == 0
    assert [one.kind for one in asker.stub.book.incoming] == [C2B, PUSH]


@shows(Fault.FAILURE_AFTER_SUCCESS)
def fails_after_it_succeeded(asker: Asker, kind: Kind) -> None:
    done, failed = play(asker, kind)
    assert codes([done]) == [0]
    assert codes([failed])[0] in (1019, 1032, 1037, 2006)
    assert asker.stub.ledger.transactions[-1].kind is kind
    assert asker.stub.ledger.transactions[-1].is_completed


@shows(Fault.CALLBACK_FIRST)
def is_told_before_the_answer(asker: Asker, kind: Kind) -> None:
    heard_before: list[int] = []
    asker.client.event_hooks = {"response": [lambda _: heard_before.append(len(told()))]}

    def told() -> list[Body]:
        return asker.listener.at(OWN_PATH[kind])

    answer = ask(asker, kind)
    assert answer.status_code == 200
    assert heard_before == [1]
    assert codes(told()) == [0]
    assert asker.stub.waiting == ()
    named = answer.json().get("CheckoutRequestID") or answer.json()["ConversationID"]
    assert named in inside(told()[0]).values()


@shows(Fault.NO_CALLBACK)
def is_never_told(asker: Asker, kind: Kind) -> None:
    assert play(asker, kind) == []
    assert asker.listener.heard == []
    assert asker.stub.waiting == ()
    assert asker.stub.ledger.transactions[-1].is_completed


# --- 6, 7, 19: what is answered, or not ----------------------------------------------------------


@shows(Fault.NO_ANSWER)
def is_done_and_not_answered(asker: Asker, kind: Kind) -> None:
    began = time.monotonic()
    with pytest.raises(httpx.TransportError):
        ask(asker, kind)
    assert time.monotonic() - began >= HANG_SECONDS
    assert is_done(asker, kind)


@shows(Fault.ERROR_THOUGH_DONE)
def is_done_and_called_an_error(asker: Asker, kind: Kind) -> None:
    assert error_of(ask(asker, kind)) == (500, "500.001.1001")
    assert is_done(asker, kind)


@shows(Fault.SPIKE_ARREST)
def is_turned_away_twice(asker: Asker, kind: Kind) -> None:
    for _ in range(2):
        assert error_of(ask(asker, kind)) == (429, "500.003.02")
        assert not is_done(asker, kind)
    assert ask(asker, kind).status_code == 200
    assert is_done(asker, kind)


@shows(Fault.FORBIDDEN_PAGE)
def is_stopped_by_a_firewall_twice(asker: Asker, kind: Kind) -> None:
    for _ in range(2):
        answer = ask(asker, kind)
        assert answer.status_code == 403
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.text.startswith("<html>")
        assert not is_done(asker, kind)
    assert ask(asker, kind).status_code == 200


@shows(Fault.TOKEN_TAKEN)
def loses_its_token_once(asker: Asker, kind: Kind) -> None:
    status, code = error_of(ask(asker, kind))
    assert status in (401, 404)
    assert code == "404.001.03"
    assert not is_done(asker, kind)
    assert error_of(ask(asker, kind))[1] == "404.001.03"
    asker.fetch_token()
    assert ask(asker, kind).status_code == 200


# --- 8, 9, 10: a question too early, and two reports of one payment ------------------------------


@shows(Fault.STILL_PROCESSING)
def says_that_it_is_being_processed(asker: Asker, kind: Kind) -> None:
    request_id = inside(play(asker, kind)[0])["CheckoutRequestID"]
    answers = [asker.query(request_id) for _ in range(4)]
    times = [answer.status_code for answer in answers].count(500)
    assert 1 <= times <= 3
    assert {error_of(answer) for answer in answers[:times]} == {(500, "500.001.1001")}
    assert {answer.json()["ResultCode"] for answer in answers[times:]} == {"0"}


@shows(Fault.C2B_BEFORE_STK)
def is_confirmed_first(asker: Asker, kind: Kind) -> None:
    for _ in range(6):
        play(asker, kind)
    assert [path for path, _ in asker.listener.heard] == [CONFIRMED, OF_PUSH] * 6


@shows(Fault.STK_BEFORE_C2B)
def is_confirmed_last(asker: Asker, kind: Kind) -> None:
    for _ in range(6):
        play(asker, kind)
    assert [path for path, _ in asker.listener.heard] == [OF_PUSH, CONFIRMED] * 6


@shows(Fault.SAME_ID_OTHER_AMOUNT)
def is_confirmed_with_another_amount(asker: Asker, kind: Kind) -> None:
    play(asker, kind)
    told = asker.listener.at(CONFIRMED)
    assert {one["TransAmount"] for one in told} == {"500.00", "1000.00"}
    assert [one["TransID"] for one in told] == [asker.stub.book.incoming[-1].receipt] * 2
    assert [one.cents for one in asker.stub.book.incoming] == [500_00] * 2


# --- 11: forged ----------------------------------------------------------------------------------


@shows(Fault.UNKNOWN_REQUEST)
def is_told_of_a_request_of_nobody(asker: Asker, kind: Kind) -> None:
    told = play(asker, kind)
    assert codes(told) == [0, 0]
    known = {one.request_id for one in asker.stub.ledger.transactions}
    names = [inside(one).get("CheckoutRequestID") or inside(one)["ConversationID"] for one in told]
    strange = [one for one, name in zip(told, names, strict=True) if name not in known]
    assert len(strange) == 1
    assert asker.stub.ledger.by_id(inside(strange[0]).get("OriginatorConversationID", "")) is None


@shows(Fault.FORGED_AMOUNT)
def is_claimed_with_another_amount(asker: Asker, kind: Kind) -> None:
    if kind is PUSH:
        ask(asker, kind)
        asker.hear()
        (forged,) = asker.listener.at(OF_PUSH)
        assert asker.stub.customers.prompts(ACHIENG)[0].request_id in inside(forged).values()
        amount, wanted = values(forged)["Amount"], 500
    else:
        receipts = {one.receipt for one in asker.stub.ledger.transactions}
        told = play(asker, kind)
        receipts |= {one.receipt for one in asker.stub.ledger.transactions}
        (forged,) = [one for one in told if receipt_in(one) not in receipts]
        assert {inside(one)["OriginatorConversationID"] for one in told} == {OUR_ID}
        amount, wanted = values(forged)["TransactionAmount"], 1_200
    assert codes([forged]) == [0]
    assert amount == wanted + 1_000
    assert asker.stub.ledger.by_receipt(receipt_in(forged)) is None


# --- 12, 13: odd shapes --------------------------------------------------------------------------


@shows(Fault.CODES_AS_TEXT)
def says_codes_as_text(asker: Asker, kind: Kind) -> None:
    assert codes(play(asker, kind)) == ["0"]


@shows(Fault.CODES_NULL)
def says_no_codes(asker: Asker, kind: Kind) -> None:
    assert codes(play(asker, kind)) == [None]


@shows(Fault.ONE_ITEM_BARE)
def says_the_receipt_alone(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    item = details(told)
    assert set(item) in ({"Name", "Value"}, {"Key", "Value"})
    done = asker.stub.ledger.transactions[-1]
    assert item["Value"] == (done.undoes if kind is REVERSAL else done.receipt)


@shows(Fault.DETAILS_MISSING)
def says_no_details(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    key = "CallbackMetadata" if kind is PUSH else "ResultParameters"
    assert codes([told]) == [0]
    assert inside(told).get(key) is None


@shows(Fault.AMOUNTS_AS_TEXT)
def says_numbers_as_text(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert {type(value) for value in values(told).values()} == {str}
    amount = values(told).get("Amount") or values(told)["TransactionAmount"]
    assert amount in ("500", "500.00", "1200")


@shows(Fault.BALANCE_WITHOUT_VALUE)
def names_a_balance_and_says_none(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert {"Name": "Balance"} in details(told)
    assert values(told)["Amount"] == 500


@shows(Fault.PHONE_HASHED)
def hashes_the_number(asker: Asker, kind: Kind) -> None:
    play(asker, kind)
    (told,) = asker.listener.at(CONFIRMED)
    assert told["MSISDN"] == hashlib.sha256(ACHIENG.encode()).hexdigest()


@shows(Fault.PHONE_ABSENT)
def says_no_number(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert "PhoneNumber" not in (values(told) if kind is PUSH else ())
    assert [one["MSISDN"] for one in asker.listener.at(CONFIRMED)] == [""]


@shows(Fault.PHONE_MASKED)
def masks_the_number(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert values(told)["PhoneNumber"] == "2547****003"


@shows(Fault.NAMES_EMPTY)
def says_no_name(asker: Asker, kind: Kind) -> None:
    play(asker, kind)
    (told,) = asker.listener.at(CONFIRMED)
    assert [told[name] for name in ("FirstName", "MiddleName", "LastName")] == [""] * 3


@shows(Fault.REFERENCE_MISTYPED)
def mistypes_the_account(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert told["BillRefNumber"] == asker.stub.book.incoming[-1].reference == "BCY-"


@shows(Fault.REFERENCE_OF_ANOTHER)
def types_the_account_of_another_group(asker: Asker, kind: Kind) -> None:
    (told,) = play(asker, kind)
    assert told["BillRefNumber"] == asker.stub.settings.strange_reference


# --- 14 to 18: payouts ---------------------------------------------------------------------------


@shows(Fault.FIRST_ANSWER_LOST)
def loses_the_first_answer(asker: Asker, kind: Kind) -> None:
    with pytest.raises(httpx.TransportError):
        ask(asker, kind)
    assert error_of(ask(asker, kind)) == (500, "500.002.1001")
    assert is_done(asker, kind)


@shows(Fault.SAID_TO_BE_KNOWN)
def says_that_a_new_id_is_known(asker: Asker, kind: Kind) -> None:
    assert error_of(ask(asker, kind)) == (500, "500.002.1001")
    assert is_done(asker, kind)


@shows(Fault.RESULT_LOST)
def is_known_by_its_status_alone(asker: Asker, kind: Kind) -> None:
    assert play(asker, kind) == []
    said = asker.ask_status(OriginatorConversationID=OUR_ID)
    assert (said["TransactionStatus"], said["Amount"]) == ("Completed", 1_200)


@shows(Fault.TIMEOUT_FLAT, Fault.TIMEOUT_WRAPPED)
def times_out_and_then_succeeds(asker: Asker, kind: Kind) -> None:
    told = play(asker, kind)
    assert [path for path, _ in asker.listener.heard] == [TIMEOUT, RESULT]
    assert codes(told) == [0]
    (notice,) = asker.listener.at(TIMEOUT)
    is_wrapped = asker.stub.faults.has(Fault.TIMEOUT_WRAPPED)
    assert ("Result" in notice) == is_wrapped
    said = notice["Result"] if is_wrapped else notice
    for name in ("ConversationID", "OriginatorConversationID"):
        assert said[name] == inside(told[0])[name]
    assert "ResultCode" not in said


@shows(*FORCED_CODES)
def is_told_that_it_failed(asker: Asker, kind: Kind) -> None:
    (code,) = {FORCED_CODES[one] for one in FORCED_CODES if asker.stub.faults.has(one)}
    (told,) = play(asker, kind)
    failed = asker.stub.ledger.transactions[-1]
    assert [str(said) for said in codes([told])] == [code]
    assert (failed.kind, failed.code, failed.is_completed) == (kind, code, False)
    assert said_of_result(told)["TransactionID"] in ("OFP0000000", failed.receipt)
    assert "ResultParameters" not in inside(told)
    is_of_spent = asker.stub.faults.has(Fault.REVERSAL_OF_SPENT)
    assert ("already spent" in inside(told)["ResultDesc"]) == is_of_spent


@shows(Fault.SECOND_PART_FAILS)
def fails_in_its_second_part(asker: Asker, kind: Kind) -> None:
    for number in (1, 2, 3):
        asker.payout(f"chama-1-{number}").raise_for_status()
        asker.hear()
    assert codes(asker.listener.at(RESULT)) == [0, 8, 0]
    assert [one.kind for one in asker.stub.book.outgoing] == [kind] * 2


# --- 20 ------------------------------------------------------------------------------------------


@shows(Fault.REVERSED_BEFORE)
def was_given_back_by_hand(asker: Asker, kind: Kind) -> None:
    assert codes(play(asker, kind)) == ["R000001"]
    (by_hand,) = asker.stub.book.outgoing
    assert (by_hand.kind, by_hand.our_id) == (kind, "")


@shows(Fault.VALIDATION_TOO_LATE)
def validates_too_late(asker: Asker, kind: Kind) -> None:
    asker.listener.says = {"ResultCode": "C2B00012"}
    assert len(play(asker, kind)) == 1
    asker.stub.delete_urls()
    asker.register(ResponseType="Cancelled")
    asker.listener.says = {"ResultCode": "0"}
    assert len(play(asker, kind)) == 1
    assert [one.kind for one in asker.stub.book.incoming] == [C2B, kind]


# --- several choices, and how often --------------------------------------------------------------


@pytest.mark.parametrize("act", ["cancel", "leave", "be_away"])
def test_what_was_told_failed_may_be_paid_all_the_same(act: str) -> None:
    with misbehaving(Fault.SUCCESS_AFTER_FAILURE) as asker:
        asker.push()
        failed = getattr(asker.stub.customers, act)(ACHIENG)
        asker.hear()
        assert asker.stub.customers.answer(ACHIENG) == "0"
        asker.hear()
        told = [said_of_push(one) for one in asker.listener.at(OF_PUSH)]
        assert [str(one["ResultCode"]) for one in told] == [failed, "0"]
        assert told[1]["items"]["MpesaReceiptNumber"] == asker.stub.book.incoming[-1].receipt


def test_only_the_customer_who_was_asked_just_now_is_so_quick() -> None:
    with daraja() as asker:
        asker.push(PartyA=int(BARAKA), PhoneNumber=int(BARAKA))
        asker.stub.faults.switch_on(Fault.CALLBACK_FIRST)
        asker.push()
        assert [one.payer for one in asker.stub.book.incoming] == [ACHIENG]
        assert len(asker.stub.customers.prompts(BARAKA)) == 1


def test_a_wrong_pin_ends_a_prompt_for_good() -> None:
    with misbehaving(Fault.SUCCESS_AFTER_FAILURE) as asker:
        asker.push()
        assert asker.stub.customers.answer(ACHIENG, "0000") == "2001"
        assert asker.stub.customers.answer(ACHIENG) == "2001"


def test_details_are_missing_as_an_absent_key_or_as_null() -> None:
    with misbehaving(Fault.DETAILS_MISSING) as asker:
        for _ in range(8):
            told = play(asker, PUSH)
    assert {"CallbackMetadata" in inside(one) for one in told} == {True, False}


def test_a_failure_stands_beside_a_placeholder_or_what_looks_like_a_receipt() -> None:
    with misbehaving(Fault.RECEIVER_FULL) as asker:
        for number in range(8):
            asker.payout(f"chama-1-{number}")
        asker.hear()
        named = {inside(one)["TransactionID"] for one in asker.listener.at(RESULT)}
        assert "OFP0000000" in named
        assert len(named) > 1


def test_a_reference_of_one_sign_is_mistyped_too() -> None:
    with misbehaving(Fault.REFERENCE_MISTYPED) as asker:
        done = asker.stub.customers.pay(ACHIENG, asker.stub.shortcode, 500_00, "B")
        assert done.reference == "B0"


def test_a_fault_happens_as_often_as_it_is_told_to() -> None:
    with daraja(faults={Fault.ERROR_THOUGH_DONE: 1, Fault.CALLBACK_TWICE: None}) as asker:
        answers = [asker.payout(f"chama-1-{number}").status_code for number in range(3)]
        assert answers == [500, 200, 200]
        assert len(asker.hear()) == 6


def test_faults_given_by_name_happen_as_often_as_they_do_by_themselves() -> None:
    with daraja(faults=[Fault.SPIKE_ARREST]) as asker:
        assert [asker.payout().status_code for _ in range(3)] == [429, 429, 200]


def test_faults_are_switched_off_one_by_one_or_all() -> None:
    with daraja(faults=[Fault.NO_CALLBACK, Fault.CALLBACK_TWICE, Fault.RESULT_LOST]) as asker:
        faults = asker.stub.faults
        faults.switch_off(Fault.NO_CALLBACK, Fault.CODES_NULL)
        assert [one for one in Fault if faults.has(one)] == [
            *(Fault.CALLBACK_TWICE, Fault.RESULT_LOST)
        ]
        faults.switch_off()
        asker.payout()
        assert len(asker.hear()) == 1


def test_a_fault_leaves_alone_what_it_cannot_touch() -> None:
    with misbehaving(Fault.RESULT_LOST) as asker:
        assert codes(play(asker, PUSH)) == [0]
        assert codes(play(asker, REVERSAL)) == [0]


def test_one_seed_makes_one_story() -> None:
    def story(seed: int) -> list[tuple[str, Body]]:
        faults = [Fault.SUCCESS_AFTER_FAILURE, Fault.UNKNOWN_REQUEST, Fault.CALLBACK_TWICE]
        with daraja(seed=seed, faults=faults) as asker:
            asker.register()
            asker.push()
            asker.stub.customers.answer(ACHIENG)
            return asker.hear()

    assert story(3) == story(3) != story(4)
