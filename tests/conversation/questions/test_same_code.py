"""Two members show one code: the officer's answer drops one claim, and moves nothing alone."""

from __future__ import annotations

import pytest

from bot.conversation.effects import SettleClaims
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    proposed,
    question,
    recorded,
    reply,
    told,
)

CODE = "UKN1AB2C01"
ASKED = question(
    "same_code",
    WANJIRU,
    {
        "code": CODE,
        "network": "mpesa",
        "first": ACHIENG.code,
        "second": BARAKA.code,
        "first_name": ACHIENG.name,
        "second_name": BARAKA.name,
        "amount_cents": 100_000,
    },
)
UNALLOCATED = entries.money_unallocated(
    mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
)
ALLOCATION = entries.allocation(
    ACHIENG.code,
    mpesa(CODE),
    100_000,
    lies_in=entries.collector(ROTATION, "C1"),
    owed=[(entries.dues("M03", "1.1"), 100_000)],
    key=entries.follow_up_key(mpesa(CODE), 1),
    on=TODAY,
    actor=WANJIRU.code,
)
CREDITED = recorded(contribution(ACHIENG, CODE))
ALLOCATED = recorded(UNALLOCATED, ALLOCATION)


@pytest.mark.parametrize(
    ("text", "loser"),
    [("1", BARAKA), ("Achieng", BARAKA), ("2", ACHIENG), ("baraka mwangi", ACHIENG)],
)
def test_before_the_money_only_the_other_claim_is_dropped_and_its_claimer_hears_of_it(
    text: str, loser: Person
) -> None:
    decision = decided(WANJIRU, text, questions=(ASKED,))
    assert decision[1:] == (
        SettleClaims(mpesa(CODE), loser.code),
        reply(WANJIRU, "done"),
        told(loser, "claim_not_theirs", code=CODE),
    )


@pytest.mark.parametrize(
    "known", [pytest.param(CREDITED, id="credited"), pytest.param(ALLOCATED, id="allocated")]
)
def test_what_was_credited_meanwhile_moves_only_with_a_second_officer(known: object) -> None:
    decision = decided(WANJIRU, "2", questions=(ASKED,), receipts={mpesa(CODE): known})
    assert postings_of(decision) == []
    put = proposed(decision)
    assert (put.kind, put.asked_by, put.voters) == ("reallocate", WANJIRU.code, (OTIENO.code,))
    assert [share["member"] for share in put.facts["shares"]] == [BARAKA.code]


@pytest.mark.parametrize("text", ["no", "3", "sitaki", "yes"])
def test_what_names_neither_drops_nobodys_claim(text: str) -> None:
    decision = decided(WANJIRU, text, questions=(ASKED,), receipts={mpesa(CODE): CREDITED})
    assert decision == (reply(WANJIRU, "pick_number", count=2),)


def test_money_of_the_right_owner_stays() -> None:
    decision = decided(WANJIRU, "1", questions=(ASKED,), receipts={mpesa(CODE): CREDITED})
    assert postings_of(decision) == []
    assert decision[-2:] == (
        reply(WANJIRU, "done"),
        told(BARAKA, "claim_not_theirs", code=CODE),
    )
