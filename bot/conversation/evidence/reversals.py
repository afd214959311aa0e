"""Money taken back: M-Pesa's reversal text takes a credit out again, in whole or in part.

A reversal may come before the text of the payment it takes back: then it is kept, and applied as
soon as that payment is in the book.
"""

from __future__ import annotations

from bot.conversation import crediting
from bot.conversation.corrections import take_back, take_back_part
from bot.conversation.draft import Draft
from bot.conversation.effects import ApplyReversal, ChainOf, Facts, KeepReversal
from bot.conversation.evidence.payers import question_about
from bot.conversation.incoming import Incoming, paid_on
from chama.journal import ReceiptId
from chama.receipts import Kind, Receipt
from chama.recorded import Recorded
from chama.standing import owed_cents

# Which money a reversal can take back: what came in leaves the collector again, what had left comes
# back to it.
_TAKES_BACK = {Kind.REVERSAL_OUT: 1, Kind.REVERSAL_IN: -1}


def decide_reversal(draft: Draft, receipt: Receipt) -> None:
    """Take the payment back out; what does not fit changes nothing, and the officers are told."""
    own, original = receipt.id, receipt.reversed_id
    recorded = draft.receipts.get(original) if original else None
    if own and own in draft.receipts:
        draft.reply("receipt_known", code=own.code)
    elif not draft.situation.my_collectors or receipt.is_suspicious or not own or not original:
        _doubt(draft, receipt)
    elif recorded is None and receipt.kind is Kind.REVERSAL_OUT:
        _keep(draft, receipt, own.code, original)
    elif recorded is None or not _fits(recorded, receipt):
        _doubt(draft, receipt)
    else:
        _take_back(draft, recorded, own, _amount_cents(receipt, recorded))


def apply_early(draft: Draft, payment: Incoming) -> bool:
    """Take back a payment just posted, when its reversal came first. Whether one had."""
    early = draft.situation.early_reversals.get(payment.id)
    if early is None:
        return False
    recorded = draft.receipts[payment.id]
    amount_cents = early.amount_cents or recorded.remaining_cents
    draft.add(ApplyReversal(payment.id))
    _take_back(draft, recorded, early.id, min(amount_cents, recorded.remaining_cents))
    return True


def _keep(draft: Draft, receipt: Receipt, code: str, original: ReceiptId) -> None:
    """The payment's own text has not come: remember that it does not stand, or not as a whole."""
    amount_cents = receipt.amount.cents if receipt.amount else None
    on = paid_on(receipt, draft.now)
    draft.add(KeepReversal(original, code, amount_cents, on))
    _tell_officers(draft, receipt, "reversal_kept", {"amount_cents": amount_cents})


def _fits(recorded: Recorded, receipt: Receipt) -> bool:
    meaning = recorded.entry.kind.meaning
    is_open = recorded.is_ours and not recorded.is_reversed
    amount_cents = _amount_cents(receipt, recorded)
    is_enough = amount_cents == recorded.remaining_cents or (
        not recorded.is_money_out and 0 < amount_cents < recorded.remaining_cents
    )
    is_its_kind = meaning.moves_money == _TAKES_BACK[receipt.kind]
    return is_open and is_enough and is_its_kind and meaning.is_taken_back_by_provider


def _amount_cents(receipt: Receipt, recorded: Recorded) -> int:
    """How much is taken back; the older wording does not say and means all."""
    return receipt.amount.cents if receipt.amount else recorded.remaining_cents


def _doubt(draft: Draft, receipt: Receipt) -> None:
    """Nothing was changed, and the officers learn of it."""
    _tell_officers(draft, receipt, "reversal_doubt", {})


def _tell_officers(draft: Draft, receipt: Receipt, template: str, facts: Facts) -> None:
    """Tell every officer; a sender who is none gets a neutral word."""
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("held", code=receipt.code or "")
    codes = {"code": receipt.code or "", "original": receipt.reverses or ""}
    draft.tell_officers(template, {**codes, **facts})


def _take_back(draft: Draft, recorded: Recorded, reversal: ReceiptId, amount_cents: int) -> None:
    """Take it out of the book, and tell those whose money it was and the officers."""
    shares = dict(recorded.shares)
    if amount_cents == recorded.remaining_cents:
        proof = take_back(draft, recorded, receipt=reversal)
        crediting.settle_claims(draft, recorded.id)
        question = question_about(draft, recorded.id)
        if question is not None:
            draft.close(question, "reversed")
    else:
        proof = take_back_part(draft, recorded, amount_cents, reversal)
    _tell(draft, recorded, shares, reversal.code, amount_cents, proof)


def _tell(
    draft: Draft,
    recorded: Recorded,
    shares: dict[str, int],
    code: str,
    amount_cents: int,
    proof: ChainOf,
) -> None:
    names = ", ".join(draft.group.name_of(owner) for owner in shares if owner)
    facts = {"code": code, "amount_cents": amount_cents, "chain": proof}
    draft.tell_officers("reversal_notice", {**facts, "original": recorded.code, "name": names})
    if recorded.is_money_out:
        return
    still = draft.receipts[recorded.id].shares
    for member, cents in shares.items():
        owner = draft.group.person(member)
        lost_cents = cents - still.get(member, 0)
        if owner is not None and lost_cents > 0:
            left = {"remaining_cents": owed_cents(draft.balances, member)}
            own = {"code": recorded.code, "amount_cents": lost_cents, "chain": proof, **left}
            draft.tell(owner, "reversed_payer", own)
