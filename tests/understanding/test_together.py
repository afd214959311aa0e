"""When which reader is believed."""

from __future__ import annotations

import pytest

from bot.understanding.open_reader import UNKNOWN
from bot.understanding.together import DOUBT, LEAD, settled

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
