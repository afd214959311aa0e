""" "undo", "futa": one's own answer only waits again; for all else a second officer is asked."""

from __future__ import annotations

from bot.conversation import agreeing, undoing
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.group import Person
from chama.journal import SealedEntry

INTENTS = ("undo",)
NEEDS = ("recent",)


def decide(draft: Draft, intent: Intent) -> None:
    """By the code or the proof that is named, else the last entry of the officer who asks."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
        return
    meant = _meant(draft, me, code)
    if meant is not None and undoing.may_alone(draft, meant, me):
        undoing.undo(draft, meant.entry, meant.seq, me.name)
    elif meant is not None:
        undoing.ask_second(draft, (meant.entry, meant.seq))
    elif (recorded := draft.known(code)) and recorded.is_ours and not recorded.is_reversed:
        undoing.ask_second(draft, recorded.standing[0])
    else:
        draft.reply("undo_nothing", code=code)


def _meant(draft: Draft, me: Person, code: str) -> SealedEntry | None:
    recent = draft.situation.recent
    if code:
        return undoing.by_receipt(recent, code)
    by_proof = undoing.by_proof(recent, draft.cause.text)
    return by_proof or undoing.newest_own(recent, me)
