"""Undo: alone for one's own entry of today, by two officers for everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    asks,
    book,
    contribution,
    decided,
    mpesa,
    postings_of,
    recorded,
    reply,
    taken_back,
    templates_to,
)

CODE = "UKN1AB2C01"
CASH = entries.contribution(
    BARAKA.code,
    50_000,
    into=entries.cash(ROTATION, WANJIRU.code),
    owed=[(entries.dues("M04", "1.1"), 100_000)],
    key="cash:1",
    on=TODAY,
    actor=OTIENO.code,
)
UNALLOCATED = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
)
ALLOCATION = entries.allocation(
    ACHIENG.code,
    mpesa(CODE),
    100_000,
    fund=ROTATION,
    owed=[(entries.dues("M03", "1.1"), 100_000)],
    key=entries.follow_up_key(mpesa(CODE), 1),
    on=TODAY,
    actor=WANJIRU.code,
)
CREDIT_BACK = {"collector:C1": -100_000, "dues:M03:1.1": 100_000}
CASH_BACK = {"cash:M01": -50_000, "dues:M04:1.1": 50_000}


@pytest.mark.parametrize("text", ["undo", "tengua", "UNDO UKN1AB2C01", "futa UKN1AB2C01"])
def test_the_officers_own_entry_goes_at_once_and_all_concerned_hear_of_it(text: str) -> None:
    decision = decided(WANJIRU, text, recent=book(contribution()))
    assert postings_of(decision) == [CREDIT_BACK]
    assert decision[0].entry.reverses == 2
    assert templates_to(decision, WANJIRU) == templates_to(decision, OTIENO) == ["undone"]
    assert templates_to(decision, ACHIENG) == ["undone_member"]


def test_the_last_of_several_is_meant() -> None:
    mine = replace(CASH, actor=WANJIRU.code)
    decision = decided(WANJIRU, "undo", recent=book(contribution(), mine))
    assert postings_of(decision) == [CASH_BACK]


def test_an_answer_about_an_owner_is_taken_back_and_asked_again() -> None:
    decision = decided(WANJIRU, "undo", recent=book(UNALLOCATED, ALLOCATION))
    assert postings_of(decision) == [
        {f"unallocated:mpesa/{CODE}": -100_000, "dues:M03:1.1": 100_000}
    ]
    assert asks(decision) == [("whose_payment", WANJIRU.phone)]
    assert templates_to(decision, ACHIENG) == ["undone_member"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("undo", {"recent": book(contribution(), age=timedelta(days=2))}, id="old"),
        pytest.param(f"undo {CODE}", {"recent": book(contribution())}, id="anothers-by-code"),
        pytest.param(
            f"undo {book(contribution())[0].chain_code}",
            {"recent": book(contribution())},
            id="anothers-by-proof",
        ),
        pytest.param(
            f"undo {CODE}", {"receipts": {mpesa(CODE): recorded(contribution())}}, id="long-ago"
        ),
    ],
)
def test_everything_else_is_put_to_a_second_officer(text: str, known: dict[str, Any]) -> None:
    sender, other = (WANJIRU, OTIENO) if text == "undo" else (OTIENO, WANJIRU)
    decision = decided(sender, text, **known)
    assert postings_of(decision) == []
    assert asks(decision) == [("undo", other.phone)]
    assert templates_to(decision, sender) == ["asked_change"]


def test_a_member_cannot_undo() -> None:
    decision = decided(ACHIENG, "undo", recent=book(contribution()))
    assert templates_to(decision, ACHIENG) == ["officers_only"]


@pytest.mark.parametrize("text", ["undo", f"undo {CODE}"])
def test_there_may_be_nothing_to_undo(text: str) -> None:
    known = {"receipts": {mpesa(CODE): taken_back(contribution())}} if CODE in text else {}
    code = CODE if CODE in text else ""
    assert decided(WANJIRU, text, **known) == (reply(WANJIRU, "undo_nothing", code=code),)


def test_an_answer_about_an_older_payment_needs_its_code() -> None:
    decision = decided(WANJIRU, "undo", recent=book(ALLOCATION))
    assert decision == (reply(WANJIRU, "undo_by_code", code=CODE),)


def test_what_another_officer_answered_does_not_go_along_unasked() -> None:
    own = replace(UNALLOCATED, actor=WANJIRU.code)
    recent = book(own, replace(ALLOCATION, actor=OTIENO.code))
    decision = decided(WANJIRU, "undo", recent=recent)
    assert postings_of(decision) == []
    assert asks(decision) == [("undo", OTIENO.phone)]
