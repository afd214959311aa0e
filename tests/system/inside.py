"""The program inside the test's process, with a clock of the test's own and real HTTP to a stub.

What waits for hours is tried here: the clock is moved, nothing is slept through.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot import founding
from bot.channels import channels_from
from bot.conversation.effects import Purpose
from bot.pipeline import Pipeline
from bot.render import Renderer
from bot.sender import Sender
from bot.settings import Settings, Timeouts
from bot.store import dispatch, outbox, tables
from bot.store.database import reading, writing
from bot.store.outbox import NewMessage, Part
from bot.wiring import TEMPLATES
from chama.constitution import Constitution
from tests.builders import NOW, OTIENO
from tests.channels.calls import AFRICASTALKING, TWILIO, callback, settings_with
from tests.channels.stub_provider import Call, StubProvider
from tests.transcripts import tick

RENDERER = Renderer(TEMPLATES)
PATIENT = Timeouts(connect_seconds=30, read_seconds=30)
HASTY = Timeouts(connect_seconds=30, read_seconds=0.2)
REMINDER_SIDS = {("reminder", "en"): "HX" + "1" * 32}


def settings_for(base_url: str, timeouts: Timeouts = PATIENT) -> Settings:
    """Both providers, at the stub."""
    return settings_with(
        twilio=dataclasses.replace(
            TWILIO, api_base_url=base_url, timeouts=timeouts, content_sids=REMINDER_SIDS
        ),
        africastalking=dataclasses.replace(
            AFRICASTALKING, api_base_url=base_url, timeouts=timeouts
        ),
    )


@dataclass
class Inside:
    """Pipeline, clock and sender on one database."""

    engine: sa.Engine
    stub: StubProvider
    settings: Settings
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.channels = channels_from(self.settings)
        self.pipeline = Pipeline(self.engine, self.clock)
        self.sender = Sender(self.engine, self.channels, RENDERER, REMINDER_SIDS, self.clock)

    def impatient(self) -> Inside:
        """The same, but that it hardly waits for a provider: for answers that come too late."""
        return dataclasses.replace(self, settings=settings_for(self.stub.base_url, HASTY))

    def clock(self) -> datetime:
        """The test's time."""
        return self.now

    def pass_time(self, **amount: float) -> None:
        """The clock goes on, by timedelta's keywords."""
        self.now += timedelta(**amount)

    def found(self, *groups: Constitution) -> list[int]:
        """Create chamas; their welcomes go out at once."""
        ids = [one.id for one in founding.found_all(self.engine, groups, self.now)]
        self.work()
        return ids

    def tick(self) -> list[Call]:
        """The worker does what the clock wants, and sends; gives the calls it made."""
        tick(self.engine, self.now)
        return self.work()

    def queue(self, key: str = "k", **changes: Any) -> int:
        """One small message to Otieno, ready to go; gives its id."""
        message = NewMessage(key, OTIENO.phone, (Part("thanks", {}),), Purpose.REPLY)
        with writing(self.engine) as connection:
            outbox.queue(connection, [dataclasses.replace(message, **changes)], self.now)
        return int(self.row(key=key).id)

    def work(self) -> list[Call]:
        """Send what is due now; gives the calls that the stub got for it."""
        before = len(self.stub.calls)
        with writing(self.engine) as connection:
            taken = dispatch.take_due(connection, self.now, limit=1_000)
        for due in taken:
            self.sender.send([due.id], due.try_number)
        return self.stub.calls[before:]

    def report(self, channel: str, form: Mapping[str, str], *, attempt_id: str = "") -> None:
        """A delivery report of a provider's, read by the channel and taken by the pipeline."""
        url = self.settings.public_base_url + (f"/?attempt={attempt_id}" if attempt_id else "/")
        self.pipeline.report(self.channels[channel].read_report(callback(form, url)))

    def row(self, **wanted: Any) -> Any:
        """The one outbox row with these values."""
        chosen = sa.select(tables.outbox).filter_by(**wanted)
        with reading(self.engine) as connection:
            return connection.execute(chosen).one()

    def rows(self, table: sa.Table) -> list[Any]:
        """Every row of a table."""
        with reading(self.engine) as connection:
            return list(connection.execute(sa.select(table).order_by(*table.primary_key.columns)))

    def attempts(self) -> list[Any]:
        """Every try that reached a provider, in order."""
        return sorted(self.rows(tables.attempt), key=lambda one: one.started_at)
