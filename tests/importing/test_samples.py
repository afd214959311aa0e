"""Both sample statements, brought into the book of the people who are on them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.database import writing
from bot.store.verify import verify
from chama import entries
from chama.constitution import Office
from chama.entries import ROTATION
from chama.group import Person
from tests.builders import mpesa, rules
from tests.importing.conftest import Import
from tests.importing.statements import COLLECTORS, DATA, booked, exported
from tests.transcripts import Stage

AMINA = Person("M01", "Amina Juma", "+254700000214", 1, Office.TREASURER)
JOSEPH = Person("M02", "Joseph Kimani", "+254700000459", 2, Office.CHAIR)
NEEMA = Person("M03", "Neema Mwangi", "+254700000377", 3)
PEOPLE = [AMINA, JOSEPH, NEEMA]

ORGANISATION, CUSTOMER = DATA / "statement-org.csv", DATA / "statement-customer.txt"

# What the book of statements.expected.json has: its entries L1 to L4.
BOOK = [
    (date(2026, 8, 6), NEEMA, 50_000, "UH6F3C9LRE"),
    (date(2026, 8, 10), AMINA, 350_000, "UHAQ8M1NVJ"),
    (date(2026, 8, 11), JOSEPH, 50_000, "UHB4T0XK6C"),
    (date(2026, 8, 9), JOSEPH, 70_000, "UH94KDM2QX"),
]


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Mwangaza of August 2026, on the paybill of the first sample; its welcomes have been read."""
    stage = Stage(engine, now=datetime(2026, 8, 3, 6, 0, tzinfo=UTC))
    mwangaza = rules("Mwangaza", PEOPLE, contribution=500, starts=date(2026, 8, 1), more=COLLECTORS)
    stage.found(mwangaza)
    stage.deliver()
    return stage


def record(stage: Stage) -> None:
    """Put BOOK into the book."""
    with writing(stage.engine) as connection:
        its_book = book.lock_book(connection, 1)
        for on, member, cents, code in BOOK:
            credit = entries.contribution(
                member.code,
                cents,
                into=entries.collector(ROTATION, "C1"),
                owed=[],
                key=entries.receipt_key(mpesa(code)),
                on=on,
                receipt=mpesa(code),
            )
            its_book = book.post(connection, its_book, credit, recorded_at=stage.now).book


def test_the_organisations_statement_fills_an_empty_book(stage: Stage, bring_in: Import) -> None:
    bring_in(ORGANISATION)
    assert booked(stage) == [
        ("contribution", NEEMA.name, "500.00", "UH6F3C9LRE"),
        ("contribution", AMINA.name, "3800.00", "UHAQ8M1NVJ"),
    ]
    (asked,) = exported(stage, "questions")
    assert (asked["kind"], asked["asked"]) == ("what_for", AMINA.phone)
    assert "UHEB7KQ2MX" in asked["details"]
    assert list(verify(stage.engine)) == []


def test_the_organisations_statement_puts_a_book_right(stage: Stage, bring_in: Import) -> None:
    record(stage)
    report = bring_in(ORGANISATION)
    assert booked(stage)[len(BOOK) :] == [
        ("reversal", JOSEPH.name, "500.00", "UHC9ZP4D8W"),
        ("advance_used", JOSEPH.name, "500.00", ""),
    ]
    assert report == (DATA / "report-org.txt").read_text("utf-8").rstrip("\n")
    sent = {message.address: message.text for message in stage.deliver()}
    assert sent.keys() == {one.phone for one in PEOPLE[:2]}
    assert sent[AMINA.phone].startswith("Mwangaza, M-Pesa statement, Sat 1 Aug to Mon 31 Aug:")


def test_the_customers_statement_shows_only_transfers_of_people(
    stage: Stage, bring_in: Import
) -> None:
    bring_in(CUSTOMER, is_unchecked=True)
    assert booked(stage) == [("contribution", NEEMA.name, "2000.00", "UH8C9F2HDL")]
    (asked,) = exported(stage, "questions")
    assert (asked["kind"], asked["asked"]) == ("what_for", AMINA.phone)


PRIVATE = "\n".join(
    [
        "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance",
        "UHA4K1RN0E,2026-08-10 20:45:37,Customer Transfer to - 0722***355 NANCY KAMAU,Completed,"
        ",-300.00,700.00",
        "UH8C9F2HDL,2026-08-08 13:00:02,Funds received from - 2547******377 NEEMA MWANGI,Completed,"
        "500.00,,1000.00",
        "UH5Z6L3WBU,2026-08-05 09:12:54,Funds received from - 0711***222 MUSA OTIENO,Completed,"
        "400.00,,500.00",
    ]
)


def test_private_transfers_of_the_phones_owner_are_left_alone(
    stage: Stage, bring_in: Import, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text(PRIVATE, "utf-8")
    report = bring_in(file, is_unchecked=True)
    assert booked(stage) == [("contribution", NEEMA.name, "500.00", "UH8C9F2HDL")]
    assert exported(stage, "questions") == []
    assert "2 private transfers" in report
    assert "NANCY" not in report
    assert "MUSA" not in report


@pytest.mark.parametrize("file", [ORGANISATION, CUSTOMER], ids=["organisation", "customer"])
def test_a_sample_imported_again_changes_nothing(stage: Stage, bring_in: Import, file: str) -> None:
    bring_in(file, is_unchecked=True)
    stage.deliver()
    before = {what: exported(stage, what) for what in ("entries", "questions", "messages")}
    bring_in(file, is_unchecked=True)
    assert {what: exported(stage, what) for what in before} == before
    assert stage.deliver() == []
