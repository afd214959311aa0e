"""A pot is to be paid out: others than who receives it agree, by the code of their own question.

What is agreed to is set aside for the recipient, less what they owe, and then sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting, paying_out
from bot.conversation.agreeing import refusal
from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.evidence import sent_before
from bot.conversation.money_api import ORDERS, SHOWN_HELD
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry

BY_CODE = True
IS_LATER = True
GOES_TO_MEMBER = True
NEEDS = (ORDERS, SHOWN_HELD)


def show(facts: Facts) -> tuple[str, Facts]:
    """Whose pot it is, what of it they get, and what is taken from it."""
    return "ask_payout", {**paying_out.slip_said(facts), "recipient": facts["member_name"]}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who receives it."""
    return {facts["member"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether the pot still holds what was shown, and the debts are still owed."""
    return paying_out.holds(draft, facts)


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Set it aside for the recipient, and tell who is to send it."""
    facts = proposal.facts
    recipient = draft.group.person(facts["member"])
    if recipient is None or not holds(draft, facts):
        paying_out.put_anew(draft, proposal)
        return False
    entry = entries.payout_agreed(
        Account.parse(ROTATION, facts["pot"]),
        entries.payable(ROTATION, recipient.code, facts["round_key"]),
        facts["gross_cents"],
        deducted=paying_out.deducted_in(facts),
        lies_in=paying_out.where_money_lies(draft, facts["gross_cents"]),
        key=f"payout:{proposal.number}",
        on=crediting.today(draft),
        actor=crediting.actor(draft),
    )
    draft.post(entry)
    payable = entries.payable(ROTATION, recipient.code, facts["round_key"])
    if not sent_before.settles_payable(draft, payable, recipient):
        _tell(draft, facts, recipient, entry)
    return True


def is_carried(draft: Draft, facts: Facts) -> bool:
    """Whether all of it went to what they owed, so that nothing is to be sent."""
    payable = entries.payable(ROTATION, facts["member"], facts["round_key"])
    return payable not in draft.balances


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Every officer, and who was to receive it, learn that it stays in the pot, and who refused."""
    facts = proposal.facts
    said = {
        "recipient": facts["member_name"],
        "round": facts["round"],
        "amount_cents": facts["amount_cents"],
        **refusal(by),
    }
    recipient = draft.group.person(facts["member"])
    told = {one.code: one for one in (*draft.group.officers, recipient) if one is not None}
    for person in told.values():
        draft.tell(person, "pot_refused", {**said, "is_yours": person == recipient})


def _tell(draft: Draft, facts: Mapping[str, Any], recipient: Person, entry: JournalEntry) -> None:
    """Who sends it reads where to; the other officers and the recipient that it was agreed."""
    payable = entries.payable(ROTATION, recipient.code, facts["round_key"])
    sender = paying.hand_over(draft, payable, recipient)
    holder = sender.person
    said = {
        **paying_out.slip_said(facts),
        "recipient": recipient.name,
        "officers": draft.stand_names,
        "sender": sender.name,
        "held_cents": paying_out.held_by(draft, holder) if holder is not None else 0,
        "chain": ChainOf(entry.key),
    }
    told = {one.code: one for one in (*draft.group.officers, recipient, holder) if one}
    for person in told.values():
        draft.tell(
            person,
            "payout_agreed",
            {
                **said,
                "is_yours": person == recipient,
                "is_sender": person == holder,
                "is_kept": holder == recipient,
            },
        )
