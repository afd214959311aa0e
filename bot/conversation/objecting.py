"""Whose payment is about to be taken back is asked to object: any words of theirs are one then."""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.contested import GIVE_BACK, REVERSAL
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.agreement import Proposal
from chama.group import Person

_SAYS_NO_MORE = frozenset({"confirm_no", "leave_it", "reject", "unknown", "dispute"})
"""Words that ask for nothing else that we do."""


def take(draft: Draft, intent: Intent) -> bool:
    """Pass the words on to every officer; whether they may be an objection.

    Who is asked to agree says no by the question itself.
    """
    me = draft.situation.me
    if me is None or intent.heard not in _SAYS_NO_MORE or not may_object(draft, me):
        return False
    said.tell_at_once(draft, me)
    return True


def may_object(draft: Draft, me: Person) -> bool:
    """Whether a payment of theirs is about to be taken back, and they are not asked to agree."""
    return any(_is_about(draft, one, me) for one in draft.situation.proposals)


def _is_about(draft: Draft, proposal: Proposal, me: Person) -> bool:
    is_of_taking_back = proposal.kind in (REVERSAL, GIVE_BACK, "undo") and not draft.is_settled(
        proposal
    )
    is_theirs = me.code in proposal.facts.get("owners", ())
    return is_of_taking_back and is_theirs and me.code not in proposal.voters
