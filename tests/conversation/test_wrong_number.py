"""A phone that is not the member's: nobody of the group until START, and who stands in for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Ask, NoteStranger, NoteWrongNumber, Say, SetOptOut, Settle
from bot.conversation.limits import ENOUGH_TALK_AN_HOUR
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    cash_facts,
    decided,
    group,
    proposal,
    proposed,
    put_to,
    question,
    received_text,
    reply,
    sent_text,
    templates_to,
    told,
    voters,
)

LOST = replace(OTIENO, has_wrong_number=True)
THREE = group(people=(WANJIRU, LOST, ACHIENG, BARAKA, SARAH))
TWO = group(people=(WANJIRU, LOST, ACHIENG, BARAKA))
CASH = cash_facts(ACHIENG, WANJIRU, 50_000)

ANYTHING = [
    *("balance", "statement", "rota", "who owes", "questions", "help", "my data", "Kiswahili"),
    *("yes", "no", "1", "4821", "I gave Wanjiru 500 cash", "undo", "wrong number", "remind all"),
    *("received 500 cash from Achieng", "UKN1AB2C01 is for Achieng", "meeting sat 2pm", "kuku"),
]


@pytest.mark.parametrize("text", ANYTHING)
@pytest.mark.parametrize("as_button", [False, True], ids=["text", "button"])
def test_whatever_it_writes_it_learns_nothing_and_does_nothing(text: str, as_button: bool) -> None:
    put = proposal("cash", CASH, WANJIRU, OTIENO, SARAH)
    known = {"group": THREE, "proposals": (put,), "questions": (put_to(LOST, put),)}
    decision = decided(LOST, text, button=text if as_button else "", **known)
    assert decision == (NoteStranger(), reply(LOST, "nobodys_phone", several=False))


def test_each_text_is_asked_whether_it_is_theirs_and_a_money_text_always() -> None:
    known: dict[str, Any] = {"group": THREE, "stranger_answered_at": NOW}
    assert templates_to(decided(LOST, "balance", **known), LOST) == ["nobodys_phone"]
    known["recent_replies"] = ENOUGH_TALK_AN_HOUR
    assert decided(LOST, "balance", **known) == ()
    for text in (received_text(), sent_text()):
        assert decided(LOST, text, **known) == (
            NoteStranger(),
            reply(LOST, "nobodys_phone", several=False),
        )


def test_a_member_who_is_asked_whether_it_is_theirs_is_back_in_with_a_yes() -> None:
    lost = replace(ACHIENG, has_wrong_number=True)
    known: dict[str, Any] = {"group": group(people=(WANJIRU, OTIENO, lost, BARAKA))}
    back = NoteWrongNumber(ACHIENG.code, is_wrong=False)
    for text in ("yes", "ndio"):
        assert back in decided(lost, text, stranger_answered_at=NOW, **known)
        assert back not in decided(lost, text, **known)
        officer = decided(LOST, text, group=THREE, stranger_answered_at=NOW)
        assert templates_to(officer, LOST) == ["nobodys_phone"]


@pytest.mark.parametrize("text", ["Otieno", "otieno ouma"])
def test_who_is_asked_whether_it_is_theirs_is_back_in_with_their_name(text: str) -> None:
    asked = decided(LOST, text, group=THREE, stranger_answered_at=NOW)
    assert NoteWrongNumber(OTIENO.code, is_wrong=False) in asked
    for other in (decided(LOST, text, group=THREE),
                  decided(LOST, "Baraka", group=THREE, stranger_answered_at=NOW)):  # fmt: skip
        assert NoteWrongNumber(OTIENO.code, is_wrong=False) not in other


def test_a_no_to_that_is_answered_too() -> None:
    known: dict[str, Any] = {"group": THREE, "stranger_answered_at": NOW}
    assert templates_to(decided(LOST, "no", **known), LOST) == ["wrong_person"]


def test_stop_is_heeded_and_told_to_nobody() -> None:
    wanted = (SetOptOut(True), NoteStranger(), reply(LOST, "stopped"))
    assert decided(LOST, "STOP", group=THREE) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "START",
        "anza",
        "this is my number",
        "ni mimi",
        "it is me, Otieno",
        "namba ni yangu",
        "ni mimi Otieno, nilikosea chat",
    ],
)
def test_start_gives_it_back_and_the_officers_hear_of_it(text: str) -> None:
    decision = decided(LOST, text, group=THREE)
    assert decision[:3] == (
        NoteWrongNumber(OTIENO.code, is_wrong=False),
        SetOptOut(False),
        reply(LOST, "started"),
    )
    for officer in (WANJIRU, SARAH):
        assert told(officer, "number_is_theirs", member_name=OTIENO.name) in decision


def test_where_one_officer_is_left_the_others_are_asked_and_named() -> None:
    decision = decided(WANJIRU, "received 500 cash from Achieng", group=THREE)
    assert voters(decision) == [SARAH]
    (said,) = [one for one in decision if isinstance(one, Say) and one.template == "asked_cash"]
    assert said.facts["officer"] == SARAH.name


def test_where_no_officer_is_left_members_are() -> None:
    assert voters(decided(WANJIRU, "received 500 cash from Achieng", group=TWO)) == [BARAKA]


def test_two_stand_in_for_the_one_whose_word_alone_would_count() -> None:
    decision = decided(WANJIRU, "gave chair 500 cash", group=THREE)
    assert (voters(decision), proposed(decision).needed) == ([ACHIENG, BARAKA, SARAH], 2)


@pytest.mark.parametrize(
    ("people", "asked", "state"),
    [
        ((WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH), [], None),  # Sarah has the question already
        (PEOPLE, [("agree", BARAKA.phone)], State.EXPIRED),  # one member is not two
        (
            (*PEOPLE, replace(SARAH, office=None)),
            [("agree", BARAKA.phone), ("agree", SARAH.phone)],
            None,
        ),
    ],
    ids=["another-officer", "too-few", "two-members"],
)
def test_what_was_asked_there_is_asked_of_others(
    people: tuple[object, ...], asked: list[tuple[str, str]], state: State | None
) -> None:
    put = replace(proposal("cash", CASH, WANJIRU, OTIENO), interested=frozenset({ACHIENG.code}))
    open_ = [put_to(OTIENO, put)]
    if SARAH in people:
        open_.append(put_to(SARAH, put, id=8))
    known = {"group": group(people=people), "proposals": (put,), "questions": tuple(open_)}
    asked_whose = question("whose_number", OTIENO, {"member_name": OTIENO.name}, id=9)
    known["questions"] = (*open_, asked_whose)
    decision = decided(OTIENO, "1", **known)
    assert templates_to(decision, OTIENO) == ["wrong_person"]
    assert asks(decision) == ([] if state else asked)
    settled = [one.state for one in decision if isinstance(one, Settle)]
    assert settled == ([state] if state else [])


def test_what_the_member_must_know_an_officer_is_asked_to_tell() -> None:
    lost = replace(ACHIENG, has_wrong_number=True)
    known = {"group": group(people=(WANJIRU, OTIENO, lost, BARAKA))}
    decision = decided(WANJIRU, received_text(), **known)
    assert templates_to(decision, lost) == []
    assert templates_to(decision, WANJIRU) == ["recorded", "please_tell", "receipt"]


def test_nobody_hears_twice_what_they_are_told_themselves() -> None:
    put = proposal("money_out", MONEY_OUT, WANJIRU, SARAH)
    known = {"group": THREE, "proposals": (put,), "questions": (put_to(SARAH, put, code="4821"),)}
    decision = decided(SARAH, "no", **known)
    assert templates_to(decision, WANJIRU) == ["payout_rejected"]


def test_notices_do_not_go_there_and_are_not_counted() -> None:
    (ask,) = [one for one in decided(WANJIRU, "meeting sat 2pm", group=THREE) if type(one) is Ask]
    assert ask.details["count"] == 3
    reminded = decided(WANJIRU, "remind all", group=THREE)
    assert templates_to(reminded, LOST) == []


MONEY_OUT = {
    "sender_name": WANJIRU.name,
    "recipient_name": "JANE WANGUI",
    "amount_cents": 40_000,
    "code": "UKN5OU7T01",
    "network": "mpesa",
    "purpose": "expense",
    "member": "",
    "member_name": "",
    "payee": "",
    "namesakes": [],
    "fee_cents": 0,
}
