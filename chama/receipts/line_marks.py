"""What chat and mail programs put before a line: quote marks, the writer's header, part numbers."""

from __future__ import annotations

import re

_QUOTE = r"[>|][>| ]*"
_FORWARDED = r"(?:FWD?|FW|FORWARDED(?: MESSAGE)?):[ ]"
_STAMP = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4},? [0-9:.]{4,8}(?: ?[AP]\.?M\.?)?"
_HEADER = rf"(?:\[{_STAMP}\](?: -)?|{_STAMP} -) [^:\n]{{1,40}}:[ ]"
_PART = r"(?:(?:PART )?[(\[]?[1-9](?:/| OF )[1-9][)\]]?[:.]?|PART [1-9]:)(?: |$)"
_LINE_MARKS = re.compile(rf"^(?:{_QUOTE}|{_FORWARDED}|{_HEADER}|{_PART})+", re.MULTILINE | re.I)
_PART_BEHIND = re.compile(r" ?\([1-9]/[1-9]\)$", re.MULTILINE)


def without_line_marks(text: str) -> str:
    """The text without them: "[24/10/26, 08:45] Mum: ", "24/10/2026, 08:45 - Mum: ", "1/2 "."""
    if ")" in text:
        text = _PART_BEHIND.sub("", text)
    if "\n" in text:
        return _LINE_MARKS.sub("", text)
    marks = _LINE_MARKS.match(text)  # of a single line, as most texts are
    return text[marks.end() :] if marks else text
