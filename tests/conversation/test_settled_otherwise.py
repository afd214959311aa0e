"""What waits for agreement about a payment ends when the payment is decided another way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import Close, Decision, Say, Settle
from bot.conversation.incoming import Incoming
from chama import entries
from chama.agreement import State
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PHONE,
    SARAH,
    TODAY,
    WANJIRU,
    caused_by,
    contribution,
    group,
    message,
    mpesa,
    proposal,
    put_to,
    recorded,
    situation,
)

CODE = "UKN1AB2C01"
FULL = 100_000
THREE = group(people=(WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH))
WAITING = entries.money_unallocated(
    mpesa(CODE),
    FULL,
    into=entries.collector(ROTATION, PHONE.code),
    key="",
    on=TODAY,
    actor=WANJIRU.code,
    memo="ROSE AKOTH",
)
PAYMENT = Incoming(CODE, "mpesa", FULL, "KES", TODAY.isoformat(), PHONE.code, "ROSE AKOTH")
OF_PAYMENT = {"payment": PAYMENT.as_details(), "amount_cents": FULL}
OF_CODE = {"code": CODE, "network": "mpesa", "amount_cents": FULL}
TO_BARAKA = {"shares": [{"member": BARAKA.code, "name": BARAKA.name, "amount_cents": FULL}]}
SAID = {"said_by_name": OTIENO.name}
ALLOCATED, TAKEN_BACK = "allocated", "taken back"

KINDS: dict[str, dict[str, Any]] = {
    "theirs": {**OF_PAYMENT, **TO_BARAKA, **SAID},
    "reallocate": {
        **OF_CODE,
        **TO_BARAKA,
        **SAID,
        "from_names": ACHIENG.name,
        "owners": [ACHIENG.code],
    },
    "reversal": {**OF_CODE, **SAID, "reversal": "UKN9RV8S07", "names": ACHIENG.name, "gaining": []},
    "undo": {
        **OF_CODE,
        **SAID,
        "seq": 2,
        "member": ACHIENG.code,
        "member_name": ACHIENG.name,
        "is_payout": False,
        "payer": None,
        "claimed_by": "",
        "owners": [ACHIENG.code],
        "gaining": [],
    },
    "undo-none-of-ours": {
        **OF_CODE,
        **SAID,
        "seq": 2,
        "member": "",
        "member_name": "",
        "is_payout": False,
        "payer": "ROSE AKOTH",
        "claimed_by": "",
        "owners": [],
        "gaining": [],
    },
}


def decision_after(kind: str, booked: JournalEntry, what: str, asker: Person) -> Decision:
    """The payment stands so in the book, and while the proposal waits Wanjiru decides it."""
    put = proposal(kind.partition("-")[0], KINDS[kind], asker, SARAH)
    known = {
        "receipts": {mpesa(CODE): recorded(booked)},
        "proposals": (put,),
        "questions": (put_to(SARAH, put),),
        "group": THREE,
    }
    draft = Draft(situation(WANJIRU, **known), caused_by(message(WANJIRU, "words")))
    if what == ALLOCATED:
        crediting.allocate(draft, PAYMENT, ACHIENG)
    else:
        draft.stand_for((WANJIRU.code, SARAH.code))
        draft.post(
            entries.reversal(booked, 2, on=TODAY, actor="M01+M05", key=draft.next_key(mpesa(CODE)))
        )
    return draft.finish()


@pytest.mark.parametrize(
    ("kind", "booked", "what", "is_over"),
    [
        ("theirs", WAITING, ALLOCATED, True),
        ("undo-none-of-ours", WAITING, ALLOCATED, True),
        ("undo", WAITING, ALLOCATED, False),
        ("reversal", WAITING, ALLOCATED, False),
        ("reallocate", contribution(), TAKEN_BACK, True),
        ("reversal", contribution(), TAKEN_BACK, True),
        ("undo", contribution(), TAKEN_BACK, True),
    ],
)
def test_it_ends_where_what_was_shown_is_no_more(
    kind: str, booked: JournalEntry, what: str, is_over: bool
) -> None:
    decision = decision_after(kind, booked, what, OTIENO)
    assert (Settle(5, State.EXPIRED) in decision) is is_over
    assert (Close(7, "withdrawn") in decision) is is_over
    said = [one for one in decision if isinstance(one, Say) and one.address == OTIENO.phone]
    assert [one.template for one in said] == (["settled_otherwise"] if is_over else [])


def told(asker: Person) -> dict[str, Any]:
    decision = decision_after("theirs", WAITING, ALLOCATED, asker)
    (said,) = [one for one in decision if isinstance(one, Say) and one.address == asker.phone]
    return dict(said.facts)


def test_an_officer_hears_whose_it_is_and_by_whom() -> None:
    said = told(OTIENO)
    assert (said["names"], said["officer"]) == (ACHIENG.name, WANJIRU.name)


def test_a_member_hears_that_it_is_anothers_and_not_whose() -> None:
    said = told(BARAKA)
    assert (said["names"], said["has_owner"]) == ("", True)


def test_who_is_interested_in_another_payment_is_asked_on() -> None:
    other = {**KINDS["theirs"], "payment": replace(PAYMENT, code="UKN1AB2C02").as_details()}
    put = proposal("theirs", other, OTIENO, SARAH)
    known = {"receipts": {mpesa(CODE): recorded(WAITING)}, "proposals": (put,), "group": THREE}
    draft = Draft(situation(WANJIRU, **known), caused_by(message(WANJIRU, "words")))
    crediting.allocate(draft, PAYMENT, ACHIENG)
    assert not [one for one in draft.finish() if isinstance(one, Settle)]
