"""A fine is let off by officers together, with a reason, and never by who was fined."""

from __future__ import annotations

from typing import Any

import pytest

from chama import entries
from chama.entries import GENERAL
from chama.group import Group
from chama.journal import Account
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    decided,
    group,
    open_dues,
    postings_of,
    proposed,
    rules,
    templates_to,
    voters,
)

LATE, ABSENT = entries.fines(GENERAL, "M03", "1.1"), entries.fines(GENERAL, "M03")
FINED: dict[Account, int] = {**open_dues(ACHIENG), LATE: 5_000, ABSENT: 20_000}
WORDS = "waive Achieng's fine, she was in hospital"


def known(more: str = "", **changes: Any) -> dict[str, Any]:
    group_of: Group = group(rules=rules(more=more).rules, people=(*PEOPLE, SARAH))
    return {"group": group_of, "balances": FINED, **changes}


def test_it_is_put_to_the_other_officers_with_its_reason() -> None:
    decision = decided(WANJIRU, WORDS, **known())
    put = proposed(decision)
    assert (put.kind, put.needed, put.interested) == ("waiver", 1, (ACHIENG.code,))
    assert (put.facts["reason"], put.facts["amount_cents"]) == ("she was in hospital", 25_000)
    assert (put.facts["unpaid_cents"], put.facts["is_disputed"]) == (100_000, False)
    assert voters(decision) == [OTIENO, SARAH]
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["asked_waiver"]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        pytest.param("waive Achieng's fine for round 1, she was ill", 5_000, id="of-a-round"),
        pytest.param("msamehe Achieng faini ya kutohudhuria, alifiwa", 20_000, id="of-absence"),
        pytest.param("waive Achieng's fine for being late, she was ill", 5_000, id="of-lateness"),
        pytest.param("waive Achieng's 200 fine, she was ill", 20_000, id="of-an-amount"),
        pytest.param("waive Achieng's fines of 250, she was ill", 25_000, id="of-all-of-them"),
    ],
)
def test_which_of_them_may_be_said(text: str, cents: int) -> None:
    assert proposed(decided(WANJIRU, text, **known())).facts["amount_cents"] == cents


def test_a_fine_of_another_amount_is_none_of_theirs() -> None:
    decision = decided(WANJIRU, "waive Achieng's 300 fine, she was ill", **known())
    assert templates_to(decision, WANJIRU) == ["no_open_fine"]


def test_what_is_only_asked_is_answered_and_not_done() -> None:
    decision = decided(WANJIRU, "should we waive Achieng's fine? she was ill", **known())
    assert "waiver" not in {kind for kind, _ in asks(decision)}
    assert postings_of(decision) == []


def test_as_many_agree_as_the_rules_say() -> None:
    decision = decided(WANJIRU, WORDS, **known("[approvals]\nwaiver = 3\n"))
    assert proposed(decision).needed == 2


def test_that_no_more_follows_is_said_where_more_would() -> None:
    daily = known('[fines]\nlate = 50\nlate_every = "day"\n')
    assert proposed(decided(WANJIRU, WORDS, **daily)).facts["is_last"]
    assert not proposed(decided(WANJIRU, WORDS, **known())).facts["is_last"]


def test_without_a_reason_it_is_asked_for() -> None:
    decision = decided(WANJIRU, "waive Achieng's fine", **known())
    assert templates_to(decision, WANJIRU) == ["say_reason"]


def test_who_owes_no_fine_has_none_to_let_off() -> None:
    decision = decided(WANJIRU, "waive Baraka's fine, he was ill", **known())
    assert templates_to(decision, WANJIRU) == ["no_open_fine"]


def test_members_may_not() -> None:
    decision = decided(BARAKA, WORDS, **known())
    assert templates_to(decision, BARAKA) == ["officers_only"]


# --- the member's own word -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("DISPUTE", "", id="bare"),
        pytest.param("pinga", "", id="bare-swahili"),
        pytest.param(
            "why was I fined? I paid on time", "why was I fined? I paid on time", id="why"
        ),
        pytest.param("faini si sahihi", "faini si sahihi", id="swahili"),
        pytest.param("waive my fine, I was ill", "waive my fine, I was ill", id="asked-for"),
    ],
)
def test_who_was_fined_asks_the_officers_and_stands_for_nothing(text: str, reason: str) -> None:
    decision = decided(ACHIENG, text, **known())
    put = proposed(decision)
    assert (put.kind, put.needed, put.interested) == ("waiver", 2, (ACHIENG.code,))
    assert (put.facts["reason"], put.facts["is_disputed"]) == (reason, True)
    assert voters(decision) == [WANJIRU, OTIENO, SARAH]
    assert templates_to(decision, ACHIENG) == ["asked_waiver"]


def test_an_officer_who_was_fined_is_no_voter() -> None:
    fined = {entries.fines(GENERAL, "M02"): 20_000}
    decision = decided(OTIENO, "waive my fine, I was ill", **known(balances=fined))
    assert proposed(decision).needed == 2
    assert voters(decision) == [WANJIRU, SARAH]


@pytest.mark.parametrize(
    ("text", "balances"),
    [
        pytest.param("DISPUTE", open_dues(ACHIENG), id="no-fine"),
        pytest.param("my balance is wrong", FINED, id="not-about-it"),
    ],
)
def test_other_complaints_are_passed_on(text: str, balances: dict[Account, int]) -> None:
    decision = decided(ACHIENG, text, **known(balances=balances))
    assert {kind for kind, _ in asks(decision)} == {"raised"}
    assert templates_to(decision, ACHIENG) == ["pass_on"]
