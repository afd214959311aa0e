"""On whose word a statement comes into the book, and no further than what they were shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.cause import STATEMENT
from bot.conversation.effects import Decision
from bot.importing.decisions import posted_by
from bot.importing.findings import LookAt, Trouble
from bot.importing.imported import Imported
from bot.importing.shown import Act, Line, lines_of

_CREDITS = (Act.CREDITED, Act.WAITING)


@dataclass(frozen=True, slots=True)
class Warrant:
    """actors: who stands for it. shown: the lines that they agreed to, by code; None: all."""

    actors: tuple[str, ...] = (STATEMENT,)
    shown: Mapping[str, Line] | None = None

    @classmethod
    def of(cls, actors: Sequence[str], lines: Sequence[Line]) -> Warrant:
        """That of people who agreed to a statement's lines."""
        return cls(tuple(actors), {line["code"]: line for line in lines})

    def narrowed(self, imported: Imported) -> Imported:
        """What was shown, and comes out so still; the rest is told instead."""
        if self.shown is None:
            return imported
        lines = lines_of(imported)
        agreed = {one["code"] for one in lines if _alike(one, self.shown.get(one["code"]))}
        other = {one["code"] for one in lines} - agreed
        transactions = imported.statement.transactions
        told = [LookAt(Trouble.NOT_AS_AGREED, one) for one in transactions if one.receipt in other]
        return replace(imported, plan=imported.plan.only(agreed, told))

    def covers(self, decision: Decision) -> bool:
        """Whether a decision on the locked book credits those who were shown, and nobody else."""
        if self.shown is None:
            return True
        for receipt, recorded in posted_by(decision).items():
            line = self.shown.get(receipt.code)
            if line is None:
                return False
            if line["act"] in _CREDITS and sorted(line["owners"]) != sorted(recorded.owners):
                return False
        return True


def _alike(line: Line, shown: Line | None) -> bool:
    """Whether the same comes of it for the same people; a person may have another name by now."""
    return shown is not None and {**line, "names": ""} == {**shown, "names": ""}
