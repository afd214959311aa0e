"""Cases of the family `tkash`: T-Kash's texts."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "T-Kash": (
        "T-Kash: You have received KES 500.00 from JANE DOE 0771234567 on 12/10/26 at 4:05 PM. Your"
        " new T-Kash balance is KES 900.00. Ref: TK123456",
        receipt(
            Kind.TKASH_RECEIVED,
            code="TK123456",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254771234567",
            occurred_at=at(2026, 10, 12, 16, 5),
            balance=Money.of(900),
        ),
    ),
    "number before the name": (
        "T-kash: You have received KES 10,000.00 from 0772332471 WYCLIFFE MWITI on"
        " 05/12/2025 19:47. Txn ID 345480503. Your T-kash balance is KES 16,401.67.",
        receipt(
            Kind.TKASH_RECEIVED,
            code="345480503",
            amount=Money.of(10_000),
            party_name="WYCLIFFE MWITI",
            party_phone="+254772332471",
            occurred_at=at(2025, 12, 5, 19, 47),
            balance=Money(1_640_167),
        ),
    ),
    "received from, with Confirmed": (
        "T-kash: Confirmed. Ksh 1,250.00 received from 0772345001 PENINAH WAYUA on"
        " 17/09/2026 at 10:00. Ref TKX9917761. T-kash balance Ksh 1,300.00",
        receipt(
            Kind.TKASH_RECEIVED,
            code="TKX9917761",
            amount=Money.of(1_250),
            party_name="PENINAH WAYUA",
            party_phone="+254772345001",
            occurred_at=at(2026, 9, 17, 10, 0),
            balance=Money.of(1_300),
        ),
    ),
}
