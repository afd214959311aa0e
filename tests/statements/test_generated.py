"""Invented accounts printed in every layout are read back to the last receipt and cent."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from chama.statements import Statement, StatementKind, read
from tests.statements import printing
from tests.statements.world import Customer, Organisation, Truth, World

SEEDS = range(4)

Renderer = Callable[[random.Random, World, Path], Path]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def older_csv(delimiter: str, encoding: str) -> Renderer:
    return lambda rng, world, folder: write(
        folder / "statement.csv",
        printing.as_csv(printing.older_rows(rng, world), delimiter, encoding),
    )


def older_xlsx(rng: random.Random, world: World, folder: Path) -> Path:
    cells: list[list[object]] = [list(line) for line in printing.older_rows(rng, world)]
    return write(folder / "statement.xlsx", printing.as_xlsx(cells))


def older_xlsx_of_numbers(rng: random.Random, world: World, folder: Path) -> Path:
    cells = printing.with_numbers(printing.older_rows(rng, world))
    return write(folder / "statement.xlsx", printing.as_xlsx(cells))


def newer_csv(_rng: random.Random, world: World, folder: Path) -> Path:
    return write(folder / f"{printing.NEWER_NAME}.csv", printing.as_csv(printing.newer_rows(world)))


def newer_xlsx(_rng: random.Random, world: World, folder: Path) -> Path:
    cells = printing.newer_rows(world)
    return write(folder / f"{printing.NEWER_NAME} (1).xlsx", printing.as_xlsx(cells))


def customer_csv(_rng: random.Random, world: World, folder: Path) -> Path:
    return write(folder / "s.csv", printing.as_csv(printing.customer_rows(world)))


def text(_rng: random.Random, world: World, folder: Path) -> Path:
    return write(folder / "s.txt", printing.as_text(world).encode())


def unsigned_text(_rng: random.Random, world: World, folder: Path) -> Path:
    return write(folder / "s.txt", printing.as_text(world, has_sign=False).encode("utf-16"))


def flat_text(_rng: random.Random, world: World, folder: Path) -> Path:
    return write(folder / "s.txt", printing.as_flat_text(world).encode())


def pdf(valign: str, *, has_grid: bool = False, repeats: bool = True) -> Renderer:
    return lambda _rng, world, folder: printing.as_pdf(
        world, folder / "s.pdf", valign=valign, has_grid=has_grid, repeats=repeats
    )


OLDER: dict[str, Renderer] = {
    "CSV": older_csv(",", "utf-8"),
    "CSV with semicolons and a mark": older_csv(";", "utf-8-sig"),
    "CSV with tabs in cp1252": older_csv("\t", "cp1252"),
    "CSV in UTF-16": older_csv(",", "utf-16"),
    "CSV in UTF-16 without a mark": older_csv(",", "utf-16-le"),
    "XLSX": older_xlsx,
    "XLSX of numbers and times": older_xlsx_of_numbers,
}
NEWER: dict[str, Renderer] = {"CSV": newer_csv, "XLSX": newer_xlsx}
CUSTOMER: dict[str, Renderer] = {
    "CSV": customer_csv,
    "text": text,
    "text without signs": unsigned_text,
    "text without columns": flat_text,
    "PDF": pdf("TOP"),
    "PDF with a grid, centred": pdf("MIDDLE", has_grid=True),
    "PDF, cells on the ground, one heading": pdf("BOTTOM", repeats=False),
}


def check(statement: Statement, world: World) -> None:
    """Every receipt once, in order of time, with the truth about it."""
    assert statement.opening.cents == world.opening
    assert statement.closing.cents == world.closing
    assert statement.row_count == len(world.rows)
    found = {
        one.receipt: Truth(
            one.receipt,
            one.occurred_at,
            one.direction.value,
            one.amount.cents,
            one.fee.cents,
            one.account,
            one.reversed_by,
            one.ignored_because is not None,
        )
        for one in statement.transactions
    }
    assert found == {
        code: Truth(**{**vars(truth), "person": None}) for code, truth in world.truths.items()
    }
    assert len(statement.transactions) == len(found)
    days = [one.occurred_at for one in statement.transactions]
    assert days == sorted(days)
    printed = {(row.receipt, " ".join(row.details.split())) for row in world.rows}
    for one in statement.transactions:
        assert (one.receipt, one.details) in printed
        person = world.truths[one.receipt].person
        if person is not None:
            shown = one.party_phone or one.party_phone_masked or ""
            assert shown.endswith(person.phone[-3:])
            assert (one.party_name or "").upper().split()[-1] == person.name.split()[-1]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("renderer", OLDER)
def test_the_older_portal_template_is_read_exactly(
    renderer: str, seed: int, tmp_path: Path
) -> None:
    rng = random.Random(f"{renderer}/{seed}")
    world = Organisation(rng, 40, is_new=False).world
    statement = read(OLDER[renderer](rng, world, tmp_path))
    assert statement.kind is StatementKind.ORGANISATION
    check(statement, world)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("renderer", NEWER)
def test_the_newer_portal_template_is_read_exactly(
    renderer: str, seed: int, tmp_path: Path
) -> None:
    rng = random.Random(f"{renderer}/{seed}")
    world = Organisation(rng, 40, is_new=True).world
    statement = read(NEWER[renderer](rng, world, tmp_path))
    assert statement.kind is StatementKind.ORGANISATION
    assert statement.shortcode == "4011223"
    check(statement, world)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("renderer", CUSTOMER)
def test_a_customer_statement_is_read_exactly(renderer: str, seed: int, tmp_path: Path) -> None:
    rng = random.Random(f"{renderer}/{seed}")
    world = Customer(rng, 40).world
    statement = read(CUSTOMER[renderer](rng, world, tmp_path))
    assert statement.kind is StatementKind.CUSTOMER
    check(statement, world)
