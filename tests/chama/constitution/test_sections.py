"""What each section of a file may hold, what it means, and what is refused with which words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from chama.constitution import ConstitutionError, Rules, parse
from chama.constitution.amendment import DecidedBy
from chama.constitution.charge import Charge
from chama.constitution.fines import FinesTo, HowOften
from chama.constitution.payout import FeesOn, NetOff, ShortPot
from chama.constitution.privacy import Balances, Debtors
from chama.constitution.share import Share
from chama.rota import Every, Period
from tests.builders import rules


def with_rule(path: str, value: str) -> Rules:
    """Umoja's rules with one more line in its file."""
    section, _, key = path.partition(".")
    if section == "rotation":
        own = rules().text.replace("[rotation]\n", f"[rotation]\n{key} = {value}\n")
        return parse(own).rules
    return rules(more=f"[{section}]\n{key} = {value}\n").rules


def value_of(own: Rules, path: str) -> Any:
    section, _, key = path.partition(".")
    return getattr(getattr(own, section), key)


DEFAULTS = [
    ("purpose.purpose", None, 'purpose.purpose = ""'),
    ("purpose.objectives", (), "purpose.objectives = []"),
    ("purpose.registration", None, 'purpose.registration = ""'),
    ("rotation.recipients", 1, "rotation.recipients = 1"),
    ("rotation.recipient_pays", True, "rotation.recipient_pays = true"),
    ("approvals.money_out", 2, "approvals.money_out = 2"),
    ("approvals.expense", 2, "approvals.expense = 2"),
    ("approvals.welfare", 2, "approvals.welfare = 2"),
    ("approvals.waiver", 2, "approvals.waiver = 2"),
    ("approvals.amendment", 2, "approvals.amendment = 2"),
    ("payout.net_off", (NetOff.ARREARS, NetOff.FINES), 'payout.net_off = ["arrears", "fines"]'),
    ("payout.short_pot", ShortPot.WAIT, 'payout.short_pot = "wait"'),
    ("payout.grace_days", 0, "payout.grace_days = 0"),
    ("payout.fees", FeesOn.GROUP, 'payout.fees = "group"'),
    ("payout.receive_phone_hours", 72, "payout.receive_phone_hours = 72"),
    ("fines.late", None, 'fines.late = "none"'),
    ("fines.late_every", HowOften.ONCE, 'fines.late_every = "once"'),
    ("fines.late_cap", None, 'fines.late_cap = "none"'),
    ("fines.grace_days", 0, "fines.grace_days = 0"),
    ("fines.absent", None, 'fines.absent = "none"'),
    ("fines.absent_with_apology", None, 'fines.absent_with_apology = "none"'),
    ("fines.fund", FinesTo.GENERAL, 'fines.fund = "general"'),
    ("welfare.every", None, 'welfare.every = "none"'),
    ("welfare.dues", 0, "welfare.dues = 0"),
    ("welfare.starts", None, 'welfare.starts = "first round"'),
    ("welfare.assessment", 0, "welfare.assessment = 0"),
    ("welfare.events", (), "welfare.events = {}"),
    ("expenses.limit", None, 'expenses.limit = "none"'),
    ("expenses.needs_purpose", True, "expenses.needs_purpose = true"),
    ("privacy.debtors", Debtors.OFFICERS, 'privacy.debtors = "officers"'),
    ("privacy.balances", Balances.OWN, 'privacy.balances = "own"'),
    ("meetings.every", None, 'meetings.every = "none"'),
    ("meetings.day", None, 'meetings.day = ""'),
    ("meetings.time", None, 'meetings.time = ""'),
    ("meetings.quorum", Share.parse("50%"), 'meetings.quorum = "50%"'),
    ("meetings.notice_days", 7, "meetings.notice_days = 7"),
    ("amendment.approve", DecidedBy.MEMBERS, 'amendment.approve = "members"'),
    ("amendment.share", Share.parse("2/3"), 'amendment.share = "2/3"'),
    ("amendment.notice_days", 7, "amendment.notice_days = 7"),
    ("articles.disputes", None, 'articles.disputes = ""'),
    ("abroad.tolerance", Fraction(0), 'abroad.tolerance = "0%"'),
    ("abroad.currencies", (), "abroad.currencies = []"),
]


@pytest.mark.parametrize(("path", "value", "clause"), DEFAULTS, ids=[one[0] for one in DEFAULTS])
def test_a_rule_that_is_left_out_has_its_default(path: str, value: object, clause: str) -> None:
    own = rules().rules
    assert value_of(own, path) == value
    assert own.clause(path) == clause


SAID = [
    ("purpose.purpose", '"Saving  together"', "Saving together"),
    ("purpose.goal", '"""A plot\nof land"""', "A plot of land"),
    ("purpose.goal", '" "', None),
    ("purpose.objectives", '["Save", " Buy land "]', ("Save", "Buy land")),
    ("rotation.recipients", "10", 10),
    ("rotation.recipient_pays", "false", False),
    ("approvals.amendment", "10", 10),
    ("payout.net_off", "[]", ()),
    ("payout.net_off", '["fines", "Arrears"]', (NetOff.ARREARS, NetOff.FINES)),
    ("payout.short_pot", '"Pay"', ShortPot.PAY),
    ("payout.grace_days", "30", 30),
    ("payout.fees", '"recipient"', FeesOn.RECIPIENT),
    ("payout.receive_phone_hours", "0", 0),
    ("fines.late", "50", Charge(units=50)),
    ("fines.late", '"10%"', Charge(percent=Decimal(10))),
    ("fines.late", '"2.5 %"', Charge(percent=Decimal("2.5"))),
    ("fines.late", "0", None),
    ("fines.late", '"None"', None),
    ("fines.late_every", '"week"', HowOften.WEEK),
    ("fines.late_cap", '"100%"', Charge(percent=Decimal(100))),
    ("fines.fund", '"welfare"', FinesTo.WELFARE),
    ("welfare.every", '"monthly"', Every(Period.MONTH)),
    ("welfare.dues", "100", 100),
    ("welfare.starts", "2026-12-01", date(2026, 12, 1)),
    ("welfare.starts", '"First round"', None),
    ("welfare.events", "{Parent = 20000, illness = 5000}", (("parent", 20000), ("illness", 5000))),
    ("expenses.limit", "5000", 5000),
    ("meetings.time", '"9:30"', time(9, 30)),
    ("meetings.time", "14:00:00", time(14)),
    ("meetings.quorum", '"1/3"', Share(Fraction(1, 3), "1/3")),
    ("amendment.share", '"67 %"', Share(Fraction(67, 100), "67%")),
    ("articles.disputes", '"Three elders decide."', "Three elders decide."),
    ("abroad.tolerance", '"1%"', Fraction(1, 100)),
    ("abroad.tolerance", '"2.5 %"', Fraction(25, 1000)),
    ("abroad.tolerance", "0", Fraction(0)),
    ("abroad.currencies", '["KES", "USD"]', ("KES", "USD")),
]


@pytest.mark.parametrize(("path", "written", "value"), SAID, ids=[f"{p}={w}" for p, w, _ in SAID])
def test_a_rule_is_read_as_it_is_said(path: str, written: str, value: object) -> None:
    assert value_of(with_rule(path, written), path) == value


REFUSED = [
    ("purpose.purpose", "7", "words in quotes, 600 characters at most"),
    ("purpose.purpose", f'"""{"a" * 300}\n{"b" * 300}"""', "600 characters at most"),
    ("purpose.purpose", r'"hidden \u202e"', "nothing hidden in them"),
    ("purpose.address", f'"{"a" * 121}"', "120 characters at most"),
    ("purpose.objectives", '"Save"', "a list of at most 20 texts"),
    ("purpose.objectives", '["Save", ""]', "a list of at most 20 texts"),
    ("rotation.recipients", "0", "a number of people, 1 to 10"),
    ("rotation.recipients", "true", "a number of people, 1 to 10"),
    ("rotation.recipient_pays", '"yes"', "true or false, without quotes"),
    ("rotation.recipient_pays", "1", "true or false, without quotes"),
    ("approvals.expense", "1", "a number of people, 2 to 10"),
    ("approvals.waiver", "11", "a number of people, 2 to 10"),
    ("payout.net_off", '"fines"', 'a list of "arrears" or "fines", or []'),
    ("payout.net_off", '["fines", "fines"]', 'a list of "arrears" or "fines", or []'),
    ("payout.net_off", '["loans"]', 'a list of "arrears" or "fines", or []'),
    ("payout.short_pot", '"hold"', '"wait" or "pay"'),
    ("payout.grace_days", "31", "a number of days, 0 to 30"),
    ("payout.grace_days", "-1", "a number of days, 0 to 30"),
    ("payout.fees", '"none"', '"group" or "recipient"'),
    ("payout.receive_phone_hours", "721", "a number of hours, 0 to 720"),
    ("fines.late", "-50", 'whole units, e.g. 50, or a percentage up to 100, e.g. "10%", or "none"'),
    ("fines.late", "12.5", "whole units, e.g. 50"),
    ("fines.late", "false", "whole units, e.g. 50"),
    ("fines.late", '"50"', "whole units, e.g. 50"),
    ("fines.late", '"0%"', "a percentage up to 100"),
    ("fines.late", '"101%"', "a percentage up to 100"),
    ("fines.late_every", '"month"', '"once" or "day" or "week"'),
    ("fines.fund", '"rotation"', '"general" or "welfare"'),
    ("welfare.every", '"often"', 'a rhythm, e.g. "week"'),
    ("welfare.dues", '"none"', "whole KES or other units, 0 to 100000000"),
    ("welfare.starts", '"soon"', 'a date, e.g. 2026-11-22, or "first round"'),
    ("welfare.events", "{parent = 0}", "kinds of event, a word each, with whole units for it"),
    ("welfare.events", '{"a parent" = 5}', "kinds of event, a word each"),
    ("welfare.events", "{parent = 5, Parent = 6}", "kinds of event, a word each"),
    ("welfare.events", "[20000]", "kinds of event, a word each"),
    ("expenses.limit", "-1", 'whole KES or other units, 1 to 100000000, e.g. 1000, or "none"'),
    ("privacy.debtors", '"nobody"', '"officers" or "all"'),
    ("privacy.balances", '"officers"', '"own" or "all"'),
    ("meetings.time", '"2pm"', 'a time of day, e.g. "14:00", or ""'),
    ("meetings.time", '"25:00"', 'a time of day, e.g. "14:00", or ""'),
    ("meetings.quorum", "50", 'a share of the members, e.g. "50%" or "2/3"'),
    ("meetings.quorum", '"0%"', "a share of the members"),
    ("amendment.share", '"3/2"', "a share of the members"),
    ("amendment.approve", '"chair"', '"officers" or "members"'),
    ("amendment.notice_days", "91", "a number of days, 0 to 90"),
    ("articles.tenure", "2", "words in quotes"),
    ("abroad.tolerance", '"11%"', "a percentage of what is asked, 0 to 10"),
    ("abroad.tolerance", "1", "a percentage of what is asked"),
    ("abroad.currencies", '"KES"', "a list of currencies"),
    ("abroad.currencies", '["kes"]', "a list of currencies"),
    ("abroad.currencies", '["KES", "KES"]', "a list of currencies"),
    ("abroad.currencies", '["KWD"]', "a list of currencies"),
]


@pytest.mark.parametrize(("path", "written", "expected"), REFUSED)
def test_another_value_is_a_fault(path: str, written: str, expected: str) -> None:
    section, _, key = path.partition(".")
    with pytest.raises(ConstitutionError) as caught:
        with_rule(path, written)
    (fault,) = caught.value.faults
    assert fault.startswith(f"[{section}] {key} = ")
    assert expected in fault.partition(": expected ")[2]


def test_grants_may_be_a_table_of_their_own() -> None:
    own = rules(more="[welfare]\ndues = 50\n[welfare.events]\nparent = 20000\n").rules.welfare
    assert own.events == (("parent", 20000),)
    assert own.grant_cents("parent") == 2_000_000
    assert own.grant_cents("wedding") is None


@pytest.mark.parametrize(
    ("key", "home"),
    [("late", "in a table fines"), ("grace_days", "in a table payout or fines")],
)
def test_a_key_of_another_table_is_told_where_it_belongs(key: str, home: str) -> None:
    with pytest.raises(ConstitutionError, match=f"it belongs {home}"):
        rules(more=f"[messages]\n{key} = 5\n")


@pytest.mark.parametrize(
    ("charge", "owed_cents", "cents"),
    [
        (50, 100_000, 5_000),
        ("10%", 100_000, 10_000),
        ("10%", 5, 0),
        ("10%", 15, 2),
        ("50%", 25, 12),
        ("50%", 35, 18),
        ("2.5%", 100_000, 2_500),
        ("10%", 0, 0),
    ],
)
def test_a_charge_is_worked_out_to_the_cent(charge: object, owed_cents: int, cents: int) -> None:
    assert Charge.parse(charge).of(owed_cents) == cents


def test_a_charge_is_one_thing_or_the_other() -> None:
    for wrong in ({}, {"units": 5, "percent": Decimal(5)}):
        with pytest.raises(ValueError, match="either units or a percentage"):
            Charge(**wrong)


@pytest.mark.parametrize(
    ("share", "members", "needed"),
    [("50%", 12, 6), ("50%", 5, 3), ("2/3", 12, 8), ("2/3", 3, 2), ("67%", 3, 3), ("100%", 7, 7)],
)
def test_a_share_of_the_members_is_rounded_up(share: str, members: int, needed: int) -> None:
    assert Share.parse(share).of(members) == needed
