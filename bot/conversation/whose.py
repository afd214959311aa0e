"""The open question whose money a receipt is, and its end once nobody need say it any more."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.incoming import receipt_about
from bot.conversation.situation import Question
from chama.journal import ReceiptId


def question_about(draft: Draft, receipt: ReceiptId) -> Question | None:
    """The open question whose money a receipt is."""
    for question in draft.situation.questions:
        if question.kind == "whose_payment" and receipt_about(question) == receipt:
            return None if draft.is_closed(question) else question
    return None


def close_question(draft: Draft, receipt: ReceiptId) -> None:
    """Nobody need say any more whose it is."""
    question = question_about(draft, receipt)
    if question is not None:
        draft.close(question, "answered")
