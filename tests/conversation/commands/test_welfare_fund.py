"""What the welfare fund has, what the sender owes it, and what moved lately."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Say
from chama import entries
from chama.entries import WELFARE
from chama.journal import JournalEntry
from tests.builders import ACHIENG, BARAKA, TODAY, WANJIRU, book, decided, group, mpesa, rules

MONTHLY = '[welfare]\nevery = "month"\ndues = 200\nstarts = 2026-11-15\n'
INTO = entries.collector(WELFARE, "C1")
OWED = entries.welfare_owed(ACHIENG.code, "2026.11.15")


def gift(code: str, cents: int, on: date = TODAY) -> JournalEntry:
    receipt = mpesa(code)
    return entries.welfare(
        BARAKA.code, cents, into=INTO, key=entries.receipt_key(receipt), on=on, receipt=receipt
    )


def facts_of(text: str = "welfare", more: str = MONTHLY, **known: Any) -> dict[str, Any]:
    decision = decided(ACHIENG, text, group=group(rules=rules(more=more).rules), **known)
    (said,) = [one for one in decision if isinstance(one, Say)]
    assert said.template == "welfare_fund"
    return dict(said.facts)


@pytest.mark.parametrize(
    "text", ["welfare", "how much is in welfare?", "mfuko wa welfare una ngapi?"]
)
def test_its_money_what_is_promised_and_what_is_owed(text: str) -> None:
    held = {
        INTO: 600_000,
        entries.given(): -370_000,
        entries.granted(BARAKA.code, "2026.11.20.3"): -250_000,
        OWED: 20_000,
        entries.dues(ACHIENG.code, "1.1"): 100_000,
    }
    facts = facts_of(text, balances=held)
    assert (facts["money_cents"], facts["promised_cents"]) == (600_000, 250_000)
    assert (facts["owed_cents"], facts["pay_to"]) == (20_000, "0712000001 (Wanjiru Kamau)")


def test_counts_and_amounts_of_late_without_what_was_taken_back() -> None:
    first, second, old = (
        gift("UKN1AB2C01", 20_000),
        gift("UKN1AB2C02", 30_000),
        gift("UKN1AB2C03", 50_000, date(2026, 9, 1)),
    )
    undone = entries.reversal(second, 3, on=TODAY, actor=WANJIRU.code)
    facts = facts_of(recent=book(first, second, old, undone))
    moved = {name: facts[name] for name in ("in_count", "in_cents", "out_count", "out_cents")}
    assert moved == {"in_count": 1, "in_cents": 20_000, "out_count": 0, "out_cents": 0}


def test_nothing_tells_whose_it_was() -> None:
    facts = facts_of(recent=book(gift("UKN1AB2C01", 20_000)))
    assert BARAKA.name not in str(facts)
    assert "UKN1AB2C01" not in str(facts)


@pytest.mark.parametrize(
    ("more", "next_on"),
    [(MONTHLY, "2026-12-15"), ("", ""), ("[welfare]\nassessment = 500\n", "")],
    ids=["dues", "no-rule", "assessments-only"],
)
def test_when_dues_come_next(more: str, next_on: str) -> None:
    assert facts_of(more=more)["next_on"] == next_on
