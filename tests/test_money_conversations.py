"""Every transcript with the provider in it goes as it is written down, and the books are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.money_transcripts import play

pytestmark = pytest.mark.drawn

TRANSCRIPTS = sorted((Path(__file__).parent / "money_conversations").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_about_money_goes_as_written(path: Path, engine: sa.Engine) -> None:
    script = path.read_text("utf-8")
    assert play(script, engine).split("\n") == script.split("\n")
