"""Another number to receive on: an officer agrees, the old one hears, and it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, rules, sent_text
from tests.conversation.proposals.payouts import complete, said_to, states
from tests.conversation.proposals.stories import THREE_OFFICERS, YES, asked, balances, tell
from tests.transcripts import Stage

NEW = "0733000222"
CHANGE = f"send my pot to {NEW}"


def test_officers_are_asked_and_the_member_never(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (OTIENO, CHANGE))
    assert asked(stage) == sorted([WANJIRU.phone, SARAH.phone])
    tell(stage, (OTIENO, CHANGE))
    assert len(asked(stage)) == 2


def test_a_colleague_whose_number_it_is_does_not_agree(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (ACHIENG, "send my pot to 0712000002"))
    assert OTIENO.phone not in asked(stage)


def test_it_counts_only_after_the_hours_of_the_rules(stage: Stage) -> None:
    complete(stage)
    tell(stage, (OTIENO, "no"), (ACHIENG, CHANGE), (WANJIRU, "yes"))
    heard = said_to(stage, SARAH, "pay Achieng")
    assert "0712000003" in heard[OTIENO.phone]
    tell(stage, (OTIENO, "no"))
    stage.move_clock(stage.now + timedelta(hours=73))
    stage.deliver()
    heard = said_to(stage, SARAH, "pay Achieng")
    assert NEW in heard[OTIENO.phone]


def test_the_old_number_can_stop_it(stage: Stage) -> None:
    complete(stage)
    tell(stage, (OTIENO, "no"), (ACHIENG, CHANGE), (WANJIRU, "yes"))
    tell(stage, (ACHIENG, "my receive number is 0712000003"))
    stage.move_clock(stage.now + timedelta(hours=73))
    stage.deliver()
    assert "0712000003" in said_to(stage, SARAH, "pay Achieng")[OTIENO.phone]


def test_a_text_to_that_number_settles_a_payout_and_one_to_the_old_does_not(stage: Stage) -> None:
    complete(stage)
    tell(stage, (OTIENO, "no"), (ACHIENG, CHANGE), (WANJIRU, "yes"))
    stage.move_clock(stage.now + timedelta(hours=73))
    stage.deliver()
    tell(stage, (SARAH, "pay Achieng"), (OTIENO, YES))
    assert balances(stage)["payable:M03:1.1"] == -500_000
    day = f"{stage.now:%d/%m/%y}"
    tell(stage, (WANJIRU, sent_text("UKQ5OU7T01", "1,000.00", "ACHIENG ATIENO 0712000003", day)))
    assert balances(stage)["payable:M03:1.1"] == -500_000
    tell(stage, (WANJIRU, sent_text("UKQ5OU7T02", "5,000.00", f"MAMA ACHIENG {NEW}", day)))
    assert "payable:M03:1.1" not in balances(stage)


def test_a_refusal_leaves_it(stage: Stage) -> None:
    complete(stage)
    tell(stage, (OTIENO, "no"), (ACHIENG, CHANGE))
    heard = said_to(stage, WANJIRU, "no")
    assert ACHIENG.phone in heard
    assert BARAKA.phone not in heard


KEEP = ("my receive number is 0712000003", "send my pot to 0712000003")


@pytest.mark.parametrize("words", KEEP)
def test_who_keeps_the_old_number_is_asked_about_no_more(stage: Stage, words: str) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (ACHIENG, CHANGE), (ACHIENG, words))
    assert asked(stage) == []
    assert states(stage) == [("receive_phone", "expired")]
    tell(stage, (WANJIRU, "yes"))
    assert states(stage) == [("receive_phone", "expired")]


def test_a_third_number_takes_the_place_of_the_one_that_is_asked_about(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (ACHIENG, CHANGE))
    heard = said_to(stage, ACHIENG, "send my pot to 0733000333")
    assert "0733000333" in heard[WANJIRU.phone]
    assert states(stage) == [("receive_phone", "expired"), ("receive_phone", "open")]


def test_a_doubtful_word_on_the_old_number_is_offered_while_another_is_asked_about(
    stage: Stage,
) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (ACHIENG, CHANGE))
    words = "mpesa yangu imefunguliwa nitumie kwa 0712000003"
    assert "Ulimaanisha" in said_to(stage, ACHIENG, words)[ACHIENG.phone]
    tell(stage, (ACHIENG, "1"))
    assert states(stage) == [("receive_phone", "expired")]
