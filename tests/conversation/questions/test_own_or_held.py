"""Money from an officer who may have held it for the group is credited only as they say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.incoming import Incoming
from chama import entries
from chama.constitution import CollectorKind
from chama.entries import ROTATION
from chama.group import Collector
from chama.journal import ReceiptId
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    asks,
    book,
    decided,
    group,
    mpesa,
    open_dues,
    posted,
    postings_of,
    proposal,
    proposed,
    question,
    received_text,
    recorded,
    templates_to,
    voters,
)
from tests.builders import PHONE as COLLECTING
from tests.builders import answered as by_vote

CODE = "UKN1AB2C01"
PHONE, HAND = entries.collector(ROTATION, "C1"), entries.cash(ROTATION, "M02")
PAYMENT = Incoming(CODE, "mpesa", 100_000, "KES", "2026-11-23", "C1", OTIENO.name, OTIENO.phone)
DETAILS = {"payment": PAYMENT.as_details(), "source": HAND.code, "payer": "M02"}
WAITING = entries.unallocated(ROTATION, ReceiptId("mpesa", CODE))
TEXT = received_text(CODE, payer=f"{OTIENO.name.upper()} 0712000002")


def arrived(actor: str = "M01") -> Any:
    return recorded(
        entries.money_unallocated(
            mpesa(CODE), 100_000, into=PHONE, on=date(2026, 11, 23), actor=actor, memo=OTIENO.name
        )
    )


def answered(text: str, actor: str = "M01", held_cents: int = 150_000, **known: Any) -> Any:
    balances = {**open_dues(OTIENO), HAND: held_cents, PHONE: 100_000, WAITING: -100_000}
    return decided(
        OTIENO,
        text,
        questions=(question("own_or_held", OTIENO, DETAILS),),
        receipts={mpesa(CODE): arrived(actor)},
        balances=balances,
        **known,
    )


def test_it_shows_the_payment() -> None:
    facts = {"amount_cents": 100_000, "code": CODE}
    assert questions.shown("own_or_held", DETAILS) == ("ask_own_or_held", facts)


@pytest.mark.parametrize(
    ("balances", "is_asked"),
    [
        pytest.param({HAND: 100_000}, True, id="holds-as-much-and-owes-nothing"),
        pytest.param({HAND: 99_900}, False, id="holds-less"),
        pytest.param({**open_dues(OTIENO), HAND: 100_000}, False, id="owes-as-much"),
    ],
)
def test_who_may_have_held_it_is_asked(balances: Any, is_asked: bool) -> None:
    kinds = [kind for kind, _ in asks(decided(WANJIRU, TEXT, balances=balances))]
    assert ("own_or_held" in kinds) is is_asked


def test_a_members_own_payment_is_never_asked_about() -> None:
    balances = {entries.cash(ROTATION, ACHIENG.code): 100_000}
    assert asks(decided(WANJIRU, received_text(CODE), balances=balances)) == []


def test_a_contribution_is_credited_on_the_word_of_the_texts_author_too() -> None:
    decision = answered("1")
    assert posted(decision)[0].actor == "M01+M02"
    (moved,) = postings_of(decision)
    assert moved["dues:M02:1.1"] == -100_000


def test_what_only_they_themselves_have_shown_is_put_to_another() -> None:
    assert proposed(answered("1", actor="M02")).kind == "theirs"


def test_the_groups_money_leaves_the_hand_that_held_it() -> None:
    decision = answered("2")
    assert postings_of(decision) == [{f"unallocated:mpesa/{CODE}": 100_000, "cash:M02": -100_000}]
    assert templates_to(decision, OTIENO) == ["transferred"]


BANK = Collector("C2", CollectorKind.BANK, "Equity Umoja", WANJIRU.phone, "0123", holder="M01")
IN_BANK = entries.collector(ROTATION, BANK.code)
BANK_PAYMENT = Incoming(
    CODE, "mpesa", 100_000, "KES", "2026-11-23", BANK.code, WANJIRU.name, WANJIRU.phone
)
SHE_HELD_IT = {"payment": BANK_PAYMENT.as_details(), "source": PHONE.code, "payer": "M01"}
ALONE = group(people=(WANJIRU, ACHIENG, BARAKA), collectors=(COLLECTING, BANK))
TWO = group(collectors=(COLLECTING, BANK))


def she_says(actor: str, phone_cents: int, **known: Any) -> Any:
    came = entries.money_unallocated(
        mpesa(CODE), 100_000, into=IN_BANK, on=date(2026, 11, 23), actor=actor, memo=WANJIRU.name
    )
    return decided(
        WANJIRU,
        "2",
        questions=(question("own_or_held", WANJIRU, SHE_HELD_IT),),
        receipts={mpesa(CODE): recorded(came)},
        balances={PHONE: phone_cents, IN_BANK: 100_000, WAITING: -100_000},
        **known,
    )


@pytest.mark.parametrize(
    ("actor", "phone_cents", "known", "asked"),
    [
        pytest.param("M02", 100_000, {"group": TWO}, set(), id="another-shows-it"),
        pytest.param("M01", 100_000, {"group": TWO}, {"M02"}, id="only-herself"),
        pytest.param("M01", 100_000, {"group": ALONE}, {"M03", "M04"}, id="the-only-officer"),
        pytest.param("M02", 99_900, {"group": TWO}, {"M02"}, id="the-phone-holds-less"),
    ],
)
def test_nobody_lowers_by_their_own_word_what_they_answer_for(
    actor: str, phone_cents: int, known: dict[str, Any], asked: set[str]
) -> None:
    decision = she_says(actor, phone_cents, **known)
    assert {person.code for person in voters(decision)} == asked
    assert bool(postings_of(decision)) is not bool(asked)


def test_once_another_agrees_it_is_the_groups_and_waits_no_more() -> None:
    put = proposed(she_says("M01", 100_000, group=TWO))
    waiting = proposal("transfer", put.facts, WANJIRU, OTIENO, key=put.key)
    came = entries.money_unallocated(
        mpesa(CODE), 100_000, into=IN_BANK, on=date(2026, 11, 23), actor="M01", memo=WANJIRU.name
    )
    known: dict[str, Any] = {"group": TWO, "receipts": {mpesa(CODE): recorded(came)}}
    held = {PHONE: 100_000, IN_BANK: 100_000, WAITING: -100_000}
    decision = by_vote(waiting, OTIENO, "yes", balances=held, **known)
    assert postings_of(decision) == [
        {f"unallocated:mpesa/{CODE}": 100_000, "collector:C1": -100_000}
    ]
    assert posted(decision)[0].actor == "M01+M02"


def test_never_more_than_the_hand_holds() -> None:
    assert templates_to(answered("2", held_cents=50_000), OTIENO) == ["holds_less"]


def test_what_words_had_told_before_gives_way_to_its_text() -> None:
    told = entries.moved(
        {HAND: 250_000}, 100_000, source=HAND, target=PHONE, key="move:3",
        on=date(2026, 11, 23), actor="M02+M01",
    )  # fmt: skip
    decision = answered("2", recent=book(told))
    back, moved = posted(decision)
    assert back.reverses is not None
    assert sum(one.amount_cents for one in moved.postings if one.account == HAND) == -100_000
