"""Whether words want what was read in them, where not each of them need belong to it."""

from __future__ import annotations

from bot import understanding
from bot.conversation.draft import Draft
from bot.understanding import Intent


def is_meant(draft: Draft, intent: Intent) -> bool:
    """Whether who writes wants this for themselves; who asks about it or tells of it does not."""
    group = draft.situation.group
    names = [person.name for person in group.people] if group is not None else []
    is_sure = intent.sure and not intent.is_guess
    return is_sure or understanding.is_meant(intent, draft.cause.text, names)
