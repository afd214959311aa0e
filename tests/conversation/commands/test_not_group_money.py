"""Money that is not the group's leaves the book once an officer agrees who does not hold it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Ask
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.journal import JournalEntry
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    asks,
    book,
    decided,
    group,
    mpesa,
    postings_of,
    proposed,
    received_text,
    recorded,
    reply,
    rules,
    templates_to,
    voters,
    wanted,
)
from tests.conversation.proposals.payouts import said_to
from tests.conversation.proposals.stories import THREE_OFFICERS, asked, balances, tell
from tests.transcripts import Stage

CODE = "UKN1AB2C01"
THREE = group(people=(*PEOPLE, SARAH))
WAITS: JournalEntry = entries.money_unallocated(
    mpesa(CODE),
    100_000,
    into=entries.collector(ROTATION, "C1"),
    on=date(2026, 11, 23),
    actor="M01",
    memo="ROSE AKOTH",
)


def known(entry: JournalEntry = WAITS) -> dict[str, Any]:
    return {"receipts": {mpesa(CODE): recorded(entry)}, "recent": book(entry), "group": THREE}


@pytest.mark.parametrize(
    "text", [f"{CODE} is not ours", f"{CODE} si ya chama", "that one is not ours",
             "hiyo si ya chama", "that is not the group's money"],
)  # fmt: skip
def test_another_officer_is_asked_who_does_not_hold_the_phone(text: str) -> None:
    decision = decided(WANJIRU, text, **known())
    put = proposed(decision)
    assert (put.kind, put.facts["payer"]) == ("undo", "ROSE AKOTH")
    assert voters(decision) == [OTIENO, SARAH]
    assert postings_of(decision) == []


def test_who_holds_the_phone_never_agrees_to_what_another_says() -> None:
    assert voters(decided(OTIENO, f"{CODE} is not ours", **known())) == [SARAH]


def test_what_a_plain_member_says_of_it_is_read_by_an_officer_in_the_morning() -> None:
    (kept, said) = decided(ACHIENG, f"{CODE} is not ours", **known())
    assert isinstance(kept, Ask)
    assert (kept.kind, kept.address, kept.details["code"]) == ("said", WANJIRU.phone, CODE)
    assert said == reply(ACHIENG, "kept_for_list", officer=WANJIRU.name)


def test_a_guess_of_a_member_is_asked_first() -> None:
    guess = Intent("not_group_money", {}, by_rules="unknown")
    decision = wanted(ACHIENG, guess, "it is mine I guess", **known())
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [("that 1,000 is not ours", True), ("hiyo 1000 si ya chama", True),
     ("that 500 is not ours", False), ("hiyo 1.000 si ya chama", False)],
)  # fmt: skip
def test_the_amount_that_is_said_is_that_of_the_payment(text: str, is_meant: bool) -> None:
    decision = decided(WANJIRU, text, **known())
    expected = [] if is_meant else ["which_not_ours"]
    assert [one for one in templates_to(decision, WANJIRU) if one == "which_not_ours"] == expected
    assert bool(voters(decision)) == is_meant


def test_where_nothing_waits_its_code_is_asked_for() -> None:
    assert templates_to(
        decided(WANJIRU, "that one is not ours", group=THREE, recent=()), WANJIRU
    ) == ["which_not_ours"]


@pytest.mark.parametrize("text", [f"is {CODE} not ours?", f"if {CODE} is not ours"])
def test_who_asks_takes_nothing_out(text: str) -> None:
    decision = decided(WANJIRU, text, **known())
    assert not [one for one in decision if getattr(one, "kind", "") == "undo"]


def test_what_was_credited_already_leaves_the_book_whole(checked: Stage) -> None:
    checked.found(rules(people=THREE_OFFICERS))
    checked.deliver()
    before = balances(checked)
    tell(
        checked, (WANJIRU, received_text(CODE, payer="ROSE AKOTH 0733***911")), (WANJIRU, "Baraka")
    )
    assert balances(checked) != before
    tell(checked, (OTIENO, f"{CODE} is not ours"))
    assert asked(checked) == [SARAH.phone]
    tell(checked, (SARAH, "yes"))
    assert balances(checked) == before


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whose_it_is_stays_asked_until_it_has_left_the_book(checked: Stage, answer: str) -> None:
    checked.found(rules(people=THREE_OFFICERS))
    checked.deliver()
    tell(checked, (WANJIRU, received_text(CODE, payer="ROSE AKOTH 0733***911")))
    tell(checked, (OTIENO, f"{CODE} is not ours"), (SARAH, answer))
    heard = said_to(checked, WANJIRU, "open questions").get(WANJIRU.phone, "")
    assert (CODE in heard) == (answer == "no")
