"""A file that was changed, cut or made to do harm is refused, and nothing of it stays."""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.group_file import lines as file_lines
from bot.group_file.faults import GroupFileError
from bot.group_file.importing import import_group
from bot.store.database import open_engine
from chama.phones import hash_of
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, received_text, rules, sent_text
from tests.conftest import Databases
from tests.group_file.files import (
    Line,
    another_group,
    counted,
    everything,
    exported,
    lines_of,
    write,
    write_raw,
)
from tests.transcripts import Stage

Row = dict[str, Any]


@pytest.fixture(scope="module")
def umoja(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Umoja's file, with something of everything."""
    url = databases.create("sqlite")
    engine = open_engine(url)
    stage = Stage(engine)
    stage.found(rules())
    for sender, text in (
        (WANJIRU, received_text()),
        (WANJIRU, received_text("UKN1AB2C02", payer="ROSE AKOTH")),
        (BARAKA, sent_text("UKN1AB2C03")),
        (ACHIENG, "gave Otieno 500 cash"),
        (OTIENO, "expense 300 chairs"),
        (BARAKA, "STOP"),
    ):
        stage.say(sender, text)
        stage.deliver()
    file = tmp_path_factory.mktemp("umoja") / "umoja.gz"
    exported(engine, file)
    yield file
    engine.dispose()
    databases.drop(url)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    """A server with a group of its own; after all attacks it has what it had before."""
    url = databases.create(request.param)
    engine = open_engine(url)
    another_group(engine)
    before = everything(engine)
    yield engine
    assert everything(engine) == before
    engine.dispose()
    databases.drop(url)


def row_of(lines: list[Line], name: str, number: int = 0) -> Row:
    """The row of that table, the number-th of them."""
    return [row for one, row in lines if one == name][number]


def entry_with(lines: list[Line], receipt: str) -> Row:
    return next(row for one, row in lines if one == "entry" and row["receipt"] == receipt)


# --- what a digest that fits does not help against -----------------------------------------------


def an_amount(lines: list[Line]) -> None:
    for posting, sign in zip(entry_with(lines, "UKN1AB2C01")["postings"], (1, -1), strict=False):
        posting[2] += sign


def an_unbalanced_amount(lines: list[Line]) -> None:
    entry_with(lines, "UKN1AB2C01")["postings"][0][2] += 1


def a_hash_too(lines: list[Line]) -> None:
    an_amount(lines)
    entry_with(lines, "UKN1AB2C01")["hash"] = "0" * 64


def an_entry_left_out(lines: list[Line]) -> None:
    del lines[lines.index(("entry", entry_with(lines, "UKN1AB2C01")))]


def the_last_left_out(lines: list[Line]) -> None:
    last = max(place for place, (name, _) in enumerate(lines) if name in ("entry", "register"))
    del lines[last]


def an_order_swapped(lines: list[Line]) -> None:
    first = lines.index(("entry", entry_with(lines, "UKN1AB2C01")))
    lines[first], lines[first + 1] = lines[first + 1], lines[first]


def an_entry_twice(lines: list[Line]) -> None:
    one = lines.index(("entry", entry_with(lines, "UKN1AB2C01")))
    lines.insert(one, copy.deepcopy(lines[one]))


def a_foreign_member(lines: list[Line]) -> None:
    place = lines.index(("member", row_of(lines, "member")))
    foreign = {
        **row_of(lines, "member"),
        "code": "M09",
        "phone": "+254799999999",
        "phone_hash": hash_of("+254799999999"),
    }
    lines.insert(place, ("member", foreign))


def another_phone(lines: list[Line]) -> None:
    row_of(lines, "member", 1)["phone"] = "+254799999999"


def another_phone_and_hash(lines: list[Line]) -> None:
    another_phone(lines)
    row_of(lines, "member", 1)["phone_hash"] = hash_of("+254799999999")


def anothers_hash(lines: list[Line]) -> None:
    row_of(lines, "member", 1)["phone_hash"] = row_of(lines, "member", 2)["phone_hash"]


def another_address(lines: list[Line]) -> None:
    row_of(lines, "member_address", 1)["address"] = "+254799999999"


def another_office(lines: list[Line]) -> None:
    row_of(lines, "member", 2)["office"] = "treasurer"


def another_turn(lines: list[Line]) -> None:
    row_of(lines, "turn")["member"] = "M03"


def other_rules(lines: list[Line]) -> None:
    row_of(lines, "chama")["rules"]["approvals"] = {"money_out": 1}


def another_book(lines: list[Line]) -> None:
    row_of(lines, "manifest")["book"] = "another"


def a_vote_of_nobody(lines: list[Line]) -> None:
    place = max(place for place, (name, _) in enumerate(lines) if name == "proposal")
    vote = {"proposal": 77, "member": "M01", "agrees": True, "said_at": "2026-11-23T06:00:00+00:00"}
    lines.insert(place + 1, ("vote", vote))


def a_vote_of_a_stranger(lines: list[Line]) -> None:
    a_vote_of_nobody(lines)
    row_of(lines, "vote").update(proposal=1, member="M09")


def a_question_to_a_stranger(lines: list[Line]) -> None:
    row_of(lines, "question")["address"] = "+254799999999"


def silence_for_a_stranger(lines: list[Line]) -> None:
    row_of(lines, "contact")["address"] = "+254712000009"


def a_question_that_nobody_can_read(lines: list[Line]) -> None:
    row_of(lines, "question")["details"] = {}


def a_kind_of_question_that_is_not_known(lines: list[Line]) -> None:
    row_of(lines, "question")["kind"] = "give_me_money"


def a_proposal_in_no_state(lines: list[Line]) -> None:
    row_of(lines, "proposal")["state"] = "won"


def an_order_that_is_open(lines: list[Line]) -> None:
    moment = "2026-11-23T06:00:00+00:00"
    order = {
        "our_id": "x",
        "kind": "payout",
        "member": "M01",
        "phone": "+254799999999",
        "amount_cents": 100,
        "facts": {},
        "state": "waiting",
        "request_id": "",
        "receipt": "",
        "why": "",
        "code": "",
        "ordered_at": moment,
        "called_at": None,
        "calls": 0,
        "asks": 0,
        "settled_at": moment,
    }
    lines.append(("money_order", order))


def a_second_group(lines: list[Line]) -> None:
    lines.insert(2, copy.deepcopy(lines[1]))


def a_field_more(lines: list[Line]) -> None:
    row_of(lines, "member")["is_admin"] = True


def a_field_less(lines: list[Line]) -> None:
    del row_of(lines, "member")["salt"]


def words_for_a_number(lines: list[Line]) -> None:
    row_of(lines, "round")["contribution_cents"] = "100000"


def yes_for_a_number(lines: list[Line]) -> None:
    row_of(lines, "round")["cycle"] = True


def a_fraction(lines: list[Line]) -> None:
    entry_with(lines, "UKN1AB2C01")["postings"][0][2] = 0.5


def a_number_too_large(lines: list[Line]) -> None:
    row_of(lines, "round")["contribution_cents"] = 2**63


def no_day(lines: list[Line]) -> None:
    row_of(lines, "round")["due_on"] = "20261126"


def no_moment(lines: list[Line]) -> None:
    row_of(lines, "member")["added_at"] = "2026-11-23T06:00:00"


def a_moment_before_time(lines: list[Line]) -> None:
    row_of(lines, "member")["added_at"] = "0001-01-01T00:00:00+14:00"


def nothing_where_something_must_be(lines: list[Line]) -> None:
    row_of(lines, "member")["name"] = None


def a_list_for_facts(lines: list[Line]) -> None:
    row_of(lines, "proposal")["facts"] = []


def a_letter_of_zero(lines: list[Line]) -> None:
    row_of(lines, "member")["name"] = "Wan\x00jiru"


def a_posting_of_no_account(lines: list[Line]) -> None:
    entry_with(lines, "UKN1AB2C01")["postings"][0][1] = "treasure:M01"


def a_table_that_is_left_out(lines: list[Line]) -> None:
    lines.append(("provider_token", {"provider": "mpesa", "token": "t", "ends_at": "x"}))


def a_table_out_of_order(lines: list[Line]) -> None:
    lines.append(lines.pop(1))


def a_later_version(lines: list[Line]) -> None:
    row_of(lines, "manifest")["version"] = 2


def a_name_that_moves_the_cursor(lines: list[Line]) -> None:
    row_of(lines, "manifest")["chama"] = row_of(lines, "chama")["name"] = "\x1b[2JUmoja"


def a_name_of_a_member_on_two_lines(lines: list[Line]) -> None:
    row_of(lines, "member")["name"] = "Wanjiru\nKamau"


def a_member_without_a_name(lines: list[Line]) -> None:
    row_of(lines, "member")["name"] = ""


def a_collector_of_a_hundred_letters(lines: list[Line]) -> None:
    row_of(lines, "collector")["name"] = "W" * 100


def a_language_that_nobody_speaks(lines: list[Line]) -> None:
    row_of(lines, "chama")["language"] = "../../.."


def a_person_who_speaks_another(lines: list[Line]) -> None:
    row_of(lines, "contact")["language"] = "xx"


def a_phone_that_says_what_the_operator_reads(lines: list[Line]) -> None:
    row_of(lines, "manifest")["forwarding"] = ["0712 000 001)\nIts chain ends with number 1"]


def a_phone_that_is_a_list(lines: list[Line]) -> None:
    row_of(lines, "manifest")["forwarding"] = [["0712 000 001"]]


CHANGES: list[tuple[Callable[[list[Line]], None], str]] = [
    (an_amount, "was changed or moved, or one before it is gone"),
    (an_unbalanced_amount, "out of balance"),
    (a_hash_too, "was changed or moved"),
    (an_entry_left_out, "was changed or moved, or one before it is gone"),
    (the_last_left_out, "entries are left out"),
    (an_order_swapped, "was changed or moved"),
    (an_entry_twice, "twice|was changed or moved"),
    (a_foreign_member, "member:M09 is in its table and not in the register"),
    (another_phone, "the hash of a phone is another phone's"),
    (another_phone_and_hash, "member:M02 has another phone than the register"),
    (anothers_hash, "the hash of a phone is another phone's"),
    (another_address, "member:M02 has another addresses than the register|not of the group"),
    (another_office, "member:M03 has another office than the register"),
    (another_turn, "has another member than the register"),
    (other_rules, "rules has another rules than the register"),
    (another_book, "was changed or moved"),
    (a_vote_of_nobody, "it names 77, which is not in the file"),
    (a_vote_of_a_stranger, "no member of the group"),
    (a_question_to_a_stranger, "not of the group"),
    (silence_for_a_stranger, "not of the group"),
    (a_question_that_nobody_can_read, "cannot read"),
    (a_kind_of_question_that_is_not_known, "cannot read"),
    (a_proposal_in_no_state, "'won' is not a valid State"),
    (an_order_that_is_open, "not settled is not exported"),
    (a_second_group, "a second group"),
    (a_field_more, "other fields than that table"),
    (a_field_less, "other fields than that table"),
    (words_for_a_number, "is no int"),
    (yes_for_a_number, "is no int"),
    (a_fraction, "a posting is none"),
    (a_number_too_large, "is too large"),
    (no_day, "is no day"),
    (no_moment, "is no moment in UTC"),
    (a_moment_before_time, "Line "),
    (nothing_where_something_must_be, "is no str"),
    (a_list_for_facts, "another shape"),
    (a_letter_of_zero, "letters that no database keeps"),
    (a_posting_of_no_account, "treasure"),
    (a_table_that_is_left_out, "does not belong here"),
    (a_table_out_of_order, "does not belong here"),
    (a_later_version, "reads version 1"),
    (a_name_that_moves_the_cursor, "chama of manifest is none"),
    (a_name_of_a_member_on_two_lines, "name of member is none"),
    (a_member_without_a_name, "name of member is none"),
    (a_collector_of_a_hundred_letters, "name of collector is none"),
    (a_language_that_nobody_speaks, "language of chama is none"),
    (a_person_who_speaks_another, "language of contact is none"),
    (a_phone_that_says_what_the_operator_reads, "forwarding of manifest is none"),
    (a_phone_that_is_a_list, "forwarding of manifest is none"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[one.__name__ for one, _ in CHANGES])
def test_what_was_changed_is_named_and_nothing_is_imported(
    umoja: Path,
    server: sa.Engine,
    tmp_path: Path,
    change: Callable[[list[Line]], None],
    said: str,
) -> None:
    lines = lines_of(umoja)
    change(lines)
    file = tmp_path / "changed.gz"
    write(file, counted(lines))
    before = everything(server)
    with pytest.raises(GroupFileError, match=said):
        import_group(server, file, NOW)
    assert everything(server) == before


# --- what is no file of ours ---------------------------------------------------------------------


def bytes_of(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def changed_byte(file: Path) -> bytes:
    return gzip.compress(bytes_of(file).replace(b"100000", b"100001", 1))


def cut_in_half(file: Path) -> bytes:
    return file.read_bytes()[: file.stat().st_size // 2]


def cut_at_a_line(file: Path) -> bytes:
    return gzip.compress(b"".join(bytes_of(file).splitlines(keepends=True)[:-1]))


def goes_on(file: Path) -> bytes:
    return file.read_bytes() + gzip.compress(b'{"member": {}}\n')


def rubbish_behind(file: Path) -> bytes:
    return file.read_bytes() + b"rubbish"


def no_gzip(_file: Path) -> bytes:
    return b"PK\x03\x04 a zip of somebody's"


def nothing(_file: Path) -> bytes:
    return b""


def bomb(_file: Path) -> bytes:
    return gzip.compress(b"\x00" * (4 * file_lines.LONGEST_LINE), 9)


def bomb_of_lines(file: Path) -> bytes:
    first = bytes_of(file).split(b"\n")[0]
    return gzip.compress(first + b"\n" + b'{"member": {}}\n' * 100_000, 9)


BROKEN: list[tuple[Callable[[Path], bytes], str]] = [
    (changed_byte, "The file was changed|Line"),
    (cut_in_half, "damaged or cut off"),
    (cut_at_a_line, "its last line is missing"),
    (goes_on, "goes on behind its end"),
    (rubbish_behind, "damaged or cut off"),
    (no_gzip, "It is no group's file"),
    (nothing, "its last line is missing"),
    (bomb, "longer than any group's"),
    (bomb_of_lines, "Line 2: a row of member"),
]


@pytest.mark.parametrize(("broken", "said"), BROKEN, ids=[one.__name__ for one, _ in BROKEN])
def test_a_broken_file_is_refused(
    umoja: Path, server: sa.Engine, tmp_path: Path, broken: Callable[[Path], bytes], said: str
) -> None:
    file = tmp_path / "broken.gz"
    file.write_bytes(broken(umoja))
    with pytest.raises(GroupFileError, match=said):
        import_group(server, file, NOW)


@pytest.mark.parametrize(
    "line",
    [
        b'{"member": {"code": "M01", "code": "M02"}}',
        b'{"member": {"code": NaN}}',
        b'{"member": {"code": 1e999}}',
        b'{"member": {"code": "\\ud800"}}',
        b'{"member": {"code": "\xff"}}',
        b'{"member": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"member": ' + b"9" * 10_000 + b"}",
        b'["member"]',
        b'{"member": {}, "seat": {}}',
        b'{"member": 5}',
        b"",
    ],
    ids=[
        *("name-twice", "nan", "endless", "half-a-letter", "no-utf-8", "deep", "long-number"),
        *("list", "two-tables", "number", "empty"),
    ],
)
def test_a_line_that_is_no_row_is_refused(
    umoja: Path, server: sa.Engine, tmp_path: Path, line: bytes
) -> None:
    file = tmp_path / "line.gz"
    lines = [json.dumps(dict([one])).encode() for one in lines_of(umoja)]
    write_raw(file, [*lines[:5], line, *lines[5:]])
    with pytest.raises(GroupFileError, match="Line 6"):
        import_group(server, file, NOW)


def test_a_bomb_is_not_unpacked(
    umoja: Path, tmp_path: Path, server: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many fitting lines a file has, there is an end to what is read of it."""
    monkeypatch.setattr(file_lines, "MOST_BYTES", 5_000)
    with pytest.raises(GroupFileError, match="longer than any group's"):
        import_group(server, umoja, NOW)
    assert file_lines.LONGEST_LINE < 10 * 2**20
