"""What each entry of a book does to one member, line after line."""

from __future__ import annotations

from datetime import date

import pytest

from chama import entries
from chama.entries import GENERAL, ROTATION
from chama.journal import Book, JournalEntry, Posting
from chama.kinds import EntryKind
from chama.passbook import Line, Passbook
from chama.standing import round_number
from tests.builders import NOW, mpesa

DAY = date(2026, 11, 20)
DUES = entries.dues("M03", "1.1")
FINE = entries.fines(GENERAL, "M03", "1.1")
PLACE = entries.collector(ROTATION, "C1")
POT = entries.pot("1.1")


def opened() -> JournalEntry:
    return entries.round_opened("1.1", {"M03": 100_000, "M04": 100_000}, on=DAY)


def paid(cents: int, code: str = "UKN1AB2C01") -> JournalEntry:
    return entries.contribution(
        "M03",
        cents,
        into=PLACE,
        owed=[(DUES, 100_000)],
        key=entries.receipt_key(mpesa(code)),
        on=DAY,
        receipt=mpesa(code),
    )


def lines(*said: JournalEntry, member: str = "M03") -> list[Line]:
    book = Book("umoja")
    for one in said:
        book.post(one, NOW)
    return list(Passbook(member).lines(book.entries))


def after(line: Line) -> tuple[int, int, int, int]:
    return line.in_cents, line.out_cents, line.owed_cents, line.ahead_cents


def test_dues_then_more_than_is_owed() -> None:
    due, payment = lines(opened(), paid(125_050))
    assert after(due) == (0, 0, 100_000, 0)
    assert after(payment) == (125_050, 0, 0, 25_050)
    assert (payment.receipt, payment.on) == (mpesa("UKN1AB2C01"), DAY)
    assert payment.moved == ((DUES, -100_000), (entries.advance(ROTATION, "M03"), -25_050))


def test_what_is_others_is_left_out() -> None:
    (due,) = lines(opened(), paid(100_000), member="M04")
    assert due.moved == ((entries.dues("M04", "1.1"), 100_000),)


def test_a_contra_entry_is_what_it_takes_back_with_the_sign_turned() -> None:
    payment = paid(125_050)
    *_, contra = lines(opened(), payment, entries.reversal(payment, 2, on=DAY, actor="M01"))
    assert (contra.kind, contra.is_contra) == (EntryKind.CONTRIBUTION, True)
    assert after(contra) == (-125_050, 0, 100_000, 0)


def test_a_part_that_is_taken_back_is_less_paid_in() -> None:
    taken = entries.partial_reversal(
        "M03", {DUES: 40_000}, out_of=PLACE, key="after:mpesa:UKN1AB2C01:1", on=DAY, actor="M01"
    )
    *_, line = lines(opened(), paid(100_000), taken)
    assert after(line) == (-40_000, 0, 40_000, 0)
    assert line.receipt == mpesa("UKN1AB2C01")


def test_one_receipt_for_two_counts_for_each_what_is_theirs() -> None:
    both = entries.payment(
        "M03+M04",
        [Posting(DUES, -60_000), Posting(entries.dues("M04", "1.1"), -40_000)],
        into=PLACE,
        key=entries.receipt_key(mpesa("UKN1AB2C01")),
        on=DAY,
        receipt=mpesa("UKN1AB2C01"),
    )
    for member, cents in (("M03", 60_000), ("M04", 40_000)):
        assert lines(opened(), both, member=member)[-1].in_cents == cents


def test_a_gift_to_the_welfare_is_paid_in_and_owed_by_nobody() -> None:
    given = entries.welfare("M03", 20_000, into=PLACE, key="x", on=DAY, receipt=None)
    (line,) = lines(given)
    assert after(line) == (20_000, 0, 0, 0)
    assert line.moved == ()


def test_a_pot_is_set_aside_less_what_is_owed_and_sent() -> None:
    to = entries.refundable("M03", 1)
    agreed = entries.payout_agreed(
        POT, to, 200_000, deducted=[(DUES, 100_000)], lies_in=PLACE, key="a", on=DAY, actor="M01"
    )
    sent = entries.payout_sent(
        to, 100_000, out_of=PLACE, key="", on=DAY, actor="M01", receipt=mpesa("UKN1AB2C09"),
        fee_cents=1_300,
    )  # fmt: skip
    back = entries.money_returned(
        {to: 100_000}, into=PLACE, key="after:mpesa:UKN1AB2C09:1", on=DAY, actor="M01"
    )
    *_, one, two, three = lines(opened(), agreed, sent, back)
    assert after(one) == (0, 0, 0, 0)
    assert after(two) == (0, 100_000, 0, 0)
    assert after(three) == (0, -100_000, 0, 0)


def test_a_pot_that_was_sent_at_once_and_came_back() -> None:
    sent = entries.payout(
        POT, "M03", 150_000, out_of=PLACE, receipt=mpesa("UKN1AB2C09"), on=DAY, actor="M01"
    )
    back = entries.money_returned(
        {POT: 150_000}, into=PLACE, key="after:mpesa:UKN1AB2C09:1", on=DAY, actor="M01"
    )
    *_, one, two = lines(opened(), sent, back)
    assert (one.out_cents, two.out_cents) == (150_000, -150_000)
    assert [round_number(account.round) for account, _ in one.moved] == [1]


def test_what_was_paid_ahead_pays_without_money() -> None:
    ahead = entries.payment(
        "M03", entries.credited(ROTATION, "M03", 30_000, ()), into=PLACE, key="x", on=DAY
    )
    next_round = entries.round_opened("1.1", {"M03": 100_000}, on=DAY, advances={"M03": 30_000})
    first, second = lines(ahead, next_round)
    assert after(first) == (30_000, 0, 0, 30_000)
    assert after(second) == (0, 0, 70_000, 0)


def test_money_in_another_currency_that_waits_is_a_line_without_amounts() -> None:
    waiting = entries.money_unallocated(
        mpesa("UKN1AB2C01"), 990_000, into=entries.collector("kes", "C2"), on=DAY, member="M03"
    )
    (line,) = lines(waiting)
    assert (after(line), line.currency, line.entry.amount_cents) == ((0, 0, 0, 0), "KES", 990_000)


@pytest.mark.parametrize("cents", [5_000, 12_345])
def test_a_fine_that_is_let_off_is_owed_and_then_not(cents: int) -> None:
    raised = entries.fine(FINE, cents, clause="6.1", key="f", on=DAY, actor="clock")
    off = entries.fine_waived(FINE, cents, clause="6.1", by="waived:1", on=DAY, actor="M02+M05")
    first, second = lines(raised, off)
    assert after(first) == (0, 0, cents, 0)
    assert after(second) == (0, 0, 0, 0)
