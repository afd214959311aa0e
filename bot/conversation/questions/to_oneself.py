"""Somebody says that they gave themselves cash: their own contribution, or what is theirs to take?

The two are opposites, so the words alone mean neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import by_word, handing
from bot.conversation.draft import Draft
from bot.conversation.proposals.cash import Cash
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from bot.understanding import Intent
from chama.group import Person
from chama.money import units_from_cents

OWN, TAKEN = "own", "taken"


def ask(draft: Draft, me: Person, cents: int) -> None:
    """Ask who said so which of the two it was."""
    details = {"amount_cents": cents}
    draft.ask("to_oneself", me, f"to_oneself:{draft.cause.key}", details)


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """How much, and the two things that it can have been."""
    return "ask_to_oneself", {"amount_cents": details["amount_cents"]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or what was set aside for them."""
    return Choice("", OWN), Choice("", TAKEN)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What a contribution in cash is compared with."""
    return frozenset({"recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who gave it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Ask the others about what it is."""
    me, cents = draft.situation.me, question.details["amount_cents"]
    if me is None:
        draft.reply("cancelled")
    elif value == TAKEN:
        handing.tell_of_own_pot(draft, me, cents, is_in_cash=True)
    else:
        _tell_of_contribution(draft, me, cents)


def _tell_of_contribution(draft: Draft, me: Person, cents: int) -> None:
    """Who collects has put it in; everybody else has given it to an officer."""
    collector, holder = by_word.own_collector(draft), by_word.takes_cash_of(draft, me)
    if collector is not None:
        intent = Intent("paid_cash", {"amount": units_from_cents(cents)})
        by_word.ask_own_share(draft, me, collector, intent)
    elif holder is None:
        draft.reply("need_other_officer")
    else:
        by_word.tell_of_cash(draft, me, Cash(me, holder, cents, me))
