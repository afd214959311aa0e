"""The morning list: a number opens what it has in that line, and nothing in it must be answered."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Ask, Close, Say
from bot.conversation.questions.said_list import A_PAGE, LONGEST_QUOTE
from tests.builders import (
    ACHIENG,
    BARAKA,
    WANJIRU,
    asked,
    decided,
    question,
    reply,
    templates_to,
)
from tests.conversation.questions.test_said import of

ITEMS = [of("late_notice"), of("apology", text="niko mgonjwa"), of("request"), of("apology")]


def shown(items: list[dict[str, Any]], **changes: Any) -> Any:
    return question("said_list", WANJIRU, {"items": items}, **changes)


def test_a_number_asks_of_that_line_and_the_rest_waits_behind_it() -> None:
    decision = decided(WANJIRU, "2", questions=(shown(ITEMS),))
    ask, put = asked(WANJIRU, "said", "chosen:simulator:id", ITEMS[1])
    left = [ITEMS[0], *ITEMS[2:]]
    assert decision == (
        Close(7, "1"),
        ask,
        Ask("left:simulator:id", "said_list", WANJIRU.phone, {"items": left}),
        put,
    )


def test_the_last_line_leaves_no_list() -> None:
    decision = decided(WANJIRU, "1", questions=(shown(ITEMS[:1]),))
    assert [one.kind for one in decision if isinstance(one, Ask)] == ["said"]


@pytest.mark.parametrize("text", ["ok", "sawa", "yes", "no", "poa"])
def test_a_plain_word_has_read_it(text: str) -> None:
    assert decided(WANJIRU, text, questions=(shown(ITEMS[:A_PAGE]),)) == (
        Close(7, "read"),
        reply(WANJIRU, "done"),
    )


def test_a_number_that_is_not_on_it_is_asked_for_again() -> None:
    decision = decided(WANJIRU, "9", questions=(shown(ITEMS),))
    assert decision == (reply(WANJIRU, "pick_number", count=4),)


@pytest.mark.parametrize("text", ["LIST 2", "orodha 2"])
def test_the_other_lines_come_by_list(text: str) -> None:
    (said,) = decided(WANJIRU, text, questions=(shown(ITEMS),))
    assert isinstance(said, Say)
    assert (said.facts["first"], len(said.facts["items"]), said.facts["more"]) == (A_PAGE + 1, 1, 0)


def test_other_words_are_answered_and_the_list_is_not_said_again() -> None:
    decision = decided(WANJIRU, "rota", questions=(shown(ITEMS),))
    assert templates_to(decision, WANJIRU) == ["rota"]


def test_it_holds_up_no_question_about_money() -> None:
    decision = decided(BARAKA, "I gave Wanjiru 500 cash", questions=(shown(ITEMS),))
    assert templates_to(decision, WANJIRU) == ["ask_cash"]


def test_the_answer_to_another_question_does_not_show_it_again() -> None:
    notice = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3}, id=8)
    decision = decided(WANJIRU, "no", questions=(shown(ITEMS, shown_at=None), notice))
    assert "ask_said_list" not in templates_to(decision, WANJIRU)


def test_a_long_text_is_cut_in_its_line() -> None:
    _, facts = questions.shown("said_list", {"items": [of("request", text="a" * 100)]})
    assert len(facts["items"][0]["text"]) == LONGEST_QUOTE


def test_a_member_has_no_list() -> None:
    assert decided(ACHIENG, "1", questions=(shown(ITEMS),)) == decided(ACHIENG, "1")


def test_ok_reads_what_stood_there_and_brings_what_did_not() -> None:
    decision = decided(WANJIRU, "ok", questions=(shown(ITEMS),))
    (left,) = (one for one in decision if isinstance(one, Ask))
    assert (left.kind, left.details) == ("said_list", {"items": ITEMS[A_PAGE:]})
    assert left.is_presented
