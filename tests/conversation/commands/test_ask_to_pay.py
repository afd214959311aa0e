"""An officer has one member's phone asked for money, where the provider can do that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import OrderMoney
from bot.conversation.money_api import Api
from chama.constitution import CollectorKind
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    PHONE,
    WANJIRU,
    decided,
    group,
    open_dues,
    templates_to,
)

PAYBILL = replace(PHONE, kind=CollectorKind.PAYBILL, number="522522", name="Umoja")
HERE = {"api": Api(frozenset({"522522"}), can_push=True), "group": group(collectors=(PAYBILL,))}


def ordered(sender: Person, text: str, **known: object) -> list[tuple[str, int]]:
    """Whose phone is asked for how much, in cents."""
    decision = decided(sender, text, **{**HERE, **known})
    orders = [one for one in decision if isinstance(one, OrderMoney)]
    return [(one.member, one.amount_cents) for one in orders]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("ask Achieng", 100_000), ("mwombe Achieng 500", 50_000), ("prompt Achieng for 20", 2_000)],
)
def test_who_is_asked_is_asked_for_what_is_said_or_for_what_they_owe(text: str, cents: int) -> None:
    assert ordered(OTIENO, text) == [(ACHIENG.code, cents)]


def test_both_hear_of_it() -> None:
    decision = decided(OTIENO, "ask Achieng for 500", **HERE)
    assert templates_to(decision, OTIENO) == ["push_asked"]
    assert templates_to(decision, ACHIENG) == ["push_asks"]


@pytest.mark.parametrize(
    ("sender", "text", "template"),
    [
        pytest.param(ACHIENG, "ask Baraka for 500", "officers_only", id="a-member"),
        pytest.param(ACHIENG, "can you ask Baraka for 500", "officers_only", id="doubtfully"),
        pytest.param(OTIENO, "ask Zebedayo for 500", "name_unclear", id="nobody"),
        pytest.param(OTIENO, "ask Achieng and Baraka for 500", "say_each", id="two"),
        pytest.param(OTIENO, "ask Achieng to pay Baraka", "say_each", id="two-otherwise"),
        pytest.param(OTIENO, "ask Achieng for 1.000", "say_amount", id="an-amount-of-two-kinds"),
        pytest.param(OTIENO, "ask Achieng for 0", "say_amount", id="nothing"),
        pytest.param(OTIENO, "can you ask Achieng for 500", "ask_did_you_mean", id="offered"),
    ],
)
def test_else_nobody_is_asked_and_it_is_said_why(sender: Person, text: str, template: str) -> None:
    assert templates_to(decided(sender, text, **HERE), sender) == [template]
    assert ordered(sender, text) == []


def test_two_of_one_name_are_asked_by_their_whole_names() -> None:
    twin = replace(BARAKA, name="Achieng Odera")
    people = tuple(twin if one == BARAKA else one for one in PEOPLE)
    known = {"group": group(people=people, collectors=(PAYBILL,)), "balances": open_dues(twin)}
    assert ordered(OTIENO, "ask Achieng for 500", **known) == []
    assert ordered(OTIENO, "ask Achieng Odera for 500", **known) == [(twin.code, 50_000)]


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"api": Api()}, id="no-provider"),
        pytest.param({"group": group()}, id="another-collector"),
    ],
)
def test_where_no_phone_can_be_asked_the_officer_reads_what_to_write(
    known: dict[str, object],
) -> None:
    decision = decided(WANJIRU, "ask Achieng for 500", **{**HERE, **known})
    assert templates_to(decision, WANJIRU) == ["prompt_not_here"]
