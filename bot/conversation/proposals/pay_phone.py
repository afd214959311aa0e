"""A member wants another phone to be asked for what they pay: an officer agrees first.

Whoever has that phone gets requests that they did not ask for, and what is paid from it counts for
the member. So another person than these two stands for it, and that phone is told. It may be
another member's own, as of husband and wife: nothing is paid without that phone's PIN, and what
its owner pays by themselves stays theirs.
"""

from __future__ import annotations

from bot.conversation import agreeing, withdrawing
from bot.conversation.draft import Draft
from bot.conversation.effects import PayPhone
from bot.conversation.proposals import Facts
from bot.understanding import Intent
from chama.agreement import AND, Proposal
from chama.group import Person
from chama.standing import as_dialled


def meant(me: Person | None, intent: Intent) -> str:
    """The number that words name; a member's own where they name none."""
    return str(intent.slots.get("phone", "")) or (me.phone if me is not None else "")


def propose(draft: Draft, me: Person, phone: str) -> None:
    """Put it to the officers, in the place of another number that is asked about still."""
    asked, owner = _asked(draft, me), draft.group.person_at(phone)
    if asked is not None and asked.facts["phone"] != phone:
        withdrawing.withdraw(draft, asked, me)
    facts = {
        "member": me.code,
        "member_name": me.name,
        "phone": phone,
        "owner_name": owner.name if owner is not None else "",
        "old": me.asked_on,
    }
    voters = agreeing.propose(draft, "pay_phone", _key(me), facts, member=me.code)
    if voters is not None:
        officer, old = agreeing.names(voters.people), as_dialled(me.asked_on)
        draft.reply("asked_pay_phone", officer=officer, phone=as_dialled(phone), old=old)


def keep(draft: Draft, me: Person, phone: str) -> None:
    """The number that counts stays, or their own counts again: that they decide alone."""
    asked = _asked(draft, me)
    if asked is not None:
        withdrawing.withdraw(draft, asked, me)
    if phone != me.asked_on:
        draft.add(PayPhone(me.code, "", me.code))


def is_changed_by(draft: Draft, me: Person, phone: str) -> bool:
    """Whether a number changes which phone is asked, or will be."""
    return phone != me.asked_on or _asked(draft, me) is not None


def _asked(draft: Draft, me: Person) -> Proposal | None:
    """The change that officers are asked about."""
    key = _key(me)
    return next((one for one in draft.situation.proposals if one.key == key), None)


def _key(me: Person) -> str:
    return f"pay_phone:{me.code}"


def show(facts: Facts) -> tuple[str, Facts]:
    """Which phone, and whose it is where that is known."""
    return "ask_pay_phone", {
        "member": facts["member_name"],
        "phone": as_dialled(facts["phone"]),
        "old": as_dialled(facts["old"]),
        "owner": facts["owner_name"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """For whom it pays, and who has that phone."""
    at = draft.group.person_at(facts["phone"])
    return {facts["member"], *([at.code] if at is not None else [])}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """It is asked from now on; the officers, the member and that phone are told."""
    facts = proposal.facts
    member, owner = draft.group.person(facts["member"]), draft.group.person_at(facts["phone"])
    if member is None:
        draft.reply("cancelled")
        return False
    draft.add(PayPhone(member.code, facts["phone"], AND.join(draft.actors)))
    said = {
        "member": member.name,
        "phone": as_dialled(facts["phone"]),
        "officers": draft.stand_names,
        "has_phone": False,
        "is_yours": False,
    }
    told = {one.code: one for one in (*draft.group.officers, member, owner) if one is not None}
    for person in told.values():
        own = {"has_phone": person == owner, "is_yours": person == member}
        draft.tell(person, "pay_phone_agreed", {**said, **own})
    draft.tell_number(facts["phone"], "pay_phone_agreed", {**said, "has_phone": True})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """The member learns that it stays as it was."""
    said = {name: as_dialled(proposal.facts[name]) for name in ("phone", "old")}
    agreeing.tell_refused(draft, proposal, by, "pay_phone_refused", **said)
