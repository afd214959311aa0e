"""What needs a second person: who is interested, who may agree, how many must, until when.

Whoever gains by a thing, or is its author, is interested and never the one who agrees. Officers
agree; where too few of them are disinterested, any two members do, and all are told. What the
members decide together is put to all of them, and goes by their number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chama.errors import ChamaError
from chama.group import Group, Person
from chama.journal import JournalEntry

EXPIRES_AFTER = timedelta(days=14)
CODE_LASTS = timedelta(days=7)
"""How long after it was first shown the code of a question agrees to money out."""

WRONG_CODES = 3
"""After so many a new code is made."""

MEMBERS_INSTEAD = 2
"""How many members must agree where too few officers may."""

CLOCK = "clock"
"""Who stands in the book for what the time and the rules have caused."""

AND = "+"
"""Joins the codes of those who stand for one thing, in the book and in exports: "M01+M02"."""


class OnOwnWord(ChamaError):
    """An entry that gives to somebody on nobody's word but their own."""


class State(StrEnum):
    """How a proposal stands. AGREED: but not carried out yet; DONE: carried out."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    EXPIRED = "expired"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may agree to one thing. needed: how many of them must.

    is_everyone: plain members may agree. by_count: each no is one voice, and it is over when too
    few are left to agree; otherwise one no ends it.
    """

    people: tuple[Person, ...]
    needed: int
    is_everyone: bool = False
    by_count: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it can be agreed to at all."""
        return len(self.people) >= self.needed


def electorate(
    group: Group, interested: Collection[str], needed: int = 1, *, is_seconded: bool = False
) -> Electorate:
    """Who may agree to a thing that needs so many, where these members are interested.

    Who cannot be reached, as their number is not theirs, is not counted.
    is_seconded: who asks gains nothing and stands for it too; then one member is enough where there
    is no second one.
    """
    officers = tuple(one for one in group.officers if one.code not in interested)
    if len(officers) >= needed:
        return Electorate(officers, needed)
    members = tuple(one for one in group.reachable if one.code not in interested)
    instead = 1 if is_seconded and len(members) == 1 else MEMBERS_INSTEAD
    return Electorate(members, max(needed, instead), is_everyone=True)


def assembly(group: Group, asks: Collection[str], needed: int) -> Electorate:
    """All members decide together, and nobody's interest bars them. asks: who stands for it.

    needed: how many must agree, who asks counted in; at least one other is among them, as nobody
    decides for all alone. Who cannot be reached has no voice, and is counted in no share less.
    """
    others = tuple(one for one in group.reachable if one.code not in asks)
    stand = sum(one.code in asks for one in group.people)
    return Electorate(others, max(1, needed - stand), is_everyone=True, by_count=True)


def gainers(entry: JournalEntry) -> set[str]:
    """The members to whom an entry gives: who owes less or has more with the group, who is paid,
    who answers for less money in their hand.

    What moves only between accounts of one member gives them nothing, and neither does the sending
    of what was set aside for them. Money in hand is counted by itself, so that nobody pays what
    they owe with the group's own. A member's own accounts are all in the group's currency
    (`AccountMeaning.is_abroad`).
    """
    given: dict[tuple[str, bool], int] = {}
    for posting in entry.postings:
        meaning = posting.account.kind.meaning
        if meaning.is_members_own or meaning.is_payable or meaning.is_in_hand:
            whose = (posting.account.owner, meaning.is_in_hand)
            given[whose] = given.get(whose, 0) - posting.amount_cents
    gained = {owner for (owner, _), cents in given.items() if cents > 0}
    said = entry.kind.meaning
    is_paid_out = said.moves_money < 0 and said.counts_as_paid == 0
    paid = set(entry.members) if is_paid_out else set()
    return gained | {member for member in paid if given.get((member, False), 0) >= 0}


def is_on_own_word(entry: JournalEntry) -> bool:
    """Whether somebody gains by an entry for which nobody else stands: that is never posted.

    The clock, which proposes what the rules say, stands for nobody.
    """
    stand = set(entry.actor.split(AND)) - {CLOCK}
    return any(stand == {gainer} for gainer in gainers(entry))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that waits for agreement.

    number: its own within the chama. key: names the thing; one open proposal has it. facts: what
    is shown, and so what is agreed to. asked_by: a member's code, or who stands for the cause.
    voters: the codes of those it was put to. agreed_by, refused_by: who has said so, so far.
    is_everyone: plain members may agree. by_count: one no does not end it.
    """

    id: int
    number: int
    kind: str
    key: str
    facts: Mapping[str, Any]
    asked_by: str
    interested: frozenset[str]
    voters: frozenset[str]
    needed: int
    is_everyone: bool
    expires_at: datetime
    agreed_by: frozenset[str] = frozenset()
    by_count: bool = False
    refused_by: frozenset[str] = frozenset()

    @property
    def asked_at(self) -> datetime:
        """When it was put first."""
        return self.expires_at - EXPIRES_AFTER

    def may_agree(self, person: Person) -> bool:
        """Whether this person's word counts now: put to them, not theirs, in office still."""
        is_asked = person.code in self.voters and person.code not in self.interested
        is_heard = is_asked and not person.has_wrong_number
        return is_heard and (self.is_everyone or person.is_officer)

    def is_carried_with(self, person: Person) -> bool:
        """Whether it has all the agreement it needs once this person has agreed."""
        return len(self.agreed_by | {person.code}) >= self.needed

    def is_lost_with(self, person: Person) -> bool:
        """Whether it is over once this person has refused."""
        left = self.voters - self.interested - self.refused_by - {person.code}
        return not self.by_count or len(left) < self.needed

    @property
    def stands(self) -> tuple[str, ...]:
        """Everybody who stands for it, for the book."""
        return self._stands(self.agreed_by)

    def stands_with(self, person: Person) -> tuple[str, ...]:
        """Everybody who stands for it once this person has agreed, for the book."""
        return self._stands(self.agreed_by | {person.code})

    def _stands(self, agreed_by: frozenset[str]) -> tuple[str, ...]:
        first = () if not self.asked_by else tuple(self.asked_by.split(AND))
        return (*first, *(code for code in sorted(agreed_by) if code not in first))
