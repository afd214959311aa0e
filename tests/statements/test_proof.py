"""The running balance: which orders prove, which rows count once, and what never proves."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.receipts.model import NAIROBI
from chama.statements import UnprovenStatement
from chama.statements.proof import prove
from chama.statements.rows import Around, Row

START = datetime(2026, 8, 1, 9, 0, tzinfo=NAIROBI)
NOTHING_PRINTED = Around()


def row(
    line: int, cents: int, balance: int | None, second: int = 0, receipt: str | None = None
) -> Row:
    code = receipt or f"UH1AAAA{line:03}"
    at = START + timedelta(seconds=second)
    return Row(line, code, at, f"payment {line}", "Completed", cents, balance)


def chain(opening: int, amounts: list[int], seconds: list[int]) -> list[Row]:
    rows, balance = [], opening
    for line, (cents, second) in enumerate(zip(amounts, seconds, strict=True)):
        balance += cents
        rows.append(row(line, cents, balance, second))
    return rows


AMOUNTS = st.lists(st.integers(-5, 5).map(lambda units: units * 100), min_size=1, max_size=25)


@given(
    amounts=AMOUNTS, opening=st.integers(0, 900), seed=st.integers(0, 999), is_known=st.booleans()
)
def test_any_order_within_a_second_is_put_right(
    amounts: list[int], opening: int, seed: int, is_known: bool
) -> None:
    """Whatever the order in a file, the rows prove, from the printed opening or one they allow."""
    rng = random.Random(seed)
    seconds = sorted(rng.randrange(4) for _ in amounts)
    rows = chain(opening, amounts, seconds)
    closing = rows[-1].balance_cents
    listed = rng.sample(rows, len(rows))
    proof = prove(listed, Around(opening_cents=opening if is_known else None))
    assert sorted(one.line for one in proof.rows) == list(range(len(rows)))
    if is_known or seconds[0] == seconds[-1]:
        assert proof.closing_cents - proof.opening_cents == sum(amounts)
    if is_known:
        assert (proof.opening_cents, proof.closing_cents) == (opening, closing)
    balance = proof.opening_cents
    for one in proof.rows:
        balance += one.cents
        assert one.balance_cents == balance


@given(amounts=AMOUNTS, place=st.integers(0, 24), by=st.integers(1, 99))
def test_a_balance_changed_by_less_than_any_amount_never_proves(
    amounts: list[int], place: int, by: int
) -> None:
    rows = chain(1_000, amounts, list(range(len(amounts))))
    place %= len(rows)
    changed = rows[place]
    rows[place] = replace(changed, balance_cents=(changed.balance_cents or 0) + by)
    with pytest.raises(UnprovenStatement, match=r"receipt|closes"):
        prove(rows, Around(opening_cents=1_000, closing_cents=1_000 + sum(amounts)))


def test_rows_of_one_receipt_may_all_print_its_last_balance() -> None:
    rows = [
        row(1, 26_200, 31_200, receipt="UH1AAAAAAA"),
        row(2, -31_000, 0, receipt="UH1AAAAAAA"),
        row(3, -200, 0, receipt="UH1AAAAAAA"),
        row(4, 500, 500, 1),
    ]
    assert prove(rows, NOTHING_PRINTED).opening_cents == 5_000
    assert prove(rows, Around(opening_cents=5_000, closing_cents=500)).closing_cents == 500


def test_a_charge_may_come_after_another_payment_of_its_second() -> None:
    rows = [
        row(1, 1_000, 1_000, receipt="UH1AAAAAAA"),
        row(2, 500, 1_500, receipt="UH1BBBBBBB"),
        row(3, -30, 1_470, receipt="UH1AAAAAAA"),
    ]
    assert prove(rows[::-1], NOTHING_PRINTED).closing_cents == 1_470


def test_a_row_printed_again_counts_once_unless_the_balances_need_it() -> None:
    rows = chain(0, [500, 700], [0, 1])
    assert len(prove([rows[0], rows[0], rows[1]], NOTHING_PRINTED).rows) == 2
    there_and_back = [row(1, 500, 500), row(2, -500, 0), row(1, 500, 500)]
    last = row(3, 900, 1_400, 1)
    assert prove([*there_and_back, last], Around(opening_cents=0)).closing_cents == 1_400
    with pytest.raises(UnprovenStatement):
        prove([*there_and_back, row(3, 900, 1_500, 1)], Around(opening_cents=0))


def test_rows_of_one_receipt_whose_balances_lead_nowhere_do_not_prove() -> None:
    rows = [row(1, 500, 900, receipt="UH1AAAAAAA"), row(2, -30, 100, receipt="UH1AAAAAAA")]
    with pytest.raises(UnprovenStatement):
        prove(rows, NOTHING_PRINTED)
    many = [row(line, 100, 900, receipt="UH1AAAAAAA") for line in range(7)]
    with pytest.raises(UnprovenStatement):
        prove(many, NOTHING_PRINTED)


def test_what_did_not_complete_moves_nothing() -> None:
    rows = chain(0, [500, 700], [0, 1])
    failed = replace(row(9, 300, None, 1), status="Failed")
    assert prove([*rows, failed], NOTHING_PRINTED).closing_cents == 1_200


@pytest.mark.parametrize(
    ("around", "words"),
    [
        (Around(opening_cents=100), "line 0"),
        (Around(closing_cents=1_300), "rows are missing"),
    ],
    ids=["opening", "closing"],
)
def test_a_printed_balance_that_differs_is_refused(around: Around, words: str) -> None:
    with pytest.raises(UnprovenStatement, match=words):
        prove(chain(0, [500, 700], [0, 1]), around)


def test_a_statement_without_transactions_proves_if_its_balances_are_equal() -> None:
    assert prove([], Around(opening_cents=5, closing_cents=5)).rows == ()
    with pytest.raises(UnprovenStatement):
        prove([], Around(opening_cents=5, closing_cents=6))
