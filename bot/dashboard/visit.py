"""One look of a person at one group: who they are, in what language, and how more is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, TypeVar

import sqlalchemy as sa

from bot.dashboard.house import House
from bot.render import Look
from bot.store.sessions import Office, Session
from chama.rota import day_in_nairobi

OFFICER: Final = "officer"
"""Under which name Streamlit hands on the number of the session that the gate let in."""

LONGEST_NUMBER = 18
"""Digits of what every database takes for a number."""

Seen = TypeVar("Seen")


def asked_for(address: Mapping[str, str]) -> Mapping[str, str]:
    """What a page's address asks for, without what no database can be asked."""
    return {name: value for name, value in address.items() if value.isprintable()}


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is drawn for. office: in the group that is looked at. page: the page's name,
    whose words it speaks. at: the moment of this look, aware UTC. asked: what the page's address
    asks for, as text by name."""

    house: House
    session: Session
    office: Office
    page: str
    at: datetime
    asked: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A number that the page's address asks for; None for what can be no row's."""
        said = self.asked.get(name, "")
        is_one = said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER
        return int(said) if is_one else None

    @property
    def may_act(self) -> bool:
        """Whether anything is offered to this person that would change something."""
        return not self.session.is_auditor

    @property
    def chama_id(self) -> int:
        """The group that is looked at."""
        return self.office.chama_id

    @property
    def language(self) -> str:
        """In which the pages speak to this person."""
        return self.house.words.spoken(self.session.language)

    @property
    def today(self) -> date:
        """The day in Nairobi."""
        return day_in_nairobi(self.at)

    def say(self, key: str, **values: object) -> str:
        """A text of this page, as Markdown: names among the values are harmless in it."""
        return self.house.words.say(self.language, self.page, key, **values)

    def say_shared(self, key: str, **values: object) -> str:
        """A text that all pages have."""
        return self.house.words.say(self.language, "shared", key, **values)

    def say_message(self, template: str, facts: Mapping[str, object]) -> str:
        """What a message says to this person's phone, without any mark of bold."""
        return self.house.renderer.render(
            template, facts, language=self.session.language, look=Look.SMS
        )

    def note_seen(self) -> None:
        """This person did something just now."""
        self.house.note_seen(self.session)

    def see(self, view: Callable[[sa.Connection], Seen]) -> Seen:
        """What a view gives, read in one short transaction that first asks whether this person may
        still look. Raises Over. The connection is gone when it returns: draw after it."""
        return self.house.look(self.session.id, self.chama_id, view)
