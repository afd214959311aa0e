"""A proposal is put to a person as its kind shows it: yes, no, or the digits that agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close, Settle, Vote
from bot.conversation.proposals import cash
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    cash_facts,
    decided,
    group,
    postings_of,
    proposal,
    put_to,
    reply,
    templates_to,
)

FACTS = cash_facts(ACHIENG, WANJIRU, 50_000)
CASH = proposal("cash", FACTS, WANJIRU, OTIENO, SARAH, interested=frozenset({"M01", "M03"}))
THREE = group(people=(*PEOPLE, SARAH))


def test_it_is_shown_as_its_kind_shows_it() -> None:
    shown = questions.shown("agree", {"kind": "cash", "facts": FACTS})
    assert shown == cash.show(FACTS)
    assert questions.needs("agree", {"kind": "undo", "facts": {}}) == {"recent"}


@pytest.mark.parametrize("text", ["1", "yes", "ndio", "yes 500", "Ndiyo, asante"])
def test_a_yes_agrees_and_closes_everybodys_question(text: str) -> None:
    decision = answered(CASH, OTIENO, text, group=THREE)
    assert Vote(5, OTIENO.code, agrees=True) in decision
    closed = [effect.question_id for effect in decision if isinstance(effect, Close)]
    assert sorted(closed) == [7, 8]
    assert [one.state for one in decision if isinstance(one, Settle)] == [State.DONE]
    assert postings_of(decision) == [{"cash:M01": 50_000, "dues:M03:1.1": -50_000}]


@pytest.mark.parametrize("text", ["2", "no", "hapana", "sitaki", "cancel"])
def test_a_no_ends_it_for_everybody(text: str) -> None:
    decision = answered(CASH, OTIENO, text, group=THREE)
    assert Vote(5, OTIENO.code, agrees=False) in decision
    assert Settle(5, State.REFUSED, by=OTIENO.code) in decision
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    "text", ["yes?", "not sure", "yes but wait", "is it 500?", "ok later", "yes 600", "no problem"]
)
def test_no_yes_by_doubt_question_or_chatter(text: str) -> None:
    decision = answered(CASH, OTIENO, text, group=THREE)
    assert postings_of(decision) == []
    assert not [effect for effect in decision if isinstance(effect, Vote | Settle)]


def test_what_is_decided_already_is_said_so() -> None:
    late = decided(OTIENO, "yes", questions=(put_to(OTIENO, CASH),))
    assert late == (Close(7, "yes"), reply(OTIENO, "decided_already"))


def test_who_left_office_agrees_to_nothing() -> None:
    former = replace(OTIENO, office=None)
    known = {"group": group(people=(WANJIRU, former, *PEOPLE[2:], SARAH))}
    decision = answered(CASH, former, "yes", **known)
    assert postings_of(decision) == []
    assert templates_to(decision, former) == ["not_yours_to_agree"]


def test_who_does_not_know_leaves_it_to_the_others() -> None:
    decision = answered(CASH, OTIENO, "sijui", group=THREE)
    assert decision == (Close(7, "passed"), reply(OTIENO, "passed_on", officer=SARAH.name))


def test_where_there_are_no_others_it_ends_and_who_asked_hears_of_it() -> None:
    alone = replace(CASH, voters=frozenset({OTIENO.code}))
    decision = answered(alone, OTIENO, "sijui")
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, WANJIRU) == ["cash_declined"]
