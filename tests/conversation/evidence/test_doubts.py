"""Texts that cannot count by themselves, and how many of them an officer hears of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.effects import Decision, MakeClaim, Propose, Say
from bot.conversation.evidence.doubts import MOST_DOUBTS_A_DAY
from chama.group import Group, Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    PHONE,
    WANJIRU,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    received_text,
    recorded,
    rules,
    sent_text,
    templates_to,
)

SIXTY_DAYS = group()
ANY_AGE = group(rules=rules(more='[evidence]\noldest_days = "any"\n').rules)
WITHOUT_DAY = (
    "{code} Confirmed. You have received Ksh1,000.00 from ACHIENG ATIENO 0712000003 on. "
    "New M-PESA balance is Ksh12,500.00."
)
AIRTEL = (
    "You have received Ksh1,000.00 from ACHIENG ATIENO 0712000003. "
    "Your new balance is Ksh1,500.00. Transaction ID: PP7789BB. Airtel Money."
)


def reasons_of(decision: Decision) -> list[str]:
    """The reasons for which an officer is asked to look at a text."""
    reviews = [one for one in decision if isinstance(one, Propose) and one.kind == "review"]
    return [str(reason) for review in reviews for reason in review.facts["reasons"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(received_text("UIN1AB2C01", day="23/9/26"), id="61-days"),
        pytest.param(received_text("TKN1AB2C01", day="23/11/25"), id="a-year"),
        pytest.param(WITHOUT_DAY.format(code="UIN1AB2C01"), id="only-the-code-tells-its-day"),
    ],
)
def test_a_text_older_than_the_rules_allow_is_looked_at(text: str) -> None:
    decision = decided(WANJIRU, text, group=SIXTY_DAYS)
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["held"]
    assert templates_to(decision, OTIENO) == ["ask_review"]
    assert reasons_of(decision) == ["too_old"]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param(received_text("UIO1AB2C01", day="24/9/26"), SIXTY_DAYS, id="60-days"),
        pytest.param(WITHOUT_DAY.format(code="UIO1AB2C01"), SIXTY_DAYS, id="60-days-by-its-code"),
        pytest.param(received_text("TKN1AB2C01", day="23/11/25"), ANY_AGE, id="any-age"),
    ],
)
def test_a_text_that_is_not_too_old_counts(text: str, allowed: Group) -> None:
    decision = decided(WANJIRU, text, group=allowed)
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]


def test_a_text_without_any_day_counts_and_one_of_another_wallet_is_looked_at() -> None:
    airtel = replace(PHONE, phone="+254733000099")
    decision = decided(airtel.phone, AIRTEL, group=group(collectors=(airtel,)))
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
    on_safaricom = decided(WANJIRU, AIRTEL)
    assert postings_of(on_safaricom) == []
    assert reasons_of(on_safaricom) == ["other_wallet"]


def test_a_payment_is_booked_on_the_day_that_its_code_tells() -> None:
    decision = decided(WANJIRU, WITHOUT_DAY.format(code="UKK1AB2C01"))
    assert decision[0].entry.effective_on.isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        pytest.param(WANJIRU, received_text("UIN1AB2C01", day="23/9/26"), id="the-treasurer"),
        pytest.param(ACHIENG, sent_text("UIN1AB2C01", day="23/9/26"), id="the-member"),
    ],
)
def test_a_recorded_code_is_already_recorded_however_old(sender: Person, text: str) -> None:
    entry = replace(contribution(code="UIN1AB2C01"), effective_on=date(2026, 9, 23))
    known = {"receipts": {mpesa("UIN1AB2C01"): recorded(entry)}}
    decision = decided(sender, text, group=SIXTY_DAYS, **known)
    assert templates_to(decision, sender) == ["already_recorded"]


def test_a_members_old_text_is_no_claim_and_an_officer_gets_the_reason() -> None:
    decision = decided(ACHIENG, sent_text("UIN1AB2C01", day="23/9/26"), group=SIXTY_DAYS)
    assert not [effect for effect in decision if isinstance(effect, MakeClaim)]
    assert templates_to(decision, ACHIENG) == ["held"]
    (told,) = [one for one in decision if isinstance(one, Say) and one.address == WANJIRU.phone]
    assert (told.template, told.facts["reasons"]) == ("doubt", ["too_old"])


# --- nobody can fill an officer's phone ----------------------------------------------------------


@pytest.mark.parametrize(
    ("already", "told"), [(0, 3), (2, 1), (MOST_DOUBTS_A_DAY, 0), (MOST_DOUBTS_A_DAY + 5, 0)]
)
def test_of_a_members_texts_an_officer_hears_a_few_a_day(already: int, told: int) -> None:
    texts = [sent_text(f"UKA1AB2C0{number}") for number in range(6)]
    decision = decided(ACHIENG, "\n\n".join(texts), recent_doubts=already)
    assert templates_to(decision, ACHIENG) == ["held"] * 6
    assert templates_to(decision, WANJIRU) == ["doubt"] * told


def test_a_text_without_a_code_is_told_too() -> None:
    (told,) = [
        effect
        for effect in decided(ACHIENG, sent_text("").strip())
        if isinstance(effect, Say) and effect.template == "doubt"
    ]
    assert told.key == "doubt:1:M03:doubt:simulator:id:M01"


def test_what_a_collectors_phone_sends_is_always_told() -> None:
    abroad = group(currency="UGX")
    decision = decided(WANJIRU, received_text(), group=abroad, recent_doubts=99)
    assert templates_to(decision, OTIENO) == ["doubt"]
    assert [effect.key for effect in decision if isinstance(effect, Say)] == ["", ""]
