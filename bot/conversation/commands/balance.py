""" "balance", "how much does Otieno owe": what somebody still owes, paid ahead and waits for."""

from __future__ import annotations

from bot.conversation import about_another
from bot.conversation.abroad import payable, waiting_facts
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import what_for
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import chain_code
from chama.standing import pay_to

INTENTS = ("balance",)
NEEDS = ("waiting", "unowned", "absence_fines")


def decide(draft: Draft, intent: Intent) -> None:
    """Each round, fine and what else is owed, the sum, and the book's newest proof.

    Nobody gets their own figures for those of somebody else whom they ask about.
    """
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    person = about_another.shown_to(draft.group, me, intent)
    if person is None:
        about_another.refuse(draft, me, intent)
    else:
        show(draft, person, is_own=person == me)
        if draft.group.round is None:
            reply_no_round(draft)


def show(draft: Draft, person: Person, *, is_own: bool) -> None:
    """What a member owes, has paid ahead and waits for; where to pay it, unless other groups answer
    beside this one."""
    is_full = is_own and not draft.situation.is_beside
    owed = entries.owed_by(draft.balances, person.code)
    current, waiting = draft.group.round, draft.said_for(person)
    current_dues = entries.dues(person.code, current.key) if current else None
    dues = [
        {
            **what_for(due, cents, draft.situation.absence_fines),
            "due_on": current.due_on.isoformat() if current and due == current_dues else "",
            "remaining_cents": cents,
        }
        for due, cents in owed
    ]
    total_cents = sum(cents for _, cents in owed)
    draft.reply(
        "balance",
        name=person.name,
        is_own=is_own,
        dues=dues,
        total_cents=total_cents,
        unpaid_cents=total_cents - waiting.covered_cents(total_cents),
        advance_cents=entries.advance_of(draft.balances, ROTATION, person.code),
        waiting_cents=waiting.cents,
        waiting_codes=list(waiting.codes),
        for_rate=waiting_facts(waiting),
        pay_to=pay_to(draft.group, person) if is_full else "",
        payable=payable(draft, person) if is_full else [],
        chain="" if draft.situation.is_beside else chain_code(draft.situation.head),
    )
