"""What a provider charged on top of money out is read where the text says so."""

from __future__ import annotations

import pytest

from chama.receipts import read

SENT = "UKN5OU7T01 Confirmed. Ksh4,000.00 sent to BARAKA MWANGI 0712000004 on 23/11/26 at 8:45 AM."
IMETUMWA = (
    "UKN5OU7T01 Imethibitishwa Ksh4,000.00 imetumwa kwa BARAKA MWANGI 0712000004"
    " tarehe 23/11/26 saa 8:45 AM. Baki yako mpya ya M-PESA ni Ksh200.00."
)
RECEIVED = (
    "UKN5OU7T01 Confirmed.You have received Ksh4,000.00 from BARAKA MWANGI 0712000004"
    " on 23/11/26 at 8:45 AM New M-PESA balance is Ksh12,500.00."
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        (f"{SENT} New M-PESA balance is Ksh200.00. Transaction cost, Ksh57.00.", 5_700),
        (f"{SENT} New M-PESA balance is Ksh200.00. Transaction cost Ksh.7.00", 700),
        (f"{IMETUMWA} Gharama ya kutuma ni Ksh1,057.50.", 105_750),
        (f"{SENT} New M-PESA balance is Ksh200.00. Transaction cost, Ksh0.00.", None),
        (f"{SENT} New M-PESA balance is Ksh200.00.", None),
        (f"{RECEIVED} Transaction cost, Ksh57.00.", None),
    ],
    ids=["english", "odd dots", "swahili", "free", "without its tail", "money in"],
)
def test_the_fee_of_money_out(text: str, cents: int | None) -> None:
    (receipt,) = read(text)
    assert (receipt.fee.cents if receipt.fee else None) == cents


def test_a_text_without_its_tail_is_of_the_same_payment() -> None:
    (whole,) = read(f"{SENT} New M-PESA balance is Ksh200.00. Transaction cost, Ksh57.00.")
    (short,) = read(f"{SENT} New M-PESA balance is Ksh200.00.")
    assert whole == short
