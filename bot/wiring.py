"""Puts the parts together, once a process: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

import bot
from bot.around import is_dashboard_installed, utc_now
from bot.channels import channels_from
from bot.channels.base import Channel
from bot.desk.room import api_of
from bot.payments import payments_from
from bot.payments.port import Payments
from bot.pipeline import Pipeline
from bot.settings import Settings
from bot.store.database import WORKING, Deadlines, open_engine
from bot.store.tokens import StoredTokens

TEMPLATES = Path(bot.__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Parts:
    """What both the web process and the worker are made of."""

    settings: Settings
    engine: sa.Engine
    channels: Mapping[str, Channel]
    pipeline: Pipeline
    payments: Payments | None = None


def assemble(settings: Settings, deadlines: Deadlines = WORKING) -> Parts:
    """The parts for these settings. Raises SettingsError for a half-configured channel."""
    engine = open_engine(settings.database_url, deadlines=deadlines)
    payments = payments_from(settings, StoredTokens(engine))
    return Parts(
        settings=settings,
        engine=engine,
        channels=channels_from(settings),
        pipeline=pipeline_on(engine, settings, payments),
        payments=payments,
    )


def pipeline_on(
    engine: sa.Engine,
    settings: Settings,
    payments: Payments | None,
    clock: Callable[[], datetime] = utc_now,
) -> Pipeline:
    """What handles messages, and clicks, on a database: the same in every process."""
    return Pipeline(
        engine,
        clock,
        api=api_of(payments),
        has_dashboard=has_dashboard(settings),
        has_files=settings.public_base_url != "",
    )


def has_dashboard(settings: Settings) -> bool:
    """Whether officers can be sent a link: where the pages are installed they run beside us, and
    somebody has said where browsers find them."""
    return settings.with_dashboard and settings.dashboard_url != "" and is_dashboard_installed()
