""" "when do we meet?": the notice of the last meeting that was called."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("next_meeting",)
NEEDS = ("meeting",)


def decide(draft: Draft, intent: Intent) -> None:
    """What was called last, or that nothing was."""
    if draft.situation.meeting:
        draft.reply("next_meeting", text=draft.situation.meeting)
    else:
        draft.reply("no_meeting")
