"""An officer who holds cash of the group gave some to another: their own money, or the group's?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import by_word, handing, moves
from bot.conversation.draft import Draft
from bot.conversation.moves import Move
from bot.conversation.proposals import cash
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

OWN, GROUPS = "own", "groups"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who gave whom how much, and the two things that it can have been."""
    return "ask_own_or_groups", {
        "name": details["giver_name"],
        "to": details["holder_name"],
        "amount_cents": details["amount_cents"],
        "held_cents": details["held_cents"],
        "is_mine": details["is_mine"],
        "is_pot": details["is_pot"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or the group's money that was held."""
    return Choice("", OWN), Choice("", GROUPS)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What a contribution in cash is compared with."""
    return frozenset({"recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who gave it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Ask the others about what it is."""
    me, told = draft.situation.me, cash.from_details(draft, question.details)
    if me is None or told is None:
        draft.reply("cancelled")
    elif value == OWN:
        by_word.tell_of_cash(draft, me, told)
    elif question.details["is_pot"]:
        handing.tell_of_cash(draft, told.giver, told.taker, told.cents)
    else:
        move = Move(moves.in_hand(told.giver), moves.in_hand(told.taker), told.cents)
        moves.tell(draft, me, move)
