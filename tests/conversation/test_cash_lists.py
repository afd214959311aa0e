"""A list of cash is put down only as a whole, and only by who may record cash."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Intend, Propose, Say
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    proposed,
    templates_to,
)


def _amounts(sender: object, text: str) -> list[tuple[str, int]]:
    found = [one for one in decided(sender, text) if isinstance(one, Propose)]  # type: ignore[arg-type]
    return [(one.facts["giver"], one.facts["amount_cents"]) for one in found]


def test_each_handover_of_a_list_is_told_of_by_itself() -> None:
    assert _amounts(WANJIRU, "received cash: Achieng 1000, Baraka 500, total 1500") == [
        (ACHIENG.code, 100_000),
        (BARAKA.code, 50_000),
    ]


@pytest.mark.parametrize(
    ("text", "why", "names"),
    [
        ("cash received: Achieng 1000, Njoroge 500", "name", "Njoroge"),
        ("nimepokea cash: Zawadi 1000, Achieng 500, Njoroge 200", "name", "Zawadi, Njoroge"),
        ("cash from Baraka, Achieng 500, Otieno 1000", "amount", "Baraka"),
        ("cash received Achieng 1000 kesho Baraka 500", "later", ""),
        ("cash received Achieng nil, Baraka bado", "later", ""),
    ],
)
def test_what_is_amiss_is_named_and_nothing_is_put_down(text: str, why: str, names: str) -> None:
    (said,) = decided(WANJIRU, text)
    assert isinstance(said, Say)
    assert said.template == "cash_list_amiss"
    assert (said.facts["why"], said.facts["names"]) == (why, names)


@pytest.mark.parametrize(
    "text",
    [
        "cash: Achieng 1000, Baraka 500",
        "received cash: Achieng 1000, Baraka 500. Total 2000",
        "Achieng 1000, Baraka 500",
        "Achieng 1000, Baraka 500, Otieno bado",
    ],
)
def test_a_list_that_may_be_otherwise_is_asked_about(text: str) -> None:
    decision = decided(WANJIRU, text)
    assert asks(decision) == [("cash_listed", WANJIRU.phone)]
    assert not any(isinstance(one, Propose | Intend) for one in decision)


def test_a_members_names_and_amounts_are_for_whom_their_next_payment_is() -> None:
    decision = decided(ACHIENG, "Baraka 1000, Otieno 500")
    assert any(isinstance(one, Intend) for one in decision)


def test_a_member_lists_no_cash() -> None:
    decision = decided(ACHIENG, "received cash: Otieno 1000, Baraka 500")
    assert templates_to(decision, ACHIENG) == ["officers_only"]


def test_who_gave_no_cash_is_said_and_that_m_pesa_has_its_message() -> None:
    decision = decided(WANJIRU, "received cash Achieng 1000, Otieno nil, Baraka 500 mpesa")
    assert proposed(decision).facts["giver"] == ACHIENG.code
    (said,) = (one for one in decision if isinstance(one, Say) and one.template == "cash_left_out")
    assert (said.facts["names"], said.facts["is_sent"]) == (
        f"{OTIENO.name.split()[0]}, Baraka",
        True,
    )
