"""[expenses]: what the group may spend on itself."""

from __future__ import annotations

from dataclasses import dataclass

from chama.constitution.section import rule
from chama.constitution.values import YES_OR_NO, amount, in_cents, or_none, written_or_none
from chama.money import Money


@dataclass(frozen=True, slots=True)
class Expenses:
    """limit: the most that one expense may be, in whole units, None for no limit.

    needs_purpose: whether it must be said what an expense is for.
    """

    limit: int | None = rule(
        or_none(amount(1)), default=None, written=written_or_none(int), told=in_cents
    )
    needs_purpose: bool = rule(YES_OR_NO, default=True)

    @property
    def limit_cents(self) -> int | None:
        """The most that one expense may be, in cents."""
        return None if self.limit is None else Money.of(self.limit).cents
