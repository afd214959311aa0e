"""Rules are stored as they were read, and read back whatever program wrote them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.constitution import Rules, parse
from chama.constitution.rotation import Rotation
from chama.constitution.rules import SECTIONS
from chama.constitution.section import Rule, rules_of
from chama.rota import Every, Period
from tests.builders import rules

FULL = """
name = "Umoja"
[rotation]
contribution = 500
every = "10 days"
starts = 2026-11-20
due = 3
recipients = 2
recipient_pays = false
[purpose]
purpose = 'We "save" together \\\\ and build'
goal = "A plot of land"
objectives = ["Save", "Buy land"]
values = ["Honesty"]
activities = ["Merry-go-round"]
address = "Kayole, Nairobi"
postal_address = "P.O. Box 1, Nairobi"
county = "Nairobi"
registration = "CDO/NRB/1"
[payout]
net_off = ["fines"]
short_pot = "pay"
grace_days = 2
fees = "recipient"
receive_phone_hours = 0
[fines]
late = "2.5%"
late_every = "day"
late_cap = 500
grace_days = 3
absent = 200
absent_with_apology = "10%"
fund = "welfare"
[welfare]
every = "month"
dues = 100
starts = 2026-12-01
assessment = 1000
events = {parent = 20000, child = 30000}
[expenses]
limit = 5000
needs_purpose = false
[privacy]
debtors = "all"
balances = "all"
[meetings]
every = "month"
day = "first Saturday"
time = "14:00"
place = "Kayole"
quorum = "2/3"
notice_days = 14
[amendment]
approve = "officers"
share = "75%"
notice_days = 0
[articles]
membership = "Any adult of Kayole"
leaving = "A month's notice"
discipline = "A warning first"
office = "By secret vote"
tenure = "Two years"
accounts = "Equity Bank"
assets = "Shared by what was paid in"
records = "By the secretary"
disputes = "Three elders"
dissolution = "By two-thirds"
[abroad]
tolerance = "1.5%"
currencies = ["GBP", "USD"]
[allocation]
order = ["current", "arrears"]
[evidence]
oldest_days = "any"
[messages]
quiet_hours = "none"
[approvals]
money_out = 3
expense = 3
welfare = 4
waiver = 5
amendment = 10
[[members]]
name = "Mary Wanjiru"
phone = "0712000001"
office = "treasurer"
"""


def through_json(stored: Any) -> Any:
    return json.loads(json.dumps(stored))


@pytest.mark.parametrize("own", [parse(FULL).rules, rules().rules], ids=["all said", "defaults"])
def test_stored_rules_read_back_as_they_were(own: Rules) -> None:
    assert Rules.stored(through_json(own.to_store())) == own


def test_the_full_file_says_each_rule_otherwise_than_by_default() -> None:
    own = parse(FULL).rules
    for name, section in SECTIONS.items():
        for one in rules_of(section):
            assert getattr(getattr(own, name), one.key) != one.default, f"{name}.{one.key}"


def test_every_rule_is_stored_and_quoted() -> None:
    own = parse(FULL).rules
    stored = own.to_store()
    assert {f"{name}.{key}" for name, keys in stored.items() for key in keys} == {
        clause.partition(" = ")[0] for clause in own.clauses()
    }


def test_what_is_quoted_can_be_written_into_a_file() -> None:
    """Each clause, put into a file, means what it was quoted from."""
    own = parse(FULL).rules
    tables: dict[str, list[str]] = {}
    for clause in own.clauses():
        section, _, line = clause.partition(".")
        tables.setdefault(section, []).append(line)
    written = "\n".join(f"[{name}]\n" + "\n".join(lines) for name, lines in tables.items())
    people = FULL[FULL.index("[[members]]") :]
    assert parse(f'name = "Umoja"\n{written}\n{people}').rules == own


FALLBACK = Rules(
    Rotation(0, Every(Period.MONTH), date.max),
    unread=("rotation.contribution", "rotation.every", "rotation.starts"),
)


@pytest.mark.parametrize("stored", [None, [], 7, "text", {}, {"rotation": None}, {"x": {"y": 1}}])
def test_what_is_no_rules_gives_defaults_and_says_what_it_lacks(stored: object) -> None:
    assert Rules.stored(stored) == FALLBACK


BROKEN = (None, -1, "?", [], {}, 1.5, True)


def is_read(one: Rule, value: object) -> bool:
    try:
        one.kind({"every": Every(Period.MONTH)}).read(value)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "key", "broken"),
    [
        (name, one.key, broken)
        for name, section in SECTIONS.items()
        for one in rules_of(section)
        for broken in BROKEN
        if not is_read(one, broken)
    ],
)
def test_one_broken_value_has_its_default_and_the_others_stand(
    name: str, key: str, broken: object
) -> None:
    own = parse(FULL).rules
    stored = through_json(own.to_store())
    stored[name][key] = broken
    read = Rules.stored(stored)
    default = next(one for one in rules_of(SECTIONS[name]) if one.key == key)
    assert getattr(getattr(read, name), key) == default.unread
    assert read.unread == ((f"{name}.{key}",) if default.is_required else ())
    before, after = own.to_store(), read.to_store()
    del before[name][key], after[name][key]
    if key != "every":  # the day on which a round is due depends on it
        assert after == before


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
keys = st.sampled_from([r.key for s in SECTIONS.values() for r in rules_of(s)])


@given(st.dictionaries(st.sampled_from(list(SECTIONS)), st.dictionaries(keys, junk) | junk))
def test_nothing_that_is_stored_breaks_the_reading(stored: dict[str, object]) -> None:
    assert Rules.stored(stored).clauses()


def test_a_newer_programs_rules_are_passed_over() -> None:
    stored = rules().rules.to_store()
    stored["rotation"]["recipients_in_december"] = 2
    assert Rules.stored({**stored, "loans": {"interest": 10}}) == rules().rules
