"""A group's file is read as written, or refused with every fault in plain words."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.constitution import (
    CollectorEntry,
    CollectorKind,
    ConstitutionError,
    MemberEntry,
    Office,
    Pays,
    QuietHours,
    Rules,
    parse,
)
from chama.constitution.allocation import Allocation
from chama.constitution.approvals import Approvals
from chama.constitution.evidence import Evidence
from chama.constitution.messages import Messages
from chama.constitution.rotation import Rotation
from chama.constitution.rules import SECTIONS
from chama.constitution.section import rules_of
from chama.money import Money
from chama.rota import NAIROBI, Every, Period

MEMBERS = """
[[members]]
name = "Mary Wanjiru"
phone = "0712000001"
office = "treasurer"

[[members]]
name = "John Otieno"
phone = "+254 712 000 002"
"""

SHORT = f"""
name = "Umoja"
[rotation]
contribution = 1000
every = "week"
starts = 2026-11-22
{MEMBERS}
"""

FULL = """
name = "Umoja Women"
currency = "UGX"
language = "sw"

[rotation]
contribution = 20000
every = "2 weeks"
starts = "2026-11-22"
due = 5

[allocation]
order = ["Current", "arrears"]

[evidence]
oldest_days = 30

[messages]
quiet_hours = "20:30 - 06:15"

[approvals]
money_out = 3

[[members]]
name = "Mary  Ng'ang'a"
phone = "0712000001"
seat = 3
office = "Treasurer"
language = "en"

[[members]]
name = "John Otieno"
phone = "0712000002"

[[members]]
name = "Jane Achieng"
phone = "0712000003"
seat = 1
office = "none"

[[members]]
name = "Peter Kamau"
phone = "0712000004"

[[collectors]]
kind = "phone"
name = "Mary Ng'ang'a"
phone = "0712000001"

[[collectors]]
kind = "till"
name = "Umoja Shop"
phone = "0712000003"
number = 543210

[[collectors]]
kind = "bank"
name = "Umoja"
phone = "0712000003"
number = "0110-123 456"
holder = "0712000001"
"""


NO_QUIET = '[messages]\nquiet_hours = "none"\n'


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ConstitutionError) as caught:
        parse(text)
    return caught.value.faults


def with_line(line: str, instead_of: str) -> str:
    """The short file with one line in another's place."""
    assert instead_of in SHORT
    return SHORT.replace(instead_of, line, 1)


def test_a_short_file_has_the_defaults() -> None:
    group = parse(SHORT)
    assert (group.name, group.currency, group.language) == ("Umoja", "KES", "en")
    assert group.contribution == Money.of(1000)
    assert group.rules == Rules(Rotation(1000, Every(Period.WEEK), date(2026, 11, 22), None))
    assert group.rules.allocation.order == tuple(Pays)
    assert group.rules.evidence.oldest_days == 60
    assert group.rules.messages.quiet_hours == QuietHours(time(19), time(7))
    assert group.rules.approvals.money_out == 2
    assert group.members == (
        MemberEntry("Mary Wanjiru", "+254712000001", 1, Office.TREASURER),
        MemberEntry("John Otieno", "+254712000002", 2),
    )
    assert group.text == SHORT


def test_a_full_file_is_read_as_written() -> None:
    group = parse(FULL)
    assert (group.name, group.currency, group.language) == ("Umoja Women", "UGX", "sw")
    assert group.contribution == Money.of(20000, "UGX")
    assert group.rules == Rules(
        Rotation(20000, Every(Period.WEEK, 2), date(2026, 11, 22), 5),
        allocation=Allocation((Pays.CURRENT, Pays.ARREARS, Pays.FINES, Pays.WELFARE)),
        evidence=Evidence(30),
        messages=Messages(QuietHours(time(20, 30), time(6, 15))),
        approvals=Approvals(3),
    )
    assert group.members[0] == MemberEntry(
        "Mary Ng'ang'a", "+254712000001", 3, Office.TREASURER, "en"
    )
    assert group.collectors == (
        CollectorEntry(CollectorKind.PHONE, "Mary Ng'ang'a", *["+254712000001"] * 3),
        CollectorEntry(
            CollectorKind.TILL, "Umoja Shop", "+254712000003", "543210", "+254712000003"
        ),
        CollectorEntry(CollectorKind.BANK, "Umoja", "+254712000003", "0110123456", "+254712000001"),
    )


def test_who_has_no_seat_gets_the_next_free_one() -> None:
    assert [member.seat for member in parse(FULL).members] == [3, 2, 1, 4]


def test_without_a_collector_the_treasurers_phone_collects() -> None:
    phone = "+254712000001"
    assert parse(SHORT).collectors == (
        CollectorEntry(CollectorKind.PHONE, "Mary Wanjiru", phone, phone, phone),
    )


def test_a_pochi_is_paid_under_its_own_phone() -> None:
    pochi = '[[collectors]]\nkind = "pochi"\nname = "Duka"\nphone = "0712000001"\n'
    assert parse(SHORT + pochi).collectors[0].number == "+254712000001"


def test_a_group_may_want_no_quiet_hours() -> None:
    assert parse(SHORT + NO_QUIET).rules.messages.quiet_hours is None


@pytest.mark.parametrize("text", ["\ufeff" + SHORT, SHORT.replace("\n", "\r\n")])
def test_a_file_from_windows_is_read(text: str) -> None:
    assert parse(text).members == parse(SHORT).members


@pytest.mark.parametrize(
    ("path", "clause"),
    [
        ("name", 'name = "Umoja"'),
        ("currency", 'currency = "KES"'),
        ("language", 'language = "en"'),
        ("rotation.contribution", "rotation.contribution = 1000"),
        ("rotation.every", 'rotation.every = "week"'),
        ("rotation.starts", "rotation.starts = 2026-11-22"),
        ("rotation.due", 'rotation.due = "last day"'),
        ("allocation.order", 'allocation.order = ["fines", "arrears", "current", "welfare"]'),
        ("evidence.oldest_days", "evidence.oldest_days = 60"),
        ("messages.quiet_hours", 'messages.quiet_hours = "19:00-07:00"'),
    ],
)
def test_a_rule_is_quoted_by_clause(path: str, clause: str) -> None:
    assert parse(SHORT).clause(path) == clause


@pytest.mark.parametrize(
    "clause",
    [
        "rotation.due = 5",
        'allocation.order = ["current", "arrears", "fines", "welfare"]',
        "evidence.oldest_days = 30",
    ],
)
def test_a_rule_of_the_files_own_is_quoted(clause: str) -> None:
    assert parse(FULL).clause(clause.partition(" = ")[0]) == clause


def test_no_quiet_hours_are_quoted() -> None:
    group = parse(SHORT + '[messages]\nquiet_hours = "none"\n')
    assert group.clause("messages.quiet_hours") == 'messages.quiet_hours = "none"'


@pytest.mark.parametrize("days", ["0", '"any"', '" Any "'])
def test_a_group_may_take_texts_of_any_age(days: str) -> None:
    group = parse(f"{SHORT}[evidence]\noldest_days = {days}\n")
    assert group.rules.evidence.oldest_days is None
    assert group.clause("evidence.oldest_days") == 'evidence.oldest_days = "any"'


@pytest.mark.parametrize("days", [1, 3_650])
def test_a_text_may_be_so_many_days_old(days: int) -> None:
    assert parse(f"{SHORT}[evidence]\noldest_days = {days}\n").rules.evidence.oldest_days == days


@pytest.mark.parametrize("days", ["-1", "3_651", "60.0", "0.0", "true", "false", '"60"', "[60]"])
def test_another_age_is_a_fault(days: str) -> None:
    (fault,) = faults_of(f"{SHORT}[evidence]\noldest_days = {days}\n")
    assert fault.startswith("[evidence] oldest_days = ")
    assert fault.endswith(': expected whole days, 1 to 3650, or "any".')


@pytest.mark.parametrize(
    "order",
    ['"arrears"', "1", "[]", '["arrears", "arrears"]', "[1, 2]", '["a", "b", "c"]'],
)
def test_another_order_is_a_fault(order: str) -> None:
    (fault,) = faults_of(f"{SHORT}[allocation]\norder = {order}\n")
    assert fault.startswith("[allocation] order = ")
    assert fault.endswith(", each once at most.")


def test_a_rule_that_does_not_exist_cannot_be_quoted() -> None:
    with pytest.raises(KeyError):
        parse(SHORT).clause("rotation.fines")


ONE_FAULT = [
    ("no name", "name = 'Umoja'\n", "", "name is missing: expected a name"),
    ("an empty name", '"Umoja"', '" "', "name = ' ': expected a name of 1 to 60"),
    ("a name of many letters", '"Umoja"', f'"{"a" * 61}"', "expected a name of 1 to 60"),
    ("a name on two lines", '"Umoja"', r'"Um\noja"', r"name = 'Um\noja': expected a name"),
    ("a name that ends its line", '"Umoja"', r'"Umoja\n"', r"'Umoja\n': expected a name"),
    ("a name with NUL", '"Umoja"', r'"Um\u0000"', r"name = 'Um\x00': expected a name"),
    ("a name written backwards", '"Umoja"', r'"\u202eajomU"', "nothing hidden in it"),
    ("a number for a name", '"Umoja"', "7", "name = 7: expected a name"),
    ("a word for an amount", "= 1000", '= "1000"', "[rotation] contribution = '1000': expected"),
    ("a float for an amount", "= 1000", "= 1000.0", "contribution = 1000.0: expected whole"),
    ("true for an amount", "= 1000", "= true", "contribution = true: expected whole"),
    ("no amount", "= 1000", "= 0", "contribution = 0: expected whole"),
    ("a debt for an amount", "= 1000", "= -5", "contribution = -5: expected whole"),
    ("a boundless amount", "= 1000", f"= 0x{'f' * 400}", "contribution = a huge number: expected"),
    ("a list for an amount", "= 1000", "= [1000]", "contribution = a list: expected whole"),
    ("an unknown rhythm", '"week"', '"wek"', "[rotation] every = 'wek': expected a rhythm"),
    ("a number for a rhythm", '"week"', "7", "every = 7: expected a rhythm"),
    ("a day that is not", "= 2026-11-22", '= "2026-11-31"', "starts = '2026-11-31': expected"),
    ("a day the other way round", "= 2026-11-22", '= "22/11/2026"', "expected a date, e.g."),
    ("a day with a time", "2026-11-22", "2026-11-22T09:00:00", "starts = 2026-11-22 09:00:00"),
    ("a year of long ago", "2026-11-22", "0026-11-22", "starts = 0026-11-22: expected a date"),
    ("a late due day", "= 2026-11-22", "= 2026-11-22\ndue = 8", "due = 8: expected a day of the"),
    ("a yes for a due day", "= 2026-11-22", "= 2026-11-22\ndue = true", "1 to 7"),
    ("an unknown language", '"Umoja"', '"Umoja"\nlanguage = "fr"', 'expected "en" or "sw"'),
    ("a currency of thousandths", '"Umoja"', '"Umoja"\ncurrency = "KWD"', "count in thousandths"),
    ("small currency letters", '"Umoja"', '"Umoja"\ncurrency = "kes"', "code of a currency"),
    ("a currency as people say it", '"Umoja"', '"Umoja"\ncurrency = "KSH"', '"KES" for shillings'),
    ("a slip in a key", "every =", "evry =", "'evry' is not known: did you mean every?"),
    ("a key of another table", "[rotation]", "[rotation]\ncurrency = 'KES'", "above the first"),
    ("a key of no table", '"Umoja"', '"Umoja"\nstarts = 2026-11-22', "it belongs in a table rot"),
    ("an unlike key", '"Umoja"', '"Umoja"\nxyz = 1', "'xyz' is not known: expected name, curr"),
    ("a short phone", '"0712000001"', '"071200"', "row 1 ('Mary Wanjiru'): phone = '071200'"),
    ("a phone without quotes", '"0712000001"', "712000001", "expected a phone number in quotes"),
    ("a phone taken", "+254 712 000 002", "0712000001", "row 2 ('John Otieno'): phone +254712000"),
    ("an unknown office", '"treasurer"', '"boss"', "office = 'boss': expected \"treasurer\" or"),
    ("a seat below one", '"treasurer"', '"chair"\nseat = 0', "seat = 0: expected a whole number"),
    ("a yes for a seat", '"treasurer"', '"chair"\nseat = true', "seat = true: expected a whole"),
]


@pytest.mark.parametrize(
    ("old", "new", "fault"), [case[1:] for case in ONE_FAULT], ids=[case[0] for case in ONE_FAULT]
)
def test_a_fault_is_named(old: str, new: str, fault: str) -> None:
    old = old.replace("name = 'Umoja'", 'name = "Umoja"')
    assert fault in "\n".join(faults_of(with_line(new, old)))


def test_two_members_cannot_hold_a_seat_an_office_or_a_phone() -> None:
    third = """
[[members]]
name = "Jane Achieng"
phone = "0712000002"
office = "treasurer"
seat = 4

[[members]]
name = "Peter Kamau"
phone = "0712000009"
seat = 4
"""
    assert faults_of(SHORT + third) == (
        "[[members]] row 3 ('Jane Achieng'): phone +254712000002 is already taken by "
        "[[members]] row 2 ('John Otieno').",
        "[[members]] row 4 ('Peter Kamau'): seat 4 is already taken by "
        "[[members]] row 3 ('Jane Achieng').",
        "[[members]] row 3 ('Jane Achieng'): office treasurer is already taken by "
        "[[members]] row 1 ('Mary Wanjiru').",
    )


def test_two_collectors_cannot_have_one_number() -> None:
    till = '[[collectors]]\nkind = "till"\nname = "Duka"\nphone = "0712000001"\nnumber = 543210\n'
    assert "number 543210 is already taken" in faults_of(SHORT + till + till)[0]


def test_a_phone_and_its_pochi_are_two_collectors() -> None:
    both = "".join(
        f'[[collectors]]\nkind = "{kind}"\nname = "Wanjiru"\nphone = "0712000001"\n'
        for kind in ("phone", "pochi")
    )
    assert [one.kind for one in parse(SHORT + both).collectors] == ["phone", "pochi"]


@pytest.mark.parametrize(
    ("collector", "fault"),
    [
        ('kind = "box"\nname = "A"\nphone = "0712000001"', "kind = 'box': expected \"phone\" or"),
        ('kind = "till"\nphone = "0712000001"', "row 1: name is missing"),
        ('kind = "till"\nname = "A"', "row 1 ('A'): phone is missing"),
        ('kind = "till"\nname = "A"\nphone = "0712000001"\nnumber = -543', "number = -543"),
        ('kind = "till"\nname = "A"\nphone = "0712000001"\nnumber = true', "number = true"),
        ('kind = "phone"\nname = "A"\nphone = "0712000001"\nnumber = "12"', "number = '12'"),
    ],
    ids=["kind", "no name", "no phone", "negative number", "yes for a number", "short number"],
)
def test_a_fault_of_a_collector_is_named(collector: str, fault: str) -> None:
    assert fault in "\n".join(faults_of(f"{SHORT}[[collectors]]\n{collector}\n"))


def test_somebody_must_collect() -> None:
    (fault,) = faults_of(with_line('office = "chair"', 'office = "treasurer"'))
    assert fault.startswith("Nobody collects the money")


def test_a_treasurer_with_a_wrong_phone_is_one_fault() -> None:
    assert len(faults_of(with_line('"0712"', '"0712000001"'))) == 1


def test_a_group_needs_members() -> None:
    assert faults_of(SHORT.replace(MEMBERS, ""))[0].startswith("There are no members")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "members = 5\n" + SHORT.replace(MEMBERS, ""),
            "members = 5: expected one table [[members]]",
        ),
        ("members = [1]\n" + SHORT.replace(MEMBERS, ""), "members = a list: expected one table"),
        ("messages = 5\n" + SHORT, "messages = 5: expected a table [messages]"),
        ("rotation = []\nname = 'A'\n" + MEMBERS, "rotation = a list: expected a table [rotation]"),
    ],
    ids=["a number", "a list of numbers", "no table", "a list"],
)
def test_a_table_of_another_shape_is_a_fault(text: str, fault: str) -> None:
    assert fault in "\n".join(faults_of(text))


def test_every_fault_is_told_at_once() -> None:
    text = with_line('office = "treasurer"\nseat = 0.5', 'office = "treasurer"')
    text = text.replace("1000", "true").replace('"week"', '"wek"').replace("0712000001", "07")
    with pytest.raises(ConstitutionError) as caught:
        parse(text, "umoja.toml")
    assert len(caught.value.faults) == 4
    assert str(caught.value).splitlines()[0] == "umoja.toml cannot be used:"
    assert str(caught.value).count("\n- ") == 4


@pytest.mark.parametrize(
    "hours", ["19:00", "19-07", "25:00-07:00", "19:60-07:00", "07:00-07:00", "", "noon-dusk"]
)
def test_quiet_hours_of_another_form_are_a_fault(hours: str) -> None:
    (fault,) = faults_of(f'{SHORT}[messages]\nquiet_hours = "{hours}"\n')
    assert 'expected hours such as "19:00-07:00", or "none"' in fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = 'A'\0", "not valid TOML"),
        ("name = \ud800", "UTF-8"),
        ("phone = 0712345678", "stand in quotes"),
        ("contribution = 1,000", "plain numbers without commas"),
        ("contribution = 1000 KES", "plain numbers without commas"),
        ("starts = 04/01/2027", "starts = 2027-01-04"),
        ("starts = 2027-02-30", "starts = 2027-01-04"),
        ("late = 10%", "stand in quotes"),
        ("late = 5\nlate = 6", "each key stands once"),
        ("[members]\n[members]", "[[members]]"),
        (f"a = {'9' * 490}\n" * 500, "longer than 200,000"),
        (f"a = {'9' * 500}", "Line 1 is longer than 500"),
        (f"\n{'a.' * 5000}a = 1", "Line 2 is longer than 500"),
        ("a = " + "[\n" * 50_000, "nested too deeply"),
    ],
    ids=[
        *("NUL", "surrogate", "no quotes", "comma", "unit", "slashes", "no such day", "percentage"),
        *("key twice", "one bracket", "huge", "long line", "dotted key", "nested"),
    ],
)
def test_what_is_no_file_of_ours_is_one_fault(text: str, fault: str) -> None:
    (told,) = faults_of(text)
    assert fault in told


def test_a_long_comment_is_no_fault() -> None:
    assert parse(f"# {'.' * 600}\n{SHORT}").name == "Umoja"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert faults_of(text)


scalars = (
    st.integers()
    | st.booleans()
    | st.floats()
    | st.text(st.characters(codec="ascii"), max_size=12)
    | st.sampled_from(["week", "0712000001", "till", "treasurer", "none", "19:00-07:00", "KES"])
    | st.sampled_from(["arrears", "current", "any"])
    | st.dates()
    | st.times()
    | st.datetimes()
)
tables_of_a_file = [*SECTIONS, "members", "collectors"]
rules_of_a_file = [one.key for section in SECTIONS.values() for one in rules_of(section)]
known_keys = st.sampled_from(
    tables_of_a_file + rules_of_a_file + re.findall(r"^(\w+) =", FULL, re.MULTILINE)
)
keys = known_keys | st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=12,
)


def as_toml(value: object) -> str:
    """A value as TOML writes it on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\u{ord(letter):04x}" for letter in value) + '"'
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case dict():
            pairs = (f"{key} = {as_toml(inner)}" for key, inner in value.items())
            return f"{{{', '.join(pairs)}}}"
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


@given(st.dictionaries(keys, values, max_size=8))
def test_no_tables_break_the_reading(tables: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in tables.items())
    for fault in faults_of(text):
        assert fault.isprintable()


@given(st.sampled_from(SHORT.split("\n")), st.integers(0, 40), st.text(max_size=5))
def test_a_file_with_a_slip_is_read_or_refused(line: str, at: int, slip: str) -> None:
    text = SHORT.replace(line, line[:at] + slip + line[at + 1 :], 1)
    try:
        assert parse(text).text == text
    except ConstitutionError as refused:
        assert refused.faults  # noqa: PT017 - both ways are right, only another error is not


NIGHT, NOON = QuietHours(time(19), time(7)), QuietHours(time(12), time(14))


@pytest.mark.parametrize(
    ("hours", "local_time", "is_quiet"),
    [
        (NIGHT, time(18, 59), False),
        (NIGHT, time(19), True),
        (NIGHT, time(0), True),
        (NIGHT, time(6, 59), True),
        (NIGHT, time(7), False),
        (NOON, time(11, 59), False),
        (NOON, time(12), True),
        (NOON, time(14), False),
    ],
)
def test_hours_are_quiet(hours: QuietHours, local_time: time, is_quiet: bool) -> None:
    assert hours.is_quiet(local_time) is is_quiet


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        pytest.param("2026-11-22T12:00", "2026-11-22T12:00", id="open already"),
        pytest.param("2026-11-22T19:00", "2026-11-23T07:00", id="the evening"),
        pytest.param("2026-11-22T02:30", "2026-11-22T07:00", id="the small hours"),
        pytest.param("2026-12-31T23:59", "2027-01-01T07:00", id="new year's night"),
    ],
)
def test_the_night_ends_in_nairobi(moment: str, opens: str) -> None:
    in_nairobi = datetime.fromisoformat(moment).replace(tzinfo=NAIROBI)
    expected = datetime.fromisoformat(opens).replace(tzinfo=NAIROBI)
    assert NIGHT.next_open(in_nairobi.astimezone(UTC)) == expected


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        NIGHT.next_open(datetime(2026, 11, 22, 12))  # noqa: DTZ001 - the naive moment is the case


times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@given(times, times, moments)
def test_a_quiet_moment_waits_for_less_than_a_day(start: time, end: time, moment: datetime) -> None:
    hours = QuietHours(start, end)
    opens = hours.next_open(moment)
    if start != end:
        assert not hours.is_quiet(opens.time())
        assert timedelta(0) <= opens - moment < timedelta(days=1)
