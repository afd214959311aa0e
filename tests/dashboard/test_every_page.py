"""What is so of every page: it says as of when, reads no name as markup, and writes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.pages import pages
from bot.dashboard.words import prose
from tests.builders import OTIENO, WANJIRU, received_text, rules
from tests.dashboard.looking import Looker, cells, looking, texts
from tests.test_clicks import full_pot
from tests.transcripts import Stage

ROOT = Path(kit.__file__).parent
HOSTILE = "**<b>[x](javascript:1)</b> :smile: $x$"
MARKUP = ("**", "<b>", "[x](", ":smile:", "$x$")


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """A group with a member whose name is no name, who has paid, and one whose payer is."""
    stage, _ = full_pot(engine)
    with engine.begin() as connection:
        for code in ("M01", "M03"):
            connection.execute(
                sa.text("UPDATE member SET name = :name WHERE code = :code"),
                {"name": f"{HOSTILE} {code}", "code": code},
            )
        connection.execute(
            sa.text("UPDATE chama SET version = version + 1, name = :name"), {"name": HOSTILE}
        )
    stage.say(WANJIRU, received_text("UKN1AB2C33", payer="[x](http://evil.example) **B**"))
    stage.say(OTIENO, "received 300 cash from me")
    return stage


def markdown_of(looker: Looker, name: str, **asked: str) -> list[str]:
    """Everything on a page that Streamlit reads as Markdown."""
    said: list[str] = []
    for person in (OTIENO, WANJIRU):
        page = looker.at(name, person, **asked)
        for kind in ("title", "subheader", "markdown", "caption", "info", "success", "warning"):
            said += [str(one.value) for one in getattr(page, kind)]
        said += [one.label for one in (*page.button, *page.selectbox, *page.metric)]
        said += [one.proto.text for one in page.get("progress")]
        for table in page.table:
            said += [str(cell) for line in table.value.values.tolist() for cell in line]
            said += map(str, table.value.columns)
    return said


@pytest.mark.parametrize("name", sorted(pages()))
def test_no_name_is_read_as_markup(stage: Stage, name: str) -> None:
    with looking(stage) as looker:
        for asked in ({}, {"member": "M03"}):
            said = markdown_of(looker, name, **asked)
            assert said
            for one in said:
                for mark in MARKUP:
                    assert mark not in one, one
                assert "](http" not in one
                assert "](javascript" not in one


@pytest.mark.parametrize("name", sorted(pages()))
@pytest.mark.parametrize("language", ["English", "Kiswahili"])
def test_every_page_is_drawn_before_anything_has_happened(
    engine: sa.Engine, name: str, language: str
) -> None:
    stage = Stage(engine)
    stage.found(rules(starts=stage.now.date().replace(day=30)))
    stage.say(OTIENO, language)
    with looking(stage) as looker:
        page = looker.at(name, OTIENO)
    as_of = [one.value for one in page.caption][-1]
    assert ("Nairobi's clock" if language == "English" else "saa za Nairobi") in as_of


UMOJA = 1


@pytest.mark.parametrize("name", sorted(pages()))
def test_an_auditor_sees_every_page_and_nothing_to_press(stage: Stage, name: str) -> None:
    with looking(stage) as looker:
        officers = looker.at(name, WANJIRU)
        page = looker.at(name, looker.session(WANJIRU, audited=UMOJA))
        assert "nothing can be changed from here" in texts(page)
        assert [one for one in page.button if str(one.key).startswith("act:")] == []
        assert [cells(one.value) for one in page.table] == [
            cells(one.value) for one in officers.table
        ]


@pytest.mark.parametrize(
    "text", ["www.evil.example", "a@evil.example", "https://evil.example", "WWW.evil.example"]
)
def test_a_sentence_holds_no_link(text: str) -> None:
    shown = prose(text)
    assert text not in shown.replace("\\", "")
    assert shown.replace("\\", "").replace("\N{WORD JOINER}", "") == text


WRITES = ("bot.store.database.writing", "bot.store.applying", "bot.pipeline", "bot.store.outbox")


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda one: one.name)
def test_pages_write_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    taken = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not [one for one in taken if one.startswith(WRITES) or one.startswith("streamlit")]


def test_a_click_asks_nothing_of_streamlit_until_it_is_committed() -> None:
    tree = ast.parse((ROOT / "acting.py").read_text("utf-8"))
    (act,) = [
        one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == "act"
    ]
    lines = [ast.unparse(one) for one in act.body if not isinstance(one, ast.Expr)]
    assert lines[0] == "outcome = handled(house, session, button)"
    (handled,) = [
        one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == "handled"
    ]
    assert "st." not in ast.unparse(handled)


def test_the_engine_of_the_pages_cannot_write(stage: Stage) -> None:
    with (
        looking(stage) as looker,
        looker.house.reads.connect() as connection,
        pytest.raises(sa.exc.DBAPIError),
    ):
        connection.execute(sa.text("UPDATE member SET name = 'x'"))
