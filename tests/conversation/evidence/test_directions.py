"""Proven money goes to those whom it is for, and waits where that is not certain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import MakeClaim, UseIntention
from bot.conversation.situation import ClaimFacts, Intention
from tests import builders
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    asks,
    decided,
    mpesa,
    postings_of,
    proposed,
    received_text,
    sent_text,
    templates_to,
    voters,
)

CODE = "UKN1AB2C01"
TO_ACHIENG = [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
TO_BARAKA = [{"collector:C1": 100_000, "dues:M04:1.1": -100_000}]
WAITING = {"collector:C1": 100_000, f"unallocated:mpesa/{CODE}": -100_000}
SHARED = [
    WAITING,
    {f"unallocated:mpesa/{CODE}": 40_000, "dues:M04:1.1": -40_000},
    {f"unallocated:mpesa/{CODE}": 60_000, "dues:M03:1.1": -60_000},
]


def claimed(*shares: tuple[str, int]) -> dict[str, Any]:
    return {
        "claims": {mpesa(CODE): (ClaimFacts(mpesa(CODE), ACHIENG.code, 100_000, shares=shares),)}
    }


def intended(
    *shares: tuple[str, int | None], member: str = "M03", on: date = TODAY
) -> dict[str, Any]:
    return {"intentions": (Intention(4, member, shares, on),)}


@pytest.mark.parametrize(
    ("text", "known", "posted"),
    [
        pytest.param(f"ya Baraka\n{received_text()}", {}, TO_BARAKA, id="said-with-it"),
        pytest.param(f"{received_text()}\n400 for Baraka", {}, SHARED, id="the-rest-is-the-payers"),
        pytest.param(
            f"{received_text()}\n400 Baraka, 600 Achieng", {}, SHARED, id="shared-by-amounts"
        ),
        pytest.param(received_text(), claimed(("M04", 100_000)), TO_BARAKA, id="claimed-for"),
        pytest.param(
            received_text(), claimed(("M04", 40_000), ("M03", 60_000)), SHARED, id="claim-shared"
        ),
        pytest.param(received_text(), intended(("M04", None)), TO_BARAKA, id="said-before"),
        pytest.param(
            received_text(), intended(("M04", 40_000), ("M03", 60_000)), SHARED, id="shared-before"
        ),
        pytest.param(
            received_text(), intended(("M04", 50_000)), TO_ACHIENG, id="another-amount-was-said"
        ),
        pytest.param(
            received_text(), intended(("M04", None), member="M02"), TO_ACHIENG, id="another-payer"
        ),
        pytest.param(
            received_text(),
            intended(("M04", None), on=date(2026, 11, 24)),
            TO_ACHIENG,
            id="paid-before-it-was-said",
        ),
    ],
)
def test_it_goes_to_those_whom_it_is_for(
    text: str, known: dict[str, Any], posted: list[dict[str, int]]
) -> None:
    assert postings_of(decided(WANJIRU, text, **known)) == posted


@pytest.mark.parametrize(
    ("text", "known", "stand"),
    [
        pytest.param(received_text(), {}, {"M01"}, id="nobody-said-anything"),
        pytest.param(f"ya Baraka\n{received_text()}", {}, {"M01"}, id="who-forwarded-it"),
        pytest.param(received_text(), claimed(("M04", 100_000)), {"M01+M03"}, id="a-claim"),
        pytest.param(received_text(), intended(("M04", None)), {"M01+M03"}, id="said-before"),
        pytest.param(
            received_text(),
            intended(("M04", 40_000), ("M03", 60_000)),
            {"M01", "M01+M03"},  # it came in by the text alone, and was shared by the payer's words
            id="shared-before",
        ),
        pytest.param(
            f"ya Baraka\n{received_text()}", intended(("M04", None)), {"M01"}, id="both-said-it"
        ),
    ],
)
def test_the_payer_stands_for_what_follows_from_their_own_words(
    text: str, known: dict[str, Any], stand: set[str]
) -> None:
    assert {entry.actor for entry in builders.posted(decided(WANJIRU, text, **known))} == stand


def test_payer_and_member_are_both_told() -> None:
    decision = decided(WANJIRU, f"ya Baraka\n{received_text()}")
    (own,) = [one for one in decision if getattr(one, "address", "") == BARAKA.phone]
    (payers,) = [one for one in decision if getattr(one, "address", "") == ACHIENG.phone]
    assert own.facts["paid_by"] == "ACHIENG ATIENO"
    assert payers.facts["paid_for"] == BARAKA.name


def test_an_intention_is_used_once() -> None:
    text = f"{received_text()}\n{received_text('UKN1AB2C02')}"
    decision = decided(WANJIRU, text, **intended(("M04", None)))
    assert decision.count(UseIntention(4)) == 1
    assert postings_of(decision) == [*TO_BARAKA, *TO_ACHIENG]


@pytest.mark.parametrize(
    "talk", ["for Zawadi", "700 Baraka, 700 Achieng", "for Baraka and Achieng"]
)
def test_what_does_not_add_up_waits_and_an_officer_is_asked(talk: str) -> None:
    decision = decided(WANJIRU, f"{talk}\n{received_text()}")
    assert postings_of(decision) == [WAITING]
    assert asks(decision) == [("whose_payment", WANJIRU.phone)]


def test_a_direction_beside_several_payments_is_nobodys() -> None:
    text = f"for Baraka\n{received_text()}\n{received_text('UKN1AB2C02')}"
    assert [set(one) for one in postings_of(decided(WANJIRU, text))] == [
        {"collector:C1", "dues:M03:1.1"},
        {"collector:C1", "advance:M03"},
    ]


@pytest.mark.parametrize(
    ("talk", "shares"),
    [
        ("for Baraka", (("M04", 100_000),)),
        ("400 for Baraka", (("M04", 40_000), ("M03", 60_000))),
        ("for me", ()),
    ],
)
def test_a_claim_keeps_for_whom_it_is(talk: str, shares: tuple[tuple[str, int], ...]) -> None:
    decision = decided(ACHIENG, f"{talk}\n{sent_text()}")
    assert decision[0] == MakeClaim(mpesa(CODE), ACHIENG.code, 100_000, shares)


@pytest.mark.parametrize(
    ("talk", "template"),
    [("for Zawadi", "name_unclear"), ("700 Baraka, 700 Wanjiru", "shares_differ")],
)
def test_an_unclear_claim_stays_the_claimers_and_is_asked_about(talk: str, template: str) -> None:
    decision = decided(ACHIENG, f"{talk}\n{sent_text()}")
    assert MakeClaim(mpesa(CODE), ACHIENG.code, 100_000, ()) in decision
    assert sorted(templates_to(decision, ACHIENG)) == sorted([template, "claim_waiting"])


@pytest.mark.parametrize("talk", ["for me", "500 me, 500 Otieno", "for Wanjiru"])
def test_nobody_gives_anothers_money_to_themselves(talk: str) -> None:
    decision = decided(WANJIRU, f"{talk}\n{received_text()}")
    assert postings_of(decision) == []
    assert proposed(decision).kind == "review"
    assert voters(decision) == [OTIENO]
