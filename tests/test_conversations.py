"""Every transcript goes as it is written down: on SQLite all of them, on PostgreSQL some.

The databases differ in no word that is said: what they can differ in has its own tests, in
tests/store and wherever a test takes `engine`. So of the transcripts only a part that is drawn by
name, the same in every run, is played a second time; the long run (README) plays all.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import IS_LONG
from tests.transcripts import play

TRANSCRIPTS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))
ONE_IN = 4  # of the transcripts is played on PostgreSQL too


def is_drawn(path: Path) -> bool:
    """Whether a transcript is played on PostgreSQL too."""
    return IS_LONG or zlib.crc32(path.stem.encode()) % ONE_IN == 0


@pytest.mark.parametrize(
    ("path", "database_url"),
    [
        pytest.param(path, kind, id=f"{path.stem}-{kind}")
        for path in TRANSCRIPTS
        for kind in ("sqlite", "postgresql")
        if kind == "sqlite" or is_drawn(path)
    ],
    indirect=["database_url"],
)
def test_a_conversation_goes_as_written(path: Path, engine: sa.Engine) -> None:
    script = path.read_text("utf-8")
    assert play(script, engine).split("\n") == script.split("\n")
