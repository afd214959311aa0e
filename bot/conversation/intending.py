"""A member's word on whom their next payment is for, taken back by who said it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.draft import Draft
from bot.conversation.effects import UseIntention
from bot.conversation.situation import Intention
from chama.group import Person

JUST_SAID = timedelta(hours=1)
"""How long "forget it" can mean the word that was noted last."""


def own(draft: Draft, me: Person) -> list[Intention]:
    """What a member said of their next payments and no payment has followed, the last first."""
    return [one for one in draft.situation.intentions if one.member == me.code]


def just_said(draft: Draft, me: Person | None) -> Intention | None:
    """The member's last word, where a bare "forget it" can mean it."""
    last = next(iter(own(draft, me)), None) if me is not None else None
    return last if last is not None and draft.now - last.said_at <= JUST_SAID else None


def take_back(draft: Draft, intentions: Sequence[Intention]) -> None:
    """They are followed by no payment any more; the next one is the member's own again."""
    for one in intentions:
        draft.add(UseIntention(one.id))
    draft.reply("intention_dropped")
