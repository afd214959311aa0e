"""The phones on the page: one for each person of each group, each group's own, and a stranger's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.render import FALLBACK_LANGUAGE, Renderer
from bot.simulator.bubbles import Bubble, bubbles
from bot.simulator.buttons import Button, buttons_for, stranger_buttons
from bot.store import chamas
from chama.group import Group

STRANGER = "+254799000000"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone and what is on it. chamas: the groups whose people have it; () for the stranger."""

    address: str
    name: str
    role: str
    chamas: tuple[int, ...]
    buttons: tuple[Button, ...]
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose phone it is, as one group knows them."""

    address: str
    name: str
    role: str


def owners(group: Group) -> Iterator[Owner]:
    """The people of a group by seat, then phones that only collect."""
    for person in sorted(group.people, key=lambda person: person.seat):
        office = person.office.value if person.office is not None else "member"
        yield Owner(person.phone, person.name, f"{office}, seat {person.seat}")
    for collector in group.collectors:
        if group.person_at(collector.phone) is None:
            yield Owner(collector.phone, collector.name, "the group's phone")


def addresses(groups: Sequence[Group]) -> frozenset[str]:
    """Whom the page may write as."""
    return frozenset({owner.address for group in groups for owner in owners(group)} | {STRANGER})


def phones(
    connection: sa.Connection, renderer: Renderer, groups: Sequence[Group]
) -> tuple[Phone, ...]:
    """Every phone once, in the order of the groups and seats; the stranger's last."""
    found: dict[str, tuple[Owner, list[Group]]] = {}
    for group in groups:
        for owner in owners(group):
            found.setdefault(owner.address, (owner, []))[1].append(group)
    known = (_phone(connection, renderer, owner, own) for owner, own in found.values())
    return (*known, *(() if STRANGER in found else (_stranger(connection, renderer),)))


def _phone(
    connection: sa.Connection, renderer: Renderer, owner: Owner, groups: Sequence[Group]
) -> Phone:
    contact = chamas.contact(connection, owner.address)
    language = (contact and contact.language) or groups[0].language
    people = (group.person_at(owner.address) for group in groups)
    is_wrong = any(person is not None and person.has_wrong_number for person in people)
    is_opted_out = contact is not None and contact.opted_out_at is not None
    return Phone(
        address=owner.address,
        name=owner.name,
        role=owner.role,
        chamas=tuple(group.id for group in groups),
        buttons=buttons_for(groups, owner.address, language, is_opted_out=is_opted_out or is_wrong),
        bubbles=bubbles(connection, renderer, owner.address, language),
    )


def _stranger(connection: sa.Connection, renderer: Renderer) -> Phone:
    return Phone(
        address=STRANGER,
        name="Stranger",
        role="in no group",
        chamas=(),
        buttons=stranger_buttons(),
        bubbles=bubbles(connection, renderer, STRANGER, FALLBACK_LANGUAGE),
    )
