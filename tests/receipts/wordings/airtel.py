"""Cases of the family `airtel`: Airtel Money's texts."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Language
from tests.receipts.expect import Cases, receipt

CASES: Cases = {
    "sent by Airtel Money": (
        "You have sent Ksh500.00 to JANE DOE 0733123456. Your new balance is Ksh100.00. Transaction"
        " ID: PP7789BC. Airtel Money.",
        receipt(
            Kind.AIRTEL_SENT,
            code="PP7789BC",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254733123456",
            balance=Money.of(100),
        ),
    ),
    "Airtel Money of 2013": (
        "Trans. ID: 123456789 You have received 500.00Ksh from\nJOHN KAMAU. Your available\nbalance"
        " is 900.00Ksh.",
        receipt(
            Kind.AIRTEL_RECEIVED,
            code="123456789",
            amount=Money.of(500),
            party_name="JOHN KAMAU",
            balance=Money.of(900),
        ),
    ),
    "received": (
        "Airtel Money: You have received KES 1,500 from AISHA MWINYI 0733123456."
        " Transaction ID: AIR48812345. Balance KES 9,000.",
        receipt(
            Kind.AIRTEL_RECEIVED,
            code="AIR48812345",
            amount=Money.of(1_500),
            party_name="AISHA MWINYI",
            party_phone="+254733123456",
            balance=Money.of(9_000),
        ),
    ),
    "number before the name": (
        "You have received Ksh1,500.00 from 0100123456 PETER KORIR. Your new balance is"
        " Ksh1,600.00. Transaction ID: PP4411KD. Airtel Money.",
        receipt(
            Kind.AIRTEL_RECEIVED,
            code="PP4411KD",
            amount=Money.of(1_500),
            party_name="PETER KORIR",
            party_phone="+254100123456",
            balance=Money.of(1_600),
        ),
    ),
    "in Swahili": (
        "Umepokea Ksh750.00 kutoka kwa HALIMA NOOR 0100223344. Salio lako jipya ni"
        " Ksh801.50. Nambari ya muamala: PP7710QA. Airtel Money.",
        receipt(
            Kind.AIRTEL_RECEIVED,
            Language.SWAHILI,
            code="PP7710QA",
            amount=Money.of(750),
            party_name="HALIMA NOOR",
            party_phone="+254100223344",
            balance=Money(80_150),
        ),
    ),
    "TID and a line break": (
        "Txn ID: PP261005.1545.C12345. You have received Ksh 500.00 from\nJANE DOE. Bal:"
        " Ksh 700.00.",
        receipt(
            Kind.AIRTEL_RECEIVED,
            code="PP261005.1545.C12345",
            amount=Money.of(500),
            party_name="JANE DOE",
            balance=Money.of(700),
        ),
    ),
}
