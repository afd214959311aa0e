"""What the two readers make of a text together: the closed grammar acts, the open reader ranks."""

from __future__ import annotations

from collections.abc import Container, Mapping

from bot.understanding.open_reader import UNKNOWN

DOUBT = 5.0
"""How far behind its best reading the open reader may rank what the grammar is sure of: measured on
texts that nobody had learned from, nothing right was further behind and nearly all wrong was."""


LEAD = 2.0
"""How far ahead of what the rules have read the open reader's best must be to be taken for it."""


FAR = 6.0
"""How far above all else the open reader must rank what acts among other words (frames)."""


def settled(
    name: str,
    *,
    is_sure: bool,
    scores: Mapping[str, float],
    acts: Container[str],
    lead: float = LEAD,
) -> tuple[str, bool]:
    """The intent, and whether it may act. name, is_sure: what the grammar has read. scores: what
    the open reader gives to each intent. lead: how far its best must be ahead to be taken for what
    the rules have read.

    A sure act stands unless the open reader sees something else in it by far. Else the best of the
    open reader is taken; an act that it alone sees is never sure.
    """
    best = max(scores, key=scores.__getitem__)
    behind = scores[best] - scores.get(name, scores[best])
    if name in acts and is_sure and behind <= DOUBT:
        return name, True
    if best == name or (name != UNKNOWN and name not in acts and behind <= lead):
        return name, is_sure
    return best, best not in acts


def stands_alone(name: str, scores: Mapping[str, float]) -> bool:
    """Whether the open reader puts an intent far above every other."""
    others = (score for intent, score in scores.items() if intent != name)
    return name in scores and scores[name] - max(others, default=scores[name]) >= FAR
