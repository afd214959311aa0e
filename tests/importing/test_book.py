"""The book as a statement is compared with it: one entry a receipt, whatever followed from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.importing.book import Book, book_of, compared, is_decided
from chama import entries
from chama.entries import ROTATION
from chama.journal import JournalEntry, ReceiptId, SealedEntry
from chama.statements import BookEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    PHONE,
    ROUND,
    TODAY,
    WANJIRU,
    contribution,
    group,
    mpesa,
    open_dues,
)

CODE = "UKN1AB2C01"
OPENED = entries.round_opened(ROUND.key, {ACHIENG.code: 100_000}, on=ROUND.opens_on)
CREDIT = contribution(ACHIENG, CODE)
WAITING = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
)
UNDONE = entries.reversal(
    CREDIT, 2, on=TODAY, actor=WANJIRU.code, key=entries.follow_up_key(mpesa(CODE), 1)
)
LEFT = replace(UNDONE, memo=entries.LEFT)
CASH = entries.contribution(
    BARAKA.code, 100_000, into=entries.cash(ROTATION, "M01"), owed=[], key="cash:1", on=TODAY
)
PAYOUT = entries.payout(
    entries.pot(ROUND.key),
    BARAKA.code,
    400_000,
    out_of=entries.collector(ROTATION, "C1"),
    receipt=mpesa("UKN5OU7T01"),
    on=TODAY,
    actor=WANJIRU.code,
)
SPENT = entries.expense(
    300_000,
    out_of=entries.collector(ROTATION, "C1"),
    receipt=mpesa("UKN5OU7T01"),
    on=TODAY,
    actor="M01+M02",
    memo=entries.memo_of_payee("DUKA"),
    fee_cents=1_300,
)
SPENT_UNDONE = entries.reversal(
    SPENT, 2, on=TODAY, actor="M01+M02", key=entries.follow_up_key(mpesa("UKN5OU7T01"), 1)
)
SPENT_AGAIN = entries.expense(
    200_000,
    out_of=entries.collector(ROTATION, "C1"),
    receipt=mpesa("UKN5OU7T01"),
    on=TODAY,
    actor="M01+M02",
    memo=entries.memo_of_payee("JANE WANGUI"),
    key=entries.follow_up_key(mpesa("UKN5OU7T01"), 2),
)


def share(member: str, number: int, cents: int) -> JournalEntry:
    """A part of the waiting money gets its owner."""
    return entries.allocation(
        member,
        mpesa(CODE),
        cents,
        lies_in=entries.collector(ROTATION, "C1"),
        owed=entries.owed_by(open_dues(), member),
        key=entries.follow_up_key(mpesa(CODE), number),
        on=TODAY,
        actor=WANJIRU.code,
    )


def book(*posted: JournalEntry) -> Book:
    sealed = [SealedEntry(one, "f", seq, None, "", "") for seq, one in enumerate(posted, start=1)]
    return book_of(sealed)


def shown(of: Book, *on_statement: str) -> list[BookEntry]:
    return compared(of, group(), PHONE, on_statement)


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        pytest.param([CREDIT], [BookEntry("2", TODAY, "M03", 100_000, CODE)], id="a credit"),
        pytest.param([WAITING], [BookEntry("2", TODAY, "", 100_000, CODE)], id="without an owner"),
        pytest.param(
            [WAITING, share("M03", 1, 100_000)],
            [BookEntry("2", TODAY, "M03", 100_000, CODE)],
            id="given to its owner",
        ),
        pytest.param(
            [WAITING, share("M03", 1, 60_000), share("M04", 2, 40_000)],
            [BookEntry("2", TODAY, "M03", 100_000, CODE, shared_with=("M04",))],
            id="shared",
        ),
        pytest.param(
            [PAYOUT],
            [BookEntry("2", TODAY, "M04", -400_000, "UKN5OU7T01", payee=BARAKA.name)],
            id="money out to whose pot it was",
        ),
        pytest.param(
            [SPENT],
            [BookEntry("2", TODAY, "", -300_000, "UKN5OU7T01", payee="DUKA", fee_cents=1_300)],
            id="money out to a name, with its charge",
        ),
        pytest.param(
            [SPENT, SPENT_UNDONE, SPENT_AGAIN],
            [BookEntry("2", TODAY, "", -200_000, "UKN5OU7T01", payee="JANE WANGUI")],
            id="money out, undone and recorded anew otherwise",
        ),
        pytest.param(
            [CREDIT, UNDONE],
            [BookEntry("2", TODAY, "", 100_000, CODE, is_taken_out=True)],
            id="taken back",
        ),
        pytest.param([CREDIT, LEFT], [], id="left to another group"),
        pytest.param([CASH], [], id="cash"),
    ],
)
def test_each_receipt_is_one_entry(posted: list[JournalEntry], expected: list[BookEntry]) -> None:
    assert shown(book(OPENED, *posted)) == expected


def test_another_collectors_receipt_counts_only_when_the_statement_shows_it() -> None:
    elsewhere = entries.money_unallocated(
        mpesa(CODE), 1, into=entries.collector(ROTATION, "C2"), on=TODAY
    )
    assert shown(book(elsewhere)) == []
    assert len(shown(book(elsewhere), CODE)) == 1


def test_another_networks_code_is_not_looked_for() -> None:
    elsewhere = replace(CREDIT, key=entries.receipt_key(ReceiptId("kcb", CODE)), network="kcb")
    assert shown(book(elsewhere)) == []


@pytest.mark.parametrize(
    ("posted", "starts_on"),
    [
        pytest.param([], None, id="empty"),
        pytest.param([OPENED], ROUND.opens_on, id="with its first round"),
        pytest.param([OPENED, CREDIT], ROUND.opens_on, id="the round before the payment"),
        pytest.param(
            [OPENED, replace(WAITING, effective_on=date(2026, 11, 2))],
            date(2026, 11, 2),
            id="an older payment",
        ),
    ],
)
def test_the_book_begins_with_its_first_day(
    posted: list[JournalEntry], starts_on: date | None
) -> None:
    assert book(*posted).starts_on == starts_on


BY_TWO = "M01+M02"


@pytest.mark.parametrize(
    ("posted", "payer", "expected"),
    [
        pytest.param([CREDIT], ACHIENG.name, False, id="credited by itself"),
        pytest.param([replace(CREDIT, actor=BY_TWO)], ACHIENG.name, True, id="two people"),
        pytest.param([WAITING, share("M03", 1, 100_000)], "", False, id="one officer gave it"),
        pytest.param(
            [WAITING, replace(share("M03", 1, 100_000), actor=BY_TWO)], "", True, id="two gave it"
        ),
        pytest.param(
            [
                WAITING,
                replace(share("M03", 1, 99_900), actor=BY_TWO),
                share("M04", 2, 100),
            ],
            "",
            False,
            id="two gave a share, one the other",
        ),
        pytest.param(
            [replace(CREDIT, actor=BY_TWO, memo="ROSE AKOTH")],
            ACHIENG.name,
            False,
            id="two, of another payer",
        ),
        pytest.param(
            [replace(CREDIT, actor=BY_TWO, memo="ROSE AKOTH")],
            "ROSE A*****",
            True,
            id="two, of a payer whose name is hidden",
        ),
    ],
)
def test_what_two_people_decided_is_no_mistake(
    posted: list[JournalEntry], payer: str, expected: bool
) -> None:
    (recorded,) = book(*posted).recorded.values()
    assert is_decided(recorded, payer) is expected
