"""An expense that others agreed to is set aside, or leaves the hand that paid it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.proposals import expense
from bot.conversation.situation import AgreedExpense
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    asks,
    caused_by,
    decided,
    group,
    message,
    posted,
    postings_of,
    proposal,
    proposed,
    sent_text,
    situation,
    templates_to,
)

AGREE_CODE = "4821"
FACTS: dict[str, Any] = {
    "amount_cents": 50_000,
    "words": "chairs",
    "asker_name": WANJIRU.name,
    "payee": "",
    "payee_name": "",
    "holder": "",
    "holder_name": "",
    "gains": [],
    "set_aside": "",
    "own_cents": 0,
    "short_cents": 50_000,
}
IN_HAND = {**FACTS, "holder": "M01", "holder_name": WANJIRU.name, "gains": ["M01"]}
ASIDE = {entries.set_aside("3"): -50_000}
THREE = group(people=(*PEOPLE, SARAH))


def agreed(stand: tuple[str, ...] = ("M01", "M02"), **facts: object) -> AgreedExpense:
    return AgreedExpense("3", {**FACTS, **facts}, stand)


def paid(text: str, *known: AgreedExpense, balances: Any = ASIDE) -> Any:
    return decided(
        WANJIRU, text, group=THREE, balances=balances, agreed_expenses=known or (agreed(),)
    )


def test_who_gets_it_or_held_it_is_interested() -> None:
    draft = Draft(situation(), caused_by(message()))
    assert expense.interested(draft, FACTS) == set()
    assert expense.interested(draft, IN_HAND) == {"M01"}


def test_agreed_it_is_set_aside_on_the_word_of_both() -> None:
    one = proposal("expense", FACTS, WANJIRU, OTIENO)
    decision = answered(one, OTIENO, AGREE_CODE)
    assert postings_of(decision) == [
        {"expenses": 50_000, f"payable:{one.number}": -50_000},
    ]
    (entry,) = posted(decision)
    assert (entry.actor, entry.memo) == ("M01+M02", "for chairs")
    assert templates_to(decision, OTIENO) == ["expense_agreed"]


def test_cash_leaves_the_hand_that_paid_it_unless_it_holds_less_by_then() -> None:
    one = proposal("expense", IN_HAND, WANJIRU, OTIENO, interested=frozenset({"M01"}))
    held = {entries.cash(ROTATION, "M01"): 50_000}
    (moved,) = postings_of(answered(one, OTIENO, AGREE_CODE, balances=held))
    assert moved == {"expenses": 50_000, "cash:M01": -50_000}
    less = {entries.cash(ROTATION, "M01"): 49_900}
    assert postings_of(answered(one, OTIENO, AGREE_CODE, balances=less)) == []


SHOP = sent_text("UKN5OU7T01", amount="500", payee="DUKA LA MAMA 0798765432")


def test_a_text_of_that_amount_settles_it_on_the_word_of_those_who_agreed() -> None:
    (moved,) = postings_of(decision := paid(SHOP))
    assert moved["payable:3"] == 50_000
    assert "expenses" not in moved
    (entry,) = posted(decision)
    assert (entry.actor, entry.memo) == ("M01+M02", "to DUKA LA MAMA: chairs")
    assert entries.payee_of(entry) == "DUKA LA MAMA"
    for person in (WANJIRU, OTIENO, SARAH):
        assert templates_to(decision, person) == ["expense_paid"]


@pytest.mark.parametrize(
    ("known", "balances"),
    [
        pytest.param(agreed(amount_cents=50_100), ASIDE, id="another-amount"),
        pytest.param(agreed(payee=ACHIENG.code), ASIDE, id="for-a-member"),
        pytest.param(agreed(), {}, id="paid-already"),
    ],
)
def test_what_does_not_fit_is_asked_about(known: AgreedExpense, balances: Any) -> None:
    decision = paid(SHOP, known, balances=balances)
    assert asks(decision) == [("what_for", WANJIRU.phone)]


def test_two_that_fit_are_offered_by_number_unless_the_payee_is_named_in_one() -> None:
    chairs = agreed()
    tents = AgreedExpense("4", {**FACTS, "words": "tents from DUKA"}, ("M01", "M02"))
    both = {**ASIDE, entries.set_aside("4"): -50_000}
    assert posted(paid(SHOP, chairs, tents, balances=both))[0].memo.endswith("tents from DUKA")
    other = AgreedExpense("4", {**FACTS, "words": "tents"}, ("M01", "M02"))
    assert asks(paid(SHOP, chairs, other, balances=both)) == [("what_for", WANJIRU.phone)]


def test_where_one_of_those_who_agreed_got_it_others_are_asked_again() -> None:
    text = sent_text("UKN5OU7T01", amount="500", payee="OTIENO OUMA 0712000002")
    put = proposed(paid(text))
    assert (put.kind, put.facts["set_aside"], put.facts["words"]) == ("money_out", "3", "chairs")
    assert OTIENO.code not in put.voters
