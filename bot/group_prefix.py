"""The group's name in front of what somebody in several groups could take for another's.

Most messages name their group. Where one does not, its first words are the name, for whoever is in
several groups: one place for all templates, also those that are still to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from bot.render import safe_name
from bot.store.outbox import Part

OF_THE_PERSON = frozenset({
    "ask_chama", "click_not_done", "code_old", "code_renewed", "code_wrong", "dashboard_enough",
    "dashboard_how", "dashboard_link", "dashboard_none", "dashboard_not_yours",
    "dashboard_opened", "dashboard_stopped", "file_enough", "file_none", "group_chosen",
    "held_back", "help", "language_set", "one_group", "part_came", "phone_whose_group",
    "pick_number", "question_reminder", "say_again", "start_how", "started",
    "statement_which_group", "stop_how", "stopped", "thanks", "unknown", "unread_contact",
    "unread_location", "unread_other", "unread_picture", "unread_sticker", "unread_video",
    "unread_voice", "which_language",
})  # fmt: skip
"""What is the same in whatever group: of the person, their phone, or how to write to us."""

Letters = Callable[[str], str]
"""How a channel writes a text."""


def with_groups_named(
    parts: Sequence[Part], texts: Sequence[str], letters: Letters = str
) -> list[str]:
    """The texts of a message's parts, such that each group that they are about is named in them.

    texts: of the same parts, in their order, as `letters` writes them.
    """
    said: list[str] = []
    pairs = zip(parts, texts, strict=True)
    for chama, run in groupby(pairs, key=lambda pair: str(pair[0].facts.get("chama", ""))):
        own = list(run)
        name = letters(safe_name(chama))
        at = next(
            (n for n, (part, _) in enumerate(own) if part.template not in OF_THE_PERSON), None
        )
        is_named = any(_names(text, name) for _, text in own)
        said += [
            f"{name}: {text}" if n == at and name and not is_named else text
            for n, (_, text) in enumerate(own)
        ]
    return said


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None
