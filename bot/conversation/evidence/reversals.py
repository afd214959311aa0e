"""Money taken back: M-Pesa's reversal text takes the credit out again by a contra entry."""

from __future__ import annotations

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, MakeClaim
from bot.conversation.evidence.payers import question_about
from bot.conversation.incoming import network_of
from bot.conversation.situation import Recorded
from bot.conversation.standing import owed_cents
from chama import entries
from chama.journal import EntryKind
from chama.receipts import Kind, Receipt

# Which entries a reversal can take back: money that left the collector again, or came back to it.
_UNDOES = {
    Kind.REVERSAL_OUT: frozenset({EntryKind.CONTRIBUTION, EntryKind.UNALLOCATED}),
    Kind.REVERSAL_IN: frozenset({EntryKind.PAYOUT}),
}


def decide_reversal(draft: Draft, receipt: Receipt) -> None:
    """Take the payment back out; what does not fit changes nothing, and the officers are told."""
    code, original = receipt.code or "", receipt.reverses or ""
    recorded = draft.situation.receipts.get(original)
    if code and code in draft.situation.receipts:
        draft.reply("receipt_known", code=code)
    elif not draft.situation.my_collectors or receipt.is_suspicious or not code or not original:
        _doubt(draft, receipt)
    elif recorded is None:
        if receipt.kind is Kind.REVERSAL_OUT:
            draft.add(MakeClaim(original, "", None, network_of(receipt)))
        _doubt(draft, receipt)
    elif not _fits(recorded, receipt):
        _doubt(draft, receipt)
    else:
        _reverse(draft, recorded, code)


def _fits(recorded: Recorded, receipt: Receipt) -> bool:
    same_amount = receipt.amount is None or receipt.amount.cents == recorded.amount_cents
    is_open = recorded.is_ours and not recorded.is_reversed
    return is_open and same_amount and recorded.entry.kind in _UNDOES[receipt.kind]


def _doubt(draft: Draft, receipt: Receipt) -> None:
    """Nothing was changed, and the officers learn of it; an officer who sent it, at once."""
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("held", code=receipt.code or "")
    facts = {"code": receipt.code or "", "original": receipt.reverses or ""}
    draft.tell_officers("reversal_doubt", facts)


def _reverse(draft: Draft, recorded: Recorded, code: str) -> None:
    """Take back all that stands of a receipt, the newest first, and tell payer and officers."""
    on, actor = crediting.today(draft), crediting.actor(draft)
    *later, (oldest, seq) = recorded.standing
    for entry, entry_seq in later:
        draft.post(entries.reversal(entry, entry_seq, on=on, actor=actor))
    contra = entries.reversal(oldest, seq, on=on, actor=actor, receipt=code)
    draft.post(contra)
    crediting.settle_claims(draft, recorded.code, "mpesa")
    question = question_about(draft, recorded.code)
    if question is not None:
        draft.close(question, "reversed")
    _tell(draft, recorded, code, ChainOf(contra.key))


def _tell(draft: Draft, recorded: Recorded, code: str, chain: ChainOf) -> None:
    owner = draft.group.person(recorded.owner)
    facts = {"code": code, "amount_cents": recorded.amount_cents, "chain": chain}
    about = {"original": recorded.code, "name": owner.name if owner else ""}
    draft.tell_officers("reversal_notice", {**facts, **about})
    if owner is not None and recorded.entry.kind is not EntryKind.PAYOUT:
        left_cents = owed_cents(draft.balances, owner.code)
        own = {**facts, "code": recorded.code, "remaining_cents": left_cents}
        draft.tell(owner, "reversed_payer", own)
