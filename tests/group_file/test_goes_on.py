"""A group that has moved lives on: money, questions, agreement; what was known is still known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO

import pytest
import sqlalchemy as sa

from bot.group_file.faults import NotExported
from bot.importing.forwarded import SentStatements
from bot.store import tables
from bot.store.database import reading, writing
from chama.constitution import Constitution
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, received_text, rules, sent_text
from tests.group_file.conftest import Servers
from tests.group_file.files import another_group, exported, imported, lines_of, table_of
from tests.importing.statements import on_paybill, paid, statement
from tests.transcripts import Stage

CODE = "UKN1AB2C01"


@dataclass
class Moving:
    """Umoja on its old server, and how it is taken to the new one, where another group lives."""

    servers: Servers
    file: Path

    def begin(self, of: Constitution | None = None) -> Stage:
        stage = Stage(self.servers.old)
        stage.found(of or rules())
        stage.deliver()
        return stage

    def move(self, old: Stage, to: Stage | None = None) -> Stage:
        """On the new server, a minute later, when its worker has run."""
        new = to or another_group(self.servers.new)
        exported(self.servers.old, self.file, old.now)
        imported(self.servers.new, self.file, old.now)
        new.now = old.now
        new.move_clock(old.now + timedelta(minutes=1))
        return new


@pytest.fixture
def moving(servers: Servers, tmp_path: Path) -> Moving:
    return Moving(servers, tmp_path / "umoja.gz")


def told(stage: Stage, sender: Person, text: str) -> str:
    """What somebody is answered."""
    stage.deliver()
    stage.say(sender, text)
    answers = [one.text for one in stage.deliver() if one.address == sender.phone]
    return "\n".join(answers)


def entries_of(stage: Stage) -> int:
    return table_of(stage.engine, "entries").count("\nUmoja,")


def test_a_forwarded_text_is_posted_and_an_old_one_is_known(moving: Moving) -> None:
    old = moving.begin()
    old.say(WANJIRU, received_text(CODE))
    new = moving.move(old)
    before = entries_of(new)
    assert "Already recorded in Umoja" in told(new, WANJIRU, received_text(CODE))
    assert entries_of(new) == before
    answer = told(new, WANJIRU, received_text("UKN1AB2C02", payer="BARAKA MWANGI 0712000004"))
    assert "UKN1AB2C02" in answer
    assert entries_of(new) == before + 1
    assert "KES 1,000" in told(new, BARAKA, "statement")


def test_an_open_question_is_put_again_and_answered(moving: Moving) -> None:
    old = moving.begin()
    old.say(WANJIRU, received_text(CODE, payer="ROSE AKOTH"))
    old.deliver()
    new = moving.move(old)
    (shown,) = [one for one in new.deliver() if "ROSE AKOTH" in one.text]
    assert shown.address == WANJIRU.phone
    before = entries_of(new)
    new.say(WANJIRU, "3")
    assert entries_of(new) == before + 1
    assert "Umoja" not in table_of(new.engine, "questions")


def test_the_same_text_asks_nothing_twice(moving: Moving) -> None:
    old = moving.begin()
    text = received_text(CODE, payer="ROSE AKOTH")
    old.say(WANJIRU, text)
    old.deliver()
    asked = table_of(old.engine, "questions").count("\nUmoja,")
    new = moving.move(old)
    new.deliver()
    new.say(WANJIRU, text)
    assert asked > 0
    assert table_of(new.engine, "questions").count("\nUmoja,") == asked


def test_an_open_proposal_is_agreed_to(moving: Moving) -> None:
    old = moving.begin()
    old.say(ACHIENG, "gave Otieno 500 cash")
    old.deliver()
    new = moving.move(old)
    (shown,) = [one for one in new.deliver() if "Achieng Atieno" in one.text and "500" in one.text]
    assert shown.address == OTIENO.phone
    before = entries_of(new)
    new.say(OTIENO, "yes")
    assert entries_of(new) == before + 1
    assert ",done," in table_of(new.engine, "proposals")


def test_money_out_is_agreed_to_with_new_digits_alone(moving: Moving) -> None:
    old = moving.begin()
    old.say(WANJIRU, received_text(CODE))
    old.say(OTIENO, "expense 300 chairs")
    old_codes = codes_of(old.engine)
    old.deliver()
    new = moving.move(old)
    assert old_codes
    assert set(codes_of(new.engine)) == {"7001"}
    (shown,) = [one for one in new.deliver() if "7001" in one.text]
    assert shown.address == WANJIRU.phone
    assert not [row for name, row in lines_of(moving.file) if old_codes[0] in json.dumps(row)]
    told(new, WANJIRU, old_codes[0])
    assert ",open," in table_of(new.engine, "proposals")
    told(new, WANJIRU, "7001")
    assert ",open," not in table_of(new.engine, "proposals")


def codes_of(engine: sa.Engine) -> list[str]:
    question, chama = tables.question, tables.chama
    chosen = (
        sa.select(question.c.code)
        .join(chama, chama.c.id == question.c.chama_id)
        .where(chama.c.name == "Umoja", question.c.code != "", question.c.answered_at.is_(None))
    )
    with reading(engine) as connection:
        return list(connection.execute(chosen).scalars())


def test_a_claim_waits_on_for_the_treasurers_text(moving: Moving) -> None:
    old = moving.begin()
    old.say(BARAKA, sent_text(CODE))
    new = moving.move(old)
    told(new, WANJIRU, received_text(CODE, payer="BARAKA MWANGI 0712***004"))
    assert f",{CODE}," in table_of(new.engine, "entries")
    assert "Baraka Mwangi" in table_of(new.engine, "entries")


def test_the_clock_opens_the_next_round(moving: Moving) -> None:
    old = moving.begin()
    new = moving.move(old)
    new.move_clock(new.now + timedelta(days=5))
    assert "round:1.2" in keys_of(new.engine)


def keys_of(engine: sa.Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(sa.select(tables.entry.c.key)).scalars())


def test_a_statement_that_waits_for_a_yes_is_agreed_to(moving: Moving) -> None:
    old = moving.begin(on_paybill())
    _send_statement(old)
    text = statement(paid(CODE)).encode()
    worker(old, text).work_through()
    old.deliver()
    new = another_group(moving.servers.new)
    _send_statement(new)  # so that files have other numbers there
    new = moving.move(old, new)
    new.deliver()
    new.say(OTIENO, "yes")
    worker(new, b"").work_through()
    assert f",{CODE}," in table_of(new.engine, "entries")
    assert ",done," in table_of(new.engine, "proposals")


def test_a_statement_that_is_not_read_yet_is_not_left_behind(moving: Moving) -> None:
    old = moving.begin(on_paybill())
    _send_statement(old)
    with pytest.raises(NotExported, match="still being read"):
        exported(old.engine, moving.file)
    assert not moving.file.exists()


def _send_statement(stage: Stage) -> None:
    values = {
        "chama_id": 1,
        "channel": "simulator",
        "sender": WANJIRU.phone,
        "url": "any",
        "provider_id": f"{stage.engine.dialect.name}",
        "content_type": "text/csv",
        "password": "",
        "asked_at": stage.now,
        "not_before": stage.now,
    }
    with writing(stage.engine) as connection:
        connection.execute(sa.insert(tables.statement_file).values(values))


def worker(stage: Stage, file: bytes) -> SentStatements:
    """What reads statements and carries them out; the provider hands out this file."""
    return SentStatements(
        stage.engine, {"simulator": lambda _url, out: _write(out, file)}, lambda: stage.now
    )


def _write(out: IO[bytes], file: bytes) -> None:
    out.write(file)
