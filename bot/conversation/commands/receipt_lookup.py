"""A receipt code alone, or "is UKM... recorded?"; also a member's claim by code in words."""

from __future__ import annotations

from bot.conversation.by_word import ask_own_share, own_phone_collector
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.conversation.effects import MakeClaim
from bot.conversation.evidence.handled import Handled, names_of
from bot.conversation.evidence.payers import open_claims
from bot.conversation.evidence.sent import claim_recorded
from bot.conversation.incoming import MPESA
from bot.understanding import Intent
from chama.journal import ReceiptId, chain_code
from chama.recorded import Recorded

INTENTS = ("receipt_lookup", "paid_claim")


def decide(draft: Draft, intent: Intent) -> None:
    """What the book knows of a code; a claim in words without a code asks for the text."""
    code = str(intent.slots.get("receipt", ""))
    if intent.name == "paid_claim":
        _claim(draft, intent, code)
    else:
        _look_up(draft, code)


def _look_up(draft: Draft, code: str) -> None:
    recorded, me = draft.known(code), draft.situation.me
    if recorded is None:
        is_waiting = any(
            open_claims(draft, one) for one in draft.situation.claims if one.code == code
        )
        draft.reply("receipt_waiting" if is_waiting else "receipt_unknown", code=code)
    elif recorded.is_reversed:
        draft.reply("receipt_reversed", code=code)
    elif not recorded.is_ours:
        draft.reply("receipt_known", code=code)
    elif me is not None and (me.is_officer or me.code in recorded.owners):
        _reply_found(draft, recorded)
    else:
        draft.reply("receipt_known", code=code)


def _reply_found(draft: Draft, recorded: Recorded) -> None:
    on = recorded.entry.effective_on
    draft.reply(
        "receipt_found",
        code=recorded.code,
        amount_cents=recorded.amount_cents,
        name=names_of(draft, recorded),
        is_payout=recorded.is_money_out,
        on=on.isoformat() if on else "",
        chain=chain_code(recorded.hash),
    )


def _claim(draft: Draft, intent: Intent, code: str) -> None:
    """Words are no proof: a code is kept until the collector's text shows it.

    Whoever collects gets no code for what they put in: their share is asked about.
    """
    me, collector = draft.situation.me, own_phone_collector(draft)
    recorded = draft.known(code)
    if me is not None and collector is not None and not code:
        ask_own_share(draft, me, collector, intent)
    elif me is None or not code:
        send_proof(draft)
    elif recorded is None:
        draft.add(MakeClaim(ReceiptId(MPESA, code), me.code, None))
        draft.reply("receipt_waiting", code=code)
    elif me.code in recorded.owners:
        _reply_found(draft, recorded)
    else:
        claim_recorded(draft, recorded, me, None, Handled())
