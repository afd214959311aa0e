"""Which question an answer belongs to, and what a text that is no answer does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import Close, Decision, Present, Say
from bot.conversation.situation import Question
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    TODAY,
    WANJIRU,
    decided,
    mpesa,
    postings_of,
    question,
    recorded,
    reply,
    templates_to,
)

NOTICE = {"text": "Sat 2pm", "count": 3}
MINUTE = timedelta(minutes=1)
FIRST, SECOND = "UKN1AB2C01", "UKN1AB2C02"


def whose(code: str, id_: int, **changes: Any) -> Question:
    payment = {
        "code": code,
        "network": "mpesa",
        "amount_cents": 100_000,
        "currency": "KES",
        "on": "2026-11-23",
        "collector": "C1",
        "payer_name": f"PAYER OF {code[-2:]}",
        "phone": None,
        "masked": None,
        "account": None,
    }
    options = [{"label": ACHIENG.name, "value": ACHIENG.code}]
    details = {"payment": payment, "options": options, "hint_334": False}
    return question("whose_payment", WANJIRU, details, id=id_, **changes)


BOOKED = {
    "receipts": {
        mpesa(code): recorded(
            entries.money_unallocated(
                mpesa(code), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
            )
        )
        for code in (FIRST, SECOND)
    }
}


def closed(decision: Decision) -> list[int]:
    return [effect.question_id for effect in decision if isinstance(effect, Close)]


# --- seen before it is answered ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["yes", "1", "no", "2"])
@pytest.mark.parametrize(
    "shown_at",
    [None, NOW + MINUTE],
    ids=["no-provider-has-it", "a-provider-took-it-after-the-answer"],
)
def test_an_answer_from_before_its_question_was_sent_counts_for_nothing(
    text: str, shown_at: Any
) -> None:
    asked = question("meeting", WANJIRU, NOTICE, shown_at=shown_at)
    decision = decided(WANJIRU, text, questions=(asked,))
    assert closed(decision) == []
    assert decision[0] == reply(WANJIRU, "not_asked_yet")
    assert templates_to(decision, WANJIRU) == ["not_asked_yet", "ask_meeting"]


def test_from_the_moment_that_a_provider_has_it_an_answer_counts() -> None:
    asked = question("meeting", WANJIRU, NOTICE, shown_at=NOW)
    assert closed(decided(WANJIRU, "no", questions=(asked,))) == [7]


# --- which question ------------------------------------------------------------------------------


def test_an_answer_belongs_to_the_question_that_was_shown_last() -> None:
    older = question("meeting", WANJIRU, NOTICE, id=1)
    newer = question("meeting", WANJIRU, NOTICE, id=2, presented_at=NOW - MINUTE)
    assert closed(decided(WANJIRU, "no", questions=(newer, older))) == [2]


def test_a_code_named_in_the_text_means_that_payment() -> None:
    questions = (whose(FIRST, 1), whose(SECOND, 2, is_presented=False))
    decision = decided(WANJIRU, f"{SECOND} Baraka", questions=questions, **BOOKED)
    assert closed(decision) == [2]
    assert postings_of(decision) == [
        {f"unallocated:mpesa/{SECOND}": 100_000, "dues:M04:1.1": -100_000}
    ]


def test_a_code_that_no_question_is_about_answers_none() -> None:
    decision = decided(WANJIRU, "UKN1AB2C09 Baraka", questions=(whose(FIRST, 1),), **BOOKED)
    assert closed(decision) == []
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    "text", ["Baraka", "for Baraka", "ni ya Baraka", "600 Achieng, 400 Baraka"]
)
def test_a_name_that_fits_a_newer_question_too_asks_which(text: str) -> None:
    newer = whose(SECOND, 2, is_presented=False, asked_at=NOW - MINUTE)
    decision = decided(WANJIRU, text, questions=(whose(FIRST, 1), newer), **BOOKED)
    assert postings_of(decision) == []
    assert closed(decision) == []
    assert templates_to(decision, WANJIRU) == ["which_payment", "ask_whose_payment"]
    (which,) = [one for one in decision if isinstance(one, Say) and one.template == "which_payment"]
    assert [item["code"] for item in which.facts["items"]] == [FIRST, SECOND]


def test_a_number_is_that_of_the_question_it_was_shown_with() -> None:
    newer = whose(SECOND, 2, is_presented=False, asked_at=NOW - MINUTE)
    decision = decided(WANJIRU, "1", questions=(whose(FIRST, 1), newer), **BOOKED)
    assert closed(decision) == [1]


def test_questions_that_waited_already_when_it_was_shown_leave_no_doubt() -> None:
    older = whose(SECOND, 2, is_presented=False, asked_at=NOW - timedelta(hours=2))
    decision = decided(WANJIRU, "Baraka", questions=(whose(FIRST, 1), older), **BOOKED)
    assert closed(decision) == [1]


def test_nobody_answers_anothers_question() -> None:
    asked = question("meeting", OTIENO, NOTICE)
    assert closed(decided(BARAKA, "no", questions=(asked,))) == []


# --- what is no answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "templates"),
    [
        pytest.param("balance", ["balance", "ask_meeting"], id="a-command"),
        pytest.param("is it true?", ["say_again", "ask_meeting"], id="a-question"),
        pytest.param("maybe yes", ["say_again", "ask_meeting"], id="doubt"),
    ],
)
def test_it_gets_its_own_answer_and_the_question_is_said_again(
    text: str, templates: list[str]
) -> None:
    decision = decided(WANJIRU, text, questions=(question("meeting", WANJIRU, NOTICE),))
    assert templates_to(decision, WANJIRU) == templates
    assert Present(7) in decision


def test_after_a_burst_it_is_said_again_once() -> None:
    just_shown = question("meeting", WANJIRU, NOTICE, presented_at=NOW - timedelta(seconds=29))
    decision = decided(WANJIRU, "balance", questions=(just_shown,))
    assert templates_to(decision, WANJIRU) == ["balance"]


@pytest.mark.parametrize("text", ["STOP", "Kiswahili"])
def test_what_is_for_the_person_alone_brings_no_question_back(text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("meeting", WANJIRU, NOTICE),))
    assert "ask_meeting" not in templates_to(decision, WANJIRU)


def test_an_answer_that_contradicts_itself_is_asked_again() -> None:
    decision = decided(WANJIRU, "yes no", questions=(question("meeting", WANJIRU, NOTICE),))
    assert closed(decision) == []
    assert templates_to(decision, WANJIRU) == ["say_again", "ask_meeting"]


def test_who_does_not_know_where_nobody_else_can_is_asked_again() -> None:
    decision = decided(WANJIRU, "sijui", questions=(question("meeting", WANJIRU, NOTICE),))
    assert templates_to(decision, WANJIRU) == ["say_again", "ask_meeting"]


def test_a_question_not_shown_takes_no_answer() -> None:
    waiting = replace(question("meeting", WANJIRU, NOTICE), is_presented=False)
    decision = decided(WANJIRU, "yes", questions=(waiting,))
    assert decision == (reply(WANJIRU, "nothing_to_confirm"),)
