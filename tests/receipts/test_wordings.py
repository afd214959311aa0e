"""Rarer wordings one by one, talk that is no confirmation, and laws that hold for any text."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.money import Money
from chama.receipts import Direction, Kind, Language, Receipt, read
from chama.receipts.model import NAIROBI
from chama.receipts.template import fixed_words, pattern_of
from chama.receipts.wordings import all_notices, all_wordings


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=NAIROBI)


def receipt(kind: Kind, language: Language = Language.ENGLISH, **fields: object) -> Receipt:
    return Receipt(kind, kind.direction, language, **fields)


CASES = {
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
    "code glued to Confirmed, KCB": (
        "SK38ABCDEFConfirmed.Ksh500.00 transfered to KCB M-PESA account on 3/11/24 at 1:51 PM. New"
        " M-PESA balance is Ksh700.00, new KCB M-PESA Saving account balance is Ksh99.00.",
        receipt(
            Kind.SAVINGS_OUT,
            code="SK38ABCDEF",
            amount=Money.of(500),
            party_name="KCB M-PESA",
            occurred_at=at(2024, 11, 3, 13, 51),
            balance=Money.of(700),
        ),
    ),
    "Absa's promise": (
        "JANE WANJIKU has transferred KES2000 to your MPESA ref: UFO2T3W6K0. Please await MPESA"
        " notification.",
        receipt(
            Kind.BANK_TO_MPESA,
            code="UFO2T3W6K0",
            amount=Money.of(2000),
            party_name="JANE WANJIKU",
        ),
    ),
    "SBM to M-Pesa behind talk": (
        "Nimelipa\nDear JOHN, MARY WAIRIMU has sent you KES. 3,500.00 to your MPESA. Ref number"
        " UFO2T3W6K0",
        receipt(
            Kind.BANK_TO_MPESA,
            Language.MIXED,
            code="UFO2T3W6K0",
            amount=Money.of(3500),
            party_name="MARY WAIRIMU",
        ),
    ),
    "PesaLink": (
        "KES 2,500 received from JANE W KAMAU into A/C ****6150. View https://r.pesalink.co.ke/abc",
        receipt(
            Kind.BANK_CREDIT,
            amount=Money.of(2500),
            party_name="JANE W KAMAU",
            account="****6150",
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
        ),
    ),
    "T-Kash": (
        "T-Kash: You have received KES 500.00 from JANE DOE 0771234567 on 12/10/26 at 4:05 PM. Your"
        " new T-Kash balance is KES 900.00. Ref: TK123456",
        receipt(
            Kind.TKASH_RECEIVED,
            code="TK123456",
            amount=Money.of(500),
            party_name="JANE DOE",
            party_phone="+254771234567",
            occurred_at=at(2026, 10, 12, 16, 5),
            balance=Money.of(900),
        ),
    ),
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
    "to Mali": (
        "TI24G9SKBX Confirmed. Ksh500.00 sent to MALI for account Wealth Management on 2/9/25 at"
        " 7:24"
        " PM New M-PESA balance is Ksh100.00.",
        receipt(
            Kind.SAVINGS_OUT,
            code="TI24G9SKBX",
            amount=Money.of(500),
            party_name="MALI",
            account="Wealth Management",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
    "abroad through M-PESA Global": (
        "TI24G9SKBX Confirmed. Ksh500.00 sent to M-PESA  GLOBAL for account 255712345678 on"
        " 2/9/25 at"
        " 7:24 PM New M-PESA balance is Ksh100.00.",
        receipt(
            Kind.PAID_PAYBILL,
            code="TI24G9SKBX",
            amount=Money.of(500),
            party_name="M-PESA GLOBAL",
            account="255712345678",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
    "reversal of 2014": (
        "DT85TH896 Confirmed. Transaction DT84AB123 has been reversed.  Your account balance is now"
        " Ksh500.00.",
        receipt(
            Kind.REVERSAL_OUT,
            code="DT85TH896",
            balance=Money.of(500),
            reverses="DT84AB123",
        ),
    ),
    "a till's refund": (
        "TI24G9SKBX confirmed. Your Pay Shop transaction TI18G9SKBX of 10Ksh has been refunded by"
        " 971577 - MAMA SHOP. New M-PESA balance is Ksh20.00.",
        receipt(
            Kind.REVERSAL_IN,
            code="TI24G9SKBX",
            amount=Money.of(10),
            party_name="MAMA SHOP",
            account="971577",
            balance=Money.of(20),
            reverses="TI18G9SKBX",
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
        ),
    ),
    "name with a star and an initial, bold, number spaced": (
        "*TI24G9SKBX Confirmed. *Ksh1,000.00* sent to CH*ACHA MORRIS M. 0711 111 111 on 2/9/2025 at"
        " 7.24pm. New M-PESA balance is Ksh100.00.*",
        receipt(
            Kind.SENT_PERSON,
            code="TI24G9SKBX",
            amount=Money.of(1000),
            party_name="CH*ACHA MORRIS M",
            party_phone="+254711111111",
            occurred_at=at(2025, 9, 2, 19, 24),
            balance=Money.of(100),
        ),
    ),
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
    "Tanzanian money": (
        "5CB123456 Imethibitishwa. Umepokea Tsh10,000.00 kutoka JOHN 255712345678 tarehe 3/9/26 saa"
        " 7:00 PM. Salio lako ni Tsh20,000",
        receipt(Kind.FOREIGN, Language.SWAHILI),
    ),
    "Ugandan money": (
        "You have received UGX 50,000 from JOHN 256772123456. TID 123456.",
        receipt(Kind.FOREIGN),
    ),
    "one-time code": (
        "Use code 082017 to send 50.00 KES to 254712345678 via MPesa",
        receipt(Kind.REQUEST),
    ),
    "wrong PIN": ("Failed, you have entered the wrong PIN. Try again.", receipt(Kind.FAILED)),
    "still underway": (
        "M-PESA is unable to process your request because a similar transaction is currently"
        " underway",
        receipt(Kind.FAILED),
    ),
    "refused, in Swahili": (
        "Umekataa kuidhinisha amali ya KSH20.00.",
        receipt(Kind.FAILED, Language.SWAHILI),
    ),
}


@pytest.mark.parametrize(("text", "want"), CASES.values(), ids=CASES)
def test_rare_wording_is_read_exactly(text: str, want: Receipt) -> None:
    assert read(text) == [want]


@pytest.mark.parametrize(("text", "want"), CASES.values(), ids=CASES)
def test_rare_wording_pasted_twice_counts_once(text: str, want: Receipt) -> None:
    assert len(read(f"{text}\n{text}")) == 1


TALK = [
    "",
    "Nimetuma 500 leo asubuhi, confirm please",
    "Please confirm you have received Ksh500 from Mary",
    "What is my balance? I sent Ksh 500 yesterday",
    "Confirmed. I will come with Ksh500",
    "Attendance confirmed, see you on 3/4/26 at 2:00 PM",
    "Nimepokea Ksh500 kutoka kwa Mary, asante",
    "Nimelipa Ksh500 umetuma lini?",
    "Paid 500, code UGTF53TJ94",
    "Congratulations! You have won Ksh50,000 call 0712345678 to claim",
    "Get up to Ksh 5,000 with Fuliza. Dial *334#",
    "Earn interest daily on Ziidi MMF,Dial *334#",
    "I confirmed with Mary that she sent Ksh500 to you",
]


@pytest.mark.parametrize("text", TALK)
def test_talk_and_adverts_hold_no_receipt(text: str) -> None:
    assert read(text) == []


ALL_TEMPLATES = [template for row in all_wordings() for template in row.templates] + [
    head for row in all_notices() for head in row.heads
]


@pytest.mark.parametrize("template", ALL_TEMPLATES)
def test_every_template_compiles_and_has_words_of_its_own(template: str) -> None:
    assert pattern_of(template)
    assert fixed_words(template)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read(text), list)


PIECES = st.sampled_from(
    [
        "UGTF53TJ94 ",
        "Confirmed.",
        "You have received ",
        "Ksh",
        "250.00",
        " from JANE",
        " on 29/7/26",
        " at 9:13 AM",
        " New M-PESA balance is ",
        "\u200b",
        "К",
        " 0722***117",
        ".",
        "\n",
        "-",
        "0",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_still_receipt_names_no_money(text: str) -> None:
    for found in read(text):
        if found.direction is Direction.NONE:
            assert (found.code, found.amount, found.balance, found.party_name) == (None,) * 4


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_clean_credit_has_code_amount_and_payer(text: str) -> None:
    for found in read(text):
        if found.direction is Direction.IN and not found.is_suspicious:
            assert found.code is not None
            assert found.amount is not None
            assert found.amount.cents > 0
            assert found.party_name
