"""M-Pesa's reversal takes back what stands of a receipt, or changes nothing and says so."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.cause import of_statement
from bot.conversation.draft import Draft
from bot.conversation.effects import Close, Decision, KeepReversal, SettleClaims
from bot.conversation.evidence.reversals import decide_reversal
from bot.conversation.situation import ClaimFacts
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import JournalEntry
from chama.receipts import read
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    TODAY,
    WANJIRU,
    asks,
    contribution,
    decided,
    mpesa,
    postings_of,
    proposal,
    proposed,
    question,
    recorded,
    reply,
    reversal_text,
    situation,
    taken_back,
    templates_to,
    voters,
)

CODE, REVERSAL = "UKN1AB2C01", "UKN9RV8S07"
CREDIT = contribution()
UNALLOCATED = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY
)
ALLOCATION = entries.allocation(
    ACHIENG.code,
    mpesa(CODE),
    100_000,
    lies_in=entries.collector(ROTATION, "C1"),
    owed=[(entries.dues("M03", "1.1"), 100_000)],
    key=entries.follow_up_key(mpesa(CODE), 1),
    on=TODAY,
    actor="M01",
)
MOVED = entries.contribution(
    BARAKA.code,
    100_000,
    into=entries.collector(ROTATION, "C1"),
    owed=[(entries.dues("M04", "1.1"), 100_000)],
    key=entries.follow_up_key(mpesa(CODE), 2),
    on=TODAY,
)
PAYOUT = entries.payout(
    entries.pot("1.1"),
    "M02",
    100_000,
    out_of=entries.collector(ROTATION, "C1"),
    receipt=mpesa(CODE),
    on=TODAY,
    actor="M01",
)


def known(*history: JournalEntry, **changes: Any) -> dict[str, Any]:
    return {"receipts": {mpesa(CODE): recorded(*history, **changes)}}


IN_MANY_STATES = pytest.mark.parametrize(
    ("booked", "posted", "owner"),
    [
        pytest.param(
            known(CREDIT),
            [{"collector:C1": -100_000, "dues:M03:1.1": 100_000}],
            ACHIENG,
            id="credited",
        ),
        pytest.param(
            known(UNALLOCATED),
            [{"collector:C1": -100_000, f"unallocated:mpesa/{CODE}": 100_000}],
            None,
            id="waiting",
        ),
        pytest.param(
            known(UNALLOCATED, ALLOCATION),
            [
                {f"unallocated:mpesa/{CODE}": -100_000, "dues:M03:1.1": 100_000},
                {"collector:C1": -100_000, f"unallocated:mpesa/{CODE}": 100_000},
            ],
            ACHIENG,
            id="allocated",
        ),
        pytest.param(
            known(CREDIT, entries.reversal(CREDIT, 2, on=TODAY, actor="M01"), MOVED),
            [{"collector:C1": -100_000, "dues:M04:1.1": 100_000}],
            BARAKA,
            id="moved-to-another",
        ),
    ],
)


def by_statement(text: str, **known: Any) -> Decision:
    """What a provider's own statement of the same causes."""
    draft = Draft(situation("", **known), of_statement("test", NOW))
    (receipt,) = read(text, NOW)
    decide_reversal(draft, receipt)
    return draft.finish()


@IN_MANY_STATES
def test_a_text_alone_takes_nothing_back_and_those_whose_money_it_is_hear_of_it(
    booked: dict[str, Any], posted: list[dict[str, int]], owner: Person | None
) -> None:
    decision = decided(WANJIRU, reversal_text(), **booked)
    assert postings_of(decision) == []
    assert proposed(decision).kind == "reversal"
    assert voters(decision) == [OTIENO]
    assert templates_to(decision, WANJIRU) == ["asked_reversal"]
    for member in (ACHIENG, BARAKA):
        expected = ["reversal_claimed"] if member == owner else []
        assert templates_to(decision, member) == expected


@IN_MANY_STATES
def test_a_statement_takes_back_all_that_stands(
    booked: dict[str, Any], posted: list[dict[str, int]], owner: Person | None
) -> None:
    decision = by_statement(reversal_text(), **booked)
    assert postings_of(decision) == posted
    receipts = [effect.entry.receipt for effect in decision[: len(posted)]]
    assert receipts == [*[""] * (len(posted) - 1), REVERSAL]
    for officer in (WANJIRU, OTIENO):
        assert templates_to(decision, officer) == ["reversal_notice"]
    for member in (ACHIENG, BARAKA):
        expected = ["reversed_payer"] if member == owner else []
        assert templates_to(decision, member) == expected


def test_its_claims_and_its_question_end() -> None:
    details = {"payment": {"code": CODE, "network": "mpesa"}, "options": []}
    asked = question("whose_payment", WANJIRU, details)
    claims = {mpesa(CODE): (ClaimFacts(mpesa(CODE), ACHIENG.code, 100_000),)}
    decision = by_statement(
        reversal_text(), **known(UNALLOCATED), claims=claims, questions=(asked,)
    )
    assert SettleClaims(mpesa(CODE)) in decision
    assert Close(7, "answered") in decision


@pytest.mark.parametrize(
    ("sender", "text", "booked"),
    [
        pytest.param(WANJIRU, reversal_text(amount="1,100.00"), known(CREDIT), id="too-much"),
        pytest.param(WANJIRU, reversal_text(), known(CREDIT, is_ours=False), id="other-group"),
        pytest.param(
            WANJIRU,
            reversal_text(),
            {"receipts": {mpesa(CODE): taken_back(CREDIT)}},
            id="taken-back-before",
        ),
        pytest.param(WANJIRU, reversal_text(), known(PAYOUT), id="a-payout-is-not-taken-out"),
        pytest.param(WANJIRU, reversal_text("UKA9RV8S07"), known(CREDIT), id="doubtful"),
        pytest.param(ACHIENG, reversal_text(), known(CREDIT), id="not-the-collectors-phone"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_the_officers_are_told(
    sender: Person, text: str, booked: dict[str, Any]
) -> None:
    decision = decided(sender, text, **booked)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["reversal_doubt"]
    assert templates_to(decision, WANJIRU) == ["reversal_doubt"]
    if sender == ACHIENG:
        assert templates_to(decision, ACHIENG) == ["held"]


def test_a_reversal_before_its_payment_is_remembered() -> None:
    decision = decided(WANJIRU, reversal_text())
    assert decision[0] == KeepReversal(mpesa(CODE), REVERSAL, 100_000, TODAY)
    assert templates_to(decision, WANJIRU) == ["reversal_kept"]


def test_a_doubtful_reversal_is_not_remembered() -> None:
    decision = decided(WANJIRU, reversal_text("UKA9RV8S07"))
    assert not [effect for effect in decision if isinstance(effect, KeepReversal)]


def test_money_that_came_back_to_the_collector_undoes_the_payout() -> None:
    text = reversal_text().replace("debited from", "credited to")
    assert voters(decided(WANJIRU, text, **known(PAYOUT))) == [OTIENO]
    decision = by_statement(text, **known(PAYOUT))
    assert postings_of(decision) == [{"pot::1.1": -100_000, "collector:C1": 100_000}]


def test_the_same_reversal_again_is_not_put_a_second_time() -> None:
    waits = proposal("reversal", {}, key=f"reversal:mpesa:{CODE}:{REVERSAL}")
    decision = decided(WANJIRU, reversal_text(), **known(CREDIT), proposals=(waits,))
    assert decision[0] == reply(WANJIRU, "asked_already", what_cents=100_000)
    assert asks(decision) == []


def test_the_same_reversal_again_changes_nothing() -> None:
    done = entries.reversal(CREDIT, 2, on=TODAY, actor="M01", receipt=mpesa(REVERSAL))
    receipts = {
        mpesa(CODE): taken_back(CREDIT),
        mpesa(REVERSAL): recorded(done),
    }
    decision = decided(WANJIRU, reversal_text(), receipts=receipts)
    assert templates_to(decision, WANJIRU) == ["receipt_known"]
    assert postings_of(decision) == []
