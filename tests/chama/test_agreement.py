"""Who is interested, who may agree, how many must, and what nobody's own word alone may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama import entries
from chama.agreement import Electorate, assembly, electorate, gainers, is_on_own_word
from chama.entries import GENERAL, ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import EntryKind
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    contribution,
    group,
    mpesa,
    proposal,
)

ON = date(2026, 11, 23)
THREE = (*PEOPLE, SARAH)
ONE = (WANJIRU, ACHIENG, BARAKA)
LOST = replace(OTIENO, has_wrong_number=True)
CODE = ReceiptId("mpesa", "UKN1AB2C01")
COLLECTOR = entries.collector(ROTATION, "C1")


# --- who may agree -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "interested", "needed", "asked", "must", "is_everyone"),
    [
        pytest.param(THREE, {"M01"}, 1, [OTIENO, SARAH], 1, False, id="the-other-officers"),
        pytest.param(THREE, {"M01"}, 2, [OTIENO, SARAH], 2, False, id="both-of-them"),
        pytest.param(THREE, {"M01", "M02"}, 1, [SARAH], 1, False, id="the-last-officer"),
        pytest.param(
            THREE, {"M01", "M02"}, 2, [ACHIENG, BARAKA, SARAH], 2, True, id="too-few-officers"
        ),
        pytest.param(ONE, {"M01"}, 1, [ACHIENG, BARAKA], 2, True, id="any-two-members"),
        pytest.param(ONE, {"M01"}, 3, [ACHIENG, BARAKA], 3, True, id="more-than-there-are"),
        pytest.param(ONE, {"M01", "M03"}, 1, [BARAKA], 2, True, id="one-member-is-not-enough"),
        pytest.param(
            (WANJIRU, LOST, ACHIENG, BARAKA, SARAH),
            *({"M01"}, 1, [SARAH], 1, False),
            id="who-has-a-wrong-number-is-not-counted",
        ),
        pytest.param(
            (WANJIRU, LOST, ACHIENG, BARAKA),
            *({"M01"}, 1, [ACHIENG, BARAKA], 2, True),
            id="members-for-an-officer-with-a-wrong-number",
        ),
    ],
)
def test_officers_agree_and_where_they_are_too_few_members_do(
    people: tuple[Person, ...],
    interested: set[str],
    needed: int,
    asked: list[Person],
    must: int,
    is_everyone: bool,
) -> None:
    found = electorate(group(people=people), interested, needed)
    assert found == Electorate(tuple(asked), must, is_everyone)
    assert found.is_enough is (len(asked) >= must)


def test_one_member_is_enough_behind_somebody_who_gains_nothing() -> None:
    of_one = electorate(group(people=ONE), {"M01", "M03"}, is_seconded=True)
    assert (of_one.people, of_one.needed, of_one.is_enough) == ((BARAKA,), 1, True)
    of_two = electorate(group(people=ONE), {"M01"}, is_seconded=True)
    assert (of_two.needed, of_two.is_everyone) == (2, True)


@given(
    interested=st.sets(st.sampled_from([person.code for person in THREE])),
    needed=st.integers(1, 4),
    officers=st.sets(st.sampled_from(["M01", "M02", "M05"])),
)
def test_whoever_is_interested_is_never_asked(
    interested: set[str], needed: int, officers: set[str]
) -> None:
    people = tuple(one if one.code in officers else replace(one, office=None) for one in THREE)
    found = electorate(group(people=people), interested, needed)
    assert not {person.code for person in found.people} & interested
    assert found.needed >= needed
    if not found.is_everyone:
        assert all(person.is_officer for person in found.people)


# --- a proposal ----------------------------------------------------------------------------------

ASKED = proposal("cash", {}, WANJIRU, OTIENO, SARAH, interested=frozenset({"M03"}))


@pytest.mark.parametrize(
    ("person", "changes", "may"),
    [
        pytest.param(OTIENO, {}, True, id="who-was-asked"),
        pytest.param(BARAKA, {}, False, id="who-was-not"),
        pytest.param(replace(OTIENO, office=None), {}, False, id="who-left-office"),
        pytest.param(
            replace(OTIENO, office=None), {"is_everyone": True}, True, id="a-member-with-others"
        ),
        pytest.param(OTIENO, {"interested": frozenset({"M02"})}, False, id="who-gains"),
    ],
)
def test_whose_word_counts_now(person: Person, changes: dict[str, object], may: bool) -> None:
    assert replace(ASKED, **changes).may_agree(person) is may


def test_it_is_carried_once_enough_different_people_have_agreed() -> None:
    two = replace(ASKED, needed=2)
    assert not two.is_carried_with(OTIENO)
    once = replace(two, agreed_by=frozenset({"M02"}))
    assert not once.is_carried_with(OTIENO)
    assert once.is_carried_with(SARAH)


@pytest.mark.parametrize(
    ("asked_by", "stands"),
    [
        ("M01", ("M01", "M02", "M05")),
        ("M05+M01", ("M05", "M01", "M02")),
        ("", ("M02", "M05")),
        ("statement", ("statement", "M02", "M05")),
    ],
)
def test_who_asked_stands_for_it_with_all_who_agreed(
    asked_by: str, stands: tuple[str, ...]
) -> None:
    agreed = replace(ASKED, asked_by=asked_by, agreed_by=frozenset({"M05"}))
    assert agreed.stands_with(OTIENO) == stands


# --- on nobody's own word ------------------------------------------------------------------------


def owned(actor: str, entry: JournalEntry) -> JournalEntry:
    return replace(entry, actor=actor)


PAID = contribution(ACHIENG)
ALLOCATED = entries.allocation(
    "M03",
    CODE,
    100_000,
    lies_in=entries.collector(ROTATION, "C1"),
    owed=[(entries.dues("M03", "1.1"), 60_000)],
    key=entries.follow_up_key(CODE, 1),
    on=ON,
    actor="M01",
)
WAITS = entries.money_unallocated(CODE, 100_000, into=COLLECTOR, on=ON)
POT = entries.payout(
    entries.pot("1.1"),
    "M03",
    400_000,
    out_of=COLLECTOR,
    receipt=mpesa("UKN5OU7T01"),
    on=ON,
    actor="M01",
)
SPENT = entries.expense(
    400_000, out_of=COLLECTOR, receipt=mpesa("UKN5OU7T01"), on=ON, actor="M03", memo="shop"
)
OPENED = entries.round_opened("1.1", {"M03": 100_000, "M04": 100_000}, on=ON)
TAKEN_BACK = entries.reversal(PAID, 2, on=ON, actor="M03")
ADVANCE_USED = entries.advance_due(
    {entries.advance(ROTATION, "M03"): -50_000},
    ROTATION,
    "M03",
    [(entries.dues("M03", "1.1"), 100_000)],
    key="advance:1:M03",
    on=ON,
    actor="M01",
)


@pytest.mark.parametrize(
    ("entry", "gain"),
    [
        pytest.param(PAID, {"M03"}, id="who-paid-owes-less"),
        pytest.param(ALLOCATED, {"M03"}, id="who-is-given-waiting-money"),
        pytest.param(WAITS, set(), id="money-that-waits-is-nobodys"),
        pytest.param(POT, {"M03"}, id="who-gets-the-pot"),
        pytest.param(SPENT, set(), id="a-shop-is-no-member"),
        pytest.param(OPENED, set(), id="who-owes-more-gains-nothing"),
        pytest.param(TAKEN_BACK, set(), id="who-loses-gains-nothing"),
        pytest.param(ADVANCE_USED, set(), id="between-ones-own-accounts"),
    ],
)
def test_who_gains_by_an_entry(entry: JournalEntry | None, gain: set[str]) -> None:
    assert entry is not None
    assert gainers(entry) == gain


@pytest.mark.parametrize("entry", [PAID, ALLOCATED, POT], ids=["paid", "allocated", "pot"])
@pytest.mark.parametrize(
    ("actor", "is_own"),
    [
        pytest.param("M03", True, id="alone"),
        pytest.param("M01", False, id="another"),
        pytest.param("M03+M01", False, id="with-another"),
        pytest.param("statement", False, id="the-provider"),
        pytest.param("clock", False, id="the-clock"),
    ],
)
def test_nobody_gives_to_themselves(entry: JournalEntry, actor: str, is_own: bool) -> None:
    assert is_on_own_word(owned(actor, entry)) is is_own


def test_what_comes_to_two_on_the_word_of_one_of_them_is_on_their_own_word() -> None:
    credits = [
        Posting(entries.dues("M03", "1.1"), -60_000),
        Posting(entries.dues("M01", "1.1"), -40_000),
    ]
    both = entries.payment("M03", credits, into=COLLECTOR, key="k", on=ON, actor="M01")
    assert gainers(both) == {"M01", "M03"}
    assert is_on_own_word(both)


def test_using_ones_own_advance_is_no_gain() -> None:
    assert ADVANCE_USED is not None
    assert not is_on_own_word(owned("M03", ADVANCE_USED))


def test_less_to_answer_for_is_a_gain_and_pays_nobodys_own_debt() -> None:
    def entry(*lines: tuple[Account, int], kind: EntryKind = EntryKind.TRANSFER) -> JournalEntry:
        postings = tuple(Posting(account, cents) for account, cents in lines)
        return JournalEntry(kind, "key", None, postings, actor="M01")

    mine, others = entries.cash(ROTATION, "M01"), entries.cash(ROTATION, "M02")
    assert gainers(entry((others, 100), (mine, -100))) == {"M01"}
    assert gainers(entry((mine, 100), (others, -100))) == {"M02"}
    assert gainers(entry((entries.collector(ROTATION, "C1"), 100), (mine, -100))) == {"M01"}
    spent = entry((entries.expenses(), 100), (entries.cash(GENERAL, "M01"), -100))
    assert gainers(spent) == {"M01"}
    own = entry((mine, 100), (entries.dues("M01", "1.1"), -100), kind=EntryKind.CONTRIBUTION)
    assert gainers(own) == {"M01"}


# --- what all members decide ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "asks", "needed", "asked", "others"),
    [
        pytest.param(PEOPLE, {"M03"}, 3, [WANJIRU, OTIENO, BARAKA], 2, id="who-asks-is-one"),
        pytest.param(PEOPLE, {"M03"}, 1, [WANJIRU, OTIENO, BARAKA], 1, id="never-one-alone"),
        pytest.param(PEOPLE, {"clock"}, 3, list(PEOPLE), 3, id="the-clock-is-nobody"),
        pytest.param(
            (WANJIRU, LOST, ACHIENG, BARAKA), {"M03"}, 3, [WANJIRU, BARAKA], 2, id="no-voice"
        ),
    ],
)
def test_all_members_are_asked_and_so_many_must_agree(
    people: tuple[Person, ...], asks: set[str], needed: int, asked: list[Person], others: int
) -> None:
    own = group(people=people)
    assert assembly(own, asks, needed) == Electorate(tuple(asked), others, True, True)


@pytest.mark.parametrize(
    ("by_count", "needed", "refused", "is_lost"),
    [
        (False, 1, set(), True),
        (True, 2, set(), False),
        (True, 2, {"M02"}, True),
        (True, 3, set(), True),
    ],
)
def test_when_a_no_ends_it(by_count: bool, needed: int, refused: set[str], is_lost: bool) -> None:
    one = proposal(
        "amendment", {}, ACHIENG, WANJIRU, OTIENO, BARAKA,
        needed=needed, by_count=by_count, refused_by=frozenset(refused),
    )  # fmt: skip
    assert one.is_lost_with(WANJIRU) is is_lost
