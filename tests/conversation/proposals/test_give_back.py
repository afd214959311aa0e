"""A payment goes back to its payer: by code, by as many as money out, and no pot is paid."""

from __future__ import annotations

import pytest

from bot.conversation.money_api import OrderKind
from bot.store import tables
from bot.store.database import reading
from tests.builders import ACHIENG, OTIENO, SARAH, WANJIRU, reversal_text, rules
from tests.conversation.proposals.payouts import said_to, states
from tests.conversation.proposals.stories import (
    BY_PAYBILL,
    DARAJA,
    PAYBILL,
    THREE_OFFICERS,
    YES,
    asked,
    tell,
)
from tests.transcripts import Stage

RETURN = "return UKN1AB2C01"


@pytest.fixture
def umoja(stage: Stage) -> Stage:
    """Achieng has paid by the paybill."""
    stage.api = DARAJA
    stage.__post_init__()
    stage.found(rules(people=THREE_OFFICERS, more=PAYBILL))
    stage.deliver()
    tell(stage, (WANJIRU, BY_PAYBILL))
    return stage


def orders(stage: Stage) -> list[tuple[str, int, str]]:
    """What is ordered to go back."""
    with reading(stage.engine) as connection:
        rows = connection.execute(tables.money_order.select()).all()
    assert all(row.kind == OrderKind.RETURN.value for row in rows)
    return [(row.facts["receipt"], row.amount_cents, row.state) for row in rows]


def test_nothing_is_ordered_before_another_officer_writes_the_code(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, RETURN))
    assert asked(umoja) == sorted([OTIENO.phone, SARAH.phone])
    tell(umoja, (OTIENO, "yes"), (SARAH, "1"))
    assert orders(umoja) == []
    tell(umoja, (OTIENO, YES))
    assert orders(umoja) == [("UKN1AB2C01", 100_000, "waiting")]


def test_for_whom_it_counts_hears_at_once_and_her_words_reach_the_officers(umoja: Stage) -> None:
    heard = said_to(umoja, WANJIRU, RETURN)
    assert "Not right? Write DISPUTE and why now." in heard[ACHIENG.phone]
    heard = said_to(umoja, ACHIENG, "no, that is my money")
    assert "that is my money" in heard[OTIENO.phone]


def test_it_counts_until_m_pesa_has_given_it_back(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, RETURN), (OTIENO, YES))
    assert "nothing left to pay" in said_to(umoja, ACHIENG, "balance")[ACHIENG.phone].lower()


def test_while_it_is_on_its_way_it_is_not_asked_for_again(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, RETURN), (OTIENO, YES))
    assert "on its way back already" in said_to(umoja, SARAH, RETURN)[SARAH.phone]


def test_m_pesas_own_text_of_it_ends_what_was_ordered(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, RETURN), (OTIENO, YES), (WANJIRU, reversal_text()), (SARAH, "yes"))
    assert orders(umoja) == [("UKN1AB2C01", 100_000, "done")]


def test_a_refusal_is_told_to_who_asked_and_for_whom_it_counts(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, RETURN))
    heard = said_to(umoja, OTIENO, "no")
    assert "Otieno Ouma did not agree" in heard[WANJIRU.phone]
    assert "Otieno Ouma did not agree" in heard[ACHIENG.phone]
    assert orders(umoja) == []


def test_what_left_the_book_meanwhile_is_not_given_back(umoja: Stage) -> None:
    tell(umoja, (WANJIRU, reversal_text()), (SARAH, RETURN), (OTIENO, "yes"))
    assert states(umoja) == [("reversal", "done"), ("give_back", "expired")]
    assert orders(umoja) == []
