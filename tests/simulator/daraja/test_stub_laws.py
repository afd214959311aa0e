"""Whatever customers and apps do, and whatever goes wrong: money is neither made nor lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator.daraja import Fault, Kind, Settings, State, Transaction
from bot.simulator.daraja.ledger import Ledger
from bot.simulator.daraja.naming import Namer, decimals, read_in_nairobi, whole
from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    NOBODY,
    NOW,
    OF_PUSH,
    RESULT,
    Asker,
    daraja,
    said_of_push,
    said_of_result,
)

PHONES = (ACHIENG, BARAKA, NOBODY)
FEW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
ONE_ACCOUNT = Settings(b2c_shortcode="600000", utility_cents=2_000_00, hang_seconds=0)

Act = Callable[[Asker, str, int], object]


def push(asker: Asker, phone: str, amount: int) -> object:
    return asker.push(PartyA=int(phone), PhoneNumber=int(phone), Amount=amount)


def payout(asker: Asker, phone: str, amount: int) -> object:
    return asker.payout(f"chama-1-{amount % 7}", PartyB=int(phone), Amount=amount)


def pay(asker: Asker, phone: str, amount: int) -> object:
    if phone == NOBODY:
        return None
    shortcode = (asker.stub.shortcode, asker.stub.till)[amount % 2]
    return asker.stub.customers.pay(phone, shortcode, amount * 100, "BCY-3")


def answer(asker: Asker, phone: str, amount: int) -> object:
    if not asker.stub.customers.prompts(phone):
        return None
    pin = "" if amount % 5 else "0000"
    return asker.stub.customers.answer(phone, pin)


def cancel(asker: Asker, phone: str, _amount: int) -> object:
    return asker.stub.customers.prompts(phone) and asker.stub.customers.cancel(phone)


def reverse(asker: Asker, _phone: str, amount: int) -> object:
    one = some(asker.stub.ledger.transactions, amount)
    return one and asker.reverse(one.receipt, Amount=max(1, one.cents // 100))


def reverse_by_hand(asker: Asker, _phone: str, amount: int) -> object:
    one = some(asker.stub.ledger.transactions, amount)
    return one and asker.stub.reverse_by_hand(one.receipt)


def wait(asker: Asker, _phone: str, amount: int) -> object:
    return asker.clock.go_on(amount % 90)


def deliver(asker: Asker, _phone: str, amount: int) -> object:
    return asker.stub.deliver(at_most=amount % 4)


def some(transactions: Sequence[Transaction], number: int) -> Transaction | None:
    return transactions[number % len(transactions)] if transactions else None


ACTS: tuple[Act, ...] = (
    *(push, payout, pay, answer, cancel, reverse, reverse_by_hand, wait, deliver),
)

AMOUNTS = st.one_of(st.integers(1, 3_000), st.sampled_from([9, 10, 15_000, 250_000, 250_001]))
STORIES = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(PHONES), AMOUNTS), max_size=20)
WRONGS = st.sets(st.sampled_from(list(Fault)), max_size=4)


@given(story=STORIES, faults=WRONGS, seed=st.integers(0, 9))
@FEW
def test_money_is_never_made_or_lost(
    story: list[tuple[Act, str, int]], faults: set[Fault], seed: int
) -> None:
    with daraja(seed=seed, faults=sorted(faults, key=str), settings=ONE_ACCOUNT) as asker:
        asker.register()
        for act, phone, amount in story:
            try:
                act(asker, phone, amount)
            except httpx.TransportError:  # the answer that a fault keeps back
                assert faults & {Fault.NO_ANSWER, Fault.FIRST_ANSWER_LOST}
            adds_up(asker.stub.ledger)
        asker.stub.deliver()
        adds_up(asker.stub.ledger)


def adds_up(ledger: Ledger) -> None:
    """All money that was brought is there, nobody owes any, and each receipt stands once."""
    assert ledger.total_cents == ledger.brought_cents
    held = {phone: wallet.cents for phone, wallet in ledger.wallets.items()}
    owned = {number: one.utility_cents for number, one in ledger.organisations.items()}
    assert min((*held.values(), *owned.values())) >= 0
    assert max(Counter(one.receipt for one in ledger.transactions).values(), default=1) == 1
    came = sum(one.cents for one in ledger.book.incoming)
    left = sum(one.cents + one.fee_cents for one in ledger.book.outgoing)
    assert sum(owned.values()) == ONE_ACCOUNT.utility_cents + came - left
    undone = Counter(one.undoes for one in ledger.book.outgoing if one.undoes)
    assert max(undone.values(), default=1) == 1


def test_an_unknown_number_never_pays_and_is_never_paid() -> None:
    with daraja() as asker:
        asker.push(PartyA=int(NOBODY), PhoneNumber=int(NOBODY))
        asker.payout(PartyB=int(NOBODY))
        told = dict(asker.hear())
        assert said_of_push(told[OF_PUSH])["ResultCode"] == 1037
        assert said_of_result(told[RESULT])["ResultCode"] == 2040
        book = asker.stub.book
        assert book.incoming == book.outgoing == ()


@pytest.mark.parametrize(
    ("kind", "payer", "payee", "cents"),
    [
        (Kind.C2B, ACHIENG, "600000", 20_000_01),
        (Kind.PAYOUT, "600000", ACHIENG, 500_00),
        (Kind.REVERSAL, "600000", ACHIENG, 1),
    ],
)
def test_nothing_is_recorded_that_would_leave_less_than_nothing(
    kind: Kind, payer: str, payee: str, cents: int
) -> None:
    with daraja() as asker:
        ledger = asker.stub.ledger
        asked = Transaction("", kind, State.COMPLETED, cents, payer, payee, NOW)
        with pytest.raises(ValueError, match="too little"):
            ledger.record(asked)
        assert ledger.transactions == []
        assert ledger.total_cents == ledger.brought_cents
        assert ledger.record(replace(asked, state=State.FAILED)).receipt


# --- names, times and amounts --------------------------------------------------------------------


def test_no_name_is_given_twice() -> None:
    """Of ten thousand names of one second six hundred are drawn: some come up again."""
    names = Namer(Random(0))
    assert len({names.checkout(NOW, ACHIENG) for _ in range(600)}) == 600


@pytest.mark.parametrize(
    ("days", "head"),
    [(0, "UKR"), (4, "UL1"), (13, "ULA"), (34, "ULV"), (35, "VA1")],
)
def test_a_receipt_begins_with_its_day(days: int, head: str) -> None:
    with daraja() as asker:
        asker.clock.now = NOW + timedelta(days=days)
        assert asker.paid().startswith(head)


def test_a_receipt_begins_with_the_day_in_nairobi() -> None:
    with daraja() as asker:
        asker.clock.now = NOW.replace(hour=21)  # midnight there
        assert asker.paid().startswith("UKS")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("202611270930", "%Y%m%d%H%M%S"), ("2026-11-27 9:30:00", "%Y-%m-%d %H:%M:%S")],
)
def test_a_time_is_written_in_full(text: str, pattern: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_in_nairobi(text, pattern)


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (500_00, "500.00"), (-1_05, "-1.05")]
)
def test_an_amount_has_two_places(cents: int, text: str) -> None:
    assert decimals(cents) == text


def test_the_provider_moves_whole_shillings() -> None:
    assert whole(500_00) == 500
    with pytest.raises(ValueError, match="whole shillings"):
        whole(500_01)
