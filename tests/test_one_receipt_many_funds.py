"""One M-Pesa receipt pays a fine, dues and welfare in one entry, and all that may become of it."""

from __future__ import annotations

import pytest

from bot.store import book
from bot.store.database import reading, writing
from chama import entries
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.group import Person
from chama.journal import Account, JournalEntry, Posting
from chama.kinds import AccountKind, EntryKind
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    received_text,
    reversal_text,
    rules,
)
from tests.transcripts import Stage

SINCE = "2026.11.20"
FINE = Account(GENERAL, AccountKind.FINES, ACHIENG.code)  # of a meeting
DUES = entries.dues(ACHIENG.code, "1.1")
FOR_WELFARE = entries.welfare_owed(ACHIENG.code, SINCE)
ALL_OWED = {FINE: 5_000, DUES: 100_000, FOR_WELFARE: 20_000}


@pytest.fixture
def stage(checked: Stage) -> Stage:
    """Umoja with three officers, welfare of 200 a week, and a fine of 50 that Achieng owes."""
    more = '[welfare]\nevery = "week"\ndues = 200\n'
    checked.found(rules(people=(*PEOPLE, SARAH), more=more))
    checked.deliver()
    fine = JournalEntry(
        kind=EntryKind.ROUND_OPENED,
        key="fine",
        effective_on=TODAY,
        postings=(Posting(FINE, 5_000), Posting(entries.income(), -5_000)),
        actor="clock",
    )
    with writing(checked.engine) as connection:
        book.post(connection, book.lock_book(connection, 1), fine, recorded_at=NOW)
    return checked


def tell(stage: Stage, sender: Person, text: str) -> str:
    """Somebody writes and all is delivered; gives what Achieng got."""
    stage.say(sender, text)
    return "\n".join(one.text for one in stage.deliver() if one.address == ACHIENG.phone)


def owed(stage: Stage, member: Person = ACHIENG) -> dict[Account, int]:
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    return {
        one: cents
        for one, cents in held.items()
        if one.owner == member.code and one.kind.meaning.is_members_own
    }


def money(stage: Stage) -> dict[str, int]:
    """What lies on Wanjiru's phone, by fund."""
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    return {one.fund: cents for one, cents in held.items() if one.kind.meaning.is_money}


def pay(stage: Stage, amount: str = "1,250.00") -> str:
    return tell(stage, WANJIRU, received_text(amount=amount))


def test_it_pays_all_of_them_in_the_order_of_the_rules(stage: Stage) -> None:
    assert owed(stage) == ALL_OWED
    pay(stage)
    assert owed(stage) == {}
    assert money(stage) == {GENERAL: 5_000, ROTATION: 100_000, WELFARE: 20_000}


def test_what_is_less_leaves_the_last_of_the_order(stage: Stage) -> None:
    pay(stage, "1,100.00")
    assert owed(stage) == {FOR_WELFARE: 15_000}
    assert money(stage) == {GENERAL: 5_000, ROTATION: 100_000, WELFARE: 5_000}


def test_what_is_more_is_kept_ahead_for_the_rounds_and_no_gift(stage: Stage) -> None:
    pay(stage, "1,300.00")
    assert owed(stage) == {entries.advance(ROTATION, ACHIENG.code): -5_000}
    assert money(stage)[WELFARE] == 20_000


def test_a_reversal_takes_all_of_it_back(stage: Stage) -> None:
    pay(stage)
    tell(stage, WANJIRU, reversal_text(amount="1,250.00"))
    tell(stage, OTIENO, "yes")
    assert (owed(stage), money(stage)) == (ALL_OWED, {})


def test_a_part_taken_back_comes_out_of_what_was_paid_last(stage: Stage) -> None:
    pay(stage)
    tell(stage, WANJIRU, reversal_text(amount="250.00"))
    tell(stage, OTIENO, "yes")
    assert owed(stage) == {FOR_WELFARE: 20_000, DUES: 5_000}
    assert money(stage) == {GENERAL: 5_000, ROTATION: 95_000}


def test_officers_undo_it_as_one(stage: Stage) -> None:
    pay(stage)
    tell(stage, WANJIRU, "undo UKN1AB2C01")
    tell(stage, OTIENO, "yes")
    tell(stage, SARAH, "yes")
    assert (owed(stage), money(stage)) == (ALL_OWED, {})


def test_the_rest_of_a_payment_is_undone_after_a_part_was_taken_back(stage: Stage) -> None:
    pay(stage)
    tell(stage, WANJIRU, reversal_text(amount="250.00"))
    tell(stage, OTIENO, "yes")
    tell(stage, WANJIRU, "undo UKN1AB2C01")
    tell(stage, OTIENO, "yes")
    tell(stage, SARAH, "yes")
    assert (owed(stage), money(stage)) == (ALL_OWED, {})


def test_given_to_another_it_pays_what_that_member_owes(stage: Stage) -> None:
    pay(stage)
    tell(stage, WANJIRU, "UKN1AB2C01 is for Baraka")
    tell(stage, SARAH, "yes")
    assert owed(stage) == ALL_OWED
    assert owed(stage, BARAKA) == {entries.advance(ROTATION, BARAKA.code): -5_000}
    assert money(stage) == {ROTATION: 105_000, WELFARE: 20_000}


def test_a_receipt_names_the_round_and_no_period_of_welfare(stage: Stage) -> None:
    receipt = pay(stage)
    assert "round 1" in receipt
    assert "11.20" not in receipt
    assert "round 20" not in receipt
