"""A link to a file: to its person alone, spent by pressing the button and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pdfminer.high_level import extract_text

from bot.files import files_blueprint
from bot.store.database import writing
from bot.store.tables import chama, member
from bot.wiring import TEMPLATES
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text, rules
from tests.transcripts import Stage

_LINK = re.compile(r"/files/([a-z0-9]+)")


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja, where Achieng has paid."""
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, received_text("UKN1AB2C02", "700.00", "ACHIENG ATIENO 0712000003"))
    stage.deliver()
    return stage


@pytest.fixture
def web(stage: Stage) -> Iterator[FlaskClient]:
    app = Flask(__name__)
    app.register_blueprint(files_blueprint(stage.engine, TEMPLATES, lambda: stage.now))
    with app.test_client() as client:
        yield client


def link(stage: Stage, text: str = "my statement pdf", who: object = ACHIENG) -> str:
    """Somebody asks for a file; gives the path of the link that they are sent, "" for none."""
    stage.say(who, text)  # type: ignore[arg-type]
    found = [_LINK.search(sent.text) for sent in stage.deliver()]
    return next((one[0] for one in found if one is not None), "")


@pytest.mark.parametrize(
    "text", ["my statement pdf", "PDF", "nitumie pdf", "passbook", "kijitabu changu"]
)
def test_a_member_gets_their_own_passbook_once(stage: Stage, web: FlaskClient, text: str) -> None:
    path = link(stage, text)
    for _ in range(3):  # a phone shows what is behind a link, and spends nothing
        shown = web.get(path)
        assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store")
    got = web.post(path)
    assert got.status_code == 200
    said = extract_text(BytesIO(got.data))
    assert "Achieng Atieno" in said
    assert "UKN1AB2C02" in said
    assert web.post(path).status_code == 410
    assert web.get(path).status_code == 410


def test_the_page_has_the_button_that_it_speaks_of_and_over_it_has_none(
    stage: Stage, web: FlaskClient
) -> None:
    path = link(stage)
    page = web.get(path).text
    assert (page.count("<form"), page.count("<button>Get the file / Pata faili</button>")) == (1, 1)
    assert 'method="post" action=""' in page
    web.post(path)
    assert "<button" not in web.get(path).text


def test_a_link_is_over_after_a_while(stage: Stage, web: FlaskClient) -> None:
    path = link(stage)
    stage.now += timedelta(minutes=15, seconds=1)
    assert web.get(path).status_code == 410
    assert web.post(path).status_code == 410


@pytest.mark.parametrize("token", ["x", "k" * 26, "../../etc/passwd", "%00", "K7M2" * 7])
def test_what_is_no_link_gives_nothing(web: FlaskClient, token: str) -> None:
    for ask in (web.get, web.post):
        answer = ask(f"/files/{token}")
        assert answer.status_code in (404, 410)
        assert answer.mimetype == "text/html"


def test_officers_get_the_report_and_members_only_its_words(stage: Stage, web: FlaskClient) -> None:
    assert link(stage, "report", ACHIENG) == ""
    got = web.post(link(stage, "report", OTIENO))
    assert got.status_code == 200
    assert "Umoja" in extract_text(BytesIO(got.data))


def test_a_report_is_the_officers_only_while_they_are(stage: Stage, web: FlaskClient) -> None:
    path = link(stage, "report", OTIENO)
    with writing(stage.engine) as connection:
        left = sa.update(member).where(member.c.phone == OTIENO.phone).values(office=None)
        connection.execute(left)
        connection.execute(sa.update(chama).values(version=chama.c.version + 1))
    assert web.post(path).status_code == 410


def test_three_links_an_hour_are_enough(stage: Stage) -> None:
    assert all(link(stage) for _ in range(3))
    assert link(stage) == ""
    stage.now += timedelta(hours=1)
    assert link(stage)


def test_nothing_that_is_stored_lets_anybody_fetch(stage: Stage) -> None:
    token = link(stage).rpartition("/")[2]
    with stage.engine.connect() as connection:
        for table in ("file_link", "outbox", "attempt", "inbox"):
            rows = connection.execute(sa.text(f"SELECT * FROM {table}")).all()
            assert token not in str(rows), table


@pytest.mark.parametrize("text", ["STOP", "stop dashboard"])
def test_who_wants_silence_has_no_link_left_that_gives_their_file(
    stage: Stage, web: FlaskClient, text: str
) -> None:
    path = link(stage)
    stage.say(ACHIENG, text)
    assert web.get(path).status_code == 410
    assert web.post(path).status_code == 410
