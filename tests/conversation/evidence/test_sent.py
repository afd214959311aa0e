"""A member's "sent" text is a claim; with a code that is in the book it says whose that is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import Ask, MakeClaim
from bot.conversation.situation import ClaimFacts, EarlyReversal
from chama import entries
from chama.entries import ROTATION
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    proposed,
    question,
    recorded,
    reply,
    sent_text,
    taken_back,
    templates_to,
    told,
    voters,
)

CODE = "UKN1AB2C01"
UNALLOCATED = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
)
WAITS = {"receipts": {mpesa(CODE): recorded(UNALLOCATED)}}


def whose(phone: str | None = None, masked: str | None = "0733***911") -> Any:
    payment = {
        "code": CODE,
        "network": "mpesa",
        "amount_cents": 100_000,
        "currency": "KES",
        "on": "2026-11-23",
        "collector": "C1",
        "payer_name": "ROSE AKOTH",
        "phone": phone,
        "masked": masked,
        "account": None,
    }
    return question(
        "whose_payment", WANJIRU, {"payment": payment, "options": [], "hint_334": False}
    )


def asks(decision: Any) -> list[tuple[str, str]]:
    return [(ask.kind, ask.address) for ask in decision if isinstance(ask, Ask)]


@pytest.mark.parametrize(
    "payee",
    ["WANJIRU KAMAU 0712000001", "WANJIRU  KAMAU 0712***001", "KAMAU WANJIRU 254712000001"],
)
def test_money_sent_to_the_collector_is_a_claim(payee: str) -> None:
    assert decided(ACHIENG, sent_text(payee=payee)) == (
        MakeClaim(mpesa(CODE), ACHIENG.code, 100_000),
        reply(
            ACHIENG,
            "claim_waiting",
            items=[{"code": CODE, "amount_cents": 100_000, "paid_in": "", "shares": []}],
            treasurer=WANJIRU.name,
        ),
    )


@pytest.mark.parametrize(
    "payee", ["JANE WANGUI 0798765432", "WANJIRU KAMAU 0798765432", "WANJIRU KAMAU 0798***432"]
)
def test_money_sent_elsewhere_is_none_of_the_groups(payee: str) -> None:
    decision = decided(ACHIENG, sent_text(payee=payee))
    assert templates_to(decision, ACHIENG) == ["claim_elsewhere"]
    assert not [effect for effect in decision if isinstance(effect, MakeClaim)]


def test_a_doubtful_text_is_no_claim_and_the_treasurer_looks() -> None:
    decision = decided(ACHIENG, sent_text("UKA1AB2C01"))
    assert templates_to(decision, ACHIENG) == ["held"]
    assert templates_to(decision, WANJIRU) == ["doubt"]
    assert len(decision) == 2


def test_a_code_that_another_claims_too_is_put_to_an_officer() -> None:
    known = {"claims": {mpesa(CODE): (ClaimFacts(mpesa(CODE), BARAKA.code, 100_000),)}}
    decision = decided(ACHIENG, sent_text(), **known)
    assert decision[0] == MakeClaim(mpesa(CODE), ACHIENG.code, 100_000)
    assert asks(decision) == [("same_code", WANJIRU.phone)]


def test_ones_own_claim_again_asks_nobody() -> None:
    known = {"claims": {mpesa(CODE): (ClaimFacts(mpesa(CODE), ACHIENG.code, 100_000),)}}
    assert asks(decided(ACHIENG, sent_text(), **known)) == []


@pytest.mark.parametrize(
    ("booked", "text", "templates"),
    [
        pytest.param(recorded(contribution()), sent_text(), ["already_recorded"], id="theirs"),
        pytest.param(
            recorded(contribution()), sent_text(amount="900.00"), ["held"], id="another-amount"
        ),
        pytest.param(
            recorded(contribution(), is_ours=False),
            sent_text(),
            ["receipt_elsewhere"],
            id="another-group",
        ),
        pytest.param(
            taken_back(contribution()), sent_text(), ["receipt_reversed"], id="taken-back"
        ),
        pytest.param(
            taken_back(contribution(), receipt=""), sent_text(), ["receipt_undone"], id="undone"
        ),
    ],
)
def test_a_code_in_the_book(booked: Recorded, text: str, templates: list[str]) -> None:
    known = {"receipts": {mpesa(CODE): booked}}
    decision = decided(ACHIENG, text, **known)
    assert postings_of(decision) == []
    assert templates_to(decision, ACHIENG) == templates


def test_another_amount_is_told_to_the_officers() -> None:
    known = {"receipts": {mpesa(CODE): recorded(contribution())}}
    decision = decided(ACHIENG, sent_text(amount="900.00"), **known)
    assert templates_to(decision, WANJIRU) == ["conflict"]
    assert templates_to(decision, OTIENO) == ["conflict"]


def test_anothers_recorded_code_is_put_to_those_who_do_not_gain() -> None:
    known = {"receipts": {mpesa(CODE): recorded(contribution(BARAKA))}}
    decision = decided(ACHIENG, sent_text(), **known)
    assert templates_to(decision, ACHIENG) == ["held"]
    assert proposed(decision).voters == (WANJIRU.code, OTIENO.code)
    assert postings_of(decision) == []


# --- money that waits without a name -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(sent_text(), id="the-text"),
        pytest.param(f"nimelipa {CODE}", id="its-code-in-words"),
    ],
)
def test_waiting_money_is_not_given_to_who_shows_its_code_and_the_officer_asked_hears_of_it(
    text: str,
) -> None:
    decision = decided(ACHIENG, text, **WAITS, questions=(whose(),))
    assert postings_of(decision) == []
    hint = told(WANJIRU, "claim_hint", member_name=ACHIENG.name, code=CODE)
    assert decision == (
        MakeClaim(mpesa(CODE), ACHIENG.code, 100_000),
        reply(ACHIENG, "receipt_waiting", code=CODE),
        replace(hint, key=f"claimed:1:{CODE}:{ACHIENG.code}:{WANJIRU.code}"),
    )


def test_where_nobody_is_asked_any_more_the_officers_are_asked_whether_it_is_theirs() -> None:
    decision = decided(ACHIENG, sent_text(), **WAITS)
    assert postings_of(decision) == []
    assert decision[0] == MakeClaim(mpesa(CODE), ACHIENG.code, 100_000)
    assert proposed(decision).kind == "theirs"
    assert voters(decision) == [WANJIRU, OTIENO]
    assert templates_to(decision, ACHIENG) == ["asked_theirs"]


def test_an_officer_who_shows_its_code_is_not_asked_herself() -> None:
    decision = decided(WANJIRU, f"nimelipa {CODE}", **WAITS)
    assert postings_of(decision) == []
    assert voters(decision) == [OTIENO]


def test_a_text_that_says_it_was_taken_back_keeps_no_claim_from_waiting() -> None:
    early = EarlyReversal(mpesa("UKN9RV8S07"), mpesa(CODE), None, TODAY)
    decision = decided(ACHIENG, sent_text(), early_reversals={mpesa(CODE): early})
    assert decision[0] == MakeClaim(mpesa(CODE), ACHIENG.code, 100_000)
    assert templates_to(decision, ACHIENG) == ["claim_waiting"]


def test_a_claim_in_another_currency_is_none() -> None:
    decision = decided(ACHIENG, sent_text(), group=group(currency="UGX"))
    assert [one for one in decision if isinstance(one, MakeClaim)] == []
    assert templates_to(decision, ACHIENG) == ["held"]
