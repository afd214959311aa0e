"""An officer gave cash to another: their own contribution, or the group's that they held."""

from __future__ import annotations

from typing import Any

from bot.conversation import questions
from chama import entries
from chama.entries import ROTATION
from tests.builders import OTIENO, WANJIRU, cash_facts, decided, proposed, question, voters

DETAILS = {**cash_facts(OTIENO, WANJIRU, 60_000), "held_cents": 80_000, "is_mine": True}
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
        },
    )


def test_his_own_is_a_contribution_that_she_confirms() -> None:
    decision = answered("1")
    assert (proposed(decision).kind, voters(decision)) == ("cash", [WANJIRU])


def test_the_groups_is_moved_to_her_hand_once_she_agrees() -> None:
    decision = answered("2")
    assert (proposed(decision).kind, voters(decision)) == ("transfer", [WANJIRU])
