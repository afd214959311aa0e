"""Has a claimed payment come? The officer's word moves no money; the member is told calmly."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close, NoteLookedFor, SettleClaims
from bot.conversation.situation import ClaimFacts
from tests.builders import (
    ACHIENG,
    WANJIRU,
    decided,
    mpesa,
    postings_of,
    question,
    received_text,
    reply,
    told,
)

CODE = "UKN1AB2C01"
DETAILS = {
    "code": CODE,
    "network": "mpesa",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "amount_cents": 100_000,
    "claimed_on": "2026-11-22",
}
ASKED = question("claim_unseen", WANJIRU, DETAILS)


def test_it_shows_who_sent_how_much_and_when() -> None:
    facts = {"name": ACHIENG.name, "amount_cents": 100_000, "code": CODE, "on": "2026-11-22"}
    assert questions.shown("claim_unseen", DETAILS) == ("ask_claim_unseen", facts)


def test_yes_asks_for_the_text_and_posts_nothing() -> None:
    assert decided(WANJIRU, "yes", questions=(ASKED,)) == (
        Close(7, "yes"),
        NoteLookedFor(mpesa(CODE), ACHIENG.code, has_come=True),
        reply(WANJIRU, "forward_it", code=CODE),
    )


def test_no_is_noted_and_only_the_member_is_told() -> None:
    assert decided(WANJIRU, "2", questions=(ASKED,)) == (
        Close(7, "no"),
        NoteLookedFor(mpesa(CODE), ACHIENG.code, has_come=False),
        reply(WANJIRU, "claim_stays", name=ACHIENG.name, code=CODE),
        told(ACHIENG, "claim_not_seen", officer=WANJIRU.name, code=CODE),
    )


@pytest.mark.parametrize(
    "payer",
    ["ACHIENG ATIENO 0712000003", "ROSE AKOTH 0733***911"],
    ids=["found-by-number", "found-by-the-claim"],
)
def test_the_text_itself_answers_it(payer: str) -> None:
    claims = {mpesa(CODE): (ClaimFacts(mpesa(CODE), ACHIENG.code, 100_000),)}
    decision = decided(WANJIRU, received_text(payer=payer), questions=(ASKED,), claims=claims)
    assert SettleClaims(mpesa(CODE)) in decision
    assert Close(7, "came") in decision
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]


def test_a_text_whose_payer_is_unclear_answers_it_too() -> None:
    claims = {mpesa(CODE): tuple(ClaimFacts(mpesa(CODE), code, 100_000) for code in ("M03", "M04"))}
    decision = decided(
        WANJIRU, received_text(payer="ROSE AKOTH"), questions=(ASKED,), claims=claims
    )
    assert Close(7, "came") in decision


def test_the_text_of_another_payment_leaves_it_open() -> None:
    decision = decided(WANJIRU, received_text("UKN1AB2C02"), questions=(ASKED,))
    assert not [effect for effect in decision if isinstance(effect, Close)]
