"""Chamas are founded whole, found by address, and kept at hand until they change."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.store import book, chamas, verify
from bot.store.book import book_of
from bot.store.chamas import Belonging, ChamaExists, Groups
from bot.store.database import reading, writing
from bot.store.tables import chama, member, register, seat
from chama import constitution
from chama.constitution import CollectorKind, Office, Pays
from chama.entries import FUNDS, dues
from chama.group import Person
from chama.rota import Turn
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, PEOPLE, ROUND, WANJIRU, rules

CURRENT_FIRST = (Pays.CURRENT, Pays.ARREARS, Pays.FINES, Pays.WELFARE)
ZAWADI = Person("M05", "Zawadi Cherono", "+254712000005", 5)
TILL = """
[[collectors]]
kind = "till"
name = "Umoja Women"
phone = "0712000099"
number = "5123456"
"""


def found(engine: sa.Engine, *args: object, **changes: object) -> int:
    with writing(engine) as connection:
        return chamas.found(connection, rules(*args, **changes), NOW)


def test_a_founded_chama_reads_back_as_its_constitution_says(engine: sa.Engine) -> None:
    chama_id = found(engine, more=TILL)
    with reading(engine) as connection:
        group = chamas.load_group(connection, chama_id)
        own_book = book_of(connection, chama_id)
    assert set(own_book.fund_ids) == set(FUNDS)
    assert (group.name, group.currency, group.language) == ("Umoja", "KES", "en")
    assert group.people == PEOPLE
    assert group.round is None
    (till,) = group.collectors
    assert (till.code, till.kind, till.number) == ("C1", CollectorKind.TILL, "5123456")
    assert group.rules == rules().rules


@pytest.mark.parametrize(
    ("more", "oldest_days", "order"),
    [
        pytest.param("", 60, tuple(Pays), id="defaults"),
        pytest.param(
            '[evidence]\noldest_days = "any"\n[allocation]\norder = ["current", "arrears"]\n',
            None,
            CURRENT_FIRST,
            id="the-groups-own",
        ),
    ],
)
def test_a_groups_own_rules_are_at_hand(
    engine: sa.Engine, more: str, oldest_days: int | None, order: tuple[Pays, ...]
) -> None:
    chama_id = found(engine, more=more)
    with reading(engine) as connection:
        group = chamas.load_group(connection, chama_id)
    own = (group.rules.evidence.oldest_days, group.rules.allocation.order)
    assert own == (oldest_days, order)


def test_a_second_chama_of_the_same_name_and_phones_is_refused(engine: sa.Engine) -> None:
    found(engine)
    with pytest.raises(ChamaExists, match="exists already, with the same people and rules"):
        found(engine)
    assert found(engine, "Umoja Sisters") != found(
        engine, "Umoja", (replace(ZAWADI, office=Office.TREASURER),)
    )


def test_a_file_of_a_group_that_exists_is_refused_with_what_differs(engine: sa.Engine) -> None:
    found(engine)
    moved = replace(OTIENO, phone="+254712000009")
    with pytest.raises(ChamaExists) as refused:
        found(engine, "UMOJA", (WANJIRU, moved, ACHIENG, ZAWADI), contribution=2_000)
    assert str(refused.value).splitlines()[1:-1] == [
        "- Otieno Ouma: phone +254712000002 -> +254712000009",
        "- Zawadi Cherono (+254712000005) is new",
        "- Baraka Mwangi (+254712000004) is not in the file",
        '- name = "Umoja" -> "UMOJA"',
        "- rotation.contribution = 1000 -> 2000",
    ]


def test_a_member_of_several_seats_reads_back(engine: sa.Engine) -> None:
    double = replace(WANJIRU, further_seats=(7, 9))
    chama_id = found(engine, people=(double, OTIENO))
    with reading(engine) as connection:
        group = chamas.load_group(connection, chama_id)
    assert group.people == (double, OTIENO)
    assert group.seats == {1: "M01", 2: "M02", 7: "M01", 9: "M01"}


def test_a_seat_is_one_members(engine: sa.Engine) -> None:
    chama_id = found(engine)
    taken = sa.insert(seat).values(chama_id=chama_id, number=1, member="M02")
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        connection.execute(taken)


def test_a_round_and_position_has_one_turn(engine: sa.Engine) -> None:
    chama_id = found(engine)
    with writing(engine) as connection:
        own = book.lock_book(connection, chama_id)
        own = chamas.begin_cycle(connection, own, [Turn(1, 1, 1, 1, "M01")], "clock", NOW)
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        chamas.begin_cycle(connection, own, [Turn(1, 1, 1, 2, "M02")], "clock", NOW)


@pytest.mark.parametrize(
    ("more", "holder"),
    [
        pytest.param("", "M01", id="a phone that is nobody's is with the treasurer"),
        pytest.param('holder = "0712000003"\n', "M03", id="who the file says"),
    ],
)
def test_a_collector_has_a_holder(engine: sa.Engine, more: str, holder: str) -> None:
    chama_id = found(engine, more=TILL + more)
    with reading(engine) as connection:
        (till,) = chamas.load_group(connection, chama_id).collectors
    assert till.holder == holder


STORED = [
    pytest.param({}, 60, tuple(Pays), id="nothing"),
    pytest.param([1], 60, tuple(Pays), id="another shape"),
    pytest.param({"evidence": 5, "tomorrow": {"x": 1}}, 60, tuple(Pays), id="a newer one"),
    pytest.param(
        {"evidence": {"oldest_days": -4, "y": 2}, "allocation": {"order": ["current", "arrears"]}},
        60,
        CURRENT_FIRST,
        id="one broken value",
    ),
]


@pytest.mark.parametrize(("stored", "oldest_days", "order"), STORED)
def test_stored_rules_of_another_program_are_read_with_defaults(
    engine: sa.Engine, stored: object, oldest_days: int, order: tuple[Pays, ...]
) -> None:
    chama_id = found(engine)
    with writing(engine) as connection:
        connection.execute(sa.update(chama).values(rules=stored))
        group = chamas.load_group(connection, chama_id)
    assert group.rules.evidence.oldest_days == oldest_days
    assert group.rules.allocation.order == order
    assert group.rules.unread == (
        "rotation.contribution",
        "rotation.every",
        "rotation.starts",
    )


@pytest.mark.parametrize(
    ("address", "members"),
    [
        pytest.param(ACHIENG.phone, ["M03", "M01"], id="in-two"),
        pytest.param(OTIENO.phone, ["M02"], id="in-one"),
        pytest.param("+254712000099", [""], id="a-phone-that-collects"),
        pytest.param("+254799999999", [], id="nobody"),
    ],
)
def test_an_address_belongs_to_its_chamas(
    engine: sa.Engine, address: str, members: list[str]
) -> None:
    ids = [found(engine, more=TILL), found(engine, "Amani", [ACHIENG, replace(WANJIRU, seat=1)])]
    with reading(engine) as connection:
        own = chamas.belongings(connection, address)
    assert own == [Belonging(id_, code) for id_, code in zip(ids, members, strict=False)]


def test_who_collects_and_is_a_member_belongs_once(engine: sa.Engine) -> None:
    chama_id = found(engine)
    with reading(engine) as connection:
        assert chamas.belongings(connection, WANJIRU.phone) == [Belonging(chama_id, "M01")]


def test_a_group_is_read_once_until_it_is_touched(engine: sa.Engine) -> None:
    chama_id, groups = found(engine), Groups()
    rename = sa.update(member).where(member.c.code == BARAKA.code).values(name="Baraka Otieno")
    with writing(engine) as connection:
        first = groups.get(connection, chama_id)
        connection.execute(rename)
        assert groups.get(connection, chama_id) is first
        chamas.touch(connection, chama_id)
        assert groups.get(connection, chama_id).name_of(BARAKA.code) == "Baraka Otieno"


def test_a_group_is_read_anew_where_a_round_is_open_again_that_it_does_not_know(
    engine: sa.Engine,
) -> None:
    chama_id, groups = found(engine), Groups()
    with reading(engine) as connection:
        first = groups.get(connection, chama_id, {})
        known = {dues(BARAKA.code, one.key): 100 for one in first.rounds}
        assert groups.get(connection, chama_id, known) is first
        assert groups.get(connection, chama_id) is first
        assert groups.get(connection, chama_id, {dues(BARAKA.code, "1.77"): 100}) is not first


def test_only_so_many_groups_are_kept(engine: sa.Engine) -> None:
    first, second = found(engine), found(engine, "Amani")
    groups = Groups(size=1)
    with reading(engine) as connection:
        kept = groups.get(connection, first)
        groups.get(connection, second)
        again = groups.get(connection, first)
    assert again is not kept
    assert again == kept


def test_what_a_person_wants_is_kept_by_address(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        assert chamas.contact(connection, ACHIENG.phone) is None
        chamas.set_language(connection, ACHIENG.phone, "sw")
        chamas.set_contact(connection, ACHIENG.phone, opted_out_at=NOW)
        kept = chamas.contact(connection, ACHIENG.phone)
    assert (kept.language, kept.opted_out_at) == ("sw", NOW)


def test_a_members_language_stands_in_the_constitution(engine: sa.Engine) -> None:
    text = rules().text.replace(
        'name = "Achieng Atieno"', 'name = "Achieng Atieno"\nlanguage = "sw"'
    )
    with writing(engine) as connection:
        chamas.found(connection, constitution.parse(text), NOW)
        assert chamas.contact(connection, ACHIENG.phone).language == "sw"
        assert connection.execute(sa.select(chama.c.clock_on)).scalar_one() == ROUND.opens_on


# --- a wrong number ------------------------------------------------------------------------------


def disown(engine: sa.Engine, chama_id: int, *, is_wrong: bool) -> None:
    with writing(engine) as connection:
        own_book = book.lock_book(connection, chama_id)
        chamas.note_wrong_number(connection, own_book, OTIENO.code, NOW, is_wrong=is_wrong)


def test_a_wrong_number_is_read_by_every_process_and_stands_in_the_register(
    engine: sa.Engine,
) -> None:
    chama_id, other_id, groups = found(engine), found(engine, "Amani"), Groups()
    with reading(engine) as connection:
        before = groups.get(connection, chama_id)
    disown(engine, chama_id, is_wrong=True)
    with reading(engine) as connection:
        group, other = groups.get(connection, chama_id), groups.get(connection, other_id)
        own = chamas.belongings(connection, OTIENO.phone)
        notes = sa.select(register).where(register.c.chama_id == chama_id)
        newest = connection.execute(notes.order_by(register.c.seq.desc())).first()
        assert list(verify.faults_in(connection)) == []
    assert before.officers == (WANJIRU, OTIENO)
    assert group.officers == (WANJIRU,)
    assert other.officers == (WANJIRU, OTIENO)
    assert [(one.chama_id, one.has_wrong_number) for one in own] == [
        (chama_id, True),
        (other_id, False),
    ]
    assert newest is not None
    assert newest.subject == "member:M02"
    assert '"has_wrong_number":true' in newest.facts


def test_a_number_that_is_theirs_after_all_is_as_before(engine: sa.Engine) -> None:
    chama_id = found(engine)
    disown(engine, chama_id, is_wrong=True)
    disown(engine, chama_id, is_wrong=False)
    with reading(engine) as connection:
        assert Groups().get(connection, chama_id).officers == (WANJIRU, OTIENO)
