"""A "received" text: posted, asked about, looked at, or none of the group's business."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import (
    ApplyReversal,
    Ask,
    ChainOf,
    Decision,
    Say,
    Settle,
    SettleClaims,
)
from bot.conversation.situation import ClaimFacts, EarlyReversal
from chama.agreement import State
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    group,
    mpesa,
    open_dues,
    postings_of,
    proposal,
    proposed,
    put_to,
    received_text,
    recorded,
    reply,
    taken_back,
    templates_to,
    told,
    voters,
)

CODE = "UKN1AB2C01"
CREDITED = [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
WAITING = [{"collector:C1": 100_000, f"unallocated:mpesa/{CODE}": -100_000}]
UNKNOWN = "ROSE AKOTH 0733***911"
SARAH_AS_MEMBER = replace(SARAH, office=None)


def claim(member: Person, cents: int | None = 100_000, **changes: Any) -> ClaimFacts:
    return ClaimFacts(mpesa(CODE), member.code, cents, **changes)


def questions_of(decision: Decision) -> list[tuple[str, str]]:
    return [(ask.kind, ask.address) for ask in decision if isinstance(ask, Ask)]


def test_the_payer_is_credited_and_everybody_concerned_hears_of_it() -> None:
    decision = decided(WANJIRU, received_text())
    item = {
        "name": ACHIENG.name,
        "amount_cents": 100_000,
        "paid_in": "",
        "worth_cents": 100_000,
        "code": CODE,
        "chain": ChainOf(f"receipt:mpesa:{CODE}"),
        "rounds": [1],
        "fines_cents": 0,
        "welfare_cents": 0,
        "spared_cents": 0,
        "repaid_cents": 0,
        "ahead_cents": 0,
    }
    assert postings_of(decision) == CREDITED
    assert decision[1:-1] == (
        reply(
            WANJIRU,
            "recorded",
            items=[item],
            round=1,
            paid_count=1,
            member_count=4,
            collected_cents=100_000,
            expected_cents=400_000,
            complete=False,
            recipient=WANJIRU.name,
        ),
        told(
            ACHIENG,
            "receipt",
            amount_cents=100_000,
            paid_in="",
            worth_cents=100_000,
            left_cents=0,
            code=CODE,
            rounds=[1],
            fines_cents=0,
            welfare_cents=0,
            spared_cents=0,
            repaid_cents=0,
            chain=ChainOf(f"receipt:mpesa:{CODE}"),
            remaining_cents=0,
            advance_cents=0,
            paid_for="",
            paid_by="",
        ),
    )


@pytest.mark.parametrize(
    ("payer", "known"),
    [
        pytest.param("SOMEBODY ELSE 0712000003", {}, id="whole-number"),
        pytest.param("ATIENO ACHIENG 0712***003", {}, id="masked-number-and-name"),
        pytest.param(UNKNOWN, {"payers": {"masked:254733*911:AKOTH ROSE": "M03"}}, id="remembered"),
    ],
)
def test_what_names_the_payer(payer: str, known: dict[str, Any]) -> None:
    assert postings_of(decided(WANJIRU, received_text(payer=payer), **known)) == CREDITED


@pytest.mark.parametrize(
    ("payer", "known"),
    [
        pytest.param(UNKNOWN, {}, id="unknown"),
        pytest.param("ACHIENG ATIENO 0733***911", {}, id="name-without-the-number"),
        pytest.param("PETER KAMANDE 0712***003", {}, id="number-without-the-name"),
        pytest.param(UNKNOWN, {"claims": {mpesa(CODE): (claim(ACHIENG),)}}, id="a-mere-claim"),
        pytest.param(
            UNKNOWN, {"claims": {mpesa(CODE): (claim(ACHIENG), claim(BARAKA))}}, id="two-claims"
        ),
    ],
)
def test_an_unsure_payer_is_asked_about_and_the_money_waits(
    payer: str, known: dict[str, Any]
) -> None:
    decision = decided(WANJIRU, received_text(payer=payer), **known)
    assert postings_of(decision) == WAITING
    assert questions_of(decision) == [("whose_payment", WANJIRU.phone)]


def test_who_claims_its_code_is_the_first_choice_of_the_question() -> None:
    known = {"claims": {mpesa(CODE): (claim(BARAKA),)}}
    decision = decided(WANJIRU, received_text(payer=UNKNOWN), **known)
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    assert ask.details["options"][0] == {"label": BARAKA.name, "value": BARAKA.code}


def test_of_two_members_whom_number_and_name_fit_the_claim_says_which() -> None:
    twin = Person("M05", "Achieng Atieno", "+254712999003", 5)
    known = {"group": group(people=(*PEOPLE, twin)), "balances": open_dues(ACHIENG, twin)}
    text = received_text(payer="ACHIENG ATIENO 0712***003")
    assert postings_of(decided(WANJIRU, text, **known)) == WAITING
    claimed = {"claims": {mpesa(CODE): (claim(ACHIENG),)}}
    assert postings_of(decided(WANJIRU, text, **known, **claimed)) == CREDITED


def test_claims_of_a_credited_code_are_settled() -> None:
    known = {"claims": {mpesa(CODE): (claim(ACHIENG),)}}
    assert SettleClaims(mpesa(CODE)) in decided(WANJIRU, received_text(), **known)


def test_a_receipt_names_who_paid_where_that_is_another() -> None:
    known = {"payers": {"phone:+254733555911": ACHIENG.code}}
    stranger = decided(WANJIRU, received_text(payer="ROSE AKOTH 0733555911"), **known)
    (receipt,) = [e for e in stranger if isinstance(e, Say) and e.address == ACHIENG.phone]
    assert (receipt.address, receipt.facts["paid_by"]) == (ACHIENG.phone, "ROSE AKOTH")


# --- doubts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "known", "reason"),
    [
        pytest.param(received_text("UKA1AB2C01"), {}, "code_date_mismatch", id="code"),
        pytest.param(received_text(amount="300,000.00"), {}, "over_limit", id="limit"),
        pytest.param(received_text(day="29/11/26"), {}, "future_date", id="future"),
        pytest.param(
            received_text(),
            {"claims": {mpesa(CODE): (claim(ACHIENG, 90_000),)}},
            "amount_conflict",
            id="claim",
        ),
        pytest.param(
            "UKN0A5Y6NA Confirmed.on 23/11/26 at 8:28 AMKsh1,000.00 received from 254712000004 "
            "BARAKA MWANGI. New Account balance is Ksh35475.79. Transaction cost, Ksh0.00.",
            {},
            "other_collector",
            id="text-of-a-till-that-the-group-does-not-have",
        ),
    ],
)
def test_a_doubtful_text_is_looked_at_by_another_officer(
    text: str, known: dict[str, Any], reason: str
) -> None:
    decision = decided(WANJIRU, text, **known)
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["held"]
    assert voters(decision) == [OTIENO]
    assert reason in proposed(decision).facts["reasons"]


def test_anothers_claim_of_another_amount_holds_nothing_back() -> None:
    known = {"claims": {mpesa(CODE): (claim(BARAKA, 900_000),)}}
    assert postings_of(decided(WANJIRU, received_text(), **known)) == CREDITED


def test_where_there_is_one_officer_two_members_look_and_never_the_payer() -> None:
    alone = group(people=(WANJIRU, ACHIENG, BARAKA, SARAH_AS_MEMBER))
    decision = decided(WANJIRU, received_text("UKA1AB2C01"), group=alone)
    assert templates_to(decision, WANJIRU) == ["held"]
    assert voters(decision) == [BARAKA, SARAH]
    assert proposed(decision).needed == 2


@pytest.mark.parametrize("payer", ["WANJIRU KAMAU 0712000001", "WANJIRU KAMAU 0712***001"])
def test_a_text_that_credits_its_own_author_is_looked_at_by_another(payer: str) -> None:
    decision = decided(WANJIRU, received_text(payer=payer))
    assert postings_of(decision) == []
    assert voters(decision) == [OTIENO]
    assert proposed(decision).facts["reasons"]


def test_the_same_doubtful_text_again_asks_nobody_a_second_time() -> None:
    waits = proposal("review", {}, key="review:mpesa:UKA1AB2C01")
    decision = decided(WANJIRU, received_text("UKA1AB2C01"), proposals=(waits,))
    assert decision == (reply(WANJIRU, "held", code="UKA1AB2C01"),)


def test_another_currency_can_never_count() -> None:
    decision = decided(WANJIRU, received_text(), group=group(currency="UGX"))
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["held"]
    assert templates_to(decision, OTIENO) == ["doubt"]


# --- seen before ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "booked", "template"),
    [
        pytest.param(received_text(), recorded(contribution()), "already_recorded", id="same"),
        pytest.param(
            received_text(amount="900.00"), recorded(contribution()), "conflict", id="other-amount"
        ),
        pytest.param(
            received_text(),
            recorded(contribution(), is_ours=False),
            "receipt_elsewhere",
            id="other-group",
        ),
        pytest.param(
            received_text(), taken_back(contribution()), "receipt_reversed", id="taken-back"
        ),
    ],
)
def test_a_recorded_code_moves_money_no_second_time(
    text: str, booked: Recorded, template: str
) -> None:
    known = {"receipts": {mpesa(CODE): booked}}
    decision = decided(WANJIRU, text, **known)
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == [template]


def test_the_same_code_twice_in_one_message_counts_once() -> None:
    text = f"{received_text()}\n\n{received_text()}"
    assert postings_of(decided(WANJIRU, text)) == CREDITED


@pytest.mark.parametrize(
    ("cents", "asked_cents"),
    [
        pytest.param(None, 100_000, id="whole"),
        pytest.param(100_000, 100_000, id="the-amount"),
        pytest.param(40_000, 40_000, id="a-part"),
    ],
)
def test_of_a_reversal_that_came_first_the_payment_counts_and_a_second_person_is_asked(
    cents: int | None, asked_cents: int
) -> None:
    early = {mpesa(CODE): EarlyReversal(mpesa("UKN9RV8S07"), mpesa(CODE), cents, TODAY)}
    decision = decided(WANJIRU, received_text(), early_reversals=early)
    assert postings_of(decision) == CREDITED
    assert ApplyReversal(mpesa(CODE)) in decision
    put = proposed(decision)
    assert (put.kind, put.amount_cents, put.facts["reversal"]) == (
        "reversal",
        asked_cents,
        "UKN9RV8S07",
    )
    assert voters(decision) == [OTIENO]
    assert "reversal_claimed" in templates_to(decision, ACHIENG)


# --- phones --------------------------------------------------------------------------------------


def test_another_phone_than_the_collectors_proves_nothing() -> None:
    decision = decided(ACHIENG, received_text(payer="BARAKA MWANGI 0712000004"))
    assert postings_of(decision) == []
    assert templates_to(decision, ACHIENG) == ["not_collector"]


def test_the_collectors_own_text_settles_what_an_officer_showed_of_it() -> None:
    payment = proposed(decided(OTIENO, received_text(), group=group(people=(*PEOPLE, SARAH))))
    waits = proposal("cash", dict(payment.facts), OTIENO, WANJIRU, key=payment.key)
    asked = (put_to(WANJIRU, waits),)
    decision = decided(WANJIRU, received_text(), proposals=(waits,), questions=asked)
    assert Settle(waits.id, State.EXPIRED) in decision
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]


def test_the_texts_of_a_phone_that_is_no_members_are_its_holders() -> None:
    lone = replace(PHONE, phone="+254712000099")
    decision = decided(lone.phone, received_text(), group=group(collectors=(lone,)))
    assert postings_of(decision) == CREDITED
    assert decision[0].entry.actor == WANJIRU.code


def test_so_they_never_credit_their_holder_alone() -> None:
    lone = replace(PHONE, phone="+254712000099")
    text = received_text(payer="WANJIRU KAMAU 0712000001")
    decision = decided(lone.phone, text, group=group(collectors=(lone,)))
    assert postings_of(decision) == []
    assert voters(decision) == [OTIENO]


def test_a_tills_text_goes_to_the_till() -> None:
    till = Collector("C2", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
    text = (
        "UKN0A5Y6NA Confirmed.on 23/11/26 at 8:28 AMKsh1,000.00 received from 254712000003 "
        "ACHIENG ATIENO. New Account balance is Ksh35475.79. Transaction cost, Ksh0.00."
    )
    decision = decided(WANJIRU, text, group=group(collectors=(PHONE, till)))
    assert postings_of(decision) == [{"collector:C2": 100_000, "dues:M03:1.1": -100_000}]


@pytest.mark.parametrize(
    "text",
    [
        "UKN6AAO9YX confirmed.You bought Ksh100.00 of airtime on 23/11/26 at 8:09 AM."
        "New M-PESA balance is Ksh4,419.11. Transaction cost, Ksh0.00.",
        "UKNV241KAK Confirmed.Ksh2,500.00 transferred from M-Shwari account on 23/11/26 at "
        "7:03 AM. M-Shwari balance is Ksh27,398.94 .M-PESA balance is Ksh61,942.02 ."
        "Transaction cost Ksh.0.00",
        "Failed. Insufficient funds in your M-PESA account as well as Fuliza M-PESA to send "
        "KSH2,000.00. Your M-PESA balance KSH30.00. Available Fuliza M-PESA limit KSH18.00.",
    ],
    ids=["airtime", "own-savings", "failed"],
)
def test_what_is_no_payment_to_the_group_changes_nothing(text: str) -> None:
    decision = decided(WANJIRU, text)
    assert postings_of(decision) == []
    assert decision[0] == reply(WANJIRU, "no_money")
