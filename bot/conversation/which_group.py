"""Which of a sender's groups a message is about: told by the money, a question, or their choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation.evidence.departures import paid_into
from bot.conversation.situation import Question
from bot.understanding import Intent
from chama.group import Group
from chama.matching import shows_number
from chama.names import names_fit
from chama.receipts import Receipt

CHOICE_LASTS = timedelta(hours=12)

OF_ALL_AT_ONCE = frozenset({"my_data"})
"""What is answered of all of a person's groups together, whichever they speak about."""

OF_EACH = OF_ALL_AT_ONCE | {
    "balance", "my_turn", "deadline", "my_fines", "next_meeting", "how_to_pay", "round_status",
}  # fmt: skip
"""What each group answers in a line or two: who has not said which one is meant reads it of all."""

MOST_TOGETHER = 4
"""How many such answers stay short in one message."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The group that a sender chose to talk about, and when."""

    chama_id: int
    at: datetime


def is_of_each(intent: Intent, count: int) -> bool:
    """Whether a question of somebody in so many groups is answered of all of them: one that names
    nobody, as they need not be in each."""
    asked = (intent, *intent.also)
    is_short = count * len(asked) <= MOST_TOGETHER or intent.name in OF_ALL_AT_ONCE
    return is_short and all(one.name in OF_EACH and not one.slots for one in asked)


def which_group(
    groups: Sequence[Group],
    sender: str,
    receipts: Sequence[Receipt],
    question: Question | None,
    chosen: Chosen | None,
    now: datetime,
    *,
    is_answer: bool = False,
) -> Group | None:
    """The one group that a message of somebody in several is about, None when it must be asked.

    question: the one that the sender was shown last, if it is open. is_answer: whether the message
    answers it; then it goes there, which is to no group yet where the question is which one. Other
    words go to what came last, the question or the sender's choice. Money is never put where the
    sender last spoke: a choice covers the text that waited for it, and words.
    """
    if receipts:
        concerned = [group for group in groups if _concerns(group, sender, receipts)]
        paying = [group for group in concerned if _all_paid_by_members(group, receipts)]
        return next((found[0] for found in (concerned, paying) if len(found) == 1), None)
    chama_id = question.chama_id if question is not None else None
    if chosen is not None and not is_answer and _is_newer(chosen, question, now):
        chama_id = chosen.chama_id
    return next((group for group in groups if group.id == chama_id), None)


def _is_newer(chosen: Chosen, question: Question | None, now: datetime) -> bool:
    """Whether a choice stands still, and no group's question was shown after it: one may be it."""
    if now - chosen.at >= CHOICE_LASTS:
        return False
    if question is None or question.chama_id is None:
        return True
    return (question.presented_at or question.asked_at) <= chosen.at


def _all_paid_by_members(group: Group, receipts: Sequence[Receipt]) -> bool:
    """Whether every payer is a member of this group, by number, or masked number and name."""
    return all(_is_member(group, receipt) for receipt in receipts)


def _is_member(group: Group, receipt: Receipt) -> bool:
    if receipt.party_phone is not None:
        return group.person_at(receipt.party_phone) is not None
    return any(
        shows_number(receipt.party_phone_masked, person.phone)
        and names_fit(receipt.party_name or "", person.name)
        for person in group.people
    )


def _concerns(group: Group, sender: str, receipts: Sequence[Receipt]) -> bool:
    """Whether the money in a message came into, or was sent to, this group's collector."""
    return any(
        paid_into(group, receipt) is not None
        if receipt.direction == "out"
        else any(collector.phone == sender for collector in group.collectors)
        for receipt in receipts
    )
