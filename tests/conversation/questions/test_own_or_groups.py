"""An officer gave cash to another: their own contribution, or the group's that they held."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import questions
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    OTIENO,
    WANJIRU,
    asks,
    cash_facts,
    decided,
    open_dues,
    proposed,
    question,
    voters,
)

DETAILS = {
    **cash_facts(OTIENO, WANJIRU, 60_000),
    "held_cents": 80_000,
    "is_mine": True,
    "is_pot": False,
}
HELD: dict[str, Any] = {"balances": {entries.cash(ROTATION, "M02"): 80_000}}


def answered(text: str) -> Any:
    return decided(OTIENO, text, questions=(question("own_or_groups", OTIENO, DETAILS),), **HELD)


def test_it_shows_who_gave_whom_how_much_and_what_is_held() -> None:
    assert questions.shown("own_or_groups", DETAILS) == (
        "ask_own_or_groups",
        {
            "name": OTIENO.name,
            "to": WANJIRU.name,
            "amount_cents": 60_000,
            "held_cents": 80_000,
            "is_mine": True,
            "is_pot": False,
        },
    )


def test_his_own_is_a_contribution_that_she_confirms() -> None:
    decision = answered("1")
    assert (proposed(decision).kind, voters(decision)) == ("cash", [WANJIRU])


@pytest.mark.parametrize(
    ("held_cents", "owed", "is_asked"),
    [
        pytest.param(0, {}, True, id="holds-none"),
        pytest.param(80_000, open_dues(OTIENO), True, id="owes-as-much"),
        pytest.param(80_000, {}, False, id="holds-it-and-owes-nothing"),
    ],
)
def test_cash_for_an_officer_with_a_pot_may_be_a_contribution(
    held_cents: int, owed: dict[Any, int], is_asked: bool
) -> None:
    pot = entries.payable(ROTATION, WANJIRU.code, "1.1")
    known = {**owed, pot: -400_000, entries.cash(ROTATION, "M02"): held_cents}
    decision = decided(OTIENO, "I gave Wanjiru 600 cash", balances=known)
    assert (("own_or_groups", OTIENO.phone) in asks(decision)) is is_asked


def test_what_was_her_pot_she_confirms_as_such() -> None:
    pot = entries.payable(ROTATION, WANJIRU.code, "1.1")
    asked = question("own_or_groups", OTIENO, {**DETAILS, "is_pot": True})
    held = {**HELD["balances"], pot: -400_000}
    decision = decided(OTIENO, "2", questions=(asked,), balances=held)
    assert (proposed(decision).kind, voters(decision)) == ("handed", [WANJIRU])


def test_the_groups_is_moved_to_her_hand_once_she_agrees() -> None:
    decision = answered("2")
    assert (proposed(decision).kind, voters(decision)) == ("transfer", [WANJIRU])
