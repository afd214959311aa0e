"""Something waits for this person's agreement: yes, no, or the digits that agree to money out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import agreeing, proposals
from bot.conversation.draft import Draft
from bot.conversation.proposals import LIKE, NUMBER_NAME
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """As the kind of thing shows itself, with what may be the very same in the book already, and
    whose the number is to which money goes."""
    kind, facts = proposals.kinds()[details["kind"]], details["facts"]
    template, values = kind.show(facts)
    besides = {name: facts[name] for name in (LIKE, NUMBER_NAME) if name in facts}
    return template, {**values, **besides}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Yes or no."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What carrying it out wants loaded."""
    return proposals.needs(details["kind"])


def answer(draft: Draft, question: Question, value: str) -> None:
    """Agree or refuse, unless it is decided already."""
    proposal, me = agreeing.proposal_of(draft, question), draft.situation.me
    if proposal is None or me is None:
        draft.reply("decided_already")
    elif value == YES.value:
        agreeing.agree(draft, proposal, me)
    else:
        agreeing.refuse(draft, proposal, me)
