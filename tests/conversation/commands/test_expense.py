"""An officer asks for an expense, or tells of one: the rules say how much, and others agree."""

from __future__ import annotations

from typing import Any

import pytest

from chama import entries
from chama.entries import GENERAL, ROTATION
from chama.group import Person
from chama.journal import Account
from chama.kinds import AccountKind
from tests.builders import (
    ACHIENG,
    BARAKA,
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
    rules,
    templates_to,
)

THREE = group(people=(*PEOPLE, SARAH))
HOLDS_800: dict[str, Any] = {"balances": {entries.cash(ROTATION, WANJIRU.code): 80_000}}
LIMITED = group(people=(*PEOPLE, SARAH), rules=rules(more="[expenses]\nlimit = 1000\n").rules)


@pytest.mark.parametrize(
    ("sender", "text", "cents", "words", "interested", "needed"),
    [
        (WANJIRU, "expense 500 chairs", 50_000, "chairs", (), 1),
        (WANJIRU, "Expense: 500 for chairs", 50_000, "chairs", (), 1),
        (OTIENO, "we need 1,500 for the tent", 150_000, "tent", (), 1),
        (OTIENO, "tunahitaji 500 kwa viti na maji", 50_000, "viti na maji", (), 1),
        (WANJIRU, "tumetumia 500 kwa viti", 50_000, "viti", (), 1),
        (OTIENO, "nilinunua soda ya 300 ya mkutano", 30_000, "soda ya mkutano", ("M02",), 2),
        (OTIENO, "I bought soda for the meeting 300", 30_000, "soda for the meeting", ("M02",), 2),
        (WANJIRU, "I bought chairs for 300", 30_000, "chairs", (), 1),  # with the group's phone
        (WANJIRU, "expense 500 to Otieno for chairs", 50_000, "Otieno for chairs", ("M02",), 1),
    ],
)
def test_an_officer_asks_and_who_gets_it_never_agrees(
    sender: Person, text: str, cents: int, words: str, interested: tuple[str, ...], needed: int
) -> None:
    decision = decided(sender, text, group=THREE)
    put = proposed(decision)
    assert (put.kind, put.facts["amount_cents"], put.facts["words"]) == ("expense", cents, words)
    assert (put.interested, put.needed) == (interested, needed)
    assert sender.code not in put.voters
    assert postings_of(decision) == []


@pytest.mark.parametrize("sender", [ACHIENG, BARAKA])
def test_a_plain_member_is_told_whom_to_ask(sender: Person) -> None:
    assert templates_to(decided(sender, "expense 500 chairs"), sender) == ["officers_only"]


def test_more_than_the_limit_is_refused_with_its_clause() -> None:
    decision = decided(WANJIRU, "expense 1,001 chairs", group=LIMITED)
    facts = {"amount_cents": 100_100, "limit_cents": 100_000, "clause": "8.1"}
    assert decision == (reply(WANJIRU, "expense_over_limit", **facts),)
    assert proposed(decided(WANJIRU, "expense 1,000 chairs", group=LIMITED))


def test_what_for_is_asked_where_nobody_said() -> None:
    assert asks(decided(WANJIRU, "expense 500")) == [("purpose", WANJIRU.phone)]


@pytest.mark.parametrize("text", ["nimetumia 300 ya chama kununua soda",
                                  "I spent 300 of the group's money on soda"])  # fmt: skip
def test_out_of_the_cash_in_ones_hand_only_others_agree(text: str) -> None:
    put = proposed(decided(WANJIRU, text, group=THREE, **HOLDS_800))
    assert (put.facts["holder"], put.facts["words"], put.needed) == ("M01", "soda", 2)
    assert put.interested == ("M01",)


def test_never_more_than_is_held() -> None:
    text = "I spent 801 of the group's money on soda"
    facts = {"name": "", "amount_cents": 80_100, "held_cents": 80_000}
    assert decided(WANJIRU, text, group=THREE, **HOLDS_800) == (
        reply(WANJIRU, "holds_less", **facts),
    )


def test_who_holds_cash_and_does_not_say_whose_money_it_was_is_asked() -> None:
    decision = decided(WANJIRU, "I bought soda for 300", group=THREE, **HOLDS_800)
    assert asks(decision) == [("paid_from", WANJIRU.phone)]


@pytest.mark.parametrize(
    ("own_cents", "short_cents"), [(0, 50_000), (20_000, 30_000), (50_000, 0), (-10_000, 50_000)]
)
def test_those_asked_read_what_would_be_the_members_own(own_cents: int, short_cents: int) -> None:
    money = {Account(GENERAL, AccountKind.COLLECTOR, "C1"): own_cents}
    put = proposed(decided(WANJIRU, "expense 500 chairs", group=THREE, balances=money))
    assert put.facts["short_cents"] == short_cents
    assert put.facts["own_cents"] == max(0, own_cents)
