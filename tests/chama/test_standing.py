"""How a round and a member stand, and where to pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import reminding
from bot.conversation.claims import Said
from bot.conversation.reminding import Left
from chama import entries
from chama.constitution import CollectorKind, Pays
from chama.entries import ROTATION, Owed
from chama.group import Group
from chama.journal import Account, add_postings
from chama.kinds import AccountKind
from chama.standing import (
    as_dialled,
    everybody_owing,
    owed_cents,
    owed_in_order,
    pay_to,
    round_number,
    round_standing,
)
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PHONE,
    ROUND,
    WANJIRU,
    group,
    open_dues,
    rules,
)

NOTHING = Said(0, ())
OWING = {**open_dues(BARAKA, ACHIENG), entries.dues("M03", "1.2"): 50_000}


def test_a_round_in_figures() -> None:
    standing = round_standing(group(), open_dues(BARAKA, cents=30_000))
    assert standing is not None
    assert (standing.paid_count, standing.member_count) == (3, 4)
    assert (standing.collected_cents, standing.expected_cents) == (370_000, 400_000)
    assert standing.owing == ((BARAKA, 30_000),)
    assert standing.recipient == WANJIRU.name
    assert not standing.is_complete


def test_before_the_first_round_there_are_no_figures() -> None:
    assert round_standing(group(round=None), {}) is None


def test_what_members_owe_in_all_in_seat_order() -> None:
    assert owed_cents(OWING, "M03") == 150_000
    assert everybody_owing(group(), OWING) == [(ACHIENG, 150_000), (BARAKA, 100_000)]


def paying(*order: Pays) -> Group:
    """Umoja in its third round, with this order of allocation."""
    own = rules(more=f"[allocation]\norder = {[str(one) for one in order]}\n").rules
    return group(round=replace(ROUND, number=3), rules=own)


NEWEST_FIRST = paying(Pays.CURRENT)


@pytest.mark.parametrize(
    ("the_group", "owed", "order"),
    [
        pytest.param(paying(*Pays), ["1.3", "1.1"], ["1.1", "1.3"], id="oldest-first"),
        pytest.param(NEWEST_FIRST, ["1.1", "1.2", "1.3"], ["1.3", "1.1", "1.2"], id="current"),
        pytest.param(NEWEST_FIRST, ["1.2", "1.1"], ["1.1", "1.2"], id="current-is-paid"),
        pytest.param(
            replace(NEWEST_FIRST, round=None), ["1.1"], ["1.1"], id="before-the-first-round"
        ),
        pytest.param(NEWEST_FIRST, [], [], id="nothing"),
    ],
)
def test_money_is_applied_in_the_groups_order(
    the_group: Group, owed: list[str], order: list[str]
) -> None:
    balances = {entries.dues("M03", key): 10_000 for key in owed}
    in_order = owed_in_order(the_group, balances, "M03")
    assert in_order == [(entries.dues("M03", key), 10_000) for key in order]


@given(
    st.dictionaries(st.sampled_from(["1.1", "1.2", "1.3"]), st.integers(1, 500_000)),
    st.integers(1, 2_000_000),
    st.permutations(list(Pays)),
)
def test_whatever_the_order_no_cent_is_lost(
    owed: dict[str, int], cents: int, order: list[Pays]
) -> None:
    balances = {entries.dues("M03", key): due for key, due in owed.items()}
    in_order = owed_in_order(paying(*order), balances, "M03")
    into = entries.collector(ROTATION, "C1")
    paid = entries.contribution("M03", cents, into=into, owed=in_order, key="k", on=ROUND.opens_on)
    add_postings(balances, paid.postings)
    assert sum(line.amount_cents for line in paid.postings) == 0
    assert owed_cents(balances, "M03") == max(0, sum(owed.values()) - cents)
    assert entries.advance_of(balances, ROTATION, "M03") == max(0, cents - sum(owed.values()))


@pytest.mark.parametrize(("key", "number"), [("1.5", 5), ("12.30", 30)])
def test_people_call_a_round_by_its_number(key: str, number: int) -> None:
    assert round_number(key) == number


@pytest.mark.parametrize(
    ("number", "dialled"), [("+254712345678", "0712345678"), ("5123456", "5123456"), ("", "")]
)
def test_numbers_as_people_dial_them(number: str, dialled: str) -> None:
    assert as_dialled(number) == dialled


def test_where_to_pay() -> None:
    till = replace(PHONE, kind=CollectorKind.TILL, number="5123456", name="Umoja Till")
    assert pay_to(group()) == "0712000001 (Wanjiru Kamau)"
    assert pay_to(group(collectors=(till,)), WANJIRU) == "till 5123456 (Umoja Till)"
    assert pay_to(group(), WANJIRU) == ""
    assert pay_to(group(collectors=())) == ""


def test_a_paybill_and_a_bank_are_paid_with_an_account() -> None:
    paybill = replace(PHONE, kind=CollectorKind.PAYBILL, number="522522", name="Umoja Group")
    bank = replace(PHONE, kind=CollectorKind.BANK, number="0123456789", name="Equity Umoja")
    payable = group(collectors=(paybill,))
    assert pay_to(payable, ACHIENG) == "paybill 522522, account BCY-3 (Umoja Group)"
    assert pay_to(payable) == "paybill 522522 (Umoja Group)"
    assert pay_to(group(collectors=(bank,)), ACHIENG) == "bank account 0123456789 (Equity Umoja)"


@pytest.mark.parametrize(
    ("day", "when"),
    [(date(2026, 11, 23), "before"), (date(2026, 11, 26), "today"), (date(2026, 11, 27), "after")],
)
def test_a_reminder_knows_the_day(day: date, when: str) -> None:
    facts = reminding.reminder_facts(group(), OTIENO, Left(60_000), date(2026, 11, 26), day)
    assert facts is not None
    assert (facts["when"], facts["current_cents"], facts["name"]) == (when, 60_000, OTIENO.name)


FINE = entries.fines(entries.GENERAL, "M02", "1.1")
OTHER_FINE = entries.fines(entries.GENERAL, "M02", "1.2")


def owing(current: int, arrears: int = 0, fines: int = 0, welfare: int = 0) -> Owed:
    """What Otieno owes, in the default order, when the second round is reminded of."""
    lines = [
        (entries.fines(entries.GENERAL, "M02", "1.1"), fines),
        (entries.dues("M02", "1.1"), arrears),
        (entries.dues("M02", "1.2"), current),
        (Account(entries.WELFARE, AccountKind.DUES, "M02"), welfare),
        (entries.dues("M02", "1.3"), 10_000),  # of a later round, which opened meanwhile
    ]
    return [(account, cents) for account, cents in lines if cents]


@pytest.mark.parametrize(
    ("owed", "said", "expected"),
    [
        pytest.param(owing(60_000), NOTHING, Left(60_000), id="nothing-said"),
        pytest.param(
            owing(60_000), Said(20_000, ()), Left(40_000, waiting_cents=20_000), id="a-part-waits"
        ),
        pytest.param(
            owing(60_000), Said(60_000, ()), Left(0, waiting_cents=60_000), id="all-waits"
        ),
        pytest.param(
            owing(60_000), Said(90_000, ()), Left(0, waiting_cents=60_000), id="more-waits"
        ),
        pytest.param(
            owing(60_000),
            Said(0, ("UKN1AB2C01",)),
            Left(0, waiting_cents=60_000),
            id="a-code-without-amount",
        ),
        pytest.param(owing(0), NOTHING, Left(0), id="nothing-owed"),
        pytest.param(owing(60_000, 90_000), NOTHING, Left(60_000, 90_000), id="arrears-apart"),
        pytest.param(
            owing(60_000, 90_000),
            Said(40_000, ()),
            Left(60_000, 50_000, waiting_cents=40_000),
            id="arrears-first",
        ),
        pytest.param(
            owing(60_000, 90_000),
            Said(100_000, ()),
            Left(50_000, waiting_cents=100_000),
            id="then-the-round",
        ),
        pytest.param(
            owing(60_000, 0, 5_000, 20_000),
            NOTHING,
            Left(60_000, 0, 5_000, 20_000),
            id="fines-and-welfare-apart",
        ),
        pytest.param(
            owing(60_000, 0, 5_000, 20_000),
            Said(65_000, ()),
            Left(0, 0, 0, 20_000, waiting_cents=65_000),
            id="fines-first-and-welfare-last",
        ),
    ],
)
def test_a_reminder_asks_for_what_is_not_on_its_way(owed: Owed, said: Said, expected: Left) -> None:
    assert reminding.left(owed, "1.2", said) == expected


def test_where_nothing_is_left_to_pay_nobody_is_reminded() -> None:
    day = date(2026, 11, 27)
    assert reminding.reminder_facts(group(), OTIENO, Left(0, waiting_cents=5_000), day, day) is None
    assert reminding.reminder_facts(group(), OTIENO, Left(0, 0, 5_000), day, day) is not None


@pytest.mark.parametrize(
    ("owed", "day", "is_told"),
    [
        pytest.param([(FINE, 5_000)], date(2026, 11, 27), True, id="on-the-day-of-the-fine"),
        pytest.param([(FINE, 5_000)], date(2026, 11, 28), False, id="later"),
        pytest.param([], date(2026, 11, 27), False, id="not-fined"),
        pytest.param([(OTHER_FINE, 5_000)], date(2026, 11, 27), False, id="for-another-round"),
    ],
)
def test_who_is_told_of_their_fine_needs_no_reminder_that_day(
    owed: Owed, day: date, is_told: bool
) -> None:
    due_on = date(2026, 11, 26)
    assert reminding.is_told_of_fine(group(), owed, "1.1", due_on, day) is is_told


def test_only_the_treasurer_is_not_sent_to_the_treasurer() -> None:
    day = date(2026, 11, 27)
    for person in (WANJIRU, OTIENO):
        facts = reminding.reminder_facts(group(), person, Left(60_000), day, day)
        assert facts is not None
        assert facts["is_treasurer"] == (person == WANJIRU)


def test_a_reminder_speaks_of_its_round_and_those_before() -> None:
    owed = entries.owed_by(OWING, "M03")
    assert reminding.left(owed, "1.1", NOTHING) == Left(100_000)
    assert reminding.left(owed, "1.2", NOTHING) == Left(50_000, arrears_cents=100_000)
