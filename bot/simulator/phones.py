"""The phones on the page: one for each person of each group, each group's own, and a stranger's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.money_api import Api
from bot.render import FALLBACK_LANGUAGE, Renderer
from bot.simulator.bubbles import Bubble, bubbles
from bot.simulator.buttons import Button, buttons_for, stranger_buttons
from bot.simulator.wallets import Wallet, Wallets
from bot.store import chamas
from chama.group import Group

STRANGER = "+254799000000"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone and what is on it. chamas: the groups whose people have it; () for the stranger.

    wallet: its M-Pesa, where it pays by the provider's API.
    """

    address: str
    name: str
    role: str
    chamas: tuple[int, ...]
    buttons: tuple[Button, ...]
    bubbles: tuple[Bubble, ...]
    wallet: Wallet | None


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


class Shelf:
    """Where the page finds every phone. api: of the provider. wallets: None where there is none."""

    def __init__(self, renderer: Renderer, api: Api, wallets: Wallets | None) -> None:
        self._renderer = renderer
        self._api = api
        self._wallets = wallets

    def phones(self, connection: sa.Connection, groups: Sequence[Group]) -> tuple[Phone, ...]:
        """Every phone once, in the order of the groups and seats; the stranger's last."""
        found: dict[str, tuple[Owner, list[Group]]] = {}
        for group in groups:
            for owner in owners(group):
                found.setdefault(owner.address, (owner, []))[1].append(group)
        known = (self._phone(connection, owner, own) for owner, own in found.values())
        return (*known, *(() if STRANGER in found else (self._stranger(connection),)))

    def _phone(self, connection: sa.Connection, owner: Owner, groups: Sequence[Group]) -> Phone:
        contact = chamas.contact(connection, owner.address)
        people = (group.person_at(owner.address) for group in groups)
        is_wrong = any(person is not None and person.has_wrong_number for person in people)
        is_opted_out = contact is not None and contact.opted_out_at is not None
        language = (contact and contact.language) or groups[0].language
        buttons = buttons_for(
            groups, owner.address, language, is_opted_out=is_opted_out or is_wrong, api=self._api
        )
        return self._shown(connection, owner, groups, language, buttons)

    def _stranger(self, connection: sa.Connection) -> Phone:
        owner = Owner(STRANGER, "Stranger", "in no group")
        return self._shown(connection, owner, (), FALLBACK_LANGUAGE, stranger_buttons())

    def _shown(
        self,
        connection: sa.Connection,
        owner: Owner,
        groups: Sequence[Group],
        language: str,
        buttons: tuple[Button, ...],
    ) -> Phone:
        address, wallets = owner.address, self._wallets
        texts = wallets.texts(address) if wallets is not None else ()
        return Phone(
            address=address,
            name=owner.name,
            role=owner.role,
            chamas=tuple(group.id for group in groups),
            buttons=buttons,
            bubbles=bubbles(connection, self._renderer, address, language, texts),
            wallet=wallets.wallet(address, groups, self._api, language) if wallets else None,
        )
