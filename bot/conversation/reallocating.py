"""A payment in the book is said to be for somebody else: a second person says whether it moves."""

from __future__ import annotations

from bot.conversation import agreeing, in_the_book
from bot.conversation.beneficiaries import Shares
from bot.conversation.directions import Direction, resolve
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from chama.agreement import Electorate
from chama.group import Person
from chama.recorded import Recorded

People = tuple[tuple[Person, int], ...]
"""Members with cents each."""


def decide(draft: Draft, me: Person, recorded: Recorded, shares: Shares) -> None:
    """A second person who does not gain by it is asked, whoever says it."""
    if not recorded.is_ours or recorded.is_money_out or recorded.is_reversed:
        in_the_book.tell(draft, recorded)
        return
    direction = _direction(draft, recorded, shares)
    if direction.is_unclear:
        said = {"code": recorded.code, "amount_cents": recorded.remaining_cents}
        draft.reply("shares_differ", **said, **draft.counted_in(recorded))
    elif _is_so(recorded, direction):
        _reply_done(draft, recorded, direction.people)
    elif me.is_officer or me.code in recorded.owners:
        _propose(draft, me, recorded, direction.people)
    else:
        in_the_book.tell(draft, recorded)


def holds(draft: Draft, recorded: Recorded, shares: Shares) -> bool:
    """Whether a payment stands in the book as somebody says that it should."""
    return _is_so(recorded, _direction(draft, recorded, shares))


def _direction(draft: Draft, recorded: Recorded, shares: Shares) -> Direction:
    owners = [draft.group.person(code) for code in recorded.owners]
    payer = owners[0] if len(owners) == 1 else None
    return resolve(draft, shares, recorded.remaining_cents, payer)


def _is_so(recorded: Recorded, direction: Direction) -> bool:
    return dict(recorded.shares) == {person.code: cents for person, cents in direction.people}


def claim(draft: Draft, recorded: Recorded, claimer: Person) -> None:
    """A member shows the code of another's payment; they learn nothing of whose it is."""
    people = ((claimer, recorded.remaining_cents),)
    is_asked = _key(recorded, people) in draft.proposals
    if is_asked or _put(draft, claimer, recorded, people) is not None:
        draft.reply("held", code=recorded.code)


def give_all(draft: Draft, me: Person, recorded: Recorded, owner: Person) -> None:
    """An officer says that all of a payment is one member's."""
    _propose(draft, me, recorded, ((owner, recorded.remaining_cents),))


def _propose(draft: Draft, me: Person, recorded: Recorded, people: People) -> None:
    voters = _put(draft, me, recorded, people)
    if voters is not None:
        shares = [_share(person, cents) for person, cents in people]
        officer = agreeing.names(voters.people)
        said = {"code": recorded.code, "shares": shares, **draft.counted_in(recorded)}
        draft.reply("asked_move", officer=officer, **said)


def _put(draft: Draft, me: Person, recorded: Recorded, people: People) -> Electorate | None:
    facts = {
        "code": recorded.code,
        "network": recorded.id.network,
        "amount_cents": recorded.remaining_cents,
        **draft.counted_in(recorded),
        "owners": list(recorded.owners),
        "said_by_name": me.name,
        "from_names": ", ".join(draft.group.name_of(owner) for owner in recorded.owners),
        "shares": [_share(person, cents) for person, cents in people],
    }
    key = _key(recorded, people)
    return agreeing.propose(draft, "reallocate", key, facts, member=recorded.entry.member)


def _key(recorded: Recorded, people: People) -> str:
    to = "+".join(f"{person.code}={cents}" for person, cents in people)
    return f"reallocate:{recorded.code}:{to}"


def _share(person: Person, cents: int) -> Facts:
    return {"member": person.code, "name": person.name, "amount_cents": cents}


def _reply_done(draft: Draft, recorded: Recorded, people: tuple[tuple[Person, int], ...]) -> None:
    names = ", ".join(person.name for person, _ in people)
    item = {
        "code": recorded.code,
        "amount_cents": recorded.amount_cents,
        "paid_in": recorded.currency,
        "name": names,
    }
    draft.reply("already_recorded", items=[item])
