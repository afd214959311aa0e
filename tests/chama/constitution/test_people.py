"""Members sit on one seat or several; collectors have a holder."""

from __future__ import annotations

from datetime import date

import pytest

from chama.agreement import electorate
from chama.constitution import Constitution, ConstitutionError, parse
from chama.constitution.cautions import cautions
from chama.group import Person
from tests.builders import group

HEAD = """
name = "Umoja"
[rotation]
contribution = 1000
every = "week"
starts = 2026-11-22
"""
TILL = '[[collectors]]\nkind = "till"\nname = "Duka"\nphone = "0712000099"\nnumber = 5123456\n'


def member(number: int, more: str = "", office: str = "") -> str:
    held = f'office = "{office}"\n' if office else ""
    return f'[[members]]\nname = "Member {number}"\nphone = "071200000{number}"\n{held}{more}\n'


def file(*tables: str) -> Constitution:
    return parse(HEAD + "".join(tables))


def faults_of(*tables: str) -> str:
    with pytest.raises(ConstitutionError) as caught:
        file(*tables)
    return "\n".join(caught.value.faults)


def test_a_member_may_have_several_seats_and_the_first_is_theirs() -> None:
    double, single = file(member(1, "seats = [5, 2]", "treasurer"), member(2)).members
    assert (double.seat, double.seats) == (5, (5, 2))
    assert single.seats == (1,)


def test_one_seat_may_be_written_either_way() -> None:
    one, other = file(member(1, "seats = [3]", "treasurer"), member(2, "seat = 4")).members
    assert (one.seats, other.seats) == ((3,), (4,))


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("seats = []", "expected 1 to 20 different seats"),
        ("seats = 4", "expected 1 to 20 different seats"),
        ("seats = [4, 4]", "expected 1 to 20 different seats"),
        ("seats = [0]", "expected 1 to 20 different seats"),
        ("seats = [true]", "expected 1 to 20 different seats"),
        ("seat = 4\nseats = [4, 5]", "seat and seats: expected one of the two"),
        ("seats = [9, 1]", "seat 1 is already taken by [[members]] row 1"),
    ],
)
def test_seats_of_another_form_are_a_fault(more: str, fault: str) -> None:
    assert fault in faults_of(member(1, "seat = 1", "treasurer"), member(2, more))


@pytest.mark.parametrize(
    ("phone", "more", "holder"),
    [
        pytest.param("0712000002", "", "+254712000002", id="whose phone it is"),
        pytest.param("0712000099", "", "+254712000001", id="the treasurer"),
        pytest.param("0712000099", 'holder = "0712000003"', "+254712000003", id="who is named"),
    ],
)
def test_a_collector_has_a_holder(phone: str, more: str, holder: str) -> None:
    till = TILL.replace("0712000099", phone) + more
    own = file(member(1, office="treasurer"), member(2), member(3), till)
    assert own.collectors[0].holder == holder


def test_without_a_treasurer_the_officer_who_stands_in_holds_it() -> None:
    assert file(member(1), member(2, office="chair"), TILL).collectors[0].holder[-1] == "2"


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ((member(1), member(2), TILL), "holder is missing"),
        (
            (member(1, office="chair"), TILL + 'holder = "0712000077"\n'),
            "holder = '0712000077': expected the phone of a member",
        ),
    ],
    ids=["nobody", "a stranger"],
)
def test_a_phone_in_nobodys_hand_is_a_fault(tables: tuple[str, ...], fault: str) -> None:
    assert fault in faults_of(*tables)


OFFICERS = (member(1, office="treasurer"), member(2, office="chair"))
GROUP = (*OFFICERS, member(3))
NINE = "[approvals]\nmoney_out = 9\n"
NO_POT = "No pot could be paid out: it needs"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        pytest.param(GROUP, [], id="all is well"),
        pytest.param(
            (OFFICERS[0], *map(member, (2, 3, 4))), ["only one officer"], id="one officer"
        ),
        pytest.param((*GROUP, TILL), ["which is no member's"], id="a till's phone"),
        pytest.param(
            (*map(member, (1, 2, 3, 4)), TILL.replace("99", "01")),
            ["has no officer"],
            id="nobody has an office",
        ),
        pytest.param(OFFICERS, [NO_POT + " 2"], id="two members, both officers"),
        pytest.param((NINE, *GROUP), [NO_POT + " 9"], id="more than there are"),
        pytest.param((NINE.replace("9", "3"), *GROUP, member(4)), [], id="just as many as needed"),
        pytest.param(
            (*GROUP, member(4).replace("Member 4", "member 2")),
            ["2 members are called member 2"],
            id="one name, two members",
        ),
        pytest.param(
            (*GROUP, TILL.replace("99", "01").replace("number = 5123456", "")),
            ["The till of Duka has no number"],
            id="a till without a number",
        ),
        pytest.param(
            (
                *GROUP,
                TILL.replace("99", "01").replace("till", "paybill").replace("number = 5123456", ""),
            ),
            ["The paybill of Duka has no number"],
            id="a paybill without a number",
        ),
        pytest.param(
            (*GROUP, member(4, "seat = 9")), ["Seat 9 is beyond the 4"], id="a seat far beyond"
        ),
        pytest.param((*GROUP, member(4, "seats = [4, 5]")), [], id="more seats than members"),
    ],
)
def test_what_a_group_should_think_about_is_said(tables: tuple[str, ...], said: list[str]) -> None:
    sentences = cautions(file(*tables), TODAY)
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))
    assert not any("\n" in sentence for sentence in sentences)


@pytest.mark.parametrize("needed", range(2, 6))
@pytest.mark.parametrize("count", range(2, 8))
def test_it_is_said_just_where_nobody_could_agree_to_a_pot(count: int, needed: int) -> None:
    """Whoever gets it, the treasurer sends it."""
    more = (*OFFICERS, *(member(number) for number in range(3, count + 1)))
    rules = file(f"[approvals]\nmoney_out = {needed}\n", *more)
    people = tuple(
        Person(str(number), one.name, one.phone, number, one.office)
        for number, one in enumerate(rules.members, start=1)
    )
    umoja = group(people=people)
    for recipient in people:
        stands = recipient != people[0]
        interested = {people[0].code, recipient.code}
        voters = electorate(umoja, interested, needed - stands, is_seconded=stands)
        is_said = any(NO_POT in sentence for sentence in cautions(rules, TODAY))
        assert voters.is_enough is not is_said


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (date(2027, 11, 22), []),
        (date(2025, 11, 22), []),
        (date(2029, 1, 1), ["Round 1 begins on 1 Jan 2029, more than a year from now"]),
        (date(2024, 1, 1), ["Round 1 begins on 1 Jan 2024, more than a year ago"]),
    ],
    ids=str,
)
def test_a_start_far_away_is_said(starts: date, said: list[str]) -> None:
    text = (HEAD + "".join(GROUP)).replace("2026-11-22", starts.isoformat())
    sentences = cautions(parse(text), TODAY)
    assert [sentence.partition(":")[0] for sentence in sentences] == said


@pytest.mark.parametrize("line", ["name = \u201cUmoja\u201d", "name = \u2018Umoja\u2019"])
def test_curly_quotes_are_named(line: str) -> None:
    text = (HEAD + OFFICERS[0]).replace('name = "Umoja"', line)
    with pytest.raises(ConstitutionError, match="curly quotes"):
        parse(text)


def test_curly_quotes_within_a_name_are_letters() -> None:
    name = "Mary \u201cMama\u201d Wanjiru"
    assert file(member(1, office="chair").replace("Member 1", name), TILL).members[0].name == name
