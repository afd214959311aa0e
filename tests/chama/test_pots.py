"""What a pot holds, what its recipient gets of it, and when it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chama import entries, pots
from chama.entries import GENERAL
from chama.group import Group
from chama.journal import Account, add_postings
from chama.kinds import AccountKind
from chama.money import Money, coin_cents
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
KEEPS_TOO = "net_off = []\n"


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


@dataclass
class Played:
    """A round of several recipients: its book, while its pots are paid out and members pay."""

    group: Group
    balances: dict[Account, int]

    def pots(self) -> list[pots.Pot]:
        return pots.open_pots(self.group, self.balances)

    def agree(self, at: int) -> None:
        """The pot of one of the receivers is set aside, as far as it can be."""
        for pot in (one for one in self.pots() if one.recipient == CODES[at]):
            slip = pots.slip(self.group, self.balances, pot, LATE)
            if not slip.gross_cents:
                continue
            entry = entries.payout_agreed(
                pot.account,
                entries.payable(POT.fund, pot.recipient, ROUND.key),
                slip.gross_cents,
                deducted=slip.deducted,
                lies_in=PLACE,
                key="payout:1",
                on=LATE,
                actor="M02+M03",
            )
            add_postings(self.balances, entry.postings)

    def pay(self, code: str, cents: int) -> None:
        """A member pays what they still owe, or so much of it."""
        owed = entries.owed_by(self.balances, code)
        paid_cents = min(cents, sum(due_cents for _, due_cents in owed))
        if paid_cents:
            entry = entries.contribution(code, paid_cents, into=PLACE, owed=owed, key="", on=LATE)
            add_postings(self.balances, entry.postings)

    def set_aside(self) -> dict[str, int]:
        return {one.owner: cents for one, cents in pots.payables(self.balances)}


PLACE = entries.collector(POT.fund, "C1")
CODES = tuple(f"M{number:02}" for number in range(1, 8))


def opened(more: str, seats: Sequence[int], recipients: int, contribution_cents: int) -> Played:
    """Nobody has paid yet. seats: how many each member has; the first members receive."""
    codes = CODES[: len(seats)]
    one = replace(ROUND, recipients=codes[:recipients], contribution_cents=contribution_cents)
    dues = {code: count * contribution_cents for code, count in zip(codes, seats, strict=True)}
    parts = [part.cents for part in Money(sum(dues.values())).split(recipients)]
    entry = entries.round_opened(ROUND.key, dues, on=ROUND.opens_on, pots_cents=parts)
    balances: dict[Account, int] = {}
    add_postings(balances, entry.postings)
    return Played(group(rules=rules(more=more).rules, round=one), balances)


SEATS = st.lists(st.integers(1, 2), min_size=3, max_size=7)


@given(
    SEATS, st.integers(1, 3), st.integers(1, 5_000), st.lists(st.integers(0, 100), min_size=3),
    st.permutations([0, 1, 2]), st.sampled_from(["", SHORT]),
)  # fmt: skip
def test_where_only_receivers_owe_each_pot_is_complete_and_their_own_dues_are_taken_from_it(
    seats: list[int], recipients: int, units: int, paid: list[int], order: list[int], more: str
) -> None:
    """Law: whichever pot is paid first, nothing is owed afterwards, every pot is empty, and each
    got their share of all the dues less what they had not paid themselves."""
    assume(sum(seats) >= 2 * recipients)  # else a pot may not cover who has two seats
    round_ = opened(more, seats, recipients, units * 100)
    for code in CODES[recipients : len(seats)]:
        round_.pay(code, 2 * units * 100)
    for code, part in zip(CODES[:recipients], paid, strict=False):
        round_.pay(code, units * part)
    own = {code: sum(c for _, c in entries.owed_by(round_.balances, code)) for code in CODES}
    shares = {pot.recipient: pot.cents for pot in round_.pots()}
    assert all(pots.is_payable(round_.group, pot, LATE) for pot in round_.pots())
    assert all(pot.is_full is not any(own.values()) for pot in round_.pots())
    for at in order:
        round_.agree(at)
    assert not any(entries.owed_by(round_.balances, code) for code in CODES)
    left = [pot.cents for pot in round_.pots()]
    assert all(cents < coin_cents("KES") for cents in left)  # what nobody can send
    for code, share in shares.items():
        assert 0 <= share - own[code] - round_.set_aside().get(code, 0) < coin_cents("KES")


@given(
    SEATS, st.integers(1, 3), st.integers(1, 5_000), st.sampled_from([SHORT, SHORT + KEEPS_TOO]),
    st.lists(st.tuples(st.sampled_from(["agree", *CODES]), st.integers(0, 500_000)), max_size=12),
)  # fmt: skip
def test_pots_of_several_never_promise_more_than_was_paid_and_end_empty(
    seats: list[int], recipients: int, units: int, more: str, steps: list[tuple[str, int]]
) -> None:
    """Law: in whatever order members pay, late or not, and pots are paid out as they are."""
    round_ = opened(more, seats, recipients, units * 100)
    finally_ = [*((code, 2 * units * 100) for code in CODES), *(("agree", at) for at in range(3))]
    for what, number in (*steps, *finally_):
        if what == "agree":
            round_.agree(number % 3)
        elif what in CODES[: len(seats)]:
            round_.pay(what, number)
        there_cents = round_.balances.get(PLACE, 0) - sum(round_.set_aside().values())
        assert there_cents >= 0
        assert sum(pot.paid_in_cents for pot in round_.pots()) == there_cents
        assert all(one.own_cents >= 0 and one.others_cents >= 0 for one in round_.pots())
    assert not any(entries.owed_by(round_.balances, code) for code in CODES)
    assert all(pot.cents < coin_cents("KES") for pot in round_.pots())


@pytest.mark.parametrize(
    ("unpaid", "gross", "net"),
    [
        pytest.param((1_000, 1_000, 0), (2_000, 2_000), (1_000, 1_000), id="only-receivers-owe"),
        pytest.param((1_000, 0, 0), (2_000, 2_000), (1_000, 2_000), id="one-of-them-owes"),
        pytest.param((1_000, 1_000, 600), (1_700, 1_700), (700, 700), id="a-third-is-late-too"),
        pytest.param((2_000, 0, 0), (2_000, 2_000), (0, 2_000), id="all-of-a-pot-is-owed"),
        pytest.param((2_000, 0, 500), (0, 1_500), (0, 1_500), id="a-pot-does-not-cover-it"),
    ],
)
def test_what_two_receivers_get(
    unpaid: tuple[int, ...], gross: tuple[int, int], net: tuple[int, int]
) -> None:
    """In KES, of 4,000; what a receiver's own pot does not cover is missing in the other."""
    round_ = opened(SHORT, (2, 1, 1), 2, 100_000)
    for code, seats, owed in zip(CODES, (2, 1, 1), unpaid, strict=False):
        round_.pay(code, seats * 100_000 - owed * 100)
    slips = [pots.slip(round_.group, round_.balances, pot, LATE) for pot in round_.pots()]
    assert tuple(one.gross_cents // 100 for one in slips) == gross
    assert tuple(one.net_cents // 100 for one in slips) == net


def test_what_lies_in_a_place_is_counted_over_all_funds() -> None:
    here = entries.cash("rotation", OTIENO.code)
    balances = {here: 30_000, entries.cash("welfare", OTIENO.code): 20_000}
    assert entries.lies_in(balances, here) == 50_000
