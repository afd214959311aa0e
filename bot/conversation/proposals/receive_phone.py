"""A member wants to get pots on another number: an officer agrees, and it waits before it counts.

Whoever has a stolen phone would do just that. So another person than the member stands for it, and
the old number hears of it before it counts.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation import agreeing, withdrawing
from bot.conversation.draft import Draft
from bot.conversation.effects import ReceivePhone
from bot.conversation.proposals import Facts
from chama.agreement import AND, Proposal
from chama.constitution.clauses import number_of
from chama.group import Person
from chama.standing import as_dialled


def propose(draft: Draft, me: Person, phone: str) -> None:
    """Put it to the officers, in the place of another number that is asked about still.

    The number that counts today hears of it once they have agreed.
    """
    asked = _asked(draft, me)
    if asked is not None and asked.facts["phone"] != phone:
        withdrawing.withdraw(draft, asked, me)
    hours = draft.group.rules.payout.receive_phone_hours
    facts = {
        "member": me.code,
        "member_name": me.name,
        "phone": phone,
        "old": me.receives_on(draft.now),
        "hours": hours,
        "clause": number_of("payout.receive_phone_hours"),
    }
    voters = agreeing.propose(draft, "receive_phone", _key(me), facts, member=me.code)
    if voters is not None:
        draft.reply("asked_receive_phone", officer=agreeing.names(voters.people), **_said(facts))


def keep(draft: Draft, me: Person) -> None:
    """The number that counts stays: who has it drops one that waits or is asked about, alone."""
    asked = _asked(draft, me)
    if asked is not None:
        withdrawing.withdraw(draft, asked, me)
    if me.next_receive_phone:
        draft.add(ReceivePhone(me.code, "", None, me.code))


def is_changed_by(draft: Draft, me: Person, phone: str) -> bool:
    """Whether a number that is said, if any, changes where pots go, or will go."""
    is_other = phone != me.receives_on(draft.now)
    return phone != "" and (
        is_other or bool(me.next_receive_phone) or _asked(draft, me) is not None
    )


def _asked(draft: Draft, me: Person) -> Proposal | None:
    """The change that officers are asked about."""
    key = _key(me)
    return next((one for one in draft.situation.proposals if one.key == key), None)


def _key(me: Person) -> str:
    return f"receive_phone:{me.code}"


def show(facts: Facts) -> tuple[str, Facts]:
    """Whose number it would be, from which to which."""
    return "ask_receive_phone", _said(facts)


def _said(facts: Facts) -> Facts:
    return {
        "member": facts["member_name"],
        "phone": as_dialled(facts["phone"]),
        "old": as_dialled(facts["old"]),
        "hours": facts["hours"],
        "clause": facts["clause"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Whose money would go there, and who has that phone."""
    at = draft.group.person_at(facts["phone"])
    return {facts["member"], *([at.code] if at is not None else [])}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """It counts after the hours of the rules; whoever has either number is told now."""
    facts = proposal.facts
    member = draft.group.person(facts["member"])
    if member is None:
        draft.reply("cancelled")
        return False
    from_at = draft.now + timedelta(hours=facts["hours"])
    draft.add(ReceivePhone(member.code, facts["phone"], from_at, AND.join(draft.actors)))
    said = {**_said(facts), "from_at": from_at.isoformat(), "officers": draft.stand_names}
    told = {one.code: one for one in (*draft.group.officers, member)}
    for person in told.values():
        draft.tell(person, "receive_phone_agreed", {**said, "is_yours": person == member})
    draft.tell_number(facts["old"], "receive_phone_agreed", {**said, "is_yours": True})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """The member learns that it stays as it was."""
    agreeing.tell_refused(draft, proposal, by, "receive_phone_refused", **_said(proposal.facts))
