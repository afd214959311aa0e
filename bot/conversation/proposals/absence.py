"""Members missed a meeting, as an officer says: a second one agrees to the fine by the rules."""

from __future__ import annotations

from datetime import date

from bot.conversation import agreeing, crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import Purpose
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.group import Person
from chama.standing import owed_cents

NEEDS = ("absences",)


def show(facts: Facts) -> tuple[str, Facts]:
    """Who is to be fined how much, by which clause."""
    return "ask_absence", {
        "officer": facts["said_by_name"],
        "shares": facts["fines"],
        "on": facts["on"],
        "clause": facts["clause"],
        "has_apology": facts["has_apology"],
        "name": _names(facts),
        "amount_cents": facts["amount_cents"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who would be fined."""
    return {one["member"] for one in facts["fines"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Raise the fines that are not raised yet; each hears of their own, the officers of all."""
    facts, on = proposal.facts, date.fromisoformat(proposal.facts["on"])
    known = draft.situation.absences
    fines = [one for one in facts["fines"] if entries.absence_key(on, one["member"]) not in known]
    if not fines:
        draft.reply("fined_already", names=_names(facts), on=facts["on"])
        return False
    for one in fines:
        draft.post(
            entries.fine(
                entries.fines(facts["fund"], one["member"]),
                one["amount_cents"],
                clause=facts["clause"],
                key=entries.absence_key(on, one["member"]),
                on=on,
                actor=crediting.actor(draft),
            )
        )
    _tell(draft, facts, fines)
    return True


def _tell(draft: Draft, facts: Facts, fines: list[Facts]) -> None:
    said = {"on": facts["on"], "clause": facts["clause"], "officers": draft.stand_names}
    for one in fines:
        person = draft.group.person(one["member"])
        if person is not None:
            left_cents = owed_cents(draft.balances, person.code)
            own = {**said, "amount_cents": one["amount_cents"], "remaining_cents": left_cents}
            draft.tell(person, "fined_absent", own, Purpose.NOTICE)
    draft.tell_officers("absence_fined", {**said, "shares": fines})


def _names(facts: Facts) -> str:
    return ", ".join(one["name"] for one in facts["fines"])


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that nobody is fined, and who refused."""
    agreeing.tell_refused(draft, proposal, by, "absence_declined", names=_names(proposal.facts))
