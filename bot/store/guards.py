"""The guards of the book, as the migration sets them up and as a database has them now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import sqlalchemy as sa

GUARDS = Path(__file__).parent / "migrations" / "guards"

GUARDED = ("account", "book", "entry", "fund", "posting", "receipt", "register")

_NAME = re.compile(r"CREATE (?:CONSTRAINT )?(TRIGGER|FUNCTION) (\w+)")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)
_COMMENT = re.compile(r"^--.*\n", re.MULTILINE)

_SQLITE_TRIGGERS = sa.text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
_POSTGRESQL_TRIGGERS = sa.text(
    "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid, true), t.tgenabled"
    " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
)
_POSTGRESQL_FUNCTIONS = sa.text(
    "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname = current_schema()"
)
_FIRES = "O"  # in pg_trigger: as set up, neither disabled nor for replication only


def statements(dialect: str) -> list[str]:
    """The statements that set the guards up; an empty line ends each in their file."""
    text = _COMMENT.sub("", (GUARDS / f"{dialect}.sql").read_text(encoding="utf-8"))
    return [statement.strip() for statement in text.split("\n\n") if statement.strip()]


def faults(connection: sa.Connection) -> Iterator[str]:
    """Which guards are missing, changed or switched off, and which triggers are none of ours."""
    wanted, found = _wanted(connection.dialect.name), _found(connection)
    for name, text in wanted.items():
        if name not in found:
            yield f"the guard {name} is missing"
        elif found[name] != text:
            yield f"the guard {name} was changed"
    for name in found:
        if name not in wanted:
            yield f"{name} on a table of the book is no guard of ours"


def _wanted(dialect: str) -> Mapping[str, str]:
    return {_named(statement): _essence(statement) for statement in statements(dialect)}


def _named(statement: str) -> str:
    named = _NAME.match(statement)
    if named is None:
        raise ValueError(f"A guard without a name: {statement[:40]}")
    return f"{named[1].lower()} {named[2]}"


def _essence(statement: str) -> str:
    """What has to be the same: a function's body, else the whole statement, blanks aside."""
    body = _BODY.search(statement)
    return _without_blanks(body[1] if body else statement)


def _without_blanks(text: str) -> str:
    return " ".join(text.split())


def _found(connection: sa.Connection) -> Mapping[str, str]:
    if connection.dialect.name == "sqlite":
        return {
            f"trigger {name}": _without_blanks(text)
            for name, table, text in connection.execute(_SQLITE_TRIGGERS)
            if table in GUARDED
        }
    functions = {
        f"function {name}": _without_blanks(body)
        for name, body in connection.execute(_POSTGRESQL_FUNCTIONS)
    }
    wanted = _wanted(connection.dialect.name)
    triggers = {
        f"trigger {name}": _without_blanks(text) if enabled == _FIRES else "switched off"
        for name, table, text, enabled in connection.execute(_POSTGRESQL_TRIGGERS)
        if table in GUARDED
    }
    return {**{name: body for name, body in functions.items() if name in wanted}, **triggers}
