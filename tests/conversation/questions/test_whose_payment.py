"""Money of an unknown payer goes to the member that the officer names, and is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close, RememberPayer, Say, SettleClaims
from bot.conversation.money_api import Api
from bot.conversation.situation import ClaimFacts
from chama import entries
from chama.entries import ROTATION
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    asked,
    asks,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    proposed,
    question,
    recorded,
    reply,
    taken_back,
    templates_to,
    voters,
)
from tests.conversation.by_api.test_asking import API, PAYBILL

CODE = "UKN1AB2C01"
PAYMENT = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "currency": "KES",
    "on": "2026-11-23",
    "collector": "C1",
    "payer_name": "ROSE AKOTH",
    "phone": None,
    "masked": "0733***911",
    "account": None,
}
DETAILS: dict[str, Any] = {
    "payment": PAYMENT,
    "options": [
        {"label": ACHIENG.name, "value": ACHIENG.code},
        {"label": BARAKA.name, "value": BARAKA.code},
    ],
    "hint_334": True,
}
ASKED = question("whose_payment", WANJIRU, DETAILS)
WAITS = {
    "questions": (ASKED,),
    "receipts": {
        mpesa(CODE): recorded(
            entries.money_unallocated(
                mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
            )
        )
    },
}
MOVED_TO_ACHIENG = [{f"unallocated:mpesa/{CODE}": 100_000, "dues:M03:1.1": -100_000}]


def test_it_shows_the_payer_as_printed_and_whole_numbers_as_people_dial_them() -> None:
    assert questions.shown("whose_payment", DETAILS)[1]["phone"] == "0733***911"
    whole = {**DETAILS, "payment": {**PAYMENT, "masked": None, "phone": "+254733555911"}}
    assert questions.shown("whose_payment", whole)[1]["phone"] == "0733555911"


@pytest.mark.parametrize("text", ["1", "1)", "achieng", "Achieng Atieno", "ATIENO ACHIENG"])
def test_the_named_member_is_credited_and_the_payer_remembered(text: str) -> None:
    decision = decided(WANJIRU, text, **WAITS)
    assert postings_of(decision) == MOVED_TO_ACHIENG
    assert RememberPayer("masked:254733*911:AKOTH ROSE", ACHIENG.code) in decision
    assert templates_to(decision, WANJIRU) == ["recorded"]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_claims_of_its_code_wait_no_longer() -> None:
    claims = {mpesa(CODE): (ClaimFacts(mpesa(CODE), ACHIENG.code, 100_000),)}
    decision = decided(WANJIRU, "1", claims=claims, **WAITS)
    assert SettleClaims(mpesa(CODE)) in decision


def test_somebody_else_leaves_it_waiting() -> None:
    assert decided(WANJIRU, "3", **WAITS) == (
        Close(7, "nobody"),
        reply(WANJIRU, "left_waiting", code=CODE, amount_cents=100_000),
    )


@pytest.mark.parametrize("text", ["no", "nobody", "hakuna", "cancel"])
def test_no_and_nobody_leave_it_waiting_too(text: str) -> None:
    assert decided(WANJIRU, text, **WAITS)[0] == Close(7, "nobody")


@pytest.mark.parametrize(
    "text",
    ["4", "not the group's money", "si ya chama", "hiyo si ya chama, ni yangu", "it is private"],
)
def test_what_is_not_the_groups_leaves_the_book_on_a_second_word_only(text: str) -> None:
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(WANJIRU, text, **{**WAITS, "group": three})
    assert decision[0] == Close(7, "not_ours")
    assert postings_of(decision) == []
    put = proposed(decision)
    assert (put.kind, put.facts["code"], put.facts["payer"]) == ("undo", CODE, "ROSE AKOTH")
    assert voters(decision) == [OTIENO, SARAH]
    assert templates_to(decision, WANJIRU) == ["asked_undo"]


@pytest.mark.parametrize(
    ("api", "is_returnable"),
    [
        pytest.param(replace(API, can_give_back=True), True, id="provider-gives-back"),
        pytest.param(Api(), False, id="no-provider"),
    ],
)
@pytest.mark.parametrize("text", ["4", f"{CODE} si ya chama"])
def test_what_is_not_the_groups_and_lies_on_the_account_can_be_given_back(
    text: str, api: Api, is_returnable: bool
) -> None:
    three = group(people=(*PEOPLE, SARAH), collectors=(PAYBILL,))
    lies = {entries.collector(ROTATION, "C1"): 100_000}
    known = {**WAITS, "group": three, "api": api, "balances": lies}
    said = next(one for one in decided(WANJIRU, text, **known) if isinstance(one, Say))
    assert said.template == "asked_undo"
    assert said.facts["is_returnable"] is is_returnable


def test_who_holds_the_phone_does_not_agree_that_its_money_is_not_the_groups() -> None:
    asked_other = question("whose_payment", OTIENO, DETAILS)
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(OTIENO, "4", **{**WAITS, "questions": (asked_other,), "group": three})
    assert voters(decision) == [SARAH]


def test_what_has_an_owner_in_part_is_not_taken_out_so() -> None:
    paid = WAITS["receipts"][mpesa(CODE)].entry
    shared = entries.allocation(
        ACHIENG.code,
        mpesa(CODE),
        40_000,
        lies_in=entries.collector(ROTATION, "C1"),
        owed=[],
        key="a",
        on=TODAY,
        actor="M01",
    )
    decision = decided(WANJIRU, "4", **{**WAITS, "receipts": {mpesa(CODE): recorded(paid, shared)}})
    assert templates_to(decision, WANJIRU) == ["left_waiting"]


@pytest.mark.parametrize("text", ["5", "yes", "0"])
def test_what_is_no_choice_asks_for_a_number(text: str) -> None:
    assert decided(WANJIRU, text, **WAITS) == (reply(WANJIRU, "pick_number", count=4),)


@pytest.mark.parametrize("text", ["600 Achieng, 400 Baraka", "Achieng 600 na Baraka 400"])
def test_an_officer_may_share_it_out_in_words(text: str) -> None:
    decision = decided(WANJIRU, text, **WAITS)
    assert decision[0] == Close(7, "shared")
    assert postings_of(decision) == [
        {f"unallocated:mpesa/{CODE}": 60_000, "dues:M03:1.1": -60_000},
        {f"unallocated:mpesa/{CODE}": 40_000, "dues:M04:1.1": -40_000},
    ]
    assert templates_to(decision, ACHIENG) == templates_to(decision, BARAKA) == ["receipt"]


def test_shares_that_do_not_add_up_change_nothing() -> None:
    decision = decided(WANJIRU, "600 Achieng, 600 Baraka", **WAITS)
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["shares_differ", "ask_whose_payment"]
    assert not [effect for effect in decision if isinstance(effect, Close)]


@pytest.mark.parametrize(
    ("booked", "template"),
    [
        pytest.param(recorded(contribution(ACHIENG, CODE)), "already_recorded", id="credited"),
        pytest.param(taken_back(contribution(ACHIENG, CODE)), "receipt_reversed", id="taken-back"),
    ],
)
def test_what_was_settled_meanwhile_stays(booked: Recorded, template: str) -> None:
    decision = decided(WANJIRU, "1", questions=(ASKED,), receipts={mpesa(CODE): booked})
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == [template]


def test_one_answer_settles_all_that_waits_of_the_same_payer() -> None:
    other, third = (
        question("whose_payment", WANJIRU, {**DETAILS, "payment": paid}, id=id_, is_presented=False)
        for id_, paid in (
            (8, {**PAYMENT, "code": "C2"}),
            (9, {**PAYMENT, "code": "C3", "payer_name": "JANE MUSYOKI"}),
        )
    )
    receipts = {
        mpesa(code): recorded(
            entries.money_unallocated(
                mpesa(code), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
            )
        )
        for code in (CODE, "C2", "C3")
    }
    decision = decided(WANJIRU, "1", questions=(ASKED, other, third), receipts=receipts)
    assert [effect.question_id for effect in decision if isinstance(effect, Close)] == [7, 8]
    assert [set(one) for one in postings_of(decision)] == [
        {f"unallocated:mpesa/{CODE}", "dues:M03:1.1"},
        {"unallocated:mpesa/C2", "advance:M03"},
    ]


@pytest.mark.parametrize("text", ["1", "mine", "yangu", "Wanjiru", "500 me, 500 Otieno"])
def test_who_says_mine_is_not_believed_alone(text: str) -> None:
    """By number, by word, by name, with others: the first way in is as narrow as the last."""
    options = [{"label": WANJIRU.name, "value": WANJIRU.code}]
    mine = question("whose_payment", WANJIRU, {**DETAILS, "options": options})
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(WANJIRU, text, **{**WAITS, "questions": (mine,), "group": three})
    assert postings_of(decision) == []
    assert proposed(decision).kind == "theirs"
    assert voters(decision) == ([SARAH] if "Otieno" in text else [OTIENO, SARAH])
    assert templates_to(decision, WANJIRU) == ["asked_theirs"]


@pytest.mark.parametrize("text", ["don't know", "sijui", "I am not sure"])
def test_who_does_not_know_passes_it_on(text: str) -> None:
    decision = decided(WANJIRU, text, **WAITS)
    details = {**DETAILS, "asked": [WANJIRU.code]}
    ask, put = asked(OTIENO, "whose_payment", f"whose:mpesa:{CODE}:M02", details, by=WANJIRU)
    passed = (reply(WANJIRU, "passed_on", officer=OTIENO.name),)
    assert decision == (ask, *passed, Close(7, "unknown"), put)


def test_where_nobody_else_is_left_to_ask_it_waits() -> None:
    second = question("whose_payment", OTIENO, {**DETAILS, "asked": [WANJIRU.code]})
    decision = decided(OTIENO, "sijui", **{**WAITS, "questions": (second,)})
    assert templates_to(decision, OTIENO) == ["left_waiting"]
    assert asks(decision) == []


@pytest.mark.parametrize(
    "text",
    ["Achieng?", "not Achieng", "maybe Achieng", "ask Achieng", "Achieng said she will pay"],
)
def test_a_name_in_a_sentence_is_no_answer(text: str) -> None:
    decision = decided(WANJIRU, text, **WAITS)
    assert postings_of(decision) == []
    assert not [effect for effect in decision if isinstance(effect, Close)]
