"""The phones of a group that may forward by themselves, and those that do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts, Purpose, Settle
from bot.conversation.situation import ForwardingPhone
from chama.agreement import State
from chama.constitution import Office
from chama.group import Collector, Person
from chama.standing import as_dialled

CONNECT, DISCONNECT = "connect_phone", "disconnect_phone"
"""What can be wanted of a phone: intents, and the kinds of proposals that they make."""


def may_connect(draft: Draft, me: Person) -> list[Collector]:
    """The phones that a member may ask to have forwarded, each by the first collector on it: all
    for the treasurer, for others the one in their hand."""
    first_on: dict[str, Collector] = {}
    for one in draft.group.collectors:
        if draft.group.holder_of(one) is not None:
            first_on.setdefault(one.phone, one)
    is_treasurer = me.office is Office.TREASURER
    return [one for one in first_on.values() if is_treasurer or one.holder == me.code]


def may_disconnect(draft: Draft, me: Person) -> list[ForwardingPhone]:
    """The phones that a member may stop from forwarding: any, for an officer."""
    held = {one.code for one in draft.group.collectors if one.holder == me.code}
    return [one for one in draft.situation.phones if me.is_officer or one.collector in held]


def facts_of(draft: Draft, collector_code: str) -> Facts:
    """Which phone it is, for a message: its number, and in whose hand it is."""
    collector = draft.group.collector(collector_code)
    number = as_dialled(collector.phone) if collector is not None else ""
    holder = draft.group.holder_of(collector) if collector is not None else None
    return {"number": number, "holder": holder.name if holder is not None else ""}


def drop_waiting(draft: Draft, kind: str, collector_code: str) -> None:
    """What waits to be agreed about a phone has no meaning any more: nobody is asked."""
    for proposal in draft.situation.proposals:
        is_about_it = proposal.kind == kind and proposal.facts["collector"] == collector_code
        if is_about_it and not draft.is_settled(proposal):
            draft.add(Settle(proposal.id, State.EXPIRED))
            draft.close_all(proposal, WITHDRAWN)


def all_told(draft: Draft, *people: Person | None) -> Sequence[Person]:
    """These people and all officers, each once."""
    told = {one.code: one for one in (*draft.group.officers, *people) if one is not None}
    return list(told.values())


def tell_of_silent(draft: Draft, silent: Sequence[ForwardingPhone]) -> None:
    """The treasurer hears of phones that forward and have not been heard of for days."""
    treasurer = draft.group.treasurer
    if treasurer is None:
        return
    for phone in silent:
        days = (draft.now - (phone.seen_at or phone.enrolled_at)).days
        facts = {**facts_of(draft, phone.collector), "days": days}
        draft.tell(treasurer, "phone_silent", facts, Purpose.DUTY)
