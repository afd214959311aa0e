"""Which texts of a phone are the group's, by who sent them and on what the money came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.forwarding.reading import Sms
from bot.forwarding.senders import is_of_money, is_taken
from chama.constitution import CollectorKind
from chama.receipts import read
from tests.builders import NOW, PHONE, received_text, sent_text

TILL = replace(PHONE, code="C2", kind=CollectorKind.TILL, name="Umoja Till")
EQUITY = replace(PHONE, code="C3", kind=CollectorKind.BANK, name="Equity Bank Thika")
SOME_BANK = replace(EQUITY, name="Our account")


AIRTEL = replace(PHONE, code="C4", phone="+254733000001")
TKASH = replace(PHONE, code="C5", phone="+254770000001")
ABROAD = replace(PHONE, code="C6", phone="+255712000001")
TILL_AT_AIRTELS = replace(TILL, phone=AIRTEL.phone)


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        *((sender, {"C1", "C2", "C6"}) for sender in ("MPESA", "M-PESA", "mpesa", "M-Pesa")),
        *((sender, {"C4"}) for sender in ("AIRTELMONEY", "AirtelMoney")),
        *((sender, {"C5"}) for sender in ("TKASH", "TKash")),
    ],
)
def test_a_wallet_tells_of_its_own_money(sender: str, told: set[str]) -> None:
    everything = (PHONE, TILL_AT_AIRTELS, EQUITY, AIRTEL, TKASH, ABROAD)
    assert {one.code for one in everything if is_of_money(sender, [one])} == told


@pytest.mark.parametrize(
    "sender",
    [
        "0712000003", "+254712000003", "22384", "Mama Njeri", "MPESA Agent", "My MPESA", "MPESA2",
        "M.PESA", "MPESA-254", "Safaricom", "EquityBank", "", "ＭＰＥＳＡ", "МPESA", "MPEſA",
        "M PESA", "m pesa", "-MPESA-", "M--PESA", "M--P-E S-A", "M-P-ESA", "AIRTEL MONEY",
        "AIRTEL-MONEY", "T KASH", "T-KASH",
    ],
)  # fmt: skip
def test_nobody_else_does(sender: str) -> None:
    assert not is_of_money(sender, [PHONE, TILL, AIRTEL, TKASH])


@pytest.mark.parametrize(
    ("sender", "is_equitys", "is_some_banks"),
    [
        pytest.param("EquityBank", True, True, id="own"),
        pytest.param("EQUITY BANK", True, True, id="two-words"),
        pytest.param("KCB", False, True, id="another-bank"),
        pytest.param("Equity Bank Agent Mary Wambui", False, False, id="somebody"),
        pytest.param("MPESA", False, False, id="wallet"),
        pytest.param("0712000003", False, False, id="number"),
    ],
)
def test_a_bank_tells_of_its_own_accounts(
    sender: str, is_equitys: bool, is_some_banks: bool
) -> None:
    assert is_of_money(sender, [EQUITY]) is is_equitys
    assert is_of_money(sender, [SOME_BANK]) is is_some_banks


RECEIVED = received_text("UKN1AB2C01")
SENT = sent_text("UKN1AB2C02")
AT_THE_TILL = (
    "UKN0A5Y601 Confirmed.on 23/11/26 at 8:10 AMKsh200.00 received from 254712000003 ACHIENG. "
    "New Account balance is Ksh1,200.00. Transaction cost, Ksh0.00."
)
REVERSED = (
    "UKN9RV8S07 Confirmed. Transaction UKN1AB2C01 has been reversed on 23/11/26 at 9:00 AM and "
    "Ksh1,000.00 is debited from your M-PESA account."
)
STRANGE = "Your M-PESA thing moved Ksh450.00 somewhere today."
LOAN = "Dear Wanjiru, your M-Shwari loan of Ksh 2,000.00 is due on 30/11/26. Pay in time."
PROMOTION = "Get Ksh 50 cashback when you pay by M-PESA today. Dial *334#."
PIN = "Dear customer, never share your M-PESA PIN with anybody."


@pytest.mark.parametrize(
    ("text", "on_phone", "on_till"),
    [
        pytest.param(RECEIVED, True, False, id="received"),
        pytest.param(SENT, True, False, id="sent"),
        pytest.param(AT_THE_TILL, True, True, id="till"),
        pytest.param(REVERSED, True, True, id="reversed"),
        pytest.param(STRANGE, True, False, id="unreadable-with-an-amount"),
        pytest.param(LOAN, True, False, id="a-loan-of-their-own"),
        pytest.param(PROMOTION, True, False, id="a-promotion"),
        pytest.param(RECEIVED[:60], True, False, id="a-part-of-received"),
        pytest.param(PIN, False, False, id="no-money"),
    ],
)
def test_a_holders_own_money_beside_a_till_is_nobodys_business(
    text: str, on_phone: bool, on_till: bool
) -> None:
    sms = Sms("MPESA", text)
    receipts = read(text, NOW)
    assert is_taken(sms, receipts, [PHONE, TILL]) is on_phone
    assert is_taken(sms, receipts, [TILL]) is on_till


def test_a_wallet_beside_the_groups_other_wallet_is_its_holders_own() -> None:
    own = Sms("MPESA", RECEIVED), read(RECEIVED, NOW)
    assert not is_taken(*own, [AIRTEL, TILL_AT_AIRTELS])
    assert is_taken(Sms("MPESA", AT_THE_TILL), read(AT_THE_TILL, NOW), [AIRTEL, TILL_AT_AIRTELS])
    assert not is_taken(Sms("MPESA", LOAN), [], [AIRTEL, TILL_AT_AIRTELS])


def test_what_the_groups_bank_writes_is_kept_although_nothing_reads_it() -> None:
    assert is_taken(Sms("EquityBank", STRANGE), [], [TILL, EQUITY])
