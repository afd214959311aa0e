"""Welfare dues are raised on the first day of each period of the rules; each member owes the same.

The book of a new chama begins with the period that runs now: what came before it is not ours.
"""

from __future__ import annotations

from datetime import date

from bot.conversation.draft import Draft
from chama import entries
from chama.agreement import CLOCK
from chama.group import Group
from chama.rota import day_in_nairobi, round_dates, round_on


def take(draft: Draft) -> None:
    """Raise the dues of the next period if its day has come; one period a run."""
    first_day = next_day(draft)
    if first_day is None or first_day > day_in_nairobi(draft.now):
        return
    if not draft.group.has_rules_of(first_day):
        return
    dues_cents = draft.group.rules.welfare.dues_cents
    entry = entries.welfare_raised(
        entries.period_of(first_day),
        {person.code: dues_cents for person in draft.group.people},
        key=entries.welfare_key(first_day),
        on=first_day,
        actor=CLOCK,
    )
    draft.post(entry)


def next_day(draft: Draft) -> date | None:
    """The first day of the next period, None where the rules name no dues."""
    return next_period(draft.group, _newest(draft))


def next_period(group: Group, newest: date | None) -> date | None:
    """When the dues come that follow those of the newest period; None where there are no dues.

    newest: its first day, None where none were raised. The first is the period that ran when the
    group was founded here, or when it had dues again: none are raised for the time before.
    """
    welfare = group.rules.welfare
    starts = welfare.starts or group.rules.rotation.starts
    if welfare.every is None or not welfare.dues_cents or not group.people:
        return None
    first = round_on(starts, welfare.every, _has_dues_since(group)) or 1
    before = round_on(starts, welfare.every, newest) if newest is not None else None
    return round_dates(starts, welfare.every, max(first, (before or 0) + 1)).opens_on


def _has_dues_since(group: Group) -> date:
    """The first day of the book, or after the rules last named no dues."""
    without = [
        one.until_on
        for one in group.past_rules
        if one.rules.welfare.every is None or not one.rules.welfare.dues_cents
    ]
    return max([group.founded_on, *without])


def _newest(draft: Draft) -> date | None:
    """The first day of the newest period, in the book or in this draft."""
    raised = (entries.period_raised(key) for key in draft.posted)
    known = [day for day in (draft.situation.welfare_raised, *raised) if day is not None]
    return max(known, default=None)
