"""What was set aside and not sent goes back into its pot when another officer agrees."""

from __future__ import annotations

from tests.builders import ACHIENG, OTIENO, SARAH, WANJIRU, sent_text
from tests.conversation.proposals.payouts import said_to, set_aside, states
from tests.conversation.proposals.stories import balances, tell
from tests.transcripts import Stage


def test_it_goes_back_and_all_whom_it_concerns_hear(stage: Stage) -> None:
    set_aside(stage)
    tell(stage, (WANJIRU, "cancel the payout of Achieng"))
    heard = said_to(stage, OTIENO, "yes")
    assert {WANJIRU.phone, OTIENO.phone, SARAH.phone, ACHIENG.phone} <= set(heard)
    assert balances(stage)["pot::1.1"] == -500_000
    assert "payable:M03:1.1" not in balances(stage)
    assert ("payout", "expired") in states(stage)


def test_what_was_sent_meanwhile_is_not_released(stage: Stage) -> None:
    set_aside(stage)
    tell(stage, (WANJIRU, "cancel the payout of Achieng"))
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", "3,000.00", "ACHIENG ATIENO 0712000003")))
    tell(stage, (OTIENO, "yes"))
    assert balances(stage)["payable:M03:1.1"] == -200_000


def test_only_officers_ask_and_only_of_what_is_set_aside(stage: Stage) -> None:
    set_aside(stage)
    tell(stage, (ACHIENG, "cancel the payout of Achieng"), (WANJIRU, "cancel the payout of Otieno"))
    assert "release" not in dict(states(stage))
