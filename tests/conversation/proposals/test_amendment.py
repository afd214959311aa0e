"""A rule changes on the word of the members' share or of officers; all are told, none is barred."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import AgreeOnChange, Close, Settle, Vote
from bot.conversation.proposals import amendment
from chama.agreement import Proposal, State
from chama.constitution.changes import RuleChange, Written
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    WANJIRU,
    answered,
    caused_by,
    group,
    message,
    proposal,
    reply,
    rules,
    situation,
    templates_to,
)

AT_NEXT_ROUND = date(2026, 12, 4)


def facts(path: str = "fines.late", written: Written = 100, on: date = AT_NEXT_ROUND) -> Any:
    draft = Draft(situation(ACHIENG), caused_by(message(ACHIENG)))
    return amendment.facts_of(draft, RuleChange(0, path, written, on))


def asked(needed: int = 2, shown: Any = None, **changes: Any) -> Proposal:
    """Achieng has proposed it, and all others are asked."""
    values = {"needed": needed, "is_everyone": True, "by_count": True, **changes}
    return proposal("amendment", shown or facts(), ACHIENG, WANJIRU, OTIENO, BARAKA, **values)


def changes_in(decision: Any) -> list[RuleChange]:
    return [one.change for one in decision if isinstance(one, AgreeOnChange)]


def test_a_yes_waits_for_the_others() -> None:
    decision = answered(asked(), BARAKA, "yes")
    assert Vote(5, BARAKA.code, agrees=True) in decision
    assert changes_in(decision) == []
    assert reply(BARAKA, "agreed_waits", count=1) in decision


def test_with_the_last_yes_it_is_kept_and_all_are_told() -> None:
    decision = answered(asked(agreed_by=frozenset({"M01"})), BARAKA, "yes")
    assert changes_in(decision) == [RuleChange(1, "fines.late", 100, AT_NEXT_ROUND)]
    assert Settle(5, State.DONE) in decision
    for person in PEOPLE:
        assert templates_to(decision, person) == ["rule_will_change"]


def test_a_no_is_one_voice() -> None:
    decision = answered(asked(), OTIENO, "no")
    assert [one for one in decision if isinstance(one, Settle)] == []
    assert Vote(5, OTIENO.code, agrees=False) in decision
    assert [one.answer for one in decision if isinstance(one, Close)] == ["no"]
    assert reply(OTIENO, "refused_waits", count=2) in decision


@pytest.mark.parametrize(
    ("needed", "refused", "agreed", "is_over"),
    [
        (2, {"M02"}, set(), True),  # of three, one is left
        (2, {"M02"}, {"M04"}, True),  # Baraka alone
        (1, {"M02"}, set(), False),
        (1, {"M02", "M04"}, set(), True),
        (2, set(), {"M04"}, False),
        (3, set(), set(), True),
    ],
)
def test_it_is_over_once_too_few_are_left(
    needed: int, refused: set[str], agreed: set[str], is_over: bool
) -> None:
    one = asked(needed, refused_by=frozenset(refused), agreed_by=frozenset(agreed))
    decision = answered(one, WANJIRU, "no")
    over = [effect for effect in decision if isinstance(effect, Settle)]
    assert over == ([Settle(5, State.REFUSED, by=WANJIRU.code)] if is_over else [])
    if is_over:
        for person in (WANJIRU, OTIENO, ACHIENG):  # the officers, and who proposed it
            assert templates_to(decision, person) == ["change_refused"]


def test_where_officers_decide_one_no_ends_it_and_names_who() -> None:
    one = asked(1, is_everyone=False, by_count=False)
    decision = answered(one, OTIENO, "no")
    assert Settle(5, State.REFUSED, by=OTIENO.code) in decision
    assert reply(OTIENO, "change_refused", number="6.1", officer=OTIENO.name, name=OTIENO.name) in (
        decision
    )


@pytest.mark.parametrize(
    ("path", "written", "asked_for", "days_later", "from_on"),
    [
        ("fines.absent", 100, date(2026, 11, 30), 0, date(2026, 11, 30)),
        ("fines.absent", 100, date(2026, 11, 30), 3, date(2026, 12, 3)),
        ("fines.absent", 100, date(2027, 1, 5), 3, date(2027, 1, 5)),
        ("fines.late", 100, AT_NEXT_ROUND, 4, AT_NEXT_ROUND),
        ("fines.late", 100, AT_NEXT_ROUND, 5, date(2026, 12, 11)),
        ("rotation.contribution", 1500, date(2027, 1, 1), 13, date(2027, 1, 1)),
    ],
)
def test_agreed_late_it_still_counts_only_after_its_notice(
    path: str, written: int, asked_for: date, days_later: int, from_on: date
) -> None:
    one = asked(1, facts(path, written, asked_for))
    later = NOW + timedelta(days=days_later)
    draft = Draft(situation(BARAKA, proposals=(one,)), caused_by(message(BARAKA), later))
    assert amendment.carry_out(draft, one)
    assert draft.group.changes == (RuleChange(1, path, written, from_on),)


def test_what_no_longer_fits_is_not_done() -> None:
    one = asked(1, facts("rotation.due", 7))
    own = rules(every="3 days").rules
    decision = answered(one, BARAKA, "yes", group=replace(group(), rules=own))
    assert changes_in(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, BARAKA) == ["change_unfit"]


@pytest.mark.parametrize("person", [WANJIRU, OTIENO, BARAKA])
def test_nobody_is_barred_by_an_interest(person: Person) -> None:
    draft = Draft(situation(person), caused_by(message(person)))
    assert amendment.interested(draft, facts()) == set()
