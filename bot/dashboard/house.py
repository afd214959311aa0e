"""What one dashboard process has: two ways to the database, one for clicks, a clock, its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa

from bot.around import utc_now
from bot.conversation.clicking import Click, message_of
from bot.dashboard.words import Words
from bot.payments import payments_from
from bot.pipeline import Pipeline
from bot.render import Renderer
from bot.settings import DASHBOARD_PATH, Settings
from bot.store import one_time, sessions
from bot.store.applying import Said
from bot.store.database import ANSWERING, open_engine, open_reading_engine, reading, writing
from bot.store.sessions import Door, Session
from bot.store.tokens import StoredTokens
from bot.wiring import TEMPLATES, pipeline_on

Seen = TypeVar("Seen")


class Over(Exception):
    """The session that looks is over, or its person holds no office in that group any more."""


@dataclass(frozen=True, slots=True)
class House:
    """One process's means. reads: an engine through which nothing can be written; writes: for
    sessions, and for what is clicked, which is the pipeline's. renderer: of what phones are told.
    url: where browsers find the pages, "" where nobody has said."""

    reads: sa.Engine
    writes: sa.Engine
    clock: Callable[[], datetime]
    words: Words
    url: str
    pipeline: Pipeline
    renderer: Renderer

    @property
    def base(self) -> str:
        """The path below which everything lies: "/dashboard", or with a prefix before it."""
        return urlsplit(self.url).path if self.url else DASHBOARD_PATH

    @property
    def host(self) -> str:
        """The name by which browsers call us, "" where nobody has said."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over https alone."""
        return urlsplit(self.url).scheme == "https"

    def session_with(self, cookie: str) -> Session | None:
        """The session of a browser; that of a person without any office left ends for good."""
        if not one_time.is_token(cookie):
            return None
        with reading(self.reads) as connection:
            found = sessions.with_cookie(connection, cookie, self.clock())
        return self._with_office(found)

    def session(self, number: int) -> Session | None:
        """The same, by its number."""
        with reading(self.reads) as connection:
            found = sessions.with_id(connection, number, self.clock())
        return self._with_office(found)

    def _with_office(self, found: Session | None) -> Session | None:
        if found is None or found.offices:
            return found
        self.end(found.id)
        return None

    def note_seen(self, found: Session) -> None:
        """Its person did something just now."""
        now = self.clock()
        if found.is_seen_anew(now):
            with writing(self.writes) as connection:
                sessions.note_seen(connection, found.id, now)

    def end(self, number: int) -> None:
        """That browser looks no more."""
        with writing(self.writes) as connection:
            sessions.end(connection, number, self.clock())

    def door_of(self, token: str) -> Door | None:
        """Whom a link still lets in, None where nobody; asking does not spend it."""
        if not one_time.is_token(token):
            return None
        with reading(self.reads) as connection:
            return sessions.door_of(connection, token, self.clock())

    def enter(self, token: str, before: str = "") -> str:
        """Spend a link; gives the cookie of the session that it opens, "" where it opens none.
        before: the cookie that the browser had, whose session ends then."""
        if self.door_of(token) is None:  # who guesses costs a look, and no turn to write
            return ""
        with writing(self.writes) as connection:
            return sessions.enter(connection, token, self.clock(), before)

    def look(self, number: int, chama_id: int, see: Callable[[sa.Connection], Seen]) -> Seen:
        """What an officer sees of a group, read in one short transaction that first asks whether
        they may. Raises Over."""
        with reading(self.reads) as connection:
            found = sessions.with_id(connection, number, self.clock())
            if found is None or chama_id not in {one.chama_id for one in found.offices}:
                raise Over
            return see(connection)

    def click(self, number: int, click: Click, once: str) -> Said:
        """What an officer clicked is handled as their words are; gives what they are told of it,
        which goes to their phone too. The same `once` again changes nothing and says nothing.

        Raises Over where the session or their office is over, or is an auditor's, who changes
        nothing; StoreBusy where nothing was done.
        """
        session = self.session(number)
        if session is None or session.is_auditor:
            raise Over
        if click.chama_id not in {one.chama_id for one in session.offices}:
            raise Over
        self.note_seen(session)
        made = replace(click, session=number)
        return self.pipeline.handle(message_of(made, session.phone, once, self.clock()))

    def close(self) -> None:
        """Give back the connections."""
        self.reads.dispose()
        self.writes.dispose()


_in_this_process: list[House] = []


def open_house(settings: Settings, clock: Callable[[], datetime] = utc_now) -> House:
    """The means of these settings, which the scripts of this process find with `this_house`."""
    writes = open_engine(settings.database_url, pool_size=2, deadlines=ANSWERING)
    payments = payments_from(settings, StoredTokens(writes))
    house = House(
        reads=open_reading_engine(settings.database_url),
        writes=writes,
        clock=clock,
        words=Words(TEMPLATES),
        url=settings.dashboard_url,
        pipeline=pipeline_on(writes, settings, payments, clock),
        renderer=Renderer(TEMPLATES, settings.public_base_url, settings.dashboard_url),
    )
    _in_this_process[:] = [house]
    return house


def this_house() -> House:
    """The one that this process has opened: Streamlit gives a script nothing along."""
    (house,) = _in_this_process
    return house
