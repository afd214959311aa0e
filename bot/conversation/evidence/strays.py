"""Money texts that prove nothing to the group: money on somebody's own phone, or sent elsewhere.

Their sender is told kindly what to send instead. An officer hears of one only when it seems to be
about the group: it names one of its people, or its amount is a contribution. Shop payments and
everything else of a person's own are nobody's business.
"""

from __future__ import annotations

from bot.conversation import by_word, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.evidence import doubts
from bot.conversation.evidence.money_out import named_member
from bot.conversation.incoming import Incoming
from bot.conversation.payers import find_payer
from bot.conversation.proposals.cash import Cash
from chama import entries
from chama.journal import ReceiptId
from chama.names import names_fit
from chama.receipts import Kind, Receipt
from chama.standing import owed_cents, pay_to

_BETWEEN_PEOPLE = frozenset(
    {
        Kind.RECEIVED_PERSON,
        Kind.RECEIVED_POCHI,
        Kind.AIRTEL_RECEIVED,
        Kind.TKASH_RECEIVED,
        Kind.BANK_TO_MPESA,
        Kind.SENT_PERSON,
        Kind.SENT_POCHI,
        Kind.AIRTEL_SENT,
        Kind.BANK_SENT,
    }
)
_GETS_BACK = frozenset({Kind.SENT_PERSON, Kind.SENT_POCHI})
"""What M-Pesa takes back when its text is forwarded to 456."""


def decide_received(draft: Draft, receipt: Receipt) -> None:
    """Somebody else's phone got this money, or a copy of the text: it proves nothing here."""
    code, treasurer = receipt.code or "", draft.group.treasurer
    if receipt.id in draft.receipts:
        in_the_book.tell(draft, draft.receipts[receipt.id])
        return
    if _is_put_as_cash(draft, receipt):
        return
    name = treasurer.name if treasurer and treasurer != draft.situation.me else ""
    draft.reply("not_collector", code=code, treasurer=name)
    _tell_officer(draft, receipt, doubts.NOT_A_COLLECTOR)


def key_of(receipt: ReceiptId) -> str:
    """Names the question whether money on an officer's own phone is the group's."""
    return f"cash:{receipt.network}:{receipt.code}"


def _is_put_as_cash(draft: Draft, receipt: Receipt) -> bool:
    """A member sent money to an officer's own phone, as that officer shows: another one is asked.

    It is in that officer's hand then, like cash. False where the text is not as plain as that.
    """
    me, payment = draft.situation.me, Incoming.from_receipt(receipt, "", draft.now)
    if me is None or not me.is_officer or payment is None or receipt.kind not in _BETWEEN_PEOPLE:
        return False
    is_other = payment.currency != draft.group.currency or doubts.is_too_old(draft, receipt)
    alike = doubts.lookalike_reasons(draft, payment.id, payment.amount_cents)
    payer = draft.group.person(find_payer(draft, payment).member_id or "")
    if payer in (None, me) or is_other or alike or receipt.is_suspicious:
        return False
    told = Cash(giver=payer, taker=me, cents=payment.amount_cents, member=payer)
    by_word.propose_cash(draft, me, told, key_of(payment.id), payment)
    return True


def decide_sent(draft: Draft, receipt: Receipt) -> None:
    """The sender paid somebody else than the group: perhaps a slip, perhaps their own business."""
    if receipt.id in draft.receipts:
        in_the_book.tell(draft, draft.receipts[receipt.id])
        return
    officer = named_member(draft.group, receipt)
    draft.reply(
        "claim_elsewhere",
        code=receipt.code or "",
        pay_to=pay_to(draft.group, draft.situation.me),
        can_get_back=receipt.kind in _GETS_BACK,
        officer=officer.name if officer and officer.is_officer else "",
    )
    _tell_officer(draft, receipt, doubts.SENT_ELSEWHERE)


def _tell_officer(draft: Draft, receipt: Receipt, reason: str) -> None:
    me = draft.situation.me
    officer = doubts.looks_at_texts_of(draft.group, me)
    if officer is not None and officer != me and _concerns(draft, receipt):
        doubts.tell_reasons(draft, officer, receipt, [reason])


def _concerns(draft: Draft, receipt: Receipt) -> bool:
    """Whether a text between two people seems to be about the group."""
    if receipt.kind not in _BETWEEN_PEOPLE:
        return False
    return _names_ours(draft, receipt) or _is_a_contribution(draft, receipt)


def _names_ours(draft: Draft, receipt: Receipt) -> bool:
    """A member is the other side, or somebody of a collector's name with another number."""
    name = receipt.party_name or ""
    is_like_collector = any(names_fit(name, one.name) for one in draft.group.collectors)
    return is_like_collector or named_member(draft.group, receipt) is not None


def _is_a_contribution(draft: Draft, receipt: Receipt) -> bool:
    """The amount is a round's contribution, or just what the sender still owes."""
    me, newest = draft.situation.me, draft.group.round
    if me is None or receipt.amount is None:
        return False
    expected = {cents for _, cents in entries.owed_by(draft.balances, me.code)}
    expected.add(owed_cents(draft.balances, me.code))
    if newest is not None:
        expected.add(newest.contribution_cents * len(me.seats))
    return receipt.amount.cents in expected
