""" "undo", "futa": one's own answer only waits again; for all else a second officer is asked.

A word on one's next payment that was noted last is only taken back.
"""

from __future__ import annotations

from bot.conversation import agreeing, intending, undoing
from bot.conversation.draft import Draft
from bot.conversation.situation import Intention
from bot.understanding import Intent
from chama.group import Person
from chama.journal import SealedEntry

INTENTS = ("undo",)
NEEDS = ("recent", "intentions")


def decide(draft: Draft, intent: Intent) -> None:
    """The sender's last word on their next payment where that is the newest, else an entry."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    if (said := _last_said(draft, me, code)) is not None:
        intending.take_back(draft, [said])
    else:
        decide_agreed(draft, intent)


def decide_agreed(draft: Draft, intent: Intent) -> None:
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


def _last_said(draft: Draft, me: Person | None, code: str) -> Intention | None:
    """The sender's word on their next payment, where it is newer than what they put in the book."""
    said, recent = intending.just_said(draft, me), draft.situation.recent
    if me is None or said is None or code or undoing.names_proof(draft.cause.text):
        return None
    entry = undoing.newest_own(recent, me)
    is_newer = entry is None or entry.recorded_at is None or entry.recorded_at < said.said_at
    return said if is_newer else None


def _meant(draft: Draft, me: Person, code: str) -> SealedEntry | None:
    recent = draft.situation.recent
    if code:
        return undoing.by_receipt(recent, code)
    by_proof = undoing.by_proof(recent, draft.cause.text)
    return by_proof or undoing.newest_own(recent, me)
