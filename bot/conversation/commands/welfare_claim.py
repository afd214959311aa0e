""" "nimefiwa", "can welfare help with the hospital bill?": a member asks, or an officer for one."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import agreeing, welfare
from bot.conversation.by_word import amount_cents, named_in
from bot.conversation.draft import Draft
from bot.conversation.welfare import LONGEST_WORDS, Claim
from bot.understanding import Intent
from bot.understanding.events import Event, event_in
from bot.understanding.moments import asks_help
from chama.group import Person

INTENTS = ("welfare_claim",)
NEEDS = ("granted",)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the officers where it is plainly told what happened; else it is asked, by number.

    Nothing is asked for another member before an officer has chosen it by number.
    """
    me, text = draft.situation.me, draft.cause.text
    if me is None:
        draft.reply("unknown")
        return
    event = event_in(text)
    member = _whose(draft, me, event)
    if member is None:
        draft.reply("name_unclear", name="")
        return
    if member != me and not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
        return
    words = " ".join(text.split())[:LONGEST_WORDS]
    claim = Claim(member, event.kind or "other", "", amount_cents(intent), words)
    events = welfare.fitting(draft.group.rules.welfare.events, event, text)
    is_said = claim.cents is not None or (event.is_mine and event.kind != "")
    is_said = is_said and asks_help(text)
    if member == me and event.is_told and is_said and len(events) < 2:
        welfare.ask(draft, replace(claim, event=next(iter(events), "")))
    elif events or claim.cents is not None or intent.is_guess:
        welfare.ask_which(draft, me, claim, events)
    else:
        welfare.ask(draft, claim)


def _whose(draft: Draft, me: Person, event: Event) -> Person | None:
    """The one other member who is named, where it is not plainly the writer's own matter.

    None where it is another's, and it is not clear which member's.
    """
    named = named_in(draft, [one for one in draft.group.people if one != me])
    if event.is_mine or not (named or event.is_anothers):
        return me
    return named[0] if len(named) == 1 else None
