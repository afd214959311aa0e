"""Who says that they gave themselves cash is asked what they mean; it is never a contribution."""

from __future__ import annotations

import pytest

from chama import entries
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    PHONE,
    ROUND,
    WANJIRU,
    asks,
    decided,
    proposed,
    question,
    templates_to,
    voters,
)

DETAILS = {"amount_cents": 100_000}


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (WANJIRU, "gave Wanjiru 1000 cash"),
        (WANJIRU, "nimempa Wanjiru 1000 cash"),
        (WANJIRU, "gave myself 1000 cash"),
        (WANJIRU, "gave the treasurer 1000 cash"),
        (OTIENO, "gave Otieno 1000 cash"),
        (OTIENO, "nimempa Otieno elfu moja cash"),
        (OTIENO, "I gave myself 1000 cash"),
        (ACHIENG, "gave Achieng 1000 cash"),
        (ACHIENG, "gave myself 1000 cash"),
    ],
)
def test_it_is_asked_what_was_meant(person: Person, text: str) -> None:
    collectors = (PHONE,) if person == WANJIRU else ()
    decision = decided(person, text, my_collectors=collectors)
    assert asks(decision) == [("to_oneself", person.phone)]


@pytest.mark.parametrize(
    ("person", "kind", "asked"),
    [(WANJIRU, "own_share", [OTIENO]), (OTIENO, "cash", [WANJIRU]), (ACHIENG, "cash", [WANJIRU])],
)
def test_their_own_contribution_is_confirmed_by_another(
    person: Person, kind: str, asked: list[Person]
) -> None:
    collectors = (PHONE,) if person == WANJIRU else ()
    open_ = question("to_oneself", person, DETAILS)
    decision = decided(person, "1", questions=(open_,), my_collectors=collectors)
    assert (proposed(decision).kind, voters(decision)) == (kind, asked)


def test_what_was_set_aside_comes_out_of_the_notes_in_their_hand() -> None:
    balances = {
        entries.payable("rotation", OTIENO.code, ROUND.key): -100_000,
        entries.cash("rotation", OTIENO.code): 100_000,
    }
    open_ = question("to_oneself", OTIENO, DETAILS)
    decision = decided(OTIENO, "2", questions=(open_,), balances=balances)
    put = proposed(decision)
    assert (put.kind, put.facts["place"], voters(decision)) == ("handed", "cash:M02", [WANJIRU])


def test_where_nothing_is_set_aside_they_read_so() -> None:
    open_ = question("to_oneself", OTIENO, DETAILS)
    assert templates_to(decided(OTIENO, "2", questions=(open_,)), OTIENO) == ["no_pot"]
