"""What a text says was taken back leaves the book when somebody who did not send it agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Settle
from bot.conversation.proposals import reversal
from chama import entries
from chama.agreement import State
from chama.entries import ROTATION
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    OTIENO,
    PHONE,
    ROUND,
    TODAY,
    WANJIRU,
    answered,
    caused_by,
    contribution,
    decided,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    recorded,
    situation,
    taken_back,
    templates_to,
    told,
)

CODE, REVERSAL = "UKN1AB2C01", "UKN9RV8S07"
FACTS: dict[str, Any] = {
    "code": CODE,
    "network": "mpesa",
    "reversal": REVERSAL,
    "amount_cents": 100_000,
    "names": ACHIENG.name,
    "said_by_name": WANJIRU.name,
    "gaining": [OTIENO.code],
}
CLAIMED = proposal("reversal", FACTS, WANJIRU, OTIENO, interested=frozenset({"M01"}))
BOOKED = {"receipts": {mpesa(CODE): recorded(contribution())}}


def test_it_shows_the_payment_whose_it_is_and_the_reversals_code() -> None:
    facts = {
        "officer": WANJIRU.name,
        "name": ACHIENG.name,
        "amount_cents": 100_000,
        "code": CODE,
        "reversal": REVERSAL,
    }
    assert reversal.show(FACTS) == ("ask_reversal", facts)


def test_who_sent_the_text_and_who_holds_the_money_are_interested() -> None:
    draft = Draft(situation(WANJIRU), caused_by(message(WANJIRU)))
    assert reversal.interested(draft, FACTS) == {"M01", "M02"}


def test_a_yes_takes_it_out_under_the_reversals_own_code() -> None:
    decision = answered(CLAIMED, OTIENO, "yes", **BOOKED)
    assert postings_of(decision) == [{"collector:C1": -100_000, "dues:M03:1.1": 100_000}]
    (entry,) = posted(decision)
    assert (entry.receipt, entry.network, entry.actor) == (REVERSAL, "mpesa", "M01+M02")
    for officer in (WANJIRU, OTIENO):
        assert templates_to(decision, officer) == ["reversal_notice"]
    assert templates_to(decision, ACHIENG) == ["reversed_payer"]


def test_what_the_provider_has_shown_to_be_sent_meanwhile_stays() -> None:
    pot_sent = entries.payout(
        entries.pot(ROUND.key),
        ACHIENG.code,
        100_000,
        out_of=entries.collector(ROTATION, PHONE.code),
        receipt=mpesa(CODE),
        on=TODAY,
        actor=WANJIRU.code,
    )
    sent = {"receipts": {mpesa(CODE): recorded(pot_sent)}}
    shown = {**sent, "proven": frozenset({mpesa(CODE)})}
    yes = [answered(CLAIMED, OTIENO, "yes", **known) for known in (sent, shown)]
    assert [len(posted(one)) for one in yes] == [1, 0]


def test_a_part_is_taken_out_as_a_part() -> None:
    part = replace(CLAIMED, facts={**FACTS, "amount_cents": 40_000})
    decision = answered(part, OTIENO, "yes", **BOOKED)
    assert postings_of(decision) == [{"collector:C1": -40_000, "dues:M03:1.1": 40_000}]


def test_a_no_leaves_it_and_who_sent_the_text_and_the_payer_hear_of_it() -> None:
    decision = answered(CLAIMED, OTIENO, "no", **BOOKED)
    assert postings_of(decision) == []
    said = {"officer": OTIENO.name, "amount_cents": 100_000, "code": CODE}
    assert told(WANJIRU, "change_declined", **said) in decision
    assert templates_to(decision, ACHIENG) == ["reversal_refused"]


@pytest.mark.parametrize(
    ("booked", "cents"),
    [
        pytest.param(taken_back(contribution()), 100_000, id="taken-back-meanwhile"),
        pytest.param(recorded(contribution(cents=90_000)), 100_000, id="less-is-left"),
        pytest.param(recorded(contribution(), is_ours=False), 100_000, id="another-groups"),
    ],
)
def test_what_changed_since_is_not_touched(booked: Recorded, cents: int) -> None:
    decision = answered(CLAIMED, OTIENO, "yes", receipts={mpesa(CODE): booked})
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, OTIENO) == ["changed_since"]


def test_while_it_waits_the_pot_is_not_complete() -> None:
    (said,) = decided(ACHIENG, "round", proposals=(CLAIMED,), balances={})
    assert said.facts["complete"] is False
