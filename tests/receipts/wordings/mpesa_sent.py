"""Cases of the family `mpesa_sent`: Money sent, paid, withdrawn, deposited."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "name with a star and an initial, bold, number spaced": (
        "*TI24G9SKBX Confirmed. *Ksh1,000.00* sent to CH*ACHA MORRIS M. 0711 111 111 on 2/9/2025 at"
        " 7.24pm. New M-PESA balance is Ksh100.00.*",
        receipt(
            Kind.SENT_PERSON,
            code="TI24G9SKBX",
            amount=Money.of(1000),
            party_name="CH*ACHA MORRIS M",
            party_phone="+254711111111",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
    "shop that calls itself confirmed": (
        "OAS9V3PS75 Confirmed. Ksh2,701.00 paid to CONFIRMED STYLES BOUTIQUE. on"
        " 28/1/20 at 9:22 AM New M-PESA balance is Ksh415.31. Transaction cost,"
        " Ksh8.00.",
        receipt(
            Kind.PAID_TILL,
            code="OAS9V3PS75",
            amount=Money.of(2_701),
            party_name="CONFIRMED STYLES BOUTIQUE",
            occurred_at=at(2020, 1, 28, 9, 22),
            balance=Money(41_531),
        ),
    ),
    "withdrawal cut off": (
        "TJGRGWFEM1 Confirmed.on 16/10/25 at 11:47 PMWithdraw Ksh7,292.00 from 8028962"
        " - Mwisho wa Lami Agencies New M-PESA balance i...",
        receipt(
            Kind.WITHDRAW_AGENT,
            code="TJGRGWFEM1",
            amount=Money.of(7_292),
            party_name="Mwisho wa Lami Agencies",
            account="8028962",
            occurred_at=at(2025, 10, 16, 23, 47),
        ),
    ),
    "deposit cut off": (
        "UIUT9CHOIU Confirmed. On 30/9/26 at 9:22 AM Give Ksh2,500.00 cash to Bidii"
        " Agencies New M-PESA balance is Ksh",
        receipt(
            Kind.DEPOSIT_AGENT,
            code="UIUT9CHOIU",
            amount=Money.of(2_500),
            party_name="Bidii Agencies",
            occurred_at=at(2026, 9, 30, 9, 22),
        ),
    ),
}
