"""Money sent abroad through M-PESA Global."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Wording

WORDINGS = [
    Wording(
        Kind.PAID_PAYBILL,
        (
            "{amount} sent to M-PESA GLOBAL for account[ {account}] {when}"
            "[. New M-PESA balance is {balance}]",
        ),
        "real texts 2024 (S4, A)",
        party_name="M-PESA GLOBAL",
    ),
]
