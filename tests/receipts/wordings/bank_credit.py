"""Cases of the family `bank_credit`: Banks' notices of money that came into an account."""

from __future__ import annotations

from datetime import date

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "PesaLink": (
        "KES 2,500 received from JANE W KAMAU into A/C ****6150. View https://r.pesalink.co.ke/abc",
        receipt(
            Kind.BANK_CREDIT,
            amount=Money.of(2500),
            party_name="JANE W KAMAU",
            account="****6150",
            issuer="bank",
        ),
    ),
    "SBM credit": (
        "Dear JANE: KES 5,000.00 Incoming Pesalink, has been credited to account ending 1234 on"
        " 03-09-2026",
        receipt(
            Kind.BANK_CREDIT,
            amount=Money.of(5000),
            account="1234",
            occurred_at=date(2026, 9, 3),
            issuer="bank",
        ),
    ),
    "bank credit, account first": (
        "Your Equity account 0123XXX456 has been credited with KES 3,000.00 from JANE WANJIKU. Ref:"
        " EQ123456 on 03/09/2026 at 10:00 AM. Balance KES 9,000.00",
        receipt(
            Kind.BANK_CREDIT,
            code="EQ123456",
            amount=Money.of(3000),
            party_name="JANE WANJIKU",
            account="0123XXX456",
            occurred_at=at(2026, 9, 3, 10, 0),
            balance=Money.of(9000),
            issuer="bank-equity",
        ),
    ),
    "bank credit, payer last": (
        "Dear Customer, KES 3,000.00 has been credited to your account 0123456 by JOHN KAMAU on"
        " 03/09/2026. Ref S12345678. Thank you",
        receipt(
            Kind.BANK_CREDIT,
            code="S12345678",
            amount=Money.of(3000),
            party_name="JOHN KAMAU",
            account="0123456",
            occurred_at=date(2026, 9, 3),
            issuer="bank",
        ),
    ),
    "bank credit, behind 'Confirmed'": (
        "Confirmed. KES 5,000.00 received from JOHN KAMAU to your account 123456. Ref EQ12345 on"
        " 3/9/26 at 10:00 AM",
        receipt(
            Kind.BANK_CREDIT,
            code="EQ12345",
            amount=Money.of(5000),
            party_name="JOHN KAMAU",
            account="123456",
            occurred_at=at(2026, 9, 3, 10, 0),
            issuer="bank",
        ),
    ),
    "Stanbic, month in words": (
        "Stanbic Bank: Credit of KES 4,410.50 to account ****4726 on 30-Dec-25 19:12."
        " From LUCY MUTISO. Ref SB18C6840E2. Available Balance: KES 5,122.40.",
        receipt(
            Kind.BANK_CREDIT,
            code="SB18C6840E2",
            amount=Money(441_050),
            party_name="LUCY MUTISO",
            account="****4726",
            occurred_at=at(2025, 12, 30, 19, 12),
            balance=Money(512_240),
            issuer="bank-stanbic",
        ),
    ),
    "Family, available balance": (
        "Family Bank: KES 500.00 has been deposited to A/C 0119188300001 by ABDI GALMA"
        " on 18-Apr-2024. Ref: FB3837893. Avail Bal: KES 20.00.",
        receipt(
            Kind.BANK_CREDIT,
            code="FB3837893",
            amount=Money.of(500),
            party_name="ABDI GALMA",
            account="0119188300001",
            occurred_at=date(2024, 4, 18),
            balance=Money.of(20),
            issuer="bank-family",
        ),
    ),
    "through M-Pesa, both references": (
        "Dear Customer, KES 8,785.00 received via M-PESA from FAITH MUGO 254795***078"
        " to A/C ****5772. M-PESA Ref UHUYMAOTQB, Bank Ref FT9572827942. 30/08/2026"
        " 16:52.",
        receipt(
            Kind.BANK_CREDIT,
            code="UHUYMAOTQB",
            amount=Money.of(8_785),
            party_name="FAITH MUGO",
            party_phone_masked="254795***078",
            account="****5772",
            occurred_at=at(2026, 8, 30, 16, 52),
        ),
    ),
    "cash over the counter": (
        "Dear MARY, KES 10,000 cash deposit to a/c 0700****11 by SELF at Nakuru branch"
        " 19/11/2026 12:31. Ref BR0099812. Stanbic",
        receipt(
            Kind.BANK_CREDIT,
            code="BR0099812",
            amount=Money.of(10_000),
            party_name="SELF",
            account="0700****11",
            occurred_at=at(2026, 11, 19, 12, 31),
            issuer="bank-stanbic",
        ),
    ),
    "blanks lost": (
        "Dear customer, you have receivedKsh12,596.00 from SWALEH JUMA to your account"
        " XXXX4757.Ref CO636250NM.Thank you.",
        receipt(
            Kind.BANK_CREDIT,
            code="CO636250NM",
            amount=Money.of(12_596),
            party_name="SWALEH JUMA",
            account="XXXX4757",
            issuer="bank",
        ),
    ),
    "Co-operative, short form": (
        "Co-operative Bank A/C XXX789 CR KES 15,000.00 on 23/11/26. Bal KES 60,000.00. Ref:"
        " COOP123456",
        receipt(
            Kind.BANK_CREDIT,
            code="COOP123456",
            amount=Money.of(15000),
            account="XXX789",
            occurred_at=date(2026, 11, 23),
            balance=Money.of(60000),
            issuer="bank-coop",
        ),
    ),
    "no account printed, DTB": (
        "DTB: You have received KES 1,000.00 from BARAKA MWANGI. Ref DT147258IJ. Thank you for"
        " banking with DTB.",
        receipt(
            Kind.BANK_CREDIT,
            code="DT147258IJ",
            amount=Money.of(1000),
            party_name="BARAKA MWANGI",
            issuer="bank-dtb",
        ),
    ),
    "no account, no bank named": (
        "You have received KES 1,000.00 from OTIENO OUMA. Ref: EQ12345678. Available balance is"
        " KES 25,000.00.",
        receipt(
            Kind.BANK_CREDIT,
            code="EQ12345678",
            amount=Money.of(1000),
            party_name="OTIENO OUMA",
            balance=Money.of(25000),
            issuer="bank",
        ),
    ),
    "a transaction ID as the other wallet prints it": (
        "Absa: You have received KES 2,000.00 from OTIENO OUMA. Transaction ID: AB123456. Thank"
        " you for banking with Absa.",
        receipt(
            Kind.BANK_CREDIT,
            code="AB123456",
            amount=Money.of(2000),
            party_name="OTIENO OUMA",
            issuer="bank-absa",
        ),
    ),
    "day without blanks": (
        "Equity Bank: Your account 0123456789 has been credited with KES 1,000.00 from BARAKA"
        " MWANGI on 23Nov26. Ref: SAL123456. Balance: KES 67,890.00",
        receipt(
            Kind.BANK_CREDIT,
            code="SAL123456",
            amount=Money.of(1000),
            party_name="BARAKA MWANGI",
            account="0123456789",
            occurred_at=date(2026, 11, 23),
            balance=Money.of(67890),
            issuer="bank-equity",
        ),
    ),
}
