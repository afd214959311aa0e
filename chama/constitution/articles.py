"""[articles]: what the group's register asks a constitution to say, in the group's own words.

No rule of the bot follows from these: they are kept, numbered and shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from chama.constitution.section import rule
from chama.constitution.values import LONGEST_PASSAGE, text, written_text

_PASSAGE: Final = text(LONGEST_PASSAGE)


def _article() -> Any:
    return rule(_PASSAGE, default=None, written=written_text)


@dataclass(frozen=True, slots=True)
class Articles:
    """None where the group says nothing.

    membership: who may join, and how. leaving: how members leave, and what they get. discipline:
    what breaches cost, and who is heard. office: how officers are elected and removed. tenure: for
    how long. accounts: bank, audit, reports. assets: what the group owns, and who gets it at the
    end. records: which books are kept, by whom. disputes: who settles them. dissolution: how the
    group ends.
    """

    membership: str | None = _article()
    leaving: str | None = _article()
    discipline: str | None = _article()
    office: str | None = _article()
    tenure: str | None = _article()
    accounts: str | None = _article()
    assets: str | None = _article()
    records: str | None = _article()
    disputes: str | None = _article()
    dissolution: str | None = _article()
