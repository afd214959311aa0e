"""A group's rules over time: what they were until which day, what they will be from which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chama.constitution.changes import RuleChange, RuleUnfit, changed, due
from chama.constitution.clauses import Clause, clause
from chama.constitution.rules import Rules


@dataclass(frozen=True, slots=True)
class PastRules:
    """All rules as they were. until_on: the first day on which they do not count. path: of the
    rule whose change ended them."""

    until_on: date
    path: str
    rules: Rules


def rules_on(
    day: date, now: Rules, past: Sequence[PastRules], changes: Iterable[RuleChange]
) -> Rules:
    """The rules that counted on a day, or will count as far as it is agreed.

    past: the oldest first. changes: those that wait for their day.
    """
    rules = next((one.rules for one in past if day < one.until_on), now)
    for change in due(changes, day):
        rules = changed_if_fit(rules, change)
    return rules


def changed_if_fit(rules: Rules, change: RuleChange) -> Rules:
    """The rules once a change counts; the same where other rules have made it impossible."""
    try:
        return changed(rules, change)
    except RuleUnfit:
        return rules


def with_changes(
    rules: Rules, changes: Sequence[RuleChange], clauses: Iterable[Clause]
) -> list[Clause]:
    """Some clauses of these rules, each with what it will be behind it."""
    found: list[Clause] = []
    for one in clauses:
        own = [change for change in changes if change.path == one.path]
        found += [one, *(_to_come(rules, change) for change in own)]
    return found


def _to_come(rules: Rules, change: RuleChange) -> Clause:
    after = clause(changed_if_fit(rules, change), change.path)
    return replace(after, from_on=change.from_on)
