""" "undo", "futa": what one asked for is withdrawn while it waits, one's own answer waits again.

A word on one's next payment that was noted last is only taken back. For all else a second officer
is asked. What is named by its code or ref is meant, or nothing: never the newest instead.
"""

from __future__ import annotations

from bot.conversation import agreeing, intending, undoing, withdrawing
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.situation import Intention
from bot.understanding import Intent
from chama.agreement import Proposal
from chama.entries import receipt_of
from chama.group import Person
from chama.journal import JournalEntry, SealedEntry
from chama.kinds import AccountKind

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
    ref = _ref(draft, intent)
    meant = _meant(draft, me, code or ref, cents) if me is not None and me.is_officer else None
    waiting = withdrawing.newest_own(draft, me, code, cents) if me is not None and not ref else None
    if me is not None and waiting is not None and _is_meant_rather(waiting, meant, code):
        withdrawing.withdraw(draft, waiting, me)
    elif me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif meant is not None and undoing.may_alone(draft, meant, me):
        undoing.undo(draft, meant.entry, meant.seq, me.name)
    elif meant is not None:
        undoing.ask_second(draft, (meant.entry, meant.seq))
    elif (recorded := draft.known(code)) and recorded.is_ours and not recorded.is_reversed:
        undoing.ask_second(draft, recorded.newest)
    elif ref:
        _tell_of_ref(draft, ref)
    else:
        draft.reply("undo_nothing", code=code)


def _ref(draft: Draft, intent: Intent) -> str:
    """The book ref that is named, "" for none. Eight figures that are none may be an amount."""
    ref = str(intent.slots.get("book_ref", ""))
    is_amount = ref.isdigit() and amount_cents(intent) is not None
    is_known = draft.situation.referred is not None or undoing.by_proof(draft.situation.recent, ref)
    return "" if is_amount and not is_known else ref


def _tell_of_ref(draft: Draft, ref: str) -> None:
    """Why nothing is undone of what a ref names; money set aside is released in other words."""
    named = draft.situation.referred
    if named is None or named.taken_back_by is not None:
        draft.reply("undo_nothing", code=ref)
    elif (receipt := receipt_of(named.sealed.entry.key)) is not None:
        draft.reply("undo_by_code", code=receipt.code)
    else:
        draft.reply("not_undone", code=ref, recipient=_set_aside_for(draft, named.sealed.entry))


def _set_aside_for(draft: Draft, entry: JournalEntry) -> str:
    """For whom an entry set money aside that was not sent yet, "" for nobody."""
    lines = [line.account for line in entry.postings if line.amount_cents < 0]
    is_waiting = any(
        one.kind is AccountKind.PAYABLE and draft.balances.get(one, 0) < 0 for one in lines
    )
    return draft.group.name_of(entry.member) if is_waiting else ""


def _last_said(draft: Draft, me: Person | None, code: str) -> Intention | None:
    """The sender's word on their next payment, where it is newer than what they put in the book."""
    said, recent = intending.just_said(draft, me), draft.situation.recent
    if me is None or said is None or code or undoing.names_proof(draft.cause.text):
        return None
    entry = undoing.newest_own(recent, me)
    is_newer = entry is None or entry.recorded_at is None or entry.recorded_at < said.said_at
    return said if is_newer else None


def _is_meant_rather(waiting: Proposal, meant: SealedEntry | None, code: str) -> bool:
    """Whether what waits is meant, and not an entry: the newer one, unless a code names it.

    Who asks once more to undo something does not withdraw that.
    """
    if waiting.kind == "undo":
        return False
    recorded_at = meant.recorded_at if meant is not None else None
    return bool(code) or recorded_at is None or recorded_at < waiting.asked_at


def _meant(draft: Draft, me: Person, named: str, cents: int | None) -> SealedEntry | None:
    """What is named by a code or ref; the last of who asks only where they name nothing."""
    recent = draft.situation.recent
    if named:
        return undoing.by_receipt(recent, named) or undoing.by_proof(recent, named)
    return undoing.newest_own(recent, me, cents)
