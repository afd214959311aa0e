"""A receipt code alone, or "is UKM... recorded?"; also a member's claim by code in words."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.evidence import claim_recorded, send_proof
from bot.conversation.effects import MakeClaim
from bot.conversation.situation import Recorded
from bot.conversation.understanding import Intent
from chama.journal import chain_code

INTENTS = ("receipt_lookup", "paid_claim")


def decide(draft: Draft, intent: Intent) -> None:
    """What the book knows of a code; a claim in words without a code asks for the text."""
    code = str(intent.slots.get("receipt", ""))
    if intent.name == "paid_claim":
        _claim(draft, intent, code)
    else:
        _look_up(draft, code)


def _look_up(draft: Draft, code: str) -> None:
    recorded, me = draft.situation.receipts.get(code), draft.situation.me
    if recorded is None:
        waiting = bool(draft.situation.claims.get(code))
        draft.reply("receipt_waiting" if waiting else "receipt_unknown", code=code)
    elif not recorded.is_ours:
        draft.reply("receipt_known", code=code)
    elif me is not None and (me.is_officer or recorded.owner == me.code):
        _reply_found(draft, recorded)
    else:
        draft.reply("receipt_known", code=code)


def _reply_found(draft: Draft, recorded: Recorded) -> None:
    on = recorded.entry.effective_on
    draft.reply(
        "receipt_found",
        code=recorded.code,
        amount_cents=recorded.amount_cents,
        name=draft.group.name_of(recorded.owner),
        on=on.isoformat() if on else "",
        chain=chain_code(recorded.hash),
    )


def _claim(draft: Draft, intent: Intent, code: str) -> None:
    """Words are no proof: a code is kept until the collector's text shows it."""
    me = draft.situation.me
    if me is None or not code:
        send_proof(draft)
        return
    recorded = draft.situation.receipts.get(code)
    if recorded is None:
        draft.add(MakeClaim(code, me.code, None))
        draft.reply("receipt_waiting", code=code)
    elif recorded.owner == me.code:
        _reply_found(draft, recorded)
    else:
        claim_recorded(draft, recorded, me, None, [])
