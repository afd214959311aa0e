""" "undo", "futa": what one asked for is withdrawn while it waits, one's own answer waits again.

A word on one's next payment that was noted last is only taken back. For all else a second officer
is asked.
"""

from __future__ import annotations

from bot.conversation import agreeing, intending, undoing, withdrawing
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.situation import Intention
from bot.understanding import Intent
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import SealedEntry

INTENTS = ("undo",)
NEEDS = ("recent", "intentions")


def decide(draft: Draft, intent: Intent) -> None:
    """The sender's last word on their next payment where that is the newest, else what they did."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    if (said := _last_said(draft, me, code)) is not None:
        intending.take_back(draft, [said])
    else:
        decide_agreed(draft, intent)


def decide_agreed(draft: Draft, intent: Intent) -> None:
    """By the code, proof or amount that is named, else the last thing that who asks has done."""
    me, code, cents = draft.situation.me, str(intent.slots.get("receipt", "")), amount_cents(intent)
    meant = _meant(draft, me, code, cents) if me is not None and me.is_officer else None
    waiting = withdrawing.newest_own(draft, me, code, cents) if me is not None else None
    if me is not None and waiting is not None and _is_meant_rather(waiting, meant, draft, code):
        withdrawing.withdraw(draft, waiting, me)
    elif me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif meant is not None and undoing.may_alone(draft, meant, me):
        undoing.undo(draft, meant.entry, meant.seq, me.name)
    elif meant is not None:
        undoing.ask_second(draft, (meant.entry, meant.seq))
    elif (recorded := draft.known(code)) and recorded.is_ours and not recorded.is_reversed:
        undoing.ask_second(draft, recorded.newest)
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


def _is_meant_rather(waiting: Proposal, meant: SealedEntry | None, draft: Draft, code: str) -> bool:
    """Whether what waits is meant, and not an entry: the newer one, unless a code names it.

    Who asks once more to undo something does not withdraw that.
    """
    if waiting.kind == "undo" or undoing.by_proof(draft.situation.recent, draft.cause.text):
        return False
    recorded_at = meant.recorded_at if meant is not None else None
    return bool(code) or recorded_at is None or recorded_at < waiting.asked_at


def _meant(draft: Draft, me: Person, code: str, cents: int | None) -> SealedEntry | None:
    recent = draft.situation.recent
    if code:
        return undoing.by_receipt(recent, code)
    by_proof = undoing.by_proof(recent, draft.cause.text)
    return by_proof or undoing.newest_own(recent, me, cents)
