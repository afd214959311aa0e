"""Money at the bank: an officer's own contribution, or the group's that they held."""

from __future__ import annotations

from typing import Any

from bot.conversation import questions
from tests.builders import OTIENO, decided, proposed, question, templates_to
from tests.conversation.commands.test_bank_move import BANKED, HOLDS

DETAILS = {"amount_cents": 50_000, "bank": "C2", "bank_name": "Equity Umoja"}


def answered(text: str) -> Any:
    asked = question("own_or_banked", OTIENO, DETAILS)
    return decided(OTIENO, text, group=BANKED, questions=(asked,), **HOLDS)


def test_it_shows_how_much_and_where() -> None:
    facts = {"amount_cents": 50_000, "bank": "Equity Umoja", "code": ""}
    assert questions.shown("own_or_banked", DETAILS) == ("ask_own_or_banked", facts)


def test_a_contribution_needs_its_proof() -> None:
    assert templates_to(answered("1"), OTIENO) == ["send_proof"]


def test_the_groups_is_put_to_the_others() -> None:
    assert proposed(answered("2")).key == "move:cash:M02:collector:C2:50000"
