"""Who is said to have given cash says that they did not: it waits for nobody's yes any more."""

from __future__ import annotations

from bot import understanding
from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.proposals import cash
from chama.agreement import AND, Proposal
from chama.group import Person


def take(draft: Draft) -> bool:
    """End what waits of cash that the sender denies, and tell every officer; whether they do.

    What they told themselves they take back otherwise.
    """
    me = draft.situation.me
    if me is None:
        return False
    denied = [one for one in draft.situation.proposals if _is_denied(draft, one, me)]
    for one in denied:
        agreeing.end_refused(draft, one, me)
        cash.refused(draft, one, me)
    return bool(denied)


def _is_denied(draft: Draft, proposal: Proposal, me: Person) -> bool:
    facts = proposal.facts
    if proposal.kind != "cash" or facts["giver"] != me.code or cash.is_shown(facts):
        return False
    if me.code in proposal.asked_by.split(AND) or draft.is_settled(proposal):
        return False
    return understanding.denies_cash(draft.cause.text, (facts["giver_name"], facts["holder_name"]))
