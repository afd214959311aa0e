"""Money taken back: a reversal takes a credit out again, in whole or in part.

A statement proves it; a text alone is a proposal, as one can be typed. It may come before the text
of the payment it takes back: then it is kept, and put to a second person with that payment.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, in_the_book
from bot.conversation.corrections import take_back, take_back_part
from bot.conversation.draft import Draft
from bot.conversation.effects import ApplyReversal, ChainOf, Facts, KeepReversal
from bot.conversation.incoming import Incoming, network_of, paid_on
from bot.conversation.owning import close_question
from chama.journal import EntryKind
from chama.receipts import Kind, Receipt
from chama.recorded import Recorded
from chama.standing import owed_cents

# Which entries a reversal can take back: money that left the collector again, or came back to it.
_UNDOES = {
    Kind.REVERSAL_OUT: frozenset({EntryKind.CONTRIBUTION, EntryKind.UNALLOCATED}),
    Kind.REVERSAL_IN: frozenset({EntryKind.PAYOUT}),
}


def decide_reversal(draft: Draft, receipt: Receipt) -> None:
    """A statement takes the payment back out, a text asks for agreement; what does not fit changes
    nothing, and the officers are told."""
    code, original = receipt.code or "", receipt.reverses or ""
    recorded = draft.receipts.get(original)
    if code and code != original and code in draft.receipts:
        in_the_book.tell(draft, draft.receipts[code])
    elif not _is_evidence(draft) or receipt.is_suspicious or not code or not original:
        _doubt(draft, receipt)
    elif recorded is None and receipt.kind is Kind.REVERSAL_OUT:
        _keep(draft, receipt, code, original)
    elif recorded is None or not _fits(recorded, receipt):
        _doubt(draft, receipt)
    elif draft.cause.message is None:
        take_out(draft, recorded, code, _amount_cents(receipt, recorded))
    else:
        _propose(draft, recorded, code, _amount_cents(receipt, recorded))


def ask_about_early(draft: Draft, payment: Incoming) -> None:
    """Of a payment just posted the reversal came first: now it can be agreed to."""
    early = draft.situation.early_reversals.get(payment.code)
    recorded = draft.receipts[payment.code]
    if early is not None and not recorded.is_reversed:
        amount_cents = early.amount_cents or recorded.remaining_cents
        draft.add(ApplyReversal(payment.code, payment.network))
        _propose(draft, recorded, early.code, min(amount_cents, recorded.remaining_cents))


def _is_evidence(draft: Draft) -> bool:
    """Whether the text comes from a collector's phone; a statement is nobody's phone."""
    return draft.cause.message is None or bool(draft.situation.my_collectors)


def _propose(draft: Draft, recorded: Recorded, code: str, amount_cents: int) -> None:
    """Ask somebody who did not send the text, and tell those whose money it is at once."""
    me = draft.situation.me
    owners = [draft.group.person(owner) for owner in recorded.owners]
    facts = {
        "code": recorded.code,
        "reversal": code,
        "amount_cents": amount_cents,
        "names": ", ".join(owner.name for owner in owners if owner is not None),
        "said_by_name": me.name if me else "",
    }
    key = f"reversal:{recorded.code}"
    voters = agreeing.propose(draft, "reversal", key, facts, member=recorded.entry.member)
    if voters is None:
        return
    officer = agreeing.names(voters.people)
    draft.reply("asked_reversal", officer=officer, code=recorded.code, what_cents=amount_cents)
    for owner in owners if not recorded.is_payout else ():
        if owner is not None:
            said = {"code": recorded.code, "amount_cents": amount_cents, "officer": officer}
            draft.tell(owner, "reversal_claimed", said)


def _keep(draft: Draft, receipt: Receipt, code: str, original: str) -> None:
    """The payment's own text has not come: remember that it may not stand, or not as a whole."""
    amount_cents = receipt.amount.cents if receipt.amount else None
    on = paid_on(receipt, draft.now)
    draft.add(KeepReversal(original, code, amount_cents, on, network_of(receipt)))
    _tell_officers(draft, receipt, "reversal_kept", {"amount_cents": amount_cents})


def _fits(recorded: Recorded, receipt: Receipt) -> bool:
    is_open = recorded.is_ours and not recorded.is_reversed
    amount_cents = _amount_cents(receipt, recorded)
    is_enough = amount_cents == recorded.remaining_cents or (
        not recorded.is_payout and 0 < amount_cents < recorded.remaining_cents
    )
    return is_open and is_enough and recorded.entry.kind in _UNDOES[receipt.kind]


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


def take_out(draft: Draft, recorded: Recorded, code: str, amount_cents: int) -> None:
    """Take it out of the book, and tell those whose money it was and the officers."""
    shares = dict(recorded.shares)
    if amount_cents == recorded.remaining_cents:
        proof = take_back(draft, recorded, receipt=code)
        crediting.settle_claims(draft, recorded.code, "mpesa")
        close_question(draft, recorded.code)
    else:
        proof = take_back_part(draft, recorded, amount_cents, code)
    _tell(draft, recorded, shares, code, amount_cents, proof)


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
    if recorded.is_payout:
        return
    still = draft.receipts[recorded.code].shares
    for member, cents in shares.items():
        owner = draft.group.person(member)
        lost_cents = cents - still.get(member, 0)
        if owner is not None and lost_cents > 0:
            left = {"remaining_cents": owed_cents(draft.balances, member)}
            own = {"code": recorded.code, "amount_cents": lost_cents, "chain": proof, **left}
            draft.tell(owner, "reversed_payer", own)
