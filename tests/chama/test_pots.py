"""What a pot holds, what its recipient gets of it, and when it is paid."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama import entries, pots
from chama.entries import GENERAL
from chama.group import Group
from chama.journal import Account, add_postings
from chama.kinds import AccountKind
from chama.money import coin_cents
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, ROUND, WANJIRU, group, rules

POT = entries.pot(ROUND.key)
IN_TIME, LATE = ROUND.due_on, ROUND.due_on + timedelta(days=1)
FINE = Account(GENERAL, AccountKind.FINES, WANJIRU.code, ROUND.key)


def by_rules(more: str = "") -> Group:
    """Umoja in its first round, whose recipient is Wanjiru, with these rules."""
    return group(rules=rules(more=more).rules)


def owing(**cents: int) -> dict[Account, int]:
    """The round with these dues unpaid, by name."""
    people = {"wanjiru": WANJIRU, "otieno": OTIENO, "achieng": ACHIENG, "baraka": BARAKA}
    unpaid = {entries.dues(people[name].code, ROUND.key): owed for name, owed in cents.items()}
    return {POT: -400_000, **unpaid}


SHORT = '[payout]\nshort_pot = "pay"\n'
KEEPS = "[payout]\nnet_off = []\n"


@pytest.mark.parametrize(
    ("more", "owed", "gross", "net", "short"),
    [
        pytest.param("", {}, 400_000, 400_000, 0, id="full"),
        pytest.param("", {"otieno": 100_000}, 300_000, 300_000, 100_000, id="another-has-not-paid"),
        pytest.param("", {"wanjiru": 60_000}, 400_000, 340_000, 0, id="her-own-dues-are-taken"),
        pytest.param(KEEPS, {"wanjiru": 60_000}, 340_000, 340_000, 60_000, id="or-are-not-by-rule"),
        pytest.param(
            "", dict.fromkeys(("wanjiru", "otieno", "achieng", "baraka"), 100000), 0, 0,
            400_000, id="an-empty-pot-pays-nothing",
        ),
    ],
)  # fmt: skip
def test_a_slip(more: str, owed: dict[str, int], gross: int, net: int, short: int) -> None:
    the_group, balances = by_rules(more), owing(**owed)
    (pot,) = pots.open_pots(the_group, balances)
    slip = pots.slip(the_group, balances, pot, LATE)
    assert (slip.gross_cents, slip.net_cents, slip.short_cents) == (gross, net, short)


def test_fines_and_late_rounds_are_taken_and_a_round_that_runs_is_not() -> None:
    newer = pots.RoundFacts(1, 2, (OTIENO.code,), 100_000, LATE, LATE + timedelta(days=6))
    own = group(round=newer, earlier_rounds=(ROUND,))
    runs = entries.dues(WANJIRU.code, newer.key)
    balances = {**owing(), FINE: 5_000, runs: 100_000, entries.pot(newer.key): -400_000}
    pot = pots.open_pots(own, balances)[-1]
    assert dict(pots.slip(own, balances, pot, LATE).deducted) == {FINE: 5_000}
    after = newer.due_on + timedelta(days=1)
    assert dict(pots.slip(own, balances, pot, after).deducted) == {FINE: 5_000, runs: 100_000}


@pytest.mark.parametrize(
    ("more", "owed", "today", "is_payable"),
    [
        pytest.param("", {}, IN_TIME, True, id="full-is-paid-at-once"),
        pytest.param("", {"otieno": 1}, LATE, False, id="short-waits"),
        pytest.param(SHORT, {"otieno": 1}, IN_TIME, False, id="short-waits-for-the-deadline"),
        pytest.param(SHORT, {"otieno": 1}, LATE, True, id="short-is-paid-by-rule"),
        pytest.param(SHORT + "grace_days = 2\n", {"otieno": 1}, LATE, False, id="after-its-grace"),
        pytest.param("", {"wanjiru": 1}, IN_TIME, False, id="she-may-still-pay-herself"),
        pytest.param("", {"wanjiru": 1}, LATE, True, id="only-hers-is-open"),
        pytest.param(KEEPS, {"wanjiru": 1}, LATE, False, id="which-is-not-taken"),
    ],
)
def test_when_a_pot_is_paid(
    more: str, owed: dict[str, int], today: date, *, is_payable: bool
) -> None:
    the_group = by_rules(more)
    (pot,) = pots.open_pots(the_group, owing(**owed))
    assert pots.is_payable(the_group, pot, today) is is_payable


def test_two_recipients_share_what_is_in_and_what_is_missing() -> None:
    two = pots.RoundFacts(1, 1, (WANJIRU.code, OTIENO.code), 100_000, ROUND.opens_on, ROUND.due_on)
    own = group(round=two)
    shares = {entries.pot("1.1", "1"): -200_000, entries.pot("1.1", "2"): -200_000}
    balances = {**shares, entries.dues(BARAKA.code, "1.1"): 100_001}
    first, second = pots.open_pots(own, balances)
    assert (first.recipient, second.recipient) == (WANJIRU.code, OTIENO.code)
    assert first.others_cents + second.others_cents == 100_001
    assert {first.paid_in_cents, second.paid_in_cents} == {149_999, 150_000}


@given(
    st.fixed_dictionaries({person.code: st.integers(0, 100_000) for person in PEOPLE}),
    st.integers(0, 500_000),
    st.sampled_from(["", SHORT, KEEPS]),
)
def test_what_is_set_aside_is_never_more_than_members_paid(
    owed: dict[str, int], fine_cents: int, more: str
) -> None:
    the_group = by_rules(more)
    unpaid = {entries.dues(code, ROUND.key): cents for code, cents in owed.items() if cents}
    balances = {POT: -400_000, **unpaid, **({FINE: fine_cents} if fine_cents else {})}
    (pot,) = pots.open_pots(the_group, balances)
    slip = pots.slip(the_group, balances, pot, LATE)
    assert 0 <= slip.net_cents <= 400_000 - sum(owed.values())
    assert slip.net_cents % coin_cents("KES") == 0  # as M-Pesa sends it
    if slip.gross_cents:
        entry = entries.payout_agreed(
            POT,
            entries.payable(POT.fund, WANJIRU.code, ROUND.key),
            slip.gross_cents,
            deducted=slip.deducted,
            lies_in=entries.collector(POT.fund, "C1"),
            key="payout:1",
            on=LATE,
            actor="M02+M03",
        )
        after = dict(balances)
        add_postings(after, entry.postings)
        assert all(cents >= 0 for one, cents in after.items() if one.kind.meaning.is_owed)
        assert pots.payables(after) == (
            [(entries.payable(POT.fund, WANJIRU.code, ROUND.key), slip.net_cents)]
            if slip.net_cents
            else []
        )


def test_what_lies_in_a_place_is_counted_over_all_funds() -> None:
    here = entries.cash("rotation", OTIENO.code)
    balances = {here: 30_000, entries.cash("welfare", OTIENO.code): 20_000}
    assert entries.lies_in(balances, here) == 50_000
