"""A text that a phone posts by itself: it counts as its holder's forward, and nobody is answered.

What the holder would have been told of a trouble is told to the treasurer, who has read nothing of
it otherwise. That something was recorded is said to nobody: members get their receipts.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import paying_out
from bot.conversation.draft import Draft
from bot.conversation.effects import Decision, Facts, Purpose
from bot.conversation.evidence import decide_receipts
from bot.messages import UNSURE
from chama.group import Person
from chama.receipts import Direction, Kind, Receipt
from chama.standing import as_dialled

_OF_NO_TROUBLE = frozenset({
    "recorded", "already_recorded", "receipt_known", "exchanged_before", "claim_waiting",
})  # fmt: skip
"""What needs nobody's attention: it is in the book, or waits for what the book gets."""

_NOT_IN_THE_BOOK = frozenset({"no_money", "claim_elsewhere"})
"""What tells who forwards that a text counts for nothing; the treasurer reads of the money."""

_SOMEBODY_IS_ASKED = frozenset({
    "held", "asked_already", "asked_officer", "asked_reversal", "asked_move", "asked_own_or_held",
    "asked_transfer",
})  # fmt: skip
"""What only says that another one decides, who reads of it in the same moment."""

_UNREAD = frozenset({Kind.UNRECOGNISED, Kind.FOREIGN})


def decide(draft: Draft, receipts: Sequence[Receipt], *, is_part: bool) -> Decision:
    """What a text causes that nobody wrote; nothing where the phone forwards no more.

    is_part: it breaks off, and what would make it whole has not come.
    """
    if draft.situation.group is None:
        return ()
    read = [one for one in receipts if not (one.kind in _UNREAD and one.amount is not None)]
    doubt = _doubt(draft)
    if doubt or is_part or len(read) < len(receipts) or not receipts:
        why = doubt or ("part" if is_part else "unread")
        _tell(draft, "phone_unread", {"why": why, "number": _number(draft)})
    elif draft.situation.choices:
        _ask_to_forward(draft, receipts)
    if read and not (doubt or draft.situation.choices):
        decide_receipts(draft, read)
        _tell_of_moved(draft, read)
    _tell_of_trouble(draft)
    return paying_out.finish(draft)


def _doubt(draft: Draft) -> str:
    """Why nothing that comes from a phone can be believed as its holder's: "card" where it may have
    come on another of its SIM cards, "hand" where its number is said to be somebody else's."""
    message, collector = draft.cause.message, draft.situation.my_collectors[0]
    holder = draft.group.holder_of(collector)
    if holder is not None and holder.has_wrong_number and holder.phone == collector.phone:
        return "hand"
    return "card" if message is not None and message.raw.get(UNSURE) else ""


def _number(draft: Draft) -> str:
    """The number of the phone, as it is dialled."""
    return as_dialled(draft.situation.my_collectors[0].phone)


def _ask_to_forward(draft: Draft, receipts: Sequence[Receipt]) -> None:
    """It may be another group's, whose money comes to the same phone: its holder says whose."""
    holder = draft.group.holder_of(draft.situation.my_collectors[0]) or draft.group.treasurer
    codes = [one.code for one in receipts if one.code]
    if holder is not None:
        groups = [name for _, name in draft.situation.choices]
        facts = {"number": _number(draft), "code": ", ".join(codes), "groups": groups}
        draft.tell(holder, "phone_whose_group", facts, Purpose.REMINDER)


def _tell_of_moved(draft: Draft, receipts: Sequence[Receipt]) -> None:
    """Airtime, savings, cash put in: of the group's own line money moved, and no book has it.

    On a member's own number it is theirs, and private.
    """
    said = _NOT_IN_THE_BOOK & {template for template, _ in draft.unanswered}
    line = draft.situation.my_collectors[0].phone
    if not said or (said == {"no_money"} and draft.group.person_at(line) is not None):
        return
    for one in receipts:
        if one.amount is not None and one.direction is not Direction.NONE:
            facts = {
                "number": _number(draft),
                "code": one.code or "",
                "amount_cents": one.amount.cents,
                "currency": one.amount.currency,
                "is_out": one.direction is Direction.OUT,
            }
            _tell(draft, "phone_moved", facts)


def _tell_of_trouble(draft: Draft) -> None:
    """What a sender would have read of it, to the treasurer, unless they read it anyway."""
    troubles = [
        (template, facts)
        for template, facts in draft.unanswered
        if template not in _OF_NO_TROUBLE | _SOMEBODY_IS_ASKED | _NOT_IN_THE_BOOK
    ]
    treasurer = draft.group.treasurer
    untold = [one for one in troubles if treasurer and not draft.count_told(treasurer, one[:1])]
    if untold:
        _tell(draft, "phone_says", {"number": _number(draft)})
    for template, facts in untold:
        _tell(draft, template, facts)


def _tell(draft: Draft, template: str, facts: Facts) -> None:
    """By day: nobody wrote, so that nobody is up and waits for it."""
    treasurer: Person | None = draft.group.treasurer
    if treasurer is not None:
        draft.tell(treasurer, template, facts, Purpose.REMINDER)
