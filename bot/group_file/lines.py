"""The file itself: lines of JSON, gzipped, the first a manifest, the last a digest of the others.

Each line is an object with one name, the table's, and the row. Reading trusts nothing: every length
has a limit, and a file that was cut, changed or made to swell is refused while little of it is in
memory.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import IO, Any

from bot.group_file.faults import GroupFileError
from bot.group_file.values import NotAValue, refuse_unstorable, unpaired

LONGEST_LINE = 8 * 2**20
"""Bytes: a statement of half a year that waits for a yes is the longest row, with some 2 MB."""

MOST_BYTES = 2 * 2**30
"""Of all lines together: a hundred times what a group of thirty writes in fifty years."""

END = "end"

Line = tuple[str, Any]
"""The name of a line, which is the table's, and what it holds."""


class LineWriter:
    """Writes lines one by one; `finish` closes them with their number and digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._gzip = gzip.GzipFile("", "wb", fileobj=file, mtime=0)  # the same rows, the same bytes
        self._digest = hashlib.sha256()
        self._bytes = 0
        self.count = 0

    def write(self, name: str, value: Any) -> None:
        """One more line. Raises GroupFileError for one that could not be read again."""
        line = _line_of(name, value)
        self._bytes += len(line)
        if len(line) > LONGEST_LINE or self._bytes > MOST_BYTES:
            raise GroupFileError(f"A row of {name} is too long for a file, or the file is.")
        self._gzip.write(line)
        self._digest.update(line)
        self.count += 1

    def finish(self) -> None:
        """The last line."""
        self._gzip.write(_line_of(END, {"lines": self.count, "sha256": self._digest.hexdigest()}))
        self._gzip.close()


def _line_of(name: str, value: Any) -> bytes:
    text = json.dumps({name: value}, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return text.encode() + b"\n"


def read_lines(file: IO[bytes]) -> Iterator[Line]:
    """Every line but the last; when that is reached, all were there and unchanged.

    Raises GroupFileError.
    """
    digest, count, end = hashlib.sha256(), 0, None
    for line in _raw_lines(file):
        if end is not None:
            raise GroupFileError("The file goes on behind its end.")
        name, value = _parsed(line, count + 1)
        if name == END:
            end = value
            continue
        digest.update(line)
        count += 1
        yield name, value
    if end is None:
        raise GroupFileError("The file is cut off: its last line is missing.")
    if end != {"lines": count, "sha256": digest.hexdigest()}:
        raise GroupFileError("The file was changed: its digest is another than its last line says.")


def _raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    read = 0
    with gzip.GzipFile(fileobj=file, mode="rb") as lines:
        while line := _next_line(lines):
            read += len(line)
            if len(line) > LONGEST_LINE or read > MOST_BYTES:
                raise GroupFileError("The file is longer than any group's, and was not read on.")
            if not line.endswith(b"\n"):
                raise GroupFileError("The file is cut off in the middle of a line.")
            yield line


def _next_line(lines: gzip.GzipFile) -> bytes:
    try:
        return lines.readline(LONGEST_LINE + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise GroupFileError(
            f"It is no group's file, or it is damaged or cut off: {error}"
        ) from error


def _parsed(line: bytes, number: int) -> Line:
    try:
        found = json.loads(
            line.decode(), object_pairs_hook=unpaired, parse_constant=_refuse_constant
        )
        refuse_unstorable(found)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, NotAValue) else "it is no JSON that we write"
        raise GroupFileError(f"Line {number} cannot be read: {why}.") from error
    if not isinstance(found, dict) or len(found) != 1:
        raise GroupFileError(f"Line {number} is no row of a table.")
    ((name, value),) = found.items()
    if not isinstance(value, dict):
        raise GroupFileError(f"Line {number} is no row of a table.")
    return name, value


def _refuse_constant(text: str) -> Any:
    raise NotAValue(f"{text} is no number")
