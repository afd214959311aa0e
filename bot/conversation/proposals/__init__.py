"""What needs a second person's agreement, one kind a file: who is interested, and what follows.

A kind's module has `show(facts) -> (template, values)`, `interested(draft, facts)`: the codes of
those who gain by it or are its author, `carry_out(draft, proposal)` and `refused(draft, proposal,
by)`. What is about one payment has `holds(draft, facts)`: whether what was shown is still so. It
may have `BY_CODE = True`, where only the digits that its question shows agree, and `NEEDS` as
commands do. `IS_PAYMENT = True`: by it a member says that they paid. `IS_LATER = True`: `carry_out`
only begins it; `is_carried(draft, facts)` says where nothing is left to do all the same.
`IS_PERSONAL = True`: the one person who knows is asked, officer or not. `HAS_ENTRY = False`: what
it posts are the entries of other matters. `GOES_TO_MEMBER = True`: by it money is sent to the
member whom it is about. `TELLS_ALL = True`: carrying it out tells all members by itself.
`asked(facts, person)` gives what the question to a person keeps of the facts, where that is not all
of them or more; `page(facts, number) -> (template, values)` what LIST shows. `is_shown(facts)`:
where a text shows it, its author's word takes it back no more; `forget(draft, facts)`: what else
goes when it is withdrawn; `like(draft, facts)`: lines of what stands in the book lately and may be
the very same deed, which its question shows; `put_another(draft, me, facts)` puts it when who told
of it says that it is another one. Facts are JSON-like values, stored with the proposal: what is
shown is what is agreed to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from bot.conversation.one_a_file import modules_of

if TYPE_CHECKING:
    from bot.conversation.draft import Draft
    from chama.agreement import Proposal
    from chama.group import Person

Facts = Mapping[str, Any]

NUMBER_NAME = "number_name"
"""Under which facts keep the name that the provider shows for the number to which money goes."""

LIKE = "like"
"""Under which facts keep what stood in the book already that may be the very same."""


class Kind(Protocol):
    """What each module of this package offers."""

    def show(self, facts: Facts) -> tuple[str, Facts]:
        """The template that puts it to a person, and its values."""

    def interested(self, draft: Draft, facts: Facts) -> set[str]:
        """Who gains by it or is its author, and so may not agree to it."""

    def carry_out(self, draft: Draft, proposal: Proposal) -> bool:
        """Do what was agreed to; False where what was shown does not hold any more."""

    def refused(self, draft: Draft, proposal: Proposal, by: Person | None) -> None:
        """Tell whom it concerns that it stays undone. by: who refused; None: time ran out."""


class Retold(Protocol):
    """What a kind offers besides that has `like`: it may be told again, and be another one."""

    def put_another(self, draft: Draft, me: Person, facts: Facts) -> None:
        """Put it to those who may agree, whatever the book has that is like it."""


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of proposal by its name, which is its module's."""
    return modules_of(__name__, __path__)


def is_shown(kind: str, facts: Facts) -> bool:
    """Whether a text shows what it is about, so that its author's word takes nothing back."""
    says: Callable[[Facts], bool] | None = getattr(kinds()[kind], "is_shown", None)
    return says is not None and says(facts)


def forget(draft: Draft, proposal: Proposal) -> None:
    """What a kind kept elsewhere goes when a proposal is withdrawn."""
    drop: Callable[[Draft, Facts], None] | None = getattr(kinds()[proposal.kind], "forget", None)
    if drop is not None:
        drop(draft, proposal.facts)


def like(draft: Draft, kind: str, facts: Facts) -> list[Facts]:
    """What stands in the book lately and may be the very same; none where a kind knows of none."""
    found: Callable[[Draft, Facts], list[Facts]] | None = getattr(kinds()[kind], "like", None)
    return found(draft, facts) if found is not None else []


def put_another(draft: Draft, kind: str, me: Person, facts: Facts) -> None:
    """Put what was told again and is another one. kind: one that has `like`."""
    cast("Retold", kinds()[kind]).put_another(draft, me, facts)


def needs(kind: str) -> frozenset[str]:
    """What carrying out a kind wants loaded besides the usual."""
    return frozenset(getattr(kinds()[kind], "NEEDS", ()))


def holds(draft: Draft, kind: str, facts: Facts) -> bool:
    """Whether what was shown is still so; where a kind does not say, nothing can change it."""
    says: Callable[[Draft, Facts], bool] | None = getattr(kinds()[kind], "holds", None)
    return says is None or says(draft, facts)


def of_payments() -> list[str]:
    """The kinds by which a member says that they paid."""
    return [name for name, kind in kinds().items() if getattr(kind, "IS_PAYMENT", False)]


def is_personal(kind: str) -> bool:
    """Whether it is put to the one person who knows, officer or not."""
    return bool(getattr(kinds()[kind], "IS_PERSONAL", False))


def is_by_code(kind: str) -> bool:
    """Whether only the digits that the question shows agree."""
    return bool(getattr(kinds()[kind], "BY_CODE", False))


def goes_to_member(kind: str) -> bool:
    """Whether by it money is sent to the member whom it is about."""
    return bool(getattr(kinds()[kind], "GOES_TO_MEMBER", False))


def tells_all(kind: str) -> bool:
    """Whether carrying it out tells all members already."""
    return bool(getattr(kinds()[kind], "TELLS_ALL", False))


def is_later(kind: str) -> bool:
    """Whether what was agreed to is carried out by the worker, after the answer."""
    return bool(getattr(kinds()[kind], "IS_LATER", False))


def has_entry(kind: str) -> bool:
    """Whether what it posts first is the entry of what was agreed to, and not of other matters."""
    return bool(getattr(kinds()[kind], "HAS_ENTRY", True))


def is_carried(draft: Draft, proposal: Proposal) -> bool:
    """Whether of what is carried out later nothing is left to do."""
    says: Callable[[Draft, Facts], bool] | None = getattr(
        kinds()[proposal.kind], "is_carried", None
    )
    return says is not None and says(draft, proposal.facts)


def asked(kind: str, facts: Facts, person: Person) -> Facts:
    """What the question to a person about it keeps: all that showing it to them needs."""
    fit: Callable[[Facts, Person], Facts] | None = getattr(kinds()[kind], "asked", None)
    return fit(facts, person) if fit is not None else facts


def page(kind: str, facts: Facts, number: int) -> tuple[str, Facts] | None:
    """What LIST shows of it, from page 1; None for a kind that shows all in its question."""
    turn: Callable[[Facts, int], tuple[str, Facts]] | None = getattr(kinds()[kind], "page", None)
    return turn(facts, number) if turn is not None else None
