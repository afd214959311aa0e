"""How a process logs: set up once, before anything is said."""

from __future__ import annotations

import logging
import sys

import structlog

from bot import faults


def set_up_logging() -> None:
    """One JSON object a line on standard error; callers mask numbers and leave texts out."""
    handler = logging.StreamHandler()
    handler.setFormatter(faults.Formatter("%(asctime)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in ("alembic", "httpx", "twilio", "urllib3", "werkzeug"):  # these log whom they call
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            faults.without_values,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
