""" "rota", "who is next", "my turn", "zamu": who receives and when."""

from __future__ import annotations

from datetime import date

from bot.conversation import about_another
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import pots
from chama.constitution.rotation import Rotation
from chama.group import Person
from chama.money import Money
from chama.names import names_fit
from chama.rota import Turn, day_in_nairobi, next_turn_of, round_dates, round_on, turns_from

INTENTS = ("rota", "my_turn")

MOST_LINES = 10  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """One's turn with what it brings, the sender's or whom they ask about, or the order from now
    on: all of a group may know it."""
    me, name = draft.situation.me, about_another.name_in(intent)
    if intent.name != "my_turn":
        _rota(draft)
    elif me is None:
        draft.reply("unknown")
    elif not name or names_fit(name, me.name):
        _turn_of(draft, me, is_own=True)
    else:
        _turn_of_another(draft, name)


def _rota(draft: Draft) -> None:
    """The turns that are stored, and after them those that the next cycle is likely to have."""
    group = draft.group
    now = _runs_now(draft)
    count = min(len(group.seats), MOST_LINES)
    recipients = group.rules.rotation.recipients
    items = [
        {
            "round": turn.round,
            "name": group.name_of(turn.member),
            "on": _receives_on(group.rules.rotation, turn.round).isoformat(),
            "now": turn.round == now,
        }
        for turn in turns_from(group.turns, group.seats, now or 1, count, recipients)
    ]
    draft.reply("rota", items=items)


def _turn_of_another(draft: Draft, name: str) -> None:
    meant = about_another.fitting(draft.group, name)
    if len(meant) == 1:
        _turn_of(draft, meant[0], is_own=False)
    else:
        about_another.ask_which(draft, name)


def _turn_of(draft: Draft, person: Person, *, is_own: bool) -> None:
    group = draft.group
    now = _runs_now(draft)
    recipients = group.rules.rotation.recipients
    turn = next_turn_of(group.turns, group.seats, person.code, now or 1, recipients)
    draft.reply(
        "my_turn",
        name=person.name,
        is_own=is_own,
        seat=turn.seat,
        round=turn.round,
        on=_receives_on(group.rules.rotation, turn.round).isoformat(),
        now=turn.round == now,
        gets_cents=_pot_cents(draft, turn),
        has_got=_has_got(draft, turn),
    )


def _has_got(draft: Draft, turn: Turn) -> bool:
    """Whether the round of a turn has begun, and nothing of its recipient's pot is left."""
    opened = next((one for one in draft.group.rounds if one.number == turn.round), None)
    if opened is None:
        return False
    open_ = {(pot.round.key, pot.recipient) for pot in pots.open_pots(draft.group, draft.balances)}
    set_aside = {(one.round, one.owner) for one, _ in pots.payables(draft.balances)}
    return (opened.key, turn.member) not in open_ | set_aside


def _pot_cents(draft: Draft, turn: Turn) -> int:
    """What its recipient gets of a round once everybody has paid it; a round to come is as the
    rules of now have it."""
    group, rotation = draft.group, draft.group.rules.rotation
    opened = next((one for one in group.rounds if one.number == turn.round), None)
    seat_cents = opened.contribution_cents if opened else rotation.contribution_cents
    all_pay = opened.recipient_pays if opened else rotation.recipient_pays
    receiving = len(group.recipients_of(turn.round)) or rotation.recipients
    paying = len(group.seats) - (0 if all_pay else receiving)
    pot = Money(max(0, paying) * seat_cents, group.currency)
    return pot.split(receiving)[turn.position - 1].cents


def _runs_now(draft: Draft) -> int | None:
    rotation = draft.group.rules.rotation
    return round_on(rotation.starts, rotation.every, day_in_nairobi(draft.now))


def _receives_on(rotation: Rotation, number: int) -> date:
    """The pot is due when everybody's money is."""
    return round_dates(rotation.starts, rotation.every, number, rotation.due).due_on
