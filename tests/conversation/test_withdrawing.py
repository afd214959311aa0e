"""Who has asked for something takes it back while it waits; nothing else is withdrawn by a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import Close, Decision, Settle
from chama.agreement import State
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    WANJIRU,
    book,
    cash_facts,
    contribution,
    decided,
    postings_of,
    proposal,
    put_to,
    templates_to,
)

FACTS = cash_facts(ACHIENG, WANJIRU, 50_000)
CASH = proposal("cash", FACTS, ACHIENG, WANJIRU, interested=frozenset({"M03"}))
PUT = put_to(WANJIRU, CASH)
A_DAY_OLD = replace(CASH, expires_at=CASH.expires_at - timedelta(days=1, minutes=1))
ON_A_PHONE = replace(CASH, facts={**FACTS, "payment": {"code": "UKN1AB2C01", "network": "mpesa"}})


def is_withdrawn(decision: Decision) -> bool:
    return any(
        isinstance(one, Settle) and one.state is State.EXPIRED and one.by for one in decision
    )


@pytest.mark.parametrize(
    "text",
    ["undo", "futa", "futa hiyo", "undo that", "cancel", "cancel that please", "sitaki",
     "sitaki hiyo", "forget it", "achana na hiyo", "undo 500", "futa KES 500"],
)  # fmt: skip
def test_its_author_takes_it_back_and_who_was_asked_hears_of_it(text: str) -> None:
    decision = decided(ACHIENG, text, proposals=(CASH,), questions=(PUT,))
    assert decision[:2] == (Settle(5, State.EXPIRED, by="M03"), Close(7, "withdrawn"))
    assert templates_to(decision, ACHIENG) == ["withdrawn"]
    assert templates_to(decision, WANJIRU) == ["withdrawn_notice"]
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    ("sender", "text", "waiting"),
    [
        pytest.param(BARAKA, "undo", CASH, id="another-member"),
        pytest.param(BARAKA, "cancel", CASH, id="another-member-cancels"),
        pytest.param(OTIENO, "undo", CASH, id="an-officer"),
        pytest.param(ACHIENG, "undo 600", CASH, id="another-amount"),
        pytest.param(ACHIENG, "undo", A_DAY_OLD, id="a-day-old"),
        pytest.param(ACHIENG, "stop", CASH, id="silence"),
        pytest.param(ACHIENG, "cancel?", CASH, id="a-question"),
        pytest.param(ACHIENG, "undo", ON_A_PHONE, id="what-a-phone-got"),
    ],
)
def test_nothing_else_is_taken_back(sender: Person, text: str, waiting: object) -> None:
    decision = decided(sender, text, proposals=(waiting,), questions=(PUT,))
    assert not is_withdrawn(decision)
    assert templates_to(decision, WANJIRU) == []


def test_an_amount_names_one_of_any_age() -> None:
    assert is_withdrawn(decided(ACHIENG, "undo 500", proposals=(A_DAY_OLD,), questions=(PUT,)))


def test_who_has_not_seen_the_question_hears_nothing() -> None:
    unseen = replace(PUT, is_presented=False, presented_at=None, shown_at=None)
    decision = decided(ACHIENG, "undo", proposals=(CASH,), questions=(unseen,))
    assert is_withdrawn(decision)
    assert templates_to(decision, WANJIRU) == []


def test_of_several_the_newest_is_meant_and_of_an_amount_that_one() -> None:
    newer = replace(CASH, id=6, number=2, facts={**FACTS, "amount_cents": 40_000})
    both = {"proposals": (CASH, newer), "questions": (PUT,)}
    assert decided(ACHIENG, "undo", **both)[0] == Settle(6, State.EXPIRED, by="M03")
    assert decided(ACHIENG, "undo 500", **both)[0] == Settle(5, State.EXPIRED, by="M03")


@pytest.mark.parametrize(
    ("hours", "is_meant"),
    [pytest.param(2, True, id="entry-before-it"), pytest.param(0, False, id="entry-after-it")],
)
def test_an_officers_bare_undo_means_the_last_thing_that_they_did(
    hours: int, is_meant: bool
) -> None:
    facts = cash_facts(ACHIENG, WANJIRU, 20_000)
    own = proposal("cash", facts, WANJIRU, OTIENO, expires_at=CASH.expires_at - timedelta(hours=1))
    decision = decided(
        WANJIRU,
        "undo",
        proposals=(own,),
        questions=(put_to(OTIENO, own),),
        recent=book(contribution(), age=timedelta(hours=hours)),
    )
    assert own.asked_at == NOW - timedelta(hours=1)
    assert is_withdrawn(decision) == is_meant
    said = ["withdrawn"] if is_meant else ["asked_undo", "asked_behind"]
    assert templates_to(decision, WANJIRU) == said


def test_with_nothing_that_waits_cancel_silences_nobody() -> None:
    assert templates_to(decided(ACHIENG, "cancel"), ACHIENG) == ["nothing_to_confirm"]
    assert templates_to(decided(ACHIENG, "cancel messages"), ACHIENG) == ["stopped"]


def test_an_open_question_takes_the_word_first() -> None:
    asked = proposal("cash", FACTS, BARAKA, ACHIENG, OTIENO, is_everyone=True, id=8)
    decision = decided(
        ACHIENG, "cancel", proposals=(CASH, asked), questions=(put_to(ACHIENG, asked, id=9), PUT)
    )
    assert not is_withdrawn(decision)
    assert Settle(8, State.REFUSED, by="M03") in decision
