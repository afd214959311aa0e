"""Who tells that somebody asks them for a code or a PIN is warned that nobody gets it."""

from __future__ import annotations

from bot.conversation import answering
from bot.conversation.draft import Draft
from bot.understanding import ACTS, Intent
from bot.understanding.code_asked import is_code_asked


def take(draft: Draft, intent: Intent) -> bool:
    """Say that a code is given to nobody, and how a payout is stopped that is asked about; whether
    the text tells of such. The question stays as it is: nothing agrees or refuses by this."""
    is_act = intent.sure and intent.name in ACTS
    if draft.situation.me is None or is_act or not is_code_asked(draft.cause.text):
        return False
    question = answering.in_front(draft)
    is_of_money = question is not None and question.code != ""
    draft.reply("keep_code", is_asked=is_of_money)
    if question is not None and is_of_money:
        draft.put_again(question)
    return True
