"""An officer reminds one member, and learns why nothing is sent where that is so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Purpose, Say
from bot.understanding import Intent
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    WANJIRU,
    asks,
    group,
    open_claim,
    open_dues,
    reply,
    wanted,
)

REMINDER = Say(
    ACHIENG.phone,
    "reminder",
    {"round": "1.1", "is_asked_for": True},
    Purpose.NOTICE,
    ACHIENG.code,
    key="remind:1:1.1:M03:on-2026-11-23",
)


def asked(*names: str) -> Intent:
    return Intent("remind_one", {"name": names[0], "names": names} if names else {})


def test_one_gets_the_reminder_of_the_day_and_no_other() -> None:
    facts = {"left_cents": 100_000, "waiting_cents": 0, "is_reached": True}
    assert wanted(OTIENO, asked("Achieng")) == (
        REMINDER,
        reply(OTIENO, "reminded", name=ACHIENG.name, **facts),
    )


LOST = group(people=(*PEOPLE[:2], replace(ACHIENG, has_wrong_number=True), BARAKA))


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        pytest.param(
            {"balances": open_dues(OTIENO)}, {"left_cents": 0, "waiting_cents": 0}, id="paid"
        ),
        pytest.param(
            {"open_claims": (open_claim(),)},
            {"left_cents": 0, "waiting_cents": 100_000},
            id="waits-to-be-confirmed",
        ),
        pytest.param(
            {"group": LOST},
            {"left_cents": 100_000, "waiting_cents": 0, "is_reached": False},
            id="wrong-number",
        ),
        pytest.param(
            {"silent": frozenset({ACHIENG.code})},
            {"left_cents": 100_000, "waiting_cents": 0, "is_reached": False},
            id="said-stop",
        ),
    ],
)
def test_why_none_is_sent_is_said(known: dict[str, Any], facts: dict[str, Any]) -> None:
    said = {"name": ACHIENG.name, "is_reached": True, **facts}
    assert wanted(OTIENO, asked("Achieng"), **known) == (reply(OTIENO, "reminded", **said),)


def test_several_are_reminded_and_counted() -> None:
    decision = wanted(OTIENO, asked("Achieng", "Baraka"))
    reached = [one.address for one in decision if isinstance(one, Say)]
    assert reached == [ACHIENG.phone, BARAKA.phone, OTIENO.phone]
    assert decision[-1] == reply(OTIENO, "reminders_sent", count=2)


@pytest.mark.parametrize("names", [(), ("Njeri",)], ids=["no-name", "nobody"])
def test_who_is_meant_is_asked(names: tuple[str, ...]) -> None:
    expected = reply(WANJIRU, "which_member", name="".join(names), names=[])
    assert wanted(WANJIRU, asked(*names)) == (expected,)


def test_an_officer_who_names_themselves_sees_what_is_left() -> None:
    (said,) = wanted(OTIENO, asked("Otieno"))
    assert (said.template, said.facts["is_own"]) == ("balance", True)


def test_members_are_sent_to_the_officers() -> None:
    officers = f"{WANJIRU.name}, {OTIENO.name}"
    assert wanted(BARAKA, asked("Achieng")) == (reply(BARAKA, "officers_only", officers=officers),)


def test_before_the_first_round_there_is_nothing_to_remind_of() -> None:
    (said,) = wanted(OTIENO, asked("Achieng"), group=group(round=None), balances={})
    assert said.template == "no_round"


def test_what_is_not_sure_is_offered_first_where_it_is_clear_who_is_meant() -> None:
    unsure = replace(asked("Achieng"), sure=False)
    assert asks(wanted(OTIENO, unsure)) == [("did_you_mean", OTIENO.phone)]
    (said,) = wanted(OTIENO, replace(asked("Njeri"), sure=False))
    assert said.template == "which_member"
