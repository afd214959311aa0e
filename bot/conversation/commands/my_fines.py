""" "My fines", "faini yangu": what the sender owes in fines, with clause and day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.owed_lines import open_fines, what_for
from bot.understanding import Intent
from chama import entries
from chama.constitution.clauses import CHAPTERS
from chama.journal import Account, JournalEntry
from chama.kinds import AccountKind

INTENTS = ("my_fines",)
NEEDS = ("own_fines",)

CHAPTER = CHAPTERS.index("fines") + 1


def decide(draft: Draft, intent: Intent) -> None:
    """Each round or absence for which a fine is open; what was paid is not shown any more."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    owed = open_fines(draft.balances, me.code)
    draft.reply(
        "my_fines",
        name=me.name,
        items=[line for account, cents in owed for line in _lines(draft, account, cents)],
        total_cents=sum(cents for _, cents in owed),
        chapter=CHAPTER,
    )


def _lines(draft: Draft, account: Account, owed_cents: int) -> Iterator[Facts]:
    """What is open on an account by its clauses: the newest fines, as the oldest are paid first."""
    by_clause: dict[str, list[JournalEntry]] = {}
    left_cents = owed_cents
    for entry in draft.situation.own_fines:
        if left_cents > 0 and _is_on(entry, account):
            by_clause.setdefault(entries.clause_of(entry), []).append(entry)
            left_cents -= entry.amount_cents
    for clause, fines in by_clause.items():
        raised_cents = sum(one.amount_cents for one in fines)
        on = fines[0].effective_on
        yield {
            **what_for(draft.group.rules, account),
            "clause": clause,
            "on": on.isoformat() if on else "",
            "amount_cents": min(raised_cents, owed_cents),
        }


def _is_on(entry: JournalEntry, account: Account) -> bool:
    fined = (p.account for p in entry.postings if p.account.kind is AccountKind.FINES)
    return account in fined
