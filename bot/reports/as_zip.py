"""A report as a zip of what it brings along: the same bytes whenever it is written."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from bot.reports.value import Report
from chama.rota import NAIROBI

_UNIX = 3
_READABLE = 0o100644 << 16


def write(report: Report, out: BinaryIO) -> None:
    """Write its attachments in a folder of its name, dated as of when the book was read."""
    at = report.as_of.astimezone(NAIROBI).timetuple()[:6]
    with zipfile.ZipFile(out, "w") as pack:
        for one in report.attachments:
            info = zipfile.ZipInfo(f"{report.file_name}/{one.name}", at)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
            info.external_attr = _READABLE
            pack.writestr(info, one.content)
