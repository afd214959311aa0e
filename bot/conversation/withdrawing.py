"""Who has asked for something may take it back while it only waits: nobody is asked any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot import understanding
from bot.conversation import proposals
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Settle
from bot.conversation.incoming import currency_in
from chama.agreement import AND, Proposal, State
from chama.group import Person

WITHIN = timedelta(days=1)
"""How old what a bare "undo" or "cancel" means may be."""


@dataclass(frozen=True, slots=True)
class _What:
    """By what somebody may name a proposal. code: "" where it is about none. currency: of its
    amount, for a message, where it says that."""

    amount_cents: int | None
    code: str
    currency: Mapping[str, str]


def take(draft: Draft) -> bool:
    """Withdraw the sender's newest, where they write "cancel" or "sitaki" and nothing else.

    Whether there was one: such words change nothing otherwise.
    """
    me = draft.situation.me
    if me is None or not understanding.takes_back(draft.cause.text):
        return False
    waiting = newest_own(draft, me)
    if waiting is not None:
        withdraw(draft, waiting, me)
    return waiting is not None


def newest_own(
    draft: Draft, me: Person, code: str = "", cents: int | None = None
) -> Proposal | None:
    """What somebody asked for last, and that still waits; with a code or an amount, that one."""
    own = [
        one
        for one in draft.situation.proposals
        if me.code in one.asked_by.split(AND)
        and not proposals.is_shown(one.kind, one.facts)
        and (code or cents is not None or draft.now - one.asked_at <= WITHIN)
        and code in ("", _shown(one).code)
        and cents in (None, _shown(one).amount_cents)
    ]
    return max(own, key=lambda one: one.number, default=None)


def withdraw(draft: Draft, proposal: Proposal, me: Person) -> None:
    """It ends, and may be made again; those who were asked hear that no answer is needed."""
    shown = _shown(proposal)
    what = {"amount_cents": shown.amount_cents or 0, "code": shown.code, **shown.currency}
    draft.add(Settle(proposal.id, State.EXPIRED, by=me.code))
    proposals.forget(draft, proposal)
    told = _asked(draft, proposal)
    draft.close_all(proposal, WITHDRAWN)
    draft.proposals.remove(proposal.key)
    draft.reply("withdrawn", **what)
    for person in told:
        draft.tell(person, "withdrawn_notice", {"officer": me.name, **what})


def _asked(draft: Draft, proposal: Proposal) -> list[Person]:
    """Those who have seen it: their question was shown, or they have agreed."""
    seen = {
        one.address
        for one in draft.situation.questions
        if one.proposal_id == proposal.id and (one.is_presented or one.shown_at is not None)
    }
    return [
        one for one in draft.group.people if one.phone in seen or one.code in proposal.agreed_by
    ]


def _shown(proposal: Proposal) -> _What:
    _, values = proposals.kinds()[proposal.kind].show(proposal.facts)
    return _What(values.get("amount_cents"), values.get("code", ""), currency_in(values))
