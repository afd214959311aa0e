""" "Waive Otieno's fine, he was in hospital", "msamehe Baraka faini": officers decide together."""

from __future__ import annotations

from bot.conversation import agreeing, fining
from bot.conversation.by_word import amount_cents, is_amount_said
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import open_fines
from bot.understanding import Intent
from chama.group import Person
from chama.journal import Account
from chama.standing import round_number

INTENTS = ("waive",)
NEEDS = ("absence_fines",)


def decide(draft: Draft, intent: Intent) -> None:
    """A second one agrees, never who was fined; the reason is shown to them."""
    me, reason = draft.situation.me, str(intent.slots.get("reason", ""))
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
        return
    people = fining.people_named(draft, intent)
    if people is None:
        return
    if not reason:
        draft.reply("say_reason", name=people[0].name)
        return
    for person in people:
        _propose(draft, person, intent, reason)


def _propose(draft: Draft, person: Person, intent: Intent, reason: str) -> None:
    owed = open_fines(draft.balances, person.code)
    fines = _of_amount(
        [(account, cents) for account, cents in owed if _is_meant(account, intent)], intent
    )
    if not fines:
        draft.reply("no_open_fine", name=person.name)
        return
    fining.ask_to_let_off(draft, person, fines, reason)


def _of_amount(fines: list[tuple[Account, int]], intent: Intent) -> list[tuple[Account, int]]:
    """Those of the amount that was said, be it of one fine or of all; all where none was."""
    said_cents = amount_cents(intent)
    if not is_amount_said(intent) or sum(cents for _, cents in fines) == said_cents:
        return fines
    return [(account, cents) for account, cents in fines if cents == said_cents]


def _is_meant(account: Account, intent: Intent) -> bool:
    """All fines, where words do not say which."""
    number, what = intent.slots.get("round"), intent.slots.get("what")
    if isinstance(number, int):
        return bool(account.round) and round_number(account.round) == number
    if what in fining.ABSENT:
        return not account.round
    return what != "late" or bool(account.round)
