"""A "received" text: posted, asked about, looked at, or none of the group's business."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import ApplyReversal, Ask, ChainOf, Decision, Say, SettleClaims
from bot.conversation.situation import ClaimFacts, EarlyReversal
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PHONE,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    received_text,
    recorded,
    reply,
    taken_back,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
CREDITED = [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
WAITING = [{"collector:C1": 100_000, f"unallocated:mpesa/{CODE}": -100_000}]
UNKNOWN = "ROSE AKOTH 0733***911"


def claim(member: Person, cents: int | None = 100_000, **changes: Any) -> ClaimFacts:
    return ClaimFacts(mpesa(CODE), member.code, cents, **changes)


def questions_of(decision: Decision) -> list[tuple[str, str]]:
    return [(ask.kind, ask.address) for ask in decision if isinstance(ask, Ask)]


def test_the_payer_is_credited_and_everybody_concerned_hears_of_it() -> None:
    decision = decided(WANJIRU, received_text())
    item = {
        "name": ACHIENG.name,
        "amount_cents": 100_000,
        "code": CODE,
        "chain": ChainOf(f"receipt:mpesa:{CODE}"),
        "rounds": [1],
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
            code=CODE,
            rounds=[1],
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
        pytest.param(UNKNOWN, {"claims": {mpesa(CODE): (claim(ACHIENG),)}}, id="claim-of-its-code"),
        pytest.param(UNKNOWN, {"payers": {"masked:254733*911:AKOTH ROSE": "M03"}}, id="remembered"),
        pytest.param(
            UNKNOWN,
            {"claims": {mpesa(CODE): (claim(ACHIENG), claim(BARAKA, is_settled=True))}},
            id="the-other-claim-was-dropped",
        ),
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


def test_claims_of_a_credited_code_are_settled() -> None:
    known = {"claims": {mpesa(CODE): (claim(ACHIENG),)}}
    assert SettleClaims(mpesa(CODE)) in decided(WANJIRU, received_text(), **known)


def test_a_payment_by_another_members_phone_is_told_to_both() -> None:
    known = {"payers": {}, "claims": {mpesa(CODE): (claim(ACHIENG),)}}
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
    assert questions_of(decision) == [("review", OTIENO.phone)]
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    assert reason in ask.details["reasons"]


def test_where_there_is_one_officer_she_looks_herself() -> None:
    alone = group(people=(WANJIRU, ACHIENG, BARAKA))
    decision = decided(WANJIRU, received_text("UKA1AB2C01"), group=alone)
    assert templates_to(decision, WANJIRU) == ["ask_review"]


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


@pytest.mark.parametrize("cents", [None, 100_000], ids=["whole", "the-amount"])
def test_a_reversal_that_came_first_takes_the_payment_out_at_once(cents: int | None) -> None:
    early = {mpesa(CODE): EarlyReversal(mpesa("UKN9RV8S07"), mpesa(CODE), cents, TODAY)}
    decision = decided(WANJIRU, received_text(), early_reversals=early)
    assert postings_of(decision) == [*CREDITED, {"collector:C1": -100_000, "dues:M03:1.1": 100_000}]
    assert ApplyReversal(mpesa(CODE)) in decision
    assert templates_to(decision, ACHIENG) == ["reversed_payer"]
    assert templates_to(decision, WANJIRU) == ["reversal_notice"]


def test_a_partial_reversal_that_came_first_leaves_the_rest() -> None:
    early = {mpesa(CODE): EarlyReversal(mpesa("UKN9RV8S07"), mpesa(CODE), 40_000, TODAY)}
    decision = decided(WANJIRU, received_text(), early_reversals=early)
    assert postings_of(decision) == [*CREDITED, {"dues:M03:1.1": 40_000, "collector:C1": -40_000}]
    assert sorted(templates_to(decision, ACHIENG)) == ["receipt", "reversed_payer"]


# --- phones --------------------------------------------------------------------------------------


def test_another_phone_than_the_collectors_proves_nothing() -> None:
    decision = decided(OTIENO, received_text())
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["not_collector"]


def test_a_phone_of_the_group_that_is_no_members_posts_like_any_collector() -> None:
    lone = replace(PHONE, phone="+254712000099")
    decision = decided(lone.phone, received_text(), group=group(collectors=(lone,)))
    assert postings_of(decision) == CREDITED
    assert decision[0].entry.actor == lone.phone


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
