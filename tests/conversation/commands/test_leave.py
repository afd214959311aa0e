"""Who wants to leave changes nothing: they read how they stand, and every officer hears of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Ask, Say
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU, asks, group, reply, wanted

ASKED = Intent("leave")
WORDS = "I want out of this chama"
KEY = "raised:1:M03:leave:2026-11-23"


def test_every_officer_is_asked_by_name_once_a_day() -> None:
    figures = {"left_cents": 100_000, "advance_cents": 0, "office": ""}
    decision = wanted(ACHIENG, ASKED, WORDS)
    asked = [one for one in decision if isinstance(one, Ask)]
    assert [(one.key, one.address) for one in asked] == [
        (f"{KEY}:{one.code}", one.phone) for one in (WANJIRU, OTIENO)
    ]
    heard = {"member_name": ACHIENG.name, "text": WORDS, **figures}
    assert all(one.details.items() >= heard.items() for one in asked)
    assert reply(ACHIENG, "leaving", name=ACHIENG.name, is_told=True, **figures) in decision


def test_what_is_paid_ahead_is_said() -> None:
    balances = {entries.advance(ROTATION, "M03"): -25_000}
    decision = wanted(ACHIENG, ASKED, balances=balances)
    assert [(one.facts["left_cents"], one.facts["advance_cents"]) for one in says(decision)] == [
        (0, 25_000)
    ] * 3


def test_an_officer_tells_the_other_officers() -> None:
    (to_chair,) = [one for one in says(wanted(WANJIRU, ASKED)) if one.address == OTIENO.phone]
    assert to_chair.facts["office"] == "treasurer"


def test_where_there_is_no_other_officer_all_members_hear_of_it() -> None:
    alone = group(people=(WANJIRU, replace(OTIENO, office=None), *PEOPLE[2:]))
    decision = says(wanted(WANJIRU, ASKED, group=alone))
    assert [one.template for one in decision] == ["member_says"] * 3 + ["leaving"]
    assert decision[-1].facts["is_told"] is True


def test_a_guess_is_asked_of_who_wrote_it() -> None:
    decision = wanted(ACHIENG, Intent("leave", {}, by_rules="unknown"), WORDS)
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]


def test_a_phone_of_the_group_leaves_nothing() -> None:
    (said,) = says(wanted("+254712000099", ASKED))
    assert said.template == "unknown"


@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU], ids=["member", "officer"])
def test_nothing_changes(sender: Any) -> None:
    assert all(isinstance(one, Say | Ask) for one in wanted(sender, ASKED))


def says(decision: Any) -> list[Say]:
    return [one for one in decision if isinstance(one, Say)]
