"""What members say they sent covers what they owe, for whom it was sent and while it may come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.claims import OpenClaim, Said, said_for
from tests.builders import ACHIENG, BARAKA, open_claim


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([], Said(0, ()), id="none"),
        pytest.param([open_claim(cents=30_000)], Said(30_000, ()), id="one"),
        pytest.param([open_claim(cents=30_000)] * 2, Said(60_000, ()), id="several"),
        pytest.param([open_claim(cents=None)], Said(0, ("UKN1AB2C01",)), id="without-amount"),
        pytest.param([open_claim(is_missing=True)], Said(0, ()), id="not-found"),
        pytest.param([open_claim(BARAKA)], Said(0, ()), id="of-another"),
        pytest.param(
            [open_claim(BARAKA, shares=((BARAKA.code, 60_000), (ACHIENG.code, 40_000)))],
            Said(40_000, ()),
            id="a-share-of-anothers",
        ),
        pytest.param(
            [open_claim(ACHIENG, shares=((BARAKA.code, 100_000),))], Said(0, ()), id="for-another"
        ),
    ],
)
def test_what_is_said_to_have_been_sent_for_a_member(
    claims: list[OpenClaim], expected: Said
) -> None:
    said = said_for(ACHIENG.code, claims, {})
    assert said == expected
    assert bool(said) is (expected != Said(0, ()))


def test_what_words_say_and_somebody_is_asked_about_counts_with_it() -> None:
    told = {ACHIENG.code: 20_000, BARAKA.code: 90_000}
    assert said_for(ACHIENG.code, [open_claim(cents=30_000)], told) == Said(50_000, ())


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        (Said(0, ()), 0),
        (Said(30_000, ()), 30_000),
        (Said(150_000, ()), 100_000),
        (Said(0, ("UKN1AB2C01",)), 100_000),
        (Said(30_000, ("UKN1AB2C01",)), 100_000),
    ],
    ids=["nothing", "a-part", "more-than-owed", "a-code-alone", "a-code-and-a-part"],
)
def test_what_it_covers_of_a_debt(said: Said, covered: int) -> None:
    assert said.covered_cents(100_000) == covered


@given(
    st.integers(0, 10**9),
    st.lists(st.one_of(st.none(), st.integers(1, 10**9)), max_size=5),
    st.booleans(),
)
def test_a_debt_is_never_covered_by_more_than_itself(
    owed: int, amounts: list[int | None], is_missing: bool
) -> None:
    claims = [open_claim(cents=cents, is_missing=is_missing) for cents in amounts]
    covered = said_for(ACHIENG.code, claims, {}).covered_cents(owed)
    assert 0 <= covered <= owed
    assert not (is_missing and covered)
