"""A text about money looks wrong: an officer who neither sent nor gains by it says if it counts."""

from __future__ import annotations

from bot.conversation import agreeing, in_the_book
from bot.conversation.beneficiaries import Meant
from bot.conversation.draft import Draft
from bot.conversation.evidence.directions import direction_of
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.payers import find_payer
from bot.conversation.evidence.received import post_proven
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person

NEEDS = ("intentions",)


def show(facts: Facts) -> tuple[str, Facts]:
    """What the text says and why it is doubted."""
    payment = Incoming.from_details(facts)
    return "ask_review", {
        "amount_cents": payment.amount_cents,
        "name": payment.payer_name,
        "code": payment.code,
        "reasons": facts["reasons"],
    }


def is_shown(facts: Facts) -> bool:
    """It is a text that others have to look at."""
    return True


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who sent the text, whose money it would be, and for whom they said it is."""
    payment = Incoming.from_details(facts)
    payer = draft.group.person(find_payer(draft, payment).member_id or "")
    direction = direction_of(draft, payment, payer, Meant())
    gaining = {person.code for person, _ in direction.people}
    return {*draft.actors, *gaining, *([payer.code] if payer else [])}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Treat the text as a clean one."""
    payment = Incoming.from_details(proposal.facts)
    recorded, handled = draft.receipts.get(payment.id), Handled()
    if recorded is not None and not recorded.is_undone:
        in_the_book.tell(draft, recorded)
        return False
    post_proven(draft, payment, handled, hint_334=payment.masked is not None)
    handled.answer(draft)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It stays out of the book; who sent it learns who said so."""
    code = Incoming.from_details(proposal.facts).code
    agreeing.tell_refused(draft, proposal, by, "review_declined", code=code)
