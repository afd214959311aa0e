""" "rota", "who is next", "my turn", "zamu": who receives and when."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.rota import Turn, day_in_nairobi, next_turn, turns

INTENTS = ("rota", "my_turn")

MOST_LINES = 10  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The sender's own turn, or the order from now on."""
    if intent.name == "my_turn":
        _my_turn(draft)
    else:
        _rota(draft)


def _rota(draft: Draft) -> None:
    group, rules = draft.group, draft.group.constitution
    names = {person.seat: person.name for person in group.people}
    day = day_in_nairobi(draft.now)
    upcoming = turns(
        rules.starts,
        rules.every,
        sorted(names),
        on=day,
        count=min(len(names), MOST_LINES),
        due_day=rules.due_day,
    )
    items = [
        {
            "round": turn.number,
            "name": names[turn.seat],
            "on": _receives_on(turn),
            "now": turn.is_now,
        }
        for turn in upcoming
    ]
    draft.reply("rota", items=items)


def _my_turn(draft: Draft) -> None:
    me, group, rules = draft.situation.me, draft.group, draft.group.constitution
    if me is None:
        draft.reply("unknown")
        return
    seats = sorted(person.seat for person in group.people)
    day = day_in_nairobi(draft.now)
    turn = next_turn(rules.starts, rules.every, seats, me.seat, on=day, due_day=rules.due_day)
    draft.reply(
        "my_turn",
        name=me.name,
        seat=me.seat,
        round=turn.number,
        on=_receives_on(turn),
        now=turn.is_now,
    )


def _receives_on(turn: Turn) -> str:
    """The pot is due when everybody's money is."""
    return turn.dates.due_on.isoformat()
