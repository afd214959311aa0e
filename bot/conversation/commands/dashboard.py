""" "dashboard", "kitabu", "stop dashboard", "the link has expired": pages in a browser.

A link shows all groups in which its person holds an office, so it is never asked which is meant.
"""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import EndSessions, MakeLink, SecretOf
from bot.conversation.meaning import is_meant
from bot.conversation.situation import DASHBOARD, FILES
from bot.understanding import Intent

STOP_DASHBOARD = "stop_dashboard"
LINK_WHICH = "link_which"
INTENTS = ("dashboard", STOP_DASHBOARD, LINK_WHICH)
NEEDS = (DASHBOARD, FILES)

MOST_LINKS_AN_HOUR = 3


def decide(draft: Draft, intent: Intent) -> None:
    """A link to who may look, and what else they can ask to who may not; an end at once. Talk of
    the pages is told how they are opened, and a link that is not said which, how each is had."""
    sender, known = draft.cause.sender, draft.situation
    if intent.name == STOP_DASHBOARD and is_meant(draft, intent):
        draft.add(EndSessions(sender))
        draft.reply("dashboard_stopped" if known.offices else "dashboard_not_yours")
    elif intent.name == LINK_WHICH:
        has_pages = bool(known.offices) and known.has_dashboard
        kinds = {"has_files": known.has_files, "has_pages": has_pages}
        draft.reply("link_which" if any(kinds.values()) else "unknown", **kinds)
    elif not known.offices:
        draft.reply("dashboard_not_yours")
    elif not known.has_dashboard:
        draft.reply("dashboard_none")
    elif not intent.sure:
        draft.reply("dashboard_how")
    elif known.links_lately >= MOST_LINKS_AN_HOUR:
        draft.reply("dashboard_enough")
    else:
        draft.add(MakeLink(sender))
        draft.reply("dashboard_link", link_token=SecretOf(sender, "link"))
