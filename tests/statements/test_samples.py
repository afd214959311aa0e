"""The two sample statements come out as statements.expected.json says, to the letter."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chama.statements import BookEntry, BookMember, Statement, read, reconcile

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "statements.expected.json").read_text("utf-8"))
MEMBERS = [
    BookMember(one["id"], one["name"], one["phone"], one["ref"]) for one in EXPECTED["members"]
]
SAMPLES = ["statement-org.csv", "statement-customer.txt"]


def payments(statement: Statement) -> list[dict[str, object]]:
    return [
        {
            "receipt": one.receipt,
            "direction": one.direction,
            "amount_minor": one.amount.cents,
            "fee_minor": one.fee.cents,
            "reversed_by": one.reversed_by,
        }
        for one in statement.transactions
        if one.ignored_because is None
    ]


def without_member(payment: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in payment.items() if key != "member"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_read_as_expected(sample: str) -> None:
    expected, statement = EXPECTED[sample], read(DATA / sample)
    assert statement.opening.cents == expected["opening_minor"]
    assert statement.closing.cents == expected["closing_minor"]
    assert statement.row_count == expected["data_rows"]
    assert payments(statement) == [without_member(one) for one in expected["payments"]]
    ignored = [
        {"receipt": one.receipt, "why": one.ignored_because}
        for one in statement.transactions
        if one.ignored_because is not None
    ]
    assert sorted(ignored, key=lambda one: str(one["receipt"])) == expected["ignored"]


def entries(ledger: list[dict[str, Any]]) -> list[BookEntry]:
    return [
        BookEntry(
            one["id"],
            date.fromisoformat(one["date"]),
            one["member"],
            one["amount_minor"],
            one["receipt"],
        )
        for one in ledger
    ]


def test_the_sample_book_is_compared_as_expected() -> None:
    expected = EXPECTED["statement-org.csv"]
    result = reconcile(read(DATA / "statement-org.csv"), MEMBERS, entries(expected["ledger"]))
    matches = [{"entry_id": one.entry_id, "receipt": one.receipt} for one in result.matches]
    findings = [
        {"kind": one.kind, "entry_id": one.entry_id, "receipt": one.receipt}
        for one in result.findings
    ]
    assert matches == expected["matches"]
    assert findings == expected["findings"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_payment_of_a_sample_is_found_to_be_its_members(sample: str) -> None:
    """An entry by its member agrees with the payment; one by anybody else is reported."""
    statement = read(DATA / sample)
    for payment in EXPECTED[sample]["payments"]:
        day = next(
            one.occurred_at.date()
            for one in statement.transactions
            if one.receipt == payment["receipt"]
        )
        for member in MEMBERS:
            entry = BookEntry(
                "E", day, member.id, payment["amount_minor"], payment["receipt"].lower()
            )
            kinds = {one.kind for one in reconcile(statement, MEMBERS, [entry]).findings}
            is_anothers = member.id != payment["member"] and payment["direction"] == "in"
            assert ("credited_to_another_member" in kinds) == is_anothers


def test_the_holder_of_the_customers_statement_is_told_as_printed() -> None:
    statement = read(DATA / "statement-customer.txt")
    assert (statement.holder, statement.holder_phone) == ("SAMPLE TREASURER", "25470***888")
