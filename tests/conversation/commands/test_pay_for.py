"""Whose a payment is, by words: its claim, the next one, or one that is in the book."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Intend, ShareClaim
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    open_claim,
    postings_of,
    proposed,
    recorded,
    taken_back,
    templates_to,
    voters,
)

CODE = "UKN1AB2C01"
IN_BOOK = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}}
TO_BARAKA = [("M04", 100_000)]
SHARED = [("M04", 60_000), ("M03", 40_000)]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        pytest.param(f"{CODE} is for Baraka", TO_BARAKA, id="all"),
        pytest.param(f"{CODE} 600 Baraka, 400 Achieng", SHARED, id="shared"),
        pytest.param(f"{CODE} 600 ya Baraka", SHARED, id="the-rest-stays"),
    ],
)
def test_an_officer_does_not_move_a_recorded_payment_alone(
    text: str, shares: list[tuple[str, int]]
) -> None:
    decision = decided(WANJIRU, text, **IN_BOOK)
    assert postings_of(decision) == []
    said = proposed(decision).facts["shares"]
    assert [(share["member"], share["amount_cents"]) for share in said] == shares
    assert templates_to(decision, WANJIRU) == ["asked_move"]
    assert templates_to(decision, OTIENO) == ["ask_reallocate"]


@pytest.mark.parametrize(
    ("sender", "text", "asked"),
    [
        pytest.param(ACHIENG, f"{CODE} was for Baraka", [WANJIRU, OTIENO], id="the-payer"),
        pytest.param(OTIENO, f"{CODE} is for Otieno", [WANJIRU], id="an-officer-who-gains"),
        pytest.param(OTIENO, f"{CODE} is for Wanjiru", [ACHIENG, BARAKA], id="no-officer-is-left"),
    ],
)
def test_those_are_asked_who_do_not_gain_by_it(
    sender: Person, text: str, asked: list[Person]
) -> None:
    decision = decided(sender, text, **IN_BOOK)
    assert postings_of(decision) == []
    assert proposed(decision).kind == "reallocate"
    assert voters(decision) == asked
    assert templates_to(decision, sender) == ["asked_move"]


@pytest.mark.parametrize(
    ("sender", "text", "known", "template"),
    [
        pytest.param(BARAKA, f"{CODE} is for Baraka", IN_BOOK, "receipt_known", id="anothers"),
        pytest.param(WANJIRU, f"{CODE} is for Achieng", IN_BOOK, "already_recorded", id="so-it-is"),
        pytest.param(
            WANJIRU, f"{CODE} 600 Baraka, 600 Achieng", IN_BOOK, "shares_differ", id="too-much"
        ),
        pytest.param(
            WANJIRU,
            f"{CODE} is for Baraka",
            {"receipts": {mpesa(CODE): taken_back(contribution())}},
            "receipt_reversed",
            id="taken-back",
        ),
        pytest.param(
            WANJIRU,
            f"{CODE} is for Baraka",
            {"receipts": {mpesa(CODE): recorded(contribution(), is_ours=False)}},
            "receipt_elsewhere",
            id="another-group",
        ),
        pytest.param(ACHIENG, "I paid for Zawadi", {}, "name_unclear", id="nobody"),
    ],
)
def test_what_cannot_be_moved_is_said(
    sender: Person, text: str, known: dict[str, Any], template: str
) -> None:
    decision = decided(sender, text, **known)
    assert postings_of(decision) == []
    assert templates_to(decision, sender) == [template]


# --- payments that are not in the book yet -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("that was for Baraka", (("M04", 100_000),)),
        ("hiyo ni ya Baraka", (("M04", 100_000),)),
        ("400 for Baraka and 600 for me", (("M04", 40_000), ("M03", 60_000))),
        (f"{CODE} 400 ya Baraka", (("M04", 40_000), ("M03", 60_000))),
    ],
)
def test_a_claim_that_waits_is_shared(text: str, shares: tuple[tuple[str, int], ...]) -> None:
    decision = decided(ACHIENG, text, open_claims=(open_claim(),))
    assert decision[0] == ShareClaim(mpesa(CODE), ACHIENG.code, shares)
    assert templates_to(decision, ACHIENG) == ["claim_shared"]


def test_anothers_claim_is_not_touched() -> None:
    decision = decided(ACHIENG, "I paid 500 for Baraka", open_claims=(open_claim(BARAKA),))
    assert decision[0] == Intend(ACHIENG.code, (("M04", 50_000),))
    assert templates_to(decision, ACHIENG) == ["intention_noted"]


def test_other_words_about_a_member_are_no_intention() -> None:
    decision = decided(ACHIENG, "a happy birthday song for Baraka")
    assert templates_to(decision, ACHIENG) == ["unknown"]
