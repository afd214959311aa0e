"""What the two readers make of a text together: the closed grammar acts, the open reader ranks."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.understanding.open_reader import UNKNOWN, Ranked

DOUBT = 5.0
"""How far behind its best reading the open reader may rank what the grammar is sure of: measured on
texts that nobody had learned from, nothing right was further behind and nearly all wrong was."""


LEAD = 4.0
"""How far ahead of what the rules have read the open reader's best must be to be taken for it."""


def settled(
    name: str, *, is_sure: bool, ranked: Sequence[Ranked], acts: Container[str]
) -> tuple[str, bool]:
    """The intent, and whether it may act. name, is_sure: what the grammar has read.

    A sure act stands unless the open reader sees something else in it by far. Else the best of the
    open reader is taken; an act that it alone sees is never sure.
    """
    best = ranked[0]
    behind = next((best.score - one.score for one in ranked if one.intent == name), 0.0)
    if name in acts and is_sure and behind <= DOUBT:
        return name, True
    if best.intent == name or (name != UNKNOWN and name not in acts and behind <= LEAD):
        return name, is_sure
    return best.intent, best.intent not in acts
