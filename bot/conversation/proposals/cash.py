"""Cash changed hands, as one of the two says: the other, or an officer who is neither, confirms.

The taker's yes counts, as it adds to what they must answer for; the giver's never does. What a
member sent to an officer's own phone is in that officer's hand like cash, and its code counts once.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Person

IS_PAYMENT = True


def key_of(giver: str, taker: str, amount_cents: int) -> str:
    """Names a handover: the same one told twice, or by both, is one."""
    return f"cash:{giver}:{taker}:{amount_cents}"


def show(facts: Facts) -> tuple[str, Facts]:
    """Who gave how much to whom, as it was said."""
    return "ask_cash", {
        "name": facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "to": facts["holder_name"],
        "code": Incoming.from_details(facts).code if "payment" in facts else "",
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """The giver, to whom it counts; and the taker where the taker says it."""
    return {facts["member"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether the payment that the taker's phone shows is not in the book by another text."""
    return "payment" not in facts or Incoming.from_details(facts).id not in draft.receipts


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post the cash into the officer's hand."""
    facts = proposal.facts
    member, told_by = draft.group.person(facts["member"]), draft.asker_of(proposal)
    if member is None:
        draft.reply("cancelled")
        return False
    hand = entries.cash(ROTATION, facts["holder"])
    if "payment" not in facts:
        said_by = told_by.name if told_by else ""
        key = f"cash:{proposal.number}"
        credit = crediting.credit_words(draft, member, facts["amount_cents"], hand, key, said_by)
    else:
        payment = Incoming.from_details(facts)
        if not holds(draft, facts):
            in_the_book.tell(draft, draft.receipts[payment.id])
            return False
        credit = crediting.credit_payment(draft, payment, member, into=hand)
    crediting.announce(draft, [credit])
    for person in {told_by, draft.group.person(facts["holder"])} - {member, None}:
        if person is not None and person != draft.situation.me:
            crediting.tell_recorded(draft, person, credit)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who spoke of it learns that it was not confirmed, and by whom."""
    amount_cents = proposal.facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "cash_declined", amount_cents=amount_cents)
    if by is not None:
        _tell_officers(draft, proposal, by)


def _tell_officers(draft: Draft, proposal: Proposal, by: Person) -> None:
    """Cash that one says was given and the other denies is no matter of these two alone."""
    facts = {
        "giver": proposal.facts["member_name"],
        "taker": proposal.facts["holder_name"],
        "amount_cents": proposal.facts["amount_cents"],
        "officer": by.name,
    }
    for officer in draft.group.officers:
        if officer not in (by, draft.asker_of(proposal)):
            draft.tell(officer, "cash_denied", facts)
