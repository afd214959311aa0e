"""Cash drawn by a collecting phone is the group's, in its holder's hand now, or private."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import moves, questions
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Close
from bot.conversation.moves import Move
from chama.constitution import CollectorKind
from chama.group import Collector
from tests.builders import (
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    WANJIRU,
    asks,
    caused_by,
    decided,
    group,
    message,
    postings_of,
    proposal,
    proposed,
    put_to,
    question,
    rules,
    situation,
    templates_to,
    voters,
)
from tests.conversation.proposals.stories import THREE_OFFICERS, balances, tell
from tests.transcripts import Stage

TEXT = (
    "UKN7AG3T01 Confirmed.on 23/11/26 at 8:30 AMWithdraw Ksh500.00 from 123456 - MAMA AGENT"
    " New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh{fee}.00."
)
DETAILS = {
    "code": "UKN7AG3T01",
    "network": "mpesa",
    "amount_cents": 50_000,
    "fee_cents": 2_900,
    "on": "2026-11-23",
    "collector": "C1",
    "holder": "M01",
    "sender_name": WANJIRU.name,
    "recipient_name": "MAMA AGENT",
}
THREE = group(people=(*PEOPLE, SARAH))


def answered(text: str) -> Any:
    asked = question("withdrawn", WANJIRU, DETAILS)
    return decided(WANJIRU, text, group=THREE, questions=(asked,))


def test_it_shows_how_much_and_the_code() -> None:
    facts = {"amount_cents": 50_000, "code": "UKN7AG3T01"}
    assert questions.shown("withdrawn", DETAILS) == ("ask_withdrawn", facts)


def test_the_holder_is_asked_and_nothing_is_posted() -> None:
    decision = decided(WANJIRU, TEXT.format(fee=29), group=THREE)
    assert asks(decision) == [("withdrawn", WANJIRU.phone)]
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    "text", [TEXT.format(fee=900), TEXT.format(fee=29).replace("UKN7", "UKA7")]
)
def test_a_doubtful_text_is_not_even_asked_about(text: str) -> None:
    assert asks(decided(WANJIRU, text, group=THREE)) == []


def test_on_any_other_phone_it_is_nobodys_business() -> None:
    assert asks(decided(OTIENO, TEXT.format(fee=29), group=THREE)) == []


def test_the_groups_cash_is_in_her_hand_once_another_agrees() -> None:
    decision = answered("1")
    put = proposed(decision)
    assert (put.kind, put.facts["source"], put.facts["target"]) == (
        "transfer",
        "collector:C1",
        "cash:M01",
    )
    assert voters(decision) == [OTIENO, SARAH]


def test_what_is_private_is_told_to_the_others() -> None:
    decision = answered("2")
    assert templates_to(decision, WANJIRU) == ["not_the_groups"]
    assert templates_to(decision, OTIENO) == ["money_out_private"]


def test_what_officers_undid_may_be_booked_again(checked: Stage) -> None:
    checked.found(rules(people=THREE_OFFICERS))
    checked.deliver()
    text = TEXT.format(fee=29)
    tell(checked, (WANJIRU, text), (WANJIRU, "1"), (OTIENO, "yes"))
    booked = balances(checked)
    tell(checked, (WANJIRU, text))
    assert balances(checked) == booked
    tell(checked, (WANJIRU, "undo UKN7AG3T01"), (OTIENO, "yes"), (SARAH, "yes"))
    assert "cash:M01" not in balances(checked)
    tell(checked, (WANJIRU, text), (WANJIRU, "1"), (OTIENO, "yes"))
    assert balances(checked) == booked


def test_it_is_the_phone_of_the_groups_own_currency() -> None:
    foreign = Collector("C2", CollectorKind.PHONE, "Wanjiru", WANJIRU.phone, currency="USD")
    both = group(people=(*PEOPLE, SARAH), collectors=(foreign, PHONE))
    (ask,) = [
        one for one in decided(WANJIRU, TEXT.format(fee=29), group=both) if isinstance(one, Ask)
    ]
    assert ask.details["collector"] == PHONE.code


def test_what_is_booked_need_not_be_asked_about_any_more() -> None:
    first, again = (
        question("withdrawn", WANJIRU, DETAILS, id=n, is_presented=n == 7) for n in (7, 8)
    )
    move = Move(PHONE.place, moves.in_hand(WANJIRU), 50_000, 0, "UKN7AG3T01", "mpesa", "2026-11-23")
    facts = moves.as_details(Draft(situation(WANJIRU), caused_by(message())), move)
    put = proposal("transfer", facts, WANJIRU, OTIENO, key=move.key)
    known = {"proposals": (put,), "questions": (first, again, put_to(OTIENO, put, id=9))}
    decision = decided(OTIENO, "yes", group=THREE, balances={PHONE.place: 100_000}, **known)
    closed = {one.question_id: one.answer for one in decision if isinstance(one, Close)}
    assert closed == {9: "yes", 7: "withdrawn", 8: "withdrawn"}
