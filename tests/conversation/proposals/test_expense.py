"""An expense that others agreed to is set aside, or leaves the hand that paid it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Close
from bot.conversation.proposals import expense, money_out
from bot.conversation.situation import AgreedExpense
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    answered,
    asks,
    caused_by,
    decided,
    group,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    proposed,
    question,
    recorded,
    rules,
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
    "place": "",
    "account": "",
    "holder_name": "",
    "gains": [],
    "set_aside": "",
    "own_cents": 0,
    "short_cents": 50_000,
}
IN_HAND = {
    **FACTS,
    "holder": "M01",
    "holder_name": WANJIRU.name,
    "gains": ["M01"],
    "place": "cash:M01",
}
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


AGREED_OF = {**ASIDE, entries.set_aside("4"): -50_000}
TENTS = AgreedExpense("4", {**FACTS, "words": "tents"}, ("M01", "M02"))
WHAT_FOR: dict[str, Any] = {
    "key": "money_out:mpesa:UKN5OU7T01",
    "code": "UKN5OU7T01",
    "network": "mpesa",
    "amount_cents": 50_000,
    "fee_cents": 0,
    "on": "2026-11-23",
    "collector": "C1",
    "sender_name": WANJIRU.name,
    "recipient_name": "DUKA",
    "payee": "",
    "namesakes": [],
    "purpose": "",
    "member": "",
    "member_name": "",
}
OFFERED = {
    "pots": [],
    "agreed": [{"words": "chairs", "set_aside": "3"}, {"words": "tents", "set_aside": "4"}],
}
IN_THE_BOOK = entries.agreed_expense_paid(
    "3",
    50_000,
    out_of=entries.collector(ROTATION, "C1"),
    receipt=mpesa("UKN5OU7T01"),
    on=TODAY,
    actor="M01+M02",
    memo="to DUKA: chairs",
)


@pytest.mark.parametrize("text", ["1", "2", "3", "chairs"])
def test_one_code_pays_for_one_thing_however_often_it_is_asked_about(text: str) -> None:
    known = {
        "balances": AGREED_OF,
        "agreed_expenses": (agreed(), TENTS),
        "receipts": {mpesa("UKN5OU7T01"): recorded(IN_THE_BOOK)},
        "group": group(
            people=(*PEOPLE, SARAH), rules=rules(more="[expenses]\nneeds_purpose = false\n").rules
        ),
    }
    asked = question("what_for", WANJIRU, {**WHAT_FOR, **OFFERED})
    decision = decided(WANJIRU, text, questions=(asked,), **known)
    assert postings_of(decision) == []
    assert asks(decision) == []
    assert templates_to(decision, WANJIRU) == ["changed_since"]


def test_what_is_booked_need_not_be_asked_about_any_more() -> None:
    first, second, words = (
        question("what_for", WANJIRU, {**WHAT_FOR, **OFFERED}),
        question("what_for", WANJIRU, {**WHAT_FOR, **OFFERED}, id=8, is_presented=False),
        question("purpose", WANJIRU, {"sent": WHAT_FOR}, id=9, is_presented=False),
    )
    decision = decided(
        WANJIRU, "1", group=THREE, balances=AGREED_OF, agreed_expenses=(agreed(), TENTS),
        questions=(first, second, words),
    )  # fmt: skip
    assert len(postings_of(decision)) == 1
    closed = {one.question_id: one.answer for one in decision if isinstance(one, Close)}
    assert closed == {7: "3:agreed", 8: "withdrawn", 9: "withdrawn"}


@pytest.mark.parametrize("way", ["by-itself", "by-number"])
def test_a_charge_beyond_any_tariff_settles_nothing_by_itself(way: str) -> None:
    if way == "by-itself":
        decision = paid(SHOP.replace("cost, Ksh13.00", "cost, Ksh540.00"))
    else:
        asked = question("what_for", WANJIRU, {**WHAT_FOR, **OFFERED, "fee_cents": 54_000})
        decision = decided(
            WANJIRU, "1", group=THREE, balances=AGREED_OF, agreed_expenses=(agreed(), TENTS),
            questions=(asked,),
        )  # fmt: skip
    assert postings_of(decision) == []
    put = proposed(decision)
    assert (put.kind, put.facts["set_aside"], put.facts["fee_cents"]) == ("money_out", "3", 54_000)


@pytest.mark.parametrize(("limit", "said"), [(400, 40_000), (500, 0)])
def test_those_asked_about_money_that_left_read_the_limit_too(limit: int, said: int) -> None:
    own = rules(more=f"[expenses]\nlimit = {limit}\n").rules
    asked = question("spent_on", WANJIRU, {"sent": WHAT_FOR, "words": "chairs", "asked": WHAT_FOR})
    decision = decided(
        WANJIRU, "yes", group=group(people=(*PEOPLE, SARAH), rules=own), questions=(asked,)
    )
    template, shown = money_out.show(proposed(decision).facts)
    assert (template, shown["limit_cents"]) == ("ask_money_out", said)
    assert bool(shown["clause"]) == bool(said)
