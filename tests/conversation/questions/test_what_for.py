"""What money out was for: a pot, an expense, or nothing of the group's; others then agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Ask, Close, Propose
from chama.group import Group, Person
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
    rules,
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
NEED_NO_PURPOSE = "[expenses]\nneeds_purpose = false\n"


def answered(text: str, details: dict[str, Any] = DETAILS) -> Any:
    return decided(WANJIRU, text, group=THREE, questions=(question("what_for", WANJIRU, details),))


def spent_on_chairs(of: Group, details: dict[str, Any] = DETAILS) -> Any:
    """The words "chairs", and a yes to what they were read as."""
    asked = question("what_for", WANJIRU, details)
    (ask,) = [
        one
        for one in decided(WANJIRU, "chairs", group=of, questions=(asked,))
        if isinstance(one, Ask)
    ]
    shown = question(ask.kind, WANJIRU, dict(ask.details))
    return decided(WANJIRU, "1", group=of, questions=(shown,))


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
    [("1", "pot", "M03")],
)
def test_what_it_was_is_put_to_the_other_officers(text: str, purpose: str, member: str) -> None:
    decision = answered(text)
    assert postings_of(decision) == []
    put = proposed(decision)
    assert (put.kind, put.facts["purpose"], put.member) == ("money_out", purpose, member)
    assert voters(decision) == [OTIENO, SARAH]
    assert templates_to(decision, WANJIRU) == ["asked_officer"]


@pytest.mark.parametrize("text", ["2", "#2."])
def test_what_an_expense_was_for_is_asked_where_the_rules_want_to_know(text: str) -> None:
    decision = answered(text)
    assert asks(decision) == [("purpose", WANJIRU.phone)]
    assert templates_to(decision, WANJIRU) == ["ask_purpose"]


def test_where_the_rules_do_not_ask_an_expense_is_put_at_once() -> None:
    silent = group(people=(*PEOPLE, SARAH), rules=rules(more=NEED_NO_PURPOSE).rules)
    decision = decided(
        WANJIRU, "2", group=silent, questions=(question("what_for", WANJIRU, DETAILS),)
    )
    assert proposed(decision).facts["words"] == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("chairs", "chairs"),
        ("it was for chairs", "chairs"),
        ("zilikuwa za viti vya mkutano", "viti vya mkutano"),
        ("kununua soda", "soda"),
    ],
)
def test_words_of_ones_own_are_shown_back_before_the_others_read_them(
    text: str, words: str
) -> None:
    decision = answered(text)
    assert not [one for one in decision if isinstance(one, Propose)]
    assert asks(decision) == [("spent_on", WANJIRU.phone)]
    assert templates_to(decision, WANJIRU) == ["ask_spent_on"]
    (asked,) = [one for one in decision if isinstance(one, Ask)]
    assert asked.details["words"] == words


@pytest.mark.parametrize(
    "text",
    [
        "it was his turn",
        "ilikuwa zamu yake",
        "the pot of last round",
        "pesa ya raundi",
        "my sister",
        "ni ya dada yangu",
        "who is that",
        "sent by mistake",
        "nilikosea",
        "I gave it to Achieng",
    ],
)
def test_words_of_people_pots_or_mistakes_are_no_purpose(text: str) -> None:
    decision = answered(text)
    assert "spent_on" not in [kind for kind, _ in asks(decision)]
    assert not [one for one in decision if isinstance(one, Propose)]


@pytest.mark.parametrize("text", ["not chairs", "what for?", "chairs?", "if it was chairs"])
def test_words_that_ask_or_deny_are_no_purpose(text: str) -> None:
    assert not [one for one in answered(text) if isinstance(one, Propose)]


def test_what_was_agreed_before_is_offered_first() -> None:
    details = {**DETAILS, "agreed": [{"words": "chairs", "set_aside": "7"}]}
    _, facts = questions.shown("what_for", details)
    assert facts["agreed"] == ["chairs"]
    chosen = questions.kinds()["what_for"].choices(details)
    assert [one.value for one in chosen] == ["7:agreed", "0", "expense", "private"]


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
    details = {**DETAILS, "payee": payee.code}
    for decision in (answered("1", details), spent_on_chairs(THREE, details)):
        assert payee not in voters(decision)
        assert payee.code in proposed(decision).interested


@pytest.mark.parametrize("text", ["no", "yes", "4", "cancel"])
def test_what_is_no_choice_changes_nothing_and_asks_for_a_number(text: str) -> None:
    assert answered(text) == (reply(WANJIRU, "pick_number", count=3),)


def test_an_expense_of_a_member_alone_needs_two_others() -> None:
    alone = group(people=(WANJIRU, ACHIENG, replace(SARAH, office=None)))
    decision = spent_on_chairs(alone)
    assert voters(decision) == [ACHIENG, SARAH]
    assert proposed(decision).needed == 2
    assert asks(decision)[0][0] == "agree"
