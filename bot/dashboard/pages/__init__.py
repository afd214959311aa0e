"""The pages, one a file.

A page's module has `ORDER`, its place in the navigation; `see(connection, visit)`, which gives what
views say; and `draw(visit, seen)`, which draws that. `EVERY`, in seconds, draws it anew by itself.
Its words stand in templates/<language>/dashboard/<its name>.toml, with a "title" among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

import sqlalchemy as sa

from bot.dashboard.visit import Visit


class Page(Protocol):
    """What each module of this package offers."""

    ORDER: int

    def see(self, connection: sa.Connection, visit: Visit) -> Any:
        """What the page shows, as views give it."""

    def draw(self, visit: Visit, seen: Any) -> None:
        """Draw it: no connection is held meanwhile."""


@cache
def pages() -> Mapping[str, Page]:
    """All pages by name, in the order of the navigation."""
    found = {
        one.name: cast(Page, import_module(f"{__name__}.{one.name}"))
        for one in iter_modules(__path__)
    }
    return dict(sorted(found.items(), key=lambda item: item[1].ORDER))


def every(page: Page) -> int | None:
    """After how many seconds a page is drawn anew by itself, None for never."""
    seconds: int | None = getattr(page, "EVERY", None)
    return seconds
