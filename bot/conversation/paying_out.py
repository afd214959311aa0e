"""The end of a round: a pot is proposed for payment once the rules say so, whatever filled it.

Every decision is followed by `follow`, so that no way by which money comes in is left out. What is
agreed to is set aside for the recipient (`proposals.payout`); then it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import agreeing
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Decision, Facts, Settle
from chama import entries, pots
from chama.agreement import CLOCK, Electorate, Proposal, State
from chama.entries import ROTATION, WELFARE
from chama.group import Person
from chama.journal import Account, Balances
from chama.kinds import AccountKind
from chama.pots import Pot, Slip
from chama.rota import day_in_nairobi
from chama.standing import as_dialled, round_number

KIND = "payout"


def finish(draft: Draft) -> Decision:
    """The decision, with what follows from it for the pots of the rounds."""
    follow(draft)
    return draft.finish()


def follow(draft: Draft) -> None:
    """Propose each pot that came due by what was decided; withdraw what no longer holds."""
    is_moved = draft.posted or draft.was_pot_contested != draft.is_pot_contested
    if draft.situation.group is None or not is_moved:
        return
    for pot in pots.open_pots(draft.group, draft.balances):
        waiting = _waiting(draft, pot.account)
        is_withdrawn = waiting is not None and not holds(draft, waiting.facts)
        if waiting is not None and is_withdrawn:
            _withdraw(draft, waiting)
        is_due_anew = is_withdrawn and _is_due(draft, pot)
        if is_due_anew or (waiting is None and _came_due(draft, pot)):
            propose(draft, pot)


def propose(draft: Draft, pot: Pot, asker: Person | None = None) -> Electorate | None:
    """Put a pot to those who may agree; its recipient and the other officers hear of it.

    By the rules alone nobody asks for it, so as many as approvals.money_out must agree. asker: an
    officer who does: they count as one, unless it is their own pot. None where nobody was asked.
    """
    slip = pots.slip(draft.group, draft.balances, pot, day_in_nairobi(draft.now))
    recipient = draft.group.person(pot.recipient)
    if slip.gross_cents <= 0 or recipient is None or draft.is_pot_contested:
        return None
    if has_no_number(draft, recipient):
        draft.tell_officers("no_number_to_pay", {"recipient": recipient.name})
        return None
    facts = facts_of(draft, slip, recipient)
    if facts["key"] in draft.proposals:
        return None
    is_seconded = asker is not None and asker != recipient
    voters = agreeing.propose(
        draft,
        KIND,
        facts["key"],
        facts,
        needed=draft.group.rules.approvals.money_out - is_seconded,
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


def facts_of(draft: Draft, slip: Slip, recipient: Person) -> dict[str, Any]:
    """What is shown of a payout, and so what is agreed to."""
    pot = slip.pot
    return {
        "key": key_of(entries.payable(ROTATION, recipient.code, pot.round.key)),
        "pot": pot.account.code,
        "round": pot.round.number,
        "round_key": pot.round.key,
        "member": recipient.code,
        "member_name": recipient.name,
        "phone": recipient.receives_on(draft.now),
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


def key_of(payable: Account) -> str:
    """What names the agreement to a payable: a pot's proposal, or the entry of a grant."""
    if payable.fund == WELFARE:
        return f"grant:{payable.round}"
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
    """Whether the pot still holds what was shown, and each debt is still owed.

    A debt that came since stays owed; what was shown is what is paid.
    """
    pot = pot_in(draft, facts)
    if pot is None or draft.is_pot_contested:
        return False
    slip = pots.slip(draft.group, draft.balances, pot, day_in_nairobi(draft.now))
    owed = draft.balances
    return slip.gross_cents >= facts["gross_cents"] and all(
        owed.get(account, 0) >= cents for account, cents in deducted_in(facts)
    )


def _waiting(draft: Draft, pot: Account) -> Proposal | None:
    """What waits for agreement about a pot."""
    return next(
        (
            one
            for one in draft.situation.proposals
            if one.kind == KIND and one.facts["pot"] == pot.code and not draft.is_settled(one)
        ),
        None,
    )


def _is_due(draft: Draft, pot: Pot) -> bool:
    return pots.is_payable(draft.group, pot, day_in_nairobi(draft.now))


def _came_due(draft: Draft, pot: Pot) -> bool:
    """Whether more of a pot is to be paid by what was decided here than before it."""
    before_cents, now_cents = (
        _due_cents(draft, balances, pot.account, is_contested=is_contested)
        for balances, is_contested in (
            (draft.situation.balances, draft.was_pot_contested),
            (draft.balances, draft.is_pot_contested),
        )
    )
    return now_cents > before_cents


def _due_cents(draft: Draft, balances: Balances, account: Account, *, is_contested: bool) -> int:
    pot = pots.pot_of(draft.group, balances, account)
    today = day_in_nairobi(draft.now)
    if is_contested or pot is None or not pots.is_payable(draft.group, pot, today):
        return 0
    return pots.slip(draft.group, balances, pot, today).gross_cents


def _withdraw(draft: Draft, proposal: Proposal) -> None:
    """The book has changed under what was shown: it is over, and who was asked need not answer."""
    draft.add(Settle(proposal.id, State.EXPIRED))
    draft.close_all(proposal, WITHDRAWN)
    asker = draft.asker_of(proposal)
    if asker is not None:
        said = {"recipient": proposal.facts["member_name"], "round": proposal.facts["round"]}
        draft.tell(asker, "pot_changed", said)
    if proposal.key in draft.proposals:
        draft.proposals.remove(proposal.key)


def source_of(draft: Draft, payable: Account) -> Account:
    """What money was set aside from, a pot or the welfare fund: where it goes back to."""
    if payable.fund == WELFARE:
        return entries.given()
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
