"""One message and what is known make one decision: the rules of the conversation, without any I/O.

In this order: reactions, phones that are not their member's, documents and what is not read,
strangers and "which of your groups?", forwarded money texts, an open question's answer, and last
the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.conversation import (
    answering,
    cash_lists,
    clicking,
    denying,
    fine_of_another,
    forwarded,
    late,
    limits,
    moments,
    not_come,
    objecting,
    offering,
    other_amount,
    other_currency,
    passing_on,
    paying_out,
    second_thoughts,
    unread,
    warning,
    withdrawing,
    wrong_number,
)
from bot.conversation.cause import Cause
from bot.conversation.clicking import Click
from bot.conversation.commands import commands
from bot.conversation.documents import decide_document, document_of
from bot.conversation.draft import Draft
from bot.conversation.effects import Decision, NoteStranger, Say, SetOptOut
from bot.conversation.evidence import decide_receipts
from bot.conversation.group_names import SWITCH
from bot.conversation.money_api import BY_ITSELF
from bot.conversation.questions import did_you_mean, which_chama
from bot.conversation.situation import Question, Situation
from bot.conversation.which_group import OF_ALL_AT_ONCE
from bot.messages import WHATSAPP_USER, Kind
from bot.understanding import UNKNOWN, Intent
from bot.understanding.answers import Said, would_answer
from bot.understanding.opting_out import opting_out
from bot.understanding.own_number import says_own_number
from chama.group import Person
from chama.phones import PhoneError, to_e164
from chama.receipts import Receipt

STRANGER_SILENCE = timedelta(hours=24)

STOP, START = "stop", "start"
FOR_THE_PERSON = frozenset({STOP, START, "language", "stop_dashboard"})
"""What a person may want whatever group is meant, or none."""

_TO_STRANGERS = {STOP: "stopped", "my_data": "strangers_data"}
"""What else they are told than that nobody knows them, by what they want."""

_OF_ANY_GROUP = FOR_THE_PERSON | {"help", "dashboard", "link_which", "greeting", "thanks", SWITCH}
"""What is answered before it is known which group is meant."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says: the receipts in it, or else what its words want.

    is_part: it is a part of an M-Pesa text whose other parts have not come. whole: the text that it
    makes up with the parts before it, "" where it is no part. chama_id: of the group that its words
    name, None where they name none; among: of those that several are called so. click: what was
    clicked on a page, None for words. language: in which they are, "" where that is not clear.
    """

    receipts: tuple[Receipt, ...]
    intent: Intent
    is_part: bool = False
    whole: str = ""
    chama_id: int | None = None
    among: tuple[int, ...] = ()
    click: Click | None = None
    language: str = ""


def decide(situation: Situation, cause: Cause, understood: Understood) -> Decision:
    """What a message causes. Pure: the same arguments always give the same decision."""
    draft = Draft(situation, cause)
    if cause.kind is Kind.REACTION:
        return ()
    if cause.is_by_phone:
        return forwarded.decide(draft, understood.receipts, is_part=understood.is_part)
    me = situation.me
    document = None if understood.receipts else document_of(cause)
    if me is not None and me.has_wrong_number:
        _decide_wrong_number(draft, understood, me)
    elif understood.click is not None:
        clicking.decide(draft, understood.click)
    elif document is not None and (situation.group is not None or situation.choices):
        decide_document(draft, document)
    elif unread.is_alone(cause) and (situation.group is not None or situation.choices):
        unread.tell(draft)
    elif understood.is_part and (situation.group is not None or situation.choices):
        draft.reply("part_came")
    elif situation.group is None:
        _decide_without_group(draft, understood)
    elif understood.receipts:
        decide_receipts(draft, understood.receipts)
    else:
        _decide_words(draft, understood.intent)
    return _told_how_money_comes(situation, paying_out.finish(draft))


def _told_how_money_comes(situation: Situation, decision: Decision) -> Decision:
    """is_by_itself, where the provider tells of what is paid: elsewhere its texts are asked for."""
    if situation.group is None or not situation.api.tells_of(situation.group):
        return decision
    return tuple(
        replace(one, facts={BY_ITSELF: True, **one.facts}) if isinstance(one, Say) else one
        for one in decision
    )


def _decide_without_group(draft: Draft, understood: Understood) -> None:
    situation = draft.situation
    question = answering.in_front(draft)
    if question is not None and answering.take(draft, question):
        return
    if situation.choices and unread.is_unread(draft.cause) and _says_nothing(understood):
        unread.tell(draft)
    elif situation.choices and _is_of_any_group(understood, draft.cause.text):
        _answer_of_any(draft, understood.intent)
    elif situation.each:
        _answer_of_each(draft, understood.intent)
    elif situation.choices:
        _ask_which_chama(draft, understood)
    else:
        _decide_stranger(draft, understood.intent)


def _is_of_any_group(understood: Understood, text: str) -> bool:
    """Whether a message is answered before it is known which group is meant: no group would make
    more of what neither reader knows, but for a number or a code."""
    wanted = understood.intent.name
    is_unknown = wanted == UNKNOWN and not would_answer(text)
    return not understood.receipts and (wanted in _OF_ANY_GROUP or is_unknown)


def _answer_of_any(draft: Draft, intent: Intent) -> None:
    if intent.name not in FOR_THE_PERSON and limits.is_held_back(draft):
        return
    commands()[intent.name].decide(draft, intent)
    if intent.name not in FOR_THE_PERSON and intent.name != SWITCH:
        answering.say_again(draft)


def _answer_of_each(draft: Draft, intent: Intent) -> None:
    """What each of the sender's groups answers, in one message; only what is told to them."""
    if limits.is_held_back(draft):
        return
    if intent.name in OF_ALL_AT_ONCE:
        commands()[intent.name].decide(draft, intent)
    for one in draft.situation.each if intent.name not in OF_ALL_AT_ONCE else ():
        own = Draft(one, draft.cause)
        for asked in (intent, *intent.also):
            commands()[asked.name].decide(own, asked)
        for effect in _told_how_money_comes(one, own.finish()):
            if isinstance(effect, Say) and effect.address == draft.cause.sender:
                draft.add(effect)
    answering.say_again(draft)


def _decide_wrong_number(draft: Draft, understood: Understood, member: Person) -> None:
    """Whoever has a phone that is not this member's is a stranger, whatever they write but START,
    or in so many words that it is theirs; each text is asked whether it is, within reason.

    Money texts are answered always: they count for nothing, and who sent them must know.
    """
    wanted, several = _plainly(understood.intent), len(draft.situation.groups) > 1
    is_asked = not _deserves_an_answer(draft.situation, draft.now)
    answer = wrong_number.answer_in(draft, member) if is_asked else None
    if wanted == START or answer is Said.YES or says_own_number(draft.cause.text, member.name):
        wrong_number.take_back(draft, member)
        return
    if wanted == STOP:
        draft.add(SetOptOut(True))
    if not understood.receipts and is_asked and limits.is_talkative(draft):
        return
    draft.add(NoteStranger())
    if wanted == STOP:
        draft.reply("stopped")
    elif answer is Said.NO:
        draft.reply("wrong_person", is_told=True, several=several)
    else:
        draft.reply("nobodys_phone", several=several)


def _decide_stranger(draft: Draft, intent: Intent) -> None:
    """One answer a day, and silence for who wants it."""
    wanted = _plainly(intent)
    if wanted == STOP:
        draft.add(SetOptOut(True))
    if _deserves_an_answer(draft.situation, draft.now):
        draft.add(NoteStranger())
        draft.reply(_TO_STRANGERS.get(wanted, "unknown_sender"))


def _plainly(intent: Intent) -> str:
    """What is plainly wanted, "" for a guess or talk of it: that silences nobody, and brings nobody
    back."""
    return intent.name if intent.sure and not intent.is_guess else ""


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
    if not is_money and limits.is_held_back(draft):
        return
    text, waits_for_money = draft.cause.text, False
    for question in draft.situation.questions:
        draft.close(question, "replaced")
        waits_for_money = question.details["is_money"]
        text = _kept(question, text, understood)
    which_chama.ask(draft, draft.situation.choices, text, is_money=is_money or waits_for_money)


def _kept(question: Question, text: str, understood: Understood) -> str:
    """What waits for "which group?" when another message comes before the answer.

    Money is never dropped, and words that say nothing do not push out those that do.
    """
    waiting: str = question.details["text"]
    if understood.receipts and question.details["is_money"]:
        return f"{waiting}\n\n{text}"
    is_kept = question.details["is_money"] or _says_nothing(understood)
    return waiting if is_kept else text


def _says_nothing(understood: Understood) -> bool:
    return not understood.receipts and not understood.intent.is_said


def _decide_words(draft: Draft, intent: Intent) -> None:
    if warning.take(draft, intent):
        return
    question = answering.in_front(draft)
    if question is not None and (
        other_amount.take(draft, question)
        or (_may_answer(draft, question) and answering.take(draft, question))
    ):
        return
    if intent.name not in FOR_THE_PERSON and (not_come.take(draft) or not_come.take_back(draft)):
        answering.say_again(draft)
        return
    if intent.name not in FOR_THE_PERSON and second_thoughts.take(draft, intent):
        answering.say_again(draft)
        return
    if question is not None and answering.take_words(draft, question, intent):
        return
    if intent.name not in FOR_THE_PERSON and limits.is_held_back(draft):
        return
    if question is not None and answering.is_nearly_answered(draft, question, intent):
        if not late.tell_of_code(draft):
            draft.reply("say_again")
        draft.put_again(question)
        return
    if question is not None:
        offering.drop(draft, question, intent)
    if not withdrawing.take(draft):
        for one in (intent, *intent.also):
            _carry_out(draft, one)
    if intent.name != STOP and opting_out().opens_with_it(draft.cause.text):
        commands()[STOP].decide(draft, Intent(STOP))
    if intent.name not in FOR_THE_PERSON and intent.name != SWITCH:
        answering.say_again(draft)


def _carry_out(draft: Draft, intent: Intent) -> None:
    """Do or answer what one part of a text wants, or ask about it; it hears that part alone."""
    whole = draft.cause
    if intent.said:
        draft.hear(intent.said)
    if not (
        objecting.take(draft, intent)
        or denying.take(draft)
        or other_currency.ask(draft, intent)
        or passing_on.take(draft, intent)
        or fine_of_another.take(draft, intent)
        or moments.take(draft, intent)
        or cash_lists.take(draft, intent)
        or offering.by_number(draft, intent)
        or did_you_mean.offer(draft, intent)
    ):
        _answer(draft, intent)
    draft.cause = whole


def _answer(draft: Draft, intent: Intent) -> None:
    """What the words want; where they want nothing, what stands above them may say it better."""
    if not intent.is_said and unread.is_unread(draft.cause):
        unread.tell(draft)
    elif not offering.menu(draft, intent):
        commands()[intent.name].decide(draft, intent)


def _may_answer(draft: Draft, question: Question) -> bool:
    """Whether words may be an answer: "it has not come" refuses no money that a code agrees to."""
    return not question.code or not_come.awaited_in(draft) is None
