"""Statements of a message's way, compiled once and run on the driver's own cursor.

They are written as SQLAlchemy Core like all others; only the work that Core does anew at each
execution is done once (docs/decisions/0010-prepared-statements.md has what that buys).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Process = Callable[[Any], Any]

_Names = Sequence[tuple[str, str]]
"""Of one row of an INSERT: the names of its parameters, each with its column's."""

NEW = "new_"  # before a column's name: the parameter with its new value
ROWS_AT_ONCE = 50  # of one INSERT; more are inserted in several

INSERTS: Mapping[str, Callable[[sa.Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""INSERT in each dialect, with its ON CONFLICT."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement in one dialect.

    parameters: name and processor, in the order of positions. constants: values that the statement
    brings along itself.
    """

    sql: str
    is_positional: bool
    parameters: tuple[tuple[str, Process | None], ...]
    constants: Mapping[str, Any]
    row: Callable[[Iterable[Any]], Any] | None
    results: tuple[Process | None, ...]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver wants them."""
        if self.constants:
            values = {**self.constants, **values}
        if self.is_positional:
            return [
                values[name] if process is None else process(values[name])
                for name, process in self.parameters
            ]
        return {
            name: values[name] if process is None else process(values[name])
            for name, process in self.parameters
        }

    def rows(self, fetched: Sequence[Any]) -> list[Any]:
        """What the driver gave, as named tuples of the statement's columns."""
        if self.row is None or not fetched:
            return []
        make = self.row
        if not any(self.results):
            return [make(values) for values in fetched]
        return [make(map(_processed, self.results, values)) for values in fetched]


def _processed(process: Process | None, value: Any) -> Any:
    return value if process is None else process(value)


class Prepared:
    """One statement; every `bindparam` in it that has no value of its own must be given one."""

    def __init__(self, statement: sa.ClauseElement) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def rows(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it within the connection's transaction; gives its rows, [] where it has none.

        Raises what SQLAlchemy would: IntegrityError, OperationalError and their kin.
        """
        dialect = connection.dialect
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _compiled(self._statement, dialect)
        bound = form.bound(values)
        try:
            cursor = _driver(connection).execute(form.sql, bound)
            return form.rows(cursor.fetchall()) if form.row is not None else []
        except dialect.loaded_dbapi.Error as error:
            raise _as_sqlalchemy(error, form.sql, bound, dialect) from error

    def first(self, connection: sa.Connection, values: Mapping[str, Any]) -> Any:
        """The first row, None where there is none."""
        return next(iter(self.rows(connection, values)), None)


class PreparedRows:
    """An INSERT of any number of rows at once, prepared for each number that occurs."""

    def __init__(
        self,
        table: sa.Table,
        columns: Sequence[str],
        finish: Callable[[Any], Any] = lambda insert: insert,
    ) -> None:
        """finish: adds ON CONFLICT or RETURNING to the INSERT."""
        self._table = table
        self._columns = tuple(columns)
        self._finish = finish
        self._prepared: dict[tuple[str, int], tuple[Prepared, Sequence[_Names]]] = {}

    def rows(self, connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Insert the rows, in order; gives what RETURNING says."""
        chunks = (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE))
        return [row for chunk in chunks for row in self._insert(connection, chunk)]

    def _insert(self, connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        key = (connection.dialect.name, len(rows))
        if key not in self._prepared:
            self._prepared[key] = self._prepare(*key)
        prepared, names = self._prepared[key]
        values = {
            parameter: row[column]
            for row, own in zip(rows, names, strict=True)
            for parameter, column in own
        }
        return prepared.rows(connection, values)

    def _prepare(self, dialect: str, count: int) -> tuple[Prepared, Sequence[_Names]]:
        """The statement for so many rows, and the names of each row's parameters."""
        names = [
            [(f"{NEW}{column}_{number}", column) for column in self._columns]
            for number in range(count)
        ]
        insert = INSERTS[dialect](self._table).values(
            [{column: self._parameter(name, column) for name, column in own} for own in names]
        )
        return Prepared(self._finish(insert)), names

    def _parameter(self, name: str, column: str) -> sa.BindParameter[Any]:
        return sa.bindparam(name, type_=self._table.c[column].type)


def _compiled(statement: Any, dialect: Dialect) -> _Form:
    compiled = statement.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else tuple(compiled.binds)
    columns = _result_columns(statement)
    keys = [column.key for column in columns]
    return _Form(
        sql=str(compiled),
        is_positional=bool(compiled.positional),
        parameters=tuple((name, _binder(compiled.binds[name].type, dialect)) for name in names),
        constants={n: compiled.binds[n].value for n in names if not compiled.binds[n].required},
        row=_row_maker(keys) if keys else None,
        results=tuple(_reader(column.type, dialect) for column in columns),
    )


def _row_maker(keys: Sequence[Any]) -> Callable[[Iterable[Any]], Any]:
    named: Any = namedtuple  # its names are known at run time only, which mypy does not follow
    make: Callable[[Iterable[Any]], Any] = named("Row", keys)._make
    return make


def _result_columns(statement: Any) -> Sequence[sa.ColumnElement[Any]]:
    if isinstance(statement, sa.Insert | sa.Update):
        return list(statement.exported_columns)
    return list(statement.selected_columns)


def _binder(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _driver(connection: sa.Connection) -> Any:
    """The driver's connection; both drivers execute on it and give a cursor."""
    return connection.connection.driver_connection


def _as_sqlalchemy(error: Exception, sql: str, bound: Any, dialect: Dialect) -> BaseException:
    """The error that SQLAlchemy would raise, without the values: they are people's."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, bound, error, base, hide_parameters=True, dialect=dialect)
