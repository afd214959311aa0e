""" "I sent it by mistake, send it back": never sent back here; M-Pesa itself reverses it.

Who asks so may be a thief with a forged text, so the officers are told not to send anything.
"""

from __future__ import annotations

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("sent_by_mistake",)


def decide(draft: Draft, intent: Intent) -> None:
    """Say how M-Pesa takes it back, and tell the officers, once a day for each who writes it."""
    draft.reply("sent_by_mistake")
    me = draft.situation.me
    if me is None:
        return
    for officer in draft.group.officers:
        if officer != me:
            day = crediting.today(draft).isoformat()
            key = f"mistake:{draft.group.id}:{me.code}:{day}:{officer.code}"
            draft.tell(officer, "mistake_notice", {"member_name": me.name}, key=key)
