"""A member's fine is to be let off, for a reason that is shown; who was fined never agrees."""

from __future__ import annotations

from bot.conversation import agreeing, crediting
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import fine_kept_as
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import Account
from chama.standing import owed_cents


def show(facts: Facts) -> tuple[str, Facts]:
    """Whose fine, for what, and why: as an officer asks, or as the member disputes it."""
    return "ask_waiver", {
        "is_disputed": facts["is_disputed"],
        "officer": facts["said_by_name"],
        "member_name": facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "fines": facts["fines"],
        "unpaid_cents": facts["unpaid_cents"],
        "is_last": facts["is_last"],
        "reason": facts["reason"],
    }


def asked(facts: Facts, person: Person) -> Facts:
    """Why somebody was late or away is read by officers alone."""
    return facts if person.is_officer else {**facts, "reason": ""}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who was fined."""
    return {facts["member"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Let off what is still owed of what was shown, and tell the member and every officer."""
    facts, person = proposal.facts, draft.group.person(proposal.facts["member"])
    let_off = _still_owed(draft, facts)
    if not let_off or person is None:
        draft.reply("no_open_fine", name=facts["member_name"])
        return False
    for account, cents, clause in let_off:
        draft.post(
            entries.fine_waived(
                account,
                cents,
                clause=clause,
                by=f"waived:{proposal.number}",
                on=crediting.today(draft),
                actor=crediting.actor(draft),
            )
        )
    said = {
        "officers": ", ".join(_others(draft, person)),
        "member_name": person.name,
        "amount_cents": sum(cents for _, cents, _ in let_off),
        "fines": facts["fines"],
    }
    draft.tell_officers("fine_let_off", {**said, "reason": facts["reason"]})
    left_cents = owed_cents(draft.balances, person.code)
    if not person.is_officer:
        draft.tell(person, "fine_waived", {**said, "remaining_cents": left_cents})
    return True


def _still_owed(draft: Draft, facts: Facts) -> list[tuple[Account, int, str]]:
    """What is owed now of the fines that were shown, with the clause of each."""
    shown = [
        (fine_kept_as(facts["member"], one), one["remaining_cents"], one["clause"])
        for one in facts["fines"]
    ]
    owed = [
        (account, min(cents, draft.balances.get(account, 0)), clause)
        for account, cents, clause in shown
    ]
    return [line for line in owed if line[1] > 0]


def _others(draft: Draft, person: Person) -> list[str]:
    """Who stands for it beside the member who disputed it."""
    return [draft.group.name_of(code) for code in draft.actors if code != person.code]


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked, the officer or the member, learns that the fine stays, and who refused."""
    facts = {name: proposal.facts[name] for name in ("member_name", "amount_cents", "fines")}
    facts["is_yours"] = proposal.facts["is_disputed"]
    agreeing.tell_refused(draft, proposal, by, "fine_stays", **facts)
