"""Cases of the family `bank_sent`: Banks' notices to the payer."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "Equity till, the payer's text though it says received": (
        "Confirmed. Payment of KES. 160.00 to NAIVAS Till No. 123456 has been received. Ref."
        " SL42ABCDEF on 04-12-2024 at 15:17.",
        receipt(
            Kind.BANK_SENT,
            code="SL42ABCDEF",
            network="bank",
            amount=Money.of(160),
            party_name="NAIVAS",
            account="123456",
            occurred_at=at(2024, 12, 4, 15, 17),
        ),
    ),
    "NCBA's app": (
        "your MPESA transfer of KES. 1,000.00 to Jane Wanjiku (254712345678) was successful. MPESA"
        " ref number UFO2T3W6K0",
        receipt(
            Kind.BANK_SENT,
            code="UFO2T3W6K0",
            amount=Money.of(1000),
            party_name="Jane Wanjiku",
            party_phone="+254712345678",
        ),
    ),
    "Equity's app": (
        "Your payment of 270 KES to JANE WANJIKU 0712345678 was successful. Ref. AC12345678 on"
        " 11/04/2025 at 13:58. Thank you",
        receipt(
            Kind.BANK_SENT,
            code="AC12345678",
            network="bank",
            amount=Money.of(270),
            party_name="JANE WANJIKU",
            party_phone="+254712345678",
            occurred_at=at(2025, 4, 11, 13, 58),
        ),
    ),
    "debited": (
        "Your account ****0091 has been DEBITED with KES 3,000.00 on 01/11/2026 at"
        " 08:00. Ref FT26305KKLM. Bal KES 120.00",
        receipt(
            Kind.BANK_SENT,
            code="FT26305KKLM",
            network="bank",
            amount=Money.of(3_000),
            account="****0091",
            occurred_at=at(2026, 11, 1, 8, 0),
            balance=Money.of(120),
        ),
    ),
    "LOOP, name with title, fee behind": (
        "You have successfully sent KES 4,400 to 0722123321 - Tr. Nafula Were Fee KES"
        " 7.00 M-Pesa Ref, UH2KJH6G5F on 02/08/2026 17:25:08.",
        receipt(
            Kind.BANK_SENT,
            code="UH2KJH6G5F",
            amount=Money.of(4_400),
            party_name="Tr. Nafula Were",
            party_phone="+254722123321",
            occurred_at=at(2026, 8, 2, 17, 25),
        ),
    ),
}
