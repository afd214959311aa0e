"""Cash: the taker's yes counts, or that of an officer who is neither; told twice it counts once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Close, Settle, Vote
from bot.conversation.proposals import cash
from chama.agreement import State
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    asks,
    cash_facts,
    caused_by,
    contribution,
    decided,
    group,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    proposed,
    put_to,
    recorded,
    reply,
    situation,
    templates_to,
    told,
    voters,
)

FACTS = cash_facts(ACHIENG, WANJIRU, 70_000)
KEY = "cash:M03:M01:70000"
BY_ACHIENG = proposal("cash", FACTS, ACHIENG, WANJIRU, key=KEY, interested=frozenset({"M03"}))
BY_WANJIRU = proposal("cash", FACTS, WANJIRU, OTIENO, key=KEY, interested=frozenset({"M03"}))
THREE = group(people=(*PEOPLE, SARAH))


def test_it_shows_who_gave_whom_how_much() -> None:
    facts = {
        "name": ACHIENG.name,
        "amount_cents": 70_000,
        "to": WANJIRU.name,
        "is_you": False,
        "code": "",
        "whose": ACHIENG.name,
        "is_own": True,
        "is_officers": False,
        "besides": [],
        "besides_code": "",
        "account": "",
        "on": "",
    }
    assert cash.show(FACTS) == ("ask_cash", facts)


@pytest.mark.parametrize(("asked", "is_you"), [(WANJIRU, True), (OTIENO, False)])
def test_who_is_said_to_have_taken_it_is_spoken_to(asked: Person, is_you: bool) -> None:
    _, shown = cash.show(cash.asked(FACTS, asked))
    assert shown["is_you"] == is_you


def test_the_giver_is_interested_as_it_counts_for_them() -> None:
    assert cash.interested(Draft(situation(), caused_by(message())), FACTS) == {ACHIENG.code}


@pytest.mark.parametrize(
    ("sender", "text", "asked"),
    [
        pytest.param(ACHIENG, "I gave Wanjiru 700 cash", [WANJIRU], id="the-taker-alone"),
        pytest.param(
            WANJIRU, "received 700 cash from Achieng", [OTIENO, SARAH], id="any-other-officer"
        ),
        pytest.param(WANJIRU, "received 700 cash from Otieno", [SARAH], id="not-who-gave"),
    ],
)
def test_whose_word_counts(sender: Person, text: str, asked: list[Person]) -> None:
    decision = decided(sender, text, group=THREE)
    assert voters(decision) == asked
    assert postings_of(decision) == []


FOR_BARAKA = cash_facts(ACHIENG, WANJIRU, 70_000, BARAKA)


def test_a_yes_counts_for_whom_it_was_given_and_the_giver_hears_of_it() -> None:
    told = proposal("cash", FOR_BARAKA, ACHIENG, WANJIRU, interested=frozenset({"M03", "M04"}))
    decision = answered(told, WANJIRU, "yes")
    assert postings_of(decision) == [{"cash:M01": 70_000, "dues:M04:1.1": -70_000}]
    assert templates_to(decision, BARAKA) == templates_to(decision, ACHIENG) == ["receipt"]


@pytest.mark.parametrize(
    ("told_by", "sender", "text", "is_confirmed"),
    [
        pytest.param(OTIENO, WANJIRU, "Achieng gave me 700 cash", True, id="taker-after-another"),
        pytest.param(OTIENO, ACHIENG, "I gave Wanjiru 700 cash", False, id="giver-after-another"),
        pytest.param(WANJIRU, ACHIENG, "I gave Wanjiru 700 cash", True, id="giver-after-taker"),
        pytest.param(ACHIENG, OTIENO, "Achieng gave Wanjiru 700 cash", False, id="a-third-person"),
    ],
)
def test_said_by_a_second_one_it_counts_where_the_taker_stands_for_it(
    told_by: Person, sender: Person, text: str, is_confirmed: bool
) -> None:
    voter = OTIENO if told_by == WANJIRU else WANJIRU
    one = proposal("cash", FACTS, told_by, voter, key=KEY, interested=frozenset({"M03"}))
    decision = decided(sender, text, proposals=(one,), questions=(put_to(voter, one),))
    assert bool(postings_of(decision)) == is_confirmed
    assert is_confirmed or templates_to(decision, sender)[0] == "asked_already"


@pytest.mark.parametrize(
    ("giver", "member", "is_own", "is_officers"),
    [
        pytest.param(ACHIENG, ACHIENG, True, False, id="a-members-own"),
        pytest.param(ACHIENG, BARAKA, False, False, id="for-another"),
        pytest.param(OTIENO, OTIENO, True, True, id="an-officers-own"),
        pytest.param(OTIENO, BARAKA, False, True, id="by-an-officer-for-another"),
    ],
)
def test_the_question_says_whose_contribution_a_yes_makes_it(
    giver: Person, member: Person, is_own: bool, is_officers: bool
) -> None:
    _, shown = cash.show(cash_facts(giver, WANJIRU, 70_000, member))
    assert (shown["whose"], shown["is_own"], shown["is_officers"]) == (
        member.name,
        is_own,
        is_officers,
    )


def test_the_takers_yes_posts_it_into_their_hand_on_the_word_of_both() -> None:
    decision = answered(BY_ACHIENG, WANJIRU, "yes")
    assert postings_of(decision) == [{"cash:M01": 70_000, "dues:M03:1.1": -70_000}]
    (entry,) = posted(decision)
    assert entry.actor == "M03+M01"
    assert decision[:2] == (Close(7, "yes"), Vote(5, "M01", agrees=True))
    assert Settle(5, State.DONE, entry="cash:1") in decision
    assert decision[-2] == told(
        ACHIENG,
        "receipt",
        amount_cents=70_000,
        paid_in="",
        worth_cents=70_000,
        left_cents=0,
        code="",
        rounds=[1],
        fines_cents=0,
        welfare_cents=0,
        spared_cents=0,
        repaid_cents=0,
        chain=ChainOf("cash:1"),
        remaining_cents=30_000,
        advance_cents=0,
        paid_for="",
        paid_by="",
    )


def test_who_recorded_it_learns_that_it_counts() -> None:
    decision = answered(BY_WANJIRU, OTIENO, "yes")
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, WANJIRU) == ["recorded"]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_no_posts_nothing_and_tells_who_said_so() -> None:
    assert answered(BY_ACHIENG, WANJIRU, "no") == (
        Close(7, "no"),
        Vote(5, "M01", agrees=False),
        Settle(5, State.REFUSED, by="M01"),
        reply(WANJIRU, "cancelled"),
        told(ACHIENG, "cash_declined", officer=WANJIRU.name, amount_cents=70_000),
        told(
            OTIENO,
            "cash_denied",
            giver=ACHIENG.name,
            taker=WANJIRU.name,
            amount_cents=70_000,
            account="",
            officer=WANJIRU.name,
        ),
    )


@pytest.mark.parametrize(
    ("told_by", "then", "text"),
    [
        pytest.param(BY_ACHIENG, WANJIRU, "received 700 cash from Achieng", id="giver-then-taker"),
        pytest.param(BY_WANJIRU, ACHIENG, "I gave Wanjiru 700 cash", id="taker-then-giver"),
    ],
)
def test_told_by_giver_and_taker_it_counts_once_and_nobody_need_answer(
    told_by: Any, then: Person, text: str
) -> None:
    put = put_to(OTIENO if told_by is BY_WANJIRU else WANJIRU, told_by)
    decision = decided(then, text, proposals=(told_by,), questions=(put,))
    assert postings_of(decision) == [{"cash:M01": 70_000, "dues:M03:1.1": -70_000}]
    assert Close(7, "agreed") in decision
    assert asks(decision) == []


def test_told_again_by_the_same_one_it_is_not_put_again() -> None:
    decision = decided(ACHIENG, "I gave Wanjiru 700 cash", proposals=(BY_ACHIENG,))
    assert decision == (reply(ACHIENG, "asked_already", what_cents=70_000),)


def test_another_amount_is_another_handover() -> None:
    decision = decided(ACHIENG, "I gave Wanjiru 600 cash", proposals=(BY_ACHIENG,))
    assert proposed(decision).key == "cash:M03:M01:60000"


@pytest.mark.parametrize("text", ["1", "Ndio"])
def test_a_member_who_has_left_is_credited_nothing(text: str) -> None:
    gone = replace(BY_ACHIENG, facts={**FACTS, "member": "M99"}, asked_by=BARAKA.code)
    decision = answered(gone, WANJIRU, text)
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert reply(WANJIRU, "cancelled") in decision


# --- what an officer's own phone got --------------------------------------------------------------

PAYMENT = {
    "code": "UKN1AB2C01",
    "network": "mpesa",
    "amount_cents": 70_000,
    "currency": "KES",
    "on": "2026-11-23",
    "collector": "",
    "payer_name": "BARAKA MWANGI",
}
ON_A_PHONE: dict[str, Any] = {
    **cash_facts(BARAKA, OTIENO, 70_000),
    "payment": PAYMENT,
}
SHOWN = proposal("cash", ON_A_PHONE, OTIENO, WANJIRU, interested=frozenset({"M04"}))


def test_the_code_of_it_is_shown() -> None:
    assert cash.show(ON_A_PHONE)[1]["code"] == "UKN1AB2C01"


def test_agreed_to_it_is_in_the_officers_hand_under_its_code() -> None:
    decision = answered(SHOWN, WANJIRU, "yes")
    (entry,) = posted(decision)
    assert postings_of(decision) == [{"cash:M02": 70_000, "dues:M04:1.1": -70_000}]
    assert (entry.network, entry.receipt, entry.actor) == ("mpesa", "UKN1AB2C01", "M02+M01")
    assert templates_to(decision, BARAKA) == ["receipt"]
    assert templates_to(decision, OTIENO) == ["recorded"]


def test_what_is_in_the_book_meanwhile_does_not_count_again() -> None:
    booked = {mpesa("UKN1AB2C01"): recorded(contribution(BARAKA))}
    decision = answered(SHOWN, WANJIRU, "yes", receipts=booked)
    assert postings_of(decision) == []
    assert Settle(SHOWN.id, State.EXPIRED) in decision
