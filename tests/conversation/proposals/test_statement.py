"""A forwarded statement is put to those who neither sent it nor gain by it, as totals."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import AgreeToStatement, ForgetStatement, Settle
from bot.conversation.proposals import statement
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    caused_by,
    group,
    message,
    postings_of,
    proposal,
    reply,
    situation,
    templates_to,
)

LINES = [
    {"code": f"UKN1AB2C{n:02d}", "act": "credited", "amount_cents": 1_000, "names": ACHIENG.name}
    for n in range(10)
]
FACTS: dict[str, Any] = {
    "file": 3,
    "said_by_name": WANJIRU.name,
    "account": "4011223",
    "first_on": "2026-11-01",
    "last_on": "2026-11-30",
    "amount_cents": 10_000,
    "credited": 10,
    "waiting": 0,
    "taken_back": 0,
    "taken_back_cents": 0,
    "sent_out": 0,
    "sent_out_cents": 0,
    "officers": [],
    "findings": [],
    "more": 0,
    "gains": [OTIENO.code],
    "lines": LINES,
}
SENT = proposal("statement", FACTS, WANJIRU, SARAH, interested=frozenset({"M01", "M02"}))
THREE = group(people=(*PEOPLE, SARAH))


def test_it_shows_totals_and_not_each_line() -> None:
    template, facts = statement.show(FACTS)
    assert template == "ask_statement"
    assert (facts["officer"], facts["credited"], facts["amount_cents"]) == (
        WANJIRU.name,
        10,
        10_000,
    )
    assert "lines" not in facts
    assert "lines" not in statement.asked(FACTS)


@pytest.mark.parametrize(
    ("number", "shown", "first", "count"), [(1, 1, 0, 8), (2, 2, 8, 2), (9, 2, 8, 2), (0, 1, 0, 8)]
)
def test_its_lines_come_page_by_page(number: int, shown: int, first: int, count: int) -> None:
    template, facts = statement.page(FACTS, number)
    assert template == "statement_lines"
    assert (facts["page"], facts["pages"]) == (shown, 2)
    assert [item["code"] for item in facts["items"]] == [
        line["code"] for line in LINES[first : first + count]
    ]


def test_who_sent_it_and_who_gains_by_it_are_interested() -> None:
    draft = Draft(situation(WANJIRU), caused_by(message(WANJIRU)))
    assert statement.interested(draft, FACTS) == {"M01", "M02"}


def test_a_yes_has_the_worker_bring_in_what_was_shown_on_the_word_of_both() -> None:
    decision = answered(SENT, SARAH, "yes", group=THREE)
    assert AgreeToStatement(3, 5, ("M01", "M05")) in decision
    assert postings_of(decision) == []
    assert templates_to(decision, SARAH) == ["statement_agreed"]


def test_a_no_forgets_it_and_all_who_knew_of_it_learn_who_refused() -> None:
    decision = answered(SENT, SARAH, "no", group=THREE)
    assert ForgetStatement(3) in decision
    assert Settle(5, State.REFUSED, by=SARAH.code) in decision
    assert templates_to(decision, SARAH) == ["cancelled"]
    assert templates_to(decision, WANJIRU) == ["statement_declined"]
    assert templates_to(decision, ACHIENG) == []


def test_who_gains_by_it_agrees_to_nothing() -> None:
    put = proposal("statement", FACTS, WANJIRU, OTIENO, interested=frozenset({"M01", "M02"}))
    decision = answered(put, OTIENO, "yes", group=THREE)
    assert not [one for one in decision if isinstance(one, AgreeToStatement | Settle)]
    assert templates_to(decision, OTIENO) == ["not_yours_to_agree"]


@pytest.mark.parametrize(("text", "page"), [("list", 1), ("ORODHA 2", 2), ("LIST 9", 2)])
def test_list_answers_with_a_page_and_decides_nothing(text: str, page: int) -> None:
    assert answered(SENT, SARAH, text, group=THREE) == (
        reply(SARAH, "statement_lines", **statement.page(FACTS, page)[1]),
    )
