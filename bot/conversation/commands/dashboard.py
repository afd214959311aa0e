""" "dashboard", "kitabu", "stop dashboard": pages in a browser, for officers.

A link shows all groups in which its person holds an office, so it is never asked which is meant.
"""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import EndSessions, MakeLink, SecretOf
from bot.conversation.situation import DASHBOARD
from bot.understanding import Intent

STOP_DASHBOARD = "stop_dashboard"
INTENTS = ("dashboard", STOP_DASHBOARD)
NEEDS = (DASHBOARD,)

MOST_LINKS_AN_HOUR = 3


def decide(draft: Draft, intent: Intent) -> None:
    """A link to who may look, and what else they can ask to who may not; an end at once."""
    sender, known = draft.cause.sender, draft.situation
    if intent.name == STOP_DASHBOARD:
        draft.add(EndSessions(sender))
        draft.reply("dashboard_stopped")
    elif not known.offices:
        draft.reply("dashboard_not_yours")
    elif not known.has_dashboard:
        draft.reply("dashboard_none")
    elif known.links_lately >= MOST_LINKS_AN_HOUR:
        draft.reply("dashboard_enough")
    else:
        draft.add(MakeLink(sender))
        draft.reply("dashboard_link", link_token=SecretOf(sender, "link"))
