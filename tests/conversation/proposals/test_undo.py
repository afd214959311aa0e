"""An entry is taken back on the word of two, neither of whom has less to answer for then."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import undoing
from bot.conversation.draft import Draft
from bot.conversation.effects import Settle
from bot.conversation.proposals import undo
from chama import entries
from chama.agreement import State
from chama.journal import JournalEntry, ReceiptId, SealedEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
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
    "paid_in": "",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "owners": [ACHIENG.code],
    "is_payout": False,
    "seq": 2,
    "said_by_name": OTIENO.name,
    "gaining": [WANJIRU.code],
    "payer": None,
    "claimed_by": "",
}
ASKED = proposal("undo", FACTS, OTIENO, SARAH, interested=frozenset({"M01"}))
THREE = group(people=(*PEOPLE, SARAH))


def part_taken_back() -> JournalEntry:
    """M-Pesa took KES 400 of Achieng's payment back."""
    return entries.partial_reversal(
        ACHIENG.code,
        {entries.dues(ACHIENG.code, "1.1"): 40_000},
        out_of=entries.collector(entries.ROTATION, "C1"),
        key="after:mpesa:UKN1AB2C01:1",
        on=TODAY,
        actor="M01+M02",
        receipt=ReceiptId("mpesa", "UKN9RV8S01"),
    )


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
    assert reply(SARAH, "changed_since", code=CODE) in decision


@pytest.mark.parametrize(
    "recent",
    [
        pytest.param(book(contribution(BARAKA)), id="somebody-elses-meanwhile"),
        pytest.param(book(contribution(), part_taken_back()), id="a-part-went-meanwhile"),
    ],
)
def test_what_is_not_as_it_was_shown_stays(recent: tuple[SealedEntry, ...]) -> None:
    decision = answered(ASKED, SARAH, "yes", group=THREE, recent=recent)
    assert postings_of(decision) == []
    assert reply(SARAH, "changed_since", code=CODE) in decision


def test_who_got_a_pot_is_interested_in_its_undoing() -> None:
    draft = Draft(situation(WANJIRU), caused_by(message(WANJIRU)))
    paid_out = entries.payout(
        entries.pot("1.1"),
        OTIENO.code,
        400_000,
        out_of=entries.collector(entries.ROTATION, "C1"),
        receipt=ReceiptId("mpesa", "UKN5OU7T01"),
        on=TODAY,
        actor="M01+M05",
    )
    assert undoing.gaining(draft, paid_out) == [OTIENO.code]
