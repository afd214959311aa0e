"""Accounts of a paybill: each group's own, read however they are typed, and no other group's."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.account_ref import LONGEST, AccountRef, account_of, group_code, read_account

GROUPS = st.integers(1, 2_000_000)
SEATS = st.integers(1, 999)


@given(group=GROUPS, seat=SEATS)
def test_what_is_shown_is_what_is_read(group: int, seat: int) -> None:
    account = account_of(group, seat)
    assert len(account) <= LONGEST
    for typed in (account, account.lower(), account.replace("-", ""), account.replace("-", "  ")):
        assert read_account(f" {typed} ") == AccountRef(group, str(seat))
        assert read_account(typed).seat == seat


@given(group=GROUPS, data=st.data())
def test_one_letter_mistyped_names_no_group(group: int, data: st.DataObject) -> None:
    code = group_code(group)
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(string.ascii_uppercase).filter(lambda one: one != code[at]))
    assert read_account(f"{code[:at]}{other}{code[at + 1 :]}-3").group is None


@given(group=GROUPS, data=st.data())
def test_two_letters_swapped_name_no_group(group: int, data: st.DataObject) -> None:
    code = group_code(group)
    at = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if swapped != code:
        assert read_account(f"{swapped}-3").group is None


@pytest.mark.parametrize(
    ("typed", "seat", "rest"),
    [
        ("3", 3, "3"),
        ("003", 3, "003"),
        ("Achieng", None, "Achieng"),
        ("  achieng   atieno ", None, "achieng atieno"),
        ("", None, ""),
        ("BUKI-3", None, "BUKI-3"),
    ],
)
def test_what_names_no_group_is_left_as_it_is(typed: str, seat: int | None, rest: str) -> None:
    found = read_account(typed)
    assert (found.group, found.seat, found.rest) == (None, seat, rest)
