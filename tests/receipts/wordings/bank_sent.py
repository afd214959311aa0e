"""Cases of the family `bank_sent`: Banks' notices to the payer."""

from __future__ import annotations

from datetime import date

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
            amount=Money.of(270),
            party_name="JANE WANJIKU",
            party_phone="+254712345678",
            occurred_at=at(2025, 4, 11, 13, 58),
            issuer="bank",
        ),
    ),
    "debited": (
        "Your account ****0091 has been DEBITED with KES 3,000.00 on 01/11/2026 at"
        " 08:00. Ref FT26305KKLM. Bal KES 120.00",
        receipt(
            Kind.BANK_SENT,
            code="FT26305KKLM",
            amount=Money.of(3_000),
            account="****0091",
            occurred_at=at(2026, 11, 1, 8, 0),
            balance=Money.of(120),
            issuer="bank",
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
    "I&M to M-Pesa": (
        "Bank to M-PESA transfer of KES 1,000.00 to 254712000001 - WANJIRU KAMAU successfully"
        " processed. Transaction Ref ID: 3685WURQ6612. M-PESA Ref ID: UKNLA84E39",
        receipt(
            Kind.BANK_SENT,
            code="UKNLA84E39",
            amount=Money.of(1000),
            party_name="WANJIRU KAMAU",
            party_phone="+254712000001",
        ),
    ),
    "PesaLink, to a number": (
        "Pesalink transfer of KES 5,000.00 to 254712000001 on 23/11/2026 17:48 processed"
        " successfully. Transaction Ref ID:060690198038",
        receipt(
            Kind.BANK_SENT,
            code="060690198038",
            amount=Money.of(5000),
            party_phone="+254712000001",
            occurred_at=at(2026, 11, 23, 17, 48),
            issuer="bank",
        ),
    ),
    "PesaLink, to an account": (
        "Pesalink transfer of KES 5,000.00 to A/C 0123456789 - AMANI GROUP on 23/11/2026 17:48"
        " processed successfully. Transaction Ref ID:060690198038. I&M Bank",
        receipt(
            Kind.BANK_SENT,
            code="060690198038",
            amount=Money.of(5000),
            party_name="AMANI GROUP",
            account="0123456789",
            occurred_at=at(2026, 11, 23, 17, 48),
            issuer="bank-im",
        ),
    ),
    "short form": (
        "NCBA: A/C 123456 DR KES 500.00 on 22/11/26 to JANE DOE. Ref: NC1234",
        receipt(
            Kind.BANK_SENT,
            code="NC1234",
            amount=Money.of(500),
            party_name="JANE DOE",
            account="123456",
            occurred_at=date(2026, 11, 22),
            issuer="bank-ncba",
        ),
    ),
    "reference of the bank alone": (
        "You have sent KES 1,000.00 to WANJIRU KAMAU 0712000001 via M-PESA. Ref: KC123456. KCB",
        receipt(
            Kind.BANK_SENT,
            code="KC123456",
            amount=Money.of(1000),
            party_name="WANJIRU KAMAU",
            party_phone="+254712000001",
            issuer="bank-kcb",
        ),
    ),
}
