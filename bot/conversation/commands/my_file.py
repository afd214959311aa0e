""" "my statement as a PDF", "ripoti": a file by a link that works once.

To officers the report of the month, to a member their own passbook and nobody else's.
"""

from __future__ import annotations

from bot.conversation.commands import who_owes
from bot.conversation.draft import Draft
from bot.conversation.effects import MakeFileLink, SecretOf
from bot.conversation.situation import FILES
from bot.understanding import Intent
from chama.names import names_fit

INTENTS = ("my_file", "report")
NEEDS = (FILES, *who_owes.NEEDS)

PASSBOOK, MONTH = "statement", "month"
MOST_LINKS_AN_HOUR = 3


def decide(draft: Draft, intent: Intent) -> None:
    """The passbook to who asks for it; the report in words, and to an officer as a file too."""
    me, known = draft.situation.me, draft.situation
    is_officers = me is not None and me.is_officer
    whose = str(intent.slots.get("whose", ""))
    if intent.name == "report":
        who_owes.decide(draft, intent)
        if is_officers and known.has_files and known.files_lately < MOST_LINKS_AN_HOUR:
            _give(draft, MONTH)
    elif me is None:
        draft.reply("unknown")
    elif whose and not names_fit(whose, me.name):
        _refuse(draft, is_officer=me.is_officer)
    elif not known.has_files:
        draft.reply("file_none")
    elif known.files_lately >= MOST_LINKS_AN_HOUR:
        draft.reply("file_enough")
    else:
        _give(draft, PASSBOOK)


def _refuse(draft: Draft, *, is_officer: bool) -> None:
    """Nobody's passbook is sent to another; officers have it on their pages."""
    if is_officer:
        draft.reply("file_of_another", has_pages=draft.situation.has_dashboard)
    else:
        draft.reply("figures_private", officers=[one.name for one in draft.group.officers])


def _give(draft: Draft, report: str) -> None:
    phone, me = draft.cause.sender, draft.situation.me
    if me is None:
        raise LookupError("A file is for a member.")
    draft.add(MakeFileLink(phone, me.code, report))
    has_pages = report == MONTH and draft.situation.has_dashboard
    draft.reply("file_link", report=report, file_token=SecretOf(phone, "file"), has_pages=has_pages)
