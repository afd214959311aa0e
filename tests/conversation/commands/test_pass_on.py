"""What a member says to the group goes to an officer, in the member's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.commands.pass_on import LONGEST_QUOTE
from bot.conversation.effects import Say
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    decided,
    group,
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


def test_a_long_text_is_quoted_in_part() -> None:
    text = "I will pay on Friday" + "." * LONGEST_QUOTE
    (said,) = [
        effect.facts["text"]
        for effect in decided(ACHIENG, text)
        if isinstance(effect, Say) and effect.template == "member_says"
    ]
    assert len(said) == LONGEST_QUOTE
