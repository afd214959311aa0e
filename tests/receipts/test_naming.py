"""The bank's notice names the payer of a payment whose M-Pesa text names only the bank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chama.money import Money
from chama.receipts import Receipt, names_payer_better, read

MPESA = {
    "Equity": "Equity Bulk Account 300600",
    "I&M": "IM BANK LIMITED- APP",
    "remitter": "WORLDREMIT",
}
NOTICES = {
    "Equity": "ACHIENG ATIENO has sent KShs. 1000.0 to your MPESA. The MPESA receipt number is"
    "  UKN1AC04AB and transaction reference is  EQA9DAFD0E63D56.",
    "I&M": "You have received KES 1,000.00 from ACHIENG ATIENO. Transaction Ref ID: 530443172643."
    " Mpesa Ref ID: UKN1AC04AB.",
    "KCB": "Dear MARY, ACHIENG ATIENO has sent KES 1,000.00 to your M-PESA from KCB. M-PESA Ref:"
    " UKN1AC04AB on 23/11/2026 09:32.",
}


def _one(text: str) -> Receipt:
    (receipt,) = read(text)
    return receipt


def _mpesas(payer: str) -> Receipt:
    return _one(
        f"UKN1AC04AB Confirmed.You have received Ksh1,000.00 from {payer} on 23/11/26 at 9:32 AM"
        " New M-PESA balance is Ksh7,578.38."
    )


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
@pytest.mark.parametrize("payer", MPESA.values(), ids=MPESA)
def test_a_banks_notice_names_the_person(payer: str, notice: str) -> None:
    first, second = _mpesas(payer), _one(notice)
    assert names_payer_better(first, second)
    assert not names_payer_better(second, first)


def test_another_code_amount_or_side_is_another_payment() -> None:
    first, second = _mpesas(MPESA["Equity"]), _one(NOTICES["Equity"])
    assert not names_payer_better(first, replace(second, code="UKN1AC05AB"))
    assert not names_payer_better(first, replace(second, amount=Money.of(999)))
    assert not names_payer_better(first, replace(second, issuer="bank:equity"))
    sent = _one("UKN1AC04AB Confirmed. Ksh1,000.00 sent to ACHIENG ATIENO on 23/11/26 at 9:32 AM.")
    assert not names_payer_better(first, sent)


def test_a_person_needs_no_better_name() -> None:
    second = _one(NOTICES["Equity"])
    assert not names_payer_better(_mpesas("OTIENO OUMA 0712***002"), second)
    assert not names_payer_better(_mpesas("OTIENO OUMA"), second)
