"""Undo: alone for one's own answer of today, by a second officer for everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import UseIntention
from bot.conversation.situation import Intention, Referred
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    asks,
    book,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    proposal,
    proposed,
    recorded,
    reply,
    rules,
    taken_back,
    templates_to,
    voters,
)

CODE = "UKN1AB2C01"
CASH = entries.contribution(
    BARAKA.code,
    50_000,
    into=entries.cash(ROTATION, WANJIRU.code),
    owed=[(entries.dues("M04", "1.1"), 100_000)],
    key="cash:1",
    on=TODAY,
    actor=OTIENO.code,
)
UNALLOCATED = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
)
ALLOCATION = entries.allocation(
    ACHIENG.code,
    mpesa(CODE),
    100_000,
    lies_in=entries.collector(ROTATION, "C1"),
    owed=[(entries.dues("M03", "1.1"), 100_000)],
    key=entries.follow_up_key(mpesa(CODE), 1),
    on=TODAY,
    actor=WANJIRU.code,
)
WAITS = f"unallocated:mpesa/{CODE}"


@pytest.mark.parametrize("text", ["undo", "tengua", "UNDO UKN1AB2C01", "futa UKN1AB2C01"])
def test_a_payment_that_the_officer_recorded_is_put_to_the_other_and_whose_it_is(text: str) -> None:
    decision = decided(WANJIRU, text, recent=book(contribution()))
    assert postings_of(decision) == []
    assert (voters(decision), proposed(decision).needed) == ([OTIENO, ACHIENG], 2)
    assert proposed(decision).facts["seq"] == 2
    assert templates_to(decision, WANJIRU) == ["asked_undo"]


def test_the_last_of_several_is_meant() -> None:
    mine = replace(CASH, actor=f"{BARAKA.code}+{WANJIRU.code}")
    decision = decided(WANJIRU, "undo", recent=book(contribution(), mine))
    assert (proposed(decision).facts["seq"], proposed(decision).facts["member"]) == (3, "M04")


@pytest.mark.parametrize("text", ["undo", f"futa {CODE}", f"tengua {CODE}"])
def test_an_answer_about_an_owner_is_taken_back_alone_and_asked_again(text: str) -> None:
    decision = decided(WANJIRU, text, recent=book(UNALLOCATED, ALLOCATION))
    assert postings_of(decision) == [{WAITS: -100_000, "dues:M03:1.1": 100_000}]
    assert templates_to(decision, OTIENO) == ["undone"]
    assert asks(decision) == [("whose_payment", WANJIRU.phone)]
    assert templates_to(decision, ACHIENG) == ["undone_member"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param(
            "undo", {"recent": book(UNALLOCATED, ALLOCATION, age=timedelta(days=2))}, id="old"
        ),
        pytest.param(f"undo {CODE}", {"recent": book(contribution())}, id="anothers-by-code"),
        pytest.param(
            f"undo {book(contribution())[0].chain_code}",
            {"recent": book(contribution())},
            id="anothers-by-proof",
        ),
        pytest.param(
            f"undo {CODE}", {"receipts": {mpesa(CODE): recorded(contribution())}}, id="long-ago"
        ),
    ],
)
def test_everything_else_is_put_to_a_second_officer(text: str, known: dict[str, Any]) -> None:
    sender = WANJIRU if text == "undo" else OTIENO
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(sender, text, group=three, **known)
    assert postings_of(decision) == []
    assert voters(decision) == ([OTIENO, SARAH] if sender == WANJIRU else [SARAH])
    assert templates_to(decision, sender) == ["asked_undo"]


def test_whose_phone_the_money_lies_on_has_no_say_in_taking_it_out() -> None:
    decision = decided(OTIENO, f"undo {CODE}", recent=book(contribution()))
    assert proposed(decision).interested == (WANJIRU.code,)
    assert voters(decision) == [ACHIENG]


def test_a_member_cannot_undo() -> None:
    decision = decided(ACHIENG, "undo", recent=book(contribution()))
    assert templates_to(decision, ACHIENG) == ["officers_only"]


@pytest.mark.parametrize("text", ["undo", f"undo {CODE}"])
def test_there_may_be_nothing_to_undo(text: str) -> None:
    known = {"receipts": {mpesa(CODE): taken_back(contribution())}} if CODE in text else {}
    code = CODE if CODE in text else ""
    assert decided(WANJIRU, text, **known) == (reply(WANJIRU, "undo_nothing", code=code),)


AGREED = entries.payout_agreed(
    entries.pot("1.1"),
    entries.payable(ROTATION, ACHIENG.code, "1.1"),
    400_000,
    lies_in=entries.collector(ROTATION, "C1"),
    key="payout:1",
    on=TODAY,
    actor=f"{OTIENO.code}+{WANJIRU.code}",
)
DUE = entries.payable(ROTATION, ACHIENG.code, "1.1")


@pytest.mark.parametrize(
    ("named", "known", "template", "facts"),
    [
        pytest.param("c0aded6d", {}, "undo_nothing", {"code": "c0aded6d"}, id="no-ref"),
        pytest.param("12345678", {}, "undo_nothing", {"code": ""}, id="perhaps-an-amount"),
        pytest.param("UKN1AB2C99", {}, "undo_nothing", {"code": "UKN1AB2C99"}, id="no-code"),
        pytest.param(
            book(AGREED)[0].chain_code,
            {"referred": Referred(book(AGREED)[0]), "balances": {DUE: -400_000}},
            "not_undone",
            {"code": book(AGREED)[0].chain_code, "recipient": ACHIENG.name},
            id="set-aside",
        ),
        pytest.param(
            book(AGREED)[0].chain_code,
            {"referred": Referred(book(AGREED)[0])},
            "not_undone",
            {"code": book(AGREED)[0].chain_code, "recipient": ""},
            id="set-aside-and-sent",
        ),
        pytest.param(
            book(contribution())[0].chain_code,
            {"referred": Referred(book(contribution())[0])},
            "undo_by_code",
            {"code": CODE},
            id="long-ago",
        ),
        pytest.param(
            book(CASH)[0].chain_code,
            {"referred": Referred(book(CASH)[0], book(CASH, AGREED)[0])},
            "undo_nothing",
            {"code": book(CASH)[0].chain_code},
            id="taken-back-already",
        ),
    ],
)
def test_what_is_named_and_cannot_be_undone_is_never_another_entry(
    named: str, known: dict[str, Any], template: str, facts: dict[str, str]
) -> None:
    waiting = proposal("undo", {}, by=OTIENO)
    own = replace(CASH, actor=WANJIRU.code, key="cash:9")
    decision = decided(WANJIRU, f"undo {named}", recent=book(own), proposals=(waiting,), **known)
    assert decision == (reply(WANJIRU, template, **facts),)


def test_an_answer_about_an_older_payment_needs_its_code() -> None:
    decision = decided(WANJIRU, "undo", recent=book(ALLOCATION))
    assert decision == (reply(WANJIRU, "undo_by_code", code=CODE),)


def test_what_another_officer_answered_does_not_go_along_unasked() -> None:
    own = replace(UNALLOCATED, actor=WANJIRU.code)
    recent = book(own, replace(ALLOCATION, actor=OTIENO.code))
    decision = decided(WANJIRU, "undo", recent=recent)
    assert postings_of(decision) == []
    assert OTIENO in voters(decision)


@pytest.mark.parametrize(
    ("asker", "people", "needed"),
    [(WANJIRU, 2, 2), (WANJIRU, 3, 3), (OTIENO, 2, 1), (OTIENO, 3, 2)],
    ids=lambda value: getattr(value, "name", value),
)
def test_as_many_stand_behind_it_as_behind_money_out(
    asker: Person, people: int, needed: int
) -> None:
    """Who holds the money would answer for less, so they count for nothing."""
    own = rules(more=f"[approvals]\nmoney_out = {people}\n").rules
    decision = decided(asker, f"undo {CODE}", recent=book(contribution()), group=group(rules=own))
    assert proposed(decision).needed == needed


def test_whose_payment_it_is_hears_of_it_before_it_is_taken_back() -> None:
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(WANJIRU, "undo", recent=book(contribution()), group=three)
    assert voters(decision) == [OTIENO, SARAH]
    assert templates_to(decision, ACHIENG) == ["undo_asked_member"]
    assert templates_to(decision, BARAKA) == []


def _said(by: str, age: timedelta = timedelta(minutes=5)) -> Intention:
    return Intention(4, by, ((BARAKA.code, None),), NOW - age)


@pytest.mark.parametrize("text", ["undo", "cancel that", "futa", "futa hiyo"])
def test_the_newest_word_on_a_payment_is_taken_back_alone(text: str) -> None:
    for sender in (ACHIENG, OTIENO):
        decision = decided(
            sender, text, intentions=(_said(sender.code),), recent=book(contribution())
        )
        assert decision == (UseIntention(4), reply(sender, "intention_dropped"))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("undo", timedelta(minutes=90)),
        ("undo UKN1AB2C01", timedelta()),
        ("undo c0aded6d", timedelta()),
    ],
)
def test_an_older_word_or_a_code_leaves_it(text: str, age: timedelta) -> None:
    decision = decided(OTIENO, text, intentions=(_said(OTIENO.code, age),), recent=book())
    assert templates_to(decision, OTIENO) == ["undo_nothing"]
