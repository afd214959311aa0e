"""The parts of the bench that reckon rather than measure; nothing here looks at a clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import requests
import sqlalchemy as sa
from rich.console import Console

from bench import dashboard, run, servers, thirty, world
from bench.filling import fill
from bench.report import AIM, MET, MISSED, Budget, Figure, percentile, table
from bench.world import World, code
from bot.channels.base import Callback
from bot.channels.form import Form
from bot.channels.twilio import is_genuine
from bot.pipeline import Pipeline
from bot.settings import TwilioSettings
from bot.store import sessions
from bot.store.database import open_engine, reading
from bot.store.tables import book, entry, fund, member, outbox, posting, register
from bot.views.chamas import the_one_called
from bot.views.round import running_round
from chama.constitution import parse
from chama.receipts import read
from chama.rota import NAIROBI
from tests.builders import message

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORLD = World(DAY, groups=7)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        pytest.param([5], 99, 5, id="one value"),
        pytest.param([4, 1, 3, 2], 50, 2, id="half of four is the second"),
        pytest.param(list(range(1, 101)), 99, 99, id="the 99th of a hundred"),
        pytest.param([1, 2, 3], 100, 3, id="all is the largest"),
        pytest.param([1, 2, 3], 1, 1, id="little is the smallest"),
    ],
)
def test_a_percentile_is_the_nearest_rank(
    values: list[float], percent: float, expected: float
) -> None:
    assert percentile(values, percent) == expected


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


@pytest.mark.parametrize(
    ("budget", "measured", "verdict"),
    [
        pytest.param(Budget(100, 60), 60, AIM, id="little is good, at the aim"),
        pytest.param(Budget(100, 60), 61, MET, id="little is good, above the aim"),
        pytest.param(Budget(100, 60), 101, MISSED, id="little is good, too much"),
        pytest.param(Budget(0.3, 0.45, True), 0.45, AIM, id="more is good, at the aim"),
        pytest.param(Budget(0.3, 0.45, True), 0.29, MISSED, id="more is good, too little"),
        pytest.param(Budget(20), 3, MET, id="without an aim"),
    ],
)
def test_a_figure_is_judged_by_its_budget(budget: Budget, measured: float, verdict: str) -> None:
    assert Figure("row", measured, "ms", budget).verdict == verdict


def test_the_table_names_each_row_and_its_verdict() -> None:
    console = Console(width=160)
    with console.capture() as printed:
        console.print(table([Figure("reading", 4_000, "a second", Budget(5_000, None, True))]))
    assert "reading" in printed.get()
    assert "4,000 a second" in printed.get()
    assert MISSED in printed.get()


def test_no_code_comes_twice() -> None:
    assert len({code(number, DAY) for number in range(50_000)}) == 50_000


@pytest.mark.parametrize("number", [0, 1, 62, 12_345])
def test_a_payment_reads_as_the_member_who_made_it(number: int) -> None:
    (receipt,) = read(WORLD.text(number), datetime(2026, 11, 22, 9, tzinfo=UTC))
    group, seat = WORLD.payer(number)
    phone = world.phone(group, seat)
    assert (receipt.code, receipt.party_name) == (code(number, DAY), world.NAMES[seat - 1].upper())
    assert receipt.party_phone_masked == f"0{phone[4:7]}***{phone[-3:]}"
    assert receipt.amount is not None
    assert receipt.amount.units == world.AMOUNT
    assert not receipt.is_suspicious


def test_a_call_is_signed_as_twilio_signs() -> None:
    head, _, body = WORLD.request(5).partition(b"\r\n\r\n")
    headers = dict(line.split(": ") for line in head.decode().split("\r\n")[1:])
    settings = TwilioSettings(world.ACCOUNT_SID, world.AUTH_TOKEN, world.OUR_WHATSAPP)
    callback = Callback(
        url=world.PUBLIC_BASE_URL + world.PATH,
        form=Form.parse(body),
        received_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
        headers={name.lower(): value for name, value in headers.items()},
    )
    assert is_genuine(callback, settings)
    assert dict(parse_qsl(body.decode()))["Body"] == WORLD.text(5)


def test_a_groups_constitution_has_a_treasurer_whose_phone_collects() -> None:
    rules = parse(world.constitution(3, DAY), "3.toml")
    assert len(rules.members) == world.SEATS
    assert rules.collectors[0].phone == world.phone(3, 1)


def test_thirty_are_in_the_midst_of_a_round_beside_the_others_of_a_store(database_url: str) -> None:
    today = datetime.now(NAIROBI).date()
    fill(database_url, groups=3, entries=4, today=today)
    thirty.found(database_url, today)
    engine = open_engine(database_url)
    with reading(engine) as connection:
        seen = running_round(connection, the_one_called(connection, thirty.NAME).id)
        offices = sessions.offices_of(connection, thirty.phone(thirty.TREASURER))
    engine.dispose()
    assert seen is not None
    assert (len(seen.shares), *dashboard.stand(seen)) == dashboard.WHOLE
    assert [one.chama for one in offices] == [thirty.NAME]


def test_a_look_is_set_against_the_one_beside_one_group() -> None:
    took, ratio = dashboard.figures("again", [(500, 550), (400, 480), (600, 3_000)], "beside all")
    assert (took.measured, took.verdict, ratio.measured) == (550, AIM, 1.2)
    assert took.note == "beside all; 3 looks, 480 to 3,000 ms"


def test_the_yardstick_stores_each_form_that_it_is_posted(
    database_url: str, engine: sa.Engine, tmp_path: Path
) -> None:
    """A process of its own, as in a measurement."""
    log = tmp_path / "yardstick.log"
    with servers.gunicorn(servers.YARDSTICK, database_url, log) as yardstick:
        url = f"http://127.0.0.1:{yardstick.port}{world.PATH}"
        for number in range(2):
            assert requests.post(url, data={"Body": str(number)}, timeout=10).status_code == 200
    with engine.connect() as connection:
        bodies = connection.execute(sa.text("SELECT body FROM form ORDER BY id")).scalars().all()
    assert [json.loads(body) for body in bodies] == [{"Body": "0"}, {"Body": "1"}]


def test_a_filled_store_has_every_member_and_entry(database_url: str, engine: sa.Engine) -> None:
    fill(database_url, groups=3, entries=4, today=DAY)
    expected = {member: 30, fund: 6, register: 30, entry: 12, posting: 24, outbox: 12}
    with engine.connect() as connection:
        counts = {
            one: connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one()
            for one in expected
        }
        phones = connection.execute(sa.select(member.c.phone).order_by(member.c.id)).scalars()
        assert list(phones) == [world.phone(g, s) for g in range(3) for s in range(1, 11)]
    assert counts == expected


def test_a_filled_store_takes_payments_as_a_founded_group_does(
    database_url: str, engine: sa.Engine
) -> None:
    fill(database_url, groups=3, entries=4, today=DAY)
    pipeline, three = Pipeline(engine, lambda: NOON), World(DAY, groups=3)
    for number in range(6):
        group, _ = three.payer(number)
        told = pipeline.handle(message(world.phone(group, 1), three.text(number), at=NOON))
        assert [part.template for part in told] == ["recorded"]
    with engine.connect() as connection:
        heads = connection.execute(sa.select(book.c.seq)).scalars().all()
    assert sum(heads) >= 3 * (world.SEATS + 4) + 6


def test_a_filled_store_has_its_guards_on(database_url: str, engine: sa.Engine) -> None:
    fill(database_url, groups=1, entries=1, today=DAY)
    with engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="append-only"):
        connection.execute(sa.delete(entry))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["reading"], ["reading"], id="by its name"),
        pytest.param(["size"], ["size-sqlite", "size-postgresql"], id="on both databases"),
        pytest.param(["webhook-sqlite"], ["webhook-sqlite"], id="on one"),
        pytest.param([], list(run.rows()), id="all"),
    ],
)
def test_rows_are_chosen_by_name(names: list[str], expected: list[str]) -> None:
    assert list(run.chosen(names)) == expected


def test_an_unknown_row_is_named() -> None:
    with pytest.raises(ValueError, match="no row sizes"):
        run.chosen(["sizes"])
