"""The treasurer's document is fetched, anybody else's refused kindly, and once in a burst."""

from __future__ import annotations

import pytest

from bot.conversation.decide import decide
from bot.conversation.documents import code_in
from bot.conversation.effects import Decision, FetchStatement
from bot.conversation.limits import MOST_REPLIES_AN_HOUR
from bot.messages import Media
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    STRANGER,
    WANJIRU,
    caused_by,
    message,
    question,
    received_text,
    reply,
    situation,
    templates_to,
    understood,
)

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
PDF = "application/pdf"


def decided(sender: Person | str, text: str = "", kind: str = PDF, **known: object) -> Decision:
    """What somebody's file causes, with this text beside it."""
    raw = {"MediaUrl0": URL, "MediaContentType0": kind}
    wrote = message(sender, text, kind=Media("", kind.partition(";")[0].lower()).kind, raw=raw)
    return decide(situation(sender, **known), caused_by(wrote), understood(text))


@pytest.mark.parametrize(
    "kind",
    [
        PDF,
        "text/csv",
        "text/plain",
        "Application/PDF; name=x",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream",
    ],
)
def test_the_treasurers_document_is_fetched(kind: str) -> None:
    content_type = kind.partition(";")[0].lower()
    assert decided(WANJIRU, "482913", kind) == (
        FetchStatement(URL, content_type, "482913"),
        reply(WANJIRU, "statement_coming"),
    )


@pytest.mark.parametrize("sender", [ACHIENG, OTIENO], ids=["member", "chair"])
def test_anybody_elses_document_is_refused_kindly(sender: Person) -> None:
    assert decided(sender) == (reply(sender, "statement_refused"),)


def test_who_is_in_several_groups_names_one_first() -> None:
    choices = ((1, "Umoja"), (2, "Amani"))
    (said,) = decided(OTIENO.phone, group=None, choices=choices, balances={})
    assert getattr(said, "template", "") == "statement_which_group"


def test_a_strangers_document_is_a_strangers_message() -> None:
    decision = decided(STRANGER, group=None, balances={})
    assert [one for one in decision if isinstance(one, FetchStatement)] == []


@pytest.mark.parametrize("kind", ["image/png", "audio/ogg", "video/mp4", "text/x-vcard", ""])
def test_a_picture_is_answered_by_its_words(kind: str) -> None:
    assert templates_to(decided(OTIENO, "balance", kind), OTIENO) == ["balance"]


def test_the_code_beside_a_document_answers_no_question() -> None:
    asked = question("meeting", WANJIRU, {"text": "Sat 2pm", "count": 3})
    decision = decided(WANJIRU, "1", questions=(asked,))
    assert templates_to(decision, WANJIRU) == ["statement_coming"]


def test_a_money_text_beside_a_document_is_not_lost() -> None:
    decision = decided(ACHIENG, received_text())
    assert templates_to(decision, ACHIENG) != ["statement_refused"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(" 482913\n", "482913", id="alone"),
        pytest.param("Secret", "Secret", id="letters"),
        pytest.param("code: 482913", "482913", id="with a word"),
        pytest.param("The password is 482913", "482913", id="in a sentence"),
        pytest.param("MPESA_Statement_2026.pdf", "", id="the file's own name"),
        pytest.param("Statements for 4011223 from 1 to 31.xlsx", "", id="a name with blanks"),
        pytest.param("our statement for August", "", id="words"),
        pytest.param("from 1 to 31", "", id="two numbers"),
        pytest.param("9" * 100, "9" * 64, id="absurd"),
    ],
)
def test_the_code_is_what_was_written_beside_the_file(text: str, code: str) -> None:
    assert code_in(text) == code


def test_a_message_without_a_file_brings_none() -> None:
    assert message(OTIENO, "balance").media is None
    raw = {"MediaUrl0": URL, "MediaContentType0": "IMAGE/PNG"}
    assert message(OTIENO, "", raw=raw).media == Media(URL, "image/png")


def test_the_question_that_waits_is_put_again_behind_a_refusal() -> None:
    asked = question("meeting", OTIENO, {"text": "Sat 2pm", "count": 3})
    decision = decided(OTIENO, questions=(asked,))
    assert templates_to(decision, OTIENO) == ["statement_refused", "ask_meeting"]


def test_a_refusal_is_said_once_in_a_burst_and_held_back_from_who_had_many() -> None:
    assert decided(ACHIENG, is_told_unread=True) == ()
    assert decided(ACHIENG, recent_replies=MOST_REPLIES_AN_HOUR + 1) == ()
    assert templates_to(decided(WANJIRU, is_told_unread=True), WANJIRU) == ["statement_coming"]
