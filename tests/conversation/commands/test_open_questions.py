"""The list of what is open: everything for officers, their own for members."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.claims import UnownedMoney
from bot.conversation.effects import Decision, Present, Purpose, Say
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    IN_UMOJA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    cash_facts,
    decided,
    group,
    open_claim,
    proposal,
    put_to,
    question,
    reply,
)

CASH = proposal(
    "cash",
    cash_facts(BARAKA, WANJIRU, 20_000),
    BARAKA,
    WANJIRU,
    OTIENO,
)
CASH_LINE = {
    "kind": "cash",
    "name": BARAKA.name,
    "amount_cents": 20_000,
    "paid_in": "",
    "code": "",
    "since": "2026-11-23",
    "asked": [],
}
MONEY = UnownedMoney("UKN1AB2C02", 50_000, "ROSE AKOTH", NOW - timedelta(days=2))
MONEY_LINE = {
    "kind": "unowned",
    "name": "ROSE AKOTH",
    "amount_cents": 50_000,
    "paid_in": "",
    "code": "UKN1AB2C02",
    "since": "2026-11-21",
    "asked": [],
}
CLAIM = open_claim(ACHIENG, claimed_at=NOW - timedelta(days=1))
CLAIM_LINE = {
    "kind": "claim",
    "name": ACHIENG.name,
    "amount_cents": 100_000,
    "paid_in": "",
    "code": "UKN1AB2C01",
    "since": "2026-11-22",
    "asked": [],
}


ANOTHER = proposal("cash", {**CASH.facts}, BARAKA, WANJIRU, id=6)


def lines(decision: Decision) -> list[dict[str, Any]]:
    """The lines of the list in a decision."""
    (items,) = [
        effect.facts["items"]
        for effect in decision
        if isinstance(effect, Say) and effect.template == "open_questions"
    ]
    return list(items)


@pytest.mark.parametrize("sender", [WANJIRU, ACHIENG], ids=["officer", "member"])
@pytest.mark.parametrize("text", ["open questions", "maswali"])
def test_where_nothing_is_open_it_says_so(sender: Person, text: str) -> None:
    assert decided(sender, text) == (reply(sender, "open_questions", items=[], more=0),)


def test_an_officer_sees_questions_money_and_claims_the_oldest_first() -> None:
    cash = put_to(OTIENO, CASH)
    known = {"questions": (cash,), "unowned": (MONEY,), "open_claims": (CLAIM,)}
    assert lines(decided(WANJIRU, "open questions", **known)) == [
        MONEY_LINE,
        CLAIM_LINE,
        {**CASH_LINE, "asked": [OTIENO.name]},
    ]


def test_what_is_put_to_several_is_one_line_that_names_them() -> None:
    put = (put_to(OTIENO, CASH, id=1), put_to(SARAH, CASH, id=2))
    three = group(people=(*PEOPLE, SARAH))
    (line,) = lines(decided(WANJIRU, "maswali", group=three, questions=put))
    assert line == {**CASH_LINE, "asked": [OTIENO.name, SARAH.name]}


def test_what_an_officer_was_offered_to_mean_is_on_nobody_elses_list() -> None:
    details = {"intent": "undo", "slots": {}, "text": "undo that one"}
    asked = question("did_you_mean", OTIENO, details)
    assert lines(decided(WANJIRU, "open questions", questions=(asked,))) == []


def test_the_question_in_front_is_shown_whole_below_the_list() -> None:
    front, behind = put_to(WANJIRU, CASH, id=1), put_to(WANJIRU, ANOTHER, id=2, is_presented=False)
    listed, front_again, put = decided(WANJIRU, "maswali", questions=(front, behind))
    assert listed == reply(WANJIRU, "open_questions", items=[CASH_LINE], more=0)
    assert front_again == Present(1)
    template, facts = questions.shown("agree", front.details)
    said = {**IN_UMOJA, **facts}
    assert put == Say(WANJIRU.phone, template, said, Purpose.REPLY, WANJIRU.code, puts=1)


def test_an_only_question_comes_without_a_list() -> None:
    decision = decided(WANJIRU, "open questions", questions=(put_to(WANJIRU, CASH),))
    assert [effect.template for effect in decision if isinstance(effect, Say)] == ["ask_cash"]


def test_a_question_in_line_comes_to_the_front_when_none_is_there() -> None:
    waiting = put_to(WANJIRU, CASH, is_presented=False)
    decision = decided(WANJIRU, "open questions", questions=(waiting,))
    assert Present(7) in decision
    assert decision[-1].address == WANJIRU.phone


def test_what_a_question_is_about_has_no_second_line() -> None:
    details = {
        "code": CLAIM.code,
        "network": "mpesa",
        "member": ACHIENG.code,
        "member_name": ACHIENG.name,
        "amount_cents": 100_000,
        "paid_in": "",
        "claimed_on": "2026-11-22",
    }
    asked = question("claim_unseen", OTIENO, details)
    found = lines(decided(WANJIRU, "maswali", questions=(asked,), open_claims=(CLAIM,)))
    assert [line["kind"] for line in found] == ["claim_unseen"]


def test_a_claim_of_money_that_waits_for_its_owner_has_no_second_line() -> None:
    money = replace(MONEY, code=CLAIM.code)
    found = lines(decided(WANJIRU, "maswali", unowned=(money,), open_claims=(CLAIM,)))
    assert [line["kind"] for line in found] == ["unowned"]


def test_a_claim_that_was_not_found_stays_on_the_list_as_such() -> None:
    claims = (replace(CLAIM, is_missing=True),)
    (line,) = lines(decided(WANJIRU, "maswali", open_claims=claims))
    assert line == {**CLAIM_LINE, "kind": "claim_missing"}


def test_more_than_eight_are_counted() -> None:
    claims = tuple(open_claim(code=f"UKN1AB2D{number:02d}") for number in range(11))
    decision = decided(WANJIRU, "open questions", open_claims=claims)
    assert len(lines(decision)) == 8
    assert decision[0].facts["more"] == 3


def test_a_member_sees_their_own_and_nothing_of_others() -> None:
    known = {
        "proposals": (CASH,),
        "questions": (put_to(WANJIRU, CASH),),
        "unowned": (MONEY,),
        "open_claims": (CLAIM, open_claim(BARAKA, 30_000, code="UKN1AB2C07")),
    }
    own = {**CLAIM_LINE, "name": "", "amount_cents": 30_000, "paid_in": "", "code": "UKN1AB2C07"}
    assert lines(decided(BARAKA, "maswali", **known)) == [
        {**CASH_LINE, "asked": [WANJIRU.name]},
        {**own, "since": "2026-11-23"},
    ]
    assert lines(decided(ACHIENG, "maswali", **known)) == [{**CLAIM_LINE, "name": ""}]


def test_a_phone_of_the_group_has_no_questions_of_its_own() -> None:
    (said,) = decided("+254712000099", "open questions")
    assert said.template == "unknown"
