"""Whose a payment is, by words: its claim, the next one, or one that is in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import Intend, ShareClaim, UseIntention
from bot.conversation.money_api import Api
from bot.conversation.situation import Intention
from chama.account_ref import account_of
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PHONE,
    WANJIRU,
    book,
    contribution,
    decided,
    group,
    mpesa,
    open_claim,
    postings_of,
    proposed,
    recorded,
    reply,
    taken_back,
    templates_to,
    voters,
)
from tests.conversation.by_api.test_asking import API, PAYBILL, known

CODE = "UKN1AB2C01"
IN_BOOK = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}}
TO_BARAKA = [("M04", 100_000)]
SHARED = [("M04", 60_000), ("M03", 40_000)]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        pytest.param(f"{CODE} is for Baraka", TO_BARAKA, id="all"),
        pytest.param(f"{CODE} 600 Baraka, 400 Achieng", SHARED, id="shared"),
        pytest.param(f"{CODE} 600 ya Baraka", SHARED, id="the-rest-stays"),
    ],
)
def test_an_officer_does_not_move_a_recorded_payment_alone(
    text: str, shares: list[tuple[str, int]]
) -> None:
    decision = decided(WANJIRU, text, **IN_BOOK)
    assert postings_of(decision) == []
    said = proposed(decision).facts["shares"]
    assert [(share["member"], share["amount_cents"]) for share in said] == shares
    assert templates_to(decision, WANJIRU) == ["asked_move"]
    assert templates_to(decision, OTIENO) == ["ask_reallocate"]


@pytest.mark.parametrize(
    ("sender", "text", "asked"),
    [
        pytest.param(ACHIENG, f"{CODE} was for Baraka", [WANJIRU, OTIENO], id="the-payer"),
        pytest.param(OTIENO, f"{CODE} is for Otieno", [WANJIRU], id="an-officer-who-gains"),
        pytest.param(OTIENO, f"{CODE} is for Wanjiru", [ACHIENG, BARAKA], id="no-officer-is-left"),
    ],
)
def test_those_are_asked_who_do_not_gain_by_it(
    sender: Person, text: str, asked: list[Person]
) -> None:
    decision = decided(sender, text, **IN_BOOK)
    assert postings_of(decision) == []
    assert proposed(decision).kind == "reallocate"
    assert voters(decision) == asked
    assert templates_to(decision, sender) == ["asked_move"]


@pytest.mark.parametrize(
    ("sender", "text", "known", "template"),
    [
        pytest.param(BARAKA, f"{CODE} is for Baraka", IN_BOOK, "receipt_known", id="anothers"),
        pytest.param(WANJIRU, f"{CODE} is for Achieng", IN_BOOK, "already_recorded", id="so-it-is"),
        pytest.param(
            WANJIRU, f"{CODE} 600 Baraka, 600 Achieng", IN_BOOK, "shares_differ", id="too-much"
        ),
        pytest.param(
            WANJIRU,
            f"{CODE} is for Baraka",
            {"receipts": {mpesa(CODE): taken_back(contribution())}},
            "receipt_reversed",
            id="taken-back",
        ),
        pytest.param(
            WANJIRU,
            f"{CODE} is for Baraka",
            {"receipts": {mpesa(CODE): recorded(contribution(), is_ours=False)}},
            "receipt_elsewhere",
            id="another-group",
        ),
        pytest.param(ACHIENG, "I paid for Zawadi", {}, "name_unclear", id="nobody"),
    ],
)
def test_what_cannot_be_moved_is_said(
    sender: Person, text: str, known: dict[str, Any], template: str
) -> None:
    decision = decided(sender, text, **known)
    assert postings_of(decision) == []
    assert templates_to(decision, sender) == [template]


# --- payments that are not in the book yet -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("that was for Baraka", (("M04", 100_000),)),
        ("hiyo ni ya Baraka", (("M04", 100_000),)),
        ("400 for Baraka and 600 for me", (("M04", 40_000), ("M03", 60_000))),
        (f"{CODE} 400 ya Baraka", (("M04", 40_000), ("M03", 60_000))),
    ],
)
def test_a_claim_that_waits_is_shared(text: str, shares: tuple[tuple[str, int], ...]) -> None:
    decision = decided(ACHIENG, text, open_claims=(open_claim(),))
    assert decision[0] == ShareClaim(mpesa(CODE), ACHIENG.code, shares)
    assert templates_to(decision, ACHIENG) == ["claim_shared"]


def test_anothers_claim_is_not_touched() -> None:
    decision = decided(ACHIENG, "I paid 500 for Baraka", open_claims=(open_claim(BARAKA),))
    assert decision[0] == Intend(ACHIENG.code, (("M04", 50_000),))
    assert templates_to(decision, ACHIENG) == ["intention_noted"]


def test_other_words_about_a_member_are_no_intention() -> None:
    decision = decided(ACHIENG, "a happy birthday song for Baraka")
    assert templates_to(decision, ACHIENG) == ["only_talk"]


@pytest.mark.parametrize(
    "text",
    [
        "nataka kulipia Otieno", "naweza kulipia Otieno?", "can I pay for Otieno?",
        "I want to pay for Otieno 500", "naomba kulipia Otieno", "nilipie Otieno",
    ],
)  # fmt: skip
def test_a_wish_or_question_is_told_how_and_sets_nothing(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert [type(effect).__name__ for effect in decision] == ["Say"]
    assert templates_to(decision, ACHIENG) == ["how_to_pay_for"]


TILL = replace(PAYBILL, kind=CollectorKind.TILL)
MINE, THEIRS = account_of(1, ACHIENG.seat), account_of(1, OTIENO.seat)
_AT_THEIRS = f"paybill 600000, account {THEIRS} (Umoja)"
BY_ITSELF = {"is_by_itself": True}


@pytest.mark.parametrize(
    ("collectors", "api", "pay_to", "is_by_account", "how"),
    [
        pytest.param((PAYBILL,), API, _AT_THEIRS, True, BY_ITSELF, id="api"),
        pytest.param((PHONE, PAYBILL), API, _AT_THEIRS, True, {}, id="beside"),
        pytest.param(
            (PAYBILL,), Api(), f"paybill 600000, account {MINE} (Umoja)", False, {}, id="no-api"
        ),
        pytest.param((TILL,), API, "till 600000 (Umoja)", False, BY_ITSELF, id="till"),
    ],
)
@pytest.mark.parametrize("text", ["pay for Otieno 100", "nataka kulipia Otieno"])
def test_where_the_provider_tells_the_account_it_is_the_other_ones(
    text: str,
    collectors: tuple[Collector, ...],
    api: Api,
    pay_to: str,
    is_by_account: bool,
    how: dict[str, bool],
) -> None:
    decision = decided(ACHIENG, text, **known(group=group(collectors=collectors), api=api))
    facts = {"name": OTIENO.name, "pay_to": pay_to, "is_by_account": is_by_account, **how}
    assert decision == (reply(ACHIENG, "how_to_pay_for", **facts),)


@pytest.mark.parametrize(
    "text", ["mama Baraka", "hii ni ya mama Baraka", "nimemlipia baba Baraka 500"]
)
def test_a_parent_is_not_the_child_for_certain(text: str) -> None:
    assert templates_to(decided(ACHIENG, text), ACHIENG) == ["name_unclear"]


# --- words that point back -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("hiyo 1000 ni ya Baraka (sio yangu)", TO_BARAKA),
        ("that was for Baraka", TO_BARAKA),
        ("ile ya jana ilikuwa ya Baraka", TO_BARAKA),
        ("pesa nilizotuma ni za Baraka", TO_BARAKA),
        ("my last payment was for Baraka", TO_BARAKA),
        ("600 of it was for Baraka", SHARED),
    ],
)
def test_the_one_payment_of_the_last_day_is_meant(text: str, shares: list[tuple[str, int]]) -> None:
    decision = decided(ACHIENG, text, recent=book(contribution(ACHIENG, CODE)))
    said = proposed(decision).facts["shares"]
    assert [(share["member"], share["amount_cents"]) for share in said] == shares
    assert postings_of(decision) == []
    assert voters(decision) == [WANJIRU, OTIENO]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("that was for Baraka", {}, id="none"),
        pytest.param(
            "that was for Baraka",
            {"recent": book(contribution(ACHIENG, CODE), contribution(ACHIENG, "UKN1AB2C02"))},
            id="two",
        ),
        pytest.param(
            "that was for Baraka",
            {"recent": book(contribution(ACHIENG, CODE)), "open_claims": (open_claim(),)},
            id="a-claim-too",
        ),
        pytest.param(
            "hiyo ni ya Baraka", {"recent": book(contribution(OTIENO, CODE))}, id="anothers"
        ),
        pytest.param(
            "hiyo ni ya Baraka",
            {"recent": book(contribution(ACHIENG, CODE), age=timedelta(days=2))},
            id="old",
        ),
        pytest.param(
            "hizo 2000 ni za Baraka", {"recent": book(contribution(ACHIENG, CODE))}, id="more"
        ),
    ],
)
def test_else_the_code_is_asked_for(text: str, known: dict[str, Any]) -> None:
    decision = decided(ACHIENG, text, **known)
    assert [type(effect).__name__ for effect in decision] == ["Say"]
    assert templates_to(decision, ACHIENG) == ["which_code"]


def test_the_amount_tells_which_payment_is_meant() -> None:
    recent = book(contribution(ACHIENG, CODE), contribution(ACHIENG, "UKN1AB2C02", cents=50_000))
    decision = decided(ACHIENG, "the 500 was for Baraka", recent=recent)
    assert proposed(decision).facts["code"] == "UKN1AB2C02"


# --- a word taken back ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ni yangu", "FOR ME", "YANGU", "mine", "sio ya Baraka", "not for Baraka",
        "si ya Baraka ni yangu", "hiyo ni yangu",
    ],
)  # fmt: skip
def test_who_said_it_takes_it_back(text: str) -> None:
    said = Intention(4, ACHIENG.code, (("M04", None),), NOW)
    decision = decided(ACHIENG, text, intentions=(said,))
    assert decision[0] == UseIntention(4)
    assert templates_to(decision, ACHIENG) == ["intention_dropped"]


@pytest.mark.parametrize("text", ["ni yangu", "mine", "sio ya Otieno"])
def test_with_nothing_to_take_back_it_says_nothing(text: str) -> None:
    said = Intention(4, BARAKA.code, (("M02", None),), NOW)
    assert templates_to(decided(ACHIENG, text, intentions=(said,)), ACHIENG) == ["unknown"]
