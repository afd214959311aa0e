"""Whose money it is: the members a payment may be from, and the question when that is unsure."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.situation import ClaimFacts
from chama.account_ref import account_of
from chama.group import Group, Person
from chama.journal import ReceiptId
from chama.matching import Candidate, Match, match_payer

MOST_CHOICES = 8


def find_payer(draft: Draft, payment: Incoming, *, claimed_by: str | None = None) -> Match:
    """Which member a payment is from, by the rules of chama.matching."""
    claimers = {claim.member for claim in open_claims(draft, payment.id)}
    if claimed_by is None and len(claimers) == 1:
        claimed_by = next(iter(claimers))
    remembered = draft.situation.payers.get(payment.payer_key)
    return match_payer(
        payment.payer,
        candidates(draft.group),
        claimed_by=claimed_by,
        remembered=remembered if claimers <= {remembered} else None,  # another claims it: ask
    )


def open_claims(draft: Draft, receipt: ReceiptId) -> list[ClaimFacts]:
    """The members' claims of a receipt that wait for the collector's text."""
    claims = draft.situation.claims.get(receipt, ())
    return [claim for claim in claims if not claim.is_settled]


def candidates(group: Group) -> list[Candidate]:
    """The members as those who may have paid."""
    return [
        Candidate(
            id=person.code,
            name=person.name,
            phones=group.pays_from(person),
            refs=(person.code, str(person.seat), account_of(group.id, person.seat)),
        )
        for person in group.people
    ]


def ask_whose(
    draft: Draft, payment: Incoming, match: Match, *, hint_334: bool, anew: str = ""
) -> None:
    """Ask an officer whose the money is, with the likeliest members first.

    anew: what makes it another question than the one asked before, "" for the first one.
    """
    me = draft.situation.me
    asked = me if me is not None and me.is_officer else draft.group.treasurer
    if asked is not None:
        likely = [draft.group.person(code) for code in match.candidates[:MOST_CHOICES]]
        options = [person for person in likely if person is not None]
        key = draft.question_key("whose", payment.id) + anew
        draft.ask("whose_payment", asked, key, _details(payment, options, hint_334))


def _details(payment: Incoming, options: list[Person], hint_334: bool) -> dict[str, object]:
    return {
        "payment": payment.as_details(),
        "options": [{"label": person.name, "value": person.code} for person in options],
        "hint_334": hint_334,
    }
