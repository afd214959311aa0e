"""Laws that hold for any stream of messages, through the whole pipeline, and for any chama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import book
from bot.store.database import open_engine, reading
from bot.store.verify import verify
from chama.entries import ROTATION
from chama.group import Person
from chama.ledger import ContributionStatus, Ledger
from chama.models import Chama, Cycle, Member, Round
from chama.money import Money, coin_cents
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    WANJIRU,
    received_text,
    rules,
    sent_text,
)
from tests.conftest import Databases
from tests.transcripts import Stage

FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
PAYERS = (OTIENO, ACHIENG, BARAKA)

# --- streams of messages -------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One message of a stream. id: the provider's."""

    sender: Person
    text: str
    id: str


@st.composite
def streams(draw: st.DrawFn) -> list[Line]:
    """Payments of members, each as the collector's text, the member's own, or both, and words."""
    lines: list[Line] = []
    for number in range(draw(st.integers(1, 5))):
        payer = draw(st.sampled_from(PAYERS))
        code, amount = f"UKN1AB2C{number:02d}", f"{draw(st.integers(1, 2_500))}.00"
        name = draw(st.sampled_from([payer.name.upper(), "ROSE AKOTH"]))
        printed = f"{name} 0{payer.phone[4:]}"
        lines.append(Line(WANJIRU, received_text(code, amount, printed), f"in-{number}"))
        if draw(st.booleans()):
            lines.append(Line(payer, sent_text(code, amount), f"out-{number}"))
    words = draw(st.lists(st.sampled_from(["balance", "round", "yes", "2", "salio"]), max_size=3))
    lines += [Line(ACHIENG, text, f"word-{n}") for n, text in enumerate(words)]
    return lines


@contextmanager
def stage_on(databases: Databases, kind: str) -> Iterator[Stage]:
    """The whole bot on a fresh database."""
    url = databases.create(kind)
    engine = open_engine(url)
    stage = Stage(engine)
    stage.found(rules())
    yield stage
    engine.dispose()
    databases.drop(url)


def play(stage: Stage, lines: Sequence[Line]) -> None:
    for line in lines:
        stage.say(line.sender, line.text, provider_id=line.id)


def balances(engine: sa.Engine) -> dict[str, int]:
    with reading(engine) as connection:
        held = book.balances(connection, 1)
    return {account.code: cents for account, cents in held.items()}


def chain(engine: sa.Engine) -> list[str]:
    with reading(engine) as connection:
        return [sealed.hash for sealed in book.entries_of(connection, 1)]


def result(databases: Databases, lines: Sequence[Line]) -> dict[str, int]:
    with stage_on(databases, "sqlite") as stage:
        play(stage, lines)
        return balances(stage.engine)


@FEW
@given(lines=streams())
def test_every_entry_sums_to_zero_and_the_book_verifies(
    databases: Databases, lines: list[Line]
) -> None:
    with stage_on(databases, "sqlite") as stage:
        play(stage, lines)
        with reading(stage.engine) as connection:
            entries = [sealed.entry for sealed in book.entries_of(connection, 1)]
        assert all(sum(p.amount_cents for p in entry.postings) == 0 for entry in entries)
        assert sum(balances(stage.engine).values()) == 0
        assert list(verify(stage.engine)) == []


@FEW
@given(lines=streams(), repeated=st.data())
def test_a_message_that_comes_again_changes_nothing(
    databases: Databases, lines: list[Line], repeated: st.DataObject
) -> None:
    again = repeated.draw(st.lists(st.sampled_from(lines), max_size=4))
    assert result(databases, [*lines, *again]) == result(databases, lines)


@FEW
@given(lines=streams(), shuffled=st.data())
def test_the_order_of_messages_changes_nothing_in_the_end(
    databases: Databases, lines: list[Line], shuffled: st.DataObject
) -> None:
    other = shuffled.draw(st.permutations(lines))
    assert result(databases, other) == result(databases, lines)


@FEW
@given(lines=streams(), copies=st.integers(2, 4))
def test_a_receipt_counts_once_however_often_it_is_forwarded(
    databases: Databases, lines: list[Line], copies: int
) -> None:
    forwarded = [
        Line(line.sender, line.text, f"{line.id}-{copy}")
        for line in lines
        for copy in range(copies)
    ]
    assert result(databases, forwarded) == result(databases, lines)


@settings(FEW, max_examples=4)
@given(lines=streams())
def test_both_databases_give_the_same_chain(databases: Databases, lines: list[Line]) -> None:
    chains = []
    for kind in ("sqlite", "postgresql"):
        with stage_on(databases, kind) as stage:
            play(stage, lines)
            chains.append(chain(stage.engine))
    assert chains[0] == chains[1]


@pytest.mark.parametrize("first", ["payment", "reversal"])
def test_a_payment_and_its_reversal_end_the_same_in_either_order(
    databases: Databases, first: str
) -> None:
    payment = Line(WANJIRU, received_text(), "payment")
    taken_back = (
        "UKN9RV8S07 confirmed. Reversal of transaction UKN1AB2C01 has been successfully reversed "
        "on 23/11/26 at 8:40 AM and Ksh1,000.00 is debited from your M-PESA account. "
        "New M-PESA account balance is Ksh11,500.00."
    )
    reversal = Line(WANJIRU, taken_back, "reversal")
    lines = [payment, reversal] if first == "payment" else [reversal, payment]
    with stage_on(databases, "sqlite") as stage:
        play(stage, lines)
        assert balances(stage.engine) == result(databases, [payment])  # it is only claimed
        stage.deliver()
        play(stage, [Line(OTIENO, "yes", "agreed")])
        assert balances(stage.engine) == result(databases, [])


# --- money and the library -----------------------------------------------------------------------


@given(cents=st.integers(-(10**9), 10**9), parts=st.integers(1, 40))
def test_a_split_loses_no_cent_and_is_fair(cents: int, parts: int) -> None:
    shares = Money(cents).split(parts)
    assert sum(share.cents for share in shares) == cents
    assert len(shares) == parts
    assert max(shares) - min(shares) <= Money(coin_cents("KES"))


@given(cents=st.integers(0, 10**11))
def test_money_is_read_back_from_how_it_is_written(cents: int) -> None:
    assert Money.parse(Money(cents).decimal) == Money(cents)
    assert Money.of(Money(cents).units) == Money(cents)


@dataclass(frozen=True)
class Paid:
    """One call of record_contribution."""

    member: str
    round_number: int
    amount: int
    receipt: str


payments = st.lists(
    st.builds(
        Paid,
        member=st.sampled_from(["W", "O", "A", "B"]),
        round_number=st.integers(1, 2),
        amount=st.integers(1, 2_500),
        receipt=st.just(""),
    ),
    max_size=8,
).map(
    lambda paid: [
        Paid(one.member, one.round_number, one.amount, f"UKN1AB2C{number:02d}")
        for number, one in enumerate(paid)
    ]
)


def library() -> Ledger:
    """A chama of four with a cycle of two rounds."""
    chama = Chama("Umoja")
    for id_, person in zip("WOAB", PEOPLE, strict=True):
        chama.add_member(Member(person.name, person.phone, id=id_))
    cycle = Cycle(1, 1_000, date(2026, 11, 20))
    cycle.rounds += [Round(1, "W", date(2026, 11, 26)), Round(2, "O", date(2026, 12, 3))]
    chama.cycles.append(cycle)
    return Ledger(chama)


def record(book: Ledger, paid: Paid) -> None:
    book.record_contribution(
        paid.member,
        cycle=1,
        round_number=paid.round_number,
        amount=paid.amount,
        receipt=paid.receipt,
    )


@given(paid=payments)
def test_the_defaulters_are_those_who_have_not_paid(paid: list[Paid]) -> None:
    book = library()
    for one in paid:
        record(book, one)
    for number in (1, 2):
        standing = [book.contribution(id_, cycle=1, round_number=number) for id_ in "WOAB"]
        waiting = [one.member for one in standing if one.status is not ContributionStatus.PAID]
        assert book.defaulters(1, number) == waiting
        summary = book.round_summary(cycle=1, round_number=number)
        assert summary.is_disbursable is (not waiting)
        assert summary.collected == sum(one.paid for one in standing)
    book.verify()


@given(paid=payments, again=st.data())
def test_recording_the_same_receipt_again_changes_nothing(
    paid: list[Paid], again: st.DataObject
) -> None:
    once, twice = library(), library()
    for one in paid:
        record(once, one)
        record(twice, one)
        repeated = again.draw(st.sampled_from(paid[: paid.index(one) + 1]))
        record(twice, Paid(**{**vars(repeated), "receipt": repeated.receipt.lower()}))
    assert once.journal == twice.journal


@given(paid=payments, gifts=st.lists(st.integers(1, 5_000), max_size=4))
def test_welfare_never_mixes_with_the_pot(paid: list[Paid], gifts: list[int]) -> None:
    with_gifts, without = library(), library()
    for one in paid:
        record(with_gifts, one)
        record(without, one)
    for number, amount in enumerate(gifts):
        with_gifts.record_welfare("A", amount=amount, receipt=f"UKN2WF3A{number:02d}")
    assert with_gifts.welfare_balance == sum(gifts)
    rotation = [one for one in with_gifts.book.balances.items() if one[0].fund == ROTATION]
    assert dict(rotation) == without.book.balances


@given(paid=payments)
def test_nobody_has_an_advance_and_a_debt_in_one_fund(paid: list[Paid]) -> None:
    book = library()
    for one in paid:
        record(book, one)
        balances = book.book.balances
        ahead = {account.owner for account in balances if account.kind.meaning.is_ahead}
        owing = {
            account.owner
            for account, cents in balances.items()
            if account.kind.meaning.is_owed and cents > 0
        }
        assert not ahead & owing


PARTS = st.lists(
    st.tuples(st.sampled_from([(1, 1), (1, 2), "welfare"]), st.integers(1, 3_000)),
    min_size=1,
    max_size=4,
)


@given(payers=st.lists(st.tuples(st.sampled_from("WOAB"), PARTS), max_size=6))
def test_a_payment_in_parts_is_one_entry_that_balances_in_each_fund(
    payers: list[tuple[str, list[tuple[Any, int]]]],
) -> None:
    book = library()
    for number, (member, parts) in enumerate(payers):
        for _ in range(2):
            paid = book.record_payment(member, receipt=f"UKN1PA{number}", parts=parts)
        assert paid.amount == sum(amount for _, amount in parts)
    receipts = [one.entry.receipt for one in book.journal if one.entry.receipt]
    assert len(receipts) == len(set(receipts)) == len(payers)
    gifts = sum(cents for _, parts in payers for what, cents in parts if what == "welfare")
    assert book.welfare_balance == gifts
    book.verify()


@given(paid=payments)
def test_what_came_in_is_dues_paid_or_kept_ahead(paid: list[Paid]) -> None:
    book = library()
    for one in paid:
        record(book, one)
    for id_ in "WOAB":
        standing = [book.contribution(id_, cycle=1, round_number=number) for number in (1, 2)]
        own = sum(one.amount for one in paid if one.member == id_)
        assert sum(one.paid for one in standing) + book.advance(id_) == own
