"""The console script chama-bot: everything an operator does, in one place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa

from bot.around import utc_now
from bot.constitutions import KINDS
from bot.daraja_commands import daraja
from bot.dashboard_command import dashboard
from bot.demo_commands import demo
from bot.explain_command import explain
from bot.settings import Settings, SettingsError
from bot.store.database import StoreBusy, StoreMissing, plainly
from chama.constitution import LANGUAGES
from chama.errors import ChamaError


class _Commands(click.Group):
    """Commands of which every refusal is one clear line and exit 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except StoreBusy as error:
            raise click.ClickException(f"The database is busy, try again: {error}.") from error
        except (ChamaError, SettingsError, StoreMissing) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
def main() -> None:
    """One number to text for a savings group."""
    from bot.logs import set_up_logging

    set_up_logging()


@main.command()
def serve() -> None:
    """Run the web process: webhooks, health, metrics."""
    from bot import serving

    with _engine():
        pass  # a book that cannot be used is said here, and not by each process of gunicorn's
    serving.serve(Settings.from_env())


@main.command()
def worker() -> None:
    """Run the worker: deliveries, rounds, reminders, retries."""
    from bot import processes

    with _engine():
        pass  # a worker without its tables would only fill the log
    processes.work(Settings.from_env())


@main.command()
def migrate() -> None:
    """Create the tables or bring them up to date."""
    from bot.store.migrate import migrate as bring_up_to_date

    url = Settings.from_env().database_url
    with plainly(url):
        bring_up_to_date(url)
    click.echo("The database is up to date.")


@main.command()
def doctor() -> None:
    """Say what is configured, and what does not work."""
    from bot.doctor import examine

    findings = list(examine(Settings.from_env()))
    for one in findings:
        click.echo(f"{one.what + ':':32} {one.how}")
    if any(one.is_wrong for one in findings):
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def new(files: tuple[str, ...]) -> None:
    """Create chamas from constitution FILES, all or none."""
    from bot.founding import found_all, report
    from chama.constitution import parse
    from chama.rota import day_in_nairobi

    _refuse_repeated(files)
    now = utc_now()
    with _engine() as engine:
        rules = [parse(_text_of(file), file) for file in files]
        founded = found_all(engine, rules, now)
    for one in founded:
        for line in report(one, day_in_nairobi(now)):
            click.echo(line)


def _refuse_repeated(files: tuple[str, ...]) -> None:
    found = [Path(file).resolve() for file in files]
    for number, file in enumerate(files):
        if found[number] in found[:number]:
            raise click.ClickException(f"{file} was listed twice: nothing was created.")


main.add_command(daraja)
main.add_command(dashboard)
main.add_command(demo)
main.add_command(explain)


@main.group()
def constitution() -> None:
    """Write, check or show a group's rules."""


@constitution.command()
@click.argument("kind", type=click.Choice(KINDS))
def template(kind: str) -> None:
    """Print a file to start from, for a KIND of group."""
    from bot.constitutions import template as file_for

    click.echo(file_for(kind), nl=False)


@constitution.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def check(files: tuple[str, ...]) -> None:
    """Name every fault of FILES, and what is unwise in them."""
    from bot.constitutions import checked
    from chama.rota import day_in_nairobi

    today = day_in_nairobi(utc_now())
    looked_at = [checked(_text_of(file), file, today) for file in files]
    for one in looked_at:
        for line in one.lines():
            click.echo(line)
    if any(one.faults for one in looked_at):
        sys.exit(1)


@constitution.command()
@click.argument("chama")
@click.option("--language", type=click.Choice(LANGUAGES), help="Else the group's own.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The rules of that day, else today's."
)
def show(chama: str, language: str | None, on: datetime | None) -> None:
    """Print CHAMA's rules as a document; CHAMA is a name or number."""
    from bot.constitutions.showing import show as document_of
    from chama.rota import day_in_nairobi

    today, day = day_in_nairobi(utc_now()), on.date() if on else None
    with _engine() as engine:
        click.echo(document_of(engine, chama, language, today, day), nl=False)


def _text_of(file: str) -> str:
    """A file's text; what is no UTF-8 in it stays so, and is refused where it is read."""
    return Path(file).read_text("utf-8", errors="surrogateescape")


@main.command()
def verify() -> None:
    """Recompute the whole book; exit 1 and name each fault."""
    from bot.store.verify import verify as check

    with _engine() as engine:
        faults = 0
        for fault in check(engine):
            click.echo(str(fault), err=True)
            faults += 1
    if faults:
        click.echo(f"The ledger does not hold: {faults} faults.", err=True)
        sys.exit(1)
    click.echo("The ledger holds: every entry, sum and receipt was recomputed.")


@main.command()
@click.argument(
    "what",
    type=click.Choice(
        ["entries", "postings", "exchanges", "members", "messages", "questions", "proposals"]
    ),
)
@click.option("--format", "format_", type=click.Choice(["csv"]), default="csv")
def export(what: str, format_: str) -> None:
    """Write one of the tables to standard output, as CSV."""
    from bot.export import export as write

    with _engine() as engine:
        write(engine, what, sys.stdout)


@main.command("export-group")
@click.argument("chama")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="A new file.")
def export_group(chama: str, output: Path) -> None:
    """Write a whole group to one file."""
    from bot.group_file.exporting import export_group as write
    from bot.group_file.report import of_export
    from bot.store.database import reading
    from bot.views.chamas import the_one_called

    with _engine() as engine:
        with reading(engine) as connection:
            chama_id = the_one_called(connection, chama).id
        exported = write(engine, chama_id, output, utc_now())
    for line in of_export(exported, str(output)):
        click.echo(line)


@main.command("import-group")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--own-account", is_flag=True, help="The M-Pesa account of this server is this group's own."
)
def import_group(file: Path, *, own_account: bool) -> None:
    """Bring a group from another server's file."""
    from bot.group_file.importing import import_group as restore
    from bot.group_file.report import of_import

    daraja = Settings.from_env().daraja
    served = {daraja.shortcode, daraja.till} - {""} if daraja is not None else set()
    with _engine() as engine:
        imported = restore(engine, file, utc_now(), served=() if own_account else served)
    for line in of_import(imported):
        click.echo(line)


@main.command()
@click.argument("name", required=False)
@click.option("--list", "is_list", is_flag=True, help="Say which reports there are, and end.")
@click.option("--chama", help="The chama's name or number.")
@click.option(
    "--format",
    type=click.Choice(["pdf", "xlsx", "csv", "zip"]),
    help="Else pdf; the audit pack is a zip.",
)
@click.option("--member", help="Whose: a code or a name.")
@click.option("--round", type=click.IntRange(min=1), help="Which; else the newest.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option("--as-of", help="Up to when the book is read: a day or a moment (EAT), else now.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Else the group's own.")
@click.option(
    "--excel", "for_excel", is_flag=True, help="CSV with the mark that Excel wants in front."
)
@click.option(
    "--with-phones", is_flag=True, help="Whole phone numbers, and what opens their digests."
)
@click.option("--output", type=click.Path(dir_okay=False), help='The file; "-" for none.')
def report(
    name: str | None, *, is_list: bool, chama: str | None, output: str | None, **asked: Any
) -> None:
    """Write the report NAME for a meeting: see --list."""
    from bot.reports.command import Options, listed, run

    if is_list:
        click.echo("\n".join(listed()))
        return
    if name is None or chama is None:
        raise click.UsageError("Say which report of which chama: report NAME --chama CHAMA.")
    days = {one: asked[one] and asked[one].date() for one in ("first", "last")}
    options = Options(chama=chama, **{**asked, **days})
    with _engine() as engine:
        file = run(engine, name, options, utc_now())
    _write(file.name if output is None and options.format != "csv" else output, file.content)


def _write(output: str | None, content: bytes) -> None:
    """Into a file, which is named; "-" or None is standard output."""
    if output in (None, "-"):
        sys.stdout.buffer.write(content)
        return
    try:
        Path(str(output)).write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"Written: {output}")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--chama", "name", help="The chama's name, where the file does not tell.")
@click.option("--password", help="The code that opens a locked file.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--account-unchecked", is_flag=True, help="The account is the group's: I looked.")
def import_statement(
    file: str, name: str | None, password: str | None, dry_run: bool, account_unchecked: bool
) -> None:
    """Record what a statement proves and the book lacks."""
    from bot.importing.command import run

    with _engine() as engine:
        report = run(
            engine,
            file,
            utc_now(),
            name=name,
            password=password,
            is_dry_run=dry_run,
            is_unchecked=account_unchecked,
        )
    for line in report:
        click.echo(line)


@main.command()
def remind() -> None:
    """Queue today's reminder to everybody who still owes."""
    from bot.schedule import remind_now, take_what_is_due
    from bot.trusted_time import is_trusted

    now = utc_now()
    with _engine() as engine:
        if not is_trusted(engine, now):
            raise click.ClickException(
                f"Nothing was done: the clock says {now:%d %b %Y %H:%M} UTC, far beyond what is "
                "known. Set it right, or say that it is: chama-bot trust-clock."
            )
        take_what_is_due(engine, now)
        count = remind_now(engine, now)
    click.echo(f"{count} reminders queued; the worker sends them by day.")


@main.command()
def trust_clock() -> None:
    """Say that this machine's clock is right after a doubt."""
    from bot.trusted_time import trust

    now = utc_now()
    with _engine() as engine:
        trust(engine, now)
    click.echo(f"It is {now:%d %b %Y %H:%M} UTC: rounds and reminders go by it from now on.")


@main.command()
def replay() -> None:
    """Handle messages again that our own code failed on."""
    from bot.wiring import assemble

    with _engine():
        parts = assemble(Settings.from_env())
        count = parts.pipeline.retry_unhandled(everything=True)
        parts.engine.dispose()
    click.echo(f"{count} messages handled.")


@main.command()
def reconcile() -> None:
    """Ask M-Pesa about all that is unknown."""
    from bot.processes import reconcile as ask

    counts = ask(Settings.from_env())
    click.echo(f"{counts.looked_at} looked at; {counts.unknown} still unknown.")


@main.command()
@click.argument("rows", nargs=-1)
def bench(rows: tuple[str, ...]) -> None:
    """Measure the budgets: the ROWS that are named, or all."""
    try:
        from bench.run import run
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"It needs {error.name}, which is there for developing: run make setup."
        ) from error

    sys.exit(run(rows))


@contextmanager
def _engine() -> Iterator[sa.Engine]:
    """The database of the settings, which is there and has its tables. Raises StoreMissing."""
    from bot.store.current import opened_whole

    with opened_whole(Settings.from_env().database_url) as engine:
        yield engine
