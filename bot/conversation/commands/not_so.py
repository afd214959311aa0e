""" "no", "hapana", "forget it" to no open question: what was noted just now is taken back."""

from __future__ import annotations

from bot.conversation import intending, late
from bot.conversation.draft import Draft
from bot.conversation.situation import SETTLED
from bot.understanding import Intent

INTENTS = ("confirm_no",)
NEEDS = ("intentions", SETTLED)


def decide(draft: Draft, intent: Intent) -> None:
    """A stray no refuses nothing but the sender's own last word on their next payment.

    One that comes too late is told what became of what was asked.
    """
    said = intending.just_said(draft, draft.situation.me)
    if said is not None:
        intending.take_back(draft, [said])
    elif not late.tell(draft):
        draft.reply("nothing_to_confirm")
