"""chama-bot import-statement, run as typed: which chama, what it says, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import cli
from tests.builders import NOW, PEOPLE, rules
from tests.importing.statements import (
    COLLECTORS,
    DATA,
    SHORTCODE,
    locked_pdf,
    on_paybill,
    paid,
    statement,
)

Run = Callable[..., Result]
FILE = "statement.csv"


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs chama-bot with these words beside a good statement; its clock stands at NOW."""
    monkeypatch.setattr(cli, "utc_now", lambda: NOW)
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_text(statement(paid("UKN1AB2C01")), "utf-8")

    def run(*words: str) -> Result:
        return CliRunner(env={"DATABASE_URL": sqlite_url}).invoke(cli.main, words)

    return run


def found(run: Run, *texts: str) -> None:
    """Create chamas from these constitutions."""
    for number, text in enumerate(texts):
        Path(f"{number}.toml").write_text(text, "utf-8")
    names = [f"{number}.toml" for number in range(len(texts))]
    assert run("new", *names).exit_code == 0


def test_help_shows_the_command(run: Run) -> None:
    assert "\n  import-statement " in run("--help").output


def test_a_statement_is_imported_and_reported(run: Run) -> None:
    found(run, on_paybill().text)
    result = run("import-statement", FILE)
    assert result.exit_code == 0
    assert "Recorded:\n  UKN1AB2C01  23 Nov 2026  KES 1,000" in result.output
    assert "UKN1AB2C01" in run("export", "entries").output
    assert run("verify").exit_code == 0


def test_a_dry_run_changes_nothing(run: Run) -> None:
    found(run, on_paybill().text)
    result = run("import-statement", FILE, "--dry-run")
    assert result.exit_code == 0
    assert "To be recorded:\n  UKN1AB2C01" in result.output
    assert "UKN1AB2C01" not in run("export", "entries").output


# --- which chama ---------------------------------------------------------------------------------

AMANI = rules("Amani").text
TWINS = [on_paybill(name, PEOPLE).text for name in ("Amani", "Tumaini")]


@pytest.mark.parametrize(
    ("chamas", "words", "chosen"),
    [
        pytest.param([AMANI, on_paybill().text], [], "Umoja", id="by its account"),
        pytest.param([AMANI], [], "Amani", id="the only one"),
        pytest.param([AMANI, on_paybill().text], ["--chama", "amani"], "Amani", id="by name"),
        pytest.param(TWINS, ["--chama", "Tumaini"], "Tumaini", id="by name of two on an account"),
    ],
)
def test_the_chama_is_found(run: Run, chamas: list[str], words: list[str], chosen: str) -> None:
    found(run, *chamas)
    result = run("import-statement", FILE, "--account-unchecked", *words)
    assert result.exit_code == 0
    assert result.output.startswith(f"{chosen}: statement of {SHORTCODE}")


@pytest.mark.parametrize(
    ("chamas", "words", "said"),
    [
        pytest.param([], [], "There is no chama yet", id="none"),
        pytest.param(TWINS, [], "Amani, Tumaini. Name it with --chama.", id="two on one account"),
        pytest.param(
            [AMANI, rules("Tumaini").text], [], "Amani, Tumaini. Name it", id="two, both elsewhere"
        ),
        pytest.param(
            [AMANI], ["--chama", "Zawadi"], "no chama called Zawadi; there are: Amani.", id="a slip"
        ),
    ],
)
def test_a_chama_that_is_not_clear_is_asked_for_by_name(
    run: Run, chamas: list[str], words: list[str], said: str
) -> None:
    if chamas:
        found(run, *chamas)
    result = run("import-statement", FILE, *words)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_an_account_that_is_not_the_chamas_is_pointed_out_and_refused(run: Run) -> None:
    found(run, AMANI)
    refused = run("import-statement", FILE)
    assert refused.exit_code == 1
    assert f"The statement is of {SHORTCODE}" in refused.output
    tried = run("import-statement", FILE, "--dry-run")
    assert (tried.exit_code, tried.output) == (refused.exit_code, refused.output)
    looked_at = run("import-statement", FILE, "--dry-run", "--account-unchecked")
    assert looked_at.exit_code == 0
    assert "Take care: Amani does not say" in looked_at.output
    assert "UKN1AB2C01" not in run("export", "entries").output
    assert run("import-statement", FILE, "--account-unchecked").exit_code == 0


# --- files that cannot be used -------------------------------------------------------------------

GOOD = statement(paid("UKN1AB2C01"), paid("UKN1AB2C02"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", FILE, id="empty"),
        pytest.param(b"Dear treasurer, nothing to see.\n", FILE, id="a letter"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), FILE, id="a picture"),
        pytest.param(b"PK\x03\x04" + bytes(64), FILE, id="half a workbook"),
        pytest.param(locked_pdf("482913"), "give the code", id="locked"),
        pytest.param(GOOD.replace('"2,000.00"', '"2,500.00"').encode(), "line ", id="a false sum"),
        pytest.param(GOOD.replace("UKN1AB2C02", "").encode(), "line ", id="a row without a code"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(run: Run, content: bytes, said: str) -> None:
    found(run, on_paybill().text)
    before = run("export", "entries").output
    Path(FILE).write_bytes(content)
    result = run("import-statement", FILE)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert said in result.output
    assert run("export", "entries").output == before


@pytest.mark.parametrize("name", ["statement-org.csv", "statement-customer.txt"])
def test_the_samples_can_be_read(run: Run, name: str) -> None:
    """Umoja's rounds began after them."""
    found(run, rules(more=COLLECTORS).text)
    result = run("import-statement", str(DATA / name), "--account-unchecked")
    assert result.exit_code == 0
    assert "from before the rounds began on 20 Nov 2026, left out." in result.output
