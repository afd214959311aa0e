"""Money that the group does not count in is asked about, on every path on which an amount acts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import (
    Ask,
    Intend,
    KeepReversal,
    MakeClaim,
    NoteSight,
    Post,
    Propose,
    Say,
    Settle,
)
from chama import entries
from chama.entries import ROTATION
from chama.group import Group, Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    TODAY,
    WANJIRU,
    answered,
    cash_facts,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    proposal,
    proposed,
    question,
    received_text,
    recorded,
    reply,
    reversal_text,
    sent_text,
    templates_to,
)

LONDON, KAMPALA = group(currency="GBP"), group(currency="UGX")
ACTING = (Ask, Intend, MakeClaim, Post, Propose, Settle)

ASKED = [
    (ACHIENG, "I gave Wanjiru 5000 bob cash", LONDON, "payment"),
    (ACHIENG, "nimempa Wanjiru shilingi elfu tano cash", LONDON, "payment"),
    (ACHIENG, "I gave Wanjiru $50 cash", group(), "payment"),
    (ACHIENG, "I gave Wanjiru Ksh 500 cash", KAMPALA, "payment"),
    (WANJIRU, "received 600 KES cash from Achieng", LONDON, "payment"),
    (WANJIRU, "I received 600 dollars cash from Achieng under the mango", LONDON, "payment"),
    (WANJIRU, "got 50 euros from Achieng and 50 euros from Baraka cash", LONDON, "payment"),
    (WANJIRU, "nimelipa dola hamsini", LONDON, "payment"),
    (WANJIRU, "I paid $50", LONDON, "payment"),
    (ACHIENG, "I sent 100 USD via WorldRemit", LONDON, "payment"),
    (ACHIENG, "$500 is for Baraka", LONDON, "payment"),
    (ACHIENG, "500 bob Baraka, 300 bob mine", LONDON, "payment"),
    (ACHIENG, "UKN1AB2C01 500 dollars ya Baraka", LONDON, "payment"),
    (WANJIRU, "undo 500 bob", LONDON, "entry"),
    (WANJIRU, "futa dola hamsini", LONDON, "entry"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "text", "of", "about"),
    [pytest.param(*case, id=f"{case[1]} in {case[2].currency}") for case in ASKED],
)
def test_it_is_asked_how_much_it_is_in_the_groups_money(
    sender: Person, text: str, of: Group, about: str
) -> None:
    by_word = {} if of.account_by_word is None else {"is_by_word": True}
    facts = {"currency": of.currency, "about": about, "is_uneven": False, **by_word}
    asked = reply(sender, "other_currency", **facts)
    assert decided(sender, text, group=of) == (asked,)


@pytest.mark.parametrize(
    ("sender", "text"),
    [(ACHIENG, "I gave Wanjiru 500.50 cash"), (WANJIRU, "undo 500.50"),
     (WANJIRU, "received UGX 0.75 cash from Achieng"), (ACHIENG, "nimempa Wanjiru 12.25 cash")],
)  # fmt: skip
def test_a_fraction_of_money_without_cents_is_asked_about(sender: Person, text: str) -> None:
    (asked,) = decided(sender, text, group=KAMPALA)
    assert isinstance(asked, Say)
    assert (asked.template, asked.facts["is_uneven"]) == ("other_currency", True)


@pytest.mark.parametrize("text", ["I want to pay $50", "nitalipa dola hamsini Ijumaa"])
def test_what_is_to_come_is_told_how_to_pay(text: str) -> None:
    decision = decided(ACHIENG, text, group=LONDON)
    assert "other_currency" not in templates_to(decision, ACHIENG)
    acting = [one for one in decision if isinstance(one, ACTING)]
    assert [one for one in acting if getattr(one, "kind", "") != "said"] == []


CASH = cash_facts(ACHIENG, WANJIRU, 2_000)


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("yes 20 dollars", False), ("ndio, shilingi ishirini", False), ("yes $20", False),
        ("yes £20", True), ("yes 20 quid", True), ("ndio GBP 20", True), ("yes 20", True),
    ],
)  # fmt: skip
def test_an_answer_agrees_to_the_groups_money_alone(text: str, agrees: bool) -> None:
    waits = proposal("cash", CASH, ACHIENG, WANJIRU, interested=frozenset({"M03"}))
    decision = answered(waits, WANJIRU, text, group=LONDON)
    assert bool([one for one in decision if isinstance(one, Post)]) is agrees
    assert ("other_currency" in templates_to(decision, WANJIRU)) is not agrees


def test_an_offer_keeps_the_cents_of_its_amount() -> None:
    (asked, *_) = decided(ACHIENG, "I gave Wanjiru £12.50 cash under the mango", group=LONDON)
    assert isinstance(asked, Ask)
    assert asked.details["slots"]["amount_cents"] == 1_250
    waits = question("did_you_mean", ACHIENG, dict(asked.details))
    agreed = decided(ACHIENG, "yes", group=LONDON, questions=(waits,))
    assert proposed(agreed).facts["amount_cents"] == 1_250


CODE = "UKN1AB2C01"
WHOSE = question(
    "whose_payment",
    WANJIRU,
    {
        "payment": {
            "code": CODE, "network": "mpesa", "amount_cents": 100_000, "currency": "KES",
            "on": "2026-11-23", "collector": "C1", "payer_name": "ROSE AKOTH",
        },
        "options": [],
        "hint_334": False,
    },
)  # fmt: skip
WAITS = recorded(
    entries.money_unallocated(
        mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
    )
)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("600 Achieng, 400 Baraka", "recorded"),
        ("600 bob Achieng, 400 bob Baraka", "recorded"),
        ("$600 Achieng, $400 Baraka", "other_currency"),
        ("Achieng 600 dollars, Baraka 400", "other_currency"),
        ("Achieng 1000 euros", "other_currency"),
    ],
)
def test_shares_in_other_money_are_nobodys(text: str, template: str) -> None:
    decision = decided(WANJIRU, text, questions=(WHOSE,), receipts={mpesa(CODE): WAITS})
    assert templates_to(decision, WANJIRU)[0] == template
    assert bool(postings_of(decision)) is (template == "recorded")


@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU])
def test_words_in_other_money_beside_a_text_direct_nothing(sender: Person) -> None:
    text = sent_text() if sender == ACHIENG else received_text()
    decision = decided(sender, f"{text}\n400 dollars ya Baraka")
    assert "other_currency" in templates_to(decision, sender)
    assert not [one for one in decision if isinstance(one, MakeClaim) and one.shares]


def test_an_officer_reads_a_text_in_its_own_currency() -> None:
    decision = decided(WANJIRU, received_text(), group=LONDON)
    (doubt,) = [one for one in decision if isinstance(one, Say) and one.template == "doubt"]
    assert (doubt.facts["amount_cents"], doubt.facts["currency"]) == (100_000, "KES")
    assert doubt.address == OTIENO.phone


@pytest.mark.parametrize("receipts", [{}, {mpesa(CODE): recorded(contribution())}])
def test_a_reversal_in_other_money_takes_nothing_back(receipts: dict[Any, Any]) -> None:
    decision = decided(WANJIRU, reversal_text(), group=LONDON, receipts=receipts)
    assert not [one for one in decision if isinstance(one, (*ACTING, KeepReversal))]
    assert "reversal_doubt" in templates_to(decision, OTIENO)


def test_a_balance_in_other_money_is_not_followed() -> None:
    decision = decided(WANJIRU, received_text(), group=LONDON)
    assert not [one for one in decision if isinstance(one, NoteSight)]
