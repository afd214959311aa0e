"""What several reports say alike: what an entry did with money, how funds are called."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reports.words import Words
from chama.entries import FUNDS
from chama.group import Group
from chama.journal import Account
from chama.kinds import AccountKind, EntryKind


def what_happened(
    words: Words, kind: EntryKind, names: str, *, is_contra: bool = False, spent_on: str = ""
) -> str:
    """An entry in a line: "Paid by Achieng Atieno"; of a contra entry, what it takes back."""
    what = words(f"entry.{kind}", names=names, words=spent_on)
    return words("entry.taken_back", what=what) if is_contra else what


def fund_called(words: Words, fund: str) -> str:
    """A fund in words; one in another currency is called by that."""
    currency = Account(fund, AccountKind.EXCHANGE).currency
    return words("fund.abroad", currency=currency) if currency else words(f"fund.{fund}")


def funds_in_order(funds: Iterable[str]) -> list[str]:
    """Those of the group's own currency as every book has them, then the others by name."""
    return sorted(funds, key=lambda one: (FUNDS.index(one) if one in FUNDS else len(FUNDS), one))


def names_of(group: Group, codes: Iterable[str]) -> str:
    """The names of members, and what stands there of who is none ("clock")."""
    return ", ".join(group.name_of(code) or code for code in codes)
