""" "when is the last day to pay?": the day, and what is left of the asker's own."""

from __future__ import annotations

from datetime import date

from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import entries
from chama.constitution.clauses import number_of
from chama.group import RoundFacts
from chama.lateness import first_fine_on
from chama.rota import day_in_nairobi, round_dates
from chama.standing import owed_cents

INTENTS = ("deadline",)
NEEDS = ("waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """Of the newest round; who has paid it learns the last day of the next one too."""
    me, one = draft.situation.me, draft.group.round
    if one is None:
        reply_no_round(draft)
        return
    all_cents = owed_cents(draft.balances, me.code) if me is not None else 0
    left_cents = draft.balances.get(entries.dues(me.code, one.key), 0) if me is not None else 0
    waiting_cents = draft.said_for(me).covered_cents(all_cents) if me is not None else 0
    draft.reply(
        "deadline",
        name=me.name if me is not None else "",
        round=one.number,
        due_on=one.due_on.isoformat(),
        is_over=day_in_nairobi(draft.now) > one.due_on,
        left_cents=left_cents,
        besides_cents=all_cents - left_cents,
        waiting_cents=waiting_cents,
        next_on="" if left_cents else _next_due_on(draft, one).isoformat(),
        fine_on=_fine_on(draft, one) if left_cents > waiting_cents else "",
        clause=number_of("fines.late"),
    )


def _next_due_on(draft: Draft, one: RoundFacts) -> date:
    rotation = draft.group.rules.rotation
    return round_dates(rotation.starts, rotation.every, one.number + 1, rotation.due).due_on


def _fine_on(draft: Draft, one: RoundFacts) -> str:
    """The first day on which being late costs something, "" where the rules have no fine for it."""
    rules = draft.group.rules_on(one.due_on)
    return "" if rules.fines.late is None else first_fine_on(rules, one.due_on).isoformat()
