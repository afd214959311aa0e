"""Laws that hold however often money is moved, shared, taken back, undone and recorded again.

All by the ways there are: what one person says, others agree to or refuse.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import book, tables
from bot.store.database import reading
from bot.store.verify import verify
from chama.agreement import is_on_own_word
from chama.group import Person
from chama.journal import JournalEntry
from chama.kinds import AccountKind
from tests.builders import (
    ACHIENG,
    BARAKA,
    CONTRIBUTION_CENTS,
    OTIENO,
    WANJIRU,
    received_text,
    reversal_text,
    sent_text,
)
from tests.conftest import Databases
from tests.conversation.proposals.stories import yes_of
from tests.test_laws import stage_on
from tests.transcripts import Stage

SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

codes = st.sampled_from([f"UKN1AB2C{number:02d}" for number in range(3)])
amounts = st.sampled_from([300, 700, 1_000, 2_500])
people = st.sampled_from([OTIENO, ACHIENG, BARAKA])
officers = st.sampled_from([WANJIRU, OTIENO])

AGREE = "(agree)"
"""Stands for what a person has to write to agree to what they are asked: yes, or digits."""

Step = tuple[Person | None, str]
"""Who writes what; nobody: a week goes by."""


@st.composite
def payments(draw: st.DrawFn) -> Step:
    payer = draw(people)
    name = draw(st.sampled_from([f"{payer.name.upper()} 0{payer.phone[4:]}", "ROSE AKOTH"]))
    talk = draw(st.sampled_from(["", "for Baraka\n", "200 Otieno, 100 Achieng\n", "for Zawadi\n"]))
    return WANJIRU, talk + received_text(draw(codes), f"{draw(amounts)}.00", name)


@st.composite
def claims(draw: st.DrawFn) -> Step:
    talk = draw(st.sampled_from(["", "for Otieno\n"]))
    return draw(people), talk + sent_text(draw(codes), f"{draw(amounts)}.00")


@st.composite
def reversals(draw: st.DrawFn) -> Step:
    code = f"UKN9RV8S{draw(st.integers(10, 99))}"
    return WANJIRU, reversal_text(code, draw(codes), f"{draw(amounts)}.00")


@st.composite
def corrections(draw: st.DrawFn) -> Step:
    code, member = draw(codes), draw(people)
    first = member.name.split()[0]
    text = draw(
        st.sampled_from(
            ["undo", f"undo {code}", f"{code} is for {first}", f"{code} 200 {first}, 100 Wanjiru"]
        )
    )
    return draw(st.one_of(officers, people)), text


@st.composite
def answers(draw: st.DrawFn) -> Step:
    words = [AGREE, AGREE, AGREE, "no", "1", "2", "9", "me", "sijui", "100 Otieno, 200 Baraka"]
    return draw(st.one_of(officers, officers, people)), draw(st.sampled_from(words))


@st.composite
def cash(draw: st.DrawFn) -> Step:
    giver, taker, amount = draw(people), draw(officers), draw(amounts)
    first, other = giver.name.split()[0], taker.name.split()[0]
    return draw(
        st.sampled_from(
            [
                (giver, f"I gave {other} {amount} cash"),
                (taker, f"received {amount} cash from {first}"),
                (taker, f"I paid {amount}"),
            ]
        )
    )


@st.composite
def money_out(draw: st.DrawFn) -> Step:
    payee = draw(st.sampled_from(["ACHIENG ATIENO 0712000003", "JANE WANGUI 0798765432"]))
    code = draw(st.sampled_from(["UKN5OU7T01", "UKN5OU7T02"]))
    return WANJIRU, sent_text(code, f"{draw(amounts)}.00", payee)


WEEK: st.SearchStrategy[Step] = st.just((None, ""))
steps = st.lists(
    st.one_of(
        *(payments(), payments(), claims(), cash(), money_out()),
        *(reversals(), corrections(), answers(), answers(), answers(), WEEK),
    ),
    min_size=3,
    max_size=16,
)


@SOME
@given(steps)
def test_money_is_neither_made_nor_lost_nor_given_to_oneself(
    databases: Databases, steps: list[Step]
) -> None:
    with stage_on(databases, "sqlite") as stage:
        for sender, text in steps:
            if sender is None:
                stage.move_clock(stage.now + timedelta(days=7))
            else:
                stage.say(sender, yes_of(stage, sender) if text == AGREE else text)
            stage.deliver()
        assert list(verify(stage.engine)) == []
        assert unhandled(stage) == 0
        assert wrong_sides(stage) == []
        assert overcharged(stage) == []
        assert idle_advances(stage) == set()
        assert on_own_word(stage) == []
        assert all(times == 1 for times in receipts(stage).values())


def unhandled(stage: Stage) -> int:
    """How many messages our own code failed on."""
    with reading(stage.engine) as connection:
        waits = tables.inbox.c.handled_at.is_(None)
        return connection.execute(sa.select(sa.func.count()).where(waits)).scalar_one()


def overcharged(stage: Stage) -> list[tuple[str, int]]:
    """Members who would owe more for a round than it asks of them."""
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    return [
        (account.code, cents)
        for account, cents in balances.items()
        if account.kind is AccountKind.DUES and cents > CONTRIBUTION_CENTS
    ]


def wrong_sides(stage: Stage) -> list[tuple[str, int]]:
    """Accounts that stand on the side of zero on which they make no sense."""
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    return [
        (account.code, cents)
        for account, cents in balances.items()
        if (cents > 0) is not (account.kind.meaning.normal_sign > 0)
    ]


def idle_advances(stage: Stage) -> set[tuple[str, str]]:
    """Funds and members who have paid ahead there and owe there all the same."""
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    ahead, owing = set(), set()
    for account, cents in balances.items():
        if account.kind.meaning.is_ahead and cents < 0:
            ahead.add((account.fund, account.owner))
        elif account.kind.meaning.is_owed and cents > 0:
            owing.add((account.fund, account.owner))
    return ahead & owing


def on_own_word(stage: Stage) -> list[str]:
    """Entries by which somebody gains for whom nobody else stands."""
    return [entry.key for entry in entries_of(stage) if is_on_own_word(entry)]


def receipts(stage: Stage) -> Counter[tuple[str, str]]:
    """How many entries carry each receipt."""
    entries = entries_of(stage)
    return Counter((one.network, one.receipt) for one in entries if one.receipt)


def entries_of(stage: Stage) -> list[JournalEntry]:
    with reading(stage.engine) as connection:
        return [one.entry for one in book.entries_of(connection, 1)]
