"""[amendment]: how these rules are changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chama.constitution.section import rule
from chama.constitution.share import SHARE, Share
from chama.constitution.values import choice, number

MOST_NOTICE_DAYS = 90
DEFAULT_NOTICE_DAYS = 7
DEFAULT_SHARE: Final = Share.parse("2/3")


class DecidedBy(StrEnum):
    """Who agrees to a change of the rules."""

    OFFICERS = "officers"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Amendment:
    """approve: where officers do, approvals.amendment says how many of them.

    share: the share of the members who must agree, where members do. notice_days: how long after it
    was agreed a change begins to count; it never counts backwards.
    """

    approve: DecidedBy = rule(choice(DecidedBy), default=DecidedBy.MEMBERS)
    share: Share = rule(SHARE, default=DEFAULT_SHARE, written=lambda share: share.written)
    notice_days: int = rule(number(0, MOST_NOTICE_DAYS, "days"), default=DEFAULT_NOTICE_DAYS)
