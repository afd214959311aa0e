"""Where nothing fits, what the sender most likely wants is offered by number, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation import questions, topics
from bot.conversation.commands import commands
from bot.conversation.effects import Ask, Close, Decision, Propose
from bot.understanding import Intent
from chama.group import Person
from tests.builders import (
    ACHIENG,
    NOW,
    OTIENO,
    WANJIRU,
    asks,
    cash_facts,
    decided,
    proposal,
    put_to,
    question,
    templates_to,
    wanted,
)

TEXT = "about that matter of ours"


def nothing_fits(*near: str, sender: Person = ACHIENG, **known: Any) -> Decision:
    return wanted(sender, Intent("unknown", near=near), TEXT, **known)


def lines_in(decision: Decision) -> list[str]:
    (asked,) = [one for one in decision if isinstance(one, Ask)]
    assert asked.kind == "what_to_do"
    return [one["intent"] for one in asked.details["lines"]]


def listed(*intents: str, sender: Person = ACHIENG, **changes: Any) -> Any:
    lines = [{"intent": one, "slots": {}, "is_whole": False} for one in intents]
    return question("what_to_do", sender, {"lines": lines, "text": TEXT}, **changes)


def chosen(answer: str, *intents: str, sender: Person = ACHIENG) -> Decision:
    return decided(sender, answer, questions=(listed(*intents, sender=sender),))


@pytest.mark.parametrize(
    ("sender", "usual"), [(ACHIENG, topics.USUAL), (OTIENO, topics.USUAL_OF_OFFICERS)]
)
def test_the_usual_is_offered_where_the_words_say_nothing(
    sender: Person, usual: tuple[str, ...]
) -> None:
    decision = nothing_fits(sender=sender)
    assert lines_in(decision) == list(usual)
    assert templates_to(decision, sender) == ["ask_what_to_do"]


def test_what_the_words_may_mean_comes_first_and_nothing_twice() -> None:
    assert lines_in(nothing_fits("my_fines", "pay", "how_to_pay")) == [
        "my_fines", "how_to_pay", "balance",
    ]  # fmt: skip


def test_only_what_the_sender_may_do_is_offered() -> None:
    officers_own = ("fine_member", "report", "expense", "approve", "my_file")
    assert lines_in(nothing_fits(*officers_own)) == list(topics.USUAL)
    assert lines_in(nothing_fits("fine_member", sender=OTIENO))[0] == "fine_member"


def test_a_question_is_answered() -> None:
    assert templates_to(chosen("2", "balance", "my_turn"), ACHIENG) == ["my_turn"]


@pytest.mark.parametrize("intent", sorted(topics.QUESTIONS | topics.DONE))
def test_each_line_is_answered(intent: str) -> None:
    assert templates_to(chosen("1", intent, sender=OTIENO), OTIENO)


@pytest.mark.parametrize("intent", sorted(topics.EXPLAINED))
def test_an_act_that_needs_values_is_explained(intent: str) -> None:
    decision = chosen("moja", intent, sender=OTIENO)
    assert templates_to(decision, OTIENO) == ["how_to_say"]
    assert not [one for one in decision if isinstance(one, Propose)]


@pytest.mark.parametrize("answer", ["3", "no", "none of these", "kitu kingine"])
def test_who_wants_none_of_it_reads_all_there_is(answer: str) -> None:
    assert templates_to(chosen(answer, "balance", "my_turn"), ACHIENG) == ["help"]


def test_a_topic_is_what_a_command_answers() -> None:
    assert commands().keys() >= topics.ALL
    assert {*topics.USUAL, *topics.USUAL_OF_OFFICERS} <= topics.ALL


def test_more_talk_gets_one_line() -> None:
    decision = nothing_fits(questions=(listed("balance"),))
    assert templates_to(decision, ACHIENG) == ["only_talk"]
    assert asks(decision) == []


def test_other_words_that_mean_something_get_a_list_of_their_own() -> None:
    decision = nothing_fits("my_fines", questions=(listed("balance"),))
    assert lines_in(decision)[0] == "my_fines"
    assert Close(7, "replaced") in decision


def test_a_list_of_yesterday_is_sent_anew() -> None:
    old = listed("balance", asked_at=NOW - timedelta(days=1))
    assert lines_in(nothing_fits(questions=(old,))) == list(topics.USUAL)


@pytest.mark.parametrize(
    ("intent", "known"),
    [
        pytest.param(Intent("unknown", is_talk=True), {}, id="plain-talk"),
        pytest.param(Intent("unknown", near=("greeting", "thanks")), {}, id="like-a-greeting"),
        pytest.param(Intent("unknown"), {"recent_replies": 12}, id="much-of-it"),
    ],
)
def test_what_wants_nothing_gets_one_line(intent: Intent, known: dict[str, Any]) -> None:
    assert templates_to(wanted(ACHIENG, intent, TEXT, **known), ACHIENG) == ["only_talk"]


@pytest.mark.parametrize("text", ["win big at www.bet.example", "free {{ 7*7 }}", "bit.ly/x1"])
def test_what_was_passed_on_gets_no_list(text: str) -> None:
    assert asks(wanted(ACHIENG, Intent("unknown"), text)) == []


def test_no_list_stands_beside_an_open_question() -> None:
    asked = proposal("cash", cash_facts(ACHIENG, WANJIRU, 50_000), by=ACHIENG)
    decision = nothing_fits("rota", sender=WANJIRU, questions=(put_to(WANJIRU, asked),))
    assert asks(decision) == []
    assert templates_to(decision, WANJIRU)[0] == "unknown"


def test_any_other_question_takes_its_place() -> None:
    waits = listed("who_owes", sender=WANJIRU)
    decision = decided(ACHIENG, "I gave Wanjiru 500 cash", questions=(waits,))
    (asked,) = [one for one in decision if isinstance(one, Ask)]
    assert (asked.address, asked.is_presented) == (WANJIRU.phone, True)
    assert Close(waits.id, "replaced") in decision


def test_it_is_not_said_again_behind_other_words() -> None:
    decision = decided(ACHIENG, "asante sana", questions=(listed("balance"),))
    assert templates_to(decision, ACHIENG) == ["thanks"]


@pytest.mark.parametrize("name", ["approve", "reject", "confirm_yes"])
def test_an_agreement_that_is_only_guessed_agrees_to_nothing(name: str) -> None:
    guess = Intent(name, {}, sure=False, by_rules="unknown")
    assert templates_to(wanted(ACHIENG, guess, TEXT), ACHIENG) == ["nothing_to_confirm"]
    doubtful = Intent(name, {}, sure=False, by_rules="unknown", near=("rota",))
    assert lines_in(wanted(ACHIENG, doubtful, TEXT))[0] == "rota"


def test_a_stray_number_chooses_from_no_list() -> None:
    assert templates_to(decided(ACHIENG, "2"), ACHIENG) == ["nothing_to_confirm"]


def test_nobody_else_would_miss_the_answer() -> None:
    assert questions.is_forgettable("what_to_do", {"lines": [], "text": ""})
