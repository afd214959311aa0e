"""Several phones of the group may be meant: which one is to forward, or to stop?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation import phones
from bot.conversation.draft import Draft
from bot.conversation.phones import CONNECT
from bot.conversation.proposals import connect_phone, disconnect_phone
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama.group import Person


def ask(draft: Draft, me: Person, act: str, collectors: Sequence[str]) -> None:
    """Ask who wrote. act: what is to be done; collectors: the codes of those on the phones."""
    options = []
    for code in collectors:
        facts = phones.facts_of(draft, code)
        options.append({"label": f"{facts['number']} ({facts['holder']})", "value": code})
    details = {"act": act, "options": options}
    draft.ask("which_phone", me, f"which_phone:{draft.cause.key}", details)


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The phones by number."""
    options = [option["label"] for option in details["options"]]
    return "ask_phone", {"options": options, "connects": details["act"] == CONNECT}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The phones."""
    return tuple(Choice(option["label"], option["value"]) for option in details["options"])


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who still wants it the next day says it anew."""
    return True


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """Which phones forward by now."""
    return frozenset({"phones"})


def answer(draft: Draft, question: Question, value: str) -> None:
    """Go on with that phone, if it still may be."""
    me = draft.situation.me
    if me is None:
        return
    if question.details["act"] == CONNECT:
        to_connect = [one for one in phones.may_connect(draft, me) if one.code == value]
        for collector in to_connect:
            connect_phone.propose(draft, me, collector)
        is_done = bool(to_connect)
    else:
        to_stop = [one for one in phones.may_disconnect(draft, me) if one.collector == value]
        for phone in to_stop:
            disconnect_phone.stop(draft, me, phone)
        is_done = bool(to_stop)
    if not is_done:
        draft.reply("cancelled")
