"""Cases of the family `mpesa_received`: Money received, and copies of such texts."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Reason
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "copy that breaks off": (
        "UGTF53TJ94 Confirmed.You have received Ksh250.00 from JANE DOE 0722***117 on 29/7/26 at"
        " 9:13 AM  New M-PESA balance is Ksh",
        receipt(
            Kind.RECEIVED_PERSON,
            code="UGTF53TJ94",
            amount=Money.of(250),
            party_name="JANE DOE",
            party_phone_masked="0722***117",
            occurred_at=at(2026, 7, 29, 9, 13),
        ),
    ),
    "balance left out": (
        "UGTF53TJ94 Confirmed.You have received Ksh250.00 from JANE DOE 0722***117 on 29/7/26 at"
        " 9:13 AM.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="UGTF53TJ94",
            amount=Money.of(250),
            party_name="JANE DOE",
            party_phone_masked="0722***117",
            occurred_at=at(2026, 7, 29, 9, 13),
        ),
    ),
    "received, then reversed, is no credit": (
        "TI24G9SKBX Confirmed. Ksh500.00 received from JANE DOE 0712345678 on 2/9/25 at 7:24 PM has"
        " been reversed. New M-PESA balance is Ksh0.00",
        receipt(
            Kind.REVERSAL_OUT,
            code="TI24G9SKBX",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(0),
            reverses="TI24G9SKBX",
        ),
    ),
    "number before the name": (
        "TG51234567 Confirmed.You have received Ksh1,000.00 from 0712345678 JOHN DOE on"
        " 5/7/25 at 3:45 PM New M-PESA balance is Ksh69.13.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="TG51234567",
            amount=Money.of(1_000),
            party_name="JOHN DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money(6_913),
        ),
    ),
    "month in words": (
        "TG51234567 Confirmed.You have received Ksh1,000.00 from JOHN DOE 0712***678 on"
        " 5 July 2025 at 3:45 PM New M-PESA balance is Ksh69.13.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="TG51234567",
            amount=Money.of(1_000),
            party_name="JOHN DOE",
            party_phone_masked="0712***678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money(6_913),
        ),
    ),
    "shillings as hand-written": (
        "TG51234567 Confirmed. You have received Ksh1,000/= from JOHN DOE 0712345678 on"
        " 5/7/25 at 3:45 PM. New M-PESA balance is Ksh69/=.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="TG51234567",
            amount=Money.of(1_000),
            party_name="JOHN DOE",
            party_phone="+254712345678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(69),
        ),
    ),
    "business with a year in its name": (
        "TL3AEKWNZD Confirmed. You have received Ksh250.00 from UMOJA WELFARE GROUP"
        " 2019 on 3/12/25 at 8:24 AM. New M-PESA balance is Ksh1,272.66.",
        receipt(
            Kind.RECEIVED_BUSINESS,
            code="TL3AEKWNZD",
            amount=Money.of(250),
            party_name="UMOJA WELFARE GROUP 2019",
            occurred_at=at(2025, 12, 3, 8, 24),
            balance=Money(127_266),
        ),
    ),
    "halves with their numbers": (
        "1/2\nUAOV3TB0SQ Confirmed.You have received Ksh1,350.00 from RASHID  OMAR"
        " 0768***984 on 24/1/26 at\n2/2\n7:45 PM  New M-PESA balance is Ksh1,910.00.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="UAOV3TB0SQ",
            amount=Money.of(1_350),
            party_name="RASHID OMAR",
            party_phone_masked="0768***984",
            occurred_at=at(2026, 1, 24, 19, 45),
            balance=Money.of(1_910),
        ),
    ),
    "halves under a chat program's headers": (
        "[24/10/26, 08:45:10] Mum: 1/2 TG51234567 Confirmed.You have received"
        " Ksh1,000.00 from JOHN (1/2)\n[24/10/26, 08:45:12] Mum: 2/2 DOE 0712***678 on"
        " 5/7/25 at 3:45 PM New M-PESA balance is Ksh69.13.",
        receipt(
            Kind.RECEIVED_PERSON,
            code="TG51234567",
            amount=Money.of(1_000),
            party_name="JOHN DOE",
            party_phone_masked="0712***678",
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money(6_913),
        ),
    ),
    "typed by hand, with slips": (
        "tht3e1xxmg comfirmed.you have recieved 2839/= frm charles  onchiri 0112540198"
        " on 29/8/25 at 5:16 pm. nw m-pesa balnce is ksh3,000",
        receipt(
            Kind.RECEIVED_PERSON,
            code="THT3E1XXMG",
            amount=Money.of(2_839),
            party_name="CHARLES ONCHIRI",
            party_phone="+254112540198",
            occurred_at=at(2025, 8, 29, 17, 16),
            balance=Money.of(3_000),
            warnings=(Reason.UNKNOWN_WORDING,),
        ),
    ),
    "no amount's currency": (
        "ufk2w3e4r5 confirmed you have received 700 from mama shiru 0722***414 on"
        " 20/6/26 at 6.10 pm new m-pesa balance is ksh 900",
        receipt(
            Kind.RECEIVED_PERSON,
            code="UFK2W3E4R5",
            amount=Money.of(700),
            party_name="MAMA SHIRU",
            party_phone_masked="0722***414",
            occurred_at=at(2026, 6, 20, 18, 10),
            balance=Money.of(900),
            warnings=(Reason.UNKNOWN_WORDING,),
        ),
    ),
}
