""" "connect phone", "tenganisha simu", "phones": the phones that post their money texts themselves.

The treasurer asks for it, or who holds the phone; another officer agrees. What forwards is stopped
by one officer alone, at once.
"""

from __future__ import annotations

from bot.conversation import phones
from bot.conversation.draft import Draft
from bot.conversation.phones import CONNECT, DISCONNECT
from bot.conversation.proposals import connect_phone, disconnect_phone
from bot.conversation.questions import which_phone
from bot.understanding import Intent
from chama.group import Person

INTENTS = (CONNECT, DISCONNECT, "forwarding_phones")
NEEDS = ("phones",)


def decide(draft: Draft, intent: Intent) -> None:
    """What is not said plainly is explained: a phone is connected on plain words alone."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
    elif not intent.sure:
        draft.reply("phone_how")
    elif intent.name == CONNECT:
        _connect(draft, me)
    elif intent.name == DISCONNECT:
        _disconnect(draft, me)
    else:
        _list(draft, me)


def _connect(draft: Draft, me: Person) -> None:
    found = phones.may_connect(draft, me)
    if len(found) > 1:
        which_phone.ask(draft, me, CONNECT, [one.code for one in found])
    elif found:
        connect_phone.propose(draft, me, found[0])
    elif me == draft.group.treasurer:
        draft.reply("phone_none")
    else:
        treasurer = draft.group.treasurer
        draft.reply("officers_only", officers=treasurer.name if treasurer else "")


def _disconnect(draft: Draft, me: Person) -> None:
    found = phones.may_disconnect(draft, me)
    if len(found) > 1:
        which_phone.ask(draft, me, DISCONNECT, [one.collector for one in found])
    elif found:
        disconnect_phone.stop(draft, me, found[0])
    elif me.is_officer:
        _list(draft, me)
    else:
        draft.reply("officers_only", officers=[one.name for one in draft.group.officers])


def _list(draft: Draft, me: Person) -> None:
    """Which phones forward, and when each was heard of last."""
    if not me.is_officer:
        draft.reply("officers_only", officers=[one.name for one in draft.group.officers])
        return
    items = [
        {
            **phones.facts_of(draft, one.collector),
            "seen_at": one.seen_at.isoformat() if one.seen_at else "",
        }
        for one in draft.situation.phones
    ]
    draft.reply("forwarding_phones", items=items)
