"""A payment in the book is said to be for somebody else: a second person says whether it moves."""

from __future__ import annotations

from bot.conversation import agreeing, in_the_book
from bot.conversation.beneficiaries import Shares
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence.directions import resolve
from chama.group import Person
from chama.recorded import Recorded


def decide(draft: Draft, me: Person, recorded: Recorded, shares: Shares) -> None:
    """A second person who does not gain by it is asked, whoever says it."""
    if not recorded.is_ours or recorded.is_money_out or recorded.is_reversed:
        in_the_book.tell(draft, recorded)
        return
    owners = [draft.group.person(code) for code in recorded.owners]
    payer = owners[0] if len(owners) == 1 else None
    direction = resolve(draft, shares, recorded.remaining_cents, payer)
    if direction.is_unclear:
        draft.reply("shares_differ", code=recorded.code, amount_cents=recorded.remaining_cents)
    elif dict(recorded.shares) == {person.code: cents for person, cents in direction.people}:
        _reply_done(draft, recorded, direction.people)
    elif me.is_officer or me.code in recorded.owners:
        _propose(draft, me, recorded, direction.people)
    else:
        in_the_book.tell(draft, recorded)


def _propose(
    draft: Draft, me: Person, recorded: Recorded, people: tuple[tuple[Person, int], ...]
) -> None:
    facts = {
        "code": recorded.code,
        "network": recorded.id.network,
        "amount_cents": recorded.remaining_cents,
        "owners": list(recorded.owners),
        "said_by_name": me.name,
        "from_names": ", ".join(draft.group.name_of(owner) for owner in recorded.owners),
        "shares": [_share(person, cents) for person, cents in people],
    }
    to = "+".join(f"{person.code}={cents}" for person, cents in people)
    key = f"reallocate:{recorded.code}:{to}"
    voters = agreeing.propose(draft, "reallocate", key, facts, member=recorded.entry.member)
    if voters is not None:
        draft.reply("asked_move", officer=agreeing.names(voters.people), **facts)


def _share(person: Person, cents: int) -> Facts:
    return {"member": person.code, "name": person.name, "amount_cents": cents}


def _reply_done(draft: Draft, recorded: Recorded, people: tuple[tuple[Person, int], ...]) -> None:
    names = ", ".join(person.name for person, _ in people)
    item = {"code": recorded.code, "amount_cents": recorded.amount_cents, "name": names}
    draft.reply("already_recorded", items=[item])
