"""An officer reminds everybody who owes, once a day."""

from __future__ import annotations

import pytest

from bot.conversation.claims import OpenClaim
from bot.conversation.effects import Purpose, Say
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, group, open_claim, open_dues, reply

TEXT = "remind everyone who has not paid"


def test_each_who_owes_gets_one_reminder_under_its_key() -> None:
    reminder = Say(
        ACHIENG.phone,
        "reminder",
        {"round": "1.1", "is_asked_for": True},
        Purpose.NOTICE,
        ACHIENG.code,
        key="remind:1:1.1:M03:on-2026-11-23",
    )
    decision = decided(WANJIRU, TEXT, balances=open_dues(WANJIRU, ACHIENG))
    assert decision == (reminder, reply(WANJIRU, "reminders_sent", count=1))


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        pytest.param(open_claim(ACHIENG, 100_000), 0, id="all-of-it"),
        pytest.param(open_claim(ACHIENG, None), 0, id="by-its-code-alone"),
        pytest.param(open_claim(ACHIENG, 99_999), 1, id="nearly-all-of-it"),
        pytest.param(open_claim(ACHIENG, is_missing=True), 1, id="not-found"),
        pytest.param(
            open_claim(OTIENO, shares=((ACHIENG.code, 100_000),)), 0, id="sent-by-another"
        ),
    ],
)
def test_what_waits_for_the_treasurer_is_not_asked_for(claim: OpenClaim, count: int) -> None:
    decision = decided(WANJIRU, TEXT, balances=open_dues(ACHIENG), open_claims=(claim,))
    assert decision[-1] == reply(WANJIRU, "reminders_sent", count=count)
    assert len(decision) == 1 + count


def test_when_all_have_paid_nobody_is_reminded() -> None:
    decision = decided(OTIENO, TEXT, balances={})
    assert decision == (reply(OTIENO, "reminders_sent", count=0),)


def test_before_the_first_round_there_is_nothing_to_remind_of() -> None:
    (said,) = decided(OTIENO, TEXT, group=group(round=None), balances={})
    assert said.template == "no_round"


def test_members_are_sent_to_the_officers() -> None:
    (said,) = decided(ACHIENG, TEXT)
    assert said.template == "officers_only"


@pytest.mark.parametrize("text", ["kumbusha Achieng alipe", "remind Achieng to pay"])
def test_who_is_named_is_reminded_and_nobody_else(text: str) -> None:
    decision = decided(WANJIRU, text, balances=open_dues(ACHIENG, OTIENO))
    reminded = [one.address for one in decision if isinstance(one, Say)]
    assert reminded == [ACHIENG.phone, WANJIRU.phone]
    assert decision[-1].template == "reminded"


def test_who_said_stop_is_not_counted_among_the_reminded() -> None:
    silent = frozenset({ACHIENG.code})
    decision = decided(WANJIRU, TEXT, balances=open_dues(ACHIENG, OTIENO), silent=silent)
    assert [one.address for one in decision if isinstance(one, Say)] == [
        OTIENO.phone,
        WANJIRU.phone,
    ]
    assert decision[-1] == reply(WANJIRU, "reminders_sent", count=1)
