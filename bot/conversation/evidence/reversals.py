"""Money taken back: a reversal takes a credit out again, in whole or in part.

A statement proves it; a text alone is a proposal, as one can be typed. It may come before the text
of the payment it takes back: then it is kept, and put to a second person with that payment.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, in_the_book, undoing
from bot.conversation.by_api import going_back
from bot.conversation.cause import STATEMENT
from bot.conversation.corrections import take_back, take_back_part
from bot.conversation.draft import Draft
from bot.conversation.effects import ApplyReversal, ChainOf, Facts, KeepReversal
from bot.conversation.evidence.doubts import is_in_another_currency
from bot.conversation.incoming import Incoming, paid_on
from bot.conversation.whose import close_question
from chama.journal import ReceiptId
from chama.receipts import Kind, Receipt
from chama.recorded import Recorded
from chama.standing import owed_cents

# Which money a reversal can take back: what came in leaves the collector again, what had left comes
# back to it.
_TAKES_BACK = {Kind.REVERSAL_OUT: 1, Kind.REVERSAL_IN: -1}


def decide_reversal(draft: Draft, receipt: Receipt) -> None:
    """A statement takes the payment back out, a text asks for agreement; what does not fit changes
    nothing, and the officers are told."""
    own, original = receipt.id, receipt.reversed_id
    recorded = draft.receipts.get(original) if original else None
    if own and own != original and own in draft.receipts:
        in_the_book.tell(draft, draft.receipts[own])
    elif not _is_evidence(draft, receipt, recorded) or not own or not original:
        _doubt(draft, receipt)
    elif recorded is None and receipt.kind is Kind.REVERSAL_OUT:
        _keep(draft, receipt, own.code, original)
    elif recorded is None or not _fits(recorded, receipt):
        _doubt(draft, receipt)
    elif undoing.is_shown_sent(draft, recorded):
        said = {"code": recorded.code, "amount_cents": recorded.amount_cents}
        draft.reply("undo_shown", paid_in=recorded.currency, **said)
    elif draft.cause.message is None:
        take_out(draft, recorded, own, _amount_cents(receipt, recorded))
    else:
        _propose(draft, recorded, own, _amount_cents(receipt, recorded))


def ask_about_early(draft: Draft, payment: Incoming) -> None:
    """Of a payment just posted the reversal came first: now it can be agreed to."""
    early = draft.situation.early_reversals.get(payment.id)
    recorded = draft.receipts[payment.id]
    if early is not None and not recorded.is_reversed:
        amount_cents = early.amount_cents or recorded.remaining_cents
        draft.add(ApplyReversal(payment.id))
        _propose(draft, recorded, early.id, min(amount_cents, recorded.remaining_cents))


def _is_evidence(draft: Draft, receipt: Receipt, recorded: Recorded | None) -> bool:
    """Whether a text in the currency of the payment comes from a collector's phone, and looks
    right; a statement is nobody's phone."""
    is_collectors = draft.cause.message is None or bool(draft.situation.my_collectors)
    if recorded is None or not recorded.is_ours:
        is_other = is_in_another_currency(draft, receipt)
    else:
        currency = recorded.currency or draft.group.currency
        is_other = receipt.amount is not None and receipt.amount.currency != currency
    return is_collectors and not (receipt.is_suspicious or is_other)


def _propose(draft: Draft, recorded: Recorded, reversal: ReceiptId, amount_cents: int) -> None:
    """Ask somebody who did not send the text, and tell those whose money it is at once."""
    me = draft.situation.me
    owners = [draft.group.person(owner) for owner in recorded.owners]
    facts = {
        "code": recorded.code,
        "network": recorded.id.network,
        "reversal": reversal.code,
        "amount_cents": amount_cents,
        **draft.counted_in(recorded),
        "owners": list(recorded.owners),
        "names": ", ".join(owner.name for owner in owners if owner is not None),
        "said_by_name": me.name if me else "",
        "gaining": undoing.answering_for_less(draft, recorded.entry),
    }
    key = f"reversal:{recorded.id.network}:{recorded.code}:{reversal.code}"
    voters = agreeing.propose(draft, "reversal", key, facts, member=recorded.entry.member)
    if voters is None:
        return
    officer = agreeing.names(voters.people)
    asked = {"code": recorded.code, "what_cents": amount_cents, **draft.counted_in(recorded)}
    draft.reply("asked_reversal", officer=officer, **asked)
    for owner in owners if not recorded.is_money_out else ():
        if owner is not None:
            said = {"code": recorded.code, "amount_cents": amount_cents, "officer": officer}
            draft.tell(owner, "reversal_claimed", {**said, **draft.counted_in(recorded)})


def _keep(draft: Draft, receipt: Receipt, code: str, original: ReceiptId) -> None:
    """The payment's own text has not come: remember that it may not stand, or not as a whole."""
    amount_cents = receipt.amount.cents if receipt.amount else None
    on = paid_on(receipt, draft.now)
    draft.add(KeepReversal(original, code, amount_cents, on))
    _tell_officers(draft, receipt, "reversal_kept", {"amount_cents": amount_cents})


def _fits(recorded: Recorded, receipt: Receipt) -> bool:
    meaning = recorded.entry.kind.meaning
    is_open = recorded.is_ours and not recorded.is_reversed
    amount_cents = _amount_cents(receipt, recorded)
    is_enough = amount_cents == recorded.remaining_cents or (
        not (recorded.is_money_out or recorded.is_exchanged)
        and 0 < amount_cents < recorded.remaining_cents
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


def take_out(draft: Draft, recorded: Recorded, reversal: ReceiptId, amount_cents: int) -> None:
    """Take it out of the book, and tell those whose money it was and the officers."""
    shares = dict(recorded.shares)
    if amount_cents == recorded.remaining_cents:
        proof = take_back(draft, recorded, reversal=reversal)
        crediting.settle_claims(draft, recorded.id)
        close_question(draft, recorded.id)
        going_back.end_done(draft, recorded.id, reversal.code)
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
    said_by = _who_said(draft)
    facts = {"code": code, "amount_cents": amount_cents, "chain": proof, "said_by": said_by}
    told = {**facts, "original": recorded.code, "name": names, **draft.counted_in(recorded)}
    draft.tell_officers("reversal_notice", told)
    if recorded.is_money_out:
        return
    still = draft.receipts[recorded.id].shares
    for member, cents in shares.items():
        owner = draft.group.person(member)
        lost_cents = cents - still.get(member, 0)
        if owner is not None and lost_cents > 0:
            left = {"remaining_cents": owed_cents(draft.balances, member)}
            lost = {"amount_cents": lost_cents, "paid_in": recorded.currency}
            own = {**facts, "code": recorded.code, **lost, **left}
            draft.tell(owner, "reversed_payer", own)


def _who_said(draft: Draft) -> str:
    """Whose word it is that M-Pesa took it back, "" where a statement proves it."""
    people = (draft.group.person(code) for code in draft.actors)
    return "" if STATEMENT in draft.actors else ", ".join(one.name for one in people if one)
