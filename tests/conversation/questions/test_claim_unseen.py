"""Has a claimed payment come? The officer's word moves no money; the member is told calmly."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Ask, Close, NoteLookedFor, SettleClaims
from bot.conversation.situation import ClaimFacts
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    asked,
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


def test_after_a_no_another_officer_looks_and_the_member_hears_who() -> None:
    details = {**DETAILS, "asked": ["M01", "M03"]}
    asks, put = asked(OTIENO, "claim_unseen", "unseen:7:M02", details, by=WANJIRU)
    assert decided(WANJIRU, "2", questions=(ASKED,)) == (
        Close(7, "no"),
        reply(WANJIRU, "claim_stays", name=ACHIENG.name, code=CODE),
        asks,
        told(ACHIENG, "claim_not_seen", officer=WANJIRU.name, code=CODE, other=OTIENO.name),
        put,
    )


def test_it_counts_as_not_found_only_when_nobody_is_left_to_look() -> None:
    second = question("claim_unseen", OTIENO, {**DETAILS, "asked": ["M01", "M03"]})
    assert decided(OTIENO, "hapana", questions=(second,)) == (
        Close(7, "no"),
        reply(OTIENO, "claim_stays", name=ACHIENG.name, code=CODE),
        NoteLookedFor(mpesa(CODE), ACHIENG.code, has_come=False),
        told(ACHIENG, "claim_not_seen", officer=OTIENO.name, code=CODE, other=""),
    )


def test_the_claimer_is_never_the_one_who_looks() -> None:
    own = {**DETAILS, "member": OTIENO.code, "member_name": OTIENO.name}
    decision = decided(WANJIRU, "no", questions=(question("claim_unseen", WANJIRU, own),))
    assert not [effect for effect in decision if isinstance(effect, Ask)]
    assert NoteLookedFor(mpesa(CODE), OTIENO.code, has_come=False) in decision


@pytest.mark.parametrize(
    "payer",
    ["ACHIENG ATIENO 0712000003", "ACHIENG ATIENO 0712***003"],
    ids=["by-number", "by-masked-number-and-name"],
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
