"""One message and what is known make one decision: the rules of the conversation, without any I/O.

In this order: documents, strangers and "which of your groups?", forwarded money texts, an open
question's answer, and last the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import questions
from bot.conversation.beneficiaries import with_members_in_mind
from bot.conversation.commands import commands
from bot.conversation.documents import decide_document, document_of
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Decision, NoteStranger, SetOptOut
from bot.conversation.evidence import decide_receipts
from bot.conversation.situation import Question, Situation
from bot.messages import WHATSAPP_USER, InboundMessage
from bot.understanding import UNKNOWN, Intent
from chama.phones import PhoneError, to_e164
from chama.receipts import Receipt

STRANGER_SILENCE = timedelta(hours=24)
MOST_REPLIES_AN_HOUR = 40
"""One phone must not drain the group's airtime; money, answers and STOP are never held back."""

FOR_THE_PERSON = frozenset({"stop", "start", "language"})
"""What a person may want whatever group is meant, or none."""


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
    document = None if understood.receipts else document_of(message)
    if document is not None and (situation.group is not None or situation.choices):
        decide_document(draft, document)
    elif situation.group is None:
        _decide_without_group(draft, understood)
    elif understood.receipts:
        decide_receipts(draft, understood.receipts)
    else:
        _decide_words(draft, understood.intent)
    return draft.finish()


def _decide_without_group(draft: Draft, understood: Understood) -> None:
    situation = draft.situation
    question = _in_front(draft)
    if question is not None and _take_answer(draft, question, understood.intent):
        return
    if situation.choices and understood.intent.name in FOR_THE_PERSON:
        commands()[understood.intent.name].decide(draft, understood.intent)
    elif situation.choices:
        _ask_which_chama(draft, understood)
    else:
        _decide_stranger(draft, understood.intent)


def _decide_stranger(draft: Draft, intent: Intent) -> None:
    """One answer a day, and silence for who wants it."""
    wants_silence = intent.name == "stop"
    if wants_silence:
        draft.add(SetOptOut(True))
    if _deserves_an_answer(draft.situation, draft.now):
        draft.add(NoteStranger())
        draft.reply("stopped" if wants_silence else "unknown_sender")


def _deserves_an_answer(situation: Situation, now: datetime) -> bool:
    """A stranger gets one answer a day, also one who hides their number; a short code or a name
    none."""
    if not situation.sender.startswith(WHATSAPP_USER):
        try:
            to_e164(situation.sender)
        except PhoneError:
            return False
    answered = situation.stranger_answered_at
    return answered is None or now - answered >= STRANGER_SILENCE


def _ask_which_chama(draft: Draft, understood: Understood) -> None:
    """Ask, and keep the message for the answer; money texts that wait already are not lost."""
    is_money = bool(understood.receipts)
    if not is_money and _is_talkative(draft):
        return
    text, waits_for_money = draft.message.text, False
    for question in draft.situation.questions:
        draft.close(question, "replaced")
        waits_for_money = question.details["is_money"]
        text = _kept(question, text, understood)
    options = [{"label": name, "value": str(id_)} for id_, name in draft.situation.choices]
    details = {"options": options, "text": text, "is_money": is_money or waits_for_money}
    key = f"which:{draft.message_key}"
    draft.add(Ask(key, "which_chama", draft.message.sender, details))


def _kept(question: Question, text: str, understood: Understood) -> str:
    """What waits for "which group?" when another message comes before the answer.

    Money is never dropped, and words that say nothing do not push out those that do.
    """
    waiting: str = question.details["text"]
    if understood.receipts and question.details["is_money"]:
        return f"{waiting}\n\n{text}"
    says_something = understood.receipts or understood.intent.name != UNKNOWN
    return text if says_something and not question.details["is_money"] else waiting


def _decide_words(draft: Draft, intent: Intent) -> None:
    question = _in_front(draft)
    if question is not None and _take_answer(draft, question, intent):
        return
    if _is_talkative(draft) and intent.name not in FOR_THE_PERSON:
        return
    known = with_members_in_mind(intent, draft.message.text, draft.group.people, draft.situation.me)
    commands()[known.name].decide(draft, known)


def _in_front(draft: Draft) -> Question | None:
    """The question that the sender is looking at."""
    own = (q for q in draft.situation.questions if q.address == draft.message.sender)
    return next((question for question in own if question.is_presented), None)


def _take_answer(draft: Draft, question: Question, intent: Intent) -> bool:
    """Act on an answer to the question in front, if the message is one."""
    choice = questions.chosen(question, draft.message.text, draft.message.button, intent)
    if choice is None:
        return questions.take_words(draft, question)
    if choice is questions.OUT_OF_RANGE:
        if not _is_talkative(draft):
            draft.reply("pick_number", count=questions.count(question))
        return True
    draft.close(question, choice.value)
    questions.kinds()[question.kind].answer(draft, question, choice.value)
    return True


def _is_talkative(draft: Draft) -> bool:
    """Whether the sender has had so many answers this hour that small talk gets none."""
    return draft.situation.recent_replies >= MOST_REPLIES_AN_HOUR
