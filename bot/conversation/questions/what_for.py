"""Money left the collector for somebody whose turn it is not: what was it for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.evidence import money_out
from bot.conversation.questions import Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, and what it can have been, by number."""
    return "ask_what_for", {
        "recipient": details["recipient_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        "pots": [
            {"round": pot["round_number"], "name": pot["member_name"]} for pot in details["pots"]
        ],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The open pots, an expense, or none of the group's."""
    pots = (Choice("", f"{number}") for number, _ in enumerate(details["pots"]))
    return (*pots, Choice("", money_out.EXPENSE), Choice("", money_out.PRIVATE))


def answer(draft: Draft, question: Question, value: str) -> None:
    """Put it to the others as what it is said to be; what is private is only told to them."""
    details = {name: told for name, told in question.details.items() if name != "pots"}
    if value == money_out.PRIVATE:
        _tell_private(draft, details)
    elif value == money_out.EXPENSE:
        money_out.propose(draft, {**details, "purpose": money_out.EXPENSE})
    else:
        money_out.propose(draft, {**details, **question.details["pots"][int(value)]})


def _tell_private(draft: Draft, details: Mapping[str, Any]) -> None:
    draft.reply("not_the_groups", code=details["code"])
    facts = {
        "sender": details["sender_name"],
        "recipient": details["recipient_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
    }
    others = [one for one in draft.group.officers if one != draft.situation.me]
    for person in others or draft.group.people:  # where there is no other officer, everybody hears
        if person != draft.situation.me:
            draft.tell(person, "money_out_private", facts)
