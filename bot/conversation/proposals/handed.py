"""Money that was set aside for a member was handed over in notes, or kept by who holds it.

The recipient confirms what an officer says they gave; of what is their own an officer confirms.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import agreeing, crediting, spending
from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import Facts
from chama import entries, pots
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import Account
from chama.kinds import AccountKind
from chama.money import Money

IS_PERSONAL = True
NEEDS = (ORDERS,)

Parts = Sequence[tuple[Account, int]]
"""Places of the group's money, and what came out of each, in cents."""


def propose(draft: Draft, giver: Person, sent: Reserved, cents: int, place: Account) -> None:
    """Ask whether it was handed over. place: where it lay, with its giver.

    Its recipient's own word is the answer where it was put to them before.
    """
    facts, key = _facts(draft, giver, sent, [(place, cents)]), _key(giver, sent, cents)
    me = draft.situation.me
    waiting = next((one for one in draft.situation.proposals if one.key == key), None)
    if me == sent.member and waiting is not None and waiting.may_agree(me):
        agreeing.agree(draft, waiting, me)
        return
    only = () if sent.member in (giver, me) else (sent.member,)
    _put(draft, key, facts, only)


def propose_own(draft: Draft, me: Person, own: Reserved, parts: Parts) -> None:
    """Ask others whether who holds the group's money has taken what is theirs of it.

    parts: out of which places of theirs, and how much of each.
    """
    facts = _facts(draft, me, own, parts)
    notes = f":notes:{notes_cents}" if (notes_cents := _notes_cents(facts)) else ""
    _put(draft, f"{_key(me, own, facts['amount_cents'])}{notes}", facts, ())


def _key(giver: Person, sent: Reserved, cents: int) -> str:
    return f"handed:{sent.payable.fund}:{sent.payable.code}:{giver.code}:{cents}"


def _facts(draft: Draft, giver: Person, sent: Reserved, parts: Parts) -> Facts:
    """beside: the second place that it came out of, and how much of it did."""
    (place, _), *others = parts
    beside = [{"place": one.code, "cents": cents} for one, cents in others]
    return {
        **sent.as_details(),
        "place": place.code,
        **({"beside": beside[0]} if beside else {}),
        "round": pots.round_of(sent.payable),
        "giver": giver.code,
        "giver_name": giver.name,
        "amount_cents": sum(cents for _, cents in parts),
        "account": spending.named_account(draft, place),
    }


def _put(draft: Draft, key: str, facts: Facts, only: Sequence[Person]) -> None:
    member = str(facts["member"])
    voters = agreeing.propose(draft, "handed", key, facts, only=only, member=member)
    if voters is not None:
        me = draft.situation.me
        is_you = me is not None and me.code == member
        officer = agreeing.names(voters.people)
        draft.reply("asked_handed", officer=officer, is_you=is_you, **_said(facts))


def _parts(facts: Facts) -> Parts:
    """The places that it came out of, and how much of each."""
    fund, beside = payouts.payable_in(facts).fund, facts.get("beside")
    beside_cents = int(beside["cents"]) if beside else 0
    parts = [(Account.parse(fund, facts["place"]), int(facts["amount_cents"]) - beside_cents)]
    if beside:
        parts.append((Account.parse(fund, beside["place"]), beside_cents))
    return parts


def _notes_cents(facts: Facts) -> int:
    """How much of it came out of notes in its giver's hand."""
    return sum(cents for place, cents in _parts(facts) if place.kind is AccountKind.CASH)


def show(facts: Facts) -> tuple[str, Facts]:
    """Who handed how much to whom; is_own: it is who holds it that keeps what is theirs."""
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
        "notes_cents": _notes_cents(facts),
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who answers for less by it; who keeps what is theirs is that one too."""
    return {facts["giver"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether so much is still set aside and not on its way, and its places still hold it."""
    is_reserved = payouts.left_cents(draft, facts) >= int(facts["amount_cents"])
    is_free = not payouts.is_on_its_way(draft, payouts.payable_in(facts))
    return (
        is_reserved
        and is_free
        and all(entries.lies_in(draft.balances, place) >= cents for place, cents in _parts(facts))
    )


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Book it, and tell the group."""
    facts, payable = proposal.facts, payouts.payable_in(proposal.facts)
    member = draft.group.person(facts["member"])
    if member is None or not holds(draft, facts):
        amount = Money(facts["amount_cents"], draft.group.currency)
        draft.reply("handed_changed", recipient=facts["member_name"], amount=str(amount))
        return False
    sent = Reserved(payable, payouts.left_cents(draft, facts), member)
    for number, (place, cents) in enumerate(_parts(facts)):
        entry = entries.payout_sent(
            payable,
            cents,
            out_of=place,
            key=f"handed:{proposal.number}" + (f":{number + 1}" if number else ""),
            on=crediting.today(draft),
            actor=crediting.actor(draft),
            memo=entries.memo_of_payee(member.name),
        )
        draft.post(entry)
    paying.cancel(draft, payable)
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
