"""Money on somebody's own phone, or sent to somebody else: a kind word, and seldom an officer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Decision, Purpose, Say
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    contribution,
    decided,
    group,
    mpesa,
    open_dues,
    postings_of,
    proposed,
    received_text,
    recorded,
    reply,
    sent_text,
    templates_to,
    voters,
)

CODE = "UKN1AB2C01"
COLLECTS_ON = {"pay_to": "0712000001 (Wanjiru Kamau)"}
STRANGER = "JANE WANGUI 0798765432"
PAID_TILL = (
    "UKN1AB2C01 Confirmed. Ksh1,000.00 paid to BARAKA MWANGI SHOP. on 23/11/26 at 8:30 AM."
    "New M-PESA balance is Ksh2,266.00. Transaction cost, Ksh0.00."
)
PAID_PAYBILL = (
    "UKN1AB2C01 Confirmed. Ksh1,000.00 sent to KPLC PREPAID for account 1234567 on 23/11/26 at "
    "8:30 AM New M-PESA balance is Ksh2,266.00. Transaction cost, Ksh0.00."
)
AIRTIME = (
    "UKN6AAO9YX confirmed.You bought Ksh1,000.00 of airtime on 23/11/26 at 8:09 AM."
    "New M-PESA balance is Ksh4,419.11. Transaction cost, Ksh0.00."
)


def told_officer(decision: Decision) -> list[list[str]]:
    """The reasons of each text of which Wanjiru is told."""
    says = [one for one in decision if isinstance(one, Say) and one.address == WANJIRU.phone]
    assert {say.template for say in says} <= {"doubt"}
    return [list(map(str, say.facts["reasons"])) for say in says]


def test_who_got_money_on_their_own_phone_is_told_what_to_send_instead() -> None:
    decision = decided(ACHIENG, received_text(payer=STRANGER, amount="1,250.00"))
    assert decision == (reply(ACHIENG, "not_collector", code=CODE, treasurer=WANJIRU.name),)


def test_who_paid_somebody_else_is_told_where_the_group_collects() -> None:
    decision = decided(ACHIENG, sent_text(payee=STRANGER, amount="120.00"))
    facts = {**COLLECTS_ON, "can_get_back": True, "officer": ""}
    assert decision == (reply(ACHIENG, "claim_elsewhere", code=CODE, **facts),)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param(
            received_text(payer="BARAKA MWANGI 0712000004", amount="70.00"), {}, id="from"
        ),
        pytest.param(received_text(payer="BARAKA  MWANGI 0712***004"), {}, id="from-masked"),
        pytest.param(received_text(payer=STRANGER), {}, id="a-contribution"),
        pytest.param(
            received_text(payer=STRANGER, amount="300.00"),
            {"balances": open_dues(cents=30_000)},
            id="the-rest-of-one",
        ),
        pytest.param(
            received_text(payer=STRANGER, amount="2,000.00"),
            {"balances": {**open_dues(), entries.dues("M03", "1.2"): 100_000}},
            id="all-that-she-owes",
        ),
    ],
)
def test_a_received_text_about_the_group_is_told_to_an_officer(
    text: str, known: dict[str, Any]
) -> None:
    decision = decided(ACHIENG, text, **known)
    assert templates_to(decision, ACHIENG) == ["not_collector"]
    assert told_officer(decision) == [["not_a_collector"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(sent_text(payee="BARAKA MWANGI 0712000004", amount="70.00"), id="to-a-member"),
        pytest.param(
            sent_text(payee="WANJIRU KAMAU 0798765432", amount="70.00"), id="a-collectors-namesake"
        ),
        pytest.param(sent_text(payee="JANE WANGUI"), id="a-contribution-to-a-stranger"),
    ],
)
def test_a_sent_text_about_the_group_is_told_to_an_officer(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert templates_to(decision, ACHIENG) == ["claim_elsewhere"]
    assert told_officer(decision) == [["sent_elsewhere"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(received_text(payer=STRANGER, amount="1,250.00"), id="received"),
        pytest.param(sent_text(payee=STRANGER, amount="1,250.00"), id="sent"),
        pytest.param(PAID_TILL, id="a-shop-even-of-a-members-name"),
        pytest.param(PAID_PAYBILL, id="a-bill-even-of-a-contributions-amount"),
        pytest.param(AIRTIME, id="airtime"),
    ],
)
def test_a_persons_own_business_is_told_to_nobody(text: str) -> None:
    assert told_officer(decided(ACHIENG, text)) == []


def test_what_a_shop_got_is_not_asked_back_by_456() -> None:
    (said,) = decided(ACHIENG, PAID_TILL)
    assert isinstance(said, Say)
    assert said.facts["can_get_back"] is False


def test_the_officer_gets_the_facts_once_a_code() -> None:
    decision = decided(ACHIENG, received_text(payer="BARAKA MWANGI 0712000004"))
    assert decision[1] == Say(
        WANJIRU.phone,
        "doubt",
        {
            "chama": "Umoja",
            "currency": "KES",
            "name": WANJIRU.name,
            "code": CODE,
            "amount_cents": 100_000,
            "sender": ACHIENG.name,
            "reasons": ["not_a_collector"],
        },
        Purpose.DUTY,
        WANJIRU.code,
        key=f"doubt:1:M03:doubt:{CODE}:M01",
    )


def test_the_reasons_of_a_forgery_go_along() -> None:
    decision = decided(ACHIENG, received_text("UKA1AB2C01", payer="BARAKA MWANGI 0712000004"))
    assert told_officer(decision) == [["not_a_collector", "code_date_mismatch"]]


def test_an_officers_stray_text_goes_to_another_officer() -> None:
    till = Collector("C1", CollectorKind.TILL, "Umoja Till", OTIENO.phone, "5123456")
    text = sent_text(payee="BARAKA MWANGI 0712000004")
    decision = decided(WANJIRU, text, group=group(collectors=(till,)))
    assert templates_to(decision, WANJIRU) == ["claim_elsewhere"]
    assert templates_to(decision, OTIENO) == ["doubt"]


def test_an_only_officer_is_not_told_of_her_own_text() -> None:
    alone = group(people=(WANJIRU, ACHIENG), collectors=())
    decision = decided(WANJIRU, sent_text(payee="ACHIENG ATIENO 0712000003"), group=alone)
    assert templates_to(decision, WANJIRU) == ["claim_elsewhere"]


def test_a_code_that_is_in_the_book_is_known_and_no_news() -> None:
    known = {"receipts": {mpesa(CODE): recorded(contribution())}}
    decision = decided(OTIENO, received_text(), **known)
    assert decision == (reply(OTIENO, "receipt_known", code=CODE, on="2026-11-23"),)


# --- an officer's own phone ----------------------------------------------------------------------

FROM_BARAKA = received_text(payer="BARAKA MWANGI 0712***004")
THREE = group(people=(*PEOPLE, SARAH))


def test_a_members_money_on_an_officers_own_phone_is_put_to_those_who_are_neither() -> None:
    decision = decided(OTIENO, FROM_BARAKA, group=THREE)
    put = proposed(decision)
    assert (put.kind, put.key) == ("cash", f"cash:mpesa:{CODE}")
    assert (put.facts["member"], put.facts["holder"]) == (BARAKA.code, OTIENO.code)
    assert put.facts["payment"]["code"] == CODE
    assert voters(decision) == [WANJIRU, SARAH]
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["asked_officer"]


def test_an_officer_who_paid_does_not_agree_to_it() -> None:
    decision = decided(OTIENO, received_text(payer="SARAH WEKESA 0712000005"), group=THREE)
    assert voters(decision) == [WANJIRU]


@pytest.mark.parametrize(
    ("sender", "text", "known"),
    [
        pytest.param(ACHIENG, FROM_BARAKA, {}, id="no-officer"),
        pytest.param(OTIENO, received_text(payer=STRANGER), {}, id="no-member"),
        pytest.param(OTIENO, received_text(payer="OTIENO OUMA 0712000002"), {}, id="from-herself"),
        pytest.param(
            OTIENO,
            received_text("UKA1AB2C01", payer="BARAKA MWANGI 0712000004"),
            {},
            id="looks-forged",
        ),
        pytest.param(
            OTIENO, received_text(payer="BARAKA MWANGI 0712000004", day="23/8/26"), {}, id="too-old"
        ),
    ],
)
def test_what_is_not_as_plain_as_that_is_put_to_nobody(
    sender: Person, text: str, known: dict[str, Any]
) -> None:
    decision = decided(sender, text, **known)
    assert asks(decision) == []
    assert templates_to(decision, sender) == ["not_collector"]


def test_who_paid_an_officer_is_told_that_the_officer_can_show_it() -> None:
    (said, *_) = decided(ACHIENG, sent_text(payee="OTIENO OUMA 0712000002"))
    assert isinstance(said, Say)
    assert (said.template, said.facts["officer"]) == ("claim_elsewhere", OTIENO.name)


def test_who_paid_an_officer_is_told_when_it_is_in_the_book() -> None:
    booked = {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}
    decision = decided(ACHIENG, sent_text(payee="OTIENO OUMA 0712000002"), receipts=booked)
    assert templates_to(decision, ACHIENG) == ["receipt_known"]
