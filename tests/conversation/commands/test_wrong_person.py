"""Who says that it is not their number is believed at once only where nothing speaks against it."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Close, NoteWrongNumber, Purpose
from chama.group import Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    group,
    postings_of,
    question,
    reply,
    templates_to,
    told,
)


def test_a_wrong_number_gets_no_more_of_a_members_own_and_every_officer_hears_of_it() -> None:
    decision = decided(ACHIENG, "wrong number")
    noted = NoteWrongNumber(ACHIENG.code, is_wrong=True)
    assert decision[:2] == (noted, reply(ACHIENG, "wrong_person", is_told=True, several=False))
    assert postings_of(decision) == []
    for officer in (WANJIRU, OTIENO):
        (said,) = [one for one in decision[2:] if getattr(one, "address", "") == officer.phone]
        assert said == told(officer, "wrong_number", member_name=ACHIENG.name)
        assert said.purpose is Purpose.DUTY


@pytest.mark.parametrize(
    ("member", "text"),
    [
        (ACHIENG, "not me"),
        (ACHIENG, "mimi sio member wa hiyo group yenu"),
        (ACHIENG, "I am not Mary, who is this?"),
        (ACHIENG, "I am not Baraka"),
        (ACHIENG, "wrong number, this is not Baraka's phone"),
        (ACHIENG, "hii si namba ya Baraka"),
        (WANJIRU, "wrong number"),
    ],
)
def test_who_may_be_the_member_is_asked_by_number_first(member: Person, text: str) -> None:
    assert asks(decided(member, text)) == [("whose_number", member.phone)]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("Wanjiru's phone number please", "numbers_how"),
        ("Achieng's number", "numbers_how"),
        ("Baraka's number is wrong, the right one is 0722333111", "numbers_how"),
        ("that is the wrong number for Baraka", "numbers_how"),
        ("sorry Baraka ni 1200 sio 1000", "say_plainly"),
    ],
)
def test_words_on_anothers_number_strike_nobody_off(text: str, template: str) -> None:
    assert templates_to(decided(ACHIENG, text), ACHIENG) == [template]


@pytest.mark.parametrize("text", ["I am not Achieng", "this is not Achieng's phone"])
def test_who_is_not_the_member_we_write_to_is_believed(text: str) -> None:
    assert decided(ACHIENG, text)[0] == NoteWrongNumber(ACHIENG.code, is_wrong=True)


def test_where_no_officer_can_be_told_it_is_noted_all_the_same() -> None:
    alone = group(people=(ACHIENG,))
    noted = NoteWrongNumber(ACHIENG.code, is_wrong=True)
    said = reply(ACHIENG, "wrong_person", is_told=False, several=False)
    assert decided(ACHIENG, "wrong number", group=alone) == (noted, said)


ASKED = question("whose_number", OTIENO, {"member_name": OTIENO.name})


@pytest.mark.parametrize("text", ["wrong number", "this is not Otieno's number"])
def test_who_says_so_once_more_has_answered(text: str) -> None:
    decision = decided(OTIENO, text, questions=(ASKED,))
    assert decision[:2] == (
        Close(ASKED.id, "anothers"),
        NoteWrongNumber(OTIENO.code, is_wrong=True),
    )


def test_words_that_may_mean_another_open_no_second_question() -> None:
    decision = decided(OTIENO, "wrong number, this is not Mary's phone", questions=(ASKED,))
    assert asks(decision) == []
    assert templates_to(decision, OTIENO) == ["ask_whose_number"]


def test_in_several_groups_it_is_said_which_one_is_told() -> None:
    decision = decided(ACHIENG, "wrong number", groups=((1, "Umoja"), (2, "Amani")))
    assert reply(ACHIENG, "wrong_person", is_told=True, several=True) in decision
