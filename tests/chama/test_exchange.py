"""Money in several currencies: what an announced rate settles, and that currencies never mix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama import entries
from chama.entries import ROTATION, Side
from chama.errors import MixedCurrencies
from chama.journal import Account, Book, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind
from chama.rates import Rate
from chama.recorded import Recorded
from chama.standing import owed_cents, owed_from, owed_in_order
from tests.builders import ROUND, group, rules

ON = date(2026, 11, 23)
RATE = Rate("KES", Decimal(165), "CBK 1 Nov", ON)
TWELVE = [f"M{number:02d}" for number in range(1, 13)]
POUNDS, SHILLINGS = entries.collector(ROTATION, "C1"), entries.collector("kes", "C2")
KES_EXCHANGE, GBP_EXCHANGE = entries.exchange("kes"), entries.exchange(ROTATION, "KES")
CODE = ReceiptId("mpesa", "UKN1AB2C01")


def book_with_dues(cents: int = 6_000, members: list[str] = TWELVE) -> Book:
    book = Book("test")
    book.post(entries.round_opened("1.1", dict.fromkeys(members, cents), on=ON))
    return book


def paid(book: Book, member: str, cents: int, rate: Rate = RATE, key: str = "") -> JournalEntry:
    """A member's money arrives in shillings and pays at the rate."""
    entry = entries.contribution(
        member,
        cents,
        into=SHILLINGS,
        owed=entries.owed_by(book.balances, member),
        key=key or f"k{len(book.entries)}",
        on=ON,
        rate=rate,
    )
    book.post(entry)
    return entry


def by_currency(entry: JournalEntry) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in entry.postings:
        sums[line.account.fund] = sums.get(line.account.fund, 0) + line.amount_cents
    return sums


ASKED = [
    ("60 at 165", "165", 6_000, 990_000),
    ("half goes to the even one: 0.5 -> 0", "1", 50, 0),
    ("half goes to the even one: 1.5 -> 2", "1", 150, 200),
    ("half goes to the even one: 2.5 -> 2", "1", 250, 200),
    ("33.33 at 129.35 is 4,311.2355", "129.35", 3_333, 431_100),
    ("what is worth more than a unit has cents: 5,000 at 0.0077", "0.0077", 500_000, 3_850),
    ("nothing is asked for no debt", "165", 0, 0),
]


@pytest.mark.parametrize(
    ("per_unit", "owed", "asked"), [c[1:] for c in ASKED], ids=[c[0] for c in ASKED]
)
def test_what_is_asked_is_a_whole_number_half_to_the_even(
    per_unit: str, owed: int, asked: int
) -> None:
    assert replace(RATE, per_unit=Decimal(per_unit)).asked_cents(owed) == asked


def test_the_announced_amount_settles_each_of_twelve_members_exactly() -> None:
    """What is announced is rounded for each member by themselves: the sum of them counts."""
    rate, book = replace(RATE, per_unit=Decimal("129.35")), book_with_dues(3_333)
    for member in TWELVE:
        entry = paid(book, member, rate.asked_cents(3_333), rate)
        assert entries.owed_by(book.balances, member) == []
        assert entries.advance_of(book.balances, ROTATION, member) == 0
        assert set(by_currency(entry).values()) == {0}
    assert book.balance_cents(SHILLINGS) == 12 * 431_100
    assert book.balance_cents(KES_EXCHANGE) == -12 * 431_100
    assert book.balance_cents(GBP_EXCHANGE) == 12 * 3_333


def test_one_entry_balances_in_both_funds() -> None:
    entry = paid(book_with_dues(), "M03", 990_000)
    assert entry.postings == (
        Posting(SHILLINGS, 990_000),
        Posting(KES_EXCHANGE, -990_000),
        Posting(GBP_EXCHANGE, 6_000),
        Posting(entries.dues("M03", "1.1"), -6_000),
    )
    assert (entry.amount_cents, entry.currency) == (990_000, "KES")


AMOUNTS = [
    ("all", 990_000, "0", 0, 0),
    ("half, at the rate and half-even to the cent", 500_000, "0", 2_970, 0),
    ("short: a cent more where the parts must add up", 980_000, "0", 60, 0),
    ("1% short, 1% tolerated", 980_100, "1/100", 0, 0),
    ("more than 1% short", 980_000, "1/100", 60, 0),
    ("more: the rest is kept ahead at the rate", 1_006_500, "0", 0, 100),
    ("more than all, and something is tolerated", 990_100, "1/100", 0, 1),
]


@pytest.mark.parametrize(
    ("arrived", "tolerance", "owed", "ahead"), [c[1:] for c in AMOUNTS], ids=[c[0] for c in AMOUNTS]
)
def test_more_or_less_than_was_announced(
    arrived: int, tolerance: str, owed: int, ahead: int
) -> None:
    book = book_with_dues()
    paid(book, "M03", arrived, replace(RATE, tolerance=Fraction(tolerance)))
    assert owed_cents(book.balances, "M03") == owed
    assert entries.advance_of(book.balances, ROTATION, "M03") == ahead


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8), st.integers(100, 100_000))
def test_parts_that_add_up_to_the_announced_amount_settle_as_one_payment_does(
    weights: list[int], owed: int
) -> None:
    """In whole shillings, in any parts and order; what is over is no more than what a cent buys."""
    book = book_with_dues(owed, ["M03"])
    shillings = RATE.asked_cents(owed) // 100
    left = shillings
    for weight in weights[:-1]:
        part = min(left, shillings * weight // sum(weights))
        if part:
            paid(book, "M03", part * 100)
            left -= part
    if left:
        paid(book, "M03", left * 100)
    assert owed_cents(book.balances, "M03") == 0
    assert 0 <= entries.advance_of(book.balances, ROTATION, "M03") <= len(weights)


def test_a_rate_pays_dues_and_never_a_fine_or_welfare() -> None:
    fine = Account("general", AccountKind.FINES, "M03")
    welfare = entries.welfare_owed("M03", "2026.11.1")
    dues, before = entries.dues("M03", ROUND.key), entries.owed_before("M03")
    balances = {fine: 500, welfare: 300, dues: 6_000, before: 1_000}
    own = group(rules=rules(more='[allocation]\norder = ["arrears", "current"]\n').rules)
    assert owed_from(own, balances, "M03", SHILLINGS) == [(before, 1_000), (dues, 6_000)]
    assert owed_from(own, balances, "M03", POUNDS) == owed_in_order(own, balances, "M03")


def test_shillings_never_pay_pounds_as_the_same_number() -> None:
    """Without a rate nothing but an error comes of it, whoever forgets to ask for one."""
    owed = [(entries.dues("M03", "1.1"), 6_000)]
    with pytest.raises(MixedCurrencies):
        entries.contribution("M03", 6_000, into=SHILLINGS, owed=owed, key="k", on=ON)
    with pytest.raises(MixedCurrencies):
        entries.contribution("M03", 6_000, into=SHILLINGS, owed=[], key="k", on=ON)
    with pytest.raises(MixedCurrencies):
        entries.allocation(
            "M03", CODE, 6_000, lies_in=SHILLINGS, owed=owed, key="k", on=ON, actor=""
        )
    with pytest.raises(MixedCurrencies):
        entries.agreed_expense_paid(
            "3", 6_000, out_of=SHILLINGS, receipt=CODE, on=ON, actor="", memo=""
        )


def test_what_is_spent_out_of_shillings_is_an_expense_in_shillings_and_so_is_its_charge() -> None:
    entry = entries.expense(
        300_000, out_of=SHILLINGS, receipt=CODE, on=ON, actor="", memo="timber", fee_cents=5_300
    )
    assert {line.account: line.amount_cents for line in entry.postings} == {
        Account("kes", AccountKind.EXPENSES): 300_000,
        Account("kes", AccountKind.FEES): 5_300,
        SHILLINGS: -305_300,
    }
    assert entry.currency == "KES"
    pot = entries.pot("1.1")
    with pytest.raises(MixedCurrencies):
        entries.payout(pot, "M03", 6_000, out_of=SHILLINGS, receipt=CODE, on=ON, actor="")


def test_what_is_owed_is_netted_off_a_pot_within_the_groups_currency_only() -> None:
    pot, to = entries.pot("1.1"), entries.payable(ROTATION, "M01", "1.1")
    debt = (entries.dues("M01", "1.1"), 6_000)
    fine = (Account("general", AccountKind.FINES, "M01"), 500)
    abroad = (Account("kes", AccountKind.UNALLOCATED, "M01"), 6_000)
    agreed = {"key": "k", "on": ON, "actor": "M02+M03"}
    entries.payout_agreed(pot, to, 72_000, deducted=[debt, fine], lies_in=POUNDS, **agreed)
    for deducted, lies_in in (([abroad], POUNDS), ([fine], SHILLINGS)):
        with pytest.raises(MixedCurrencies):
            entries.payout_agreed(pot, to, 72_000, deducted=deducted, lies_in=lies_in, **agreed)


def line(fund: str, kind: AccountKind, cents: int, owner: str = "M03") -> Posting:
    return Posting(Account(fund, kind, owner), cents)


MIXED = [
    (
        "two funds without an exchange",
        (
            line("kes", AccountKind.COLLECTOR, 100),
            line("kes", AccountKind.UNALLOCATED, -100),
            line("rotation", AccountKind.COLLECTOR, 100),
            line("rotation", AccountKind.DUES, -100),
        ),
    ),
    (
        "an exchange on one side only",
        (
            line("kes", AccountKind.COLLECTOR, 100),
            line("kes", AccountKind.EXCHANGE, -100),
            line("rotation", AccountKind.COLLECTOR, 100),
            line("rotation", AccountKind.DUES, -100),
        ),
    ),
    ("a debt abroad", (line("kes", AccountKind.COLLECTOR, 1), line("kes", AccountKind.DUES, -1))),
    ("a pot abroad", (line("kes", AccountKind.COLLECTOR, 1), line("kes", AccountKind.POT, -1))),
    ("ahead abroad", (line("kes", AccountKind.CASH, 1), line("kes", AccountKind.ADVANCE, -1))),
]


@pytest.mark.parametrize("postings", [case[1] for case in MIXED], ids=[case[0] for case in MIXED])
def test_an_entry_cannot_mix_currencies(postings: tuple[Posting, ...]) -> None:
    with pytest.raises(MixedCurrencies):
        JournalEntry(EntryKind.CONTRIBUTION, "k", ON, postings)


def test_an_exchange_is_one_entry_of_both_amounts_as_they_moved() -> None:
    entry = entries.money_exchanged(
        Side(POUNDS, 60_000, 400), Side(SHILLINGS, 9_840_000), key="k", on=ON, actor="M01+M02"
    )
    assert by_currency(entry) == {"rotation": 0, "general": 0, "kes": 0}
    moved = {posting.account: posting.amount_cents for posting in entry.postings}
    assert moved == {
        POUNDS: -60_000,
        Account("general", AccountKind.COLLECTOR, "C1"): -400,
        entries.fees(): 400,
        GBP_EXCHANGE: 60_000,
        SHILLINGS: 9_840_000,
        KES_EXCHANGE: -9_840_000,
    }
    assert (entry.amount_cents, entry.currency) == (60_000, "")


def test_an_exchange_back_takes_its_fee_in_its_own_fund() -> None:
    entry = entries.money_exchanged(
        Side(SHILLINGS, 100_000, 3_000), Side(POUNDS, 600), key="k", on=ON, actor="M01+M02"
    )
    moved = {posting.account: posting.amount_cents for posting in entry.postings}
    assert moved == {
        SHILLINGS: -103_000,
        Account("kes", AccountKind.FEES): 3_000,
        KES_EXCHANGE: 100_000,
        POUNDS: 600,
        GBP_EXCHANGE: -600,
    }
    assert (entry.amount_cents, entry.currency) == (100_000, "KES")


def test_the_text_of_a_remittance_names_the_exchange_by_what_came() -> None:
    entry = entries.money_exchanged(
        Side(POUNDS, 60_000, 400),
        Side(SHILLINGS, 9_840_000),
        key=entries.receipt_key(CODE),
        on=ON,
        actor="M01+M02",
        receipt=CODE,
    )
    recorded = Recorded(CODE, True, ((entry, 1),))
    assert (recorded.amount_cents, recorded.currency) == (9_840_000, "KES")
    assert (recorded.remaining_cents, recorded.lies_in) == (9_840_000, SHILLINGS)
    assert recorded.shares == {}


def test_what_was_exchanged_is_its_owners_in_the_currency_in_which_it_came() -> None:
    entry = paid(book_with_dues(), "M03", 1_006_500)
    recorded = Recorded(CODE, True, ((entry, 1),))
    assert recorded.shares == {"M03": 1_006_500}
    assert recorded.remaining_cents == 1_006_500
    assert recorded.is_exchanged


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("pay"), st.sampled_from(TWELVE), st.integers(1, 2_000_000)),
            st.tuples(st.just("out"), st.integers(1, 90_000), st.integers(1, 10_000_000)),
            st.tuples(st.just("back"), st.integers(1, 90_000), st.integers(1, 10_000_000)),
        ),
        max_size=12,
    ),
    st.decimals(Decimal("0.001"), Decimal(30_000), places=3),
    st.integers(0, 10),
)
def test_whatever_is_exchanged_each_fund_sums_to_nothing_and_no_entry_mixes(
    events: list[tuple[str, str | int, int]], per_unit: Decimal, percent: int
) -> None:
    book, rate = (
        book_with_dues(),
        replace(RATE, per_unit=per_unit, tolerance=Fraction(percent, 100)),
    )
    for what, who, cents in events:
        if what == "pay":
            if rate.worth_cents(cents):
                paid(book, str(who), cents, rate)
            continue
        pounds, shillings = Side(POUNDS, int(who), 7), Side(SHILLINGS, cents)
        gave, got = (pounds, shillings) if what == "out" else (shillings, pounds)
        key = f"k{len(book.entries)}"
        book.post(entries.money_exchanged(gave, got, key=key, on=ON, actor="M01+M02"))
    sums: dict[str, int] = {}
    for account, cents in book.balances.items():
        sums[account.fund] = sums.get(account.fund, 0) + cents
        assert not account.currency or account.kind.meaning.is_abroad
    assert not any(sums.values())
    book.verify()


def test_the_debts_of_a_member_are_in_the_groups_currency_alone() -> None:
    """Whatever lies in shillings, what is owed and kept ahead is in pounds: totals never mix."""
    abroad = [kind for kind in AccountKind if kind.meaning.is_abroad]
    assert not any(kind.meaning.is_members_own for kind in abroad)
