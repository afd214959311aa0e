"""Whoever agrees reads what the book has already that may be the very same deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.conversation.effects import Settle
from bot.conversation.proposals import LIKE
from chama import entries
from chama.agreement import State
from chama.journal import JournalEntry, SealedEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    answered,
    asks,
    book,
    cash_entry,
    cash_facts,
    decided,
    group,
    posted,
    postings_of,
    proposal,
    proposed,
    put_to,
    question,
    templates_to,
    voters,
)

GAVE = "I gave Wanjiru 500 cash"
BEFORE = date(2026, 11, 2)  # before the round that runs
THREE = group(people=(*PEOPLE, SARAH))


def lines(decision: Any) -> list[tuple[int, str]]:
    """What a question shows: cents and day."""
    return [(one["cents"], one["on"]) for one in proposed(decision).facts.get(LIKE, ())]


def undone(told: JournalEntry) -> tuple[SealedEntry, ...]:
    """An entry, and the one that takes it back."""
    return book(told, entries.reversal(told, 2, on=TODAY, actor="M01+M02"))


@pytest.mark.parametrize(
    ("recent", "shown"),
    [
        pytest.param((), [], id="nothing"),
        pytest.param(
            book(cash_entry(ACHIENG, WANJIRU, 50_000, BEFORE)),
            [(50_000, "2026-11-02")],
            id="as-much-of-another-round",
        ),
        pytest.param(book(cash_entry(ACHIENG, WANJIRU, 40_000, BEFORE)), [], id="less-before"),
        pytest.param(
            book(cash_entry(ACHIENG, WANJIRU, 40_000)), [(40_000, "2026-11-23")], id="this-round"
        ),
        pytest.param(book(cash_entry(BARAKA, WANJIRU, 50_000)), [], id="another-member"),
        pytest.param(book(cash_entry(ACHIENG, OTIENO, 50_000)), [], id="another-hand"),
        pytest.param(undone(cash_entry(ACHIENG, WANJIRU, 50_000)), [], id="taken-back"),
        pytest.param(
            book(cash_entry(ACHIENG, WANJIRU, 50_000, BEFORE), age=timedelta(days=36)),
            [],
            id="long-ago",
        ),
    ],
)
def test_who_confirms_reads_what_came_already(
    recent: tuple[SealedEntry, ...], shown: list[tuple[int, str]]
) -> None:
    aged = tuple(
        replace(one, recorded_at=one.recorded_at - timedelta(days=2))
        for one in recent
        if one.recorded_at is not None
    )
    assert lines(decided(ACHIENG, GAVE, recent=aged)) == shown


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("I gave Wanjiru 500 cash on 2 Nov", BEFORE),
        ("nimempa Wanjiru 500 cash tarehe 2 Novemba", BEFORE),
        ("I gave Wanjiru 500 cash yesterday", date(2026, 11, 22)),
        ("nimempa Wanjiru 500 cash jana", date(2026, 11, 22)),
        ("nimempa Wanjiru 500 cash juzi", date(2026, 11, 21)),
        ("I gave Wanjiru 500 cash on 30 Nov", None),
        (GAVE, None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_day_that_is_said_is_shown_and_kept(text: str, on: date | None) -> None:
    facts = proposed(decided(ACHIENG, text)).facts
    assert facts.get("on") == (on.isoformat() if on else None)
    told = proposal("cash", facts, ACHIENG, WANJIRU, interested=frozenset({"M03"}))
    (entry,) = posted(answered(told, WANJIRU, "yes"))
    assert entry.effective_on == (on or TODAY)


def test_the_same_day_told_again_is_asked_about_whenever_it_is_told() -> None:
    counted = tuple(
        replace(one, recorded_at=one.recorded_at - timedelta(days=20))
        for one in book(cash_entry(ACHIENG, WANJIRU, 50_000, BEFORE))
        if one.recorded_at is not None
    )
    again = decided(ACHIENG, "I gave Wanjiru 500 cash on 2 Nov", recent=counted)
    assert asks(again) == [("another_cash", ACHIENG.phone)]
    assert voters(decided(ACHIENG, GAVE, recent=counted)) == [WANJIRU]


def test_a_second_one_told_from_both_sides_is_one() -> None:
    recent = book(cash_entry(ACHIENG, WANJIRU, 50_000))
    facts = {
        **cash_facts(ACHIENG, WANJIRU, 50_000),
        LIKE: [{"cents": 50_000, "in": "", "on": TODAY.isoformat(), "words": ""}],
    }
    told = proposal(
        "cash", facts, OTIENO, WANJIRU, key="cash:M03:M01:50000", interested=frozenset({"M03"})
    )
    details = {**cash_facts(ACHIENG, WANJIRU, 50_000), "counted_on": TODAY.isoformat()}
    asked = question("another_cash", WANJIRU, details)
    waits = put_to(WANJIRU, told, id=9, presented_at=None, is_presented=False)
    decision = decided(
        WANJIRU, "yes", group=THREE, recent=recent, proposals=(told,), questions=(asked, waits)
    )
    assert len(postings_of(decision)) == 1
    assert Settle(told.id, State.DONE, entry=f"cash:{told.number}") in decision


def test_what_was_booked_since_it_was_asked_is_shown_before_it_counts() -> None:
    told = proposal("cash", cash_facts(ACHIENG, WANJIRU, 50_000), ACHIENG, WANJIRU)
    recent = book(cash_entry(ACHIENG, WANJIRU, 50_000))
    decision = answered(told, WANJIRU, "yes", recent=recent)
    assert postings_of(decision) == []
    assert Settle(told.id, State.EXPIRED) in decision
    assert lines(decision) == [(50_000, "2026-11-23")]
    assert voters(decision) == [WANJIRU]
    assert templates_to(decision, WANJIRU) == ["changed_since", "ask_cash"]
