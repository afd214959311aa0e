"""Words with two readings are offered by number, and the number does what its line says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Ask, Close, Decision, Propose, SetOptOut
from bot.conversation.wanted import wanted_by
from bot.understanding import ACTS, Intent
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    postings_of,
    proposed,
    question,
    situation,
    templates_to,
    understood,
    wanted,
)

TEXT = "went by with that 1000 cash, Baraka"
RECEIVED = {
    "intent": "record_cash",
    "slots": {"name": "Baraka", "amount_cents": 100_000},
    "is_whole": True,
}
GAVE = {
    "intent": "paid_cash",
    "slots": {"to": "Baraka", "amount_cents": 100_000},
    "is_whole": True,
}
OWES = {"intent": "balance", "slots": {}, "is_whole": False}
STOP = {"intent": "stop", "slots": {}, "is_whole": False}


def offered(*lines: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    return {"lines": list(lines), "text": text}


def chosen(sender: Person, answer: str, *lines: dict[str, Any]) -> Decision:
    return decided(sender, answer, questions=(question("which_meant", sender, offered(*lines)),))


def unsure(name: str, *near: str, text: str = TEXT, sender: Person = WANJIRU) -> Decision:
    """What is decided on a text that is read as `name`, with these readings near it."""
    slots: dict[str, object] = {"name": "Baraka", "amount": 1000}
    return wanted(sender, Intent(name, slots, sure=False, near=near), text)


def lines_in(decision: Decision) -> list[str]:
    (asked,) = [one for one in decision if isinstance(one, Ask)]
    assert asked.kind == "which_meant"
    return [one["intent"] for one in asked.details["lines"]]


def test_what_the_readers_see_differently_is_offered_by_number() -> None:
    decision = unsure("record_cash", "paid_cash")
    assert lines_in(decision) == ["record_cash", "paid_cash"]
    assert templates_to(decision, WANJIRU) == ["ask_meant"]
    assert postings_of(decision) == []


def test_a_question_may_be_among_them() -> None:
    assert lines_in(unsure("record_cash", "balance", "rota")) == ["record_cash", "balance"]


@pytest.mark.parametrize("near", [(), ("unknown",), ("approve", "reject", "confirm_yes")])
def test_one_reading_alone_stays_a_yes_or_no(near: tuple[str, ...]) -> None:
    assert asks(unsure("record_cash", *near)) == [("did_you_mean", WANJIRU.phone)]


@pytest.mark.parametrize("name", ["expense", "fine_member", "pay_out"])
def test_what_lacks_its_values_or_is_for_others_is_not_offered(name: str) -> None:
    decision = unsure("paid_cash", name, sender=ACHIENG)
    assert asks(decision) == [("did_you_mean", ACHIENG.phone)]


def test_what_a_member_may_not_do_leaves_what_they_may() -> None:
    text = "went to see Wanjiru and gave her 500 in cash"
    told = Intent("record_cash", {"name": "Wanjiru", "amount": 500}, sure=False)
    assert lines_in(wanted(ACHIENG, replace(told, near=("paid_cash",)), text)) == ["paid_cash"]
    decision = wanted(ACHIENG, replace(told, near=("who_owes",)), text)
    assert templates_to(decision, ACHIENG) == ["officers_only"]


def test_a_guess_that_lacks_its_values_leaves_what_has_them() -> None:
    guess = Intent("waive", {}, sure=False, by_rules="unknown", near=("paid_cash",))
    decision = wanted(ACHIENG, guess, "gave Wanjiru that 500 in cash, the fine one")
    assert lines_in(decision) == ["paid_cash"]


def test_nobody_is_offered_to_have_given_to_themselves() -> None:
    told = Intent("record_cash", {"name": "Wanjiru", "amount": 500}, sure=False)
    decision = wanted(WANJIRU, replace(told, near=("paid_cash",)), "gave Wanjiru 500 in cash")
    assert "which_meant" not in [kind for kind, _ in asks(decision)]


def test_to_stop_is_offered_beside_something_else_and_done_by_its_number() -> None:
    guess = Intent("stop", {}, sure=False, by_rules="unknown", near=("language",))
    assert lines_in(wanted(ACHIENG, guess, "these texts of yours")) == ["stop", "language"]
    assert SetOptOut(True) in chosen(ACHIENG, "1", STOP, OWES)


@pytest.mark.parametrize("answer", ["1", "#1", "moja", "the first one", "number 1", "1 please"])
def test_a_number_does_what_its_line_says(answer: str) -> None:
    decision = chosen(WANJIRU, answer, RECEIVED, GAVE)
    assert decision[0] == Close(7, "0")
    assert (proposed(decision).kind, proposed(decision).facts["giver"]) == ("cash", BARAKA.code)


def test_the_values_shown_count_and_not_the_words() -> None:
    line = {**RECEIVED, "slots": {"name": "Achieng", "amount_cents": 70_000}}
    facts = proposed(chosen(WANJIRU, "1", line, OWES)).facts
    assert (facts["giver"], facts["amount_cents"]) == (ACHIENG.code, 70_000)


def test_a_name_on_offer_chooses_where_one_line_has_it() -> None:
    to_otieno = {**GAVE, "slots": {"to": "Otieno", "amount_cents": 100_000}}
    decision = chosen(WANJIRU, "Otieno", RECEIVED, to_otieno)
    assert (proposed(decision).facts["giver"], decision[0]) == (WANJIRU.code, Close(7, "1"))
    both = chosen(WANJIRU, "Baraka", RECEIVED, GAVE)
    assert not [one for one in both if isinstance(one, Propose)]


def test_a_question_that_is_chosen_is_answered() -> None:
    assert templates_to(chosen(ACHIENG, "2", GAVE, OWES), ACHIENG) == ["balance"]


@pytest.mark.parametrize("answer", ["3", "none of them", "no", "hapana", "something else"])
def test_none_of_them_is_told_how_to_say_it(answer: str) -> None:
    decision = chosen(WANJIRU, answer, RECEIVED, GAVE)
    assert decision[0] == Close(7, "nobody")
    assert templates_to(decision, WANJIRU) == ["say_plainly"]


@pytest.mark.parametrize("answer", ["yes", "4", "ndio"])
def test_a_yes_chooses_nothing(answer: str) -> None:
    decision = chosen(WANJIRU, answer, RECEIVED, GAVE)
    assert templates_to(decision, WANJIRU) == ["pick_number"]


def test_new_words_are_read_as_such_and_the_offer_is_dropped() -> None:
    decision = chosen(WANJIRU, "who owes", RECEIVED, GAVE)
    assert Close(7, "replaced") in decision
    assert templates_to(decision, WANJIRU) == ["who_owes_officer"]


def test_talk_leaves_it_open_and_says_it_again() -> None:
    decision = chosen(WANJIRU, "asante sana", RECEIVED, GAVE)
    assert templates_to(decision, WANJIRU) == ["thanks", "ask_meant"]


def test_money_that_was_chosen_still_needs_a_second_person() -> None:
    decision = chosen(WANJIRU, "1", RECEIVED, GAVE)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["ask_cash"]


def test_what_may_be_chosen_is_loaded_with_the_answer() -> None:
    undo = {"intent": "undo", "slots": {"receipt": "UKN1AB2C01"}, "is_whole": True}
    asked = question("which_meant", WANJIRU, offered(undo, OWES))
    sees = situation(WANJIRU, questions=(asked,))
    loaded = wanted_by(sees, understood("1"), "1", NOW)
    assert "UKN1AB2C01" in loaded.codes
    assert questions.needs("which_meant", asked.details) <= loaded.facts


@pytest.mark.parametrize("act", sorted({"approve", "reject", "confirm_yes", "confirm_no"} & ACTS))
def test_no_agreement_is_ever_in_a_list(act: str) -> None:
    guess = Intent(act, {}, sure=False, by_rules="unknown", near=("balance", "rota"))
    asked = [one for one in wanted(OTIENO, guess, "let it be so then") if isinstance(one, Ask)]
    assert act not in [line["intent"] for one in asked for line in one.details["lines"]]


def test_nobody_else_would_miss_the_answer() -> None:
    assert questions.is_forgettable("which_meant", offered(RECEIVED, GAVE))
