""" "No, it was 400": who is asked about cash refuses the amount, and says what it was instead."""

from __future__ import annotations

from bot.conversation.by_word import tell_of_cash
from bot.conversation.draft import Draft
from bot.conversation.proposals import cash
from bot.conversation.situation import Question
from bot.understanding import amount_instead
from chama.money import cents_from_units

NEEDS = frozenset({"recent"})
"""What is to be loaded for an answer about cash, which may name another amount."""


def take(draft: Draft, question: Question) -> bool:
    """Go on as if the taker had told of the other amount; whether the message says one.

    Only who took it says so, and nothing counts for them by it.
    """
    me, facts = draft.situation.me, question.details.get("facts", {})
    told = cash.from_details(draft, facts) if is_about_cash(question) else None
    if me is None or told is None or me != told.taker or told.member == told.taker:
        return False
    units = amount_instead(draft.cause.text, [one.name for one in draft.group.people])
    amounts = {cents_from_units(one) for one in units} - {told.cents}
    if len(amounts) != 1:
        return False
    tell_of_cash(draft, me, cash.Cash(told.giver, me, amounts.pop(), told.member, told.account))
    return True


def is_about_cash(question: Question) -> bool:
    """Whether somebody is asked if they got cash."""
    return question.kind == "agree" and question.details.get("kind") == "cash"
