"""The line in which the writers of one SQLite file stand, with an end to the waiting.

SQLite itself lets a writer that finds the file taken sleep and try again, for longer each time,
while others who come later find it free: a few wait very long. Here a lock for threads and one for
processes (`flock`) hand it on; the lock of a process that dies is gone with it.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from concurrent.futures import Future
from pathlib import Path

SHORT_SECONDS = 0.1
"""How long a writer waits behind one that others have waited for in vain: a process whose writers
are all stuck still has threads to say so, and to tell its health."""


class StoreBusy(Exception):
    """The store could not be had in time; the provider is asked to come again."""


class StoreMissing(Exception):
    """The store is not there, or cannot be opened; the sentence says which and why."""


class Turn:
    """A lock for the writers of one file, as a context manager. Raises StoreBusy after a while.

    The file is made by the first who writes: who only reads leaves nothing behind.
    """

    def __init__(self, path: Path, wait_seconds: float) -> None:
        self._path = path
        self._wait_seconds = wait_seconds
        self._is_stuck = False
        self._threads = threading.Lock()
        self._pending: Future[None] | None = None  # the lock of the file, asked for in vain so far
        self._opened: int | None = None

    def __enter__(self) -> None:
        wait_seconds = SHORT_SECONDS if self._is_stuck else self._wait_seconds
        deadline = time.monotonic() + wait_seconds
        if not self._threads.acquire(timeout=wait_seconds):
            raise self._given_up()
        try:
            self._take_file(max(deadline - time.monotonic(), 0))
        except BaseException:
            self._threads.release()
            raise
        self._is_stuck = False

    def __exit__(self, *_: object) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def __del__(self) -> None:
        if self._opened is not None:
            os.close(self._opened)

    @property
    def _file(self) -> int:
        """The open file; asked for only while the lock for threads is held, or after."""
        if self._opened is None:
            try:
                self._opened = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError as error:
                raise StoreMissing(f"{self._path} cannot be written: {error.strerror}.") from error
        return self._opened

    def _take_file(self, wait_seconds: float) -> None:
        if self._pending is None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._pending = self._ask_for_file()
            else:
                return
        try:
            self._pending.result(wait_seconds)
        except TimeoutError:
            raise self._given_up() from None
        except BaseException:
            self._pending = None
            raise
        self._pending = None

    def _ask_for_file(self) -> Future[None]:
        """Wait for the lock of the file in a thread of its own, as no system call waits a while."""
        asked: Future[None] = Future()

        def wait() -> None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX)
            except OSError as error:
                asked.set_exception(error)
            else:
                asked.set_result(None)
                self._give_back(asked)

        threading.Thread(target=wait, name="turn", daemon=True).start()
        return asked

    def _give_back(self, asked: Future[None]) -> None:
        """Let the file go again when all who wanted it have given up meanwhile."""
        with self._threads:
            if self._pending is asked:
                self._pending = None
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _given_up(self) -> StoreBusy:
        self._is_stuck = True
        return StoreBusy(f"another writer kept the store for {self._wait_seconds} seconds")
