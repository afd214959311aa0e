"""A phone is to post its money texts by itself: an officer agrees who does not hold it.

What it posts is evidence, as its holder's forwards are. So another one than the holder knows of it,
and nobody but the holder gets what the app needs: who else had it could write in the holder's name.
"""

from __future__ import annotations

from bot.conversation import agreeing, phones
from bot.conversation.draft import Draft
from bot.conversation.effects import EnrolPhone, Purpose, SecretOf
from bot.conversation.phones import CONNECT, DISCONNECT
from bot.conversation.proposals import Facts
from chama.agreement import AND, Proposal
from chama.group import Collector, Person


def propose(draft: Draft, me: Person, collector: Collector) -> None:
    """Put it to the officers but its holder."""
    replaces = any(one.collector == collector.code for one in draft.situation.phones)
    facts = {
        "collector": collector.code,
        "asker": me.name,
        "replaces": replaces,
        "holder_code": collector.holder,
        **phones.facts_of(draft, collector.code),
    }
    key = f"connect_phone:{collector.code}"
    voters = agreeing.propose(draft, CONNECT, key, facts)
    if voters is not None:
        holder = "" if collector.holder == me.code else facts["holder"]
        officer = agreeing.names(voters.people)
        draft.reply("asked_connect_phone", officer=officer, number=facts["number"], holder=holder)


def show(facts: Facts) -> tuple[str, Facts]:
    """Which phone, in whose hand, and who asks."""
    return "ask_connect_phone", {
        name: facts[name] for name in ("asker", "number", "holder", "replaces")
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Whose word its texts are."""
    return {facts["holder_code"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """It may post from now on; its holder gets what the app needs, and all officers hear of it."""
    facts = proposal.facts
    collector = draft.group.collector(facts["collector"])
    holder = draft.group.person(facts["holder_code"])
    if collector is None or holder is None or not _is_holders(draft, collector, holder):
        draft.reply("cancelled")
        return False
    phones.drop_waiting(draft, DISCONNECT, collector.code)
    draft.add(EnrolPhone(collector.code, draft.actors))
    secrets = {
        "number": facts["number"],
        "url_secret": SecretOf(collector.code, "url"),
        "signing_key": SecretOf(collector.code, "key"),
    }
    key = f"connected:{draft.cause.key}:{collector.code}"
    draft.tell(holder, "phone_connected", secrets, Purpose.REPLY, key=key)
    asked_by = proposal.asked_by.split(AND)
    agreed = [draft.group.name_of(code) for code in draft.actors if code not in asked_by]
    said = {"number": facts["number"], "asker": facts["asker"], "officers": ", ".join(agreed)}
    for person in phones.all_told(draft, draft.asker_of(proposal)):
        if person != holder:
            draft.tell(person, "phone_agreed", said)
    return True


def _is_holders(draft: Draft, collector: Collector, holder: Person) -> bool:
    """Whether the phone is in the same hand still, and its holder can be told of secrets."""
    return draft.group.holder_of(collector) == holder and not holder.has_wrong_number


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it is as it was."""
    number = proposal.facts["number"]
    agreeing.tell_refused(draft, proposal, by, "connect_phone_refused", number=number)
