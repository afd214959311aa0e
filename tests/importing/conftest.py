"""Umoja on a stage, and statements brought into its book as an operator does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.importing.command import run
from tests.channels.stub_provider import StubProvider
from tests.importing.statements import on_paybill
from tests.system.inside import Inside, settings_for
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja collects on a paybill; its welcomes have been read."""
    stage = Stage(engine)
    stage.found(on_paybill())
    stage.deliver()
    return stage


Import = Callable[..., str]


@pytest.fixture
def bring_in(stage: Stage, tmp_path: Path) -> Import:
    """Imports a statement's text, or a file; gives the report."""

    def bring_in(
        text: str | Path,
        *,
        name: str | None = None,
        is_dry_run: bool = False,
        is_unchecked: bool = False,
    ) -> str:
        path = tmp_path / "statement.csv" if isinstance(text, str) else text
        if isinstance(text, str):
            path.write_text(text, "utf-8")
        lines = run(
            stage.engine,
            str(path),
            stage.now,
            name=name,
            password=None,
            is_dry_run=is_dry_run,
            is_unchecked=is_unchecked,
        )
        return "\n".join(lines)

    return bring_in


@pytest.fixture
def stub() -> Iterator[StubProvider]:
    with StubProvider() as stub:
        yield stub


@pytest.fixture
def inside(engine: sa.Engine, stub: StubProvider) -> Inside:
    """The whole bot at Twilio's stub, without any group."""
    return Inside(engine, stub, settings_for(stub.base_url))


@pytest.fixture
def umoja(inside: Inside) -> Inside:
    """Umoja, collecting on a paybill; its welcomes have been read."""
    inside.found(on_paybill())
    return inside
