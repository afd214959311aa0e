"""Words about a pot that was sent: its M-Pesa text is the proof; who collects keeps their own."""

from __future__ import annotations

import pytest

from chama import entries
from chama.group import Person
from chama.journal import Account
from tests.builders import (
    OTIENO,
    PHONE,
    ROUND,
    WANJIRU,
    asks,
    decided,
    proposed,
    templates_to,
    voters,
)

MINE = {
    entries.payable("rotation", WANJIRU.code, ROUND.key): -400_000,
    entries.collector("rotation", PHONE.code): 400_000,
}


@pytest.mark.parametrize("text", ["I have sent the pot to Otieno", "pot sent", "nimetuma pot"])
def test_the_text_of_the_provider_is_asked_for(text: str) -> None:
    assert templates_to(decided(WANJIRU, text, balances={}), WANJIRU) == ["show_payout"]


@pytest.mark.parametrize(
    "text",
    ["taken", "nimechukua pot yangu", "TAKEN", "nimejilipa 2000", "nimechukua asante"],
)
def test_who_collects_keeps_their_own_when_an_officer_confirms(text: str) -> None:
    decision = decided(WANJIRU, text, balances=MINE, my_collectors=(PHONE,))
    assert templates_to(decision, WANJIRU) == ["asked_handed"]
    assert (OTIENO.phone, "agree") in asks(decision) or ("agree", OTIENO.phone) in asks(decision)


def test_nobody_else_keeps_it() -> None:
    assert templates_to(decided(OTIENO, "taken", balances=MINE), OTIENO) == ["no_pot"]


def holding(person: Person, phone_cents: int, notes_cents: int) -> dict[Account, int]:
    """KES 4,000 is set aside for an officer, who holds so much of the group's."""
    return {
        entries.payable("rotation", person.code, ROUND.key): -400_000,
        entries.collector("rotation", PHONE.code): phone_cents,
        entries.cash("rotation", person.code): notes_cents,
    }


@pytest.mark.parametrize(
    ("person", "text", "phone_cents", "notes_cents", "parts"),
    [
        pytest.param(WANJIRU, "taken", 400_000, 400_000, [("collector:C1", 400_000)], id="phone"),
        pytest.param(WANJIRU, "taken", 0, 400_000, [("cash:M01", 400_000)], id="notes"),
        pytest.param(WANJIRU, "taken", 100_000, 400_000, [("cash:M01", 400_000)], id="all-of-one"),
        pytest.param(
            WANJIRU, "taken", 100_000, 300_000,
            [("collector:C1", 100_000), ("cash:M01", 300_000)], id="of-both",
        ),
        pytest.param(
            WANJIRU, "nimechukua elfu moja cash", 400_000, 100_000, [("cash:M01", 100_000)],
            id="said-to-be-cash",
        ),
        pytest.param(OTIENO, "taken", 400_000, 400_000, [("cash:M02", 400_000)], id="no-phone"),
        pytest.param(
            OTIENO, "nimechukua elfu moja cash", 0, 100_000, [("cash:M02", 100_000)], id="a-part"
        ),
    ],
)  # fmt: skip
def test_what_is_kept_comes_out_of_what_its_receiver_holds(
    person: Person, text: str, phone_cents: int, notes_cents: int, parts: list[tuple[str, int]]
) -> None:
    collectors = (PHONE,) if person == WANJIRU else ()
    balances = holding(person, phone_cents, notes_cents)
    decision = decided(person, text, balances=balances, my_collectors=collectors)
    facts = proposed(decision).facts
    beside = facts.get("beside", {"place": "", "cents": 0})
    said = [(facts["place"], facts["amount_cents"] - beside["cents"]), tuple(beside.values())]
    assert [part for part in said if part[1]] == parts
    assert person not in voters(decision)


@pytest.mark.parametrize(
    ("person", "text", "phone_cents", "notes_cents", "told"),
    [
        (WANJIRU, "taken", 100_000, 200_000, "not_in_account"),
        (WANJIRU, "nimechukua elfu mbili cash", 400_000, 100_000, "holds_less"),
        (OTIENO, "taken", 400_000, 100_000, "holds_less"),
        (OTIENO, "nimechukua elfu mbili cash", 400_000, 0, "holds_less"),
        (OTIENO, "taken", 400_000, 0, "show_payout"),
    ],
)
def test_no_more_is_kept_than_is_held(
    person: Person, text: str, phone_cents: int, notes_cents: int, told: str
) -> None:
    collectors = (PHONE,) if person == WANJIRU else ()
    balances = holding(person, phone_cents, notes_cents)
    decision = decided(person, text, balances=balances, my_collectors=collectors)
    assert templates_to(decision, person) == [told]


@pytest.mark.parametrize("text", ["TAKEN", "I took 1600 of the cash", "nimechukua yangu"])
def test_what_nobody_agreed_to_is_not_taken(text: str) -> None:
    decision = decided(WANJIRU, text, my_collectors=(PHONE,))
    assert templates_to(decision, WANJIRU) == ["pot_not_agreed"]


def test_nobody_keeps_more_than_was_agreed() -> None:
    decision = decided(WANJIRU, "nimechukua 5000", balances=MINE, my_collectors=(PHONE,))
    assert templates_to(decision, WANJIRU) == ["more_than_agreed"]
