"""Money without an owner goes to who says it is theirs when somebody who gains nothing agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Close, RememberPayer, Settle
from bot.conversation.proposals import theirs
from chama import entries
from chama.agreement import State
from chama.entries import ROTATION
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    answered,
    caused_by,
    contribution,
    decided,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    put_to,
    question,
    recorded,
    situation,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
WAITS = f"unallocated:mpesa/{CODE}"
PAYMENT: dict[str, Any] = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "currency": "KES",
    "on": "2026-11-23",
    "collector": "C1",
    "payer_name": "ROSE AKOTH",
    "phone": None,
    "masked": "0733***911",
    "account": None,
}
HERS = [{"member": WANJIRU.code, "name": WANJIRU.name, "amount_cents": 100_000}]
SHARED = [
    {"member": WANJIRU.code, "name": WANJIRU.name, "amount_cents": 60_000},
    {"member": ACHIENG.code, "name": ACHIENG.name, "amount_cents": 40_000},
]
FACTS: dict[str, Any] = {
    "payment": PAYMENT,
    "amount_cents": 100_000,
    "said_by_name": WANJIRU.name,
    "shares": HERS,
}
SAID = proposal("theirs", FACTS, WANJIRU, OTIENO, interested=frozenset({"M01"}))
UNOWNED = recorded(
    entries.money_unallocated(
        mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
    )
)
BOOKED = {"receipts": {mpesa(CODE): UNOWNED}}


def test_it_shows_the_payment_as_printed_and_whose_it_is_said_to_be() -> None:
    facts = {
        "payer": "ROSE AKOTH",
        "amount_cents": 100_000,
        "currency": "KES",
        "code": CODE,
        "officer": WANJIRU.name,
        "shares": HERS,
        "claimed_by": "",
    }
    assert theirs.show(FACTS) == ("ask_theirs", facts)


def test_those_whose_it_would_be_are_interested() -> None:
    draft = Draft(situation(), caused_by(message()))
    assert theirs.interested(draft, {**FACTS, "shares": SHARED}) == {"M01", "M03"}


def test_a_yes_gives_it_and_remembers_the_payer() -> None:
    decision = answered(SAID, OTIENO, "yes", **BOOKED)
    assert postings_of(decision) == [{WAITS: 100_000, "dues:M01:1.1": -100_000}]
    (entry,) = posted(decision)
    assert entry.actor == "M01+M02"
    assert RememberPayer("masked:254733*911:AKOTH ROSE", WANJIRU.code) in decision
    assert templates_to(decision, WANJIRU) == ["receipt"]


def test_shared_money_goes_to_each_and_no_payer_is_remembered() -> None:
    shared = replace(SAID, facts={**FACTS, "shares": SHARED})
    decision = answered(shared, OTIENO, "yes", **BOOKED)
    assert postings_of(decision) == [
        {WAITS: 60_000, "dues:M01:1.1": -60_000},
        {WAITS: 40_000, "dues:M03:1.1": -40_000},
    ]
    assert not [one for one in decision if isinstance(one, RememberPayer)]


def test_who_is_asked_whose_it_is_need_not_answer_any_more() -> None:
    details = {"payment": PAYMENT, "options": [], "hint_334": False}
    open_one = question("whose_payment", WANJIRU, details, id=9)
    known = {"questions": (put_to(OTIENO, SAID), open_one), "proposals": (SAID,), **BOOKED}
    assert Close(9, "answered") in decided(OTIENO, "yes", **known)


def test_a_no_leaves_it_waiting_and_who_asked_learns_who_refused() -> None:
    decision = answered(SAID, OTIENO, "no", **BOOKED)
    assert postings_of(decision) == []
    said = told(WANJIRU, "change_declined", officer=OTIENO.name, amount_cents=100_000)
    assert said in decision


@pytest.mark.parametrize(
    ("booked", "shares"),
    [
        pytest.param(recorded(contribution(BARAKA, CODE)), HERS, id="has-an-owner-meanwhile"),
        pytest.param(UNOWNED, SHARED[:1], id="another-amount-was-shown"),
        pytest.param(UNOWNED, [{**HERS[0], "member": "M99"}], id="who-gets-it-has-left"),
    ],
)
def test_what_changed_since_is_given_to_nobody(booked: Recorded, shares: list[Any]) -> None:
    put = replace(SAID, facts={**FACTS, "shares": shares})
    decision = answered(put, OTIENO, "yes", receipts={mpesa(CODE): booked})
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, OTIENO) == ["changed_since"]
