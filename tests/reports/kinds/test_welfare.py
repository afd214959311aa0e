"""Welfare and fines: sums that tie, fines with their clause, and nobody's hard day."""

from __future__ import annotations

from dataclasses import replace

from bot.reports.kinds.welfare import build
from bot.store.book import balances
from chama.constitution.privacy import Debtors, Privacy
from chama.kinds import AccountKind
from chama.money import Money
from tests.builders import WANJIRU
from tests.reports.conftest import Ask


def test_fines_stand_with_their_clause_and_what_for(ask: Ask) -> None:
    *_, fines, sums = build(ask("welfare")).tables
    assert len(fines.rows) == 4
    first = fines.rows[0].cells
    assert first[1:8] == (
        *(WANJIRU.name, "fine for round 2", "6.1", Money(5_000), None, None, None),
    )
    assert [row.cells for row in sums.rows] == [
        ("Owed at the beginning", Money(0)),
        ("Raised", Money(20_000)),
        *((name, Money(0)) for name in ("Paid", "Let off", "Taken back")),
        ("Owed at the end", Money(20_000)),
    ]


def test_fines_end_with_what_the_ledger_has_as_owed(ask: Ask) -> None:
    asked = ask("welfare")
    held = balances(asked.connection, 1)
    owed = sum(cents for account, cents in held.items() if account.kind is AccountKind.FINES)
    assert build(asked).tables[-1].rows[-1].cells[1] == Money(owed)


def test_it_is_for_officers_unless_the_rules_let_all_see_who_owes(ask: Ask) -> None:
    asked = ask("welfare")
    assert build(asked).facts[0].startswith("For officers only")
    rules = replace(asked.group.rules, privacy=Privacy(debtors=Debtors.ALL))
    assert build(replace(asked, group=replace(asked.group, rules=rules))).facts == ()


def test_the_fund_goes_from_opening_to_closing(ask: Ask) -> None:
    figures, lines, help_, *_ = build(ask("welfare", language="sw")).tables
    assert figures.rows[3].cells == ("Pesa sasa", Money(0))
    assert [row.cells[1] for row in lines.rows] == ["Ilivyoanza", "Ilivyoishia"]
    assert help_.rows == ()
