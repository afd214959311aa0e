"""A change of a rule counts from its day on: before anything else that the clock does that day.

Rounds and welfare dues that should have come before that day, and have not, come first, and what
comes after it waits for it: each has the rules of its own day, whenever the clock comes to it.
"""

from __future__ import annotations

from datetime import date

from bot.conversation.agenda import rounds, welfare
from bot.conversation.draft import Draft
from chama.constitution.changes import RuleChange, RuleUnfit, changed, due
from chama.constitution.clauses import number_of
from chama.rota import day_in_nairobi


def take(draft: Draft) -> None:
    """Let each change count whose day has come, in their order."""
    if draft.group.changes and not draft.group.rules.unread:
        for change in due(draft.group.changes, _until(draft)):
            _begin(draft, change)


def next_day(draft: Draft) -> date | None:
    """The day of the first change that waits."""
    return next((one.from_on for one in draft.group.changes), None)


def _until(draft: Draft) -> date:
    """Today, or the day of what is to be raised first by the rules of its own day."""
    to_come = (rounds.next_day(draft), welfare.next_day(draft))
    return min(day_in_nairobi(draft.now), *(day for day in to_come if day is not None))


def _begin(draft: Draft, change: RuleChange) -> None:
    """One rule changes; one that no longer fits to the others stays, and officers hear of it."""
    rules = draft.group.rules
    try:
        draft.change_rules(change, changed(rules, change))
    except RuleUnfit:
        draft.change_rules(change, rules)
        told = {"number": number_of(change.path), "value": str(change.written)}
        draft.tell_officers("change_unfit", told)
