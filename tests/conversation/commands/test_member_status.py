"""An officer learns how one member stands; a member is told whom to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.decide import Understood
from bot.conversation.situation import Payment
from bot.conversation.wanted import wanted_by
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    WANJIRU,
    group,
    open_claim,
    open_dues,
    reply,
    rules,
    situation,
    wanted,
)

PAID = Payment(date(2026, 11, 16), 100_000, "UKN1AB2C01")
POT = Payment(date(2026, 11, 20), 400_000, "", is_pot=True)
FINE = Payment(date(2026, 11, 21), 5_000, "", fined=1, clause="6.1")
FACTS = {
    "name": ACHIENG.name,
    "is_own": False,
    "total_cents": 100_000,
    "rounds": [1],
    "fines_cents": 0,
    "welfare_cents": 0,
    "due_on": "2026-11-26",
    "waiting_cents": 0,
    "waiting_codes": [],
    "for_rate": [],
    "advance_cents": 0,
    "last_cents": 0,
    "last_on": "",
    "code": "",
}


def asked(name: str = "Achieng", **slots: object) -> Intent:
    return Intent("member_status", {"name": name, **slots})


@pytest.mark.parametrize(
    ("known", "changes"),
    [
        pytest.param({}, {}, id="owes"),
        pytest.param(
            {"payments": (FINE, POT, PAID)},
            {"last_cents": 100_000, "last_on": "2026-11-16", "code": "UKN1AB2C01"},
            id="paid-before",
        ),
        pytest.param(
            {"balances": {entries.advance(ROTATION, "M03"): -25_000}},
            {"total_cents": 0, "rounds": [], "due_on": "", "advance_cents": 25_000},
            id="ahead",
        ),
        pytest.param(
            {"open_claims": (open_claim(cents=None),)},
            {"waiting_codes": ["UKN1AB2C01"]},
            id="waiting",
        ),
        pytest.param(
            {"balances": {entries.dues("M03", "1.0"): 40_000}},
            {"total_cents": 40_000, "rounds": [0], "due_on": ""},
            id="of-before",
        ),
    ],
)
def test_how_a_member_stands(known: dict[str, Any], changes: dict[str, Any]) -> None:
    expected = reply(OTIENO, "member_status", **FACTS | changes)
    assert wanted(OTIENO, asked(), **known) == (expected,)


def test_all_payments_are_shown_where_the_statement_is_asked_for() -> None:
    (said,) = wanted(OTIENO, asked(statement=True), payments=(PAID,))
    assert (said.template, said.facts["name"]) == ("statement", ACHIENG.name)
    assert said.facts["is_own"] is False


def test_a_member_is_told_whom_to_ask() -> None:
    officers = f"{WANJIRU.name}, {OTIENO.name}"
    expected = reply(BARAKA, "figures_private", officers=officers)
    assert wanted(BARAKA, asked(), balances=open_dues(ACHIENG)) == (expected,)


@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU], ids=["member", "officer"])
def test_ones_own_name_shows_ones_own_balance(sender: Any) -> None:
    (said,) = wanted(sender, asked(sender.name))
    assert (said.template, said.facts["is_own"]) == ("balance", True)


def test_where_all_see_balances_a_member_sees_what_is_owed_and_no_payments() -> None:
    open_ = group(rules=rules(more='[privacy]\nbalances = "all"\n').rules)
    (said,) = wanted(BARAKA, asked(), group=open_, payments=(PAID,))
    assert (said.template, said.facts["name"]) == ("balance", ACHIENG.name)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        pytest.param("Njeri", [], id="nobody"),
        pytest.param("", [], id="no-name"),
        pytest.param("Achieng", ["Achieng Atieno", "Achieng Akinyi"], id="two"),
    ],
)
def test_a_name_that_is_not_clear_is_asked_for(name: str, names: list[str]) -> None:
    people = (*PEOPLE[:3], replace(BARAKA, name="Achieng Akinyi"))
    expected = reply(WANJIRU, "which_member", name=name, names=names)
    assert wanted(WANJIRU, asked(name), group=group(people=people)) == (expected,)


def test_a_phone_of_the_group_learns_nothing() -> None:
    (said,) = wanted("+254712000099", asked())
    assert said.template == "unknown"


def test_the_payments_that_are_read_are_those_of_who_is_named() -> None:
    understood = Understood((), asked())
    for_officer = wanted_by(situation(OTIENO), understood, "", NOW)
    for_member = wanted_by(situation(BARAKA), understood, "", NOW)
    assert ("payments" in for_officer.facts, for_officer.about) == (True, ACHIENG.code)
    assert for_member.about == ""
