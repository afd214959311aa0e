"""What is filled in by hand on paper, and stored nowhere: lines, and a block for signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.reports.asked import Asked
from bot.reports.value import Column, Table, rows_of
from chama.constitution import Office


def lines_to_fill(asked: Asked, name: str, keys: Sequence[str]) -> Table:
    """A line for each key. name: of its words; those of the lines stand under name_line."""
    words = asked.words
    return Table(
        name=words(name),
        title=words(name),
        currency=asked.group.currency,
        columns=(Column("what", words("columns.what")), Column("by_hand", words("page.by_hand"))),
        rows=rows_of([(words(f"{name}_line.{key}"), "") for key in keys]),
        is_form=True,
    )


def signatures(asked: Asked, officers: Iterable[tuple[str, str]], *besides: str) -> Table:
    """A line for each office with who holds it, and one for each of those besides.

    officers: (office, name). besides: in words.
    """
    words, held = asked.words, dict(officers)
    offices = [(words(f"office.{one}"), held.get(one.value, "")) for one in Office]
    return Table(
        name=words("page.signatures"),
        title=words("page.signatures"),
        currency=asked.group.currency,
        columns=(
            Column("office", words("columns.office")),
            Column("name", words("columns.name")),
            Column("signature", words("columns.signature")),
            Column("date", words("columns.date")),
        ),
        rows=rows_of([(*one, "", "") for one in (*offices, *((one, "") for one in besides))]),
        is_form=True,
    )
