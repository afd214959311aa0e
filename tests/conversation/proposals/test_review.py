"""A doubtful text counts when somebody who neither sent it nor gains by it says so."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Close, Settle, UseIntention, Vote
from bot.conversation.proposals import review
from bot.conversation.situation import Intention
from chama.agreement import Proposal, State
from tests.builders import (
    ACHIENG,
    NOW,
    OTIENO,
    WANJIRU,
    answered,
    caused_by,
    contribution,
    message,
    mpesa,
    posted,
    postings_of,
    proposal,
    recorded,
    reply,
    situation,
    taken_back,
    templates_to,
    told,
)

CODE = "UKA1AB2C01"
PAYMENT: dict[str, Any] = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "currency": "KES",
    "on": "2026-11-23",
    "collector": "C1",
    "payer_name": "ACHIENG ATIENO",
    "phone": ACHIENG.phone,
    "masked": None,
    "account": None,
}


SHARE = {"member": ACHIENG.code, "name": ACHIENG.name, "amount_cents": 100_000}


def doubtful(**changes: Any) -> Proposal:
    is_known = changes.get("payer_name") is None
    facts = {
        "payment": {**PAYMENT, **changes},
        "amount_cents": 100_000,
        "reasons": ["code_date_mismatch"],
        "shares": [SHARE] if is_known else [],
    }
    return proposal("review", facts, WANJIRU, OTIENO, interested=frozenset({"M01", "M03"}))


def test_it_shows_what_the_text_says_and_why_it_is_doubted() -> None:
    facts = {
        "amount_cents": 100_000,
        "currency": "KES",
        "name": "ACHIENG ATIENO",
        "code": CODE,
        "reasons": ["code_date_mismatch"],
        "shares": [SHARE],
    }
    assert review.show(doubtful().facts) == ("ask_review", facts)


def test_who_sent_it_and_whose_it_would_be_are_interested() -> None:
    draft = Draft(situation(WANJIRU), caused_by(message(WANJIRU)))
    assert review.interested(draft, doubtful().facts) == {"M01", "M03"}
    unknown = doubtful(payer_name="ROSE AKOTH", phone=None)
    assert review.interested(draft, unknown.facts) == {"M01"}


def test_yes_credits_the_payer() -> None:
    decision = answered(doubtful(), OTIENO, "yes")
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_yes_credits_those_who_were_shown_whatever_was_said_since() -> None:
    said_since = {"intentions": (Intention(4, ACHIENG.code, ((OTIENO.code, None),), NOW),)}
    decision = answered(doubtful(), OTIENO, "yes", **said_since)
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
    assert UseIntention(4) not in decision


def test_yes_to_an_unknown_payer_asks_whose_it_is() -> None:
    decision = answered(doubtful(payer_name="ROSE AKOTH", phone=None), OTIENO, "yes")
    waits = f"unallocated:mpesa/{CODE}"
    assert postings_of(decision) == [{"collector:C1": 100_000, waits: -100_000}]
    assert templates_to(decision, OTIENO) == ["ask_whose_payment"]


@pytest.mark.parametrize("masked", ["0733***911", None])
def test_of_a_masked_payer_it_says_who_can_tell(masked: str | None) -> None:
    unknown = doubtful(payer_name="ROSE AKOTH", phone=None, masked=masked)
    decision = answered(unknown, OTIENO, "yes")
    hints = [effect.details["hint_334"] for effect in decision if isinstance(effect, Ask)]
    assert hints == [masked is not None]


def test_no_leaves_it_out_of_the_book_and_who_sent_it_learns_who_said_so() -> None:
    assert answered(doubtful(), OTIENO, "no") == (
        Close(7, "no"),
        Vote(5, "M02", agrees=False),
        Settle(5, State.REFUSED, by="M02"),
        reply(OTIENO, "cancelled"),
        told(WANJIRU, "review_declined", officer=OTIENO.name, code=CODE),
    )


def test_what_officers_had_undone_counts_again_without_a_second_receipt() -> None:
    known = {"receipts": {mpesa(CODE): taken_back(contribution(ACHIENG, CODE), receipt="")}}
    decision = answered(doubtful(), OTIENO, "yes", **known)
    assert [entry.receipt for entry in posted(decision)] == [""]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_what_was_recorded_meanwhile_does_not_count_twice() -> None:
    known = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}}
    decision = answered(doubtful(), OTIENO, "yes", **known)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["receipt_known"]
    assert Settle(5, State.EXPIRED) in decision
