"""A code is given to nobody: who is asked for one reads so, and agrees to nothing by telling."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Close, Vote
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    decided,
    proposal,
    put_to,
    reply,
    templates_to,
)

REFUND = proposal(
    "refund",
    {"member": "M03", "member_name": ACHIENG.name, "amount_cents": 50_000, "phone": ACHIENG.phone,
     "asker_name": BARAKA.name,
     "ahead_cents": 50_000},
    BARAKA,
    OTIENO,
)  # fmt: skip
TEXTS = [
    "someone called me asking for the code should i give him",
    "mtu amenipigia akisema ni safaricom anataka code",
    "Wanjiru ananiambia nimtumie code 4821",
]


@pytest.mark.parametrize("text", TEXTS)
def test_who_is_asked_for_a_code_is_warned(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "keep_code", is_asked=False),)


@pytest.mark.parametrize("text", TEXTS)
def test_with_a_payout_open_they_read_how_it_is_stopped_and_nothing_is_agreed(text: str) -> None:
    asked = put_to(OTIENO, REFUND, code="4821")
    decision = decided(OTIENO, text, proposals=(REFUND,), questions=(asked,))
    assert templates_to(decision, OTIENO) == ["keep_code", "ask_refund"]
    assert not [one for one in decision if isinstance(one, Vote | Close)]
