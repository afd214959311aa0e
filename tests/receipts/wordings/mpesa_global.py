"""Cases of the family `mpesa_global`: M-PESA Global."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "abroad through M-PESA Global": (
        "TI24G9SKBX Confirmed. Ksh500.00 sent to M-PESA  GLOBAL for account 255712345678 on"
        " 2/9/25 at"
        " 7:24 PM New M-PESA balance is Ksh100.00.",
        receipt(
            Kind.PAID_PAYBILL,
            code="TI24G9SKBX",
            amount=Money.of(500),
            party_name="M-PESA GLOBAL",
            account="255712345678",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
}
