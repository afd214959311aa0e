"""What an officer clicks on their page: decided as their words are, and answered on their phone.

A page answers questions that no agreement hangs on, and asks others to agree; it agrees to nothing
itself. A click says what was shown with it: where that has changed, nothing is done. It also says
in which session it was made: a click that was kept, as our own code failed on it, counts only while
that session is open and its person holds the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.conversation import agreeing, answering, late
from bot.conversation.commands import pay_out
from bot.conversation.draft import Draft
from bot.conversation.effects import Present
from bot.conversation.situation import Question, Situation
from bot.messages import PAGE, InboundMessage
from bot.understanding import Intent

_ANSWERS = Intent("unknown", {})
_ASKS = Intent("pay_out", {})

NOT_DONE = "click_not_done"
"""What is said of a click that counts no more when it is handled."""

SIGNED_OUT, NO_OFFICE = "signed_out", "no_office"


@dataclass(frozen=True, slots=True)
class Click:
    """One click, as it was shown.

    question, value: the id of a question, and which of its answers was chosen; 0 and "" for a pot.
    pot, seen: the code of its account, and what named all that was shown of it. session: the number
    of the one that it was made in; 0, which is none, while it is only on offer.
    """

    chama_id: int
    question: int = 0
    value: str = ""
    pot: str = ""
    seen: str = ""
    session: int = 0

    @property
    def intent(self) -> Intent:
        """What words of the same meaning would want: what has to be known for them is for this."""
        return _ASKS if self.pot else _ANSWERS

    def as_raw(self) -> Mapping[str, str]:
        """As the inbox keeps it."""
        numbers = {"chama": self.chama_id, "question": self.question, "session": self.session}
        shown = {"value": self.value, "pot": self.pot, "seen": self.seen}
        return {**{name: str(number) for name, number in numbers.items()}, **shown}

    @classmethod
    def of(cls, message: InboundMessage) -> Self | None:
        """The click that a message of the page stands for; None for all others."""
        if message.channel != PAGE:
            return None
        raw = message.raw
        return cls(
            chama_id=int(raw["chama"]),
            question=int(raw["question"]),
            value=raw["value"],
            pot=raw["pot"],
            seen=raw["seen"],
            session=int(raw.get("session", 0)),
        )


def message_of(click: Click, by: str, once: str, at: datetime) -> InboundMessage:
    """A click as the pipeline takes it. by: the phone of who clicked. once: what the page put on
    the button; a second click on the same one changes nothing."""
    return InboundMessage(PAGE, once, by, "", "", at, raw=click.as_raw())


def in_front(situation: Situation, click: Click, now: datetime) -> Situation:
    """The situation with the question that was clicked as the one that was shown last."""
    questions = (
        replace(one, is_presented=True, presented_at=now)
        if _is_clicked(situation, click, one)
        else one
        for one in situation.questions
    )
    return replace(situation, questions=tuple(questions))


def _is_clicked(situation: Situation, click: Click, question: Question) -> bool:
    return question.id == click.question and question.address == situation.sender


def decide(draft: Draft, click: Click) -> None:
    """Answer the question, or put the pot to the others; only an officer of the group may, and only
    while they are signed in."""
    group, me = draft.situation.group, draft.situation.me
    if not draft.situation.is_signed_in:
        draft.reply(NOT_DONE, why=SIGNED_OUT)
    elif group is None or group.id != click.chama_id or me is None or not me.is_officer:
        draft.reply(NOT_DONE, why=NO_OFFICE)
    elif click.pot:
        pay_out.ask_for(draft, me, click.pot, click.seen)
    else:
        _answer(draft, click)


def _answer(draft: Draft, click: Click) -> None:
    asked = (one for one in draft.situation.questions if _is_clicked(draft.situation, click, one))
    question = next(asked, None)
    if question is None:
        late.tell_of(draft, click.question)
    elif not may_be_clicked(question):
        draft.reply("only_on_phone")
    else:
        draft.add(Present(question.id))
        answering.choose(draft, question, click.value)


def may_be_clicked(question: Question) -> bool:
    """Whether a question may be answered on a page: what needs agreement is agreed to by phone."""
    return question.kind != agreeing.AGREE and not question.code
