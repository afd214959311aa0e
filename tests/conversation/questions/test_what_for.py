"""What money out was for: a pot, an expense, or nothing of the group's; others then agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    decided,
    group,
    postings_of,
    proposed,
    question,
    reply,
    templates_to,
    told,
    voters,
)

CODE = "UKN5OU7T01"
DETAILS: dict[str, Any] = {
    "key": f"money_out:mpesa:{CODE}",
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "fee_cents": 0,
    "on": "2026-11-23",
    "collector": "C1",
    "sender_name": WANJIRU.name,
    "recipient_name": "JANE WANGUI",
    "payee": "",
    "namesakes": [],
    "purpose": "",
    "member": "",
    "member_name": "",
    "pots": [
        {
            "purpose": "pot",
            "member": ACHIENG.code,
            "member_name": ACHIENG.name,
            "round": "1.2",
            "pot": "pot::1.2",
            "round_number": 2,
            "pot_cents": 400_000,
            "paid_in_cents": 300_000,
        }
    ],
}
ASKED = question("what_for", WANJIRU, DETAILS)
THREE = group(people=(*PEOPLE, SARAH))


def answered(text: str, details: dict[str, Any] = DETAILS) -> Any:
    return decided(WANJIRU, text, group=THREE, questions=(question("what_for", WANJIRU, details),))


def test_it_shows_the_payment_and_whose_turn_each_open_pot_is() -> None:
    template, facts = questions.shown("what_for", DETAILS)
    assert template == "ask_what_for"
    assert facts["pots"] == [{"round": 2, "name": ACHIENG.name}]
    assert (facts["recipient"], facts["amount_cents"], facts["code"]) == (
        "JANE WANGUI",
        100_000,
        CODE,
    )


@pytest.mark.parametrize(
    ("text", "purpose", "member"),
    [("1", "pot", "M03"), ("2", "expense", ""), ("#2.", "expense", "")],
)
def test_what_it_was_is_put_to_the_other_officers(text: str, purpose: str, member: str) -> None:
    decision = answered(text)
    assert postings_of(decision) == []
    put = proposed(decision)
    assert (put.kind, put.facts["purpose"], put.member) == ("money_out", purpose, member)
    assert voters(decision) == [OTIENO, SARAH]
    assert templates_to(decision, WANJIRU) == ["asked_officer"]


def test_private_money_is_told_to_the_other_officers_and_changes_nothing() -> None:
    facts = {
        "sender": WANJIRU.name,
        "recipient": "JANE WANGUI",
        "amount_cents": 100_000,
        "code": CODE,
    }
    assert answered("3") == (
        Close(7, "private"),
        reply(WANJIRU, "not_the_groups", code=CODE),
        told(OTIENO, "money_out_private", **facts),
        told(SARAH, "money_out_private", **facts),
    )


def test_where_there_is_no_other_officer_the_members_hear_of_private_money() -> None:
    one_officer = group(people=(WANJIRU, ACHIENG, BARAKA))
    decision = decided(WANJIRU, "3", group=one_officer, questions=(ASKED,))
    for member in (ACHIENG, BARAKA):
        assert templates_to(decision, member) == ["money_out_private"]


@pytest.mark.parametrize("payee", [OTIENO, SARAH], ids=["the-chair", "the-secretary"])
def test_who_got_it_never_agrees_whatever_it_was_for(payee: Person) -> None:
    for text in ("1", "2"):
        decision = answered(text, {**DETAILS, "payee": payee.code})
        assert payee not in voters(decision)
        assert payee.code in proposed(decision).interested


@pytest.mark.parametrize("text", ["no", "yes", "4", "cancel"])
def test_what_is_no_choice_changes_nothing_and_asks_for_a_number(text: str) -> None:
    assert answered(text) == (reply(WANJIRU, "pick_number", count=3),)


def test_an_expense_of_a_member_alone_needs_two_others() -> None:
    alone = group(people=(WANJIRU, ACHIENG, replace(SARAH, office=None)))
    decision = decided(WANJIRU, "2", group=alone, questions=(ASKED,))
    assert voters(decision) == [ACHIENG, SARAH]
    assert proposed(decision).needed == 2
    assert asks(decision)[0][0] == "agree"
