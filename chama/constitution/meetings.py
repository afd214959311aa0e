"""[meetings]: when and where members meet, and how many make a meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from chama.constitution.section import rule
from chama.constitution.share import SHARE, Share
from chama.constitution.values import (
    LONGEST_LINE,
    RHYTHM,
    number,
    or_none,
    text,
    written_or_none,
    written_text,
)
from chama.rota import Every
from chama.toml_table import Value, string

MOST_NOTICE_DAYS = 90
DEFAULT_NOTICE_DAYS = 7
DEFAULT_QUORUM: Final = Share.parse("50%")

_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


def _read_time(value: object) -> time | None:
    if value == "":
        return None
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    hour_and_minute = _TIME.fullmatch(string(value))
    if hour_and_minute is None:
        raise ValueError
    return time(int(hour_and_minute[1]), int(hour_and_minute[2]))


@dataclass(frozen=True, slots=True)
class Meetings:
    """every: None where there is no fixed rhythm. day: in words. time: in Nairobi.

    quorum: the share of the members who must be there. notice_days: how long before it a meeting
    is announced.
    """

    every: Every | None = rule(or_none(RHYTHM), default=None, written=written_or_none(str))
    day: str | None = rule(text(LONGEST_LINE), default=None, written=written_text)
    time: time | None = rule(
        Value('a time of day, e.g. "14:00", or ""', _read_time),
        default=None,
        written=lambda when: f"{when:%H:%M}" if when else "",
    )
    place: str | None = rule(text(LONGEST_LINE), default=None, written=written_text)
    quorum: Share = rule(SHARE, default=DEFAULT_QUORUM, written=lambda share: share.written)
    notice_days: int = rule(number(0, MOST_NOTICE_DAYS, "days"), default=DEFAULT_NOTICE_DAYS)
