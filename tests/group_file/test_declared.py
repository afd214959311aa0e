"""Every table and column says whether it goes along, so that a new one is never forgotten."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.group_file.declared import (
    ENTRY_FIELDS,
    IN_THE_CHAIN,
    LEFT_OUT,
    NOTE_FIELDS,
    SECTIONS,
    Section,
)
from bot.store import tables

RECOMPUTED = {"id", "chama_id", "prev_hash"}
"""Of entries and notes: what a chain that is posted anew gives them."""


def test_every_table_is_declared_once() -> None:
    declared = [*(section.name for section in SECTIONS), *IN_THE_CHAIN, *LEFT_OUT]
    assert sorted(declared) == sorted(tables.metadata.tables)


def test_what_is_left_out_has_a_reason() -> None:
    reasons = [*LEFT_OUT.values(), *IN_THE_CHAIN.values()]
    assert all(len(reason) > 10 for reason in reasons)
    assert all(len(why) > 10 for section in SECTIONS for why in section.left_out.values())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_column_is_declared(section: Section) -> None:
    columns = [column.name for column in section.table.c if column.name not in section.left_out]
    assert len(columns) == len(section.fields) == len(section.sources)
    assert section.left_out.keys() <= {column.name for column in section.table.c}
    is_id = [name for name in columns if name == "id" or name.endswith("_id")]
    assert all(name not in {field.name for field in section.fields} - {"our_id", "provider_id",
               "request_id"} for name in is_id)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "fields"),
    [(tables.entry, ENTRY_FIELDS), (tables.register, NOTE_FIELDS)],
    ids=["entry", "register"],
)
def test_every_column_of_the_chain_is_declared(table: sa.Table, fields: tuple[object, ...]) -> None:
    named = {getattr(field, "name", "") for field in fields} - {"postings"}
    assert named | RECOMPUTED >= {column.name for column in table.c}
    assert not named & RECOMPUTED


def test_every_column_of_json_in_the_file_says_its_shape() -> None:
    free = {"rule_change.written"}  # a rule's value may be anything that a file can write
    found = {
        f"{section.name}.{field.name}"
        for section in SECTIONS
        for field in section.fields
        if isinstance(field.of, sa.JSON) and field.shape is None
    }
    assert found == free
