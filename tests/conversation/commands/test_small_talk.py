"""Greetings, thanks and help get a short answer; nonsense is not guessed at."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Say
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, decided, reply

HELP = {"several": False, "other": "", "can_push": False, "has_pages": False, "has_files": False}


@pytest.mark.parametrize(
    ("sender", "text", "template", "facts"),
    [
        (ACHIENG, "help", "help", {**HELP, "officer": False}),
        (OTIENO, "msaada", "help", {**HELP, "officer": True}),
        (ACHIENG, "habari", "greeting", {"name": ACHIENG.name}),
        (ACHIENG, "asante sana", "thanks", {}),
        (ACHIENG, "kuku ya kienyeji", "only_talk", {}),
        (ACHIENG, "yes", "nothing_to_confirm", {}),
        (ACHIENG, "hapana", "nothing_to_confirm", {}),
        (OTIENO, "usifute UKN1AB2C01", "cancelled", {}),
        (OTIENO, "do not undo UKN1AB2C01", "cancelled", {}),
        (OTIENO, "usikumbushe wote", "cancelled", {}),
        (ACHIENG, "2", "nothing_to_confirm", {}),
    ],
)
def test_small_talk(sender: Person, text: str, template: str, facts: dict[str, Any]) -> None:
    assert decided(sender, text) == (reply(sender, template, **facts),)


@pytest.mark.parametrize(("sender", "is_named"), [(ACHIENG, False), (OTIENO, True)])
def test_help_names_the_pages_to_who_may_look(sender: Person, *, is_named: bool) -> None:
    (said,) = decided(sender, "help", has_dashboard=True)
    assert isinstance(said, Say)
    assert said.facts["has_pages"] is is_named
