"""What the two readers make of a text together: the closed grammar acts, the open reader ranks."""

from __future__ import annotations

from collections.abc import Container, Mapping

from bot.understanding.open_reader import UNKNOWN

DOUBT = 5.0
"""How far behind its best reading the open reader may rank what the grammar is sure of: measured on
texts that nobody had learned from, nothing right was further behind and nearly all wrong was."""


LEAD = 2.0
"""How far ahead of what the rules have read the open reader's best must be to be taken for it."""

NEAR = 6.0
"""How far behind its best reading the open reader may rank what is offered beside it."""

HINT = 10.0
"""How far above the middle of all intents a score stands that a text gives a reason for."""

TALK = 16.0
"""How far `unknown` is ahead of whatever may be wanted, where nothing is: prayers, news, jokes."""

_POLITE = frozenset({
    "greeting", "thanks", "confirm_yes", "confirm_no", "approve", "reject", "leave_it",
})  # fmt: skip
"""What wants nothing either, where nothing was asked."""

MOST_NEAR = 5


FAR = 6.0
"""How far above all else the open reader must rank what acts among other words (frames)."""

VERY_FAR = 10.0
"""The same where it moves money, agrees, or changes where money goes."""


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


def ahead(name: str, scores: Mapping[str, float]) -> float:
    """How far the open reader puts an intent above every other; 0 where it does not know it."""
    others = (score for intent, score in scores.items() if intent != name)
    return scores[name] - max(others, default=scores[name]) if name in scores else 0.0


def near(scores: Mapping[str, float]) -> list[str]:
    """What the open reader puts near its best reading, that one among them, the best first.

    Where the best is that nothing is wanted, whatever stands out from all others is near.
    """
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, middle = ranked[0], scores[ranked[len(ranked) // 2]]
    least = middle + HINT if best == UNKNOWN else max(middle + HINT, scores[best] - NEAR)
    return [one for one in ranked[: MOST_NEAR + 1] if scores[one] >= least]


def is_talk(scores: Mapping[str, float]) -> bool:
    """Whether a text plainly wants nothing."""
    others = [scores[one] for one in scores if one != UNKNOWN and one not in _POLITE]
    return bool(others) and scores.get(UNKNOWN, 0.0) - max(others) >= TALK
