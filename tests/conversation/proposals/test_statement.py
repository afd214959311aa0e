"""A forwarded statement counts when somebody agrees who neither sent it nor gains by it."""

from __future__ import annotations

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import AgreeToStatement, Close, ForgetStatement, Settle, Vote
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
    told,
)

LINES = [
    {
        "code": f"UKN1AB2C{number:02}",
        "act": "credited",
        "amount_cents": 100_000,
        "owners": [ACHIENG.code],
        "names": ACHIENG.name,
    }
    for number in range(1, 18)
]
SHOWN = {
    "account": "4011223",
    "first_on": "2026-11-20",
    "last_on": "2026-11-30",
    "amount_cents": 1_700_000,
    "credited": 17,
    "waiting": 0,
    "taken_back": 0,
    "taken_back_cents": 0,
    "sent_out": 0,
    "sent_out_cents": 0,
    "gainers": [{"name": SARAH.name, "amount_cents": 1_700_000}],
    "others": 0,
    "others_cents": 0,
    "findings": [],
    "more": 0,
}
FACTS = {"file": 3, "said_by_name": WANJIRU.name, "gains": [SARAH.code], "lines": LINES, **SHOWN}
SENT = proposal("statement", FACTS, WANJIRU, OTIENO, interested=frozenset({"M01", "M05"}))
THREE = group(people=(*PEOPLE, SARAH))


def test_it_shows_who_sent_it_and_totals() -> None:
    assert statement.show(FACTS) == ("ask_statement", {"officer": WANJIRU.name, **SHOWN})


def test_a_question_keeps_all_but_the_lines() -> None:
    assert statement.asked(FACTS, OTIENO) == {
        name: value for name, value in FACTS.items() if name != "lines"
    }


def test_who_forwarded_it_and_who_gains_are_interested() -> None:
    draft = Draft(situation(WANJIRU), caused_by(message(WANJIRU)))
    assert statement.interested(draft, FACTS) == {WANJIRU.code, SARAH.code}


@pytest.mark.parametrize(
    ("number", "page", "codes"),
    [(1, 1, LINES[:8]), (2, 2, LINES[8:16]), (3, 3, LINES[16:]), (0, 1, LINES[:8]),
     (99, 3, LINES[16:])],
)  # fmt: skip
def test_a_page_has_eight_lines_by_name_and_amount(
    number: int, page: int, codes: list[dict[str, object]]
) -> None:
    template, values = statement.page(FACTS, number)
    assert (template, values["page"], values["pages"]) == ("statement_lines", page, 3)
    assert [item["code"] for item in values["items"]] == [line["code"] for line in codes]
    assert values["items"][0]["names"] == ACHIENG.name


def test_a_statement_without_lines_has_one_empty_page() -> None:
    _, values = statement.page({**FACTS, "lines": []}, 1)
    assert values == {"items": [], "page": 1, "pages": 1}


def test_yes_leaves_it_to_the_worker_on_the_word_of_both() -> None:
    decision = answered(SENT, OTIENO, "yes", group=THREE)
    assert decision == (
        Close(7, "yes"),
        Vote(5, "M02", agrees=True),
        AgreeToStatement(3, 5, ("M01", "M02")),
        reply(OTIENO, "statement_agreed"),
        Settle(5, State.AGREED),
    )
    assert postings_of(decision) == []


def test_no_forgets_it_and_tells_who_sent_it() -> None:
    assert answered(SENT, OTIENO, "no", group=THREE) == (
        Close(7, "no"),
        Vote(5, "M02", agrees=False),
        Settle(5, State.REFUSED, by="M02"),
        ForgetStatement(3),
        reply(OTIENO, "cancelled"),
        told(WANJIRU, "statement_declined", sender=WANJIRU.name, officer=OTIENO.name),
    )


@pytest.mark.parametrize("text", ["list", "ORODHA 2", "LIST 3"])
def test_list_answers_with_a_page_and_decides_nothing(text: str) -> None:
    (said,) = answered(SENT, OTIENO, text, group=THREE)
    assert said.template == "statement_lines"


def test_who_gains_by_it_agrees_to_nothing() -> None:
    put = proposal("statement", FACTS, WANJIRU, SARAH, interested=frozenset({"M01", "M05"}))
    assert answered(put, SARAH, "yes", group=THREE) == (
        Close(7, "yes"),
        reply(SARAH, "not_yours_to_agree"),
    )
