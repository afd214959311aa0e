"""A phone that posts by itself was stopped by one officer: shall it stay so?

It is stopped at once, as it may have been stolen; a no of another officer puts it back to work.
Who holds it has no say in that.
"""

from __future__ import annotations

from bot.conversation import agreeing, phones
from bot.conversation.draft import Draft
from bot.conversation.effects import EndPhone, ResumePhone
from bot.conversation.phones import CONNECT, DISCONNECT
from bot.conversation.proposals import Facts
from bot.conversation.situation import ForwardingPhone
from chama.agreement import Proposal
from chama.group import Person

NEEDS = ("phones",)


def stop(draft: Draft, me: Person, phone: ForwardingPhone) -> None:
    """Nothing from it counts any more; all officers hear of it, and another one decides."""
    collector = draft.group.collector(phone.collector)
    facts = {
        "phone": phone.id,
        "collector": phone.collector,
        "asker": me.name,
        "holder_code": collector.holder if collector is not None else "",
        **phones.facts_of(draft, phone.collector),
    }
    draft.add(EndPhone(phone.id))
    phones.drop_waiting(draft, CONNECT, phone.collector)
    key = f"disconnect_phone:{phone.id}"
    voters = agreeing.propose(draft, DISCONNECT, key, facts, by=(me.code,))
    asked = voters.people if voters is not None else ()
    said = {"asker": me.name, "number": facts["number"], "officer": agreeing.names(asked)}
    for person in phones.all_told(draft, me):
        if person not in asked:
            draft.tell(person, "phone_stopped", said)


def show(facts: Facts) -> tuple[str, Facts]:
    """Which phone, in whose hand, and who stopped it."""
    return "ask_disconnect_phone", {name: facts[name] for name in ("asker", "number", "holder")}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Whose word its texts are."""
    return {facts["holder_code"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """It stays as it is, and who stopped it learns that."""
    asker = draft.asker_of(proposal)
    if asker is not None:
        draft.tell(asker, "phone_stays_stopped", {"number": proposal.facts["number"]})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It forwards again, unless a newer one took its place; where nobody answered it stays."""
    facts = proposal.facts
    is_replaced = any(one.collector == facts["collector"] for one in draft.situation.phones)
    if by is None or is_replaced:
        draft.reply("cancelled")
        return
    _resume(draft, facts, by.name, by, draft.asker_of(proposal))


def forget(draft: Draft, facts: Facts) -> None:
    """Who stopped it takes that back: it forwards again, and all officers hear of it."""
    _resume(draft, facts, facts["asker"])


def _resume(draft: Draft, facts: Facts, officer: str, *others: Person | None) -> None:
    draft.add(ResumePhone(facts["phone"]))
    for person in phones.all_told(draft, *others):
        draft.tell(person, "phone_resumed", {"number": facts["number"], "officer": officer})
