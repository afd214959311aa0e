"""What is told stands in the book lately: who tells is asked first if theirs is another one."""

from __future__ import annotations

from bot.conversation import proposals
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from chama.group import Person


def ask(draft: Draft, me: Person, kind: str, key: str, facts: Facts) -> bool:
    """Ask, where the book has the like; whether it has. kind, key, facts: of the proposal.

    The question that waits for their answer already is shown again, and no second one opened.
    """
    like = proposals.like(draft, kind, facts)
    if not like:
        return False
    waiting = next(
        (
            one
            for one in draft.situation.questions
            if (one.kind, one.address) == ("another", me.phone) and one.details["key"] == key
        ),
        None,
    )
    if waiting is not None:
        draft.put_again(waiting)
        return True
    details = {"kind": kind, "key": key, "facts": {**facts, proposals.LIKE: like}}
    draft.ask("another", me, f"another:{draft.cause.key}:{key}", details)
    return True
