"""What came in place of words and nobody here reads: a voice note, a picture, a place on a map.

Each kind has an answer of its own that says what helps. Several in one go are answered once, and a
question that waits is put again behind it. A reaction is neither an answer nor answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.conversation import answering, limits
from bot.conversation.cause import Cause
from bot.conversation.draft import Draft
from bot.messages import Kind

ANSWERS: Mapping[Kind, str] = {
    Kind.VOICE: "unread_voice",
    Kind.PICTURE: "unread_picture",
    Kind.VIDEO: "unread_video",
    Kind.STICKER: "unread_sticker",
    Kind.LOCATION: "unread_location",
    Kind.CONTACT: "unread_contact",
    Kind.DOCUMENT: "unread_other",  # whose file was not handed over
    Kind.OTHER: "unread_other",
}
"""What is said of each kind; words are read, and a reaction is no message."""

SAID_ONCE = frozenset({*ANSWERS.values(), "statement_refused", "statement_which_group"})
"""What is not said again to who has just been told it, or another of them."""

ONE_GO = timedelta(seconds=30)
"""An album comes as a message a picture, within seconds."""


def is_unread(cause: Cause) -> bool:
    """Whether something came that is not read, whatever words stand beside it."""
    return cause.kind in ANSWERS


def is_alone(cause: Cause) -> bool:
    """Whether it came without words."""
    return is_unread(cause) and not cause.text.strip() and not cause.button


def tell(draft: Draft, template: str = "") -> None:
    """Say that it is not read and what helps, and put again what waits for an answer.

    Not to who was told so a moment ago, nor too much this hour. template: what else to say of it
    than of any of its kind.
    """
    if draft.situation.is_told_unread or limits.is_held_back(draft):
        return
    draft.reply(template or ANSWERS[draft.cause.kind])
    answering.say_again(draft)
