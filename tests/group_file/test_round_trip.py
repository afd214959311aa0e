"""Groups that have lived for some weeks move to the other kind of database, and nothing differs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from bot.store.verify import verify
from chama.constitution import Constitution
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    WANJIRU,
    received_text,
    rules,
    sent_text,
)
from tests.group_file.conftest import Servers
from tests.group_file.files import (
    ALIKE,
    Line,
    another_group,
    exported,
    imported,
    lines_of,
    table_of,
)
from tests.transcripts import Stage
from tests.years.driver import Year
from tests.years.groups import GROUPS

DAYS = 14
BROUGHT = re.compile(r"^brought:\w+:")
TALK = (
    (WANJIRU, received_text()),
    (WANJIRU, received_text("UKN1AB2C02", payer="ROSE AKOTH")),
    (BARAKA, sent_text("UKN1AB2C03")),
    (ACHIENG, "gave Otieno 500 cash"),
    (OTIENO, "expense 300 chairs"),
)


def comparable(lines: list[Line]) -> list[tuple[str, dict[str, Any]]]:
    """Lines without what a move changes: names of causes, and when a question is put again."""
    return [
        (name, {**row, "key": BROUGHT.sub("", row["key"]), "remind_at": None})
        if name == "question"
        else (name, row)
        for name, row in lines
    ]


@pytest.mark.parametrize(("name", "file_of"), GROUPS.items(), ids=list(GROUPS))
def test_a_group_that_has_lived_is_the_same_on_the_other_database(
    servers: Servers, tmp_path: Path, name: str, file_of: Callable[[], Constitution]
) -> None:
    year = Year(servers.old, file_of(), f"group-file/{name}")
    assert year.play(DAYS) == []
    now = year.stage.now.astimezone(UTC)
    before = {what: table_of(servers.old, what) for what in ALIKE}
    there = exported(servers.old, tmp_path / "1.gz", now)
    here = imported(servers.new, tmp_path / "1.gz", now)
    assert here.is_new
    assert list(verify(servers.new)) == []
    assert {what: table_of(servers.new, what) for what in ALIKE} == before
    back = exported(servers.new, tmp_path / "2.gz", now)
    assert (back.manifest.seq, back.manifest.head) == (there.manifest.seq, there.manifest.head)
    assert comparable(lines_of(tmp_path / "2.gz")) == comparable(lines_of(tmp_path / "1.gz"))


def test_the_same_group_gives_the_same_bytes(servers: Servers, tmp_path: Path) -> None:
    year = Year(servers.old, GROUPS["table-banking"](), "group-file/bytes")
    now = year.stage.now.astimezone(UTC)
    exported(servers.old, tmp_path / "1.gz", now)
    exported(servers.old, tmp_path / "2.gz", now)
    assert (tmp_path / "1.gz").read_bytes() == (tmp_path / "2.gz").read_bytes()


def test_a_file_names_no_row_of_its_server(servers: Servers, tmp_path: Path) -> None:
    """From a server on which all rows have other numbers, the file is the same."""
    stages = (Stage(servers.old), another_group(servers.new))
    files = [tmp_path / "1.gz", tmp_path / "2.gz"]
    for stage, file in zip(stages, files, strict=True):
        stage.now = NOW
        stage.found(rules())
        for sender, text in TALK:
            stage.say(sender, text)
            stage.deliver()
        exported(stage.engine, file, stage.now)
    one, other = (re.sub(r"in:\d+", "in:", json.dumps(lines_of(file))) for file in files)
    assert one == other
    assert {name for name, _ in lines_of(files[0])} > {"proposal", "question", "claim", "sight"}
