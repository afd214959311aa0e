"""What stands in the way of a group on its new server, and what its people bring along."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bot import cli
from bot.group_file.faults import GroupFileError, NotExported
from bot.group_file.importing import import_group
from bot.store import tables
from bot.store.database import open_engine, reading, writing
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, received_text, rules
from tests.group_file.conftest import Servers
from tests.group_file.files import everything, exported, imported
from tests.money_stage import PAYBILL
from tests.money_stage import umoja as with_paybill
from tests.transcripts import Stage

CODE = "UKN1AB2C01"


def umoja_on(engine: sa.Engine, *texts: str) -> Stage:
    """Umoja, and what its treasurer forwards."""
    stage = Stage(engine)
    stage.found(rules())
    for text in texts:
        stage.say(WANJIRU, text)
    stage.deliver()
    return stage


def test_the_same_file_again_changes_nothing(servers: Servers, tmp_path: Path) -> None:
    umoja_on(servers.old, received_text())
    exported(servers.old, tmp_path / "umoja.gz")
    assert imported(servers.new, tmp_path / "umoja.gz").is_new
    before = everything(servers.new)
    assert not imported(servers.new, tmp_path / "umoja.gz").is_new
    assert everything(servers.new) == before


def test_the_same_file_again_is_known_when_the_group_has_gone_on(
    servers: Servers, tmp_path: Path
) -> None:
    umoja_on(servers.old)
    exported(servers.old, tmp_path / "umoja.gz")
    imported(servers.new, tmp_path / "umoja.gz")
    Stage(servers.new).say(WANJIRU, received_text())
    assert not imported(servers.new, tmp_path / "umoja.gz").is_new


def test_two_books_that_went_different_ways_are_never_one(servers: Servers, tmp_path: Path) -> None:
    old = umoja_on(servers.old)
    exported(servers.old, tmp_path / "1.gz")
    imported(servers.new, tmp_path / "1.gz")
    Stage(servers.new).say(WANJIRU, received_text())
    old.say(WANJIRU, received_text("UKN1AB2C02"))
    exported(servers.old, tmp_path / "2.gz")
    with pytest.raises(GroupFileError, match="another than the file's from some entry on"):
        imported(servers.new, tmp_path / "2.gz")


def test_a_group_of_that_name_and_a_phone_of_its_is_refused(
    servers: Servers, tmp_path: Path
) -> None:
    umoja_on(servers.old)
    exported(servers.old, tmp_path / "umoja.gz")
    Stage(servers.new).found(rules(people=[WANJIRU, BARAKA]))
    before = everything(servers.new)
    with pytest.raises(GroupFileError, match="A group called Umoja is here already"):
        imported(servers.new, tmp_path / "umoja.gz")
    assert everything(servers.new) == before


def test_a_receipt_that_another_group_here_has_is_refused(servers: Servers, tmp_path: Path) -> None:
    umoja_on(servers.old, received_text(CODE))
    exported(servers.old, tmp_path / "umoja.gz")
    here = Stage(servers.new)
    here.found(rules("Amani", [WANJIRU, BARAKA]))
    here.say(WANJIRU, received_text(CODE, payer="BARAKA MWANGI 0712000004"))
    before = everything(servers.new)
    with pytest.raises(GroupFileError, match=f"{CODE} is in the book of Amani on this server"):
        imported(servers.new, tmp_path / "umoja.gz")
    assert everything(servers.new) == before


def test_who_is_in_several_groups_keeps_their_language_and_every_stop(
    servers: Servers, tmp_path: Path
) -> None:
    old = umoja_on(servers.old)
    for person, words in (
        *((ACHIENG, text) for text in ("kiswahili", "STOP")),
        *((BARAKA, text) for text in ("kiswahili",)),
    ):
        old.say(person, words)
    here = Stage(servers.new)
    here.found(rules("Amani", [WANJIRU, ACHIENG, BARAKA]))
    here.say(BARAKA, "english")
    here.say(WANJIRU, "STOP")
    exported(old.engine, tmp_path / "umoja.gz")
    assert imported(here.engine, tmp_path / "umoja.gz").silenced == 1
    known = contacts(here.engine)
    assert known[ACHIENG.phone] == ("sw", True)
    assert known[BARAKA.phone] == ("en", False)
    assert known[WANJIRU.phone][1]
    assert OTIENO.phone not in known


def contacts(engine: sa.Engine) -> dict[str, tuple[Any, bool]]:
    with reading(engine) as connection:
        rows = connection.execute(sa.select(tables.contact)).all()
    return {row.address: (row.language, row.opted_out_at is not None) for row in rows}


ORDER = {
    "chama_id": 1,
    "our_id": "one",
    "key": "order:1:again",
    "kind": "payout",
    "member": "M02",
    "phone": OTIENO.phone,
    "amount_cents": 5_000,
    "facts": {},
    "ordered_at": NOW,
}


def order(engine: sa.Engine, **values: object) -> None:
    with writing(engine) as connection:
        connection.execute(sa.insert(tables.money_order).values({**ORDER, **values}))


def test_a_group_of_which_money_is_on_its_way_stays(servers: Servers, tmp_path: Path) -> None:
    umoja_on(servers.old)
    order(servers.old, state="taken", due_at=NOW)
    with pytest.raises(NotExported, match="1 orders of money nobody knows yet how they end"):
        exported(servers.old, tmp_path / "umoja.gz")
    assert list(tmp_path.iterdir()) == []


def test_settled_orders_go_along_and_bar_no_order_here(servers: Servers, tmp_path: Path) -> None:
    umoja_on(servers.old)
    order(servers.old, state="done", settled_at=NOW, receipt="UKN7777777")
    exported(servers.old, tmp_path / "umoja.gz")
    imported(servers.new, tmp_path / "umoja.gz")
    with reading(servers.new) as connection:
        row = connection.execute(sa.select(tables.money_order)).one()
    assert (row.our_id, row.state, row.receipt, row.due_at) == ("one", "done", "UKN7777777", None)
    assert row.key != ORDER["key"]


def test_secrets_of_phones_stay_and_it_is_said_that_they_forward(
    servers: Servers, tmp_path: Path
) -> None:
    umoja_on(servers.old)
    phone = {
        "chama_id": 1,
        "collector": "C1",
        "secret_digest": "d" * 40,
        "signing_key": "k" * 40,
        "enrolled_by": "M01",
        "enrolled_at": NOW,
    }
    with writing(servers.old) as connection:
        connection.execute(sa.insert(tables.forwarding_phone).values(phone))
    done = exported(servers.old, tmp_path / "umoja.gz")
    assert done.manifest.forwarding == ("C1",)
    assert imported(servers.new, tmp_path / "umoja.gz").manifest.forwarding == ("C1",)
    with reading(servers.new) as connection:
        assert connection.execute(sa.select(tables.forwarding_phone)).all() == []


# --- as an operator does it ----------------------------------------------------------------------


def run(url: str, *words: str) -> tuple[int, str]:
    result = CliRunner(env={"DATABASE_URL": url}).invoke(cli.main, words)
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def test_an_operator_moves_a_group(sqlite_url: str, postgresql_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    umoja_on(engine, received_text(payer="ROSE AKOTH"))
    engine.dispose()
    file = str(tmp_path / "umoja.gz")
    code, said = run(sqlite_url, "export-group", "umoja", "--output", file)
    assert code == 0
    assert "Its book was recomputed and holds." in said
    assert "Not in it: messages and texts" in said
    assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    (chain,) = [line for line in said.splitlines() if line.startswith("Its chain ends")]
    code, said = run(postgresql_url, "import-group", file)
    assert code == 0
    assert chain in said.splitlines()
    assert "1 open questions are put again" in said
    assert "To be set up anew:" in said
    code, said = run(postgresql_url, "import-group", file)
    assert (code, "is here already" in said, "nothing was changed" in said) == (0, True, True)
    assert run(postgresql_url, "verify")[0] == 0


def test_a_file_that_is_there_is_never_written_over(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    umoja_on(engine)
    engine.dispose()
    file = tmp_path / "letter.txt"
    file.write_text("Dear treasurer")
    code, said = run(sqlite_url, "export-group", "Umoja", "--output", str(file))
    assert (code, file.read_text()) == (1, "Dear treasurer")
    assert "cannot be written anew: File exists" in said


def test_a_name_of_no_group_is_a_line(sqlite_url: str, tmp_path: Path) -> None:
    code, said = run(sqlite_url, "export-group", "Umoja", "--output", str(tmp_path / "u.gz"))
    assert (code, "No chama is called Umoja" in said) == (1, True)


def test_a_book_that_does_not_hold_is_not_exported(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    umoja_on(engine)
    with writing(engine) as connection:
        connection.execute(sa.update(tables.member).values(name="Somebody else"))
    engine.dispose()
    file = tmp_path / "umoja.gz"
    code, said = run(sqlite_url, "export-group", "Umoja", "--output", str(file))
    assert (code, file.exists()) == (1, False)
    assert "The book does not hold, so nothing was written" in said
    assert "member:M01 has another name than the register" in said
    assert said.count("\n- ") == len(rules().members)


def test_who_collects_on_the_account_of_this_server_comes_only_as_its_owner(
    servers: Servers, tmp_path: Path
) -> None:
    """What a file says to lie there would be paid from the money of whoever collects there."""
    old, file = Stage(servers.old), tmp_path / "umoja.gz"
    old.found(with_paybill())
    exported(old.engine, file)
    before = everything(servers.new)
    with pytest.raises(GroupFileError, match="--own-account"):
        import_group(servers.new, file, NOW, served={PAYBILL})
    assert everything(servers.new) == before
    assert import_group(servers.new, file, NOW, served={"600999"}).is_new
