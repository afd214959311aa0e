"""How much one phone may be told: it must not drain the group's airtime.

Money, answers and STOP are never held back.
"""

from __future__ import annotations

from bot.conversation.draft import Draft

MOST_REPLIES_AN_HOUR = 40


def is_held_back(draft: Draft) -> bool:
    """Whether the sender has had so many answers this hour that small talk gets none; said once."""
    if draft.situation.recent_replies == MOST_REPLIES_AN_HOUR:
        draft.reply("held_back", count=MOST_REPLIES_AN_HOUR)
    return draft.situation.recent_replies >= MOST_REPLIES_AN_HOUR
