"""[messages]: when nothing is sent that nobody asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from chama.constitution.section import rule
from chama.rota import NAIROBI
from chama.toml_table import Value, string

_HOURS = re.compile(r"(\d{1,2}):(\d{2}) ?- ?(\d{1,2}):(\d{2})", re.ASCII)
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours, in Nairobi, in which nothing goes out that nobody asked for: [start, end)."""

    start: time
    end: time

    def is_quiet(self, local_time: time) -> bool:
        """Whether a time of day in Nairobi falls into the quiet hours, which may span midnight."""
        if self.start < self.end:
            return self.start <= local_time < self.end
        return local_time >= self.start or local_time < self.end

    def next_open(self, moment: datetime) -> datetime:
        """The first moment from an aware one on that is not quiet, in Nairobi's time.

        Raises ValueError for a naive moment.
        """
        if moment.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be quiet or open.")
        local = moment.astimezone(NAIROBI)
        if not self.is_quiet(local.time()):
            return local
        ends = datetime.combine(local.date(), self.end, NAIROBI)
        return ends if local < ends else ends + timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


DEFAULT_QUIET_HOURS: Final = QuietHours(time(19), time(7))


def _read_quiet_hours(value: object) -> QuietHours | None:
    text = string(value)
    if text.casefold() == NONE:
        return None
    span = _HOURS.fullmatch(text)
    if span is None:
        raise ValueError
    start, end = time(int(span[1]), int(span[2])), time(int(span[3]), int(span[4]))
    if start == end:
        raise ValueError
    return QuietHours(start, end)


@dataclass(frozen=True, slots=True)
class Messages:
    """quiet_hours: None when the group wants none."""

    quiet_hours: QuietHours | None = rule(
        Value(f'hours such as "{DEFAULT_QUIET_HOURS}", or "{NONE}"', _read_quiet_hours),
        default=DEFAULT_QUIET_HOURS,
        written=lambda hours: str(hours or NONE),
    )
