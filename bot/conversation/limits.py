"""How much one phone may be told: it must not drain the group's airtime.

Money, answers and STOP are never held back.
"""

from __future__ import annotations

import re

from bot.conversation.draft import Draft

MOST_REPLIES_AN_HOUR = 40
ENOUGH_TALK_AN_HOUR = 12  # replies; then what wants nothing gets one line


_PASTED = re.compile(r"://|\bwww\.|[a-z]\.[a-z]{2,4}/|[<{=$]")
"""A link, or marks of a program: it was forwarded or pasted, and asks us nothing."""


def is_held_back(draft: Draft) -> bool:
    """Whether the sender has had so many answers this hour that small talk gets none; said once."""
    if draft.situation.recent_replies == MOST_REPLIES_AN_HOUR:
        draft.reply("held_back", count=MOST_REPLIES_AN_HOUR)
    return draft.situation.recent_replies >= MOST_REPLIES_AN_HOUR


def is_talkative(draft: Draft) -> bool:
    """Whether the sender has had so much this hour that no list is sent for more talk."""
    return draft.situation.recent_replies >= ENOUGH_TALK_AN_HOUR


def is_pasted(text: str) -> bool:
    """Whether a text is an advert, a scam or a joke that was passed on rather than written."""
    return _PASTED.search(text.lower()) is not None
