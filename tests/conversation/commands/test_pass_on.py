"""What a member says to the group: the morning list has it, and a dispute is put to all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import Ask, Say
from bot.conversation.said import LONGEST_QUOTE
from bot.understanding import Intent
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    WANJIRU,
    asks,
    decided,
    group,
    reply,
    templates_to,
    wanted,
)

ALONE = group(people=(WANJIRU, *(replace(one, office=None) for one in PEOPLE[1:])))


@pytest.mark.parametrize(
    ("text", "what"),
    [("I will pay on Friday", "late_notice"), ("sitafika mkutano leo", "apology")],
)
def test_it_is_kept_for_the_list_of_one_officer_and_nobody_hears_of_it_now(
    text: str, what: str
) -> None:
    details = {
        "what": what,
        "member": ACHIENG.code,
        "member_name": ACHIENG.name,
        "text": text,
        "code": "",
        "said_on": "2026-11-23",
    }
    assert decided(ACHIENG, text) == (
        Ask(f"said:1:M03:2026-11-23:{text}", "said", WANJIRU.phone, details),
        reply(ACHIENG, "kept_for_list", officer=WANJIRU.name),
    )


def test_a_complaint_is_put_to_every_officer_as_it_may_be_about_one() -> None:
    decision = decided(ACHIENG, "I paid but it is not showing")
    assert asks(decision) == [("raised", WANJIRU.phone), ("raised", OTIENO.phone)]
    for officer in (WANJIRU, OTIENO):
        assert templates_to(decision, officer) == ["ask_raised"]
    assert reply(ACHIENG, "pass_on", officer=f"{WANJIRU.name}, {OTIENO.name}") in decision


def test_an_officers_own_word_goes_to_another_officer() -> None:
    decision = decided(WANJIRU, "I will pay on Friday")
    assert asks(decision) == [("said", OTIENO.phone)]
    assert reply(WANJIRU, "kept_for_list", officer=OTIENO.name) in decision


def test_where_there_is_no_other_officer_it_is_said_so() -> None:
    decision = decided(WANJIRU, "I will pay on Friday", group=ALONE)
    assert decision == (reply(WANJIRU, "kept_for_list", officer=""),)


def test_a_complaint_of_the_only_officer_reaches_all_members() -> None:
    decision = decided(WANJIRU, "I paid but it is not showing", group=ALONE)
    assert {one.address for one in decision if isinstance(one, Say)} == {
        one.phone for one in PEOPLE
    }
    assert asks(decision) == []


def test_a_long_text_is_quoted_in_part() -> None:
    text = "I will pay on Friday" + "." * LONGEST_QUOTE
    (kept,) = [one for one in decided(ACHIENG, text) if isinstance(one, Ask)]
    assert len(kept.details["text"]) == LONGEST_QUOTE


@pytest.mark.parametrize("name", ["late_notice", "apology", "dispute"])
def test_a_guess_is_asked_of_who_wrote_it_and_reaches_nobody(name: str) -> None:
    guess = Intent(name, {}, by_rules="unknown")
    decision = wanted(ACHIENG, guess, "things are heavy, Friday maybe")
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]
    assert {one.address for one in decision if isinstance(one, Say)} == {ACHIENG.phone}
