"""Money sideways and out of hand: what it does to the accounts, and that none is made or lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chama import entries
from chama.entries import FUNDS, GENERAL, ROTATION, WELFARE
from chama.journal import Account, add_postings
from chama.kinds import AccountKind

DAY = date(2026, 11, 23)
HAND, BANK = entries.cash(ROTATION, "M02"), entries.collector(ROTATION, "C2")


def money(balances: dict[Account, int]) -> int:
    return sum(cents for account, cents in balances.items() if account.kind.meaning.is_money)


@given(
    held=st.dictionaries(st.sampled_from(FUNDS), st.integers(-5_000, 50_000)),
    cents=st.integers(1, 60_000),
    fee_cents=st.integers(0, 300),
)
def test_a_move_makes_and_loses_no_money_but_its_fee(
    held: dict[str, int], cents: int, fee_cents: int
) -> None:
    balances = {entries.cash(fund, "M02"): there for fund, there in held.items() if there}
    before = dict(balances)
    entry = entries.moved(
        balances, cents, source=HAND, target=BANK, key="move:1", on=DAY, actor="M01",
        fee_cents=fee_cents,
    )  # fmt: skip
    assert entry.amount_cents == cents
    add_postings(balances, entry.postings)
    assert money(balances) == money(before) - fee_cents
    assert entries.lies_in(balances, BANK) == cents
    assert entries.lies_in(balances, HAND) == entries.lies_in(before, HAND) - cents - fee_cents


def test_what_the_group_has_of_its_own_is_less_by_what_is_set_aside_and_spent() -> None:
    balances: dict[Account, int] = {entries.collector(GENERAL, "C1"): 100_000}
    agreed = entries.expense_agreed("7", 30_000, key="expense:7", on=DAY, actor="M01", words="soda")
    add_postings(balances, agreed.postings)
    assert entries.own_cents(balances) == 70_000
    assert entries.set_aside_in(balances) == ["7"]
    paid = entries.spent_in_cash(
        30_000, out_of=HAND, key="expense:8", on=DAY, actor="M01", words="soda", number="7"
    )
    add_postings(balances, paid.postings)
    assert (entries.own_cents(balances), entries.set_aside_in(balances)) == (70_000, [])
    assert entries.cash_of(balances, "M02") == -30_000


def test_what_it_was_for_stands_behind_the_payee() -> None:
    payee = entries.memo_of_payee("DUKA LA MAMA")
    assert entries.memo_of_spending("chairs", payee) == "to DUKA LA MAMA: chairs"
    assert entries.memo_of_spending("", payee) == payee
    assert entries.memo_of_spending("chairs") == "for chairs"
    assert entries.memo_of_spending("") == ""


def test_where_money_lies_and_of_what_it_is() -> None:
    balances = {
        HAND: 50_000,
        entries.cash(GENERAL, "M02"): -10_000,
        entries.collector(WELFARE, "C1"): 20_000,
        entries.dues("M03", "1.1"): 1,
    }
    assert entries.places(balances) == [
        (AccountKind.CASH, "M02", 40_000),
        (AccountKind.COLLECTOR, "C1", 20_000),
    ]
    assert [entries.money_of(balances, fund) for fund in FUNDS] == [50_000, 20_000, -10_000]


def test_money_in_another_currency_is_no_part_of_what_lies_there() -> None:
    shillings = entries.collector(entries.fund_of("KES"), "C1")
    balances = {HAND: 50_000, shillings: 990_000}
    assert entries.places(balances) == [(AccountKind.CASH, "M02", 50_000)]
    assert entries.lies_in(balances, entries.collector(ROTATION, "C1")) == 0
    assert entries.lies_in(balances, shillings) == 990_000
