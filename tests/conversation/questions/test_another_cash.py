"""Cash that was counted lately is told again: another handover, or the same one?"""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    asks,
    book,
    cash_entry,
    cash_facts,
    decided,
    postings_of,
    proposed,
    question,
    reply,
    templates_to,
    voters,
)

DETAILS = {**cash_facts(ACHIENG, WANJIRU, 50_000), "counted_on": "2026-11-23"}
COUNTED = {"recent": book(cash_entry(ACHIENG, WANJIRU, 50_000))}


def test_it_shows_who_gave_whom_how_much() -> None:
    facts = {
        "name": ACHIENG.name,
        "to": WANJIRU.name,
        "amount_cents": 50_000,
        "whose": ACHIENG.name,
        "is_own": True,
        "account": "",
        "counted_on": "2026-11-23",
    }
    assert questions.shown("another_cash", DETAILS) == ("ask_another_cash", facts)


@pytest.mark.parametrize(
    ("sender", "text"),
    [(ACHIENG, "I gave Wanjiru 500 cash"), (WANJIRU, "received 500 cash from Achieng")],
    ids=["the-giver", "the-taker"],
)
def test_who_tells_counted_cash_again_is_asked_and_nobody_else_is(
    sender: Person, text: str
) -> None:
    decision = decided(sender, text, **COUNTED)
    assert asks(decision) == [("another_cash", sender.phone)]
    assert templates_to(decision, sender) == ["ask_another_cash"]


def test_another_amount_is_another_handover() -> None:
    decision = decided(ACHIENG, "I gave Wanjiru 600 cash", **COUNTED)
    assert voters(decision) == [WANJIRU]


@pytest.mark.parametrize(
    ("sender", "asked"), [(ACHIENG, WANJIRU), (WANJIRU, OTIENO)], ids=["giver", "taker"]
)
def test_another_one_goes_the_way_of_every_handover_whoever_tells_of_it(
    sender: Person, asked: Person
) -> None:
    decision = decided(sender, "yes", questions=(question("another_cash", sender, DETAILS),))
    assert postings_of(decision) == []
    assert proposed(decision).key == "cash:M03:M01:50000"
    assert voters(decision) == [asked]


def test_the_same_one_changes_nothing() -> None:
    asked = question("another_cash", ACHIENG, DETAILS)
    assert decided(ACHIENG, "no", questions=(asked,)) == (
        Close(7, "no"),
        reply(ACHIENG, "cancelled"),
    )


def test_of_somebody_who_left_nothing_is_put() -> None:
    gone = question("another_cash", WANJIRU, {**DETAILS, "giver": "M99"})
    assert decided(WANJIRU, "1", questions=(gone,))[1:] == (reply(WANJIRU, "cancelled"),)
