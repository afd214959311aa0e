"""[privacy]: what members see of each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chama.constitution.section import rule
from chama.constitution.values import choice


class Debtors(StrEnum):
    """Who sees the names of those who still owe."""

    OFFICERS = "officers"
    ALL = "all"


class Balances(StrEnum):
    """Whose balances a member sees."""

    OWN = "own"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Privacy:
    """debtors: who sees who still owes; all see how many. balances: whose a member sees."""

    debtors: Debtors = rule(choice(Debtors), default=Debtors.OFFICERS)
    balances: Balances = rule(choice(Balances), default=Balances.OWN)
