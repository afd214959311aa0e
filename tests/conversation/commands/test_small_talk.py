"""Greetings, thanks and help get a short answer; nonsense is not guessed at."""

from __future__ import annotations

from typing import Any

import pytest

from chama.group import Person
from tests.builders import ACHIENG, OTIENO, decided, reply


@pytest.mark.parametrize(
    ("sender", "text", "template", "facts"),
    [
        (ACHIENG, "help", "help", {"officer": False, "several": False, "can_push": False}),
        (OTIENO, "msaada", "help", {"officer": True, "several": False, "can_push": False}),
        (ACHIENG, "habari", "greeting", {"name": ACHIENG.name}),
        (ACHIENG, "asante sana", "thanks", {}),
        (ACHIENG, "kuku ya kienyeji", "unknown", {}),
        (ACHIENG, "yes", "nothing_to_confirm", {}),
        (ACHIENG, "hapana", "nothing_to_confirm", {}),
        (OTIENO, "usifute UKN1AB2C01", "cancelled", {}),
        (OTIENO, "do not undo UKN1AB2C01", "cancelled", {}),
        (OTIENO, "usikumbushe wote", "cancelled", {}),
        (ACHIENG, "2", "nothing_to_confirm", {}),
        (ACHIENG, "", "unknown", {}),
    ],
)
def test_small_talk(sender: Person, text: str, template: str, facts: dict[str, Any]) -> None:
    assert decided(sender, text) == (reply(sender, template, **facts),)
