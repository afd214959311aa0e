"""How a round and a member stand, and where to pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation import reminding
from bot.conversation.standing import (
    as_dialled,
    everybody_owing,
    owed_cents,
    pay_to,
    round_number,
    round_standing,
)
from chama import entries
from chama.constitution import CollectorKind
from tests.builders import ACHIENG, BARAKA, OTIENO, PHONE, WANJIRU, group, open_dues

OWING = {**open_dues(BARAKA, ACHIENG), entries.dues("M03", "1.2"): 50_000}


def test_a_round_in_figures() -> None:
    standing = round_standing(group(), open_dues(BARAKA, cents=30_000))
    assert standing is not None
    assert (standing.paid_count, standing.member_count) == (3, 4)
    assert (standing.collected_cents, standing.expected_cents) == (370_000, 400_000)
    assert standing.owing == ((BARAKA, 30_000),)
    assert standing.recipient == WANJIRU.name
    assert not standing.is_complete


def test_before_the_first_round_there_are_no_figures() -> None:
    assert round_standing(group(round=None), {}) is None


def test_what_members_owe_in_all_in_seat_order() -> None:
    assert owed_cents(OWING, "M03") == 150_000
    assert everybody_owing(group(), OWING) == [(ACHIENG, 150_000), (BARAKA, 100_000)]


@pytest.mark.parametrize(("key", "number"), [("1.5", 5), ("12.30", 30)])
def test_people_call_a_round_by_its_number(key: str, number: int) -> None:
    assert round_number(key) == number


@pytest.mark.parametrize(
    ("number", "dialled"), [("+254712345678", "0712345678"), ("5123456", "5123456"), ("", "")]
)
def test_numbers_as_people_dial_them(number: str, dialled: str) -> None:
    assert as_dialled(number) == dialled


def test_where_to_pay() -> None:
    till = replace(PHONE, kind=CollectorKind.TILL, number="5123456", name="Umoja Till")
    assert pay_to(group()) == "0712000001 (Wanjiru Kamau)"
    assert pay_to(group(collectors=(till,)), WANJIRU) == "5123456 (Umoja Till)"
    assert pay_to(group(), WANJIRU) == ""
    assert pay_to(group(collectors=())) == ""


@pytest.mark.parametrize(
    ("day", "when"),
    [(date(2026, 11, 23), "before"), (date(2026, 11, 26), "today"), (date(2026, 11, 27), "after")],
)
def test_a_reminder_knows_the_day(day: date, when: str) -> None:
    facts = reminding.reminder_facts(group(), OTIENO, 60_000, date(2026, 11, 26), day)
    assert (facts["when"], facts["remaining_cents"], facts["name"]) == (when, 60_000, OTIENO.name)


def test_a_reminder_speaks_of_its_round_and_those_before() -> None:
    assert reminding.left_cents(OWING, "M03", "1.1") == 100_000
    assert reminding.left_cents(OWING, "M03", "1.2") == 150_000
