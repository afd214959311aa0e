"""Cases of the family `mpesa_swahili`: M-Pesa's Swahili texts."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Language
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "a second code hangs on the end": (
        "TAD5YCZ6J0 Imethibitishwa. Umepokea Ksh50.00 kutoka JANE DOE 0712345678 mnamo 13/1/25 saa"
        " 5:39 PM  Baki yako ya M-PESA ni Ksh60.00. Kurudisha hizi pesa, tuma ujumbe huu kwa"
        " 456.TAD72CZ6J3 Imethibitishwa.",
        receipt(
            Kind.RECEIVED_PERSON,
            Language.SWAHILI,
            code="TAD5YCZ6J0",
            amount=Money.of(50),
            party_name="JANE DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 1, 13, 17, 39),
            balance=Money.of(60),
        ),
    ),
    "tarehe, salio lako": (
        "QDI0PHSEK3 Imethibitishwa. Umepokea Ksh25,000.00 kutoka kwa ABDI KOOME"
        " M'IMANYARA 0717210616 tarehe 18/4/22 saa 6:01 PM. Salio lako jipya la M-PESA"
        " ni Ksh47,613.05.",
        receipt(
            Kind.RECEIVED_PERSON,
            Language.SWAHILI,
            code="QDI0PHSEK3",
            amount=Money.of(25_000),
            party_name="ABDI KOOME M'IMANYARA",
            party_phone="+254717210616",
            occurred_at=at(2022, 4, 18, 18, 1),
            balance=Money(4_761_305),
        ),
    ),
    "withdrawn": (
        "QF33XEM874 Imethibitishwa.Tarehe 3/6/22 saa 7:13 PM Toa Ksh10,000.00 kutoka"
        " 3777160 - Lulu Electricals Malindi rd. Salio lako jipya la M-PESA ni Ksh0.00.",
        receipt(
            Kind.WITHDRAW_AGENT,
            Language.SWAHILI,
            code="QF33XEM874",
            amount=Money.of(10_000),
            party_name="Lulu Electricals Malindi rd",
            account="3777160",
            occurred_at=at(2022, 6, 3, 19, 13),
            balance=Money.of(0),
        ),
    ),
    "deposited": (
        "RJ71G9XHGG Imethibitishwa. Tarehe 7/10/23 saa 7:41 AM mpe Ksh7,745.00 pesa"
        " taslimu Bidii Agencies. Salio lako jipya la M-PESA ni Ksh8,363.96.",
        receipt(
            Kind.DEPOSIT_AGENT,
            Language.SWAHILI,
            code="RJ71G9XHGG",
            amount=Money.of(7_745),
            party_name="Bidii Agencies",
            occurred_at=at(2023, 10, 7, 7, 41),
            balance=Money(836_396),
        ),
    ),
    "paybill": (
        "TBH4DQ8GOV Imethibitishwa. Ksh1,574.00 imetumwa kwa SAFARI SAVERS 1000 kwa"
        " akaunti nambari JN.KAMAU tarehe 17/2/25 saa 12:56 PM. Baki yako ya M-PESA ni"
        " Ksh2,638.71.",
        receipt(
            Kind.PAID_PAYBILL,
            Language.SWAHILI,
            code="TBH4DQ8GOV",
            amount=Money.of(1_574),
            party_name="SAFARI SAVERS 1000",
            account="JN.KAMAU",
            occurred_at=at(2025, 2, 17, 12, 56),
            balance=Money(263_871),
        ),
    ),
}
