""" "undo", "futa": one's own answer only waits again; for all else a second officer is asked."""

from __future__ import annotations

from bot.conversation import agreeing, undoing
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.group import Person
from chama.journal import SealedEntry
from chama.recorded import Booked

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
        _ask_second(draft, me, (meant.entry, meant.seq))
    elif (recorded := draft.known(code)) and recorded.is_ours and not recorded.is_reversed:
        _ask_second(draft, me, recorded.standing[0])
    else:
        draft.reply("undo_nothing", code=code)


def _meant(draft: Draft, me: Person, code: str) -> SealedEntry | None:
    recent = draft.situation.recent
    if code:
        return undoing.by_receipt(recent, code)
    by_proof = undoing.by_proof(recent, draft.cause.text)
    return by_proof or undoing.newest_own(recent, me)


def _ask_second(draft: Draft, me: Person, meant: Booked) -> None:
    """Somebody who has nothing from it says whether it is taken back."""
    entry, seq = meant
    facts = {
        **undoing.facts_of(draft, entry),
        "seq": seq,
        "said_by_name": me.name,
        "holders": undoing.answer_for_less(draft, entry),
    }
    voters = agreeing.propose(draft, "undo", f"undo:{seq}", facts, member=entry.member)
    if voters is not None:
        draft.reply("asked_undo", officer=agreeing.names(voters.people), **facts)
