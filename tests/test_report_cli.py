"""chama-bot report, as it is typed: files, standard output, and refusals in one clear line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from bot import cli
from bot.reports.kinds import kinds
from bot.store.database import open_engine
from tests.builders import NOW, WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import NJERI, ZAWADI

Run = Callable[..., Result]
TODAY = "2026-11-23"


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    """Umoja, where Achieng has paid, and Amani."""
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    stage.found(rules(), rules("Amani", [ZAWADI, NJERI], language="sw"))
    stage.say(WANJIRU, received_text())
    yield stage
    engine.dispose()


@pytest.fixture
def run(stage: Stage, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs chama-bot report with these words, in a folder of its own, by the stage's clock."""
    monkeypatch.setattr(cli, "utc_now", lambda: stage.now)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        runner = CliRunner(env={"DATABASE_URL": sqlite_url})
        return runner.invoke(cli.main, ["report", *words])

    return run


def test_a_pdf_is_named_by_what_it_is(run: Run) -> None:
    result = run("statement", "--chama", "umoja", "--member", "Achieng")
    name = f"umoja-statement-M03-{TODAY}.pdf"
    assert result.output == f"Written: {name}\n"
    said = extract_text(name)
    assert "Member statement" in said
    assert "UKN1AB2C01" in said


def test_a_sheet_goes_where_it_is_told_to(run: Run) -> None:
    result = run("round", "--chama", "1", "--format", "xlsx", "--output", "sheet.xlsx")
    assert result.output == "Written: sheet.xlsx\n"
    assert load_workbook("sheet.xlsx").sheetnames == ["Round 1", "About"]


def test_csv_goes_to_standard_output(run: Run) -> None:
    result = run("round", "--chama", "Umoja", "--format", "csv")
    assert result.stdout.splitlines()[0].startswith("member,due,paid,by,left,")
    assert "Achieng Atieno,1000.00,1000.00,UKN1AB2C01,0.00,,,,KES" in result.stdout


def test_excel_gets_its_mark(run: Run) -> None:
    result = run("arrears", "--chama", "Umoja", "--format", "csv", "--excel")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfmember,")
    assert "--format csv" in run("arrears", "--chama", "Umoja", "--excel").output


def test_a_pdf_may_go_to_standard_output_too(run: Run) -> None:
    result = run("arrears", "--chama", "Umoja", "--output", "-")
    assert "Arrears by age" in extract_text(io.BytesIO(result.stdout_bytes))


def test_the_language_is_the_group_s_unless_another_is_asked_for(run: Run) -> None:
    run("arrears", "--chama", "Amani", "--output", "sw.pdf")
    run("arrears", "--chama", "Amani", "--language", "en", "--output", "en.pdf")
    assert "Malimbikizo kwa umri" in extract_text("sw.pdf")
    assert "Arrears by age" in extract_text("en.pdf")


def test_what_there_is_is_listed(run: Run) -> None:
    result = run("--list")
    assert [line.partition(":")[0] for line in result.output.splitlines()] == list(kinds())
    assert "(--member, --from, --to)" in result.output


def test_an_old_report_is_printed_again_to_the_byte(run: Run, stage: Stage) -> None:
    as_of = NOW.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    statement = ("statement", "--chama", "Umoja", "--member", "M03", "--as-of", as_of)
    run(*statement, "--output", "first.pdf")
    stage.move_clock(NOW + timedelta(days=10))
    stage.say(WANJIRU, received_text("UKN1AB2C02", "300.00"))
    run(*statement, "--output", "again.pdf")
    run(*statement[:-2], "--output", "new.pdf")
    first, again, new = (Path(f"{name}.pdf").read_bytes() for name in ("first", "again", "new"))
    assert first == again
    assert first != new


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        (TODAY, "23 November 2026, 09:01:00 EAT"),
        ("2026-11-22", "22 November 2026, 23:59:59 EAT"),
        ("2026-11-23T08:15:00", "23 November 2026, 08:15:00 EAT"),
        ("2026-11-23T05:15:00+00:00", "23 November 2026, 08:15:00 EAT"),
    ],
    ids=["today-is-until-now", "a-day-is-until-its-end", "by-nairobi", "with-a-zone"],
)
def test_a_report_says_as_of_when_it_is(run: Run, as_of: str, shown: str) -> None:
    run("arrears", "--chama", "Umoja", "--as-of", as_of, "--output", "it.pdf")
    assert f"As of {shown}" in extract_text("it.pdf")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("statement", "--chama", "Imani"), "No chama is called Imani: say which by its number."),
        (
            ("payday", "--chama", "Umoja"),
            "No report is called payday. There are: annual, arrears, ",
        ),
        (("statement", "--chama", "Umoja"), "Say whose it is to be: --member M01, or a name."),
        (
            ("statement", "--chama", "Umoja", "--member", "Rose"),
            "No member is called Rose in Umoja: say which by the code. There are: M01 Wanjiru",
        ),
        (
            ("round", "--chama", "Umoja", "--round", "9"),
            "Round 9 of Umoja is not in the book: it has 1 to 1.",
        ),
        (
            ("round", "--chama", "Umoja", "--member", "M01"),
            "The report round takes no --member.",
        ),
        (
            ("round", "--chama", "Umoja", "--from", "2026-11-01"),
            "The report round takes no --from or --to.",
        ),
        (
            ("arrears", "--chama", "Umoja", "--as-of", "tomorrow"),
            "tomorrow is no moment: write a day as 2026-11-30",
        ),
        (
            ("arrears", "--chama", "Umoja", "--as-of", "2026-11-24"),
            "2026-11-24 is still to come",
        ),
        (
            ("matrix", "--chama", "Umoja", "--from", "2026-11-02", "--to", "2026-11-01"),
            "--from 2026-11-02 is after --to 2026-11-01.",
        ),
        (
            ("arrears", "--chama", "Umoja", "--output", "nowhere/it.pdf"),
            "nowhere/it.pdf cannot be written",
        ),
    ],
    ids=[
        *("chama", "report", "no-member", "member", "round", "not-its-member", "not-its-period"),
        *("as-of", "to-come", "backwards", "folder"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
    assert len(result.output.splitlines()) == 1


def test_without_a_chama_it_says_how(run: Run) -> None:
    result = run("statement")
    assert result.exit_code == 2
    assert "report NAME --chama CHAMA" in result.output


def test_several_of_a_name_are_listed(run: Run, stage: Stage) -> None:
    stage.found(rules("Imara", [ZAWADI, replace(NJERI, name="Zawadi Wairimu")]))
    result = run("statement", "--chama", "Imara", "--member", "zawadi")
    assert "Several members are called zawadi in Imara" in result.output
    assert "M01 Zawadi Cherono, M02 Zawadi Wairimu" in result.output
    exact = run("statement", "--chama", "Imara", "--member", "zawadi  CHERONO")
    assert exact.exit_code == 0
