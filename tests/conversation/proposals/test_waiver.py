"""What is still owed of a fine is let off on the word of others; who was fined hears either way."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Settle
from bot.conversation.proposals.waiver import asked as shown_to
from chama import entries
from chama.agreement import Proposal, State
from chama.entries import GENERAL
from chama.journal import Account
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    WANJIRU,
    answered,
    decided,
    group,
    open_dues,
    posted,
    postings_of,
    proposal,
    received_text,
    templates_to,
)

LATE = entries.fines(GENERAL, "M03", "1.1")
SHOWN = {
    "what": "fine",
    "round": 1,
    "clause": "6.1",
    "fund": GENERAL,
    "round_key": "1.1",
    "remaining_cents": 5_000,
}
FACTS: dict[str, Any] = {
    "is_disputed": False,
    "said_by_name": WANJIRU.name,
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "fines": [SHOWN],
    "amount_cents": 5_000,
    "unpaid_cents": 100_000,
    "is_last": False,
    "reason": "she was in hospital",
}
REQUEST = proposal("waiver", FACTS, interested=frozenset({"M03"}))
DISPUTE = proposal(
    "waiver",
    {**FACTS, "is_disputed": True},
    ACHIENG,
    WANJIRU,
    OTIENO,
    interested=frozenset({"M03"}),
    needed=2,
    agreed_by=frozenset({"M01"}),
)
THREE = group(people=(*PEOPLE, SARAH))


def owing(cents: int = 5_000) -> dict[Account, int]:
    return {**open_dues(ACHIENG), **({LATE: cents} if cents else {})}


def test_it_is_let_off_with_its_clause_on_the_word_of_two() -> None:
    decision = answered(REQUEST, OTIENO, "yes", balances=owing())
    assert postings_of(decision) == [{"income": 5_000, "fines:M03:1.1": -5_000}]
    (entry,) = posted(decision)
    assert (entry.actor, entry.member, entry.memo[:4]) == ("M01+M02", "M03", "6.1 ")
    assert entry.key == "fine:late:1.1:M03:waived:1"
    assert "hospital" not in entry.memo  # a reason is personal, and nothing leaves the book
    assert templates_to(decision, ACHIENG) == ["fine_waived"]
    assert templates_to(decision, WANJIRU) == ["fine_let_off"]
    assert templates_to(decision, OTIENO) == ["fine_let_off"]


@pytest.mark.parametrize(
    ("owed", "let_off"),
    [
        pytest.param(3_000, 3_000, id="a-part-was-paid"),
        pytest.param(10_000, 5_000, id="more-than-was-shown"),
    ],
)
def test_what_is_owed_now_of_what_was_shown(owed: int, let_off: int) -> None:
    decision = answered(REQUEST, OTIENO, "yes", balances=owing(owed))
    assert postings_of(decision) == [{"income": let_off, "fines:M03:1.1": -let_off}]


def test_where_nothing_is_owed_any_more_nothing_is_done() -> None:
    decision = answered(REQUEST, OTIENO, "yes", balances=owing(0))
    assert postings_of(decision) == []
    assert Settle(REQUEST.id, State.EXPIRED) in decision
    assert templates_to(decision, OTIENO) == ["no_open_fine"]


def test_a_dispute_is_agreed_to_by_two_others() -> None:
    decision = answered(DISPUTE, OTIENO, "yes", balances=owing(), group=THREE)
    (entry,) = posted(decision)
    assert entry.actor == "M03+M01+M02"
    assert templates_to(decision, ACHIENG) == ["fine_waived"]


@pytest.mark.parametrize(
    ("asked", "asker"),
    [
        pytest.param(REQUEST, WANJIRU, id="the-officer-who-asked"),
        pytest.param(DISPUTE, ACHIENG, id="the-member-who-disputes"),
    ],
)
def test_who_asked_hears_that_it_stays(asked: Proposal, asker: Any) -> None:
    decision = answered(asked, OTIENO, "no", balances=owing(), group=THREE)
    assert postings_of(decision) == []
    assert templates_to(decision, asker) == ["fine_stays"]


@pytest.mark.parametrize("text", ["yes", "1", "ndio"])
def test_who_was_fined_cannot_agree(text: str) -> None:
    decision = answered(DISPUTE, ACHIENG, text, balances=owing(), group=THREE)
    assert postings_of(decision) == []


def test_money_that_comes_meanwhile_leaves_the_fine_to_be_decided() -> None:
    absent = entries.fines(GENERAL, "M03")
    known: dict[str, Any] = {
        "balances": {**open_dues(ACHIENG), absent: 5_000},
        "my_collectors": (PHONE,),
    }
    text = received_text(amount="1,050.00")
    (paid,) = postings_of(decided(WANJIRU, text, **known))
    assert paid["fines:M03"] == -5_000
    kept = {**FACTS, "fines": [{**SHOWN, "round_key": ""}]}
    disputed = proposal("waiver", kept, ACHIENG, WANJIRU, interested=frozenset({"M03"}))
    (waits,) = postings_of(decided(WANJIRU, text, proposals=(disputed,), **known))
    assert "fines:M03" not in waits


def test_only_officers_read_why_somebody_was_late() -> None:
    facts = {"reason": "he was in hospital"}
    assert shown_to(facts, OTIENO)["reason"] == "he was in hospital"
    assert shown_to(facts, ACHIENG)["reason"] == ""
