""" "welfare", "mfuko wa welfare una ngapi?": what the fund has, and what the sender owes it.

Nobody reads here for whom money went out: only counts and amounts.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.agenda.welfare import next_period
from bot.conversation.crediting import today
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.understanding import Intent
from chama import entries
from chama.constitution.clauses import number_of
from chama.entries import WELFARE
from chama.journal import JournalEntry
from chama.standing import pay_to

INTENTS = ("welfare_fund",)
NEEDS = ("recent",)

LATELY = timedelta(days=30)


def decide(draft: Draft, intent: Intent) -> None:
    """The fund's money, the sender's debt to it, what moved lately, and when dues come next."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    owed = entries.within(entries.owed_by(draft.balances, me.code), WELFARE)
    owed_cents = sum(cents for _, cents in owed)
    draft.reply(
        "welfare_fund",
        money_cents=entries.welfare_money(draft.balances),
        promised_cents=entries.welfare_promised(draft.balances),
        owed_cents=owed_cents,
        pay_to=pay_to(draft.group, me) if owed_cents else "",
        **_lately(draft),
        **_next_dues(draft),
    )


def _lately(draft: Draft) -> Facts:
    """How often and how much came into the fund and went out; what was taken back is in neither."""
    recent = draft.situation.recent
    undone = {one.entry.reverses for one in recent}
    moved = [
        _moved_cents(one.entry)
        for one in recent
        if one.entry.reverses is None and one.seq not in undone and _is_of_late(draft, one.entry)
    ]
    into, out = [one for one in moved if one > 0], [-one for one in moved if one < 0]
    return {
        "in_count": len(into),
        "in_cents": sum(into),
        "out_count": len(out),
        "out_cents": sum(out),
    }


def _is_of_late(draft: Draft, entry: JournalEntry) -> bool:
    return entry.effective_on is not None and today(draft) - entry.effective_on < LATELY


def _moved_cents(entry: JournalEntry) -> int:
    """By how much an entry raises the fund's money."""
    lines = (line for line in entry.postings if line.account.fund == WELFARE)
    return sum(line.amount_cents for line in lines if line.account.kind.meaning.is_money)


def _next_dues(draft: Draft) -> Facts:
    now = today(draft)
    first_day = next_period(draft.group, now)
    return {
        "next_on": first_day.isoformat() if first_day is not None else "",
        "dues_cents": draft.group.rules.welfare.dues_cents,
        "clause": number_of("welfare.dues"),
    }
