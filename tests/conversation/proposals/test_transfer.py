"""Money from one place to another, once who takes it, or an officer without interest, agrees."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import moves
from bot.conversation.draft import Draft
from bot.conversation.effects import Say
from bot.conversation.moves import Move
from bot.conversation.proposals import transfer
from chama import entries
from chama.entries import GENERAL, ROTATION
from tests.builders import (
    OTIENO,
    WANJIRU,
    answered,
    caused_by,
    decided,
    message,
    posted,
    postings_of,
    proposal,
    situation,
    templates_to,
)

DRAFT = Draft(situation(OTIENO), caused_by(message()))
MOVE = Move(moves.in_hand(OTIENO), moves.in_hand(WANJIRU), 60_000)
FACTS = moves.as_details(DRAFT, MOVE)
HELD = entries.cash(ROTATION, "M02")
HANDS = proposal("transfer", FACTS, OTIENO, WANJIRU, interested=frozenset({"M02"}), key=MOVE.key)


def test_who_answers_for_less_is_interested() -> None:
    assert transfer.interested(DRAFT, FACTS) == {"M02"}
    drawn = Move(DRAFT.group.collectors[0].place, moves.in_hand(OTIENO), 1)
    assert transfer.interested(DRAFT, moves.as_details(DRAFT, drawn)) == {"M01"}


def test_who_took_it_is_spoken_to() -> None:
    assert transfer.asked(FACTS, WANJIRU)["is_you"] is True
    assert transfer.asked(FACTS, OTIENO)["is_you"] is False


def test_the_takers_yes_moves_it_on_the_word_of_both() -> None:
    decision = answered(HANDS, WANJIRU, "yes", balances={HELD: 100_000})
    assert postings_of(decision) == [{"cash:M01": 60_000, "cash:M02": -60_000}]
    assert posted(decision)[0].actor == "M02+M01"
    assert templates_to(decision, OTIENO) == ["transferred"]


def test_it_stays_of_the_funds_that_it_is_of() -> None:
    held = {HELD: 50_000, entries.cash(GENERAL, "M02"): 30_000}
    (entry,) = posted(answered(HANDS, WANJIRU, "yes", balances=held))
    moved = {(one.account.fund, one.account.owner): one.amount_cents for one in entry.postings}
    assert moved == {
        (ROTATION, "M01"): 50_000,
        (ROTATION, "M02"): -50_000,
        (GENERAL, "M01"): 10_000,
        (GENERAL, "M02"): -10_000,
    }


def test_a_hand_that_holds_less_by_now_moves_nothing() -> None:
    decision = answered(HANDS, WANJIRU, "yes", balances={HELD: 59_900})
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["changed_since"]


def test_told_by_both_it_is_agreed() -> None:
    text = "Otieno gave me 600 of the group's money"
    known: dict[str, Any] = {"balances": {HELD: 100_000}, "proposals": (HANDS,)}
    assert postings_of(decided(WANJIRU, text, **known)) == [
        {"cash:M01": 60_000, "cash:M02": -60_000}
    ]
    again = decided(OTIENO, "I gave Wanjiru 600 of the chama's money", **known)
    assert postings_of(again) == []


@pytest.mark.parametrize("fee_cents", [0, 2_900])
def test_what_a_text_shows_is_booked_with_its_fee_and_its_code(fee_cents: int) -> None:
    phone = DRAFT.group.collectors[0].place
    move = Move(
        phone, moves.in_hand(WANJIRU), 50_000, fee_cents, "UKN7AG3T01", "mpesa", "2026-11-23"
    )
    facts = moves.as_details(DRAFT, move)
    one = proposal("transfer", facts, WANJIRU, OTIENO, key=move.key)
    (entry,) = posted(answered(one, OTIENO, "yes", balances={phone: 100_000}))
    assert (entry.receipt, entry.amount_cents) == ("UKN7AG3T01", 50_000)
    fees = sum(line.amount_cents for line in entry.postings if line.account == entries.fees())
    assert fees == fee_cents


def test_those_asked_and_told_read_an_unusual_charge() -> None:
    phone = DRAFT.group.collectors[0].place
    hand = moves.in_hand(WANJIRU)
    move = Move(phone, hand, 5_000, 54_000, "UKN7AG3T01", "mpesa", "2026-11-23")
    facts = moves.as_details(DRAFT, move)
    assert transfer.show(facts)[1]["fee_cents"] == 54_000
    one = proposal("transfer", facts, WANJIRU, OTIENO, key=move.key)
    decision = answered(one, OTIENO, "yes", balances={phone: 100_000})
    told = [effect for effect in decision if isinstance(effect, Say)]
    assert [say.facts["fee_cents"] for say in told if say.template == "transferred"] == [54_000] * 2


def test_no_tells_who_said_it() -> None:
    decision = answered(HANDS, WANJIRU, "no", balances={HELD: 100_000})
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["cash_declined"]
