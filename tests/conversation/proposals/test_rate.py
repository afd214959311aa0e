"""A rate: two officers announce it, what waited counts, and the announced amount settles."""

from __future__ import annotations

import pytest

from tests.conversation.thames import (
    CHAIR,
    MEMBER,
    SECRETARY,
    TREASURER,
    TWELVE,
    announce,
    balances,
    found,
    paid_by,
    say,
    shillings,
    told,
)
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


def test_a_rate_needs_two_officers(stage: Stage) -> None:
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    say(stage, TREASURER, "RATE 165")
    arrived = say(stage, TREASURER, "yes")
    assert "KES 9,900 = " not in told(arrived, MEMBER)
    assert balances(stage)["kes unallocated:mpesa/UKN1AB2C01"] == -990_000
    arrived = say(stage, SECRETARY, "yes")
    assert "KES 9,900 = GBP 60" in told(arrived, MEMBER)
    assert f"rotation dues:{MEMBER.code}:1.1" not in balances(stage)


def test_the_announced_amount_settles_all_twelve(stage: Stage) -> None:
    arrived = announce(stage)
    assert all("KES 9,900" in told(arrived, person) for person in TWELVE)
    for number, person in enumerate(TWELVE[1:], start=1):
        say(stage, TREASURER, paid_by(person, number, "9,900"))
    say(stage, TREASURER, shillings(20, "ROSE AKOTH 0798***321", "9,900"))
    say(stage, TREASURER, "Wanjiru")
    say(stage, CHAIR, "yes")  # her own share is not hers to give
    held = balances(stage)
    assert not [account for account in held if " dues:" in account or " advance:" in account]
    assert held["kes collector:C2"] == 12 * 990_000
    assert held["kes exchange"] == -12 * 990_000
    assert held["rotation exchange:KES"] == 12 * 6_000
    assert held["rotation pot::1.1"] == -12 * 6_000
    assert sum(cents for account, cents in held.items() if account.startswith("kes ")) == 0
