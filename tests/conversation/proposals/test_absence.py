"""What officers agreed on is fined once, and each hears of their own."""

from __future__ import annotations

from typing import Any

from bot.conversation.effects import Purpose, Settle
from chama import entries
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    answered,
    posted,
    postings_of,
    proposal,
    templates_to,
    told,
)

FACTS: dict[str, Any] = {
    "said_by_name": WANJIRU.name,
    "has_apology": False,
    "clause": "6.5",
    "fund": "general",
    "on": TODAY.isoformat(),
    "fines": [
        {"member": "M03", "name": ACHIENG.name, "amount_cents": 20_000},
        {"member": "M04", "name": BARAKA.name, "amount_cents": 20_000},
    ],
    "amount_cents": 40_000,
}
ASKED = proposal("absence", FACTS, interested=frozenset({"M03", "M04"}))


def test_each_is_fined_by_the_clause_on_the_word_of_two() -> None:
    decision = answered(ASKED, OTIENO, "yes")
    assert postings_of(decision) == [
        {"fines:M03": 20_000, "income": -20_000},
        {"fines:M04": 20_000, "income": -20_000},
    ]
    assert {one.memo for one in posted(decision)} == {f"6.5 {TODAY}"}
    assert {one.actor for one in posted(decision)} == {"M01+M02"}
    assert [one.key for one in posted(decision)] == [
        entries.absence_key(TODAY, code) for code in ("M03", "M04")
    ]


def test_each_hears_of_their_own_and_officers_of_all() -> None:
    decision = answered(ASKED, OTIENO, "yes")
    own = told(
        ACHIENG,
        "fined_absent",
        purpose=Purpose.NOTICE,
        on=TODAY.isoformat(),
        clause="6.5",
        officers=f"{WANJIRU.name}, {OTIENO.name}",
        amount_cents=20_000,
        remaining_cents=120_000,
    )
    assert own in decision
    assert templates_to(decision, WANJIRU) == ["absence_fined"]
    assert templates_to(decision, OTIENO) == ["absence_fined"]


def test_into_the_welfare_where_the_rules_say_so() -> None:
    decision = answered(proposal("absence", {**FACTS, "fund": "welfare"}), OTIENO, "yes")
    assert postings_of(decision)[0] == {"fines:M03": 20_000, "welfare": -20_000}


def test_who_was_fined_meanwhile_is_not_fined_again() -> None:
    one = frozenset({entries.absence_key(TODAY, "M03")})
    assert postings_of(answered(ASKED, OTIENO, "yes", absences=one)) == [
        {"fines:M04": 20_000, "income": -20_000}
    ]
    both = one | {entries.absence_key(TODAY, "M04")}
    decision = answered(ASKED, OTIENO, "yes", absences=both)
    assert postings_of(decision) == []
    assert Settle(ASKED.id, State.EXPIRED) in decision
    assert templates_to(decision, OTIENO) == ["fined_already"]


def test_a_refusal_fines_nobody() -> None:
    decision = answered(ASKED, OTIENO, "no")
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["absence_declined"]
