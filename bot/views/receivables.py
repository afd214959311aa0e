"""What members were asked for and what settled it, up to a moment of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from bot.views.rounds import RoundRow, rounds
from chama.entries import FUNDS, ROTATION, dues, fines
from chama.group import Group
from chama.journal import Account
from chama.receivables import Receivable, receivables


@dataclass(frozen=True)
class Owing:
    """Every account on which members owe or owed, and the rounds that the book had by then."""

    group: Group
    by_account: Mapping[Account, Receivable]
    rounds: Mapping[str, RoundRow]

    def for_round(self, member: str, key: str) -> Receivable:
        """What a member was asked for a round; an empty one where that was nothing."""
        account = dues(member, key)
        return self.by_account.get(account) or Receivable(account)

    def fines_for(self, member: str, key: str) -> Iterator[Receivable]:
        """The fines of a member for a round, in whatever fund."""
        for fund in FUNDS:
            found = self.by_account.get(fines(fund, member, key))
            if found is not None:
                yield found

    def late_from(self, one: RoundRow) -> date:
        """The first day on which paying a round is late, by the rules of the day it fell due."""
        grace_days = self.group.rules_on(one.due_on).payout.grace_days
        return one.due_on + timedelta(days=grace_days + 1)


def owing(connection: sa.Connection, group: Group, until: BookAt) -> Owing:
    """All of it, recomputed from the entries that were in the book then."""
    by_account = receivables(entries_until(connection, until))
    asked = {one.round for one in by_account if one.fund == ROTATION and one.round}
    return Owing(group, by_account, rounds(connection, group.id, asked))
