"""A pot that is not full after the deadline and its grace: paid as it is, or it waits, by rule."""

from __future__ import annotations

from datetime import date

from bot.conversation import paying_out
from bot.conversation.draft import Draft
from chama import pots
from chama.constitution.clauses import number_of
from chama.pots import Pot
from chama.rota import day_in_nairobi


def take(draft: Draft) -> None:
    """Propose each pot that falls short today if the rules pay it, else say that it waits."""
    today, last = day_in_nairobi(draft.now), draft.situation.clock_looked_on
    for pot in pots.open_pots(draft.group, draft.balances):
        short_on = pots.short_on(draft.group, pot.round)
        if last is None or not last < short_on <= today or pot.is_full:
            continue
        if pots.is_payable(draft.group, pot, today):
            paying_out.propose(draft, pot)
        else:
            _tell_that_it_waits(draft, pot)


def next_day(draft: Draft) -> date | None:
    """The day on which the first pot that is not full yet falls short."""
    today = day_in_nairobi(draft.now)
    days = (
        pots.short_on(draft.group, pot.round)
        for pot in pots.open_pots(draft.group, draft.balances)
        if not pot.is_full
    )
    return min((day for day in days if day > today), default=None)


def _tell_that_it_waits(draft: Draft, pot: Pot) -> None:
    recipient = draft.group.person(pot.recipient)
    said = {
        "round": pot.round.number,
        "short_cents": pot.own_cents + pot.others_cents,
        "pot_cents": pot.cents,
        "due_on": pot.round.due_on.isoformat(),
        "clause": number_of("payout.short_pot"),
    }
    told = {one.code: one for one in (*draft.group.officers, recipient) if one is not None}
    for person in told.values():
        draft.tell(person, "pot_short", {**said, "is_yours": person == recipient})
