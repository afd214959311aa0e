"""Whose code a text prints: a network is always said, and M-Pesa's own code wins."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from chama.receipts import Direction, Kind, Receipt, read
from chama.receipts.banks import banks_named
from chama.receipts.fields import day
from chama.receipts.model import NAIROBI

RECEIVED_AT = datetime(2026, 11, 23, 18, 0, tzinfo=NAIROBI)
CREDIT = "Your account has been credited with KES 4,000.00 on {} from ACHIENG ATIENO. Ref {}."

NETWORKS = {
    "UGTF53TJ94 Confirmed.You have received Ksh250.00 from JANE 0722***117 on 29/7/26 at 9:13 AM"
    " New M-PESA balance is Ksh44,202.06.": "mpesa",
    "You have received Ksh500.00 from JANE 0733123456. Your new balance is Ksh50.00. Transaction"
    " ID: PP7789BB. Airtel Money.": "airtel",
    "T-kash: You have received KES 500 from 0772123456 JANE DOE. Txn ID TK1234567.": "tkash",
    "JANE DOE has sent KShs. 1000.0 to your MPESA. The MPESA receipt number is UKN1AC04AB and"
    " transaction reference is EQA9DAFD0E63D56.": "mpesa",
    "Equity Bank: KES 3,000 received from JANE DOE into your account 0123. MPESA Ref UKM1AC23AB."
    " Ref EQ9911": "mpesa",
    "Remitly: JANE DOE has sent you KES 249.00. Ref RC12345": "remittance",
    "Absa: You have received KES 2,000.00 in account 4321 from KCB BANK. Ref AB12": "bank-absa",
    CREDIT.format("22/11/26", "NC789012CD"): "bank",
    CREDIT.format("23/11/26", "UKN1AC23AB"): "mpesa",
    CREDIT.format("20/11/26", "UKN1AC23AB"): "bank",
}


def _one(text: str, received_at: datetime | None = RECEIVED_AT) -> Receipt:
    (receipt,) = read(text, received_at)
    return receipt


@pytest.mark.parametrize(("text", "network"), NETWORKS.items())
def test_network_is_the_one_that_gave_the_code(text: str, network: str) -> None:
    assert _one(text).network == network


def test_banks_differ_from_one_another() -> None:
    said = "{}: You have received KES 1,000.00 from JANE DOE. Ref 12345678."
    networks = {_one(said.format(bank)).network for bank in ("KCB", "NCBA", "Equity Bank", "DTB")}
    assert len(networks) == 4


def test_the_payers_bank_is_not_the_one_that_writes() -> None:
    assert banks_named("NCBA: RECEIVED FROM KCB BANK") == ["ncba", "kcb"]
    assert banks_named("YOUR KCB M-PESA ACCOUNT") == []


def test_an_account_that_is_not_printed_stays_unknown() -> None:
    receipt = _one(CREDIT.format("22/11", "NC789012CD"))
    assert (receipt.account, receipt.occurred_at) == (None, date(2026, 11, 22))
    assert not receipt.is_suspicious


@pytest.mark.parametrize(
    ("printed", "received_on", "want"),
    [
        ("22/11", date(2026, 11, 23), date(2026, 11, 22)),
        ("30/12", date(2026, 1, 2), date(2025, 12, 30)),
        ("23/11", date(2026, 11, 22), date(2026, 11, 23)),  # clocks differ
        ("24/11", date(2026, 11, 22), date(2025, 11, 24)),
        ("1/1", date(2026, 12, 31), date(2027, 1, 1)),
        ("31/2", date(2026, 11, 23), None),
        ("22NOV", date(2026, 11, 23), date(2026, 11, 22)),
        ("22-NOV", None, None),
    ],
)
def test_a_day_without_a_year_is_the_latest_that_can_be(
    printed: str, received_on: date | None, want: date | None
) -> None:
    assert day(printed, near=received_on) == want


def test_a_day_without_a_year_is_no_fault_where_the_time_of_receipt_is_unknown() -> None:
    receipt = _one(CREDIT.format("22/11", "NC789012CD"), None)
    assert (receipt.occurred_at, receipt.warnings) == (None, ())


def test_a_notice_that_shows_two_sides_is_the_banks_own_kind() -> None:
    said = "{}You have received KES 1,000.00 from JANE DOE. Transaction ID: 147258. {}"
    bank, airtel = _one(said.format("DTB: ", "")), _one(said.format("", "Airtel Money"))
    assert (bank.kind, airtel.kind) == (Kind.BANK_CREDIT, Kind.AIRTEL_RECEIVED)
    assert {bank.direction, airtel.direction} == {Direction.IN}
