"""As what each report can be had: paper for people, a zip for an auditor, nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.reports.asked import WrongAsked
from bot.reports.command import Options, run
from bot.reports.kinds import PAPER, formats_of, kinds
from tests.transcripts import Stage


@pytest.mark.parametrize("name", [name for name in kinds() if name != "audit"])
def test_all_but_the_audit_pack_are_paper(name: str) -> None:
    assert formats_of(kinds()[name]) == PAPER


def test_the_audit_pack_is_a_zip_without_saying_so(stage: Stage) -> None:
    file = run(stage.engine, "audit", Options("Umoja", as_of="2026-12-07"), stage.now)
    assert file.name == "umoja-audit-2026-12-07.zip"
    with zipfile.ZipFile(io.BytesIO(file.content)) as pack:
        assert pack.testzip() is None
        assert "umoja-audit-2026-12-07/verify.py" in pack.namelist()
    again = run(stage.engine, "audit", Options("Umoja", as_of="2026-12-07"), stage.now)
    assert again == file


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("audit", Options("Umoja", format="pdf"), "written as zip alone"),
        ("month", Options("Umoja", format="zip"), "written as pdf or xlsx or csv alone"),
        ("month", Options("Umoja", with_phones=True), "takes no --with-phones"),
        ("audit", Options("Umoja", for_excel=True), "--excel is for --format csv"),
    ],
    ids=["audit-pdf", "month-zip", "month-phones", "audit-excel"],
)
def test_what_cannot_be_had_is_refused(
    stage: Stage, name: str, options: Options, said: str
) -> None:
    with pytest.raises(WrongAsked, match=said):
        run(stage.engine, name, options, stage.now)
