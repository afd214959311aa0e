"""What an operator asks for by `chama-bot report`: options in words become a file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

import sqlalchemy as sa

from bot.reports.asked import Asked, Period, Takes, WrongAsked, end_of
from bot.reports.kinds import ReportKind, file_of_words, formats_of, kinds
from bot.reports.value import Report
from bot.reports.words import Words
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.chamas import the_one_called
from chama.group import Group, Person
from chama.rota import NAIROBI, day_in_nairobi


@dataclass(frozen=True, slots=True)
class Options:
    """As they are typed. None: not given."""

    chama: str
    format: str | None = None
    member: str | None = None
    round: int | None = None
    first: date | None = None
    last: date | None = None
    as_of: str | None = None
    language: str | None = None
    for_excel: bool = False
    with_phones: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A report as it is written. name: what to call it."""

    name: str
    content: bytes


def run(engine: sa.Engine, name: str, options: Options, now: datetime) -> File:
    """Make a report and write it. Raises WrongAsked, WhichChama."""
    kind = _kind(name)
    written_as = _format(name, kind, options.format)
    if options.for_excel and written_as != "csv":
        raise WrongAsked("--excel is for --format csv: the other formats need no mark.")
    with reading(engine) as connection:
        group = load_group(connection, the_one_called(connection, options.chama).id)
        report = kind.build(_asked(connection, name, kind, group, options, now))
    content = io.BytesIO()
    _writer(written_as, for_excel=options.for_excel)(report, content)
    return File(f"{report.file_name}.{written_as}", content.getvalue())


def listed(language: str = "en") -> Iterator[str]:
    """A line for each report: its name, what it is, and which options it takes."""
    for name, kind in kinds().items():
        words = Words(language, file_of_words(name))
        options = [_OPTIONS[one] for one in Takes if one in kind.TAKES]
        behind = f" ({', '.join(options)})" if options else ""
        yield f"{name + ':':12} {words('summary')}{behind}"


_OPTIONS: Mapping[Takes, str] = {
    Takes.MEMBER: "--member",
    Takes.ROUND: "--round",
    Takes.PERIOD: "--from, --to",
    Takes.PHONES: "--with-phones",
}


def _kind(name: str) -> ReportKind:
    if name not in kinds():
        raise WrongAsked(f"No report is called {name}. There are: {', '.join(kinds())}.")
    return kinds()[name]


def _format(name: str, kind: ReportKind, wanted: str | None) -> str:
    there_are = formats_of(kind)
    if wanted is not None and wanted not in there_are:
        raise WrongAsked(f"The report {name} is written as {' or '.join(there_are)} alone.")
    return wanted or there_are[0]


def _writer(written_as: str, *, for_excel: bool) -> Callable[[Report, BinaryIO], None]:
    """Loaded when it is needed: whoever writes CSV does without fonts."""
    if written_as == "pdf":
        from bot.reports.as_pdf import write as write_pdf

        return write_pdf
    if written_as == "xlsx":
        from bot.reports.as_xlsx import write as write_xlsx

        return write_xlsx
    if written_as == "zip":
        from bot.reports.as_zip import write as write_zip

        return write_zip
    from bot.reports.as_csv import write as write_csv

    return lambda report, out: write_csv(report, out, for_excel=for_excel)


def _asked(
    connection: sa.Connection,
    name: str,
    kind: ReportKind,
    group: Group,
    options: Options,
    now: datetime,
) -> Asked:
    _refuse_what_is_not_taken(name, kind, options)
    at = _as_of(options.as_of, now)
    return Asked(
        connection=connection,
        name=name,
        group=group,
        words=Words(options.language or group.language, file_of_words(name)),
        as_of=book_at(connection, group.id, at),
        period=_period(options, at),
        member=_member(group, options.member) if options.member else None,
        round=options.round,
        with_phones=options.with_phones,
    )


def _refuse_what_is_not_taken(name: str, kind: ReportKind, options: Options) -> None:
    given = {
        Takes.MEMBER: options.member is not None,
        Takes.ROUND: options.round is not None,
        Takes.PERIOD: options.first is not None or options.last is not None,
        Takes.PHONES: options.with_phones,
    }
    for option, is_given in given.items():
        if is_given and option not in kind.TAKES:
            raise WrongAsked(f"The report {name} takes no {_OPTIONS[option].replace(',', ' or')}.")


def _as_of(text: str | None, now: datetime) -> datetime:
    """The last moment of what was typed: a day, or a moment by Nairobi's clock; None is now.

    A report is as of a whole second, so that it can be asked for again by what stands on it.
    """
    if text is None:
        return _end_of_second(now)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongAsked(
            f"{text} is no moment: write a day as 2026-11-30, or 2026-11-30T18:05:00 (EAT)."
        ) from error
    is_day = not {"T", "t", " ", ":"} & set(text)
    at = at if at.tzinfo else at.replace(tzinfo=NAIROBI)
    if is_day and at.date() == day_in_nairobi(now):
        return _end_of_second(now)
    at = end_of(at.date()) if is_day else _end_of_second(at)
    if at > _end_of_second(now):
        raise WrongAsked(f"{text} is still to come: nobody knows yet how the book will stand.")
    return at


def _end_of_second(at: datetime) -> datetime:
    return at.replace(microsecond=999_999)


def _period(options: Options, at: datetime) -> Period:
    last = options.last or day_in_nairobi(at)
    if options.first is not None and options.first > last:
        raise WrongAsked(f"--from {options.first} is after --to {last}.")
    return Period(options.first, last)


def _member(group: Group, named: str) -> Person:
    """The member with that code or name, or with that word in the name where it is only one's."""
    wanted = " ".join(named.casefold().split())
    people = group.people
    exact = [one for one in people if wanted in (one.code.casefold(), one.name.casefold())]
    words = [one for one in people if wanted in one.name.casefold().split()]
    found = exact or words
    if len(found) == 1:
        return found[0]
    there_are = ", ".join(f"{one.code} {one.name}" for one in found or people)
    problem = "Several members are" if found else "No member is"
    raise WrongAsked(
        f"{problem} called {named} in {group.name}: say which by the code. There are: {there_are}."
    )
