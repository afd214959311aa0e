"""When which reader is believed."""

from __future__ import annotations

import pytest

from bot.understanding.open_reader import UNKNOWN
from bot.understanding.together import DOUBT, LEAD, NEAR, TALK, is_talk, near, settled

ACTS = frozenset({"pay_out", "undo"})


@pytest.mark.parametrize(
    ("name", "is_sure", "behind", "best", "found"),
    [
        pytest.param("pay_out", True, DOUBT, "rules", ("pay_out", True), id="a-sure-act-stands"),
        pytest.param("pay_out", True, DOUBT + 1, "rules", ("rules", True), id="unless-by-far"),
        pytest.param("pay_out", True, DOUBT + 1, "undo", ("undo", False), id="never-another-act"),
        pytest.param("pay_out", False, 0, "pay_out", ("pay_out", False), id="agreed-and-unsure"),
        pytest.param("rota", True, LEAD, "rules", ("rota", True), id="a-little-ahead"),
        pytest.param("rota", True, LEAD + 1, "rules", ("rules", True), id="far-ahead"),
        pytest.param(UNKNOWN, True, 1, "rules", ("rules", True), id="rules-read-nothing"),
        pytest.param(UNKNOWN, True, 1, "undo", ("undo", False), id="an-act-is-a-guess"),
    ],
)
def test_which_reading_counts(
    name: str, is_sure: bool, behind: float, best: str, found: tuple[str, bool]
) -> None:
    scores = {name: 20.0 - behind, best: 20.0}
    assert settled(name, is_sure=is_sure, scores=scores, acts=ACTS) == found


FAR = {f"other{number}": -20.0 for number in range(20)}
"""What no text gives a reason for."""


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        pytest.param({"rota": 5.0, "rules": 5.0 - NEAR}, ["rota", "rules"], id="near-the-best"),
        pytest.param({"rota": 5.0, "rules": 4.9 - NEAR}, ["rota"], id="too-far-behind"),
        pytest.param({"rota": -15.0, "rules": -16.0}, [], id="nothing-stands-out"),
        pytest.param({UNKNOWN: 8.0, "rota": -9.0}, [UNKNOWN, "rota"], id="a-hint-in-what-is-none"),
        pytest.param({UNKNOWN: 8.0, "rota": -11.0}, [UNKNOWN], id="no-hint"),
    ],
)
def test_what_is_near_is_close_to_the_best_and_above_all_others(
    scores: dict[str, float], found: list[str]
) -> None:
    assert near({**FAR, **scores}) == found


@pytest.mark.parametrize(
    ("scores", "is_so"),
    [
        pytest.param({UNKNOWN: 0.0, "rota": -TALK}, True, id="far-ahead"),
        pytest.param({UNKNOWN: 0.0, "rota": 1.0 - TALK}, False, id="not-so-far"),
        pytest.param({UNKNOWN: 0.0}, False, id="no-word-of-it-is-known"),
        pytest.param({UNKNOWN: -30.0, "rota": 0.0}, False, id="it-wants-something"),
    ],
)
def test_plain_talk_is_far_ahead_of_all_that_may_be_wanted(
    scores: dict[str, float], *, is_so: bool
) -> None:
    assert is_talk(scores) is is_so
