"""LIST and ORODHA ask for a page; everything else does not."""

from __future__ import annotations

import pytest

from bot.understanding.paging import page_asked


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("LIST", 1), ("list.", 1), ("Orodha", 1), ("LIST 2", 2), ("orodha3", 3), ("list #12", 12),
        ("list of members", None), ("the list", None), ("lists", None), ("2", None), ("", None),
    ],
)  # fmt: skip
def test_only_the_word_and_a_number_ask_for_a_page(text: str, page: int | None) -> None:
    assert page_asked(text) == page
