"""The audit pack: anybody recomputes it with Python alone, and whatever was changed is named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.reports.as_zip import write
from bot.reports.kinds.audit import build
from bot.reports.value import Report
from tests.builders import ACHIENG, PEOPLE
from tests.reports.conftest import HARMFUL, Ask


def written(report: Report) -> bytes:
    out = io.BytesIO()
    write(report, out)
    return out.getvalue()


def unpacked(report: Report, path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(written(report))) as pack:
        pack.extractall(path)
    return path / report.file_name


def verify(folder: Path) -> tuple[int, str]:
    """As an outsider does it: Python alone, isolated from whatever is installed here."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    return run.returncode, run.stdout


@pytest.mark.parametrize("with_phones", [False, True], ids=["masked", "whole"])
@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_pack_holds(ask: Ask, tmp_path: Path, language: str, with_phones: bool) -> None:
    asked = ask("audit", language=language, with_phones=with_phones)
    code, said = verify(unpacked(build(asked), tmp_path))
    assert (code, said) == (
        *(0, f"The pack holds: {asked.as_of.seq} numbers recomputed, head {asked.as_of.head}.\n"),
    )


def test_the_same_moment_gives_the_same_bytes(ask: Ask) -> None:
    assert written(build(ask("audit"))) == written(build(ask("audit")))


def _edit(name: str, before: str, after: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), "utf-8")

    return edit


def _drop_the_last_number(folder: Path) -> None:
    lines = (folder / "chain.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "chain.jsonl").write_text("".join(lines[:-1]), "utf-8")


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (_edit("chain.jsonl", '"subject":"member:M02"', '"subject":"member:M03"'), "changed after"),
        (_edit("chain.jsonl", '"dues:M03:1.1",-100000', '"dues:M02:1.1",-100000'), "changed after"),
        (_edit("chain.jsonl", '"collector:C1",125050', '"collector:C1",125000'), "out of balance"),
        (_edit("chain.jsonl", '"UKN1AB2C01"', '"UKN1AB2C09"'), "changed after it was sealed"),
        (_drop_the_last_number, "the chain ends at number"),
        (_edit("balances.csv", "1650.50", "1600.50"), "balances.csv is not the sum"),
        (_edit("postings.csv", "1250.50", "1250.00"), "postings.csv has other lines"),
        (_edit("entries.csv", "UKN1AB2C01", "UKN1AB2C09"), "entries.csv is not the file"),
        (_edit("book.json", '"seq":', '"seq":1'), "the book says"),
        (_edit("constitution.txt", "Umoja", "Amani"), "constitution.txt is not the file"),
    ],
    ids=[
        *("note", "account", "amount", "receipt", "cut", "balance", "posting", "entry", "head"),
        "rules",
    ],
)
def test_what_was_changed_is_named(
    ask: Ask, tmp_path: Path, tamper: Callable[[Path], None], named: str
) -> None:
    folder = unpacked(build(ask("audit")), tmp_path)
    tamper(folder)
    code, said = verify(folder)
    assert code == 1
    assert named in said


def test_a_name_that_is_another_than_the_sealed_one_is_named(ask: Ask, tmp_path: Path) -> None:
    folder = unpacked(build(ask("audit", with_phones=True)), tmp_path)
    _edit("personal.json", ACHIENG.name, "Another Name")(folder)
    code, said = verify(folder)
    assert code == 1
    assert "member:M03 has another name than the register" in said


def test_phones_and_salts_are_left_out_unless_asked_for(ask: Ask) -> None:
    masked, whole = (
        b"".join(one.content for one in build(ask("audit", with_phones=it)).attachments)
        for it in (False, True)
    )
    for person in PEOPLE:
        assert person.phone.encode() not in masked
        assert person.phone.encode() in whole
    assert b'"salt"' in whole.replace(b'row["salt"]', b"")
    assert b"+25471***003" in masked


def test_the_file_says_whether_phones_are_in_it(ask: Ask) -> None:
    assert build(ask("audit")).file_name == "umoja-audit-2026-12-07"
    assert build(ask("audit", with_phones=True)).file_name == "umoja-audit-with-phones-2026-12-07"


def test_the_worked_example_is_the_hash_of_the_book(ask: Ask) -> None:
    files = {one.name: one.content.decode() for one in build(ask("audit")).attachments}
    first = json.loads(files["chain.jsonl"].splitlines()[0])
    assert first["hash"] in files["README.txt"]
    assert "1:1;4:note;0:;" in files["README.txt"]


def test_a_name_starts_no_formula_and_breaks_no_line(ask: Ask, tmp_path: Path) -> None:
    asked = ask("audit")
    files = {one.name: one.content.decode() for one in build(asked).attachments}
    assert f"'{HARMFUL.name}" in files["people.csv"]
    odd = replace(asked.group, name="Umoja\u2028\x85 & Co")
    code, _ = verify(unpacked(build(replace(asked, group=odd)), tmp_path))
    assert code == 0
