"""What stands in JSON and in keys for a row of one server, and what stands for it on another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.conversation.agreeing import AGREE
from bot.conversation.phones import DISCONNECT
from bot.importing.asking import KIND as STATEMENT
from bot.store import tables

NO_ROW = 0
"""No row has this id."""

Values = Mapping[str, Any]

_NAMES_A_FACT = re.compile(r"[a-z_]+:[a-z][a-z-]*:[A-Z0-9]{6,}(:\d+|:M\d+)*")


def with_files(table: str, row: Values, files: Mapping[int, int]) -> Values:
    """A row of a proposal or question, whose facts name a statement by what `files` gives for it.

    A phone that forwards is named by none: it does not move.
    """
    if table == tables.proposal.name:
        return {**row, "facts": _facts(row["kind"], row["facts"], files)}
    if table == tables.question.name and row["kind"] == AGREE:
        details = row["details"]
        facts = details.get("facts")
        if isinstance(facts, dict):
            asked = _facts(details.get("kind"), facts, files)
            return {**row, "details": {**details, "facts": asked}}
    return row


def _facts(kind: object, facts: Values, files: Mapping[int, int]) -> Values:
    if kind == STATEMENT and "file" in facts:
        named = facts["file"]
        return {**facts, "file": files.get(named, NO_ROW) if type(named) is int else NO_ROW}
    if kind == DISCONNECT and "phone" in facts:
        return {**facts, "phone": NO_ROW}
    return facts


def question_key(key: str, book: str) -> str:
    """What names a question on another server.

    A key of a fact ("whose:mpesa:UKN1AB2C01") keeps the same from being asked twice there too. All
    others tell of causes by row ids, which there are those of other causes.
    """
    if _NAMES_A_FACT.fullmatch(key):
        return key
    brought = f"brought:{book}:"
    return key if key.startswith(brought) else brought + key
