"""Cases of the family `mpesa_savings`: Savings accounts inside M-Pesa."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "code glued to Confirmed, KCB": (
        "SK38ABCDEFConfirmed.Ksh500.00 transfered to KCB M-PESA account on 3/11/24 at 1:51 PM. New"
        " M-PESA balance is Ksh700.00, new KCB M-PESA Saving account balance is Ksh99.00.",
        receipt(
            Kind.SAVINGS_OUT,
            code="SK38ABCDEF",
            amount=Money.of(500),
            party_name="KCB M-PESA",
            occurred_at=at(2024, 11, 3, 13, 51),
            balance=Money.of(700),
        ),
    ),
    "to Mali": (
        "TI24G9SKBX Confirmed. Ksh500.00 sent to MALI for account Wealth Management on 2/9/25 at"
        " 7:24"
        " PM New M-PESA balance is Ksh100.00.",
        receipt(
            Kind.SAVINGS_OUT,
            code="TI24G9SKBX",
            amount=Money.of(500),
            party_name="MALI",
            account="Wealth Management",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
    "from KCB M-PESA, two balances": (
        "TJUL3MS56Z Confirmed. Ksh4,861.21 transfered from KCB M-PESA account on"
        " 30/10/25 at 10.32AM. New KCB M-PESA balance is Ksh33.52, New M-PESA balance"
        " is Ksh7,234.47.",
        receipt(
            Kind.SAVINGS_IN,
            code="TJUL3MS56Z",
            amount=Money(486_121),
            party_name="KCB M-PESA",
            occurred_at=at(2025, 10, 30, 10, 32),
            balance=Money(723_447),
        ),
    ),
    "from M-Shwari, nothing behind the time": (
        "TH54241KAK Confirmed.Ksh2,500.00 transferred from M-Shwari account on 5/8/25 at 7:03 PM",
        receipt(
            Kind.SAVINGS_IN,
            code="TH54241KAK",
            amount=Money.of(2_500),
            party_name="M-Shwari",
            occurred_at=at(2025, 8, 5, 19, 3),
        ),
    ),
}
