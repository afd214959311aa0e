"""Cases of the family `mpesa_ratiba`: Standing orders."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "to a person": (
        "TG51234567 Confirmed. Your standing order of Ksh500.00 to JANE DOE 0712345678"
        " has been executed on 5/7/25 at 3:45 PM. New M-PESA balance is Ksh55.00",
        receipt(
            Kind.SENT_PERSON,
            code="TG51234567",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(55),
        ),
    ),
    "to a paybill": (
        "TG51234567 Confirmed. Ksh500.00 sent to UMOJA SACCO for account A12 via M-PESA"
        " Ratiba on 5/7/25 at 3:45 PM. New M-PESA balance is Ksh55.00",
        receipt(
            Kind.PAID_PAYBILL,
            code="TG51234567",
            amount=Money.of(500),
            party_name="UMOJA SACCO",
            account="A12",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(55),
        ),
    ),
}
