"""The process of the pages: Streamlit's application with our gate before it and our doors in it."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st
import structlog
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.dashboard.doors import Doors
from bot.dashboard.gate import MARK, Gate
from bot.dashboard.house import House, open_house, this_house
from bot.dashboard.kit import GREEN
from bot.dashboard.papers import Papers
from bot.dashboard.script import look
from bot.dashboard.visit import OFFICER
from bot.faults import described, record_without_values
from bot.listening import STOP_SECONDS
from bot.settings import Settings
from bot.store.current import opened_whole
from bot.store.database import StoreBusy

SMALLEST_SQUEEZED = 500  # bytes
TRACK = "#dfe7e2"  # of a bar: what is missing must be seen as well
MAKES_TABLES = "pandas"
"""Streamlit imports it for the first table, for nearly half a second and 80 MB: it is had before
anybody waits."""

log = structlog.get_logger()


def run(settings: Settings, address: str) -> None:
    """Serve the pages until SIGTERM or SIGINT. address: to listen on.

    Raises StoreMissing where there is no book.
    """
    logging.setLogRecordFactory(record_without_values)  # Streamlit writes whole errors by itself
    with opened_whole(settings.database_url):
        pass  # a book that cannot be used is said here, and not to who looks
    import_module(MAKES_TABLES)
    house = open_house(settings)
    try:
        application(house).run(config=options(house, address, settings.dashboard_port))
    finally:
        house.close()


def application(house: House) -> st.App:
    """The whole as ASGI. Only one is there in a process."""
    return st.App(
        Path(look.__file__),
        routes=[*Doors(house).routes(), *Papers(house).routes()],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=SMALLEST_SQUEEZED),
            Middleware(Gate, house=house),
        ],
        lifespan=_until_told,
        on_script_error=_note_fault,
        exception_handlers={StoreBusy: _say_busy},
    )


def options(house: House, address: str, port: int) -> Mapping[str, Any]:
    """Streamlit's own settings; whatever files and variables say of the same does not count."""
    return {
        "server.address": address,
        "server.port": port,
        "server.baseUrlPath": house.base.strip("/"),
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.maxUploadSize": 1,
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.allowedHosts": [house.host] if house.host else [],
        "server.trustedUserHeaders": {MARK: OFFICER},
        "runner.magicEnabled": False,  # what stands alone in a file is a comment of ours
        "browser.gatherUsageStats": False,
        "browser.serverAddress": house.host or address,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.disableDataExport": True,
        "logger.enableRich": False,  # it writes what an error says, past all that masks
        "logger.hideWelcomeMessage": True,
        "theme.primaryColor": GREEN,
        "theme.light.secondaryBackgroundColor": TRACK,
        "theme.paddingTop": "4rem",
    }


@asynccontextmanager
async def _until_told(_app: st.App) -> AsyncIterator[None]:
    """What runs beside: a slow reader must not keep the process from ending when it is told to."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            _end_in_time(number)
    yield


def _end_in_time(number: int) -> None:
    before = signal.getsignal(number)

    def end(received: int, frame: FrameType | None) -> None:
        last = threading.Timer(STOP_SECONDS, os._exit, [os.EX_OK])
        last.daemon = True
        last.start()
        if callable(before):
            before(received, frame)

    signal.signal(number, end)


def _note_fault(error: Exception) -> bool:
    """A page failed: who looks reads that, and the log what it was, without names or amounts."""
    log.error("page_not_drawn", error=described(error))
    words = this_house().words
    st.error("  \n".join(words.say(one, "shared", "failed") for one in words.languages))
    return True


async def _say_busy(_request: Request, error: Exception) -> Response:
    """The database could not be had in time."""
    log.warning("page_not_answered", error=described(error))
    return PlainTextResponse("Busy, try again", status_code=503, headers={"Retry-After": "2"})
