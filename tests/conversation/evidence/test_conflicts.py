"""A code that is in the book comes again with other facts, or with the same ones told fuller."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Say
from chama.journal import ReceiptId
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    received_text,
    recorded,
    reply,
    sent_text,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
IN_BOOK = {mpesa(CODE): recorded(contribution())}
NOTHING = {"cents": [], "days": [], "names": []}
BANK_NOTICE = (
    "ROSE AKOTH has sent KShs. 1000.0 to your MPESA. The MPESA receipt number is  UKN1AB2C01 and "
    "transaction reference is  EQ12345678."
)
WITHOUT_DAY = "{code} Confirmed. You have received Ksh1,000.00 from {name} on. New M-PESA balance."
AIRTEL = (
    "You have received Ksh1,000.00 from ACHIENG ATIENO 0733000003 on {day}. "
    "Your new balance is Ksh1,500.00. Transaction ID: PP7789BB. Airtel Money."
)


def booked(day: date = TODAY, memo: str = "ACHIENG ATIENO", **changes: Any) -> dict[str, Any]:
    entry = replace(contribution(), effective_on=day, memo=memo)
    return {mpesa(CODE): recorded(entry, **changes)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            received_text(amount="900.00"), {"cents": [100_000, 90_000]}, id="another-amount"
        ),
        pytest.param(
            received_text(day="25/11/26"), {"days": ["2026-11-23", "2026-11-25"]}, id="a-later-day"
        ),
        pytest.param(
            received_text(day="21/11/26"),
            {"days": ["2026-11-23", "2026-11-21"]},
            id="an-earlier-day",
        ),
        pytest.param(
            received_text(payer="BARAKA MWANGI 0712000004"),
            {"names": ["ACHIENG ATIENO", "BARAKA MWANGI"]},
            id="another-payer",
        ),
        pytest.param(
            received_text(amount="900.00", payer="BARAKA MWANGI 0712000004", day="25/11/26"),
            {
                "cents": [100_000, 90_000],
                "days": ["2026-11-23", "2026-11-25"],
                "names": ["ACHIENG ATIENO", "BARAKA MWANGI"],
            },
            id="everything",
        ),
    ],
)
def test_other_facts_are_told_to_every_officer_and_nothing_is_posted(
    text: str, found: dict[str, Any]
) -> None:
    decision = decided(WANJIRU, text, receipts=IN_BOOK)  # its balance is not believed either
    facts = {"code": CODE, **NOTHING, **found}
    assert decision == (
        reply(WANJIRU, "conflict", name=WANJIRU.name, **facts),
        told(OTIENO, "conflict", **facts),
    )


@pytest.mark.parametrize(
    ("text", "receipts"),
    [
        pytest.param(received_text(), IN_BOOK, id="the-same"),
        pytest.param(received_text(payer="ACHIENG  ATIENO 0712***003"), IN_BOOK, id="masked"),
        pytest.param(
            received_text(payer="ACHIENG ADHIAMBO ATIENO 0712000003"), IN_BOOK, id="fuller-name"
        ),
        pytest.param(
            received_text(payer="ACHIENG 0712000003"), booked(memo="Atieno Achieng"), id="one-name"
        ),
        pytest.param(received_text(), booked(memo=""), id="no-name-in-the-book"),
        pytest.param(received_text(day="24/11/26"), IN_BOOK, id="a-bank-posts-a-day-later"),
        pytest.param(
            WITHOUT_DAY.format(code=CODE, name="ACHIENG ATIENO 0712000003"), IN_BOOK, id="no-day"
        ),
        pytest.param(BANK_NOTICE, booked(memo="EQUITY BULK ACCOUNT"), id="bank-then-its-notice"),
        pytest.param(
            received_text(payer="EQUITY BULK ACCOUNT 300600"),
            booked(memo="ROSE AKOTH"),
            id="a-banks-notice-then-the-bank",
        ),
    ],
)
def test_the_same_payment_told_another_way_is_no_conflict(
    text: str, receipts: dict[str, Any]
) -> None:
    decision = decided(WANJIRU, text, receipts=receipts)
    assert templates_to(decision, WANJIRU) == ["already_recorded"]


@pytest.mark.parametrize(
    ("day", "templates"),
    [
        pytest.param("20/11/26", ["already_recorded"], id="earlier: booked on the day it came"),
        pytest.param("23/11/26", ["already_recorded"], id="the-same"),
        pytest.param("26/11/26", ["conflict"], id="later"),
    ],
)
def test_a_code_without_a_date_in_it_may_have_been_booked_late(
    day: str, templates: list[str]
) -> None:
    entry = replace(contribution(code="PP7789BB"), memo="ACHIENG ATIENO")
    decision = decided(
        WANJIRU, AIRTEL.format(day=day), receipts={ReceiptId("airtel", "PP7789BB"): recorded(entry)}
    )
    assert templates_to(decision, WANJIRU) == templates


@pytest.mark.parametrize(
    ("text", "receipts"),
    [
        pytest.param(sent_text(amount="900.00"), IN_BOOK, id="another-amount"),
        pytest.param(sent_text(), booked(date(2026, 11, 20)), id="another-day"),
    ],
)
def test_a_member_gets_a_calm_answer(text: str, receipts: dict[str, Any]) -> None:
    decision = decided(ACHIENG, text, receipts=receipts)
    assert postings_of(decision) == []
    assert templates_to(decision, ACHIENG) == ["held"]
    assert templates_to(decision, WANJIRU) == ["conflict"]
    assert templates_to(decision, OTIENO) == ["conflict"]


def test_a_members_text_names_the_collector_and_not_the_payer() -> None:
    decision = decided(ACHIENG, sent_text(), receipts=IN_BOOK)
    assert templates_to(decision, ACHIENG) == ["already_recorded"]


def test_officers_hear_of_a_members_conflict_once_a_code() -> None:
    decision = decided(BARAKA, sent_text(amount="900.00"), receipts=IN_BOOK)
    keys = [effect.key for effect in decision if isinstance(effect, Say) and effect.key]
    assert keys == [f"doubt:1:M04:conflict:{CODE}:M01", f"doubt:1:M04:conflict:{CODE}:M02"]
