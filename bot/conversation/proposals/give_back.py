"""A payment that came in by mistake is to go back to who made it: others agree, by their code.

Money leaves by it, so as many must stand behind it as behind all money out. Until it is decided,
and until M-Pesa has said how it ended, no pot is paid: as while a reversal is claimed.
"""

from __future__ import annotations

from enum import StrEnum

from bot.conversation import agreeing, crediting
from bot.conversation.by_api import going_back, paying, returning
from bot.conversation.contested import GIVE_BACK
from bot.conversation.draft import Draft
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.group import Collector, Person
from chama.journal import ReceiptId
from chama.names import names_fit
from chama.recorded import Recorded

BY_CODE = True
IS_LATER = True
NEEDS = (ORDERS,)

MOST_DAYS = 30
"""How old a payment may be: an older one is no slip of a thumb, and its money is soon spent."""


class WhyNot(StrEnum):
    """Why M-Pesa cannot give a payment back, for the template."""

    UNKNOWN = "unknown"  # it is none that came in, or not in this group's book any more
    ELSEWHERE = "elsewhere"  # it came to a phone or an account that is not the provider's
    PART = "part"  # some of it was taken back already
    OLD = "old"
    OPEN = "open"  # it is on its way back
    SPENT = "spent"  # there is less in the account, as far as the book knows


def why_not(draft: Draft, recorded: Recorded | None) -> WhyNot | None:
    """Why a payment cannot go back now; None where it can."""
    if recorded is None or not recorded.is_ours or recorded.is_reversed or not _came_in(recorded):
        return WhyNot.UNKNOWN
    collector = _collector_of(draft, recorded)
    if collector is None:
        return WhyNot.ELSEWHERE
    if going_back.open_orders(draft, recorded.id):
        return WhyNot.OPEN
    if recorded.remaining_cents != recorded.amount_cents or recorded.is_exchanged:
        return WhyNot.PART
    today = crediting.today(draft)
    if (today - (recorded.entry.effective_on or today)).days > MOST_DAYS:
        return WhyNot.OLD
    lies_cents = entries.lies_in(draft.balances, collector.place) - paying.ordered_cents(draft)
    return WhyNot.SPENT if lies_cents < recorded.amount_cents else None


def _came_in(recorded: Recorded) -> bool:
    meaning = recorded.entry.kind.meaning
    return meaning.moves_money > 0 and meaning.is_taken_back_by_provider


def _collector_of(draft: Draft, recorded: Recorded) -> Collector | None:
    """The account of the provider's to which it came."""
    api = draft.situation.api
    served = (one for one in draft.group.collectors if api.can_give_back and api.serves(one))
    return next((one for one in served if one.place == recorded.lies_in), None)


def propose(draft: Draft, me: Person, recorded: Recorded) -> None:
    """Put it to as many as agree to money out, and tell those for whom it counts at once."""
    owners = [one for one in map(draft.group.person, recorded.owners) if one is not None]
    gaining = sorted({*recorded.owners, *_payers(draft, recorded)})
    facts = {
        "code": recorded.code,
        "network": recorded.id.network,
        "amount_cents": recorded.amount_cents,
        "asker_name": me.name,
        "names": agreeing.names(owners),
        "owners": list(recorded.owners),
        "gaining": gaining,
    }
    needed = agreeing.needed_besides(draft, draft.group.rules.approvals.money_out, gaining)
    voters = agreeing.propose(
        draft,
        GIVE_BACK,
        going_back.key_of(recorded.id),
        facts,
        needed=needed,
        member=recorded.entry.member,
    )
    if voters is None:
        return
    said = {**_said(facts), "officer": agreeing.names(voters.people)}
    draft.reply("asked_give_back", **said)
    for owner in owners:
        if owner not in (me, *voters.people):
            draft.tell(owner, "give_back_asked", {**said, "asker": me.name})


def _payers(draft: Draft, recorded: Recorded) -> list[str]:
    """The members who may have paid it, by number or name: they would get it."""
    kind, _, printed = recorded.entry.memo.partition(":")
    name = printed.rpartition(":")[2]
    return [
        one.code
        for one in draft.group.people
        if printed in draft.group.pays_from(one) or (kind != "phone" and names_fit(name, one.name))
    ]


def show(facts: Facts) -> tuple[str, Facts]:
    """Who asks it, how much it is, and for whom it counts now."""
    said = {"asker": facts["asker_name"], "names": facts["names"]}
    return "ask_give_back", {**_said(facts), **said}


def _said(facts: Facts) -> Facts:
    return {"amount_cents": facts["amount_cents"], "code": facts["code"]}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who would get it, and for whom it counts."""
    return set(facts["gaining"])


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether it stands whole in the book, lies in the account, and is not on its way back."""
    return why_not(draft, _recorded(draft, facts)) is None


def _recorded(draft: Draft, facts: Facts) -> Recorded | None:
    return draft.receipts.get(ReceiptId(facts["network"], facts["code"]))


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Order it of M-Pesa; it counts until that has happened."""
    facts, recorded = proposal.facts, _recorded(draft, proposal.facts)
    collector = _collector_of(draft, recorded) if recorded is not None else None
    if recorded is None or collector is None or not holds(draft, facts):
        draft.reply("changed_since", code=facts["code"])
        return False
    returning.order(draft, recorded.id, recorded.amount_cents, collector, proposal.asked_by)
    owners = (draft.group.person(code) for code in recorded.owners)
    told = {one.code: one for one in (*draft.group.officers, *owners) if one is not None}
    for person in told.values():
        said = {**_said(facts), "officers": draft.stand_names}
        draft.tell(person, "give_back_agreed", said)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays, and so do those for whom it counts."""
    said = _said(proposal.facts)
    agreeing.tell_refused(draft, proposal, by, "give_back_refused", **said)
    recorded, asker = _recorded(draft, proposal.facts), draft.asker_of(proposal)
    for code in recorded.owners if recorded is not None else ():
        owner = draft.group.person(code)
        if owner is not None and owner not in (by, asker):
            draft.tell(owner, "give_back_refused", {**agreeing.refusal(by), **said})
