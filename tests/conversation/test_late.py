"""Who answers what is settled is told what became of it; an open question is asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import NoteWrongCode, Say
from bot.conversation.situation import Settled
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    AGREE_CODE,
    BARAKA,
    OTIENO,
    SARAH,
    WANJIRU,
    cash_facts,
    contribution,
    decided,
    group,
    proposal,
    put_to,
    question,
    recorded,
    taken_back,
    templates_to,
)

THREE = group(people=(WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH))
CASH = proposal(
    "cash",
    cash_facts(BARAKA, WANJIRU, 50_000),
)
ASKED = put_to(OTIENO, CASH)
DONE = Settled(
    ASKED, "agreed", State.DONE, (SARAH.code,), is_booked=True, undo="0123abcd", recorded=None
)
NOTICE = question("meeting", OTIENO, {"text": "Sat 2pm", "count": 3})


def answer(settled: Settled, text: str = "yes", **known: Any) -> Say:
    """What an officer hears who writes this."""
    said = decided(OTIENO, text, group=THREE, settled=(settled,), **known)
    (only,) = [one for one in said if isinstance(one, Say)]
    return only


@pytest.mark.parametrize(
    "text", ["yes", "ndio", "no", "hapana", "1", "2", "4821", "sawa", "approve", "sijui", "2?"]
)
def test_every_way_to_answer_is_told_what_became_of_it(text: str) -> None:
    said = answer(DONE, text)
    assert said.template == "settled_already"
    assert (said.facts["outcome"], said.facts["who"]) == ("agreed", SARAH.name)
    assert said.facts["undo"] == "0123abcd"


@pytest.mark.parametrize("text", ["yes", "1", "4821", "sijui"])
def test_where_nothing_was_asked_lately_it_is_said_so(text: str) -> None:
    decision = decided(OTIENO, text, group=THREE)
    assert templates_to(decision, OTIENO) == ["nothing_to_confirm"]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, "agreed"),
        ({"state": State.AGREED}, "agreed"),
        ({"is_undone": True}, "undone"),
        ({"state": State.REFUSED, "refused_by": SARAH.code}, "refused"),
        ({"state": State.OPEN, "answer": "yes"}, "waits"),
        ({"state": State.OPEN, "answer": "passed"}, "passed"),
        ({"state": State.OPEN, "answer": "undeliverable"}, "passed"),
        ({"state": State.EXPIRED, "answer": "expired"}, "expired"),
        ({"state": State.EXPIRED, "answer": "withdrawn"}, "withdrawn"),
        ({"state": State.EXPIRED, "answer": "agreed"}, "changed"),
        ({"question": NOTICE, "state": None, "answer": "yes"}, "answered"),
        ({"question": NOTICE, "state": None, "answer": "replaced"}, "withdrawn"),
    ],
)
def test_what_became_of_it(changes: dict[str, Any], outcome: str) -> None:
    assert answer(replace(DONE, **changes)).facts["outcome"] == outcome


def test_one_who_decided_themselves_is_told_so() -> None:
    own = replace(DONE, answer="yes", agreed_by=(OTIENO.code,))
    assert answer(own).facts["is_me"] is True


def test_only_those_whom_it_concerns_hear_whose_a_payment_is() -> None:
    paid = replace(DONE, recorded=recorded(contribution()))
    assert answer(paid).facts["owners"] == ACHIENG.name
    as_member = replace(paid, question=put_to(BARAKA, CASH))
    decision = decided(BARAKA, "yes", group=THREE, settled=(as_member,))
    (said,) = [one for one in decision if isinstance(one, Say)]
    assert (said.facts["owners"], said.facts["undo"]) == ("", "")


def test_an_answer_to_whose_payment_is_taken_back_by_its_code() -> None:
    notice = replace(DONE, question=NOTICE, state=None, undo="", recorded=recorded(contribution()))
    assert answer(notice, "no").facts["undo"] == "UKN1AB2C01"


def test_a_payment_that_was_taken_back_is_nobodys() -> None:
    assert answer(replace(DONE, recorded=taken_back(contribution()))).facts["owners"] == ""


def test_an_offer_that_only_its_writer_would_miss_is_not_spoken_of() -> None:
    offer = question("did_you_mean", OTIENO, {"intent": "undo", "slots": {}, "text": "undo"})
    assert answer(replace(DONE, question=offer, state=None)).template == "nothing_to_confirm"


# --- while another question is open --------------------------------------------------------------

OPEN = replace(CASH, id=6, key="cash:other")
CODED = replace(DONE, question=replace(ASKED, code="7777"))


@pytest.mark.parametrize("text", ["400", "2?", "100%", "approve", "7?"])
def test_an_answer_that_fits_nothing_on_offer_is_asked_for_again(text: str) -> None:
    known = {"proposals": (OPEN,), "questions": (put_to(OTIENO, OPEN, id=9),)}
    decision = decided(OTIENO, text, group=THREE, settled=(DONE,), **known)
    assert templates_to(decision, OTIENO) == ["say_again", "ask_cash"]


@pytest.mark.parametrize("agree_code", ["", AGREE_CODE], ids=["yes-or-no", "by-code"])
def test_the_code_of_what_is_settled_is_no_wrong_try(agree_code: str) -> None:
    waiting = put_to(OTIENO, OPEN, id=9, code=agree_code)
    known = {"proposals": (OPEN,), "questions": (waiting,), "settled": (CODED,)}
    decision = decided(OTIENO, "7777", group=THREE, **known)
    assert templates_to(decision, OTIENO) == ["settled_already", "ask_cash"]
    assert not [one for one in decision if isinstance(one, NoteWrongCode)]
