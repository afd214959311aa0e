"""The end of a round: a pot is proposed for payment once the rules say so, whatever filled it.

Every decision is followed by `follow`, so that no way by which money comes in is left out. What is
agreed to is set aside for the recipient (`proposals.payout`); then it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.conversation import agreeing, uncovered
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Decision, Facts, Propose, Say, Settle
from chama import entries, pots
from chama.agreement import CLOCK, Electorate, Proposal, State
from chama.entries import ROTATION, WELFARE
from chama.group import Person
from chama.journal import Account
from chama.kinds import AccountKind
from chama.pots import Pot, Slip
from chama.rota import day_in_nairobi
from chama.standing import as_dialled, round_number

KIND, MONEY_OUT = "payout", "money_out"

ASKED_BELOW = "is_asked_below"
"""What a template is told of whether a question follows in the same message."""


def finish(draft: Draft) -> Decision:
    """The decision, with what follows from it for the pots of the rounds."""
    follow(draft)
    uncovered.warn(draft)
    return _told_of_what_is_below(draft.finish())


def _told_of_what_is_below(decision: Decision) -> Decision:
    """Who is asked to agree anew by the same message is told so in what is said before."""
    asked = {one.address for one in decision if isinstance(one, Say) and one.asks}
    return tuple(
        replace(one, facts={**one.facts, ASKED_BELOW: one.address in asked})
        if isinstance(one, Say) and ASKED_BELOW in one.facts
        else one
        for one in decision
    )


def follow(draft: Draft) -> None:
    """Propose each pot that came due by what was decided; withdraw what no longer holds."""
    was_contested, is_contested = draft.was_pot_contested, draft.is_pot_contested
    was_said, is_said = _sent_in(draft.situation.proposals), _said_to_be_sent(draft)
    is_moved = draft.posted or (was_contested, was_said) != (is_contested, is_said)
    if draft.situation.group is None or not is_moved:
        return
    before = pots.open_pots(draft.group, draft.situation.balances)
    due_before = {} if was_contested else _due_cents(draft, before, was_said)
    open_now = pots.open_pots(draft.group, draft.balances)
    due_now = {} if is_contested else _due_cents(draft, open_now, is_said)
    by_account = {pot.account.code: pot for pot in open_now}
    waiting = _waiting(draft)
    for proposal in waiting.values():
        pot = by_account.get(proposal.facts["pot"])
        if not _holds_in(draft, proposal.facts, pot):
            _put_anew(draft, proposal, pot)
    for pot in open_now:
        is_more = due_now.get(pot.account, 0) > due_before.get(pot.account, 0)
        if is_more and pot.account.code not in waiting:
            propose(draft, pot)


def put_anew(draft: Draft, proposal: Proposal) -> None:
    """What was agreed to does not hold any more: whoever said so hears it, and others are asked."""
    is_put = _put_anew(draft, proposal, pot_in(draft, proposal.facts))
    draft.reply("pot_changed", **_changed(proposal.facts, is_put=is_put))


def propose(draft: Draft, pot: Pot, asker: Person | None = None) -> Electorate | None:
    """Put a pot to those who may agree; its recipient and the other officers hear of it.

    By the rules alone nobody asks for it, so as many as approvals.money_out must agree. asker: an
    officer who does: they count as one, unless it is their own pot. None where nobody was asked.
    """
    slip = pots.slip(draft.group, draft.balances, pot, day_in_nairobi(draft.now))
    recipient = draft.group.person(pot.recipient)
    is_held_up = draft.is_pot_contested or is_said_to_be_sent(draft, pot.account)
    if slip.gross_cents <= 0 or recipient is None or is_held_up:
        return None
    if has_no_number(draft, recipient):
        tell_no_number(draft, recipient)
        return None
    facts = facts_of(slip, recipient, draft.now)
    if facts["key"] in draft.proposals:
        return None
    people = draft.group.rules.approvals.money_out
    own = {recipient.code}
    voters = agreeing.propose(
        draft,
        KIND,
        facts["key"],
        facts,
        needed=people if asker is None else agreeing.needed_besides(draft, people, own),
        member=recipient.code,
        by=(asker.code if asker is not None else CLOCK,),
    )
    asked = voters.people if voters is not None else ()
    said = {**slip_said(facts), "recipient": recipient.name, "officer": agreeing.names(asked)}
    told = {person.code: person for person in (recipient, *draft.group.officers)}
    for person in told.values():
        if person not in asked:
            draft.tell(person, "pot_due", {**said, "is_yours": person == recipient})
    return voters


def has_no_number(draft: Draft, recipient: Person) -> bool:
    """Whether what they receive would go to a phone that is known to be somebody else's."""
    return recipient.has_wrong_number and recipient.receives_on(draft.now) == recipient.phone


def tell_no_number(draft: Draft, recipient: Person, asker: Person | None = None) -> None:
    """The officers, and whoever asked, read that a number to pay on is needed first."""
    told = {one.code: one for one in (asker, *draft.group.officers) if one is not None}
    for person in told.values():
        draft.tell(person, "no_number_to_pay", {"recipient": recipient.name})


def facts_of(slip: Slip, recipient: Person, now: datetime) -> dict[str, Any]:
    """What is shown of a payout, and so what is agreed to."""
    pot = slip.pot
    return {
        "key": key_of(entries.payable(ROTATION, recipient.code, pot.round.key)),
        "pot": pot.account.code,
        "round": pot.round.number,
        "round_key": pot.round.key,
        "member": recipient.code,
        "member_name": recipient.name,
        "phone": recipient.receives_on(now),
        "gross_cents": slip.gross_cents,
        "amount_cents": slip.net_cents,
        "short_cents": slip.short_cents,
        "deducted": [
            {
                "fund": account.fund,
                "account": account.code,
                "is_fine": account.kind is AccountKind.FINES,
                "round": round_number(account.round) if account.round else 0,
                "cents": cents,
            }
            for account, cents in slip.deducted
        ],
    }


def seen(facts: Facts) -> str:
    """What names all that is shown of a payout: whoever asks for it asks for exactly that."""
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def key_of(payable: Account) -> str:
    """What names the agreement to a payable: a pot's proposal, the entry of a grant or refund."""
    if payable.fund == WELFARE:
        return f"grant:{payable.round}"
    if entries.is_refund(payable):
        return entries.refund_key(payable)
    return f"payout:{payable.fund}:{payable.owner}:{payable.round}"


def pot_in(draft: Draft, facts: Mapping[str, Any]) -> Pot | None:
    """The pot that a proposal is about, None where nothing is left of it."""
    account = Account.parse(ROTATION, facts["pot"])
    return pots.pot_of(draft.group, draft.balances, account)


def deducted_in(facts: Mapping[str, Any]) -> list[tuple[Account, int]]:
    """The debts that a proposal settles out of the pot."""
    return [
        (Account.parse(line["fund"], line["account"]), line["cents"]) for line in facts["deducted"]
    ]


def holds(draft: Draft, facts: Mapping[str, Any]) -> bool:
    """Whether the pot still holds what was shown, each debt is still owed, and the number that was
    shown is still the one on which the recipient gets it.

    A debt that came since stays owed; what was shown is what is paid.
    """
    return _holds_in(draft, facts, pot_in(draft, facts))


def _holds_in(draft: Draft, facts: Mapping[str, Any], pot: Pot | None) -> bool:
    """As `holds`. pot: what it is about, None where nothing is left of it."""
    if pot is None or draft.is_pot_contested or is_said_to_be_sent(draft, pot.account):
        return False
    if not reaches(draft, facts):
        return False
    owed = draft.balances
    return pot.gross_cents >= facts["gross_cents"] and all(
        owed.get(account, 0) >= cents for account, cents in deducted_in(facts)
    )


def reaches(draft: Draft, facts: Mapping[str, Any]) -> bool:
    """Whether the number that was shown is the recipient's own, and the one that counts now."""
    recipient = draft.group.person(facts["member"])
    return (
        recipient is not None
        and not has_no_number(draft, recipient)
        and facts["phone"] == recipient.receives_on(draft.now)
    )


def _waiting(draft: Draft) -> dict[str, Proposal]:
    """What waits for agreement, by the code of the pot that it is about."""
    open_ = (one for one in draft.situation.proposals if one.kind == KIND)
    return {one.facts["pot"]: one for one in open_ if not draft.is_settled(one)}


def _is_due(draft: Draft, pot: Pot) -> bool:
    return pots.is_payable(draft.group, pot, day_in_nairobi(draft.now))


def _due_cents(draft: Draft, of: Iterable[Pot], sent: Collection[str]) -> dict[Account, int]:
    """What is to be paid out of each of these pots now, as far as the rules let it be.

    sent: the codes of those that are said to be sent already.
    """
    due = (pot for pot in of if pot.account.code not in sent and _is_due(draft, pot))
    return {pot.account: pot.gross_cents for pot in due}


def is_said_to_be_sent(draft: Draft, account: Account) -> bool:
    """Whether others are asked about a text by which a pot, or what was set aside of it, has left
    already: it is not paid a second time, or put back, meanwhile."""
    return account.code in _said_to_be_sent(draft)


def _said_to_be_sent(draft: Draft) -> set[str]:
    """The codes of the accounts about which that is asked."""
    before = (one for one in draft.situation.proposals if not draft.is_settled(one))
    return _sent_in(before) | _sent_in(draft.proposed)


def _sent_in(of: Iterable[Proposal | Propose]) -> set[str]:
    """Out of which accounts texts of money out are said to have been sent, by their codes."""
    facts = [one.facts for one in of if one.kind == MONEY_OUT]
    pots_sent = {one["pot"] for one in facts if "pot" in one}
    return pots_sent | {one["payable"]["code"] for one in facts if "payable" in one}


def _put_anew(draft: Draft, proposal: Proposal, pot: Pot | None) -> bool:
    """What was shown does not hold any more: it is over, and who was asked need not answer.

    Where the pot is due, it is put as it is now; whether it was. Who had asked for it hears so.
    """
    draft.add(Settle(proposal.id, State.EXPIRED))
    draft.close_all(proposal, WITHDRAWN)
    if proposal.key in draft.proposals:
        draft.proposals.remove(proposal.key)
    is_put = pot is not None and _is_due(draft, pot) and propose(draft, pot) is not None
    asker = draft.asker_of(proposal)
    if asker is not None:
        draft.tell(asker, "pot_changed", _changed(proposal.facts, is_put=is_put))
    return is_put


def _changed(facts: Facts, *, is_put: bool) -> Facts:
    return {"recipient": facts["member_name"], "round": facts["round"], "is_put": is_put}


def source_of(draft: Draft, payable: Account) -> Account:
    """What money was set aside from, a pot, the welfare fund or what its member paid ahead: where
    it goes back to."""
    if payable.fund == WELFARE:
        return entries.given()
    if entries.is_refund(payable):
        return entries.advance(ROTATION, payable.owner)
    one = next((one for one in draft.group.rounds if one.key == payable.round), None)
    recipients = one.recipients if one is not None else (payable.owner,)
    position = entries.positions(len(recipients))[recipients.index(payable.owner)]
    return entries.pot(payable.round, position)


def where_money_lies(draft: Draft, amount_cents: int) -> Account:
    """The place from which a payout is likely to be sent: the first that holds so much of it.

    Where none does, the group's first collector; the treasurer's hand where all of them take other
    money than the group's.
    """
    places = [one.place for one in draft.group.collectors_in("")]
    holding = (one for one in places if draft.balances.get(one, 0) >= amount_cents)
    treasurer = draft.group.treasurer
    hand = entries.cash(ROTATION, treasurer.code if treasurer else "")
    return next(holding, places[0] if places else hand)


def who_sends(draft: Draft) -> Person | None:
    """In whose hand the first collector of the group's own currency is."""
    collector = next(iter(draft.group.collectors_in("")), None)
    return draft.group.holder_of(collector) if collector is not None else None


def held_by(draft: Draft, person: Person) -> int:
    """What of the group's money is in a person's hand: where it is sent from, and in notes."""
    collector = next(iter(draft.group.collectors_in("")), None)
    is_theirs = collector is not None and draft.group.holder_of(collector) == person
    there = entries.lies_in(draft.balances, collector.place) if is_theirs and collector else 0
    return there + entries.cash_of(draft.balances, person.code)


def slip_said(facts: Facts) -> Facts:
    """The lines of a slip, for a template: what is deducted as dues and as fines."""
    names = ("round", "gross_cents", "amount_cents", "short_cents")
    deducted = [
        {
            "is_fine": is_fine,
            "rounds": sorted({one["round"] for one in lines if one["round"]}),
            "cents": sum(one["cents"] for one in lines),
        }
        for is_fine in (False, True)
        if (lines := [one for one in facts["deducted"] if one["is_fine"] is is_fine])
    ]
    said = {name: facts[name] for name in names}
    return {**said, "deducted": deducted, "phone": as_dialled(facts["phone"])}
