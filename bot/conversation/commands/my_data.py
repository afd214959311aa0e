"""What the group keeps about a member, who sees it, and who puts it right or erases it."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.situation import SIGNED_IN
from bot.understanding import Intent

INTENTS = ("my_data",)
NEEDS = (SIGNED_IN,)


def decide(draft: Draft, intent: Intent) -> None:
    """Told at once, as Kenya's Data Protection Act (2019, section 26) asks, of all groups of who
    asks. And in how many browsers their pages are open, which somebody else may have opened."""
    known = draft.situation.each or (draft.situation,)
    asked = [(one.group, one.me) for one in known if one.group is not None]
    officers = [(group, group.officer_besides(me.code if me else "")) for group, me in asked]
    draft.reply(
        "my_data",
        chamas=[group.name for group, _ in asked],
        officers=[
            f"{officer.name} ({group.name})" if len(asked) > 1 else officer.name
            for group, officer in officers
            if officer is not None
        ],
        browsers=known[0].browsers,
    )
