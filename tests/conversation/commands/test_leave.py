"""Who wants to leave changes nothing: they read how they stand, and every officer hears of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Say
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU, group, reply, told, wanted

ASKED = Intent("leave")
WORDS = "I want out of this chama"
KEY = "leaves:1:M03:2026-11-23"


def test_every_officer_hears_of_it_by_name_once_a_day() -> None:
    figures = {"left_cents": 100_000, "advance_cents": 0, "office": ""}
    heard = {"member_name": ACHIENG.name, "text": WORDS, **figures}
    assert wanted(ACHIENG, ASKED, WORDS) == (
        *(
            replace(told(one, "wants_to_leave", **heard), key=f"{KEY}:{one.code}")
            for one in (WANJIRU, OTIENO)
        ),
        reply(ACHIENG, "leaving", name=ACHIENG.name, is_told=True, **figures),
    )


def test_what_is_paid_ahead_is_said() -> None:
    balances = {entries.advance(ROTATION, "M03"): -25_000}
    decision = wanted(ACHIENG, ASKED, balances=balances)
    assert [(one.facts["left_cents"], one.facts["advance_cents"]) for one in says(decision)] == [
        (0, 25_000)
    ] * 3


def test_an_officer_tells_the_other_officers() -> None:
    to_chair, to_sender = says(wanted(WANJIRU, ASKED))
    assert (to_chair.address, to_chair.facts["office"]) == (OTIENO.phone, "treasurer")
    assert (to_sender.address, to_sender.template) == (WANJIRU.phone, "leaving")


def test_the_only_officer_is_told_to_speak_with_the_group() -> None:
    alone = group(people=(WANJIRU, replace(OTIENO, office=None), *PEOPLE[2:]))
    (said,) = says(wanted(WANJIRU, ASKED, group=alone))
    assert said.facts["is_told"] is False


def test_a_phone_of_the_group_leaves_nothing() -> None:
    (said,) = says(wanted("+254712000099", ASKED))
    assert said.template == "unknown"


@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU], ids=["member", "officer"])
def test_nothing_changes(sender: Any) -> None:
    assert all(isinstance(one, Say) for one in wanted(sender, ASKED))


def says(decision: Any) -> list[Say]:
    return [one for one in decision if isinstance(one, Say)]
