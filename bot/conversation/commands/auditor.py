""" "auditor", "mkaguzi", "stop auditor": somebody from outside looks at a group, changing nothing.

Any officer lets one in and ends it; the other officers hear of both.
"""

from __future__ import annotations

from bot.conversation.commands.dashboard import MOST_LINKS_AN_HOUR
from bot.conversation.draft import Draft
from bot.conversation.effects import EndAudits, MakeLink, SecretOf
from bot.conversation.situation import DASHBOARD
from bot.understanding import Intent
from chama.group import Person

STOP_AUDITOR = "stop_auditor"
INTENTS = ("auditor", STOP_AUDITOR)
NEEDS = (DASHBOARD,)


def decide(draft: Draft, intent: Intent) -> None:
    """A link that the officer hands on, on plain words alone; who holds no office hears who may."""
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=[one.name for one in draft.group.officers])
    elif not intent.sure:
        draft.reply("auditor_how", ends=intent.name == STOP_AUDITOR)
    elif intent.name == STOP_AUDITOR:
        draft.add(EndAudits())
        draft.reply("auditor_stopped")
        _tell_others(draft, me, "auditor_stopped_by")
    elif not draft.situation.has_dashboard:
        draft.reply("dashboard_none")
    elif draft.situation.links_lately >= MOST_LINKS_AN_HOUR:
        draft.reply("dashboard_enough")
    else:
        draft.add(MakeLink(me.phone, for_auditor=True))
        draft.reply("auditor_link", link_token=SecretOf(me.phone, "link"))
        _tell_others(draft, me, "auditor_let_in")


def _tell_others(draft: Draft, me: Person, template: str) -> None:
    for officer in draft.group.officers:
        if officer.code != me.code:
            draft.tell(officer, template, {"by": me.name})
