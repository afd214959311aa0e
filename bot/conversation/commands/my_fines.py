""" "My fines", "faini ya Baraka": what somebody owes in fines, with clause and day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import about_another
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.owed_lines import open_fines, still_open, what_for
from bot.understanding import Intent
from chama import entries
from chama.constitution.clauses import CHAPTERS
from chama.group import Person
from chama.journal import Account, JournalEntry

INTENTS = ("my_fines",)
NEEDS = ("own_fines",)

CHAPTER = CHAPTERS.index("fines") + 1


def decide(draft: Draft, intent: Intent) -> None:
    """Each round or absence for which a fine is open; what was paid is not shown any more."""
    me = draft.situation.me
    person = about_another.shown_to(draft.group, me, intent) if me is not None else None
    if me is None:
        draft.reply("unknown")
    elif person is None:
        about_another.refuse(draft, me, intent)
    else:
        _show(draft, person, is_own=person == me)


def _show(draft: Draft, person: Person, *, is_own: bool) -> None:
    """The fines of a member; they must be those that were loaded."""
    owed = open_fines(draft.balances, person.code)
    draft.reply(
        "my_fines",
        name=person.name,
        is_own=is_own,
        items=[line for account, cents in owed for line in _lines(draft, account, cents)],
        total_cents=sum(cents for _, cents in owed),
        chapter=CHAPTER,
    )


def _lines(draft: Draft, account: Account, owed_cents: int) -> Iterator[Facts]:
    """What is open on an account by its clauses: the newest fines, as the oldest are paid first."""
    by_clause: dict[str, list[JournalEntry]] = {}
    for entry in still_open(draft.situation.own_fines, account, owed_cents):
        by_clause.setdefault(entries.clause_of(entry), []).append(entry)
    for fines in by_clause.values():
        raised_cents = sum(one.amount_cents for one in fines)
        on = fines[0].effective_on
        yield {
            **what_for(account, owed_cents, fines),
            "on": on.isoformat() if on else "",
            "amount_cents": min(raised_cents, owed_cents),
        }
