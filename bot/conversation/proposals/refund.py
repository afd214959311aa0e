"""A member gets back what they paid ahead: others agree, by the code of their own question.

What is agreed to is set aside for them, and then sent as a pot is.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, paying_out
from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.evidence import sent_before
from bot.conversation.incoming import receipt_in
from bot.conversation.money_api import ORDERS, SHOWN_HELD
from bot.conversation.proposals import Facts
from chama import entries, pots
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Person
from chama.standing import as_dialled

BY_CODE = True
IS_LATER = True
GOES_TO_MEMBER = True
NEEDS = (ORDERS, SHOWN_HELD)


def propose(
    draft: Draft, me: Person, member: Person, cents: int, sent: Facts | None = None
) -> None:
    """Put it to as many as agree to money out; who asks counts as one, who gets it never.

    sent: the text by which it has left already, where there is one.
    """
    facts = {
        "member": member.code,
        "member_name": member.name,
        "asker_name": me.name,
        "phone": member.receives_on(draft.now),
        "amount_cents": cents,
        "ahead_cents": entries.advance_of(draft.balances, ROTATION, member.code),
        **({} if sent is None else {"sent": sent}),
    }
    needed = agreeing.needed_besides(draft, draft.group.rules.approvals.money_out, {member.code})
    key = f"refund:{member.code}:{cents}" + (f":{sent['code']}" if sent is not None else "")
    voters = agreeing.propose(draft, "refund", key, facts, needed=needed, member=member.code)
    if voters is not None:
        draft.reply("asked_refund", officer=agreeing.names(voters.people), **_said(facts))


def show(facts: Facts) -> tuple[str, Facts]:
    """Who asks that how much goes back to whom, and what they have paid ahead."""
    own = {"asker": facts["asker_name"], "ahead_cents": facts["ahead_cents"]}
    return "ask_refund", {**_said(facts), **own, "phone": as_dialled(facts["phone"])}


def _said(facts: Facts) -> Facts:
    return {
        "recipient": facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "code": facts.get("sent", {}).get("code", ""),
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who gets it."""
    return {facts["member"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether so much is still ahead, would reach the number that was shown, and no payment is said
    to be taken back meanwhile."""
    ahead_cents = entries.advance_of(draft.balances, ROTATION, facts["member"])
    is_there = ahead_cents >= facts["amount_cents"] and not draft.is_pot_contested
    return is_there and paying_out.reaches(draft, facts) and draft.is_free(receipt_in(facts))


def is_carried(draft: Draft, facts: Facts) -> bool:
    """Whether nothing of it is to be sent: it had left already."""
    waiting = (one for one, _ in pots.payables(draft.balances) if entries.is_refund(one))
    return all(one.owner != facts["member"] for one in waiting)


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Set it aside for the member, and tell who is to send it."""
    facts = proposal.facts
    if not holds(draft, facts):
        draft.reply("changed_since", code="")
        return False
    to = entries.refundable(facts["member"], proposal.number)
    entry = entries.refund_agreed(
        to, facts["amount_cents"], on=crediting.today(draft), actor=crediting.actor(draft)
    )
    draft.post(entry)
    member = draft.group.person(facts["member"])
    if member is None or sent_before.settles_payable(draft, to, member):
        return True
    sender = paying.hand_over(draft, to, member)
    said = {
        **_said(facts),
        "phone": as_dialled(facts["phone"]),
        "officers": draft.stand_names,
        "sender": sender.name,
        "chain": ChainOf(entry.key),
    }
    for person in filter(None, dict.fromkeys((*draft.group.officers, member, sender.person))):
        own = {"is_yours": person == member, "is_sender": person == sender.person}
        draft.tell(person, "refund_agreed", {**said, **own})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays ahead, and who refused."""
    agreeing.tell_refused(draft, proposal, by, "refund_refused", **_said(proposal.facts))
