"""Reads the words each language knows: the one place where understanding touches a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent.parent / "templates"

WordTable = Mapping[str, Any]
"""One language's words.toml as parsed; its sections are described at the top of templates/en's."""


@cache
def lexicon() -> tuple[WordTable, ...]:
    """The word table of every language that has one, in the order of the folders' names."""
    paths = sorted(TEMPLATES.glob("*/words.toml"))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)
