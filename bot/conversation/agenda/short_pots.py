"""A pot that is not full after the deadline and its grace: paid as it is, or it waits, by rule."""

from __future__ import annotations

from datetime import date

from bot.conversation import agreeing, paying_out
from bot.conversation.draft import Draft
from chama import pots
from chama.constitution.clauses import number_of
from chama.pots import Pot
from chama.rota import day_in_nairobi


def take(draft: Draft) -> None:
    """Propose each pot that falls short today if the rules pay it, else say that it waits."""
    today, last = day_in_nairobi(draft.now), draft.situation.clock_looked_on
    waiting: dict[str, list[Pot]] = {}
    for pot in pots.open_pots(draft.group, draft.balances):
        short_on = pots.short_on(draft.group, pot.round)
        if last is None or not last < short_on <= today or pot.is_full:
            continue
        if pots.is_payable(draft.group, pot, today):
            paying_out.propose(draft, pot)
        else:
            waiting.setdefault(pot.round.key, []).append(pot)
    for of_round in waiting.values():
        _tell_that_they_wait(draft, of_round)


def next_day(draft: Draft) -> date | None:
    """The day on which the first pot that is not full yet falls short."""
    today = day_in_nairobi(draft.now)
    days = (
        pots.short_on(draft.group, pot.round)
        for pot in pots.open_pots(draft.group, draft.balances)
        if not pot.is_full
    )
    return min((day for day in days if day > today), default=None)


def _tell_that_they_wait(draft: Draft, of_round: list[Pot]) -> None:
    """The officers, and whose pots they are, read it once for a round."""
    one, recipients = of_round[0].round, [draft.group.person(pot.recipient) for pot in of_round]
    own = {person.code: person for person in recipients if person is not None}
    said = {
        "round": one.number,
        "short_cents": of_round[0].unpaid_cents,
        "pot_cents": sum(pot.cents for pot in of_round),
        "recipients": agreeing.names([*own.values()]) if len(one.recipients) > 1 else "",
        "due_on": one.due_on.isoformat(),
        "clause": number_of("payout.short_pot"),
    }
    for person in {**{one.code: one for one in draft.group.officers}, **own}.values():
        draft.tell(person, "pot_short", {**said, "is_yours": person.code in own})
