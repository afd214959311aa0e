"""An open question's answer: read by the closed grammar, and given to the question it belongs to.

An answer belongs to the question that was last shown to the person, to that of another payment
where the text names its code, and to none before a provider has taken the question over.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.conversation import agreeing, late, other_currency, proposals, questions
from bot.conversation.draft import Draft
from bot.conversation.effects import NoteWrongCode
from bot.conversation.situation import Question
from bot.messages import InboundMessage
from bot.understanding import UNKNOWN, Intent, is_meant, purpose_in
from bot.understanding.answers import Answer, Said, read_answer, would_answer
from bot.understanding.findings import BRIEF
from bot.understanding.paging import page_asked
from chama.agreement import CODE_LASTS, WRONG_CODES
from chama.group import Group, Person
from chama.money import cents_from_units

_OF_A_QUESTION = frozenset({"approve", "reject", "confirm_yes", "confirm_no"})
_YES_OR_NO = frozenset({Said.YES, Said.NO, Said.YES_WITHOUT_CODE})

_IN_OWN_WORDS = frozenset({UNKNOWN, "expense", "next_meeting", "report"})
"""As what words are understood that say nothing by themselves, or what money was spent on:
"meeting" and "printing the report" are things to spend on as well."""

LONGEST_THING = 4
"""Words, of what money is spent on: "transport ya viongozi wetu"."""

SAID_AGAIN_AFTER = timedelta(seconds=30)
"""A question is said again with the answer to other words, once for a burst of them."""


def in_front(draft: Draft) -> Question | None:
    """The question that the sender was shown last."""
    shown = [q for q in own_questions(draft) if q.is_presented]
    return max(shown, key=lambda q: (q.presented_at or q.asked_at, q.id), default=None)


def own_questions(draft: Draft) -> list[Question]:
    """The sender's open questions, in the order in which they were asked."""
    return [q for q in draft.situation.questions if q.address == draft.cause.sender]


def take(draft: Draft, question: Question) -> bool:
    """Act on an answer to the question in front, if the message is one."""
    if _shows_page(draft, question):
        return True
    answer = _heard(draft, question)
    is_choice = answer is not None and answer.said is Said.CHOICE
    if not is_choice and questions.is_read(question.kind, draft.cause.text):
        draft.close(question, "read")
        draft.reply("done")
        questions.read(draft, question)
        return True
    if answer is not None and answer.receipt:
        meant = _about(draft, answer.receipt)
        if meant is None or meant == question:
            return False
        question, answer = meant, _heard(draft, meant)
    if answer is None:
        return False
    if not question.is_seen(draft.cause.message.received_at if draft.cause.message else draft.now):
        draft.reply("not_asked_yet")
        draft.put_again(question)
        return True
    later = _asked_since(draft, question)
    if later and (answer.by_name or answer.said in (Said.NAMES, Said.NOBODY, Said.NOT_OURS)):
        _ask_which(draft, [question, *later])
        return True
    return _act_on(draft, question, answer)


def take_words(draft: Draft, question: Question, intent: Intent) -> bool:
    """Act on what something was for, said in one's own words; whether the message says that."""
    act = questions.answer_words(question.kind)
    at = draft.cause.message.received_at if draft.cause.message else draft.now
    if act is None or intent.heard not in _IN_OWN_WORDS or not question.is_seen(at):
        return False
    if _is_of_another_amount(draft, question, intent):
        return False
    if _is_talk(draft, intent):
        return False
    words = str(intent.slots.get("purpose", "")) or purpose_in(draft.cause.text)
    if not words or would_answer(draft.cause.text):
        return False
    draft.close(question, "words")
    act(draft, question, words)
    return True


def _is_talk(draft: Draft, intent: Intent) -> bool:
    """Whether a text does not say what was bought, or is read as something else and has more than a
    few words; of fewer the reader cannot tell."""
    is_else = intent.is_guess and intent.name != "expense"
    is_long = len(draft.cause.text.split()) > LONGEST_THING
    return (is_else and is_long) or not is_meant(Intent("expense"), draft.cause.text)


def _is_of_another_amount(draft: Draft, question: Question, intent: Intent) -> bool:
    """Whether words tell of an amount of which the question shows nothing: of another expense."""
    amount = intent.slots.get("amount")
    asked = questions.asked_of(question, draft.situation.group, draft.situation.me)
    is_said = intent.is_said and isinstance(amount, int | Decimal)
    return is_said and cents_from_units(amount) not in asked.shown_cents


def say_again(draft: Draft) -> None:
    """Other words got their own answer: the question that waits is said once more behind it."""
    draft.withdraw_the_moot()
    question = in_front(draft)
    is_said = question is None or draft.is_closed(question) or draft.is_put(question)
    gives_room = question is not None and (
        questions.gives_way(question) or questions.stands_aside(question)
    )
    if question is None or is_said or gives_room or draft.asks_at_once():
        return
    shown_at = question.presented_at or question.asked_at
    if draft.now - shown_at >= SAID_AGAIN_AFTER:
        draft.put_again(question)


def is_nearly_answered(draft: Draft, question: Question, intent: Intent) -> bool:
    """Whether words were meant for the question in front, though nothing may act on them.

    "Not me" answers a question rather than saying that the number is a stranger's; "yes, it was
    reversed" begins with an answer, "maybe yes" has one; "approve" is none where a code agrees,
    nor "400", "2?" or "100%" where none of it is on offer.
    """
    is_stray = not intent.is_said and would_answer(draft.cause.text)
    if question.kind in questions.marked("IS_NEWS"):
        return is_stray
    if (
        intent.name in _OF_A_QUESTION
        or is_stray
        or (intent.name == "wrong_person" and not intent.sure)
    ):
        return True
    if intent.sure and intent.is_said:
        return False
    words = draft.cause.text.replace(",", " ").split()
    looked_at = words if len(words) <= BRIEF else words[:1]
    asked = questions.asked_of(question, draft.situation.group, draft.situation.me)
    answers = [read_answer(word.strip("?"), "", asked) for word in looked_at if asked.is_yes_no]
    return any(answer is not None and answer.said in _YES_OR_NO for answer in answers)


def is_answer(
    question: Question, message: InboundMessage, group: Group | None, me: Person | None
) -> bool:
    """Whether a message answers a question. group: whose it is; None where it asks which one."""
    asked = questions.asked_of(question, group, me)
    return read_answer(message.text, message.button, asked) is not None


def _shows_page(draft: Draft, question: Question) -> bool:
    """LIST: the lines of what is asked about, where the question itself shows totals."""
    number, proposal = page_asked(draft.cause.text), agreeing.proposal_of(draft, question)
    if number is None:
        return False
    page = (
        proposals.page(proposal.kind, proposal.facts, number)
        if proposal is not None
        else questions.page(question.kind, question.details, number)
    )
    if page is not None:
        template, values = page
        draft.reply(template, **values)
    return page is not None


def _heard(draft: Draft, question: Question) -> Answer | None:
    asked = questions.asked_of(question, draft.situation.group, draft.situation.me)
    return read_answer(draft.cause.text, draft.cause.button, asked)


def _about(draft: Draft, code: str) -> Question | None:
    """The sender's question about a receipt's code."""
    for question in own_questions(draft):
        if questions.receipt_of(question) == code:
            return question
    return None


def _asked_since(draft: Draft, question: Question) -> list[Question]:
    """Questions of the same kind that wait behind this one, opened after it was shown."""
    shown_at = question.presented_at or question.asked_at
    return [
        other
        for other in own_questions(draft)
        if other.kind == question.kind and other.id != question.id and other.asked_at > shown_at
    ]


def _ask_which(draft: Draft, meant: list[Question]) -> None:
    """A name fits the question in front, and one that a newer text opened: which is meant?"""
    items = [questions.shown(one.kind, one.details)[1] for one in meant]
    draft.reply("which_payment", items=items)
    draft.put_again(meant[0])


def _act_on(draft: Draft, question: Question, answer: Answer) -> bool:
    offered = questions.kinds()[question.kind].choices(question.details)
    match answer.said:
        case Said.YES | Said.NO if offered == questions.YES_OR_NO:
            _close_with(draft, question, "yes" if answer.said is Said.YES else "no")
        case Said.CHOICE:
            _close_with(draft, question, offered[answer.number - 1].value)
        case Said.NOBODY | Said.NO if "nobody" in {choice.value for choice in offered}:
            _close_with(draft, question, "nobody")
        case Said.NOT_OURS if "not_ours" in {choice.value for choice in offered}:
            _close_with(draft, question, "not_ours")
        case Said.NAMES if questions.takes_names(question.kind):
            questions.answer_names(draft, question, answer.shares)
        case Said.NO if not offered and questions.is_forgettable(question.kind, question.details):
            draft.close(question, "no")
            draft.reply("cancelled")
        case Said.DONT_KNOW:
            _pass_on(draft, question)
        case Said.YES_WITHOUT_CODE:
            draft.reply("agree_with_code", code=question.code)
        case Said.WRONG_CODE:
            _note_wrong_code(draft, question)
        case Said.OTHER_CURRENCY:
            other_currency.ask_in_answer(draft)
            draft.put_again(question)
        case Said.OUT_OF_RANGE | Said.NO if offered:
            draft.reply("pick_number", count=len(offered))
        case _:
            draft.reply("say_again")
            draft.put_again(question)
    return True


def _close_with(draft: Draft, question: Question, value: str) -> None:
    """End a question with an answer; money out is not agreed to with an old code."""
    if value == "yes" and question.code and _is_old(draft, question):
        draft.reply("code_old")
        draft.renew_code(question)
        return
    draft.close(question, value)
    questions.kinds()[question.kind].answer(draft, question, value)


def choose(draft: Draft, question: Question, value: str) -> None:
    """Answer a question with one of the answers on offer; another one is none."""
    offered = questions.kinds()[question.kind].choices(question.details)
    if value in {choice.value for choice in offered}:
        _close_with(draft, question, value)
    else:
        draft.reply("pick_number", count=len(offered))


def _is_old(draft: Draft, question: Question) -> bool:
    since = question.code_renewed_at or question.shown_at
    return since is not None and draft.now - since > CODE_LASTS


def _note_wrong_code(draft: Draft, question: Question) -> None:
    """A try is counted, unless it is the code of a question that was answered before."""
    if late.tell_of_code(draft):
        draft.put_again(question)
    elif question.wrong_codes + 1 >= WRONG_CODES:
        draft.reply("code_renewed")
        draft.renew_code(question)
    else:
        draft.add(NoteWrongCode(question.id))
        draft.reply("code_wrong", left=WRONG_CODES - question.wrong_codes - 1)


def _pass_on(draft: Draft, question: Question) -> None:
    """ "I don't know": the question goes on to somebody else."""
    proposal = agreeing.proposal_of(draft, question)
    if proposal is not None:
        agreeing.pass_on(draft, question, proposal)
    elif questions.unknown(draft, question, draft.situation.me):
        draft.close(question, "unknown")
    else:
        draft.reply("say_again")
        draft.put_again(question)
