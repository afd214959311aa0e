"""What was set aside for a member is not to be sent after all: it goes back into its pot."""

from __future__ import annotations

from bot.conversation import agreeing, crediting, paying_out
from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
from bot.conversation.effects import EndAgreed
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import Facts
from chama import entries, pots
from chama.agreement import Proposal, State
from chama.entries import WELFARE
from chama.group import Person
from chama.journal import Account

NEEDS = (ORDERS,)


def propose(draft: Draft, me: Person, sent: Reserved) -> None:
    """Put it to another officer; who was to receive it hears of it once it is agreed."""
    facts = {
        **sent.as_details(),
        "round": pots.round_of(sent.payable),
        "asker_name": me.name,
        "amount_cents": sent.cents,
    }
    key = f"release:{sent.payable.fund}:{sent.payable.code}"
    voters = agreeing.propose(draft, "release", key, facts, member=sent.member.code)
    if voters is not None:
        draft.reply("asked_release", officer=agreeing.names(voters.people), **_said(facts))


def show(facts: Facts) -> tuple[str, Facts]:
    """Who asks that whose money goes back."""
    return "ask_release", _said(facts)


def _said(facts: Facts) -> Facts:
    return {
        "recipient": facts["member_name"],
        "asker": facts["asker_name"],
        "amount_cents": facts["amount_cents"],
        "round": facts["round"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Nobody gains by it: who was to receive it loses, and so may agree like any officer."""
    return set()


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether just so much is still set aside, and none of it is on its way."""
    is_there = payouts.left_cents(draft, facts) == int(facts["amount_cents"])
    return is_there and not payouts.is_on_its_way(draft, payouts.payable_in(facts))


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Put it back; debts that were taken from it stay paid."""
    facts, payable = proposal.facts, payouts.payable_in(proposal.facts)
    if not holds(draft, facts):
        draft.reply(
            "pot_changed", recipient=facts["member_name"], round=facts["round"], is_put=False
        )
        return False
    entry = entries.payout_released(
        payable,
        paying_out.source_of(draft, payable),
        facts["amount_cents"],
        key=f"release:{proposal.number}",
        on=crediting.today(draft),
        actor=crediting.actor(draft),
    )
    draft.post(entry)
    paying.cancel(draft, payable)
    draft.add(EndAgreed(paying_out.key_of(payable), State.EXPIRED))
    recipient = draft.group.person(facts["member"])
    told = {one.code: one for one in (*draft.group.officers, recipient) if one is not None}
    said = {**_said(facts), "officers": draft.stand_names, "source": _source(payable)}
    for person in told.values():
        draft.tell(person, "payout_released", said)
    return True


def _source(payable: Account) -> str:
    """Where it went back to, as the template calls it."""
    if payable.fund == WELFARE:
        return "welfare"
    return "ahead" if entries.is_refund(payable) else "pot"


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays set aside."""
    agreeing.tell_refused(draft, proposal, by, "release_refused", **_said(proposal.facts))
