"""A round of two recipients: each has a pot of their own, and receives once a cycle."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, SARAH, WANJIRU, received_text, rules
from tests.conversation.proposals.stories import tell
from tests.transcripts import Stage

FIVE = (*PEOPLE, SARAH)


def founded(engine: sa.Engine, lines: str) -> Stage:
    stage = Stage(engine)
    stage.found(rules(people=FIVE, rotation=lines))
    stage.deliver()
    return stage


def accounts(engine: sa.Engine, kind: str) -> dict[str, int]:
    with reading(engine) as connection:
        balances = book.balances(connection, 1)
    return {one.code: cents for one, cents in balances.items() if one.code.startswith(kind)}


def test_the_pot_is_split_and_the_last_round_is_for_one(engine: sa.Engine) -> None:
    stage = founded(engine, "recipients = 2\n")
    assert accounts(engine, "pot") == {"pot:1:1.1": -250_000, "pot:2:1.1": -250_000}
    with reading(engine) as connection:
        turns = load_group(connection, 1).turns
    assert [(one.round, one.position, one.member) for one in turns] == [
        (1, 1, "M01"), (1, 2, "M02"), (2, 1, "M03"), (2, 2, "M04"), (3, 1, "M05"),
    ]  # fmt: skip
    stage.move_clock(stage.now + timedelta(days=14))
    assert accounts(engine, "pot::") == {"pot::1.3": -500_000}


def test_each_is_paid_their_half(engine: sa.Engine) -> None:
    stage = founded(engine, "recipients = 2\n")
    tell(stage, (WANJIRU, "I paid 1000"), (OTIENO, "yes"))
    payers = (OTIENO, ACHIENG, BARAKA, SARAH)
    texts = [
        received_text(f"UKN1AB2D0{n}", payer=f"{one.name.upper()} 0{one.phone[4:]}")
        for n, one in enumerate(payers, start=1)
    ]
    arrived = tell(stage, *((WANJIRU, text) for text in texts))
    asked = {one.address for one in arrived if "KES 2,500" in one.text and "Reply" in one.text}
    assert {OTIENO.phone, WANJIRU.phone} <= asked


@pytest.mark.parametrize(("lines", "free"), [("recipient_pays = false\n", True), ("", False)])
def test_who_receives_may_be_free_of_that_round(
    engine: sa.Engine, lines: str, *, free: bool
) -> None:
    founded(engine, lines)
    assert ("dues:M01:1.1" not in accounts(engine, "dues")) is free
    assert accounts(engine, "pot") == {"pot::1.1": -400_000 if free else -500_000}
