"""Which rule of the conversation takes a message: strangers, groups, money, answers, words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.decide import decide
from bot.conversation.effects import (
    Ask,
    ChooseGroup,
    Close,
    Decision,
    NoteStranger,
    Purpose,
    Say,
    SetLanguage,
    SetOptOut,
)
from bot.conversation.limits import MOST_REPLIES_AN_HOUR
from tests.builders import (
    ACHIENG,
    NOW,
    OTIENO,
    STRANGER,
    WANJIRU,
    cash_facts,
    caused_by,
    decided,
    group,
    message,
    proposal,
    put_to,
    question,
    received_text,
    reply,
    sent_text,
    situation,
    templates_to,
    understood,
)

CASH = proposal(
    "cash",
    cash_facts(ACHIENG, WANJIRU, 50_000),
    ACHIENG,
    WANJIRU,
    interested=frozenset({ACHIENG.code}),
)
PUT = {"proposals": (CASH,), "questions": (put_to(WANJIRU, CASH),)}
HAD_ENOUGH = {"recent_replies": MOST_REPLIES_AN_HOUR + 1}
CHOICES = ((1, "Umoja"), (2, "Amani Sisters"))
OPTIONS = [{"label": "Umoja", "value": "1"}, {"label": "Amani Sisters", "value": "2"}]


def to_stranger(template: str) -> Say:
    return Say(STRANGER, template, {}, Purpose.REPLY)


# --- strangers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hours_ago", "expected"),
    [
        pytest.param("hello", None, (NoteStranger(), to_stranger("unknown_sender")), id="first"),
        pytest.param("hello", 23, (), id="answered-today"),
        pytest.param("hello", 24, (NoteStranger(), to_stranger("unknown_sender")), id="tomorrow"),
        pytest.param(sent_text(), 1, (), id="money-text-makes-no-difference"),
        pytest.param(
            "STOP", None, (SetOptOut(True), NoteStranger(), to_stranger("stopped")), id="stop"
        ),
        pytest.param("STOP", 1, (SetOptOut(True),), id="stop-is-heeded-without-an-answer"),
    ],
)
def test_a_stranger_gets_one_answer_a_day(
    text: str, hours_ago: int | None, expected: Decision
) -> None:
    answered = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    assert decided(STRANGER, text, group=None, stranger_answered_at=answered) == expected


@pytest.mark.parametrize("sender", ["22141", "MPESA"])
def test_a_sender_without_a_phone_number_gets_no_answer(sender: str) -> None:
    assert decided(sender, "hello", group=None) == ()


# --- several groups ------------------------------------------------------------------------------


def in_two_groups(text: str, **known: Any) -> Decision:
    return decided(ACHIENG.phone, text, group=None, choices=CHOICES, **known)


def which(text: str, *, is_money: bool = False, **changes: Any) -> Any:
    details = {"options": OPTIONS, "text": text, "is_money": is_money}
    return question("which_chama", ACHIENG, details, chama_id=None, **changes)


def waits_with(decision: Decision) -> tuple[str, bool]:
    """The text that waits for the answer to "which group?", and whether it is money."""
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    return ask.details["text"], ask.details["is_money"]


def test_who_is_in_two_groups_is_asked_which() -> None:
    key = "which:simulator:id"
    details = {"options": OPTIONS, "text": "balance", "is_money": False}
    assert in_two_groups("balance") == (
        Ask(key, "which_chama", ACHIENG.phone, details, is_presented=True),
        Say(ACHIENG.phone, "ask_chama", {"options": ["Umoja", "Amani Sisters"]}, asks=key),
    )


@pytest.mark.parametrize("answer", ["2", "2.", "#2", "amani", "Amani Sisters"])
def test_the_answer_chooses_the_group_and_goes_on_with_what_waited(answer: str) -> None:
    assert in_two_groups(answer, questions=(which("balance"),)) == (
        Close(7, "2"),
        ChooseGroup(2, redo="balance"),
    )


@pytest.mark.parametrize(
    ("waiting", "is_money", "text", "expected"),
    [
        pytest.param("balance", False, "rota", ("rota", False), id="new-words-replace-old"),
        pytest.param("M1", True, "rota", ("M1", True), id="words-do-not-push-out-money"),
        pytest.param("rota", False, sent_text(), (sent_text(), True), id="money-pushes-out-words"),
        pytest.param("M1", True, sent_text(), (f"M1\n\n{sent_text()}", True), id="money-adds-up"),
    ],
)
def test_what_waits_for_the_group(
    waiting: str, is_money: bool, text: str, expected: tuple[str, bool]
) -> None:
    decision = in_two_groups(text, questions=(which(waiting, is_money=is_money),))
    assert waits_with(decision) == expected
    assert Close(7, "replaced") in decision


@pytest.mark.parametrize("text", ["hm hm", "hello", "thanks", "help"])
def test_what_no_group_would_answer_otherwise_needs_none(text: str) -> None:
    """And what waits for the group goes on waiting, and is asked once more behind the answer."""
    decision = in_two_groups(text, questions=(which("statement"),))
    said = [one.template for one in decision if isinstance(one, Say)]
    assert len(said) == 2
    assert said[1] == "ask_chama" != said[0]
    assert not any(isinstance(one, Ask | Close) for one in decision)


def test_what_each_group_answers_shortly_is_told_of_all_in_one_message() -> None:
    each = tuple(
        situation(ACHIENG, group=group(id=at, name=name), is_beside=True)
        for at, name in enumerate(("Umoja", "Amani Sisters"), start=1)
    )
    said = in_two_groups("balance", each=each)
    assert [(one.template, one.facts["chama"]) for one in said if isinstance(one, Say)] == [
        ("balance", "Umoja"),
        ("balance", "Amani Sisters"),
    ]
    facts = [one.facts for one in said if isinstance(one, Say)]
    assert all(one["chain"] == one["pay_to"] == "" for one in facts)


@pytest.mark.parametrize(
    ("text", "effect", "template"),
    [
        ("STOP", SetOptOut(True), "stopped"),
        ("START", SetOptOut(False), "started"),
        ("Kiswahili", SetLanguage("sw"), "language_set"),
    ],
)
def test_what_concerns_the_person_needs_no_group(text: str, effect: Any, template: str) -> None:
    assert in_two_groups(text) == (effect, Say(ACHIENG.phone, template))


# --- answers before words ------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1", "yes", "Ndio", "  #1 "])
def test_an_open_question_is_answered_first(text: str) -> None:
    decision = decided(WANJIRU, text, **PUT)
    assert decision[0] == Close(7, "yes")
    assert templates_to(decision, WANJIRU) == ["recorded"]


def test_a_button_answers_like_its_number() -> None:
    decision = decided(WANJIRU, "Yes", button="1", **PUT)
    assert decision[0] == Close(7, "yes")


@pytest.mark.parametrize(
    ("text", "templates"),
    [
        ("3", ["pick_number"]),
        ("0", ["pick_number"]),
        ("balance", ["balance", "ask_cash"]),
        ("600", ["say_again", "ask_cash"]),
        ("did it come?", ["unknown", "ask_cash"]),
    ],
)
def test_another_text_gets_its_own_answer_and_the_question_is_said_again(
    text: str, templates: list[str]
) -> None:
    decision = decided(WANJIRU, text, **PUT)
    assert templates_to(decision, WANJIRU) == templates
    assert not [effect for effect in decision if isinstance(effect, Close)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(put_to(OTIENO, CASH), id="asked-of-another"),
        pytest.param(put_to(WANJIRU, CASH, is_presented=False), id="not-shown-yet"),
    ],
)
def test_only_the_question_in_front_of_the_sender_is_answered(other: Any) -> None:
    assert decided(WANJIRU, "1", questions=(other,)) == (reply(WANJIRU, "nothing_to_confirm"),)


def test_money_goes_before_an_open_question() -> None:
    decision = decided(WANJIRU, received_text(), **PUT)
    assert templates_to(decision, WANJIRU) == ["recorded"]
    assert not [effect for effect in decision if isinstance(effect, Close)]


# --- one phone must not drain the airtime --------------------------------------------------------


@pytest.mark.parametrize("text", ["balance", "hello", "what?", "900"])
def test_who_had_enough_answers_gets_none_to_small_talk(text: str) -> None:
    assert decided(WANJIRU, text, **PUT, **HAD_ENOUGH) == ()


def test_who_has_just_had_enough_answers_is_told_so_once() -> None:
    enough = {"recent_replies": MOST_REPLIES_AN_HOUR}
    told_once = (reply(WANJIRU, "held_back", count=MOST_REPLIES_AN_HOUR),)
    assert decided(WANJIRU, "balance", **PUT, **enough) == told_once
    assert templates_to(decided(WANJIRU, "STOP", **PUT, **enough), WANJIRU) == ["stopped_officer"]


@pytest.mark.parametrize(
    ("text", "templates"),
    [
        pytest.param(received_text(), ["recorded"], id="money"),
        pytest.param("1", ["recorded"], id="an-answer"),
        pytest.param("9", ["pick_number"], id="an-answer-out-of-range"),
        pytest.param("STOP", ["stopped_officer"], id="stop"),
    ],
)
def test_what_matters_is_never_held_back(text: str, templates: list[str]) -> None:
    assert templates_to(decided(WANJIRU, text, **PUT, **HAD_ENOUGH), WANJIRU) == templates


def test_who_must_say_which_group_is_not_asked_for_ever() -> None:
    assert in_two_groups("hm", **HAD_ENOUGH) == ()
    assert waits_with(in_two_groups(sent_text(), **HAD_ENOUGH)) == (sent_text(), True)


def test_the_same_arguments_give_the_same_decision() -> None:
    known, wrote = situation(WANJIRU), message(WANJIRU, received_text())
    first, second = (decide(known, caused_by(wrote), understood(wrote.text)) for _ in range(2))
    assert first == second


def test_an_act_and_a_question_in_one_text_get_both() -> None:
    decision = decided(OTIENO, "remind everyone, and how much is in the pot?")
    assert templates_to(decision, OTIENO) == ["reminders_sent", "round_status"]
    assert templates_to(decision, ACHIENG) == ["reminder"]


def test_what_is_offered_stands_behind_the_answer_to_the_question() -> None:
    decision = decided(ACHIENG, "I think I gave Otieno 500 cash, when is my turn?")
    assert templates_to(decision, ACHIENG) == ["my_turn", "ask_did_you_mean"]


def test_a_member_reads_why_one_part_is_not_theirs_and_the_answer_to_the_other() -> None:
    decision = decided(ACHIENG, "remind everyone, and how much is in the pot?")
    assert templates_to(decision, ACHIENG) == ["officers_only", "round_status"]
