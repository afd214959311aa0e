"""The group's cash goes from officer to officer: nobody's contribution; the taker says yes."""

from __future__ import annotations

from typing import Any

import pytest

from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    decided,
    group,
    postings_of,
    proposed,
    reply,
    templates_to,
    voters,
)

THREE = group(people=(*PEOPLE, SARAH))
HOLDS: dict[str, Any] = {"balances": {entries.cash(ROTATION, OTIENO.code): 200_000}}


@pytest.mark.parametrize(
    ("sender", "text", "asked"),
    [
        (OTIENO, "I gave Wanjiru 2,000 of the chama's money", [WANJIRU]),
        (OTIENO, "nimempa Wanjiru 2000 za chama ashike", [WANJIRU]),
        (OTIENO, "nimempa Wanjiru pesa ya chama 2000", [WANJIRU]),
        (OTIENO, "I gave the treasurer 2000 of the group's cash", [WANJIRU]),
        (WANJIRU, "Otieno gave me 2000 of the group's money", [SARAH]),
        (WANJIRU, "Otieno amenipa 2000 za chama", [SARAH]),
    ],
)
def test_the_taker_is_asked_or_who_is_neither(
    sender: Person, text: str, asked: list[Person]
) -> None:
    decision = decided(sender, text, group=THREE, **HOLDS)
    put = proposed(decision)
    assert (put.kind, put.key) == ("transfer", "move:cash:M02:cash:M01:200000")
    assert put.interested == (OTIENO.code,)
    assert voters(decision) == asked
    assert postings_of(decision) == []


def test_never_more_than_is_held() -> None:
    decision = decided(OTIENO, "I gave Wanjiru 2,001 of the chama's money", group=THREE, **HOLDS)
    said = {"name": "", "amount_cents": 200_100, "held_cents": 200_000}
    assert decision == (reply(OTIENO, "holds_less", **said),)
    decision = decided(WANJIRU, "Otieno gave me 2001 of the group's money", group=THREE, **HOLDS)
    assert decision == (reply(WANJIRU, "holds_less", **{**said, "name": OTIENO.name}),)


def test_a_plain_member_neither_gives_nor_takes_it() -> None:
    assert templates_to(decided(ACHIENG, "nimempa Otieno 200 za chama", group=THREE), ACHIENG) == [
        "officers_only"
    ]
    text = "nimempa Achieng 200 za chama"
    assert templates_to(decided(OTIENO, text, group=THREE, **HOLDS), OTIENO) == [
        "officers_hold_cash"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "did I give Wanjiru 2000 of the group's money?",
        "I will give Wanjiru 2000 of the group's money",
        "I have not given Wanjiru 2000 of the group's money",
    ],
)
def test_who_asks_promises_or_denies_moves_nothing(text: str) -> None:
    assert not [one for one in decided(OTIENO, text, group=THREE, **HOLDS) if "key" in dir(one)
                and str(one.key).startswith("move")]  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "text", "balances", "is_asked"),
    [
        pytest.param(OTIENO, "I gave Wanjiru 2000 cash", HOLDS["balances"], True, id="holds-it"),
        pytest.param(WANJIRU, "received 2000 cash from Otieno", HOLDS["balances"], True, id="her"),
        pytest.param(
            OTIENO, "I gave Wanjiru 2001 cash", HOLDS["balances"], False, id="not-so-much"
        ),
        pytest.param(OTIENO, "I gave Wanjiru 2000 cash", {}, False, id="holds-nothing"),
        pytest.param(ACHIENG, "I gave Wanjiru 2000 cash", HOLDS["balances"], False, id="a-member"),
    ],
)
def test_without_saying_whose_it_is_who_may_have_held_it_is_asked(
    sender: Person, text: str, balances: Any, is_asked: bool
) -> None:
    kinds = [kind for kind, _ in asks(decided(sender, text, group=THREE, balances=balances))]
    assert kinds == (["own_or_groups"] if is_asked else ["agree"])
