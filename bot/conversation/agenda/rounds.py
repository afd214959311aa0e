"""The next round opens on its day: dues are raised, and what was paid ahead pays them at once."""

from __future__ import annotations

from datetime import date

from bot.conversation.draft import Draft
from chama import entries
from chama.agreement import CLOCK
from chama.entries import ROTATION
from chama.errors import ChamaError
from chama.group import Group, RoundFacts
from chama.money import Money
from chama.rota import (
    RotaError,
    RoundDates,
    day_in_nairobi,
    propose,
    propose_first,
    round_dates,
    round_on,
)


class RulesUnread(ChamaError):
    """A rule without which no round can be opened is not readable as it was stored."""


def take(draft: Draft) -> None:
    """Open the next round if its day has come; one a run, should the clock be wrong.

    The book of a new chama begins with the round that runs now: what came before it is not ours.
    Raises RulesUnread.
    """
    if draft.group.rules.unread:
        unread = ", ".join(draft.group.rules.unread)
        raise RulesUnread(f"Chama {draft.group.id}: {unread} cannot be read.")
    number = _next_number(draft)
    if _is_due(draft, number):
        _open(draft, number)
    elif not draft.group.turns:
        _begin_cycle(draft, number)  # the rota of a group that begins later


def next_day(draft: Draft) -> date | None:
    """The day on which the next round opens."""
    return _dates(draft.group, _next_number(draft)).opens_on


def _next_number(draft: Draft) -> int:
    newest = draft.group.round
    return newest.number + 1 if newest else _running(draft) or 1


def _running(draft: Draft) -> int | None:
    rotation = draft.group.rules.rotation
    return round_on(rotation.starts, rotation.every, day_in_nairobi(draft.now))


def _is_due(draft: Draft, number: int) -> bool:
    running = _running(draft)
    is_running = running is not None and number <= running
    return is_running and draft.group.has_rules_of(_dates(draft.group, number).opens_on)


def _dates(group: Group, number: int) -> RoundDates:
    rotation = group.rules.rotation
    return round_dates(rotation.starts, rotation.every, number, rotation.due)


def _open(draft: Draft, number: int) -> None:
    cycle, dates = _cycle_of(draft, number), _dates(draft.group, number)
    opened = RoundFacts(
        cycle=cycle,
        number=number,
        recipients=draft.group.recipients_of(number),
        contribution_cents=draft.group.rules.rotation.contribution_cents,
        opens_on=dates.opens_on,
        due_on=dates.due_on,
        recipient_pays=draft.group.rules.rotation.recipient_pays,
    )
    people = draft.group.people
    dues = {person.code: cents for person in people if (cents := opened.dues_cents(person))}
    pot = Money(sum(dues.values()), draft.group.currency)
    entry = entries.round_opened(
        opened.key,
        dues,
        on=dates.opens_on,
        pots_cents=[part.cents for part in pot.split(len(opened.recipients))],
        advances={
            person.code: entries.advance_of(draft.balances, ROTATION, person.code)
            for person in people
        },
        actor=CLOCK,
    )
    draft.open_round(opened, entry)


def _cycle_of(draft: Draft, number: int) -> int:
    """The cycle whose stored turns have this round; the next one begins after the last of them.

    Raises RotaError for a round between stored turns that is nobody's.
    """
    turns = draft.group.turns
    for turn in turns:
        if turn.round == number:
            return turn.cycle
    if turns and number < turns[-1].round:
        raise RotaError(f"Round {number} is nobody's turn.")
    return _begin_cycle(draft, number)


def _begin_cycle(draft: Draft, number: int) -> int:
    """Give out the turns of the cycle that begins with a round; gives the cycle."""
    group, recipients = draft.group, draft.group.rules.rotation.recipients
    if group.turns:
        turns = propose(group.seats, group.turns[-1].cycle + 1, number, recipients)
    else:
        turns = propose_first(group.seats, number, recipients)
    draft.begin_cycle(turns)
    return turns[0].cycle
