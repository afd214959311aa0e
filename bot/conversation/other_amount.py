""" "No, it was 400": who is asked about cash refuses the amount, and says what it was instead."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.by_word import contradict, tell_of_cash
from bot.conversation.draft import Draft
from bot.conversation.proposals import cash
from bot.conversation.situation import Question
from bot.understanding import amount_instead
from chama.money import cents_from_units, units_from_cents

NEEDS = frozenset({"recent"})
"""What is to be loaded for an answer about cash, which may name another amount."""


def take(draft: Draft, question: Question) -> bool:
    """Go on as if who is asked had told of the other amount; whether the message says one.

    Nothing counts by it: of an officer's word the taker is asked, of the taker's an officer.
    """
    me, facts = draft.situation.me, question.details.get("facts", {})
    told = cash.from_details(draft, facts) if is_about_cash(question) else None
    if me is None or told is None or cash.is_shown(facts) or told.member == told.taker:
        return False
    asked, names = units_from_cents(told.cents), (told.giver.name, told.taker.name)
    units = amount_instead(draft.cause.text, names, asked, is_taker=me == told.taker)
    amounts = {cents_from_units(one) for one in units}
    if len(amounts) != 1:
        return False
    other = replace(told, cents=amounts.pop())
    if me != told.taker:
        contradict(draft, me, other)
    tell_of_cash(draft, me, other)
    return True


def is_about_cash(question: Question) -> bool:
    """Whether somebody is asked if they got cash."""
    return question.kind == "agree" and question.details.get("kind") == "cash"
