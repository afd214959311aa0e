"""Cases of the family `mpesa_collected`: Texts on a merchant's phone: till, paybill, Pochi."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "till through a bank's app": (
        "SJ332AF1YS Confirmed on 3/10/24 at 1:51 PM Ksh500.00 received from 488519-NCBA Bank M-"
        " pesa:254712345678. New Account balance is Ksh1,200.00",
        receipt(
            Kind.RECEIVED_TILL,
            code="SJ332AF1YS",
            amount=Money.of(500),
            party_name="NCBA Bank M- pesa",
            party_phone="+254712345678",
            account="488519",
            occurred_at=at(2024, 10, 3, 13, 51),
            balance=Money.of(1200),
        ),
    ),
    "masked till payer of 2026": (
        "UA332AF1YS Confirmed.on 3/1/26 at 1:51 PMKSH500.00 received from 254723***660 JANE"
        " WANJIKU."
        " New Account balance is KSH1300.22. Transaction cost, Ksh0.00.",
        receipt(
            Kind.RECEIVED_TILL,
            code="UA332AF1YS",
            amount=Money.of(500),
            party_name="JANE WANJIKU",
            party_phone_masked="254723***660",
            occurred_at=at(2026, 1, 3, 13, 51),
            balance=Money(130_022),
        ),
    ),
    "aggregator's paybill, no code": (
        "Payment Of Kshs 500.00 Has Been Received By UMOJA SACCO For Account 1234, From JANE DOE on"
        " 3/1/26 at 1:51 PM",
        receipt(
            Kind.RECEIVED_PAYBILL,
            amount=Money.of(500),
            party_name="JANE DOE",
            account="1234",
            occurred_at=at(2026, 1, 3, 13, 51),
        ),
    ),
    "till, no date left": (
        "UA332AF1YS Confirmed.on. KSH500.00 received from 254723***660 JANE WANJIKU."
        " New Account balance is KSH1300.22. Transaction cost, KSH0.00.",
        receipt(
            Kind.RECEIVED_TILL,
            code="UA332AF1YS",
            amount=Money.of(500),
            party_name="JANE WANJIKU",
            party_phone_masked="254723***660",
            balance=Money(130_022),
        ),
    ),
    "paybill, account number behind": (
        "TG51234567 Confirmed. On 5/7/25 at 3:45 PM Ksh500.00 received from JANE DOE"
        " 254712***678. Account Number UMOJA1. New Utility balance is Ksh1,000.00",
        receipt(
            Kind.RECEIVED_PAYBILL,
            code="TG51234567",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone_masked="254712***678",
            account="UMOJA1",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(1_000),
        ),
    ),
    "paybill, empty account": (
        "TG51234567 Confirmed. Ksh500.00 received from JANE DOE 0712345678 for account"
        " on 5/7/25 at 3:45 PM. New Utility balance is Ksh1,000.00",
        receipt(
            Kind.RECEIVED_PAYBILL,
            code="TG51234567",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(1_000),
        ),
    ),
    "pochi, no date left": (
        "SEK5OABE3R Confirmed.You have received Ksh28,613.00 from KHADIJA NOOR on. New"
        " business balance is Ksh36,418.93. To access your funds, Dial *334#",
        receipt(
            Kind.RECEIVED_POCHI,
            code="SEK5OABE3R",
            amount=Money.of(28_613),
            party_name="KHADIJA NOOR",
            balance=Money(3_641_893),
        ),
    ),
}
