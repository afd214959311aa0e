"""Money that was set aside for a member was handed over in notes, or kept by who collects.

The recipient confirms what an officer says they gave; of what is their own an officer confirms.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, spending
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.proposals import Facts
from chama import entries, pots
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import Account
from chama.money import Money

IS_PERSONAL = True


def propose(draft: Draft, giver: Person, sent: Reserved, cents: int, place: Account) -> None:
    """Ask whether it was handed over. place: where it lay, with its giver.

    Its recipient's own word is the answer where it was put to them before.
    """
    facts = {
        **sent.as_details(),
        "place": place.code,
        "round": pots.round_of(sent.payable),
        "giver": giver.code,
        "giver_name": giver.name,
        "amount_cents": cents,
        "account": spending.named_account(draft, place),
    }
    me = draft.situation.me
    key = f"handed:{sent.payable.fund}:{sent.payable.code}:{giver.code}:{cents}"
    waiting = next((one for one in draft.situation.proposals if one.key == key), None)
    if me == sent.member and waiting is not None and waiting.may_agree(me):
        agreeing.agree(draft, waiting, me)
        return
    only = () if sent.member in (giver, me) else (sent.member,)
    voters = agreeing.propose(draft, "handed", key, facts, only=only, member=sent.member.code)
    if voters is not None:
        is_you = me == sent.member
        officer = agreeing.names(voters.people)
        draft.reply("asked_handed", officer=officer, is_you=is_you, **_said(facts))


def show(facts: Facts) -> tuple[str, Facts]:
    """Who handed how much to whom; is_own: it is who collects that keeps what is theirs."""
    return "ask_handed", {**_said(facts), "is_you": facts.get("is_you", False)}


def asked(facts: Facts, person: Person) -> Facts:
    """The recipient is spoken to; who stands in for them reads whom it was to reach."""
    return {**facts, "is_you": person.code == facts["member"]}


def _said(facts: Facts) -> Facts:
    return {
        "recipient": facts["member_name"],
        "giver": facts["giver_name"],
        "is_own": facts["giver"] == facts["member"],
        "amount_cents": facts["amount_cents"],
        "round": facts["round"],
        "account": facts.get("account", ""),
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who answers for less by it; who keeps what is theirs is that one too."""
    return {facts["giver"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether so much is still set aside, and its place still holds it."""
    is_reserved = payouts.left_cents(draft, facts) >= int(facts["amount_cents"])
    place = Account.parse(payouts.payable_in(facts).fund, facts["place"])
    return is_reserved and entries.lies_in(draft.balances, place) >= int(facts["amount_cents"])


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Book it, and tell the group."""
    facts, payable = proposal.facts, payouts.payable_in(proposal.facts)
    member = draft.group.person(facts["member"])
    if member is None or not holds(draft, facts):
        amount = Money(facts["amount_cents"], draft.group.currency)
        draft.reply("handed_changed", recipient=facts["member_name"], amount=str(amount))
        return False
    sent = Reserved(payable, payouts.left_cents(draft, facts), member)
    entry = entries.payout_sent(
        payable,
        facts["amount_cents"],
        out_of=Account.parse(payable.fund, facts["place"]),
        key=f"handed:{proposal.number}",
        on=crediting.today(draft),
        actor=crediting.actor(draft),
        memo=entries.memo_of_payee(member.name),
    )
    draft.post(entry)
    payouts.tell_sent(draft, sent, entry, facts["amount_cents"])
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Whoever said it, and every officer, learn that it is denied."""
    said = {**_said(proposal.facts), **agreeing.refusal(by)}
    told = {one.code: one for one in (*draft.group.officers, draft.asker_of(proposal)) if one}
    draft.reply("cancelled")
    for person in told.values():
        if person != by:
            draft.tell(person, "handed_denied", said)
