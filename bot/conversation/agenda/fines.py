"""Who is late by the group's rules is fined, with clause and date; money on its way spares them.

A fine's key names it once and for ever, so that it is the same whenever the clock looks. What has
been said or shown, and waits for the treasurer, counts as paid until it is refused. Officers who
let a round's fine off end the lateness of it: nothing more is charged for that round. A fine that
was taken back for a payment in time comes again where that payment is taken back itself. Each round
is fined by the rules that stood on its due day: no later change reaches back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.draft import Draft
from bot.conversation.effects import Purpose
from chama import entries, lateness
from chama.agreement import CLOCK
from chama.constitution import Rules
from chama.constitution.clauses import number_of
from chama.constitution.fines import HowOften
from chama.group import Person, RoundFacts
from chama.journal import JournalEntry
from chama.kinds import EntryKind
from chama.lateness import LateFine
from chama.rota import day_in_nairobi
from chama.standing import owed_cents, owed_in_order, pay_to

NEEDS = ("late_fines", "waiting", "unowned")

CLAUSE = number_of("fines.late")


@dataclass(frozen=True, slots=True)
class _Late:
    """A round that a member has not paid. unpaid_cents: what of it is not on its way either."""

    person: Person
    round: RoundFacts
    owed_cents: int
    unpaid_cents: int


def take(draft: Draft) -> None:
    """Raise the fines that have fallen due, and tell each member of theirs once.

    One a day is told on its first day; the further ones stand in the next reminder.
    """
    for person in draft.group.people:
        raised = [
            (late, fine)
            for late in _late(draft, person)
            for fine in _due(draft, late, late.unpaid_cents, day_in_nairobi(draft.now))
        ]
        for late, fine in raised:
            draft.post(_entry(draft, late, fine))
        if any(_is_told(draft, late, fine) for late, fine in raised):
            _tell(draft, person, raised)


def next_day(draft: Draft) -> date | None:
    """The day of the next fine; tomorrow where money on its way keeps one back."""
    today = day_in_nairobi(draft.now)
    by_rules = ((one, _rules(draft, one)) for one in _rounds(draft))
    firsts = [
        lateness.first_fine_on(rules, one.due_on)
        for one, rules in by_rules
        if rules.fines.late is not None
    ]
    coming = (
        _comes_again(draft, late, today) for one in draft.group.people for late in _late(draft, one)
    )
    days = [*(first for first in firsts if first > today), *filter(None, coming)]
    return min(days, default=None)


def _comes_again(draft: Draft, late: _Late, today: date) -> date | None:
    """When a round that is not paid is next fined, None for never."""
    if any(_due(draft, late, late.owed_cents, today)):
        return today + timedelta(days=1)  # what is on its way may be refused
    following = lateness.next_fine_on(_rules(draft, late.round), late.round.due_on, today)
    is_more = following is not None and any(_due(draft, late, late.owed_cents, following))
    return following if is_more else None


def _rules(draft: Draft, one: RoundFacts) -> Rules:
    """The rules that stood on the day on which a round fell due."""
    return draft.group.rules_on(one.due_on)


def _rounds(draft: Draft) -> list[RoundFacts]:
    """The rounds that may be late, the newest first.

    What began before the group's book did is not ours to fine: nobody wrote down what was paid.
    """
    group = draft.group
    return [one for one in group.rounds if one.opens_on >= group.founded_on]


def _late(draft: Draft, person: Person) -> Iterator[_Late]:
    """The rounds that a member has not paid, the oldest first."""
    owed = owed_in_order(draft.group, draft.balances, person.code)
    covered_cents = draft.on_its_way(person).covered_cents(sum(cents for _, cents in owed))
    unpaid = dict(entries.left_of(owed, covered_cents))
    for one in reversed(_rounds(draft)):
        account = entries.dues(person.code, one.key)
        if (cents := draft.balances.get(account, 0)) > 0:
            yield _Late(person, one, cents, unpaid.get(account, 0))


def _due(draft: Draft, late: _Late, unpaid_cents: int, day: date) -> Iterator[LateFine]:
    """The fines for a round that have fallen due by a day and are not raised."""
    before, _ = _before(draft, late)
    if any(one.kind is EntryKind.FINE_WAIVED for one in before):
        return iter(())
    return lateness.late_fines(
        _rules(draft, late.round),
        late.round.due_on,
        day,
        unpaid_cents=unpaid_cents,
        dues_cents=late.round.dues_cents(late.person),
        raised={entries.late_fine_number(one.key) for one in before},
        raised_cents=sum(one.amount_cents for one in before),
        currency=draft.group.currency,
    )


def _before(draft: Draft, late: _Late) -> tuple[list[JournalEntry], int]:
    """What was fined and let off for a round since a payment last was in time, and how often one
    was: if it still were, the round would not be unpaid."""
    before = [one for one in _known(draft) if _is_about(one, late)]
    in_time = [at for at, one in enumerate(before) if entries.is_in_time(one.key)]
    return before[in_time[-1] + 1 :] if in_time else before, len(in_time)


def _known(draft: Draft) -> list[JournalEntry]:
    """The fines of open rounds, and what was let off of them, with those of this decision."""
    return [*draft.situation.late_fines, *draft.entries]


def _is_about(entry: JournalEntry, late: _Late) -> bool:
    is_of_fines = entry.kind in (EntryKind.FINE, EntryKind.FINE_WAIVED)
    return is_of_fines and (late.person.code, late.round.key) in entries.fined_in(entry)


def _entry(draft: Draft, late: _Late, fine: LateFine) -> JournalEntry:
    rules, member = _rules(draft, late.round).fines, late.person.code
    _, times = _before(draft, late)
    number = 0 if rules.late_every is HowOften.ONCE else fine.number
    return entries.fine(
        entries.fines(rules.fund, member, late.round.key),
        fine.cents,
        clause=CLAUSE,
        key=entries.late_fine_key(late.round.key, member, number, again=times),
        on=fine.on,
        actor=CLOCK,
    )


def _is_told(draft: Draft, late: _Late, fine: LateFine) -> bool:
    return fine.number == 1 or _rules(draft, late.round).fines.late_every is not HowOften.DAY


def _tell(draft: Draft, person: Person, raised: list[tuple[_Late, LateFine]]) -> None:
    rounds = {late.round.number: late.round for late, _ in raised}
    last, newest = raised[-1]
    _, times = _before(draft, last)
    total_cents = owed_cents(draft.balances, person.code)
    waiting_cents = draft.said_for(person).covered_cents(total_cents)
    facts = {
        "amount_cents": sum(fine.cents for _, fine in raised),
        "rounds": list(rounds),
        "due_on": [one.due_on.isoformat() for one in rounds.values()],
        "every": _rules(draft, last.round).fines.late_every.value,
        "clause": CLAUSE,
        "rules_of": _rules_of(draft, [late.round for late, _ in raised]),
        "remaining_cents": total_cents - waiting_cents,
        "waiting_cents": waiting_cents,
        "pay_to": pay_to(draft.group, person),
    }
    key = f"fined:{draft.group.id}:{person.code}:{max(rounds)}:{newest.number}"
    key += f":again{times}" if times else ""
    draft.tell(person, "fined", facts, Purpose.NOTICE, key=key)


def _rules_of(draft: Draft, rounds: Sequence[RoundFacts]) -> str:
    """The day by whose rules it is, where those on fines are others by now; "" where they stand."""
    now = draft.group.rules.fines
    other = [one.due_on.isoformat() for one in rounds if _rules(draft, one).fines != now]
    return max(other, default="")
