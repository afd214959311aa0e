"""What waits is found by its index, taken once, and read with what lists need of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.cause import of_message
from bot.conversation.claims import OpenClaim, UnownedMoney
from bot.conversation.clock import A_DAY
from bot.conversation.effects import MakeClaim, NoteLookedFor, Present, SettleClaims
from bot.store import book, chamas, claims, questions
from bot.store.applying import UnitOfWork
from bot.store.database import reading, writing
from bot.store.tables import claim, question
from chama import entries
from chama.entries import ROTATION
from tests.builders import ACHIENG, BARAKA, NOW, TODAY, WANJIRU, message, mpesa, rules

TOMORROW = NOW + A_DAY
CODE = "UKN1AB2C01"


@pytest.fixture
def umoja(engine: sa.Engine) -> sa.Engine:
    with writing(engine) as connection:
        chamas.found(connection, rules(), NOW)
    return engine


def rows(engine: sa.Engine, table: sa.Table) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(sa.select(table).order_by(*table.primary_key)))


def carry_out(engine: sa.Engine, *effects: Any, now: datetime = NOW) -> None:
    with writing(engine) as connection:
        UnitOfWork(connection, of_message(message(ACHIENG), f"in:{now}", now), 1, None).apply(
            effects
        )


def ask(engine: sa.Engine, key: str, **changes: Any) -> None:
    values: dict[str, Any] = {
        "chama_id": 1,
        "key": key,
        "kind": "meeting",
        "address": WANJIRU.phone,
        "details": {"text": key, "count": 3},
        "asked_at": NOW,
        "presented_at": NOW,
        "remind_at": TOMORROW,
    }
    with writing(engine) as connection:
        connection.execute(sa.insert(question).values({**values, **changes}))


def take(engine: sa.Engine, now: datetime) -> list[tuple[str, int]]:
    with writing(engine) as connection:
        taken = questions.take_unanswered(connection, 1, now)
    return [(one.question.details["text"], one.number) for one in taken]


# --- questions -----------------------------------------------------------------------------------


def test_only_what_is_due_shown_and_unanswered_is_taken_and_once(umoja: sa.Engine) -> None:
    ask(umoja, "due")
    ask(umoja, "in line", presented_at=None, remind_at=None)
    ask(umoja, "answered", answered_at=NOW)
    ask(umoja, "later", remind_at=TOMORROW + timedelta(minutes=1))
    assert take(umoja, TOMORROW - timedelta(minutes=1)) == []
    assert take(umoja, TOMORROW) == [("due", 1)]
    assert take(umoja, TOMORROW) == []


def test_it_is_due_again_in_a_day_and_after_the_third_time_never(umoja: sa.Engine) -> None:
    ask(umoja, "due")
    for number in (1, 2, 3):
        now = NOW + number * A_DAY
        assert take(umoja, now) == [("due", number)]
        (row,) = rows(umoja, question)
        assert (row.reminders, row.presented_at) == (number, now)
        assert row.remind_at == (now + A_DAY if number < 3 else None)
    assert take(umoja, NOW + timedelta(days=30)) == []


@pytest.mark.parametrize(("reminders", "is_due_again"), [(0, True), (2, True), (3, False)])
def test_one_shown_on_request_waits_a_day_anew_if_it_is_reminded_of_at_all(
    umoja: sa.Engine, reminders: int, is_due_again: bool
) -> None:
    ask(umoja, "due", reminders=reminders)
    carry_out(umoja, Present(1), now=TOMORROW)
    (row,) = rows(umoja, question)
    assert (row.presented_at, row.reminders) == (TOMORROW, reminders)
    assert row.remind_at == (TOMORROW + A_DAY if is_due_again else None)


def test_groups_come_once_the_longest_due_first(umoja: sa.Engine) -> None:
    for hours, chama_id in ((1, 1), (2, None), (3, 1)):
        ask(umoja, str(hours), chama_id=chama_id, remind_at=TOMORROW - timedelta(hours=hours))
    with reading(umoja) as connection:
        assert questions.groups_with_unanswered(connection, TOMORROW) == [1, None]


def test_who_wants_no_messages_is_known(umoja: sa.Engine) -> None:
    ask(umoja, "due")
    with writing(umoja) as connection:
        chamas.set_contact(connection, WANJIRU.phone, opted_out_at=NOW)
        (taken,) = questions.take_unanswered(connection, 1, TOMORROW)
    assert taken.is_opted_out


# --- claims --------------------------------------------------------------------------------------


def claims_of(engine: sa.Engine) -> tuple[OpenClaim, ...]:
    with reading(engine) as connection:
        return claims.open_claims(connection, 1)


def due_groups(engine: sa.Engine, now: datetime) -> list[int]:
    with reading(engine) as connection:
        return claims.groups_with_unseen(connection, now)


def test_open_claims_are_read_with_for_whom_they_are(umoja: sa.Engine) -> None:
    carry_out(umoja, MakeClaim(mpesa(CODE), ACHIENG.code, 100_000))
    later = NOW + timedelta(hours=1)
    shares = ((ACHIENG.code, 60_000), (BARAKA.code, 40_000))
    carry_out(umoja, MakeClaim(mpesa("UKN1AB2C02"), BARAKA.code, 100_000, shares=shares), now=later)
    carry_out(
        umoja, MakeClaim(mpesa("UKN1AB2C03"), BARAKA.code, None), SettleClaims(mpesa("UKN1AB2C03"))
    )
    first = OpenClaim(CODE, "mpesa", "M03", 100_000, (("M03", 100_000),), NOW)
    second = OpenClaim("UKN1AB2C02", "mpesa", "M04", 100_000, shares, later)
    assert claims_of(umoja) == (first, second)


def test_a_claim_is_due_a_day_later_and_then_a_day_after_it_was_taken(umoja: sa.Engine) -> None:
    carry_out(umoja, MakeClaim(mpesa(CODE), ACHIENG.code, 100_000))
    assert due_groups(umoja, TOMORROW - timedelta(minutes=1)) == []
    assert due_groups(umoja, TOMORROW) == [1]
    with writing(umoja) as connection:
        (taken,) = claims.take_unseen(connection, 1, TOMORROW)
        assert claims.take_unseen(connection, 1, TOMORROW) == []
    assert (taken.code, taken.is_missing) == (CODE, False)
    assert due_groups(umoja, TOMORROW) == []
    assert due_groups(umoja, TOMORROW + A_DAY) == [1]


@pytest.mark.parametrize(("has_come", "is_missing"), [(True, False), (False, True)])
def test_an_officers_word_on_a_claim_is_noted(
    umoja: sa.Engine, has_come: bool, is_missing: bool
) -> None:
    for member in (ACHIENG, BARAKA):
        carry_out(umoja, MakeClaim(mpesa(CODE), member.code, 100_000), now=NOW)
    carry_out(umoja, NoteLookedFor(mpesa(CODE), ACHIENG.code, has_come), now=TOMORROW)
    hers, his = claims_of(umoja)
    assert (hers.is_missing, his.is_missing) == (is_missing, False)
    assert rows(umoja, claim)[0].remind_at == (TOMORROW + A_DAY if has_come else None)


# --- money ---------------------------------------------------------------------------------------


def test_money_without_an_owner_is_read_with_what_is_left_of_it(umoja: sa.Engine) -> None:
    first = entries.money_unallocated(
        mpesa(CODE), 100_000, into=entries.collector(ROTATION, "C1"), on=TODAY, memo="ROSE AKOTH"
    )
    share = entries.allocation(
        "M03",
        mpesa(CODE),
        60_000,
        lies_in=entries.collector(ROTATION, "C1"),
        owed=(),
        key=entries.follow_up_key(mpesa(CODE), 1),
        on=TODAY,
        actor="M01",
    )
    with writing(umoja) as connection:
        own_book = book.lock_book(connection, 1)
        for entry in (first, share):
            own_book = book.post(connection, own_book, entry, recorded_at=NOW).book
        found = claims.unowned(connection, 1, book.balances(connection, 1))
    assert found == (UnownedMoney(CODE, 40_000, "ROSE AKOTH", NOW),)


# --- indexes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "index"),
    [
        pytest.param(
            lambda connection: questions.groups_with_unanswered(connection, TOMORROW),
            "ix_question_remind",
            id="questions-due",
        ),
        pytest.param(
            lambda connection: claims.groups_with_unseen(connection, TOMORROW),
            "ix_claim_remind",
            id="claims-due",
        ),
        pytest.param(
            lambda connection: claims.open_claims(connection, 1),
            "ix_claim_open",
            id="claims-of-a-group",
        ),
    ],
)
def test_what_is_due_is_found_by_its_index(
    umoja: sa.Engine, act: Callable[[sa.Connection], object], index: str
) -> None:
    """However much is over, or open and not due yet."""
    fill(umoja)
    with writing(umoja) as connection:
        plan = "\n".join(plans_of(connection, act))
    assert index in plan
    assert not re.search(r"SCAN (question|claim)|Seq Scan", plan)
    assert plan.count("Index Cond") == plan.count("Index Scan")  # none is read from end to end


def fill(engine: sa.Engine) -> None:
    """Much that is over in this group, and much that is open but not due in another."""
    with writing(engine) as connection:
        other_id = chamas.found(connection, rules("Amani", (WANJIRU, BARAKA)), NOW)
        over = {"chama_id": 1, "remind_at": NOW}
        not_due = {"chama_id": other_id, "remind_at": TOMORROW + A_DAY, "over_at": None}
        both = ({**over, "over_at": NOW}, not_due)
        for table, row_of in ((question, some_question), (claim, some_claim)):
            rows_ = [row_of(number, **state) for state in both for number in range(2_000)]
            connection.execute(sa.insert(table), rows_)
        connection.execute(sa.text("ANALYZE"))


def some_question(number: int, *, over_at: datetime | None, **state: Any) -> dict[str, Any]:
    return {
        "key": f"{state['chama_id']}:{number}",
        "kind": "meeting",
        "address": WANJIRU.phone,
        "details": {},
        "asked_at": NOW,
        "presented_at": NOW,
        "answered_at": over_at,
        **state,
    }


def some_claim(number: int, *, over_at: datetime | None, **state: Any) -> dict[str, Any]:
    return {
        "network": "mpesa",
        "code": f"CODE{number}",
        "member": "M03",
        "claimed_at": NOW,
        "settled_at": over_at,
        **state,
    }


def plans_of(connection: sa.Connection, act: Callable[[sa.Connection], object]) -> list[str]:
    """How the database carries out each statement of an act, by its own EXPLAIN."""
    statements: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        statements.append((statement, parameters))

    sa.event.listen(connection, "before_cursor_execute", note)
    act(connection)
    sa.event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    return [
        " ".join(map(str, row))
        for statement, parameters in statements
        for row in connection.exec_driver_sql(explain + statement, parameters)
    ]
