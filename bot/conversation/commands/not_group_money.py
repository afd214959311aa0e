""" "that one is not ours", "UKN1AB2C01 si ya chama": money on the group's phone that is private.

It is taken out of the book once another officer agrees, never on the word of who holds the phone.
What a member says of it is read by an officer with the morning list.
"""

from __future__ import annotations

from bot.conversation import agreeing, in_the_book, owning, said, undoing
from bot.conversation.by_word import amount_cents, is_amount_said
from bot.conversation.draft import Draft
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import give_back
from bot.understanding import Intent
from chama.recorded import Recorded

INTENTS = ("not_group_money",)
NEEDS = ("recent", ORDERS)


def decide(draft: Draft, intent: Intent) -> None:
    """The payment of that code, else the only one of the last day that waits for its owner, and is
    of the amount that was said."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    if me is None:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
        return
    if not me.is_officer and intent.is_guess:
        said.ask_first(draft, me, intent)
        return
    if not me.is_officer:
        said.keep(draft, me, intent.name, code)
        return
    meant = draft.known(code) if code else _only_waiting(draft, intent)
    if meant is None and code:
        draft.reply("receipt_unknown", code=code)
    elif meant is None or intent.is_guess:
        draft.reply("which_not_ours")  # it says how it is told plainly
    elif not meant.is_ours or meant.is_reversed or meant.is_money_out:
        in_the_book.tell(draft, meant)
    else:
        _ask(draft, meant)


def _only_waiting(draft: Draft, intent: Intent) -> Recorded | None:
    me, said_cents = draft.situation.me, amount_cents(intent)
    recorded = in_the_book.newest_of(draft, me) if me is not None else []
    waiting = [one for one in recorded if one.waiting_cents]
    if is_amount_said(intent):
        waiting = [one for one in waiting if one.amount_cents == said_cents]
    return waiting[0] if len(waiting) == 1 else None


def _ask(draft: Draft, meant: Recorded) -> None:
    """Another officer reads who sent it and who says that it is theirs; then all of it goes."""
    draft.receipts[meant.id] = meant
    undoing.ask_second(
        draft,
        meant.history[0],
        payer=meant.entry.memo,
        claimed_by=owning.claimers(draft, meant.id),
        is_returnable=give_back.why_not(draft, meant) is None,
    )
