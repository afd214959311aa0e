"""The operator's commands, run as typed, on a database of their own."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from bot import cli
from bot.constitutions import KINDS
from bot.export import EXPORTS
from bot.simulator.daraja import Fault
from bot.store.database import open_engine, reading
from bot.store.tables import chama, entry, outbox
from chama.group import Person
from tests.builders import ACHIENG, NOW, PEOPLE, WANJIRU, received_text, rules
from tests.constitutions.filling import filled
from tests.transcripts import Stage

TILL = '[[collectors]]\nkind = "till"\nname = "Duka"\nphone = "0712000099"\nnumber = 5123456\n'

Run = Callable[..., Result]


@pytest.fixture
def run(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs chama-bot with these words; its clock stands at NOW."""
    monkeypatch.setattr(cli, "utc_now", lambda: NOW)

    def run(*words: str, **environment: str) -> Result:
        return CliRunner(env={"DATABASE_URL": sqlite_url, **environment}).invoke(cli.main, words)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Umoja's constitution in a file."""
    path = tmp_path / "umoja.toml"
    path.write_text(rules().text, "utf-8")
    return path


def count(sqlite_url: str, table: sa.Table) -> int:
    engine = open_engine(sqlite_url)
    with reading(engine) as connection:
        found = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    engine.dispose()
    return int(found)


def newest_entry(sqlite_url: str) -> int:
    engine = open_engine(sqlite_url)
    with reading(engine) as connection:
        seq = connection.execute(sa.select(sa.func.max(entry.c.seq))).scalar_one()
    engine.dispose()
    return int(seq)


def test_help_names_every_command_of_the_contract(run: Run) -> None:
    said = run("--help").output
    for command in ("demo", "serve", "worker", "migrate", "doctor", "new", "verify", "export"):
        assert f"\n  {command} " in said
    for command in ("remind", "replay", "reconcile", "bench"):
        assert f"\n  {command} " in said
    _, _, summaries = said.partition("Commands:")
    assert "..." not in summaries  # cut off


def test_new_founds_a_chama_and_welcomes_its_members(run: Run, file: Path, sqlite_url: str) -> None:
    result = run("new", str(file))
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "Umoja: 4 members, KES 1,000 a seat every week; "
        "round 1 from Fri 20 Nov 2026, due Thu 26 Nov 2026."
    )
    assert count(sqlite_url, outbox) == len(PEOPLE)


def test_new_refuses_a_second_one_in_a_line(run: Run, file: Path) -> None:
    run("new", str(file))
    result = run("new", str(file))
    assert result.exit_code == 1
    assert (
        "Umoja exists already, with the same people and rules: nothing was created."
        in result.output
    )
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "bad", ["name = ", 'name = "Amani"\n', "\x00"], ids=["no-toml", "no-members", "no-text"]
)
def test_new_creates_all_files_or_none(
    run: Run, file: Path, tmp_path: Path, sqlite_url: str, bad: str
) -> None:
    other = tmp_path / "amani.toml"
    other.write_text(bad, "utf-8")
    result = run("new", str(file), str(other))
    assert result.exit_code == 1
    assert str(other) in result.output
    assert "Traceback" not in result.output
    assert count(sqlite_url, chama) == 0


@pytest.mark.parametrize(
    ("currency", "contribution", "said"),
    [
        ("GBP", 50, "GBP 50"), ("USD", 100, "USD 100"), ("EUR", 25, "EUR 25"),
        ("UGX", 1_500_000, "UGX 1,500,000"), ("TZS", 500_000, "TZS 500,000"),
        ("JPY", 10_000, "JPY 10,000"),
    ],
)  # fmt: skip
def test_new_founds_a_chama_that_counts_in_its_own_money(
    run: Run, tmp_path: Path, currency: str, contribution: int, said: str
) -> None:
    file = tmp_path / "abroad.toml"
    file.write_text(rules(currency=currency, contribution=contribution).text, "utf-8")
    assert f"Umoja: 4 members, {said} a seat every week;" in run("new", str(file)).output


def test_new_refuses_money_that_counts_in_thousandths(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    file = tmp_path / "gulf.toml"
    file.write_text(rules().text.replace("[rotation]", 'currency = "KWD"\n[rotation]'), "utf-8")
    result = run("new", str(file))
    assert result.exit_code == 1
    assert (
        "currency = 'KWD': expected the code of a currency (ISO 4217), e.g. \"KES\" for shillings "
        'of Kenya, "GBP", "UGX"; BHD, IQD, JOD, KWD, LYD, OMR, TND count in thousandths, which '
        "this book cannot hold."
    ) in " ".join(result.output.split())
    assert count(sqlite_url, chama) == 0


def test_a_file_that_is_no_utf_8_is_refused_and_no_name_is_damaged(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    file = tmp_path / "windows.toml"
    file.write_bytes(rules().text.replace("Achieng Atieno", "Zo\u00eb Atieno").encode("cp1252"))
    for command in (("constitution", "check"), ("new",)):
        result = run(*command, str(file))
        assert result.exit_code == 1
        assert "It is not a text in UTF-8" in " ".join(result.output.split())
    assert count(sqlite_url, chama) == 0


def test_verify_holds_for_a_sound_book_and_names_the_entry_that_does_not(
    run: Run, file: Path, sqlite_url: str
) -> None:
    run("new", str(file))
    engine = open_engine(sqlite_url)
    Stage(engine).say(WANJIRU, received_text())
    assert run("verify").exit_code == 0
    with engine.begin() as connection:
        triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.execute(triggers).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE posting SET amount_cents = 2 * amount_cents")
    engine.dispose()
    result = run("verify")
    assert result.exit_code == 1
    seq = newest_entry(sqlite_url)
    assert "\nUmoja (book " in result.output
    assert f", entry {seq}: " in result.output
    assert "faults" in result.output


@pytest.mark.parametrize("what", list(EXPORTS))
def test_export_writes_csv_to_standard_output(run: Run, file: Path, what: str) -> None:
    run("new", str(file))
    result = run("export", what, "--format", "csv")
    assert result.exit_code == 0
    assert "," in result.output.splitlines()[0]


def test_remind_queues_a_reminder_once_a_day(run: Run, file: Path) -> None:
    run("new", str(file))
    assert run("remind").output.startswith("4 reminders queued")
    assert run("remind").output.startswith("0 reminders queued")


def test_replay_changes_nothing_that_was_handled(run: Run, file: Path, sqlite_url: str) -> None:
    run("new", str(file))
    engine = open_engine(sqlite_url)
    Stage(engine).say(ACHIENG, "balance")
    engine.dispose()
    before = count(sqlite_url, outbox)
    assert run("replay").output == "0 messages handled.\n"
    assert count(sqlite_url, outbox) == before


def test_migrate_may_be_run_again(run: Run) -> None:
    assert run("migrate").output == "The database is up to date.\n"


def test_doctor_says_what_is_configured(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "up to date" in result.output
    assert "not configured" in result.output


MADE_NOWHERE = "sqlite:////proc/none/chama.db"
WITH_A_LETTER = "sqlite:///letter.db"
IN_A_FOLDER = "sqlite:///folder"
DOWN = "postgresql://bot:hidden@127.0.0.1:1/none?connect_timeout=1"
OF_THE_BOOK = [
    *(["verify"], ["export", "members"], ["remind"], ["replay"], ["trust-clock"]),
    *(["serve"], ["worker"], ["new", "letter.db"], ["import-statement", "letter.db", "--dry-run"]),
]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("foo", "Error: DATABASE_URL is no database's address"),
        ("mysql://bot:hidden@host/none", "Error: DATABASE_URL starts with mysql://"),
        ("sqlite://", "Error: DATABASE_URL names no plain file"),
        (DOWN, "Error: The database postgresql+psycopg://bot:***@127.0.0.1:1/none"),
        (WITH_A_LETTER, "Error: The database sqlite:///letter.db cannot be used: file is not a"),
        (IN_A_FOLDER, "Error: The database sqlite:///folder cannot be used: unable to open"),
        (MADE_NOWHERE, "Error: "),
    ],
)
@pytest.mark.parametrize("words", [*OF_THE_BOOK, ["migrate"], ["demo"]], ids=" ".join)
def test_a_database_that_cannot_be_used_is_one_clear_line(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    said: str,
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.db").write_text("Dear treasurer, this is a letter and not the group's book.\n")
    Path("folder").mkdir()
    result = run(*words, DATABASE_URL=url)
    assert result.exit_code == 1
    assert said in result.output
    assert len(result.output.splitlines()) == 1
    for unwanted in ("Traceback", "Background on this error", "hidden"):
        assert unwanted not in result.output


@pytest.mark.parametrize("words", OF_THE_BOOK, ids=" ".join)
def test_only_migrate_makes_a_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.db").touch()
    result = run(*words, DATABASE_URL="sqlite:///var/mistyped.db")
    assert result.exit_code == 1
    assert "There is no database at var/mistyped.db." in result.output
    assert [one.name for one in tmp_path.iterdir()] == ["letter.db"]


@pytest.mark.parametrize("words", OF_THE_BOOK, ids=" ".join)
def test_a_database_without_tables_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.db").touch()
    result = run(*words, DATABASE_URL="sqlite:///letter.db")
    assert result.exit_code == 1
    assert result.output == (
        "Error: The database is not up to date: run chama-bot migrate first.\n"
    )
    assert not Path("letter.db-turn").exists()


@pytest.mark.parametrize("words", [["verify"], ["doctor"], ["export", "entries"]], ids=" ".join)
def test_who_only_reads_makes_no_file_to_take_turns_by(
    run: Run, sqlite_url: str, words: list[str]
) -> None:
    assert run(*words).exit_code == 0
    assert not Path(f"{sqlite_url.removeprefix('sqlite:///')}-turn").exists()


def test_a_half_configured_channel_is_one_clear_line(run: Run) -> None:
    result = run("doctor", TWILIO_ACCOUNT_SID="AC1")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "TWILIO_AUTH_TOKEN" in result.output


@pytest.mark.parametrize(
    ("command", "said"),
    [("serve", "PORT=8000 chama-bot serve"), ("demo", "PORT=8000 make run")],
)
def test_a_port_that_is_taken_is_one_clear_line(run: Run, command: str, said: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run(command, PORT=str(port))
    assert result.exit_code == 1
    assert result.output == (
        f"Error: Port {port} cannot be had: Address already in use. Choose another: {said}\n"
    )


def test_the_demo_says_how_its_provider_can_misbehave(run: Run) -> None:
    result = run("demo", "--list-faults")
    assert result.exit_code == 0
    told = [tuple(line.split(maxsplit=1)) for line in result.output.splitlines()]
    assert told == [(fault.name, fault.sentence) for fault in Fault]


def test_the_demo_refuses_a_fault_that_there_is_not(run: Run) -> None:
    result = run("demo", "--faults", "NO_CALLBACK,EARTHQUAKE")
    assert result.exit_code == 1
    *rest, last = result.output.splitlines()
    assert last == "Error: M-Pesa cannot misbehave so: EARTHQUAKE."
    assert [line.split()[0] for line in rest] == [fault.name for fault in Fault]


def test_new_says_what_follows_and_what_to_think_about(run: Run, tmp_path: Path) -> None:
    """Founded in the middle of a round, by one who is alone in office."""
    path = tmp_path / "alone.toml"
    alone = rules("Alone", (WANJIRU,), every="month", starts=date(2026, 11, 1), more=TILL)
    path.write_text(alone.text.replace('every = "month"', 'every = "month"\ndue = 5'), "utf-8")
    lines = run("new", str(path)).output.splitlines()
    assert lines[0] == (
        "Alone: 1 member, KES 1,000 a seat every month; "
        "round 1 from Sun 1 Nov 2026, due Thu 5 Nov 2026."
    )
    assert "round 1 has run since Sun 1 Nov 2026 and is overdue. Everybody owes it" in lines[1]
    assert "Alone has only one officer" in lines[2]
    assert "No pot could be paid out" in lines[3]
    assert "no member's" in lines[4]
    assert len(lines) == 5


@pytest.mark.parametrize("again", ["umoja.toml", "./umoja.toml", "../{folder}/umoja.toml"])
def test_new_says_that_a_file_was_listed_twice(
    run: Run, file: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    monkeypatch.chdir(file.parent)
    again = again.format(folder=file.parent.name)
    result = run("new", "umoja.toml", again)
    assert result.exit_code == 1
    assert result.output == f"Error: {again} was listed twice: nothing was created.\n"
    assert count(sqlite_url, chama) == 0


def test_new_refuses_a_file_of_a_group_that_exists_and_all_files_with_it(
    run: Run, file: Path, tmp_path: Path, sqlite_url: str
) -> None:
    run("new", str(file))
    zawadi = Person("", "Zawadi Cherono", "+254712000005", 5)
    bigger, other = tmp_path / "bigger.toml", tmp_path / "other.toml"
    bigger.write_text(rules(people=(*PEOPLE, zawadi)).text, "utf-8")
    other.write_text(rules("Amani", (WANJIRU, zawadi)).text, "utf-8")
    result = run("new", str(other), str(bigger))
    assert result.exit_code == 1
    assert "- Zawadi Cherono (+254712000005) is new" in result.output
    assert count(sqlite_url, chama) == 1
    assert count(sqlite_url, outbox) == len(PEOPLE)


def test_remind_does_nothing_by_a_clock_that_jumped(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", str(file))
    run("remind")
    monkeypatch.setattr(cli, "utc_now", lambda: NOW + timedelta(days=40))
    refused = run("remind")
    assert refused.exit_code == 1
    assert "chama-bot trust-clock" in refused.output
    assert run("trust-clock").exit_code == 0
    assert run("remind").exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_is_filled_in_founds_a_chama(
    run: Run, tmp_path: Path, kind: str, sqlite_url: str
) -> None:
    printed = run("constitution", "template", kind)
    assert printed.exit_code == 0
    path = tmp_path / "ours.toml"
    path.write_text(printed.output, "utf-8")
    refused = run("new", str(path))
    assert refused.exit_code == 1
    assert 'name is still "<the group\'s name>": fill it in.' in refused.output
    path.write_text(filled(printed.output), "utf-8")
    assert run("constitution", "check", str(path)).output == f"{path} can be used.\n"
    assert run("new", str(path)).exit_code == 0
    assert count(sqlite_url, outbox) == 10


def test_check_names_the_faults_of_every_file(run: Run, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(file.read_text("utf-8").replace('"week"', '"wek"') + "[fines]\nlate = -1\n")
    result = run("constitution", "check", str(file), str(wrong))
    assert result.exit_code == 1
    assert f"{file} can be used.\n" in result.output
    assert (
        f"{wrong} cannot be used:\n- [rotation] every = 'wek': expected a rhythm" in result.output
    )
    assert "- [fines] late = -1: expected whole units" in result.output


def test_check_tells_what_is_unwise_and_what_is_left_open(run: Run, file: Path) -> None:
    file.write_text(file.read_text("utf-8") + "[fines]\nlate = 5000\n", "utf-8")
    result = run("constitution", "check", str(file))
    assert result.exit_code == 0
    assert "- Take care: fines.late is KES 5,000, more than the contribution" in result.output
    assert "- The file does not say what becomes of a pot that is not full" in result.output
    assert "- Umoja has two officers" in result.output


def test_show_prints_the_document_in_the_language_that_is_asked_for(run: Run, file: Path) -> None:
    run("new", str(file))
    for which in ("Umoja", "umoja", "1"):
        assert run("constitution", "show", which).output.startswith("CONSTITUTION OF UMOJA\n")
    in_swahili = run("constitution", "show", "Umoja", "--language", "sw")
    assert in_swahili.output.startswith("KATIBA YA UMOJA\n")


def test_show_prints_the_rules_of_a_day(run: Run, file: Path) -> None:
    assert run("new", str(file)).exit_code == 0
    shown = run("constitution", "show", "Umoja", "--on", "2099-01-01")
    assert "As it stands on 1 Jan 2099" in shown.output
    before = run("constitution", "show", "Umoja", "--on", "2001-01-01")
    assert before.exit_code == 1
    assert "what counted before is not in it" in before.output


def test_show_asks_which_of_several(run: Run, file: Path, tmp_path: Path) -> None:
    assert "No chama is called Umoja" in run("constitution", "show", "Umoja").output
    run("new", str(file))
    other = tmp_path / "other.toml"
    other.write_text(file.read_text("utf-8").replace("71200", "71300"), "utf-8")
    run("new", str(other))
    result = run("constitution", "show", "Umoja")
    assert result.exit_code == 1
    assert (
        "Several chamas are called Umoja: say which by its number. There are: 1 Umoja, 2 Umoja."
        in result.output
    )
    assert run("constitution", "show", "2").exit_code == 0
