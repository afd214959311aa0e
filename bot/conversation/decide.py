"""One message and what is known make one decision: the rules of the conversation, without any I/O.

In this order: strangers, "which of your groups?", forwarded money texts, an open question's answer,
and last the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import questions
from bot.conversation.commands import commands
from bot.conversation.commands.paid_cash import own_share
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Decision, NoteStranger
from bot.conversation.evidence import decide_receipts
from bot.conversation.situation import Collector, Question, Situation
from bot.conversation.understanding import Intent
from bot.messages import InboundMessage
from chama.constitution import CollectorKind
from chama.phones import PhoneError, to_e164
from chama.receipts import Receipt

STRANGER_SILENCE = timedelta(hours=24)
MOST_REPLIES_AN_HOUR = 40
"""One phone must not drain the group's airtime; money texts are never held back by it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says: the receipts in it, or else what its words want."""

    receipts: tuple[Receipt, ...]
    intent: Intent


def decide(
    situation: Situation, message: InboundMessage, understood: Understood, now: datetime
) -> Decision:
    """What a message causes. Pure: the same arguments always give the same decision."""
    draft = Draft(situation, message, now)
    if situation.group is None:
        _decide_without_group(draft, understood)
    elif understood.receipts:
        decide_receipts(draft, understood.receipts)
    elif situation.recent_replies < MOST_REPLIES_AN_HOUR:
        _decide_words(draft, understood.intent)
    return draft.finish()


def _decide_without_group(draft: Draft, understood: Understood) -> None:
    situation = draft.situation
    question = _in_front(draft)
    if question is not None and _take_answer(draft, question, understood.intent):
        return
    if situation.choices:
        _ask_which_chama(draft)
    elif _deserves_an_answer(situation, draft.now):
        draft.add(NoteStranger())
        draft.reply("unknown_sender")


def _deserves_an_answer(situation: Situation, now: datetime) -> bool:
    """A stranger's phone gets one answer a day; a short code or a name none."""
    try:
        to_e164(situation.sender)
    except PhoneError:
        return False
    answered = situation.stranger_answered_at
    return answered is None or now - answered >= STRANGER_SILENCE


def _ask_which_chama(draft: Draft) -> None:
    for question in draft.situation.questions:
        draft.close(question, "replaced")
    options = [{"label": name, "value": str(id_)} for id_, name in draft.situation.choices]
    details = {"options": options, "text": draft.message.text}
    key = f"which:{draft.message_key}"
    draft.add(Ask(key, "which_chama", draft.message.sender, details))


def _decide_words(draft: Draft, intent: Intent) -> None:
    question = _in_front(draft)
    if question is not None and _take_answer(draft, question, intent):
        return
    collector = _own_collector(draft)
    if collector is not None and intent.name in {"paid_claim", "paid_cash"}:
        own_share(draft, intent, collector)
    else:
        commands()[intent.name].decide(draft, intent)


def _in_front(draft: Draft) -> Question | None:
    """The question that the sender is looking at."""
    own = (q for q in draft.situation.questions if q.address == draft.message.sender)
    return next((question for question in own if question.is_presented), None)


def _take_answer(draft: Draft, question: Question, intent: Intent) -> bool:
    """Act on an answer to the question in front, if the message is one."""
    choice = questions.chosen(question, draft.message.text, draft.message.button, intent)
    if choice is None:
        return False
    if choice is questions.OUT_OF_RANGE:
        draft.reply("pick_number", count=questions.count(question))
        return True
    draft.close(question, choice.value)
    questions.kinds()[question.kind].answer(draft, question, choice.value)
    return True


def _own_collector(draft: Draft) -> Collector | None:
    """The collector that is the sender's own phone: she cannot send money to it."""
    if draft.situation.me is None:
        return None
    for collector in draft.situation.my_collectors:
        if collector.kind is CollectorKind.PHONE:
            return collector
    return None
