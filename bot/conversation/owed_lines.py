"""What money is owed or paid for, as replies name it: a round, a fine by its clause, welfare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.effects import Facts
from chama import entries
from chama.constitution.clauses import number_of
from chama.entries import WELFARE
from chama.journal import Account, Balances, JournalEntry, round_order
from chama.kinds import AccountKind
from chama.standing import owed_from, owed_in_order, round_number

if TYPE_CHECKING:
    from bot.conversation.draft import Draft

ROUND, FINE, WELFARE_DUES = "round", "fine", "welfare"


def what_for(owed: Account, cents: int, fined: Sequence[JournalEntry]) -> Facts:
    """For templates. what: a round, a fine or the welfare. round: 0 for none; clause: a fine's.

    cents: what is owed of it. fined: the fines for absence that are open, the newest first.
    """
    what = _what(owed)
    return {
        "what": what,
        "round": round_number(owed.round) if owed.round and what != WELFARE_DUES else 0,
        "clause": _clause(owed, cents, fined) if what == FINE else "",
    }


def _clause(owed: Account, cents: int, fined: Sequence[JournalEntry]) -> str:
    """The clause by which a fine was raised; for absence with and without apology, of both."""
    if owed.round:
        return number_of("fines.late")
    clauses = sorted({entries.clause_of(one) for one in still_open(fined, owed, cents)})
    return "/".join(clauses) or number_of("fines.absent")


def still_open(fined: Iterable[JournalEntry], owed: Account, cents: int) -> Iterator[JournalEntry]:
    """The fines that make up what is owed on an account: the newest, as the oldest are paid first.

    fined: a member's, the newest first. cents: what is owed.
    """
    for entry in fined:
        if cents > 0 and owed in (line.account for line in entry.postings):
            yield entry
            cents -= entry.amount_cents


def _what(owed: Account) -> str:
    if owed.kind is AccountKind.FINES:
        return FINE
    return WELFARE_DUES if owed.fund == WELFARE else ROUND


def open_fines(balances: Balances, member: str) -> list[tuple[Account, int]]:
    """The accounts on which a member owes fines, with the cents, the oldest first."""
    owed = entries.owed_by(balances, member)
    return [(account, cents) for account, cents in owed if account.kind is AccountKind.FINES]


@dataclass(frozen=True, slots=True)
class Parts:
    """What makes up a sum that is owed or was paid. rounds: their numbers, the oldest first."""

    rounds: tuple[int, ...]
    rounds_cents: int
    fines_cents: int
    welfare_cents: int


def parts_of(lines: Iterable[tuple[Account, int]]) -> Parts:
    """What some amounts are for; what is on accounts that nobody owes on is left out."""
    owed = [(account, cents) for account, cents in lines if account.kind.meaning.is_owed]
    cents = {
        what: sum(cents for account, cents in owed if _what(account) == what)
        for what in (ROUND, FINE, WELFARE_DUES)
    }
    keys = {one.round for one, _ in owed if _what(one) == ROUND and one.round}
    rounds = tuple(round_number(key) for key in sorted(keys, key=round_order))
    return Parts(rounds, cents[ROUND], cents[FINE], cents[WELFARE_DUES])


def owed_now(draft: Draft, member: str, place: Account | None = None) -> list[tuple[Account, int]]:
    """What a member's money pays, in the order of the rules.

    A fine of which it is being decided whether it is let off waits for that. place: where the money
    lies; one of another currency pays no more than `owed_from` says.
    """
    if place is not None:
        owed = owed_from(draft.group, draft.balances, member, place)
    else:
        owed = owed_in_order(draft.group, draft.balances, member)
    doubted = in_doubt(draft, member)
    return [(account, cents) for account, cents in owed if account not in doubted]


def in_doubt(draft: Draft, member: str) -> set[Account]:
    """The fines of a member of which it is being decided whether they are let off."""
    return {
        fine_kept_as(member, kept)
        for one in draft.situation.proposals
        if one.kind == "waiver" and one.facts["member"] == member and not draft.is_settled(one)
        for kept in one.facts["fines"]
    }


def fine_kept_as(member: str, kept: Facts) -> Account:
    """The account of a fine as the facts of a proposal keep it."""
    return entries.fines(kept["fund"], member, kept["round_key"])
