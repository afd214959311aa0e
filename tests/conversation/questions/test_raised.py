"""What is put to all officers at once: they see the payments, and one answer counts for all."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import WITHDRAWN
from bot.conversation.effects import Ask, Close
from bot.conversation.situation import Question
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    question,
    reply,
    templates_to,
    told,
)

WORDS = "I paid but it does not show"
DETAILS: dict[str, Any] = {
    "what": "dispute",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "text": WORDS,
    "matter": "raised:1",
    "is_seen": False,
}
BOTH = tuple(
    question("raised", officer, DETAILS, id=number)
    for number, officer in ((7, WANJIRU), (8, OTIENO))
)


@pytest.mark.parametrize(("number", "answer"), [("2", "call"), ("3", "settled")])
def test_one_officers_answer_counts_for_all_and_everybody_hears_it(
    number: str, answer: str
) -> None:
    heard = {"officer": WANJIRU.name, "code": "", "what": "dispute", "answer": answer}
    read = {"officer": WANJIRU.name, "answer": answer, "member_name": ACHIENG.name, "text": WORDS}
    assert decided(WANJIRU, number, questions=BOTH) == (
        Close(7, answer),
        told(ACHIENG, "said_answer", **heard, text=WORDS),
        reply(WANJIRU, "said_passed_on", member_name=ACHIENG.name),
        Close(8, WITHDRAWN),
        told(OTIENO, "raised_answered", **read),
    )


def test_another_matter_stays_open() -> None:
    other = question("raised", OTIENO, {**DETAILS, "matter": "raised:2"}, id=9)
    assert Close(9, WITHDRAWN) not in decided(WANJIRU, "3", questions=(*BOTH, other))


@pytest.mark.parametrize(("about", "template"), [("M03", "statement"), ("", "balance")])
def test_the_payments_are_shown_where_they_were_loaded_and_it_is_asked_again(
    about: str, template: str
) -> None:
    decision = decided(WANJIRU, "1", questions=BOTH, about=about)
    assert templates_to(decision, WANJIRU) == [template, "ask_raised"]
    (again,) = [one for one in decision if isinstance(one, Ask)]
    assert again.details == {**DETAILS, "is_seen": True}
    assert Close(8, WITHDRAWN) not in decision


def test_then_two_answers_are_left() -> None:
    seen = question("raised", WANJIRU, {**DETAILS, "is_seen": True})
    assert Close(7, "settled") in decided(WANJIRU, "2", questions=(seen,))


def test_who_has_another_question_to_answer_reads_it_at_once_all_the_same() -> None:
    notice: Question = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3})
    decision = decided(BARAKA, WORDS, questions=(notice,))
    assert templates_to(decision, WANJIRU) == ["member_says"]
    assert templates_to(decision, OTIENO) == ["ask_raised"]
    assert asks(decision) == [("raised", WANJIRU.phone), ("raised", OTIENO.phone)]
