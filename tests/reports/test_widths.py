"""Columns share a page: none wider than it wants, none narrower than can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.widths import Wanted, blocks, is_roomy, widths

ROOM = 500.0


@st.composite
def columns(draw: st.DrawFn) -> Wanted:
    natural = float(draw(st.integers(20, 700)))
    is_text = draw(st.booleans())
    least = float(draw(st.integers(20, int(natural)))) if is_text else natural
    return Wanted(natural, min(least, 110), is_text) if is_text else Wanted(natural, natural, False)


several = st.lists(columns(), min_size=1, max_size=12)


@given(wanted=several)
def test_each_gets_between_its_least_and_what_it_wants(wanted: list[Wanted]) -> None:
    for one, width in zip(wanted, widths(wanted, ROOM), strict=True):
        assert one.least <= width <= one.natural


@given(wanted=several)
def test_they_fit_if_they_can(wanted: list[Wanted]) -> None:
    least = sum(one.least for one in wanted)
    assert sum(widths(wanted, ROOM)) <= max(least, ROOM) + 0.1


@given(wanted=several)
def test_the_widest_give_way_first(wanted: list[Wanted]) -> None:
    got = list(zip(wanted, widths(wanted, ROOM), strict=True))
    can_give = [width for one, width in got if one.gives_way and width > one.least]
    for one, width in got:
        if one.least < width < one.natural:
            assert width >= max(can_give) - 0.1


@given(wanted=several)
def test_every_column_stands_in_one_block_and_the_first_heads_each(wanted: list[Wanted]) -> None:
    found = blocks(wanted, ROOM)
    assert all(block[0] == 0 for block in found)
    assert [place for block in found for place in block[1:]] == list(range(1, len(wanted)))
    for block in found:
        is_single = len(block) <= 2
        assert is_single or sum(wanted[place].least for place in block) <= ROOM


def test_a_long_text_is_readable_in_less_than_it_wants() -> None:
    number, text = Wanted(100, 100, False), Wanted(600, 60, True)
    assert is_roomy([number, text], 280)
    assert not is_roomy([number, text], 279)
    assert not is_roomy([number, number, number], 299)
