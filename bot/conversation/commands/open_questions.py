""" "open questions", "maswali": what waits for an answer or a proof, and whom it waits for."""

from __future__ import annotations

from bot.conversation import open_items
from bot.conversation.draft import Draft
from bot.conversation.effects import Present
from bot.conversation.situation import Question
from bot.understanding import Intent

INTENTS = ("open_questions",)
NEEDS = ("waiting", "unowned")

MOST_LINES = 8  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The list, then the sender's own question with its choices; a member gets only their own."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    list_for = open_items.for_officer if me.is_officer else open_items.for_member
    lines, own = list_for(draft.situation, draft.group, me), _own_question(draft)
    if lines or own is None:
        more = max(0, len(lines) - MOST_LINES)
        draft.reply("open_questions", items=lines[:MOST_LINES], more=more)
    if own is not None:
        draft.add(Present(own.id))
        draft.add(draft.put(own))


def _own_question(draft: Draft) -> Question | None:
    """The question in front of the sender, else the first that waits for them."""
    own = [q for q in draft.situation.questions if q.address == draft.cause.sender]
    return next((q for q in own if q.is_presented), next(iter(own), None))
