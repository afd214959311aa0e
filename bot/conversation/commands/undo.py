""" "undo", "tengua": an officer takes back their own last entry; another's needs a second one."""

from __future__ import annotations

from bot.conversation import undoing
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.group import Person
from chama.journal import JournalEntry, SealedEntry

INTENTS = ("undo",)
NEEDS = ("recent",)


def decide(draft: Draft, intent: Intent) -> None:
    """By the code or the proof that is named, else the last entry of the officer who asks."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=", ".join(o.name for o in draft.group.officers))
        return
    meant = _meant(draft, me, code)
    if meant is not None and undoing.may_alone(draft, meant, me):
        undoing.undo(draft, meant.entry, meant.seq, me.name)
    elif meant is not None:
        _ask_second(draft, me, meant.entry, meant.seq)
    elif (recorded := draft.known(code)) and recorded.is_ours and recorded.standing:
        _ask_second(draft, me, *recorded.standing[0])
    else:
        draft.reply("undo_nothing", code=code)


def _meant(draft: Draft, me: Person, code: str) -> SealedEntry | None:
    recent = draft.situation.recent
    if code:
        return undoing.by_receipt(recent, code)
    by_proof = undoing.by_proof(recent, draft.cause.text)
    return by_proof or undoing.newest_own(recent, me)


def _ask_second(draft: Draft, me: Person, entry: JournalEntry, seq: int) -> None:
    """Somebody else's entry, or an old one: a second officer, if possible not the one it is for."""
    group = draft.group
    other = group.officer_besides(me.code, entry.member) or group.officer_besides(me.code)
    if other is None:
        draft.reply("need_other_officer")
        return
    facts = undoing.facts_of(draft, entry)
    details = {**facts, "seq": seq, "said_by": me.code, "said_by_name": me.name}
    draft.ask("undo", other, f"undo:{group.id}:{seq}", details)
    draft.reply("asked_change", officer=other.name)
