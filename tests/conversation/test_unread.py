"""What came in place of words has one useful answer a kind; a reaction is none and gets none."""

from __future__ import annotations

import pytest

from bot.conversation.decide import decide
from bot.conversation.effects import Close, Decision, Say
from bot.conversation.limits import MOST_REPLIES_AN_HOUR
from bot.conversation.unread import ANSWERS
from bot.messages import WORDLESS, Kind
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    SARAH,
    STRANGER,
    WANJIRU,
    cash_facts,
    caused_by,
    group,
    message,
    proposal,
    put_to,
    question,
    received_text,
    reply,
    situation,
    templates_to,
    understood,
)

UNREAD = sorted(ANSWERS)
CASH = cash_facts(ACHIENG, WANJIRU, 50_000)


def sent(sender: Person | str, kind: Kind, text: str = "", **known: object) -> Decision:
    """What somebody's message of this kind causes, with this text beside it."""
    wrote = message(sender, text, kind=kind)
    return decide(situation(sender, **known), caused_by(wrote), understood(text))


@pytest.mark.parametrize("kind", UNREAD)
@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU], ids=["member", "treasurer"])
def test_each_kind_has_its_answer(sender: Person, kind: Kind) -> None:
    assert sent(sender, kind) == (reply(sender, ANSWERS[kind]),)


def test_every_kind_but_words_and_reactions_has_an_answer() -> None:
    assert set(Kind) - set(ANSWERS) == {Kind.TEXT, Kind.REACTION}


@pytest.mark.parametrize("kind", UNREAD)
def test_a_question_that_waits_is_put_again_behind_it(kind: Kind) -> None:
    asked = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3})
    decision = sent(WANJIRU, kind, questions=(asked,))
    assert templates_to(decision, WANJIRU) == [ANSWERS[kind], "ask_meeting"]


@pytest.mark.parametrize("kind", sorted(set(UNREAD) - WORDLESS))
def test_what_is_written_beside_it_is_read(kind: Kind) -> None:
    assert templates_to(sent(ACHIENG, kind, "salio"), ACHIENG) == ["balance"]
    assert templates_to(sent(ACHIENG, kind, "qwz"), ACHIENG) == [ANSWERS[kind]]
    by_text = decide(
        situation(WANJIRU),
        caused_by(message(WANJIRU, received_text())),
        understood(received_text()),
    )
    in_caption = sent(WANJIRU, kind, received_text())
    assert [type(one) for one in in_caption] == [type(one) for one in by_text]
    assert templates_to(in_caption, WANJIRU) == templates_to(by_text, WANJIRU)


def test_a_caption_answers_the_question_that_waits() -> None:
    asked = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3})
    decision = sent(WANJIRU, Kind.PICTURE, "yes", questions=(asked,))
    assert [one for one in decision if isinstance(one, Close)] == [Close(asked.id, "yes")]


@pytest.mark.parametrize("kind", UNREAD)
def test_several_in_one_go_are_answered_once(kind: Kind) -> None:
    assert sent(ACHIENG, kind, is_told_unread=True) == ()


def test_who_had_many_answers_gets_none() -> None:
    assert sent(ACHIENG, Kind.VOICE, recent_replies=MOST_REPLIES_AN_HOUR + 1) == ()
    (said,) = sent(ACHIENG, Kind.VOICE, recent_replies=MOST_REPLIES_AN_HOUR)
    assert isinstance(said, Say)
    assert said.template == "held_back"


@pytest.mark.parametrize("kind", UNREAD)
def test_a_stranger_gets_a_strangers_answer_once_a_day(kind: Kind) -> None:
    decision = sent(STRANGER, kind, group=None, balances={})
    assert [one.template for one in decision if isinstance(one, Say)] == ["unknown_sender"]


@pytest.mark.parametrize("kind", sorted(set(UNREAD) - {Kind.DOCUMENT}))
@pytest.mark.parametrize("text", ["", "qwz"])
def test_who_is_in_several_groups_need_not_choose_one(kind: Kind, text: str) -> None:
    choices = ((1, "Umoja"), (2, "Amani"))
    decision = sent(OTIENO.phone, kind, text, group=None, choices=choices, balances={})
    assert [one.template for one in decision if isinstance(one, Say)] == [ANSWERS[kind]]


@pytest.mark.parametrize("text", ["", "\U0001f44d", "yes", "1", received_text()])
@pytest.mark.parametrize("sender", [WANJIRU, ACHIENG, STRANGER])
def test_a_reaction_is_not_answered_and_answers_nothing(sender: Person | str, text: str) -> None:
    put = proposal("cash", CASH, WANJIRU, OTIENO, SARAH)
    asked = (
        question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3}),
        put_to(OTIENO, put, id=8),
    )
    assert sent(sender, Kind.REACTION, text, questions=asked, proposals=(put,)) == ()


def test_a_reaction_agrees_to_no_money() -> None:
    put = proposal("cash", CASH, WANJIRU, OTIENO, SARAH)
    known = {"group": group(), "proposals": (put,), "questions": (put_to(OTIENO, put),)}
    assert sent(OTIENO, Kind.REACTION, "\U0001f44d", **known) == ()
