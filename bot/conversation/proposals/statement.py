"""A statement that somebody forwarded: never the provider's own word, so others look at it first.

The question shows totals, what differs from the book and who would get most; LIST shows each
line. Once it is agreed to, the worker carries it out, no further than these lines.
"""

from __future__ import annotations

from bot.conversation.agreeing import refusal
from bot.conversation.draft import Draft
from bot.conversation.effects import AgreeToStatement, ForgetStatement
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person

IS_LATER = True
LINES_A_PAGE = 8

_SHOWN = (
    *("account", "first_on", "last_on", "amount_cents", "credited", "waiting"),
    *("taken_back", "taken_back_cents", "sent_out", "sent_out_cents"),
    *("gainers", "others", "others_cents", "findings", "more"),
)


def show(facts: Facts) -> tuple[str, Facts]:
    """Of what account and days it is, what would come of it, and what needs a look."""
    return "ask_statement", {
        "officer": facts["said_by_name"],
        **{name: facts[name] for name in _SHOWN},
    }


def asked(facts: Facts, person: Person) -> Facts:
    """Everything but the lines, which are many."""
    return {name: value for name, value in facts.items() if name != "lines"}


def page(facts: Facts, number: int) -> tuple[str, Facts]:
    """Some of its lines by name and amount; a number past the end is the last page."""
    lines = facts["lines"]
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    shown = min(max(number, 1), pages)
    first = (shown - 1) * LINES_A_PAGE
    return "statement_lines", {
        "items": [
            {name: line[name] for name in ("code", "act", "amount_cents", "names")}
            for line in lines[first : first + LINES_A_PAGE]
        ],
        "page": shown,
        "pages": pages,
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who forwarded it, everybody whom it credits, and who would answer for less money."""
    return {*facts["gains"], *draft.actors}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Have the worker do it; every officer hears then what came of it."""
    draft.add(AgreeToStatement(proposal.facts["file"], proposal.id, draft.actors))
    draft.reply("statement_agreed")
    return True


def forget(draft: Draft, facts: Facts) -> None:
    """Nobody decides on the file any more."""
    draft.add(ForgetStatement(facts["file"]))


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It is forgotten, and all who knew of it learn who refused."""
    forget(draft, proposal.facts)
    draft.reply("cancelled")
    told = {*proposal.voters, proposal.asked_by}
    facts = {"sender": proposal.facts["said_by_name"], **refusal(by)}
    for person in draft.group.people:
        if person.code in told and person != by:
            draft.tell(person, "statement_declined", facts)
