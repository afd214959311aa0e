"""Whoever asks us to tell the officers has it told, with the morning list."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask
from bot.understanding import Intent
from tests.builders import ACHIENG, OTIENO, WANJIRU, asks, decided, templates_to, wanted


@pytest.mark.parametrize(
    "text",
    [
        "TELL OFFICERS I need a copy of the rules", "tell the treasurer I have the receipts",
        "please tell the treasurer that I changed houses", "AMBIA VIONGOZI naomba kurekebisha jina",
        "mwambie mweka hazina pesa ya raundi iko kwa agent", "TELL OFFICERS to fine Baraka",
    ],
)  # fmt: skip
def test_it_is_kept_for_the_list_word_for_word(text: str) -> None:
    decision = decided(ACHIENG, text)
    (kept,) = [one for one in decision if isinstance(one, Ask)]
    assert (kept.kind, kept.address) == ("said", WANJIRU.phone)
    assert (kept.details["what"], kept.details["text"]) == ("request", text)
    assert templates_to(decision, ACHIENG) == ["kept_for_list"]


def test_an_officers_word_goes_to_another_officer() -> None:
    assert asks(decided(WANJIRU, "tell the officers I am away")) == [("said", OTIENO.phone)]


def test_a_guess_is_asked_first() -> None:
    guess = Intent("tell_officers", {}, by_rules="unknown")
    assert asks(wanted(ACHIENG, guess, "let madam know")) == [("shall_we_tell", ACHIENG.phone)]


def test_a_phone_of_the_group_tells_nobody() -> None:
    assert asks(wanted("+254712000099", Intent("tell_officers", {}), "tell the officers")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tell the treasurer I will pay on Friday", "said"),
        ("tell the treasurer my balance is wrong", "raised"),
    ],
)
def test_what_reaches_officers_by_itself_goes_its_own_way(text: str, kind: str) -> None:
    asked = [one for one in decided(ACHIENG, text) if isinstance(one, Ask)]
    assert {one.kind for one in asked} == {kind}
    assert "request" not in {one.details["what"] for one in asked}
