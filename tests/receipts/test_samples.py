"""The sixty labelled samples (invented people and payments) are read field by field."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chama.money import Money
from chama.receipts import Receipt, read

SAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "samples.jsonl").read_text(encoding="utf-8").splitlines()
]
RECEIVED_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def _decimal(money: Money | None) -> str | None:
    return money.decimal if money is not None else None


def _labels(receipt: Receipt) -> dict[str, object]:
    return {
        "kind": receipt.kind,
        "direction": receipt.direction,
        "receipt": receipt.code,
        "amount": _decimal(receipt.amount),
        "party_name": receipt.party_name,
        "party_phone": receipt.party_phone,
        "party_phone_masked": receipt.party_phone_masked,
        "account": receipt.account,
        "occurred_at": receipt.occurred_at.isoformat() if receipt.occurred_at else None,
        "balance": _decimal(receipt.balance),
        "reversed_receipt": receipt.reverses,
        "suspicious": receipt.is_suspicious,
        "suspicious_reasons": list(receipt.warnings),
    }


def _expected(sample: dict[str, Any]) -> list[dict[str, Any]]:
    if sample["kind"] == "chat":
        return []
    return sample.get("expect_many") or [sample]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["source_shape"])
def test_sample_is_read_as_labelled(sample: dict[str, Any]) -> None:
    receipts = read(sample["text"], RECEIVED_AT)
    labels = [_labels(receipt) for receipt in receipts]
    assert labels == [{key: want[key] for key in labels[0]} for want in _expected(sample)]
    assert {receipt.language for receipt in receipts} <= {sample["language"]}
