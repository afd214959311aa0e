"""Words that would act but are not accounted for one by one are offered, and act on a yes."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Ask, Close, Intend
from chama import entries
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    ROUND,
    WANJIRU,
    asks,
    book,
    contribution,
    decided,
    postings_of,
    proposed,
    question,
    reply,
    templates_to,
    voters,
)

CASH = {
    "intent": "paid_cash",
    "slots": {"to": "Wanjiru", "amount": 500, "amount_cents": 50_000},
    "text": "I think I gave Wanjiru 500 cash the other day",
}
UNDO = {"intent": "undo", "slots": {}, "text": "undo that thing somehow"}


@pytest.mark.parametrize(
    ("sender", "text", "intent"),
    [
        (ACHIENG, "I think I gave Wanjiru 500 cash", "paid_cash"),
        (WANJIRU, "received 500 cash from Achieng under the mango", "record_cash"),
        (WANJIRU, "please undo whatever abracadabra that was", "undo"),
    ],
)
def test_an_act_with_words_unaccounted_for_is_only_offered(
    sender: Person, text: str, intent: str
) -> None:
    decision = decided(sender, text, recent=book(contribution()))
    assert postings_of(decision) == []
    assert asks(decision) == [("did_you_mean", sender.phone)]
    assert decision[0].details["intent"] == intent
    assert templates_to(decision, sender) == ["ask_did_you_mean"]


def test_it_shows_the_act_with_its_values() -> None:
    assert questions.shown("did_you_mean", CASH) == (
        "ask_did_you_mean",
        {
            "intent": "paid_cash",
            "name": "",
            "but": "",
            "what": "",
            "to": "Wanjiru",
            "whose": "",
            "withdrawn": False,
            "words": "",
            "is_spent": False,
            "amount_cents": 50_000,
            "code": "",
            "phone": "",
            "rule": "",
            "value": "500",
        },
    )


def test_yes_does_it_as_if_it_had_been_said_plainly() -> None:
    asked = question("did_you_mean", ACHIENG, CASH)
    decision = decided(ACHIENG, "yes", questions=(asked,))
    assert decision[0] == Close(7, "yes")
    assert (proposed(decision).kind, proposed(decision).amount_cents) == ("cash", 50_000)
    assert voters(decision) == [WANJIRU]


def test_even_then_what_needs_a_second_person_needs_one() -> None:
    asked = question("did_you_mean", WANJIRU, UNDO)
    decision = decided(WANJIRU, "1", questions=(asked,), recent=book(contribution()))
    assert postings_of(decision) == []
    assert voters(decision) == [OTIENO, ACHIENG]


def test_yes_sets_what_the_question_said_and_nothing_of_the_words() -> None:
    slots = {"name": "Otieno", "amount": 500, "amount_cents": 50_000}
    details = {"intent": "pay_for", "slots": slots, "text": "600 Baraka, 400 Wanjiru"}
    decision = decided(ACHIENG, "yes", questions=(question("did_you_mean", ACHIENG, details),))
    assert Intend(ACHIENG.code, ((OTIENO.code, 50_000),)) in decision


@pytest.mark.parametrize(
    "text",
    [
        "nimelipa mchango wangu jana jioni sio ya Otieno",
        "I think I paid mine and that is not for Otieno",
        "nimelipa jana jioni, ni yangu si ya Otieno",
    ],
)
def test_a_denied_name_is_not_offered(text: str) -> None:
    decision = decided(ACHIENG, text)
    offered = [one.details for one in decision if isinstance(one, Ask)]
    assert not [one for one in offered if any(line["is_whole"] for line in one["lines"])]
    assert not any(isinstance(effect, Intend) for effect in decision)


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (WANJIRU, "received 500 cash from mama Otieno"),
        (WANJIRU, "nimepokea 500 cash kutoka kwa baba Otieno"),
        (ACHIENG, "nimempa mama Wanjiru 500 cash"),
    ],
)
def test_a_parent_is_not_the_child_for_certain(sender: Person, text: str) -> None:
    assert templates_to(decided(sender, text), sender) == ["name_unclear"]


def test_no_asks_for_plain_words() -> None:
    asked = question("did_you_mean", ACHIENG, CASH)
    assert decided(ACHIENG, "no", questions=(asked,)) == (
        Close(7, "no"),
        reply(ACHIENG, "say_plainly"),
    )


def test_nobody_else_would_miss_the_answer() -> None:
    assert questions.is_forgettable("did_you_mean", CASH)


@pytest.mark.parametrize(
    "text", ["I gave Wanjiru 99999999999999999999 cash", "I gave Wanjiru -500 cash"]
)
def test_an_amount_that_cannot_be_read_is_asked_for_at_once(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "say_amount"),)


def test_who_names_a_stranger_is_asked_for_the_name_at_once() -> None:
    assert decided(ACHIENG, "I gave Zawadi 500 cash yesterday") == (
        reply(ACHIENG, "name_unclear", name="Zawadi"),
    )


POT = {entries.pot(ROUND.key): -400_000}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("send Wanjiru the pot 4000", "pay_out"),
        ("we should pay Wanjiru the pot", "pay_out"),
        ("cancel Wanjiru's payout 0733000222", "release_payout"),
        ("chai and mandazi 450 bob", "expense"),
        ("Wanjiru spent 2000 on soda", "expense"),
    ],
)
def test_what_puts_something_to_others_is_offered_where_it_is_not_sure(
    text: str, intent: str
) -> None:
    decision = decided(OTIENO, text, balances=POT)
    assert asks(decision) == [("did_you_mean", OTIENO.phone)]
    assert decision[0].details["intent"] == intent
    assert len(decision) == 2  # the question, and its words to who wrote; nothing else


@pytest.mark.parametrize("text", ["chai and mandazi 450 bob", "we should pay Wanjiru the pot"])
def test_what_only_officers_may_put_is_not_offered_to_a_member(text: str) -> None:
    assert templates_to(decided(ACHIENG, text, balances=POT), ACHIENG) == ["officers_only"]


def test_a_yes_puts_the_expense_that_was_shown() -> None:
    slots = {"amount": 450, "amount_cents": 45_000, "purpose": "chai and mandazi"}
    details = {"intent": "expense", "slots": slots, "text": "chai and mandazi 450 bob"}
    decision = decided(OTIENO, "1", questions=(question("did_you_mean", OTIENO, details),))
    assert proposed(decision).facts["words"] == "chai and mandazi"
