"""What the book says of a code depends on who asks; a claim in words is kept, never credited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import MakeClaim
from bot.conversation.money_api import PROVIDER
from bot.conversation.situation import ClaimFacts, Referred
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    book,
    contribution,
    decided,
    mpesa,
    postings_of,
    proposed,
    recorded,
    reply,
    taken_back,
    wanted,
)

CODE = "UKN1AB2C01"
ID = mpesa(CODE)
IN_BOOK = {"receipts": {ID: recorded(contribution(ACHIENG, CODE))}}
ELSEWHERE = {"receipts": {ID: recorded(contribution(ACHIENG, CODE), is_ours=False)}}
TAKEN_BACK = {"receipts": {ID: taken_back(contribution(ACHIENG, CODE))}}
UNDONE = {"receipts": {ID: taken_back(contribution(ACHIENG, CODE), receipt="")}}
_LEFT = entries.reversal(
    contribution(ACHIENG, CODE), 2, on=TODAY, actor=PROVIDER, memo=entries.LEFT
)
ANOTHERS = {"receipts": {ID: recorded(contribution(ACHIENG, CODE), _LEFT)}}
PAID_BY_BARAKA = {
    "receipts": {ID: recorded(replace(contribution(ACHIENG, CODE), memo="MWANGI BARAKA"))}
}
_CONTRA = entries.reversal(contribution(ACHIENG), 2, on=TODAY, actor="M01", receipt=ID)
_SAME_CODE = entries.reversal(contribution(ACHIENG), 2, on=TODAY, actor="M01", memo=CODE)
A_REVERSAL = {"receipts": {ID: recorded(_CONTRA)}}
CLAIMED = {"claims": {ID: (ClaimFacts(ID, BARAKA.code, None),)}}
SETTLED = {"claims": {ID: (ClaimFacts(ID, BARAKA.code, None, is_settled=True),)}}


@pytest.mark.parametrize(
    ("sender", "known", "template"),
    [
        pytest.param(ACHIENG, IN_BOOK, "receipt_found", id="its-owner"),
        pytest.param(WANJIRU, IN_BOOK, "receipt_found", id="treasurer"),
        pytest.param(OTIENO, IN_BOOK, "receipt_found", id="chair"),
        pytest.param(BARAKA, IN_BOOK, "receipt_known", id="another-member"),
        pytest.param(WANJIRU, ELSEWHERE, "receipt_elsewhere", id="of-another-group"),
        pytest.param(ACHIENG, TAKEN_BACK, "receipt_reversed", id="taken-back"),
        pytest.param(ACHIENG, UNDONE, "receipt_undone", id="taken-back-by-officers"),
        pytest.param(ACHIENG, ANOTHERS, "receipt_left", id="left-to-another-group"),
        pytest.param(WANJIRU, A_REVERSAL, "receipt_known", id="a-reversal-itself"),
        pytest.param(BARAKA, PAID_BY_BARAKA, "receipt_found", id="its-payer"),
        pytest.param(BARAKA, CLAIMED, "receipt_waiting", id="claimed"),
        pytest.param(BARAKA, SETTLED, "receipt_unknown", id="claim-was-dropped"),
        pytest.param(ACHIENG, {}, "receipt_unknown", id="unknown"),
    ],
)
def test_who_asks_decides_what_is_said(sender: Person, known: Any, template: str) -> None:
    (said,) = decided(sender, CODE.lower(), **known)
    assert (said.template, said.facts["code"]) == (template, CODE)


def test_details_are_amount_owner_day_and_proof() -> None:
    facts = {
        "paid_in": "",
        "code": CODE,
        "amount_cents": 100_000,
        "name": ACHIENG.name,
        "is_payout": False,
        "is_proven": False,
        "on": "2026-11-23",
        "chain": "abcdef01",
    }
    assert decided(ACHIENG, CODE, **IN_BOOK) == (reply(ACHIENG, "receipt_found", **facts),)


REF = "c0aded6d"
PAID = contribution(ACHIENG, CODE)
CASH = entries.contribution(
    ACHIENG.code,
    20_000,
    into=entries.cash(ROTATION, "M01"),
    owed=[],
    key="cash:1",
    on=TODAY,
    actor="M01",
)
OPENING = entries.round_opened("1.1", {ACHIENG.code: 100_000}, on=TODAY)


def entered(entry: JournalEntry, back: JournalEntry | None = None) -> dict[str, Referred]:
    """A ref that names this entry, taken back or not."""
    (sealed,), contra = book(entry), book(back) if back else ()
    return {"referred": Referred(sealed, next(iter(contra), None))}


@pytest.mark.parametrize(
    ("sender", "known", "template"),
    [
        pytest.param(ACHIENG, entered(PAID), "receipt_found", id="its-member"),
        pytest.param(OTIENO, entered(PAID), "receipt_found", id="an-officer"),
        pytest.param(BARAKA, entered(PAID), "receipt_known", id="another-member"),
        pytest.param(ACHIENG, entered(CASH), "receipt_found", id="cash"),
        pytest.param(BARAKA, entered(CASH), "receipt_known", id="anothers-cash"),
        pytest.param(ACHIENG, entered(OPENING), "receipt_known", id="no-payment"),
        pytest.param(BARAKA, entered(PAID, _CONTRA), "receipt_reversed", id="by-the-provider"),
        pytest.param(
            BARAKA, entered(PAID, _SAME_CODE), "receipt_reversed", id="by-the-provider-same-code"
        ),
        pytest.param(BARAKA, entered(PAID, _LEFT), "receipt_left", id="left-to-another-group"),
        pytest.param(
            ACHIENG,
            entered(CASH, entries.reversal(CASH, 2, on=TODAY, actor="M01")),
            "receipt_undone",
            id="by-officers",
        ),
        pytest.param(ACHIENG, {}, "ref_unknown", id="unknown"),
    ],
)
@pytest.mark.parametrize(
    "words", ["{}", "check {}", "proof {}", "Ref {}", "angalia {}", "what is {}", "Book ref: {}"]
)
def test_a_book_ref_is_answered_to_every_member(
    sender: Person, known: Any, template: str, words: str
) -> None:
    (said,) = decided(sender, words.format(REF), **known)
    assert said.template == template
    is_told_all = template == "receipt_found"
    assert is_told_all == bool({"name", "amount_cents"} & set(said.facts))


def test_a_claim_in_words_is_kept_under_its_code() -> None:
    assert decided(BARAKA, f"I have paid, {CODE}") == (
        MakeClaim(mpesa(CODE), BARAKA.code, None),
        reply(BARAKA, "receipt_waiting", code=CODE),
    )


def test_a_claim_of_ones_own_recorded_money_is_answered_with_it() -> None:
    (said,) = decided(ACHIENG, f"I have paid, {CODE}", **IN_BOOK)
    assert said.template == "receipt_found"


def test_a_claim_of_anothers_money_is_put_to_an_officer() -> None:
    decision = decided(BARAKA, f"I have paid, {CODE}", **IN_BOOK)
    assert reply(BARAKA, "held", code=CODE) in decision
    assert (proposed(decision).kind, proposed(decision).interested) == ("reallocate", ("M04",))
    assert postings_of(decision) == []


def test_words_without_a_code_ask_for_the_text() -> None:
    (said,) = decided(BARAKA, "nimelipa")
    assert said.template == "send_proof"


AGAIN = Intent("receipt_lookup")


def test_the_receipt_of_the_last_payment_is_sent_again() -> None:
    recent = book(contribution(ACHIENG, "UKN1AB2C00"), PAID, contribution(BARAKA, "UKN1AB2C02"))
    (said,) = wanted(ACHIENG, AGAIN, recent=recent)
    assert (said.template, said.facts["code"]) == ("receipt_found", CODE)
    assert said.facts["chain"] == recent[1].chain_code


def test_one_that_was_taken_back_is_not_sent_again() -> None:
    recent = book(
        contribution(ACHIENG, "UKN1AB2C00"), PAID, entries.reversal(PAID, 3, on=TODAY, actor="M01")
    )
    (said,) = wanted(ACHIENG, AGAIN, recent=recent)
    assert said.facts["code"] == "UKN1AB2C00"


def test_who_has_not_paid_lately_is_told_where_all_payments_are() -> None:
    recent = book(contribution(BARAKA))
    assert wanted(ACHIENG, AGAIN, recent=recent) == (reply(ACHIENG, "no_receipt_lately"),)
