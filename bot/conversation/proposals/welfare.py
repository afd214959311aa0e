"""A member asks welfare for help: others agree, by the code of their own question.

What is agreed is kept for the member until it is sent; where the rules say so, all others owe an
assessment for the event from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import agreeing, crediting, paying_out, welfare
from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Purpose
from bot.conversation.money_api import ORDERS, SHOWN_HELD
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.constitution.clauses import number_of
from chama.group import Person
from chama.journal import JournalEntry
from chama.standing import as_dialled, owed_cents, pay_to

BY_CODE = True
IS_LATER = True
GOES_TO_MEMBER = True
NEEDS = (ORDERS, SHOWN_HELD)


def show(facts: Facts) -> tuple[str, Facts]:
    """Who asks for how much and why, what the rules and the fund allow, and what others would pay.

    text: what was written, for officers alone; "" for others.
    """
    as_kept = (
        *("said_by_name", "kind", "amount_cents", "rule_cents", "clause", "left_cents"),
        *("assessment_cents", "earlier_on", "earlier_cents"),
    )
    return "ask_welfare", {
        "name": facts["member_name"],
        "event": facts["event"],
        "text": facts["words"],
        **{key: facts[key] for key in as_kept},
    }


def asked(facts: Facts, person: Person) -> Facts:
    """What was written of somebody's hard day is read by officers alone."""
    return facts if person.is_officer else {**facts, "words": ""}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """The member for whom it is."""
    return {facts["member"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Keep the grant for the member, and let all others owe the assessment."""
    facts = proposal.facts
    member = draft.group.person(facts["member"])
    if member is not None and paying_out.has_no_number(draft, member):
        paying_out.tell_no_number(draft, member)
        return False
    if draft.is_pot_contested:
        draft.reply("pot_contested")
        return False
    if member is None or welfare.left_cents(draft) < facts["amount_cents"]:
        draft.reply("changed_since", code="")
        return False
    claim = entries.claim_of(crediting.today(draft), proposal.number)
    made = [*_grant(draft, member, claim, facts), *_assessment(draft, member, claim, facts)]
    for entry in made:
        draft.post(entry)
    sender = paying.hand_over(draft, entries.granted(member.code, claim), member)
    _tell_granted(draft, member, facts, made[0], sender.person)
    if facts["assessment_cents"]:
        _tell_assessed(draft, member, facts)
    return True


def is_carried(draft: Draft, facts: Facts) -> bool:
    """Whether the fund gives nothing now, so that nothing is to be sent."""
    return not facts["amount_cents"]


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it was not agreed to, and by whom."""
    facts = proposal.facts
    said = {"member_name": facts["member_name"], "amount_cents": facts["amount_cents"]}
    agreeing.tell_refused(draft, proposal, by, "welfare_declined", **said)


def _grant(draft: Draft, member: Person, claim: str, facts: Facts) -> Iterator[JournalEntry]:
    if facts["amount_cents"]:
        yield entries.grant_agreed(
            member.code,
            claim,
            facts["amount_cents"],
            on=crediting.today(draft),
            actor=crediting.actor(draft),
            memo=facts["event"] or facts["kind"],
        )


def _assessment(draft: Draft, member: Person, claim: str, facts: Facts) -> Iterator[JournalEntry]:
    if facts["assessment_cents"]:
        others = [person.code for person in draft.group.people if person != member]
        share_cents: int = facts["assessment_cents"]
        yield entries.welfare_raised(
            claim,
            dict.fromkeys(others, share_cents),
            key=f"assessment:{claim}",
            on=crediting.today(draft),
            actor=crediting.actor(draft),
            memo=facts["event"] or facts["kind"],
        )


def _tell_granted(
    draft: Draft, member: Person, facts: Facts, entry: JournalEntry, holder: Person | None
) -> None:
    agreed = [code for code in draft.actors if code != member.code]
    said = {
        "member_name": member.name,
        "kind": facts["kind"],
        "amount_cents": facts["amount_cents"],
        "phone": as_dialled(member.receives_on(draft.now)),
        "officers": ", ".join(map(draft.group.name_of, agreed)),
        "chain": ChainOf(entry.key),
    }
    for person in filter(None, dict.fromkeys((member, *draft.group.officers, holder))):
        own = {"is_own": person == member, "is_sender": person == holder}
        draft.tell(person, "welfare_granted", {**said, **own})


def _tell_assessed(draft: Draft, member: Person, facts: Facts) -> None:
    """All others hear for whom they give, and not what happened beyond one word."""
    for person in draft.group.people:
        said = {
            "member_name": member.name,
            "kind": facts["kind"],
            "amount_cents": facts["assessment_cents"],
            "clause": number_of("welfare.assessment"),
            "remaining_cents": owed_cents(draft.balances, person.code),
            "pay_to": pay_to(draft.group, person),
        }
        if person != member:
            draft.tell(person, "welfare_assessed", said, Purpose.NOTICE)
