"""What a process finds around itself: the time, and what is installed.

Every command asks, so nothing here takes long to import.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec


def utc_now() -> datetime:
    """The clock of a running system."""
    return datetime.now(UTC)


def is_dashboard_installed() -> bool:
    """Whether what draws the officers' pages is there: an extra of this package."""
    return find_spec("streamlit") is not None
