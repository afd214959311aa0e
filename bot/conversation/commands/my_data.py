"""What the group keeps about a member, who sees it, and who puts it right or erases it."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.situation import SIGNED_IN
from bot.understanding import Intent

INTENTS = ("my_data",)
NEEDS = (SIGNED_IN,)


def decide(draft: Draft, intent: Intent) -> None:
    """Told at once, as Kenya's Data Protection Act (2019, section 26) asks. And in how many
    browsers the pages of who asks are open, which somebody else may have opened."""
    me = draft.situation.me
    officer = draft.group.officer_besides(me.code if me else "")
    draft.reply(
        "my_data", officer=officer.name if officer else "", browsers=draft.situation.browsers
    )
