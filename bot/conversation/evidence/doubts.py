"""What to say when a money text cannot count: calmly to the sender, the reasons to officers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import agreeing, charges
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.incoming import Incoming, told_day
from chama.group import Group, Person
from chama.journal import ReceiptId
from chama.receipts import Reason, Receipt
from chama.rota import day_in_nairobi

CURRENCY = "currency"
AMOUNT_CONFLICT = "amount_conflict"
OTHER_COLLECTOR = "other_collector"
NO_ROUND = "no_round"
TOO_OLD = "too_old"
NOT_A_COLLECTOR = "not_a_collector"
SENT_ELSEWHERE = "sent_elsewhere"
UNDONE = "undone"
OWN_TEXT = "own_text"
OTHER_WALLET = "other_wallet"
OTHER_NETWORK = "other_network"
LOOKS_LIKE_KNOWN = "looks_like_known"
DEAR = "dear"

TEMPLATES = ("doubt", "conflict")
"""With what officers are told of a doubtful text."""

MOST_DOUBTS_A_DAY = 3  # of one member's texts


def ask_review(
    draft: Draft, payment: Incoming, doubts: Sequence[str], people: Sequence[tuple[Person, int]]
) -> None:
    """A doubtful text that may still count: somebody who neither sent it nor gains decides.

    people: to whom it would be credited, with cents each; nobody where that has to be asked.
    """
    facts = {
        "payment": payment.as_details(),
        "amount_cents": payment.amount_cents,
        "reasons": list(doubts),
        "shares": [
            {"member": one.code, "name": one.name, "amount_cents": cents} for one, cents in people
        ],
    }
    key = review_key(payment)
    if key in draft.proposals or agreeing.propose(draft, "review", key, facts) is not None:
        draft.reply("held", code=payment.code)


def review_key(payment: Incoming) -> str:
    """Names the question whether a doubtful text counts."""
    return f"review:{payment.network}:{payment.code}"


def report(draft: Draft, receipt: Receipt, doubts: Sequence[str] = ()) -> None:
    """A text that cannot count whatever anybody says: an officer is told of it."""
    officer = looks_at_texts_of(draft.group, _author(draft))
    if officer is None or officer.phone != draft.cause.sender:
        draft.reply("held", code=receipt.code or "")
    if officer is None:
        return
    tell_reasons(draft, officer, receipt, doubts)


def _author(draft: Draft) -> Person | None:
    """Whose text it is: who wrote it, or holds the phone that posts by itself."""
    is_by_phone = draft.cause.is_by_phone
    return draft.group.person(draft.actors[0]) if is_by_phone else draft.situation.me


def tell_reasons(
    draft: Draft, officer: Person, receipt: Receipt, doubts: Sequence[str] = ()
) -> None:
    """Tell an officer of a text that does not count, and why."""
    me = draft.situation.me
    facts = {
        "code": receipt.code or "",
        "amount_cents": receipt.amount.cents if receipt.amount else None,
        "sender": me.name if me is not None else "",
        "reasons": [*doubts, *receipt.warnings] or [Reason.UNKNOWN_WORDING],
        "currency": receipt.amount.currency if receipt.amount else draft.group.currency,
    }
    tell_once(draft, officer, "doubt", facts)


def tell_once(draft: Draft, officer: Person, template: str, facts: Facts) -> None:
    """Tell an officer of a doubtful text; of what a member sent, once a code and seldom a day.

    Otherwise anybody could fill an officer's phone. Who holds a collector's phone is always heard.
    """
    if draft.situation.my_collectors:
        draft.tell(officer, template, facts)
        return
    told = draft.situation.recent_doubts + draft.count_told(officer, TEMPLATES)
    if told < MOST_DOUBTS_A_DAY:
        sender = key_of_sender(draft.group, draft.situation.me)
        about = facts["code"] or draft.cause.key
        draft.tell(officer, template, facts, key=f"{sender}{template}:{about}:{officer.code}")


def key_of_sender(group: Group, me: Person | None) -> str:
    """How the keys of messages to officers about a member's texts begin."""
    return f"doubt:{group.id}:{me.code if me else ''}:"


def looks_at_texts_of(group: Group, me: Person | None) -> Person | None:
    """The officer who looks at a doubtful text: another one than its sender where there is one."""
    return group.officer_besides(me.code if me else "") or group.treasurer


def is_in_another_currency(draft: Draft, receipt: Receipt) -> bool:
    """Whether a text's money is not the group's: its amount says nothing about the book."""
    return receipt.amount is not None and receipt.amount.currency != draft.group.currency


def is_of_no_collector(draft: Draft, receipt: Receipt) -> bool:
    """Whether no collector of the group takes the money that a text tells of."""
    group = draft.group
    taken = {one.currency or group.currency for one in group.collectors}
    return receipt.amount is not None and receipt.amount.currency not in taken


def lookalike_reasons(draft: Draft, receipt: ReceiptId, amount_cents: int) -> list[str]:
    """Why a receipt may be one that is in a book already, misread or under another network.

    Its code under another network counts wherever it stands; a code that differs only in O and 0
    or I and 1, where the same group has it with the same amount.
    """
    alike = draft.situation.lookalikes.get(receipt, ())
    reasons = {
        OTHER_NETWORK: any(one.code == receipt.code for one in alike),
        LOOKS_LIKE_KNOWN: any(
            one.code != receipt.code and one.is_ours and one.amount_cents == amount_cents
            for one in alike
        ),
    }
    return [reason for reason, holds in reasons.items() if holds]


def about_money_out(draft: Draft, receipt: Receipt, own: ReceiptId, amount_cents: int) -> list[str]:
    """Reason codes why a text of money that left a collector is not even put to anybody."""
    if is_of_no_collector(draft, receipt):
        return [CURRENCY]
    is_dear = charges.fee_of(receipt) > charges.MOST_FEE_CENTS
    alike = lookalike_reasons(draft, own, amount_cents)
    return [DEAR, *alike] if is_dear else alike


def is_too_old(draft: Draft, receipt: Receipt) -> bool:
    """Whether a text is older than the group's rules allow, evidence.oldest_days."""
    oldest_days, told = draft.group.rules.evidence.oldest_days, told_day(receipt)
    if oldest_days is None or told is None:
        return False
    return day_in_nairobi(draft.now) - told > timedelta(days=oldest_days)
