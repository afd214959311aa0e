"""Every transcript goes as it is written down, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.transcripts import play

TRANSCRIPTS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_written(path: Path, engine: sa.Engine) -> None:
    script = path.read_text("utf-8")
    assert play(script, engine).split("\n") == script.split("\n")
