"""Of several things of one's own one is taken back by number, and the others go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation.effects import Decision, Settle
from bot.conversation.situation import Question
from chama.agreement import Proposal, State
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    cash_facts,
    decided,
    postings_of,
    proposal,
    put_to,
    question,
    templates_to,
)

CASH = proposal("cash", cash_facts(ACHIENG, WANJIRU, 50_000), WANJIRU, OTIENO)
OTHER = proposal("cash", cash_facts(BARAKA, WANJIRU, 70_000), WANJIRU, OTIENO, id=6)


def line(one: Proposal, name: str, cents: int) -> dict[str, Any]:
    return {"kind": one.kind, "name": name, "amount_cents": cents, "paid_in": "", "code": "",
            "proposal": one.id, "matter": "", "is_yes": False}  # fmt: skip


LINES = [line(CASH, "Achieng Atieno", 50_000), line(OTHER, "Baraka Mwangi", 70_000)]
ASKED = question("which_taken_back", WANJIRU, {"items": LINES}, id=99)


def answered(text: str, *proposals: Proposal, asked: Question = ASKED) -> Decision:
    return decided(
        WANJIRU, text, proposals=proposals, questions=(asked, put_to(OTIENO, CASH, id=50))
    )


def ended(decision: Decision, state: State) -> list[int]:
    return [one.proposal_id for one in decision if isinstance(one, Settle) and one.state is state]


def test_the_chosen_one_ends() -> None:
    decision = answered("1", CASH, OTHER)
    assert ended(decision, State.EXPIRED) == [CASH.id]
    assert postings_of(decision) == []


def test_none_of_them_leaves_all_as_it_is() -> None:
    decision = answered("3", CASH, OTHER)
    assert ended(decision, State.EXPIRED) == []
    assert templates_to(decision, WANJIRU) == ["all_goes_on"]


def test_what_enough_have_agreed_to_meanwhile_is_done_where_it_was_not_meant() -> None:
    carried = replace(OTHER, agreed_by=frozenset({"M02"}))
    decision = answered("1", CASH, carried)
    assert ended(decision, State.EXPIRED) == [CASH.id]
    assert ended(decision, State.DONE) == [OTHER.id]
    assert postings_of(answered("2", CASH, carried)) == []


def test_what_is_decided_since_is_said_to_be() -> None:
    assert templates_to(answered("1", OTHER), WANJIRU) == ["decided_already"]
