"""What is said when time goes by, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.cause import of_clock
from bot.conversation.claims import OpenClaim
from bot.conversation.clock import ask_about, remind
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Decision, Purpose, Say
from bot.conversation.situation import Question
from chama import entries
from chama.constitution import CollectorKind, Office
from chama.entries import ROTATION
from chama.group import Collector, Group, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    IN_UMOJA,
    NOW,
    OTIENO,
    PEOPLE,
    PHONE,
    WANJIRU,
    group,
    open_claim,
    question,
    situation,
)

SECRETARY = replace(BARAKA, office=Office.SECRETARY)
THREE_OFFICERS = group(people=(WANJIRU, OTIENO, ACHIENG, SECRETARY))
NOTICE = {"text": "Sat 2pm", "count": 3}
CLAIM = open_claim(ACHIENG, claimed_at=NOW - timedelta(days=1))
DETAILS = {
    "code": CLAIM.code,
    "network": "mpesa",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "amount_cents": 100_000,
    "claimed_on": "2026-11-22",
}


def draft(**known: Any) -> Draft:
    return Draft(situation("", **known), of_clock("test", NOW))


def says(decision: Decision) -> list[Say]:
    return [effect for effect in decision if isinstance(effect, Say)]


# --- questions -----------------------------------------------------------------------------------


def reminded(asked: Question, number: int, *, out: bool = False, **known: Any) -> list[Say]:
    decision = remind(draft(**known), asked, number, is_opted_out=out)
    assert says(decision) == list(decision)
    return says(decision)


def test_the_question_is_put_again_whole_with_a_line_above() -> None:
    first, put = reminded(question("meeting", WANJIRU, NOTICE), 1)
    to_whom = (WANJIRU.phone, Purpose.REMINDER, WANJIRU.code, 7)
    assert (first.address, first.purpose, first.member, first.puts) == to_whom
    assert (first.template, first.facts) == ("question_reminder", {"question_id": 7})
    assert (put.address, put.purpose, put.member, put.puts) == to_whom
    assert (put.template, put.facts) == ("ask_meeting", {**IN_UMOJA, **NOTICE})


def test_a_plain_member_is_reminded_by_day_and_not_after_stop() -> None:
    said = reminded(question("meeting", ACHIENG, NOTICE), 1)
    assert [say.purpose for say in said] == [Purpose.NOTICE, Purpose.NOTICE]


@pytest.mark.parametrize(
    ("number", "is_opted_out", "is_told"),
    [
        pytest.param(1, False, False, id="first"),
        pytest.param(2, False, False, id="second"),
        pytest.param(3, False, True, id="silent-after-the-second"),
        pytest.param(1, True, True, id="wants-no-messages"),
        pytest.param(2, True, False, id="wants-no-messages-and-was-told-of"),
    ],
)
def test_another_officer_is_told_when_the_one_asked_does_not_answer(
    number: int, is_opted_out: bool, is_told: bool
) -> None:
    _, _, *told = reminded(question("meeting", WANJIRU, NOTICE), number, out=is_opted_out)
    assert [(say.address, say.template, say.purpose) for say in told] == (
        [(OTIENO.phone, "question_unanswered", Purpose.REMINDER)] if is_told else []
    )


@pytest.mark.parametrize(
    ("concerned", "told"),
    [
        pytest.param({}, OTIENO, id="nobody"),
        pytest.param({"member": OTIENO.code}, SECRETARY, id="the-chair"),
        pytest.param({"first": OTIENO.code, "second": SECRETARY.code}, None, id="all-others"),
    ],
)
def test_that_officer_is_none_whom_the_question_concerns(
    concerned: dict[str, str], told: Person | None
) -> None:
    asked = question("meeting", WANJIRU, {**NOTICE, **concerned})
    _, _, *rest = reminded(asked, 3, group=THREE_OFFICERS)
    assert [say.address for say in rest] == ([told.phone] if told else [])


def test_the_one_line_says_what_it_is_about() -> None:
    *_, told = reminded(question("claim_unseen", WANJIRU, DETAILS), 3)
    item = {
        "kind": "claim_unseen",
        "name": ACHIENG.name,
        "amount_cents": 100_000,
        "paid_in": "",
        "code": CLAIM.code,
        "since": "2026-11-23",
        "asked": [],
    }
    assert (told.facts["officer"], told.facts["items"]) == (WANJIRU.name, [item])


def test_which_group_is_asked_again_without_a_group_and_nobody_is_told() -> None:
    details = {"options": [{"label": "Umoja", "value": "1"}], "text": "", "is_money": True}
    asked = question("which_chama", ACHIENG, details, chama_id=None)
    said = reminded(asked, 3, group=None)
    assert [say.template for say in said] == ["question_reminder", "ask_chama"]


# --- claims --------------------------------------------------------------------------------------


def asked_about(*claims: OpenClaim, **known: Any) -> list[Ask]:
    decision = ask_about(draft(**known), list(claims))
    assert all(say.purpose is Purpose.REMINDER for say in says(decision))
    return [effect for effect in decision if isinstance(effect, Ask)]


def test_an_officer_is_asked_whether_the_payment_has_come() -> None:
    key = f"unseen:1:mpesa:{CLAIM.code}:M03:2026-11-23"
    assert asked_about(CLAIM) == [
        Ask(key, "claim_unseen", WANJIRU.phone, DETAILS, is_presented=True)
    ]


def chair_collects() -> Group:
    return group(collectors=(Collector("C1", CollectorKind.PHONE, OTIENO.name, OTIENO.phone),))


def a_member_collects() -> Group:
    till = Collector("C1", CollectorKind.TILL, "Umoja Till", BARAKA.phone, "5123456")
    return group(collectors=(till,))


@pytest.mark.parametrize(
    ("claimer", "the_group", "asked"),
    [
        pytest.param(ACHIENG, group(), WANJIRU, id="the-treasurer-who-collects"),
        pytest.param(ACHIENG, chair_collects(), OTIENO, id="the-chair-who-collects"),
        pytest.param(ACHIENG, a_member_collects(), WANJIRU, id="a-member-collects"),
        pytest.param(OTIENO, chair_collects(), WANJIRU, id="never-the-claimer"),
        pytest.param(
            WANJIRU, group(people=(WANJIRU, ACHIENG), collectors=(PHONE,)), None, id="no-other"
        ),
    ],
)
def test_it_is_the_officer_who_would_know(
    claimer: Person, the_group: Group, asked: Person | None
) -> None:
    found = asked_about(open_claim(claimer), group=the_group)
    assert [ask.address for ask in found] == ([asked.phone] if asked else [])


def test_a_claim_that_is_asked_about_is_not_asked_about_twice() -> None:
    assert asked_about(CLAIM, questions=(question("claim_unseen", WANJIRU, DETAILS),)) == []


def test_money_in_the_book_that_waits_for_its_owner_has_come() -> None:
    assert (
        asked_about(CLAIM, balances={entries.unallocated(ROTATION, CLAIM.receipt): -100_000}) == []
    )


def test_of_several_the_first_is_shown_and_the_rest_wait_in_line() -> None:
    second = open_claim(BARAKA, code="UKN1AB2C02")
    assert [ask.is_presented for ask in asked_about(CLAIM, second)] == [True, False]
    busy = question("meeting", WANJIRU, NOTICE)
    assert [ask.is_presented for ask in asked_about(CLAIM, questions=(busy,))] == [False]


def test_everybody_in_the_group_may_claim() -> None:
    assert len(asked_about(*(open_claim(one, code=one.code) for one in PEOPLE))) == len(PEOPLE)
