"""An entry is taken back on the word of two, neither of whom has less to answer for then."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Settle
from bot.conversation.proposals import undo
from chama import entries
from chama.agreement import State
from chama.journal import SealedEntry
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    answered,
    book,
    caused_by,
    contribution,
    group,
    message,
    postings_of,
    proposal,
    reply,
    situation,
    templates_to,
    told,
)

CODE = "UKN1AB2C01"
CREDIT_BACK = {"collector:C1": -100_000, "dues:M03:1.1": 100_000}
FACTS: dict[str, Any] = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "is_payout": False,
    "seq": 2,
    "said_by_name": OTIENO.name,
    "gaining": [WANJIRU.code],
    "payer": None,
}
ASKED = proposal("undo", FACTS, OTIENO, SARAH, interested=frozenset({"M01"}))
THREE = group(people=(*PEOPLE, SARAH))


def test_it_shows_what_would_be_taken_back_and_on_whose_word() -> None:
    template, facts = undo.show(FACTS)
    assert template == "ask_undo"
    assert (facts["officer"], facts["member_name"], facts["code"]) == (
        OTIENO.name,
        ACHIENG.name,
        CODE,
    )


def test_who_holds_the_money_is_interested() -> None:
    assert undo.interested(Draft(situation(), caused_by(message())), FACTS) == {"M01"}


def test_the_second_officers_yes_takes_it_back_and_all_concerned_hear_who_stood_for_it() -> None:
    decision = answered(ASKED, SARAH, "yes", group=THREE, recent=book(contribution()))
    assert postings_of(decision) == [CREDIT_BACK]
    for officer in (WANJIRU, OTIENO, SARAH):
        (said,) = [one for one in decision if getattr(one, "address", "") == officer.phone]
        assert said.template == "undone"
        assert said.facts["officers"] == f"{OTIENO.name}, {SARAH.name}"
    assert templates_to(decision, ACHIENG) == ["undone_member"]


def test_a_no_leaves_it_and_who_asked_learns_who_refused() -> None:
    decision = answered(ASKED, SARAH, "no", group=THREE, recent=book(contribution()))
    assert postings_of(decision) == []
    said = told(OTIENO, "change_declined", officer=SARAH.name, amount_cents=100_000)
    assert said in decision


@pytest.mark.parametrize(
    "recent",
    [
        pytest.param(
            book(contribution(), entries.reversal(contribution(), 2, on=TODAY, actor="M01")),
            id="taken-back-meanwhile",
        ),
        pytest.param((), id="not-there"),
    ],
)
def test_what_is_gone_already_stays_gone(recent: tuple[SealedEntry, ...]) -> None:
    decision = answered(ASKED, SARAH, "yes", group=THREE, recent=recent)
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert reply(SARAH, "cancelled") in decision
