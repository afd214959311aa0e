"""A document that came: a statement to fetch from who keeps the money, else refused."""

from __future__ import annotations

import re

from bot.conversation import unread
from bot.conversation.cause import Cause
from bot.conversation.draft import Draft
from bot.conversation.effects import FetchStatement
from bot.messages import Kind, Media

_FILE_NAME = re.compile(r".+\.(pdf|csv|xlsx?|txt)", re.IGNORECASE)
LONGEST_CODE = 64  # characters


def document_of(cause: Cause) -> Media | None:
    """The document that a message brings, None for words, pictures and voice notes."""
    return cause.media if cause.kind is Kind.DOCUMENT else None


def decide_document(draft: Draft, document: Media) -> None:
    """Have the worker fetch and read it; it answers when that is done.

    Only from the treasurer, or whose phone gets a collector's texts: what they send is evidence.
    """
    me = draft.situation.me
    if draft.situation.group is None:
        unread.tell(draft, "statement_which_group")
    elif not draft.situation.my_collectors and me != draft.group.treasurer:
        unread.tell(draft, "statement_refused")
    else:
        code = code_in(draft.cause.text)
        draft.add(FetchStatement(document.url, document.content_type, code))
        draft.reply("statement_coming")


def code_in(text: str) -> str:
    """The code that opens a file, as written beside it: "123456", "code: 123456"; "" for none.

    Apps put the file's own name there when nobody wrote anything.
    """
    if _FILE_NAME.fullmatch(text.strip()):
        return ""
    words = text.split()
    if len(words) > 1:
        words = [word for word in words if any(letter.isdigit() for letter in word)]
    return words[0][:LONGEST_CODE] if len(words) == 1 else ""
