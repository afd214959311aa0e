""" "where do I pay?", "nalipa wapi": the number to pay to, with the asker's own account."""

from __future__ import annotations

from bot.conversation.by_word import own_collector
from bot.conversation.commands import pay
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.standing import in_words

INTENTS = ("how_to_pay",)
NEEDS = pay.NEEDS


def decide(draft: Draft, intent: Intent) -> None:
    """Nobody's phone is asked for money by a question; who collects learns what others are told."""
    me, collector = draft.situation.me, own_collector(draft)
    if me is None:
        pay.send_proof(draft)
    elif collector is not None:
        draft.reply("paid_to_you", name=me.name, pay_to=in_words(collector))
    else:
        pay.tell_how(draft, me, is_asked=True)
