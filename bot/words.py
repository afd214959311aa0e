"""Reads the words each language knows: the one place where understanding touches a file."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TEMPLATES = Path(__file__).parent.parent / "templates"

WordTable = Mapping[str, Any]
"""One language's words.toml as parsed; its sections are described at the top of templates/en's."""


@cache
def by_language() -> Mapping[str, WordTable]:
    """The word table of every language that has one, by its folder's name and in their order: its
    words.toml, and beside it asides.toml, what stands around what is meant."""
    paths = sorted(TEMPLATES.glob("*/words.toml"))
    return {
        path.parent.name: {**_parsed(path), **_parsed(path.with_name("asides.toml"))}
        for path in paths
    }


def _parsed(path: Path) -> WordTable:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lexicon() -> tuple[WordTable, ...]:
    """The word tables of all languages."""
    return tuple(by_language().values())


@cache
def names() -> Mapping[str, Mapping[str, list[str]]]:
    """People's names, in the sections that templates/names.toml describes."""
    parsed: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        (TEMPLATES / "names.toml").read_text(encoding="utf-8")
    )
    return parsed


# --- what the open reader has learned, and from what ---------------------------------------------

LEARNED = TEMPLATES / "learned.json.gz"


class Example(NamedTuple):
    """A text as somebody writes it, and the intent that a person reads in it."""

    intent: str
    text: str


def examples() -> tuple[Example, ...]:
    """All of them: templates/<language>/examples/<intent>.txt has one a line, "#" opens a remark;
    and those in words.toml. Its bare commands teach nothing about how people talk."""
    in_files = (
        Example(path.stem, line.strip())
        for path in sorted(TEMPLATES.glob("*/examples/*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    )
    in_tables = (
        Example(intent, text)
        for table in lexicon()
        for intent, entry in table["intents"].items()
        for text in entry.get("examples", ())
    )
    return (*in_files, *in_tables)


def fingerprint(of: tuple[Example, ...]) -> str:
    """Names a set of examples: what was learned says from which."""
    whole = "\n".join(f"{one.intent}\t{one.text}" for one in of)
    return hashlib.sha256(whole.encode()).hexdigest()


@cache
def learned() -> Mapping[str, Any]:
    """What `make model` made of the examples; its parts are described in bot/understanding."""
    parsed: Mapping[str, Any] = json.loads(gzip.decompress(LEARNED.read_bytes()))
    return parsed
