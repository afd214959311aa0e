"""What an officer answers to what a member said: the member hears it, and from whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation import questions, said
from bot.conversation.effects import Close, Say
from chama import entries
from chama.entries import ROTATION
from chama.journal import JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    book,
    decided,
    group,
    mpesa,
    posted,
    proposed,
    question,
    recorded,
    reply,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
WORDS = "I will pay on Friday"


def of(what: str, code: str = "", text: str = WORDS) -> dict[str, Any]:
    return {
        "what": what,
        "member": ACHIENG.code,
        "member_name": ACHIENG.name,
        "text": text,
        "code": code,
        "said_on": "2026-11-22",
    }


def asked(what: str, code: str = "") -> Any:
    return question("said", WANJIRU, of(what, code))


@pytest.mark.parametrize("what", ["late_notice", "apology", "request"])
@pytest.mark.parametrize(
    ("number", "answer"), [("1", "agreed"), ("2", "not_agreed"), ("3", "call")]
)
def test_each_answer_reaches_the_member(what: str, number: str, answer: str) -> None:
    facts = {"officer": WANJIRU.name, "code": "", "what": what, "answer": answer, "text": WORDS}
    assert decided(WANJIRU, number, questions=(asked(what),)) == (
        Close(7, answer),
        told(ACHIENG, "said_answer", **facts),
        reply(WANJIRU, "said_passed_on", member_name=ACHIENG.name),
    )


@pytest.mark.parametrize(
    ("what", "code", "answers"),
    [
        ("late_notice", "", ["agreed", "not_agreed", "call"]),
        ("paid_for_me", CODE, ["theirs", "call"]),
        ("paid_for_me", "", ["noted", "call"]),
        ("not_group_money", CODE, ["not_ours", "ours", "call"]),
        ("not_group_money", "", ["noted", "call"]),
    ],
)
def test_only_what_can_be_decided_is_offered(what: str, code: str, answers: list[str]) -> None:
    module = questions.kinds()["said"]
    assert [one.value for one in module.choices(of(what, code))] == answers
    assert module.show(of(what, code))[1]["answers"] == answers


def test_it_holds_up_no_other_question() -> None:
    cash = "I gave Wanjiru 500 cash"
    assert templates_to(decided(BARAKA, cash, questions=(asked("apology"),)), WANJIRU) == [
        "ask_cash"
    ]


def test_what_is_kept_for_the_list_comes_up_with_no_other_answer() -> None:
    kept = question(
        "said", WANJIRU, of("apology"), id=8, is_presented=False, presented_at=None, shown_at=None
    )
    notice = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3})
    decision = decided(WANJIRU, "no", questions=(notice, kept))
    assert templates_to(decision, WANJIRU) == ["cancelled"]


# --- payments ------------------------------------------------------------------------------------

WAITS: JournalEntry = entries.money_unallocated(
    mpesa(CODE),
    100_000,
    into=entries.collector(ROTATION, "C1"),
    on=date(2026, 11, 23),
    actor="M01",
    memo="PETER ATIENO",
)
KNOWN: dict[str, Any] = {
    "receipts": {mpesa(CODE): recorded(WAITS)},
    "recent": book(WAITS),
    "group": group(people=(*PEOPLE, SARAH)),
}
WHOSE = question(
    "whose_payment",
    WANJIRU,
    {
        "network": "mpesa",
        "code": CODE,
        "amount_cents": 100_000,
        "currency": "",
        "payer_name": "PETER ATIENO",
        "payer_phone": None,
        "payer_phone_masked": None,
        "paid_on": "2026-11-23",
        "collector": "C1",
        "account": None,
        "options": [],
        "hint_334": False,
    },
    id=9,
)


def test_money_said_not_to_be_the_groups_goes_to_another_officer_as_by_any_word() -> None:
    decision = decided(WANJIRU, "1", questions=(asked("not_group_money", CODE),), **KNOWN)
    assert (proposed(decision).kind, Close(7, "not_ours") in decision) == ("undo", True)


def test_money_that_is_the_groups_stays_and_the_member_hears_it() -> None:
    decision = decided(WANJIRU, "2", questions=(asked("not_group_money", CODE),), **KNOWN)
    (heard,) = [one for one in decision if isinstance(one, Say) and one.address == ACHIENG.phone]
    assert (heard.facts["answer"], heard.facts["code"], posted(decision)) == ("ours", CODE, [])


def test_a_payment_from_anothers_phone_is_put_to_a_second_officer() -> None:
    decision = decided(OTIENO, "1", questions=(theirs(OTIENO),), **KNOWN)
    assert proposed(decision).kind == "reallocate"


def theirs(officer: Any) -> Any:
    return question("said", officer, of("paid_for_me", CODE))


def test_the_member_is_heard_of_by_name_in_the_template() -> None:
    template, facts = questions.shown("said", of("paid_for_me", CODE))
    assert (template, facts["member_name"], facts["code"]) == ("ask_said", ACHIENG.name, CODE)
    assert said.SAID in questions.marked("WAITS_FOR_LIST")
