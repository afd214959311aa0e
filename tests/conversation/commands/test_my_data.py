"""Who asks what is kept about them is told at once, and who puts it right."""

from __future__ import annotations

import pytest

from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, reply


@pytest.mark.parametrize(
    ("sender", "text", "officer"),
    [
        (ACHIENG, "my data", WANJIRU),
        (ACHIENG, "what do you know about me?", WANJIRU),
        (WANJIRU, "data yangu", OTIENO),
    ],
)
def test_what_is_kept_is_told(sender: Person, text: str, officer: Person) -> None:
    assert decided(sender, text) == (reply(sender, "my_data", officer=officer.name),)
