"""Links that open a session once, and sessions that end: by time, by office, by a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.messages import OptOut
from bot.store import one_time, sessions, tables
from bot.store.database import open_reading_engine, reading, writing
from bot.store.sessions import Door
from chama.group import Person
from tests.builders import ACHIENG, NOW, OTIENO, PEOPLE, WANJIRU, rules
from tests.store.plans import scanned, statements_of
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    return stage


def link_for(stage: Stage, phone: str = WANJIRU.phone, audited: int | None = None) -> str:
    token = one_time.new_token()
    with writing(stage.engine) as connection:
        sessions.make_link(connection, phone, token, stage.now, audited=audited)
    return token


def enter(stage: Stage, token: str) -> str:
    with writing(stage.engine) as connection:
        return sessions.enter(connection, token, stage.now)


def opened(stage: Stage, phone: str = WANJIRU.phone) -> str:
    cookie = enter(stage, link_for(stage, phone))
    assert cookie
    return cookie


def session(stage: Stage, cookie: str) -> sessions.Session | None:
    with reading(stage.engine) as connection:
        return sessions.with_cookie(connection, cookie, stage.now)


def test_a_link_opens_one_session_and_is_spent(stage: Stage) -> None:
    token = link_for(stage)
    cookie = enter(stage, token)
    found = session(stage, cookie)
    assert found is not None
    assert (found.phone, found.language) == (WANJIRU.phone, "en")
    assert [one.chama for one in found.offices] == ["Umoja"]
    assert enter(stage, token) == ""


def test_a_look_at_a_link_does_not_spend_it(stage: Stage) -> None:
    token = link_for(stage)
    with reading(stage.engine) as connection:
        assert sessions.door_of(connection, token, stage.now) is Door.OFFICER
        assert sessions.door_of(connection, token[:-1] + "l", stage.now) is None
    assert enter(stage, token)


def test_a_link_lasts_ten_minutes(stage: Stage) -> None:
    token = link_for(stage)
    stage.now += timedelta(minutes=10)
    assert enter(stage, token) == ""


def test_who_holds_no_office_does_not_come_in(stage: Stage) -> None:
    token = link_for(stage, ACHIENG.phone)
    assert enter(stage, token) == ""


def test_nothing_that_lets_somebody_in_is_stored(stage: Stage) -> None:
    token = link_for(stage)
    cookie = enter(stage, token)
    with reading(stage.engine) as connection:
        stored = [
            connection.execute(sa.select(table)).all()
            for table in (tables.dashboard_link, tables.dashboard_session, tables.outbox)
        ]
    assert token not in repr(stored)
    assert cookie not in repr(stored)


def test_a_link_by_text_is_in_nothing_that_is_kept_once_it_is_sent(stage: Stage) -> None:
    stage.say(WANJIRU, "dashboard")
    (said,) = stage.deliver()
    token = said.text.partition("?t=")[2].split()[0]
    assert one_time.is_token(token)
    with reading(stage.engine) as connection:
        kept = connection.execute(sa.select(tables.outbox)).all()
    assert token not in repr(kept)
    assert enter(stage, token)


def test_each_login_is_told_to_the_phone_also_at_night_and_after_stop(stage: Stage) -> None:
    stage.say(WANJIRU, "STOP")
    stage.deliver()
    stage.now = NOW.replace(hour=22)
    opened(stage)
    (told,) = stage.deliver()
    assert told.address == WANJIRU.phone
    assert "STOP DASHBOARD" in told.text


@pytest.mark.parametrize(
    ("looks", "is_alive"),
    [
        pytest.param([29], True, id="in-use"),
        pytest.param([30], False, id="idle"),
        pytest.param([20, 20, 20], True, id="kept-in-use"),
        pytest.param([20] * 36, False, id="twelve-hours"),
    ],
)
def test_a_session_ends_by_itself(stage: Stage, looks: list[int], *, is_alive: bool) -> None:
    cookie = opened(stage)
    for minutes in looks[:-1]:
        stage.now += timedelta(minutes=minutes)
        found = session(stage, cookie)
        assert found is not None
        with writing(stage.engine) as connection:
            sessions.note_seen(connection, found.id, stage.now)
    stage.now += timedelta(minutes=looks[-1])
    assert (session(stage, cookie) is not None) is is_alive


@pytest.mark.parametrize("text", ["STOP", "ondoka", "stop dashboard", "funga dashibodi"])
def test_a_word_ends_all_sessions_of_its_person_and_their_links(stage: Stage, text: str) -> None:
    own, second, others = opened(stage), opened(stage), opened(stage, OTIENO.phone)
    link = link_for(stage)
    stage.say(WANJIRU, text)
    assert [session(stage, one) for one in (own, second)] == [None, None]
    assert session(stage, others) is not None
    assert enter(stage, link) == ""


def test_a_wish_for_silence_at_the_provider_ends_them_too(stage: Stage) -> None:
    cookie = opened(stage)
    stage.pipeline.opt_out(OptOut("sms", WANJIRU.phone))
    assert session(stage, cookie) is None


def test_a_number_that_was_anothers_for_a_while_has_nothing_open(stage: Stage) -> None:
    """Who wrote START may have bought the number: no browser of before is let in again."""
    cookie, link = opened(stage), link_for(stage)
    for text in ("wrong number", "1", "START"):
        stage.say(WANJIRU, text)
        stage.deliver()
    assert [one.chama for one in session_offices(stage)] == ["Umoja"]
    assert session(stage, cookie) is None
    assert enter(stage, link) == ""


def session_offices(stage: Stage) -> tuple[sessions.Office, ...]:
    with reading(stage.engine) as connection:
        return sessions.offices_of(connection, WANJIRU.phone)


def leaves_office(connection: sa.Connection) -> None:
    connection.execute(
        sa.update(tables.member).where(tables.member.c.code == WANJIRU.code).values(office=None)
    )


def loses_phone(connection: sa.Connection) -> None:
    connection.execute(
        sa.update(tables.member)
        .where(tables.member.c.code == WANJIRU.code)
        .values(wrong_number_at=NOW)
    )


@pytest.mark.parametrize("change", [leaves_office, loses_phone])
def test_who_holds_no_office_any_more_sees_no_group(
    stage: Stage, change: Callable[[sa.Connection], None]
) -> None:
    cookie = opened(stage)
    with stage.engine.begin() as connection:
        change(connection)
    found = session(stage, cookie)
    assert found is not None
    assert found.offices == ()


def test_browsers_are_counted_while_they_may_look(stage: Stage) -> None:
    def count() -> int:
        with reading(stage.engine) as connection:
            return sessions.open_now(connection, WANJIRU.phone, stage.now)

    assert count() == 0
    stage.sign_in(WANJIRU, audited=1)
    assert count() == 0
    stage.sign_in(WANJIRU)
    stage.sign_in(WANJIRU)
    assert count() == 2
    stage.now += sessions.IDLE
    assert count() == 0
    stage.sign_in(WANJIRU)
    with writing(stage.engine) as connection:
        sessions.end_all(connection, WANJIRU.phone, stage.now)
    assert count() == 0


def test_links_are_counted_by_the_hour_and_those_of_last_week_forgotten(stage: Stage) -> None:
    for _ in range(3):
        link_for(stage)
    with reading(stage.engine) as connection:
        assert sessions.links_lately(connection, WANJIRU.phone, stage.now) == 3
        later = stage.now + timedelta(hours=1)
        assert sessions.links_lately(connection, WANJIRU.phone, later) == 0
    stage.now += timedelta(days=8)
    link_for(stage)
    with reading(stage.engine) as connection:
        count = sa.select(sa.func.count()).select_from(tables.dashboard_link)
        assert connection.execute(count).scalar_one() == 1


# --- an auditor, whom an officer lets in ---------------------------------------------------------

UMOJA = 1


def let_in(stage: Stage, phone: str = WANJIRU.phone) -> str:
    cookie = enter(stage, link_for(stage, phone, UMOJA))
    assert cookie
    return cookie


def test_an_auditor_sees_the_one_group_in_its_language(stage: Stage) -> None:
    stage.found(rules("Amani"))
    stage.say(WANJIRU, "Kiswahili")
    found, own = session(stage, let_in(stage)), session(stage, opened(stage))
    assert found is not None
    assert own is not None
    assert [one.chama for one in found.offices] == ["Umoja"]
    assert [one.chama for one in own.offices] == ["Amani", "Umoja"]
    assert (found.is_auditor, own.is_auditor) == (True, False)
    assert (found.language, own.language) == ("en", "sw")


def test_who_let_an_auditor_in_hears_when_they_come(stage: Stage) -> None:
    let_in(stage)
    (told,) = stage.deliver()
    assert told.address == WANJIRU.phone
    assert "STOP AUDITOR" in told.text


@pytest.mark.parametrize(("days", "door"), [(6, Door.AUDITOR), (7, None)])
def test_an_auditors_link_waits_for_a_week_and_opens_once(
    stage: Stage, days: int, door: Door | None
) -> None:
    token = link_for(stage, audited=UMOJA)
    stage.now += timedelta(days=days)
    with reading(stage.engine) as connection:
        assert sessions.door_of(connection, token, stage.now) is door
    assert bool(enter(stage, token)) is (door is not None)
    assert enter(stage, token) == ""


@pytest.mark.parametrize(
    ("looks", "is_alive"),
    [
        pytest.param([23], True, id="next-morning"),
        pytest.param([24], False, id="a-day-idle"),
        pytest.param([20] * 8, True, id="a-week-in-use"),
        pytest.param([20] * 9, False, id="longer-than-a-week"),
    ],
)
def test_an_auditor_stays_for_a_week_at_most(
    stage: Stage, looks: list[int], *, is_alive: bool
) -> None:
    cookie = let_in(stage)
    for hours in looks[:-1]:
        stage.now += timedelta(hours=hours)
        found = session(stage, cookie)
        assert found is not None
        with writing(stage.engine) as connection:
            sessions.note_seen(connection, found.id, stage.now)
    stage.now += timedelta(hours=looks[-1])
    assert (session(stage, cookie) is not None) is is_alive


@pytest.mark.parametrize(
    ("who", "text"),
    [
        pytest.param(WANJIRU, "STOP AUDITOR", id="who-let-them-in"),
        pytest.param(OTIENO, "stop mkaguzi", id="another-officer"),
        pytest.param(WANJIRU, "STOP DASHBOARD", id="with-their-own"),
        pytest.param(WANJIRU, "STOP", id="with-all-messages"),
    ],
)
def test_a_word_ends_an_auditors_look_and_link(stage: Stage, who: Person, text: str) -> None:
    cookie, link = let_in(stage), link_for(stage, audited=UMOJA)
    stage.say(who, text)
    assert session(stage, cookie) is None
    assert enter(stage, link) == ""


def test_an_end_of_audits_ends_no_officers_own_look(stage: Stage) -> None:
    own = opened(stage)
    stage.say(WANJIRU, "STOP AUDITOR")
    assert session(stage, own) is not None


def test_a_member_ends_no_audit(stage: Stage) -> None:
    cookie = let_in(stage)
    stage.say(ACHIENG, "STOP AUDITOR")
    assert session(stage, cookie) is not None


@pytest.mark.parametrize("change", [leaves_office, loses_phone])
def test_an_auditor_sees_no_more_than_who_let_them_in(
    stage: Stage, change: Callable[[sa.Connection], None]
) -> None:
    cookie, link = let_in(stage), link_for(stage, audited=UMOJA)
    with stage.engine.begin() as connection:
        change(connection)
    found = session(stage, cookie)
    assert found is not None
    assert found.offices == ()
    assert enter(stage, link) == ""


def test_who_reads_can_write_nothing(stage: Stage, database_url: str) -> None:
    reads = open_reading_engine(database_url)
    with reading(reads) as connection:
        assert sessions.offices_of(connection, WANJIRU.phone) != ()
    with pytest.raises(sa.exc.DBAPIError), reading(reads) as connection:
        leaves_office(connection)
    reads.dispose()


def test_a_look_up_reads_no_table_whole(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = opened(stage)

    def look(connection: sa.Connection) -> None:
        found = sessions.with_cookie(connection, cookie, stage.now)
        assert found is not None
        sessions.with_id(connection, found.id, stage.now)
        sessions.links_lately(connection, WANJIRU.phone, stage.now)
        sessions.door_of(connection, cookie, stage.now)
        sessions.end_audits(connection, UMOJA, stage.now)

    for n in range(30):
        people = [replace(one, phone=f"+2547{n + 20:02}{one.seat:06}") for one in PEOPLE]
        stage.found(rules(f"Group {n}", people))
    with writing(stage.engine) as connection:
        others = [{"address": f"+2547200{n:05}", "language": "sw"} for n in range(300)]
        connection.execute(sa.insert(tables.contact), others)
        looking = {"opened_at": NOW, "seen_at": NOW}
        sessions_of_others = [
            {"digest": str(n), "phone": one["address"], "chama_id": n % 30 + 1, **looking}
            for n, one in enumerate(others)
        ]
        connection.execute(sa.insert(tables.dashboard_session), sessions_of_others)
        links_of_others = [
            {"digest": str(n), "phone": one["address"], "made_at": NOW, "chama_id": n % 30 + 1}
            for n, one in enumerate(others)
        ]
        connection.execute(sa.insert(tables.dashboard_link), links_of_others)
        connection.execute(sa.text("ANALYZE"))
        if connection.dialect.name == "postgresql":
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material"):
                connection.execute(sa.text(f"SET LOCAL enable_{way} = off"))
        for sql, bound in statements_of(connection, look, monkeypatch):
            assert scanned(connection, sql, bound) & set(tables.metadata.tables) == set(), sql
