"""Cases of the family `mpesa_loans`: Loans inside M-Pesa."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Direction, Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "Hustler Fund, deposited": (
        "UINK55BPCW Confirmed. Your Hustler Fund loan of Ksh5,448.00 has been deposited"
        " to your M-PESA account on 23/9/26 at 2:57 PM. New M-PESA balance is"
        " Ksh5,975.82. Your loan of Ksh5,982.43 is due on 23/10/26. Dial *254#",
        receipt(
            Kind.LOAN,
            code="UINK55BPCW",
            amount=Money.of(5_448),
            occurred_at=at(2026, 9, 23, 14, 57),
            balance=Money(597_582),
        ),
    ),
    "Hustler Fund, part of it saved": (
        "UID5HUST99 Confirmed. Your Hustler Fund loan of Ksh 1,500.00 has been"
        " deposited to your M-PESA account on 13/9/26 at 11:00 AM. Ksh75.00 has been"
        " saved in your Hustler Fund savings. New M-PESA balance is Ksh1,425.00.",
        receipt(
            Kind.LOAN,
            code="UID5HUST99",
            amount=Money.of(1_500),
            occurred_at=at(2026, 9, 13, 11, 0),
            balance=Money.of(1_425),
        ),
    ),
    "Hustler Fund, paid back": (
        "TLO65QOOA5 Confirmed. Ksh1,000.00 has been paid towards your Hustler Fund loan"
        " on 24/12/25 at 12:22 PM. Outstanding loan is Ksh133.08. New M-PESA balance is"
        " Ksh800.60.",
        receipt(
            Kind.LOAN,
            code="TLO65QOOA5",
            amount=Money.of(1_000),
            occurred_at=at(2025, 12, 24, 12, 22),
            balance=Money(80_060),
            direction=Direction.OUT,
        ),
    ),
    "KCB M-PESA, disbursed": (
        "UAEMNJSJUL Confirmed. Ksh100.00 loan from KCB M-PESA has been disbursed to"
        " your M-PESA account on 14/1/26 at 3:16 PM. New M-PESA balance is Ksh371.96."
        " Loan due on 28/1/26.",
        receipt(
            Kind.LOAN,
            code="UAEMNJSJUL",
            amount=Money.of(100),
            occurred_at=at(2026, 1, 14, 15, 16),
            balance=Money(37_196),
        ),
    ),
    "M-Shwari, approved": (
        "OAF6X667PB Confirmed. Your M-Shwari loan has been approved on 15/1/20 at 3:16"
        " PM and Ksh500.00 has been deposited to your M-PESA account. New M-PESA"
        " balance is Ksh824.80.",
        receipt(
            Kind.LOAN,
            code="OAF6X667PB",
            amount=Money.of(500),
            occurred_at=at(2020, 1, 15, 15, 16),
            balance=Money(82_480),
        ),
    ),
    "M-Shwari, paid back": (
        "UF41VJ7MHZ Confirmed. Loan repayment of Ksh250.00 from M-PESA to M-Shwari on"
        " 4/6/26 at 5:42 PM received. M-Shwari loan balance is Ksh5,865.40. M-PESA"
        " balance is Ksh677.46.",
        receipt(
            Kind.LOAN,
            code="UF41VJ7MHZ",
            amount=Money.of(250),
            occurred_at=at(2026, 6, 4, 17, 42),
            balance=Money(67_746),
            direction=Direction.OUT,
        ),
    ),
}
