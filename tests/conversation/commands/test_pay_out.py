"""An officer asks that a pot be paid; the rules say whether it can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chama import entries
from chama.group import Person
from chama.journal import Account
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    ROUND,
    WANJIRU,
    decided,
    group,
    proposal,
    rules,
    templates_to,
)

POT = {entries.pot(ROUND.key): -400_000}
SHORT = {**POT, entries.dues(BARAKA.code, ROUND.key): 100_000}
SET_ASIDE = {entries.payable("rotation", WANJIRU.code, ROUND.key): -400_000}


@pytest.mark.parametrize(
    ("person", "text", "balances", "template"),
    [
        pytest.param(OTIENO, "pay Wanjiru", POT, "asked_payout", id="it-is-put-to-others"),
        pytest.param(OTIENO, "payout", POT, "asked_payout", id="whose-turn-it-is"),
        pytest.param(OTIENO, "mlipe Wanjiru", POT, "asked_payout", id="in-swahili"),
        pytest.param(OTIENO, "pay Wanjiru", SHORT, "pot_waits", id="not-complete"),
        pytest.param(OTIENO, "pay Wanjiru", SET_ASIDE, "payout_waits", id="agreed-already"),
        pytest.param(OTIENO, "pay Baraka", POT, "no_pot", id="not-his-turn"),
        pytest.param(OTIENO, "pay Wanjiru", {}, "no_pot", id="paid-out"),
        pytest.param(ACHIENG, "pay Wanjiru", POT, "officers_only", id="a-member"),
    ],
)
def test_what_an_officer_hears(
    person: Person, text: str, balances: dict[Account, int], template: str
) -> None:
    assert template in templates_to(decided(person, text, balances=balances), person)


@pytest.mark.parametrize("text", ["pay for Wanjiru", "don't pay Wanjiru", "pay Wanjiru?", "lipa"])
def test_what_is_no_order_to_pay(text: str) -> None:
    decision = decided(OTIENO, text, balances=POT)
    assert "asked_payout" not in templates_to(decision, OTIENO)


def test_a_pot_of_which_a_reversal_is_claimed_is_not_asked_about() -> None:
    claimed = proposal("reversal", {})
    decision = decided(OTIENO, "pay Wanjiru", balances=POT, proposals=(claimed,))
    assert templates_to(decision, OTIENO) == ["pot_contested"]


def test_of_a_pot_that_holds_nothing_yet_the_reason_is_what_is_not_paid() -> None:
    """Also where a short pot would be paid as it is: nobody's confirmation is lacking."""
    by_rules = rules(more='[payout]\nshort_pot = "pay"\n').rules
    late = group(rules=by_rules, round=replace(ROUND, due_on=date(2026, 11, 21)))
    nothing = {**POT, **{entries.dues(one.code, ROUND.key): 100_000 for one in PEOPLE}}
    decision = decided(OTIENO, "pay Wanjiru", balances=nothing, group=late)
    assert templates_to(decision, OTIENO) == ["pot_waits"]
