""" "I didn't get the M-Pesa message", "nimefuta sms ya mpesa": where its code stands otherwise."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("no_mpesa_text",)


def decide(draft: Draft, intent: Intent) -> None:
    """M-Pesa keeps each payment with its code; who writes that here has it looked for."""
    me = draft.situation.me
    officer = draft.group.officer_besides(me.code if me is not None else "")
    draft.reply("no_mpesa_text", officer=officer.name if officer is not None else "")
