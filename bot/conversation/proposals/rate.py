"""A rate for a round: two officers together say what its dues are in another currency.

Members are told what each is to pay; what waited for a rate counts from then on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.conversation import abroad, agreeing, crediting
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts
from bot.conversation.situation import WAITING_ABROAD
from chama.agreement import Proposal
from chama.group import Person
from chama.rates import Rate

NEEDS = (WAITING_ABROAD,)
HAS_ENTRY = False


def show(facts: Facts) -> tuple[str, Facts]:
    """The rate, where it is from, what it was before, and what a contribution is by it."""
    last = {"before": facts["before"], "is_far": facts["is_far"]}
    return "ask_rate", {"officer": facts["said_by_name"], **last, **shown(facts)}


def shown(facts: Facts) -> dict[str, Any]:
    """What every message about a proposed rate says."""
    rate = _rate(facts)
    return {
        **abroad.rate_facts(rate),
        "round": facts["round"],
        "due_cents": facts["due_cents"],
        "asked_cents": rate.asked_cents(facts["due_cents"]),
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Nobody more than all the others: it is the same rate for everybody."""
    return set()


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether its round still runs, and its currency may still be paid in."""
    newest = draft.group.round
    is_payable = facts["other"] in draft.group.rules.abroad.currencies
    return newest is not None and newest.number == facts["round"] and is_payable


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Announce it, settle what waited, and tell each member what they owe by it."""
    facts = proposal.facts
    if not holds(draft, facts):
        draft.reply("rate_too_late", round=facts["round"])
        return False
    rate = _rate(facts)
    draft.announce_rate(rate, crediting.actor(draft))
    credits = abroad.settle_waiting(draft, rate.currency)
    crediting.send_receipts(draft, credits)
    _tell(draft, rate, facts, {credit.member for credit in credits})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Nothing is announced; who asked learns who refused."""
    facts = shown(proposal.facts)
    agreeing.tell_refused(draft, proposal, by, "rate_declined", **facts)


def _rate(facts: Facts) -> Rate:
    return Rate(
        facts["other"],
        Decimal(facts["per_unit"]),
        facts["source"],
        date.fromisoformat(facts["on"]),
    )


def _tell(draft: Draft, rate: Rate, facts: Facts, settled: set[Person]) -> None:
    """Officers hear that it counts, and each member who owes what they may pay."""
    said = {**abroad.rate_facts(rate), "round": facts["round"]}
    for person in draft.group.people:
        own = [one for one in abroad.payable(draft, person) if one["other"] == rate.currency]
        if not own and (not person.is_officer or person in settled):
            continue
        asked = {"asked_cents": own[0]["asked_cents"], "to": own[0]["to"]} if own else {}
        values = {"asked_cents": 0, "to": "", "officers": draft.stand_names, **said, **asked}
        draft.tell(person, "rate_announced", values)
