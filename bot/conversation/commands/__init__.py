"""What a member can ask or say in words, one command a file.

A command's module has `INTENTS`, the names of the intents it answers, and `decide(draft, intent)`.
`NEEDS` names facts that are only loaded for it: "payments", "meeting".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from bot.conversation.one_a_file import modules_of

if TYPE_CHECKING:
    from bot.conversation.draft import Draft
    from bot.understanding import Intent


class Command(Protocol):
    """What each module of this package offers."""

    INTENTS: tuple[str, ...]

    def decide(self, draft: Draft, intent: Intent) -> None:
        """Cause what the intent asks for."""


@cache
def commands() -> Mapping[str, Command]:
    """The command of each intent."""
    found: dict[str, Command] = {}
    command: Command
    for command in modules_of(__name__, __path__).values():
        for intent in command.INTENTS:
            if intent in found:
                raise LookupError(f"Two commands answer {intent!r}.")
            found[intent] = command
    return found


def needs(intent: str) -> frozenset[str]:
    """What the command of an intent wants loaded besides the usual."""
    return frozenset(getattr(commands().get(intent), "NEEDS", ()))
