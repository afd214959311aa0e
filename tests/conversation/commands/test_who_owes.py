"""Who owes: names for officers, counts for everybody else."""

from __future__ import annotations

import pytest

from bot.conversation.claims import OpenClaim
from chama import entries
from chama.group import Person
from chama.journal import Account
from chama.kinds import AccountKind
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    decided,
    group,
    open_claim,
    open_dues,
    reply,
)

OWING = open_dues(ACHIENG, BARAKA)


def line(person: Person, **changes: object) -> dict[str, object]:
    """A line of somebody who owes a round and has said nothing."""
    usual = {
        "name": person.name,
        "remaining_cents": 100_000,
        "fines_cents": 0,
        "welfare_cents": 0,
        "says_sent": False,
        "said_cents": 0,
        "for_rate": [],
    }
    return {**usual, **changes}


@pytest.mark.parametrize("officer", [WANJIRU, OTIENO], ids=["treasurer", "chair"])
def test_officers_get_the_names_in_seat_order(officer: Person) -> None:
    people = [line(one) for one in (ACHIENG, BARAKA)]
    facts = {"round": 1, "people": people, "due_on": "2026-11-26"}
    decision = decided(officer, "who owes", balances=OWING)
    assert decision == (reply(officer, "who_owes_officer", **facts),)


def test_arrears_of_all_rounds_are_in_one_sum() -> None:
    balances = {**OWING, entries.dues(ACHIENG.code, "1.2"): 50_000}
    (said,) = decided(WANJIRU, "nani hajalipa", balances=balances)
    assert said.facts["people"][0] == line(ACHIENG, remaining_cents=150_000)


def test_what_of_it_is_a_fine_or_welfare_is_said() -> None:
    fine = entries.fines(entries.GENERAL, ACHIENG.code, "1.1")
    welfare = Account(entries.WELFARE, AccountKind.DUES, ACHIENG.code)
    (said,) = decided(WANJIRU, "who owes", balances={**OWING, fine: 5_000, welfare: 20_000})
    assert said.facts["people"][0] == line(
        ACHIENG, remaining_cents=125_000, fines_cents=5_000, welfare_cents=20_000
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param(open_claim(ACHIENG, 50_000), {"said_cents": 50_000}, id="own"),
        pytest.param(open_claim(ACHIENG, None), {"said_cents": 0}, id="by-its-code-alone"),
        pytest.param(
            open_claim(BARAKA, shares=((ACHIENG.code, 40_000), (BARAKA.code, 60_000))),
            {"said_cents": 40_000},
            id="a-share-of-anothers",
        ),
        pytest.param(
            open_claim(BARAKA, shares=((BARAKA.code, 60_000),)), {"says_sent": False}, id="anothers"
        ),
        pytest.param(open_claim(is_missing=True), {"says_sent": False}, id="not-found"),
    ],
)
def test_who_says_that_they_sent_it_is_marked(
    claim: OpenClaim, expected: dict[str, object]
) -> None:
    (said,) = decided(WANJIRU, "who owes", balances=OWING, open_claims=(claim,))
    assert said.facts["people"][0] == line(ACHIENG, **{"says_sent": True, **expected})


def test_a_member_gets_counts_and_no_names() -> None:
    facts = {
        "round": 1,
        "paid_count": 2,
        "member_count": 4,
        "collected_cents": 200_000,
        "expected_cents": 400_000,
    }
    decision = decided(ACHIENG, "who has not paid?", balances=OWING)
    assert decision == (reply(ACHIENG, "who_owes_member", **facts),)


@pytest.mark.parametrize("sender", [WANJIRU, ACHIENG], ids=["officer", "member"])
def test_good_news_are_everybodys(sender: Person) -> None:
    assert decided(sender, "who owes", balances={}) == (reply(sender, "nobody_owes", round=1),)


def test_before_the_first_round_nobody_owes_anything() -> None:
    (said,) = decided(WANJIRU, "who owes", group=group(round=None), balances={})
    assert said.template == "no_round"
