"""Words that take something back: it ends where it is one thing, is asked where it may be several,
and nothing goes on meanwhile by a yes that its giver no longer gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Ask, Close, Decision, Settle, Vote
from chama.agreement import Proposal, State
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    SARAH,
    WANJIRU,
    cash_facts,
    decided,
    group,
    postings_of,
    proposal,
    put_to,
    question,
    templates_to,
)

CASH = proposal("cash", cash_facts(ACHIENG, WANJIRU, 50_000), WANJIRU, OTIENO)
CHANGE = proposal("cash", cash_facts(BARAKA, WANJIRU, 70_000), WANJIRU, OTIENO, id=6)
OTHERS = replace(CASH, id=8, number=4, asked_by="M03", voters=frozenset({"M02", "M05"}), needed=2)
AGREED = replace(OTHERS, agreed_by=frozenset({"M02"}))
OFFICERS = group(people=(WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH))


def ended(decision: Decision) -> list[int]:
    return [
        one.proposal_id
        for one in decision
        if isinstance(one, Settle) and one.state is State.EXPIRED
    ]


def votes(decision: Decision) -> list[Vote]:
    return [one for one in decision if isinstance(one, Vote)]


def which(decision: Decision) -> list[Ask]:
    return [one for one in decision if isinstance(one, Ask) and one.kind == "which_taken_back"]


@pytest.mark.parametrize(
    "text",
    ["wait, don't record", "dont record that, she took it back", "usirekodi, amechukua pesa yake",
     "nimebadilisha nia", "i changed my mind", "usirekodi 500 ya Achieng"],
)  # fmt: skip
def test_what_one_asked_for_ends(text: str) -> None:
    decision = decided(WANJIRU, text, proposals=(CASH,), questions=(put_to(OTIENO, CASH),))
    assert ended(decision) == [CASH.id]
    assert templates_to(decision, WANJIRU) == ["withdrawn"]
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    "text",
    ["usirekodi 700 ya Baraka", "dont record 900", "usimsamehe", "don't change it", "acha hiyo",
     "usikumbushe wote"],
)  # fmt: skip
def test_words_that_do_not_fit_end_nothing_and_never_say_that_nothing_is_open(text: str) -> None:
    decision = decided(WANJIRU, text, proposals=(CASH,), questions=(put_to(OTIENO, CASH),))
    assert ended(decision) == []
    assert [one.details["items"][0]["proposal"] for one in which(decision)] == [CASH.id]
    assert "cancelled" not in templates_to(decision, WANJIRU)


def test_of_several_each_is_asked_by_its_name_or_the_named_one_ends() -> None:
    both: dict[str, Any] = {"proposals": (CASH, CHANGE), "questions": (put_to(OTIENO, CASH),)}
    (asked,) = which(decided(WANJIRU, "nimebadilisha nia", **both))
    names = {(line["name"], line["amount_cents"]) for line in asked.details["items"]}
    assert names == {("Achieng Atieno", 50_000), ("Baraka Mwangi", 70_000)}
    assert ended(decided(WANJIRU, "don't record the one of Baraka", **both)) == [CHANGE.id]
    assert ended(decided(WANJIRU, "usirekodi hiyo 500", **both)) == [CASH.id]


@pytest.mark.parametrize(
    "text",
    ["cancel my vote", "futa kura yangu", "ngoja nimebadilisha nia", "i agreed by mistake",
     "wait, dont record it"],
)  # fmt: skip
def test_a_yes_is_taken_back_and_asked_for_anew(text: str) -> None:
    decision = decided(
        OTIENO, text, group=OFFICERS, proposals=(AGREED,), questions=(put_to(SARAH, AGREED),)
    )
    assert votes(decision) == [Vote(AGREED.id, "M02", agrees=None)]
    assert ended(decision) == []
    (anew,) = [one for one in decision if isinstance(one, Ask)]
    assert (anew.address, anew.proposal_id) == (OTIENO.phone, AGREED.id)
    assert templates_to(decision, OTIENO) == ["yes_taken_back", "ask_cash"]


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        pytest.param(SARAH, "cancel my vote", id="another-officer"),
        pytest.param(ACHIENG, "cancel my vote", id="who-asked-for-it"),
        pytest.param(BARAKA, "ngoja, usirekodi", id="who-has-no-part-in-it"),
    ],
)
def test_nobody_takes_back_the_yes_of_another(sender: Person, text: str) -> None:
    decision = decided(
        sender, text, group=OFFICERS, proposals=(AGREED,), questions=(put_to(SARAH, AGREED),)
    )
    assert votes(decision) == []
    assert ended(decision) == []


def in_doubt(*lines: Proposal, asked: Person = WANJIRU) -> object:
    items = [
        {"kind": one.kind, "name": "", "amount_cents": 1, "paid_in": "", "code": "",
         "proposal": one.id, "matter": "", "is_yes": asked.code in one.agreed_by}
        for one in lines
    ]  # fmt: skip
    return question("which_taken_back", asked, {"items": items}, id=99)


def test_what_may_be_taken_back_waits_for_the_word_of_who_may_mean_it() -> None:
    asked = put_to(OTIENO, CASH)
    certain = decided(OTIENO, "1", proposals=(CASH,), questions=(asked,))
    assert postings_of(certain)
    doubted = decided(
        OTIENO, "1", proposals=(CASH, CHANGE), questions=(asked, in_doubt(CASH, CHANGE))
    )
    assert postings_of(doubted) == []
    assert votes(doubted) == [Vote(CASH.id, "M02", agrees=True)]
    assert templates_to(doubted, OTIENO) == ["agreed_waits"]


def test_a_question_in_front_is_not_agreed_to_by_a_wish_that_nothing_is_sent() -> None:
    asked = put_to(OTIENO, OTHERS)
    decision = decided(
        OTIENO, "usirekodi bado", group=OFFICERS, proposals=(OTHERS,), questions=(asked,)
    )
    assert votes(decision) == []
    assert templates_to(decision, OTIENO) == ["not_agreed_yet", "ask_cash"]


def test_an_offer_in_front_is_dropped() -> None:
    slots = {"name": "Baraka", "amount_cents": 1}
    details = {"intent": "record_cash", "slots": slots, "text": "a"}
    offer = question("did_you_mean", WANJIRU, details)
    decision = decided(WANJIRU, "wait, don't record", questions=(offer,))
    assert decision[0] == Close(offer.id, "no")
    assert templates_to(decision, WANJIRU) == ["cancelled"]


def test_with_nothing_of_theirs_open_they_read_so() -> None:
    assert templates_to(decided(WANJIRU, "nimebadilisha nia"), WANJIRU) == ["nothing_to_take_back"]
    assert templates_to(decided(WANJIRU, "acha hiyo"), WANJIRU) == ["cancelled"]


@pytest.mark.parametrize(
    ("text", "what"),
    [("pole nimekosea, sipingi", "dispute"), ("nimebadilisha nia, nabaki", "leave")],
)
def test_what_a_member_raised_is_over_on_their_word(text: str, what: str) -> None:
    details = {
        "what": what, "member": "M03", "matter": "raised:1", "is_seen": False,
        "member_name": ACHIENG.name, "text": "a",
    }  # fmt: skip
    raised = question("raised", OTIENO, details, asked_at=NOW)
    decision = decided(ACHIENG, text, questions=(raised,))
    assert Close(raised.id, "withdrawn") in decision
    assert templates_to(decision, ACHIENG) == ["raised_withdrawn"]
    assert templates_to(decision, OTIENO) == ["raised_withdrawn"]
    others = decided(BARAKA, text, questions=(raised,))
    assert Close(raised.id, "withdrawn") not in others
