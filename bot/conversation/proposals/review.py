"""A text about money looks wrong: an officer who neither sent nor gains by it says if it counts."""

from __future__ import annotations

from bot.conversation import agreeing, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.received import post_proven
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person

NEEDS = ("intentions",)


def show(facts: Facts) -> tuple[str, Facts]:
    """What the text says, why it is doubted, and to whom it would be credited."""
    payment = Incoming.from_details(facts)
    return "ask_review", {
        "amount_cents": payment.amount_cents,
        "currency": payment.currency,
        "name": payment.payer_name,
        "code": payment.code,
        "reasons": facts["reasons"],
        "shares": facts["shares"],
    }


def is_shown(facts: Facts) -> bool:
    """It is a text that others have to look at."""
    return True


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who sent the text, and to whom it would be credited."""
    return {*draft.actors, *(share["member"] for share in facts["shares"])}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether it is not in the book, or was taken out of it by officers."""
    recorded = draft.receipts.get(Incoming.from_details(facts).id)
    return recorded is None or recorded.is_undone


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Treat the text as a clean one, for those to whom it was shown to go."""
    payment = Incoming.from_details(proposal.facts)
    handled = Handled()
    if not holds(draft, proposal.facts):
        in_the_book.tell(draft, draft.receipts[payment.id])
        return False
    agreed = tuple((one["member"], one["amount_cents"]) for one in proposal.facts["shares"])
    post_proven(draft, payment, handled, hint_334=payment.masked is not None, agreed=agreed)
    handled.answer(draft)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It stays out of the book; who sent it learns who said so."""
    code = Incoming.from_details(proposal.facts).code
    agreeing.tell_refused(draft, proposal, by, "review_declined", code=code)
