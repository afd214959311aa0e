"""Proven money goes to those whom it is for, and waits where that is not certain."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.conversation.effects import MakeClaim, Propose, UseIntention
from bot.conversation.situation import ClaimFacts, Intention
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    decided,
    group,
    mpesa,
    posted,
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
ROSES = received_text(payer="ROSE AKOTH 0733***911")
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
    *shares: tuple[str, int | None], member: str = "M03", at: datetime = NOW
) -> dict[str, Any]:
    return {"intentions": (Intention(4, member, shares, at),)}


BARAKAS = intended(("M04", None))
THREE = group(people=(*PEOPLE, SARAH))


@pytest.mark.parametrize(
    ("text", "known", "paid"),
    [
        pytest.param(f"ya Baraka\n{ROSES}", {}, TO_BARAKA, id="said-with-an-unknown-payers"),
        pytest.param(
            f"{ROSES}\n400 Baraka, 600 Achieng", {}, SHARED, id="an-unknown-payers-shared"
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
            intended(("M04", None), at=NOW + timedelta(days=1)),
            TO_ACHIENG,
            id="paid-before-it-was-said",
        ),
    ],
)
def test_it_goes_to_those_whom_it_is_for(
    text: str, known: dict[str, Any], paid: list[dict[str, int]]
) -> None:
    assert postings_of(decided(WANJIRU, text, **known)) == paid


@pytest.mark.parametrize(
    ("talk", "people"),
    [
        ("ya Baraka", [("M04", 100_000)]),
        ("400 for Baraka", [("M04", 40_000), ("M03", 60_000)]),
        ("for me", [("M01", 100_000)]),
        ("500 me, 500 Otieno", [("M01", 50_000), ("M02", 50_000)]),
    ],
)
def test_what_another_than_its_payer_says_is_put_to_others(
    talk: str, people: list[tuple[str, int]]
) -> None:
    decision = decided(WANJIRU, f"{talk}\n{received_text()}", group=THREE)
    assert postings_of(decision) == TO_ACHIENG
    put = proposed(decision)
    assert put.kind == "reallocate"
    assert [(one["member"], one["amount_cents"]) for one in put.facts["shares"]] == people
    assert SARAH in voters(decision)
    assert not {WANJIRU, ACHIENG, BARAKA} & set(voters(decision))


@pytest.mark.parametrize(("talk", "known"), [("for Achieng", {}), ("ya Baraka", BARAKAS)])
def test_what_the_payer_meant_too_is_not_put_to_anybody(talk: str, known: dict[str, Any]) -> None:
    decision = decided(WANJIRU, f"{talk}\n{received_text()}", **known)
    assert not [one for one in decision if isinstance(one, Propose)]


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
            f"ya Baraka\n{received_text()}", intended(("M04", None)), {"M01+M03"}, id="both-said-it"
        ),
    ],
)
def test_the_payer_stands_for_what_follows_from_their_own_words(
    text: str, known: dict[str, Any], stand: set[str]
) -> None:
    assert {entry.actor for entry in posted(decided(WANJIRU, text, **known))} == stand


def test_payer_and_member_are_both_told() -> None:
    decision = decided(WANJIRU, received_text(), **BARAKAS)
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
    decision = decided(WANJIRU, f"{talk}\n{ROSES}")
    assert postings_of(decision) == [WAITING]
    assert asks(decision) == [("whose_payment", WANJIRU.phone)]


@pytest.mark.parametrize(
    ("talk", "template"),
    [("for Zawadi", "name_unclear"), ("700 Baraka, 700 Achieng", "shares_differ")],
)
def test_what_does_not_add_up_leaves_a_known_payers_where_it_is(talk: str, template: str) -> None:
    decision = decided(WANJIRU, f"{talk}\n{received_text()}")
    assert postings_of(decision) == TO_ACHIENG
    assert template in templates_to(decision, WANJIRU)


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


@pytest.mark.parametrize(
    ("talk", "asked"),
    [
        ("for me", [OTIENO]),
        ("500 me, 500 Otieno", [ACHIENG, BARAKA]),
        ("for Wanjiru", [OTIENO]),
    ],
)
def test_nobody_gives_an_unknown_payers_money_to_themselves(talk: str, asked: list[Person]) -> None:
    decision = decided(WANJIRU, f"{talk}\n{ROSES}")
    assert postings_of(decision) == []
    assert proposed(decision).kind == "review"
    assert voters(decision) == asked
