"""The M-Pesa texts that the simulator makes: the wording of real ones, and codes of their day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.money_texts import Payment, fresh_code, received_text, sent_text
from chama.money import Money
from chama.receipts import read
from chama.receipts.codes import date_in_code
from chama.rota import NAIROBI, day_in_nairobi

WANJIRU, OTIENO = "+254712000001", "+254712000002"


def _payment(**facts: Any) -> Payment:
    return Payment(
        **{
            "code": "UKM1AB2C03",
            "amount": Money.of(1_000),
            "payer_name": "Otieno Ouma",
            "payer_phone": OTIENO,
            "payee_name": "Wanjiru Kamau",
            "payee_phone": WANJIRU,
            "at": datetime(2026, 11, 22, 9, 5, tzinfo=UTC),
            **facts,
        }
    )


def test_the_payer_s_text_has_the_real_wording() -> None:
    assert sent_text(_payment()) == (
        "UKM1AB2C03 Confirmed. Ksh1,000.00 sent to WANJIRU KAMAU 0712000001"
        " on 22/11/26 at 12:05 PM. New M-PESA balance is Ksh4,250.00. Transaction cost, Ksh0.00."
        " Amount you can transact within the day is 499,000.00."
    )


def test_the_payee_s_text_has_the_real_wording() -> None:
    assert received_text(_payment()) == (
        "UKM1AB2C03 Confirmed.You have received Ksh1,000.00 from OTIENO OUMA 0712***002"
        " on 22/11/26 at 12:05 PM New M-PESA balance is Ksh19,400.00."
    )


MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
AMOUNTS = st.integers(1, 25_000_000).map(Money)


@given(at=MOMENTS, amount=AMOUNTS)
def test_both_texts_read_as_the_same_unsuspicious_payment(at: datetime, amount: Money) -> None:
    payment = _payment(code=fresh_code(day_in_nairobi(at)), amount=amount, at=at)
    (sent,) = read(sent_text(payment), at)
    (received,) = read(received_text(payment), at)
    for receipt in (sent, received):
        assert (receipt.code, receipt.amount) == (payment.code, amount)
        assert receipt.occurred_at == at.astimezone(NAIROBI)
        assert receipt.warnings == ()
    assert (sent.direction, sent.party_phone) == ("out", WANJIRU)
    assert (received.direction, received.party_phone_masked) == ("in", "0712***002")


@given(day=st.dates(date(2015, 1, 1), date(2031, 12, 31)))
def test_a_fresh_code_names_its_day(day: date) -> None:
    code = fresh_code(day)
    assert date_in_code(code) == day
    assert re.fullmatch(r"[A-Z0-9]{10}", code)


def test_codes_are_fresh() -> None:
    codes = {fresh_code(date(2026, 11, 22)) for _ in range(100)}
    assert len(codes) == 100
