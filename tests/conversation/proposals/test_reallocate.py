"""A payment moves to another member when a second person agrees, and only if it is as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Settle
from bot.conversation.proposals import reallocate
from chama.agreement import State
from chama.group import Person
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    caused_by,
    contribution,
    group,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    recorded,
    situation,
    taken_back,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
BOOKED = recorded(contribution(ACHIENG, CODE))
TO_BARAKA = [
    {"collector:C1": -100_000, "dues:M03:1.1": 100_000},
    {"collector:C1": 100_000, "dues:M04:1.1": -100_000},
]
SHARES = [{"member": BARAKA.code, "name": BARAKA.name, "amount_cents": 100_000}]
FACTS: dict[str, Any] = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "owners": [ACHIENG.code],
    "said_by_name": ACHIENG.name,
    "from_names": ACHIENG.name,
    "shares": SHARES,
}
SAID = proposal("reallocate", FACTS, ACHIENG, WANJIRU, OTIENO, interested=frozenset({"M04"}))


def agreed(by: Any = WANJIRU, text: str = "yes", booked: Recorded = BOOKED, **known: Any) -> Any:
    return answered(SAID, by, text, receipts={mpesa(CODE): booked}, **known)


def test_it_shows_whose_it_is_and_whose_it_is_said_to_be() -> None:
    template, facts = reallocate.show(FACTS)
    assert template == "ask_reallocate"
    assert (facts["from_names"], facts["shares"]) == (ACHIENG.name, SHARES)


def test_those_who_get_it_are_interested() -> None:
    assert reallocate.interested(Draft(situation(), caused_by(message())), FACTS) == {"M04"}


def test_a_yes_moves_it_and_every_officer_hears_of_it() -> None:
    decision = agreed(group=group(people=(*PEOPLE, SARAH)))
    assert postings_of(decision) == TO_BARAKA
    assert [entry.receipt for entry in posted(decision)] == ["", ""]
    assert templates_to(decision, WANJIRU) == ["recorded"]
    assert templates_to(decision, BARAKA) == ["receipt"]
    assert templates_to(decision, ACHIENG) == ["moved_away"]
    shares = [{"name": BARAKA.name, "amount_cents": 100_000}]
    for officer in (OTIENO, SARAH):
        notice = told(
            officer,
            "moved_notice",
            code=CODE,
            amount_cents=100_000,
            from_names=ACHIENG.name,
            shares=shares,
            officers=f"{ACHIENG.name}, {WANJIRU.name}",
        )
        assert notice in decision


def test_officers_hear_of_what_moves_and_not_of_what_stays() -> None:
    shares = [
        {"member": ACHIENG.code, "name": ACHIENG.name, "amount_cents": 60_000},
        {"member": BARAKA.code, "name": BARAKA.name, "amount_cents": 40_000},
    ]
    put = replace(SAID, facts={**FACTS, "shares": shares})
    decision = answered(put, WANJIRU, "yes", receipts={mpesa(CODE): BOOKED})
    notice = told(
        OTIENO,
        "moved_notice",
        code=CODE,
        amount_cents=40_000,
        from_names=ACHIENG.name,
        shares=[{"name": BARAKA.name, "amount_cents": 40_000}],
        officers=f"{ACHIENG.name}, {WANJIRU.name}",
    )
    assert notice in decision


@pytest.mark.parametrize(
    ("by", "is_agreed"), [(ACHIENG, True), (OTIENO, False)], ids=["her-own-wish", "anothers"]
)
def test_whose_it_was_is_told_of_another_only_where_another_asked(
    by: Person, is_agreed: bool
) -> None:
    put = replace(SAID, asked_by=by.code)
    decision = answered(put, WANJIRU, "yes", receipts={mpesa(CODE): BOOKED})
    said = told(ACHIENG, "moved_away", code=CODE, amount_cents=100_000, is_agreed=is_agreed)
    assert said in decision


def test_a_no_leaves_it_and_tells_who_asked() -> None:
    decision = agreed(OTIENO, "no")
    assert postings_of(decision) == []
    assert Settle(5, State.REFUSED, by="M02") in decision
    said = told(ACHIENG, "change_declined", officer=OTIENO.name, amount_cents=100_000)
    assert said in decision


@pytest.mark.parametrize(
    ("booked", "facts"),
    [
        pytest.param(taken_back(contribution()), {}, id="taken-back-meanwhile"),
        pytest.param(recorded(contribution(OTIENO, CODE)), {}, id="anothers-meanwhile"),
        pytest.param(BOOKED, {"amount_cents": 90_000}, id="another-amount-was-shown"),
        pytest.param(
            BOOKED,
            {"shares": [{"member": "M99", "name": "Gone", "amount_cents": 100_000}]},
            id="who-gets-it-has-left",
        ),
    ],
)
def test_what_changed_since_is_not_touched(booked: Recorded, facts: dict[str, Any]) -> None:
    put = replace(SAID, facts={**FACTS, **facts})
    decision = answered(put, WANJIRU, "yes", receipts={mpesa(CODE): booked})
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, WANJIRU) == ["changed_since"]
