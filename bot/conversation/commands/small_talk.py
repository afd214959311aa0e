"""Greetings, thanks, help, and texts that say nothing the bot can act on."""

from __future__ import annotations

from bot.conversation import late
from bot.conversation.draft import Draft
from bot.conversation.situation import SETTLED
from bot.understanding import Intent
from bot.understanding.answers import would_answer

NEEDS = (SETTLED,)
INTENTS = (
    "help", "greeting", "thanks", "unknown", "confirm_yes", "approve", "reject", "leave_it",
)  # fmt: skip

SHORT_NAME = 6
"""Letters of a group's name that have room in a line of help."""


def decide(draft: Draft, intent: Intent) -> None:
    """A short answer; a stray yes or number confirms nothing, and may come too late."""
    me = draft.situation.me
    if intent.name == "help":
        _help(draft, is_officer=bool(me and me.is_officer))
    elif intent.name == "greeting":
        draft.reply("greeting", name=me.name if me else "", **_of_all_groups(draft))
    elif intent.name == "thanks":
        draft.reply("thanks")
    elif intent.name == "leave_it":
        draft.reply("cancelled")
    elif (intent.near or intent.name == "unknown") and not would_answer(draft.cause.text):
        draft.reply("unknown")
    elif not late.tell(draft):
        draft.reply("nothing_to_confirm")


def _of_all_groups(draft: Draft) -> dict[str, str]:
    """The names of the sender's groups, where none is meant."""
    if draft.situation.group is not None:
        return {}
    return {"chama": ", ".join(name for _, name in draft.situation.groups)}


def _help(draft: Draft, *, is_officer: bool) -> None:
    """What can be written; also to somebody who has not said which of their groups is meant. An
    officer's is full, and their pages give files too."""
    me = draft.situation.me
    of_no_group = {} if draft.situation.group is not None else {"chama": ""}
    draft.reply(
        "help",
        officer=is_officer,
        several=bool(draft.situation.groups),
        other=_another_group(draft),
        can_push=_can_push(draft),
        has_pages=is_officer and draft.situation.has_dashboard,
        has_files=me is not None and not is_officer and draft.situation.has_files,
        **of_no_group,
    )


def _another_group(draft: Draft) -> str:
    """The shortest name of another of the sender's groups, "" where all are long or it is none."""
    group = draft.situation.group
    others = [name for one, name in draft.situation.groups if group is None or one != group.id]
    return min((name for name in others if len(name) <= SHORT_NAME), key=len, default="")


def _can_push(draft: Draft) -> bool:
    """Whether the sender's own phone can be asked for money."""
    group, me = draft.situation.group, draft.situation.me
    return group is not None and me is not None and draft.situation.api.can_ask(group, me)
