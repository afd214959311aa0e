"""What to say when a money text cannot count: calmly to the sender, the reasons to officers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.situation import Person, Recorded
from chama.receipts import Reason, Receipt

CURRENCY = "currency"
AMOUNT_CONFLICT = "amount_conflict"
OTHER_COLLECTOR = "other_collector"
NO_ROUND = "no_round"


def ask_review(draft: Draft, payment: Incoming, doubts: Sequence[str]) -> None:
    """A doubtful text that may still count: an officer decides."""
    officer = _looks(draft)
    if officer is None:
        draft.reply("held", code=payment.code)
        return
    if officer.phone != draft.message.sender:
        draft.reply("held", code=payment.code)
    details = {"payment": payment.as_details(), "reasons": list(doubts)}
    draft.ask("review", officer, f"review:{payment.network}:{payment.code}", details)


def report(draft: Draft, receipt: Receipt, doubts: Sequence[str] = ()) -> None:
    """A text that cannot count whatever anybody says: an officer is told of it."""
    officer, me = _looks(draft), draft.situation.me
    if officer is None or officer.phone != draft.message.sender:
        draft.reply("held", code=receipt.code or "")
    if officer is None:
        return
    facts = {
        "code": receipt.code or "",
        "amount_cents": receipt.amount.cents if receipt.amount else None,
        "sender": me.name if me is not None else "",
        "reasons": [*doubts, *receipt.warnings] or [Reason.UNKNOWN_WORDING],
    }
    draft.tell(officer, "doubt", facts)


def _looks(draft: Draft) -> Person | None:
    """The officer who looks at a doubtful text: another one than its sender where there is one."""
    me = draft.situation.me
    return draft.group.officer_besides(me.code if me else "") or draft.group.treasurer


def tell_conflict(draft: Draft, recorded: Recorded, second_cents: int) -> None:
    """A recorded code with another amount: nothing is posted, every officer is told."""
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("held", code=recorded.code)
    facts = {
        "code": recorded.code,
        "first_cents": recorded.amount_cents,
        "second_cents": second_cents,
    }
    draft.tell_officers("conflict", facts)
