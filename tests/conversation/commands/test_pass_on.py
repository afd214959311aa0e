"""What a member says to the group goes to an officer, in the member's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.commands.pass_on import LONGEST_QUOTE
from bot.conversation.effects import NoteWrongNumber, Purpose, Say
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    decided,
    group,
    postings_of,
    reply,
    templates_to,
    told,
)


@pytest.mark.parametrize(
    "text",
    [
        "I will pay on Friday",
        "sitafika mkutano leo",
    ],
)
def test_an_officer_reads_it_and_the_member_hears_which(text: str) -> None:
    said = told(WANJIRU, "member_says", member_name=ACHIENG.name, text=text)
    key = f"says:1:M03:M01:2026-11-23:{text}"
    assert decided(ACHIENG, text) == (
        replace(said, key=key),
        reply(ACHIENG, "pass_on", officer=WANJIRU.name),
    )


def test_a_complaint_goes_to_every_officer_as_it_may_be_about_one() -> None:
    decision = decided(ACHIENG, "I paid but it is not showing")
    for officer in (WANJIRU, OTIENO):
        assert templates_to(decision, officer) == ["member_says"]
    assert reply(ACHIENG, "pass_on", officer=f"{WANJIRU.name}, {OTIENO.name}") in decision


def test_an_officers_own_word_goes_to_another_officer() -> None:
    decision = decided(WANJIRU, "I will pay on Friday")
    assert templates_to(decision, OTIENO) == ["member_says"]
    assert templates_to(decision, WANJIRU) == ["pass_on"]


def test_where_there_is_no_other_officer_it_is_said_so() -> None:
    alone = group(people=(WANJIRU, ACHIENG))
    decision = decided(WANJIRU, "I will pay on Friday", group=alone)
    assert decision == (reply(WANJIRU, "pass_on", officer=""),)


def test_a_wrong_number_is_noted_also_where_no_other_officer_can_be_told() -> None:
    alone = group(people=(WANJIRU, ACHIENG))
    noted = NoteWrongNumber(WANJIRU.code, is_wrong=True)
    said = reply(WANJIRU, "wrong_person", is_told=False)
    assert decided(WANJIRU, "wrong number", group=alone) == (noted, said)


def test_a_long_text_is_quoted_in_part() -> None:
    text = "I will pay on Friday" + "." * LONGEST_QUOTE
    (said,) = [
        effect.facts["text"]
        for effect in decided(ACHIENG, text)
        if isinstance(effect, Say) and effect.template == "member_says"
    ]
    assert len(said) == LONGEST_QUOTE


def test_a_wrong_number_gets_no_more_of_a_members_own_and_every_officer_hears_of_it() -> None:
    decision = decided(ACHIENG, "wrong number")
    noted = NoteWrongNumber(ACHIENG.code, is_wrong=True)
    assert decision[:2] == (noted, reply(ACHIENG, "wrong_person", is_told=True))
    assert postings_of(decision) == []
    for officer in (WANJIRU, OTIENO):
        (said,) = [one for one in decision[2:] if getattr(one, "address", "") == officer.phone]
        assert said == told(officer, "wrong_number", member_name=ACHIENG.name)
        assert said.purpose is Purpose.DUTY
