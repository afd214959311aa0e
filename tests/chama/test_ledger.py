"""The library's ledger: who paid, who is waited for, whether the pot can be paid out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chama.errors import (
    AlreadyPaid,
    BrokenChain,
    InvalidAmount,
    InvalidReceipt,
    ReceiptConflict,
    UnknownFund,
    UnknownMember,
    UnknownRound,
)
from chama.ledger import Contribution, ContributionStatus, Ledger
from chama.models import Chama, Cycle, Member, Round

PENDING, PAID, MISSED = ContributionStatus


def ledger(*, contribution: Any = 1_000, pot: Any = None) -> Ledger:
    """Umoja of four, with a cycle of two rounds."""
    chama = Chama("Umoja")
    for seat, name in enumerate(["Wanjiru", "Otieno", "Achieng", "Baraka"], start=1):
        chama.add_member(Member(name, f"071200000{seat}", seat=seat, id=name[0]))
    cycle = Cycle(1, contribution, date(2026, 11, 20))
    cycle.rounds.append(Round(1, "W", date(2026, 11, 26), pot_amount=pot))
    cycle.rounds.append(Round(2, "O", date(2026, 12, 3)))
    chama.cycles.append(cycle)
    return Ledger(chama)


def pay(
    book: Ledger, member: str = "A", amount: Any = 1_000, receipt: str = "UKN1", **where: Any
) -> Contribution:
    return book.record_contribution(
        member, **{"cycle": 1, "round_number": 1, **where}, amount=amount, receipt=receipt
    )


def test_three_of_four_have_paid() -> None:
    book = ledger()
    for number, member in enumerate("WOA"):
        pay(book, member, receipt=f"UKN{number}")
    summary = book.round_summary(cycle=1, round_number=1)
    assert (summary.collected, summary.expected_pot) == (3_000, 4_000)
    assert not summary.is_disbursable
    assert summary.recipient.name == "Wanjiru"
    assert [member.name for member in book.defaulters(1, 1)] == ["Baraka"]
    assert f"{summary.collected:,}" == "3,000"


def test_the_pot_can_be_paid_out_when_everybody_has_paid() -> None:
    book = ledger()
    for number, member in enumerate("WOAB"):
        pay(book, member, receipt=f"UKN{number}")
    assert book.round_summary(cycle=1, round_number=1).is_disbursable
    assert book.defaulters(1, 1) == []


def test_a_pot_larger_than_the_contributions_is_not_complete_with_them() -> None:
    book = ledger(pot=5_000)
    for number, member in enumerate("WOAB"):
        pay(book, member, receipt=f"UKN{number}")
    summary = book.round_summary(cycle=1, round_number=1)
    assert (summary.expected_pot, summary.is_disbursable) == (5_000, False)


def test_a_cycle_may_be_named_by_its_number_or_itself() -> None:
    book = ledger()
    pay(book, cycle=book.chama.cycles[0])
    assert book.contribution("A", cycle=1, round_number=1).status is PAID


@pytest.mark.parametrize(
    ("amounts", "status", "remaining"),
    [
        pytest.param([], PENDING, 1_000, id="nothing"),
        pytest.param([400], PENDING, 600, id="a-part"),
        pytest.param([400, 600], PAID, 0, id="two-parts"),
        pytest.param([Decimal("999.50")], PENDING, Decimal("0.50"), id="cents"),
        pytest.param([1_500], PAID, 0, id="too-much"),
    ],
)
def test_partial_payments_stay_pending_until_complete(
    amounts: list[Any], status: ContributionStatus, remaining: Any
) -> None:
    book = ledger()
    for number, amount in enumerate(amounts):
        pay(book, amount=amount, receipt=f"UKN{number}")
    standing = book.contribution("A", cycle=1, round_number=1)
    assert (standing.status, standing.remaining) == (status, remaining)


def test_what_one_pays_too_much_never_covers_another() -> None:
    book = ledger()
    pay(book, amount=4_000)
    summary = book.round_summary(cycle=1, round_number=1)
    assert (summary.collected, summary.is_disbursable) == (1_000, False)
    assert book.advance("A") == 3_000
    assert len(book.defaulters(1, 1)) == 3


def test_what_was_paid_ahead_can_pay_the_next_round() -> None:
    book = ledger()
    pay(book, amount=1_600)
    standing = book.use_advance("A", cycle=1, round_number=2)
    assert (standing.status, standing.remaining, book.advance("A")) == (PENDING, 400, 0)
    assert book.use_advance("B", cycle=1, round_number=2).paid == 0


CODE = "UAR1AB2C01"


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(CODE, id="letter by letter"),
        pytest.param("uar1ab2c01", id="small letters"),
        pytest.param(f" {CODE}\n", id="blanks around it"),
        pytest.param("UAR1 AB2C01", id="a blank inside"),
        pytest.param("UAR1\u00a0AB2C01", id="another blank inside"),
        pytest.param(f"{CODE}.", id="a full stop behind"),
        pytest.param(f"*{CODE}*", id="printed bold"),
        pytest.param("UAR1-AB2C01", id="a hyphen inside"),
        pytest.param("UAR1\u200bAB2C01", id="a hidden character"),
        pytest.param("U\u0410R1\u0410B2C01", id="Cyrillic A"),
        pytest.param(
            "\uff35\uff21\uff32\uff11\uff21\uff22\uff12\uff23\uff10\uff11", id="full width"
        ),
        pytest.param("UA\u0301R1AB2C01", id="an accent"),
    ],
)
def test_the_same_receipt_again_changes_nothing(again: str) -> None:
    book = ledger()
    first = pay(book, receipt=CODE)
    assert pay(book, receipt=again) == first
    book.record_payment("A", receipt=again, parts=[((1, 1), 1_000)])
    assert len(book.journal) == 2
    with pytest.raises(ReceiptConflict, match=f"Receipt {CODE} is recorded as"):
        book.record_welfare("A", amount=200, receipt=again)


@pytest.mark.parametrize("alike", ["UAR1AB2CO1", "UARIAB2C01", "uariab2coi"])
def test_a_receipt_that_looks_like_a_recorded_one_is_compared_by_a_person(alike: str) -> None:
    book = ledger()
    pay(book, receipt=CODE)
    with pytest.raises(
        ReceiptConflict, match=f"{alike.upper()} looks like {CODE}, which .* KES 1,000 from Achieng"
    ):
        pay(book, receipt=alike)
    assert len(book.journal) == 2


def test_other_issuers_references_are_told_apart_by_their_signs() -> None:
    book = ledger()
    pay(book, receipt="FT-1-11")
    pay(book, receipt="FT-11-1", round_number=2)
    assert [one.entry.receipt for one in book.journal if one.entry.receipt] == [
        "FT-1-11",
        "FT-11-1",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": 500}, "KES 1,000 from Achieng for round 1.1; .*KES 500 from Achieng"),
        ({"member": "B"}, "from Achieng for round 1.1; .*from Baraka"),
        ({"round_number": 2}, "for round 1.1; .*for round 1.2"),
    ],
)
def test_the_same_receipt_with_other_facts_names_both(changes: Any, said: str) -> None:
    book = ledger()
    pay(book)
    with pytest.raises(ReceiptConflict, match=f"Receipt UKN1 is recorded as .*{said}"):
        pay(book, **changes)
    assert len(book.journal) == 2


def test_a_receipt_counts_for_the_pot_or_for_welfare_not_for_both() -> None:
    book = ledger()
    book.record_welfare("A", amount=200, receipt="UKN1")
    with pytest.raises(ReceiptConflict, match="welfare"):
        pay(book)


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"member": "Z"}, UnknownMember, "Umoja has no member 'Z'"),
        ({"cycle": 2}, UnknownRound, "Umoja has no cycle 2"),
        ({"round_number": 9}, UnknownRound, "Cycle 1 has no round 9"),
        ({"amount": 0}, InvalidAmount, "more than zero"),
        ({"amount": -5}, InvalidAmount, "more than zero"),
        ({"amount": 10.0}, InvalidAmount, "never float"),
        ({"receipt": ""}, InvalidReceipt, "code of its receipt"),
        ({"receipt": "  "}, InvalidReceipt, "code of its receipt"),
        ({"receipt": " -.*_ "}, InvalidReceipt, "code of its receipt"),
        ({"receipt": "\u200b"}, InvalidReceipt, "code of its receipt"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_leaves_no_trace(
    changes: Any, error: type[Exception], said: str
) -> None:
    book = ledger()
    with pytest.raises(error, match=said):
        pay(book, **changes)
    assert book.journal == []


def test_a_currency_without_cents_takes_no_fraction() -> None:
    book = ledger()
    book.chama.currency = "UGX"
    with pytest.raises(InvalidAmount, match="has a fraction, and UGX has none"):
        pay(book, amount=Decimal("999.50"))
    assert book.journal == []
    assert pay(book, amount=Decimal("1000.00")).paid == 1_000


def test_a_missed_contribution_is_marked_and_can_still_be_paid() -> None:
    book = ledger()
    assert book.mark_missed("A", cycle=1, round_number=1).status is MISSED
    assert pay(book).status is PAID
    with pytest.raises(AlreadyPaid, match="Achieng has paid round 1 in full"):
        book.mark_missed("A", cycle=1, round_number=1)


def test_welfare_is_a_fund_of_its_own() -> None:
    book = ledger()
    assert book.record_welfare("A", amount=200, receipt="UKN8") == 200
    assert book.record_welfare("A", amount=200, receipt="ukn8") == 200
    assert book.record_welfare("B", amount=Decimal("50.50"), receipt="UKN9") == Decimal("250.50")
    assert book.round_summary(cycle=1, round_number=1).collected == 0
    assert book.welfare_balance == Decimal("250.50")


def test_one_receipt_pays_into_rounds_and_funds_as_one_entry() -> None:
    book = ledger()
    the_round = book.chama.cycles[0].rounds[1]
    parts = [((1, 1), 1_000), (the_round, 600), ("welfare", Decimal("200.50"))]
    paid = book.record_payment("A", receipt="ukn1", parts=parts)
    assert (paid.receipt, paid.amount) == ("UKN1", Decimal("1800.50"))
    assert [one.remaining for one in paid.contributions] == [0, 400]
    assert book.welfare_balance == Decimal("200.50")
    assert book.round_summary(cycle=1, round_number=1).collected == 1_000
    assert [one.entry.receipt for one in book.journal if one.entry.receipt] == ["UKN1"]
    book.verify()


def test_what_a_part_pays_too_much_stays_in_its_fund() -> None:
    book = ledger()
    book.record_payment("A", receipt="UKN1", parts=[((1, 1), 1_500), ("welfare", 200)])
    assert (book.advance("A"), book.welfare_balance) == (500, 200)


def test_two_parts_for_one_round_pay_it_one_after_the_other() -> None:
    book = ledger()
    paid = book.record_payment("A", receipt="UKN1", parts=[((1, 1), 700), ((1, 1), 700)])
    assert [one.status for one in paid.contributions] == [PAID, PAID]
    assert book.advance("A") == 400


@pytest.mark.parametrize(
    "parts",
    [
        [("welfare", 200), ((1, 1), 500)],
        [((1, 1), 300), ("welfare", 200), ((1, 1), 200)],
    ],
    ids=["in-another-order", "in-smaller-parts"],
)
def test_the_same_parts_again_change_nothing(parts: Any) -> None:
    book = ledger()
    book.record_payment("A", receipt="UKN1", parts=[((1, 1), 500), ("welfare", 200)])
    before = list(book.journal)
    book.record_payment("A", receipt="ukn1", parts=parts)
    assert book.journal == before


@pytest.mark.parametrize(
    "again",
    [
        lambda book: book.record_payment("A", receipt="UKN1", parts=[((1, 1), 700)]),
        lambda book: pay(book, amount=500),
        lambda book: book.record_welfare("A", amount=200, receipt="UKN1"),
    ],
    ids=["other-parts", "as-a-contribution", "as-a-gift"],
)
def test_a_receipt_in_parts_is_nothing_else(again: Any) -> None:
    book = ledger()
    book.record_payment("A", receipt="UKN1", parts=[((1, 1), 500), ("welfare", 200)])
    said = "KES 500 from Achieng for round 1.1 and KES 200 from Achieng for welfare"
    with pytest.raises(ReceiptConflict, match=f"Receipt UKN1 is recorded as {said}"):
        again(book)


@pytest.mark.parametrize(
    ("parts", "error", "said"),
    [
        ([("loans", 5)], UnknownFund, "Umoja has no fund called loans"),
        ([((1, 9), 5)], UnknownRound, "Cycle 1 has no round 9"),
        ([(Round(1, "A", meeting_date=date(2026, 1, 1)), 5)], UnknownRound, "no such round"),
        ([("welfare", 5.0)], InvalidAmount, "never float"),
        ([((1, 1), 0)], InvalidAmount, "more than zero"),
        ([], InvalidAmount, "UKN1 needs a part"),
    ],
    ids=["fund", "round", "anothers-round", "float", "zero", "nothing"],
)
def test_a_part_that_cannot_be_is_refused_and_leaves_no_trace(
    parts: Any, error: type[Exception], said: str
) -> None:
    book = ledger()
    with pytest.raises(error, match=said):
        book.record_payment("A", receipt="UKN1", parts=parts)
    assert book.journal == []


def test_an_advance_pays_a_round_as_soon_as_it_is_owed() -> None:
    book = ledger()
    pay(book, amount=1_600)
    pay(book, "B", round_number=2, receipt="UKN2")
    standing = book.contribution("A", cycle=1, round_number=2)
    assert (standing.paid, standing.remaining, book.advance("A")) == (600, 400, 0)


def test_a_member_who_joins_later_owes_the_round_too() -> None:
    book = ledger()
    pay(book)
    book.chama.add_member(Member("Zawadi", "0712000005", id="Z"))
    assert book.contribution("Z", cycle=1, round_number=1).remaining == 1_000
    assert pay(book, "Z", receipt="UKN2").status is PAID


def test_the_book_verifies_until_an_entry_is_changed() -> None:
    book = ledger()
    pay(book)
    book.verify()
    entries = book.book.entries
    entries[0], entries[1] = entries[1], entries[0]
    with pytest.raises(BrokenChain, match="Umoja"):
        book.verify()


def test_each_seat_of_a_member_pays_and_counts_in_the_pot() -> None:
    chama = Chama("Umoja")
    double = chama.add_member(Member("Wanjiru", "0712000001", seats=(1, 3)))
    single = chama.add_member(Member("Otieno", "0712000002", seat=2))
    cycle = Cycle(1, 1_000, date(2026, 1, 1))
    cycle.rounds.append(Round(1, double.id, date(2026, 1, 28)))
    chama.cycles.append(cycle)
    ledger = Ledger(chama)
    ledger.record_contribution(
        double.id, cycle=1, round_number=1, amount=1_000, receipt="UAR1AB2C01"
    )
    assert ledger.contribution(double.id, cycle=1, round_number=1).remaining == 1_000
    assert ledger.defaulters(1, 1) == [double, single]
    summary = ledger.round_summary(cycle=1, round_number=1)
    assert (summary.collected, summary.expected_pot) == (1_000, 3_000)
