"""Plays a transcript: a conversation as a treasurer could write it down, through the real thing.

A transcript is lines of `heading: text`; what belongs to a line goes on below it, indented.

    group: Amani, 500 every month from 2026-11-01     a chama and its members, one a line;
      Wanjiru Kamau 0712000001 treasurer              without it, the Umoja of tests/builders.py
      Zawadi Cherono 0712000005 sw
      till 5123456 Amani Till 0712000001              what collects; else the treasurer's phone
      phone Wanjiru Kamau 0712000001 in KES           and in what, where that is not the group's
    group: London, GBP 50 every month from 2026-11-01 in sw    in its own currency and language
      fines.late = 50                                 a rule of its file, as its clause is quoted
    show: refs, welcomes                              what is left out otherwise
    time: 2026-11-23 09:00                            the clock in Nairobi; the first one founds
    blocked: Otieno                                   nothing is delivered to them from here on
    Wanjiru: balance                                  a member writes, known by their first name
    Wanjiru: (picture) balance                        what is no text, with words beside it
    Wanjiru: (voice, picture)                         several within seconds
    Wanjiru again: balance                            the provider hands the last text over again
    phone 0712000001: [MPESA] UKN1AB2C01 ...          this phone posts a text from MPESA by itself
    phone 0712000001: system:ping                     it posts another event; refused: answered 404
    bot -> Wanjiru: ...                               what a phone gets: the whole text

`play` gives the transcript as it really went, with the same lines of people and the bot's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from bot import founding, schedule
from bot.channels.simulator import NAME, Simulator
from bot.conversation.money_api import NO_API, Api
from bot.follow_up import see_to_what_waits
from bot.forwarding.door import Door
from bot.forwarding.proof import Post, sign
from bot.messages import (
    WORDLESS,
    Accepted,
    InboundMessage,
    Kind,
    OutboundMessage,
    Remedy,
    SendError,
)
from bot.pipeline import Pipeline
from bot.render import Renderer
from bot.schedule import NewCode
from bot.sender import Sender
from bot.store import chamas, dispatch, one_time, sessions
from bot.store.database import writing
from bot.store.proposals import new_code as random_code
from bot.wiring import TEMPLATES
from chama.constitution import Constitution, Office
from chama.group import Person
from chama.phones import to_e164
from chama.rota import NAIROBI
from tests.builders import NOW, PEOPLE, message, rules

INDENT = "  "
FIRST_CODE = 4821  # of the codes that agree to money out; each further one is one more
BASE_URL = "https://chama.example.org"
RENDERER = Renderer(TEMPLATES, BASE_URL)

_GROUP = re.compile(r"(.+), (?:([A-Z]{3}) )?(\d+) every (.+) from (\S+?)(?: in (\w+))?")
_MEMBER = re.compile(r"(\D+) (\d+)((?: \w+)*)")
_COLLECTOR = re.compile(
    r"(phone|till|paybill|pochi|bank) (?:(\d+) )?(\D+) (\d+)(?: in ([A-Z]{3}))?"
)
_RULE = re.compile(r"(\w+)\.(\w+ = .+)")
_KINDS = re.compile(rf"\(((?:{'|'.join(Kind)})(?:, (?:{'|'.join(Kind)}))*)\) ?(.*)", re.S)
_POSTED = re.compile(r"\[(.+?)\] (.*)", re.S)
_CONNECTED = re.compile(r" (\d{10})\..*/webhooks/phone/(\w+)\nKey: (\w+)", re.S)
_SECRET = re.compile(r"(/webhooks/phone/|\bKey: |/enter\?t=)\w+")
_REF = re.compile(r"\b(ref|kitabu|undo|futa)(:?) [0-9a-f]{8}\b", re.I)


class Phones(Simulator):
    """Everybody's phone: keeps what arrives until it is read."""

    def __init__(self) -> None:
        self.arrived: list[OutboundMessage] = []
        self.blocked: set[str] = set()

    def send(self, message: OutboundMessage) -> Accepted:
        """It has arrived. Raises SendError where the carrier delivers nothing to its phone."""
        if message.address in self.blocked:
            raise SendError(Remedy.OPT_OUT, "21610", "opted out at the carrier")
        self.arrived.append(message)
        return super().send(message)

    def read_all(self) -> list[OutboundMessage]:
        """What has arrived since the last look."""
        arrived, self.arrived = self.arrived, []
        return arrived


@dataclass
class Stage:
    """The whole bot on one database, with a clock and phones of ours."""

    engine: sa.Engine
    now: datetime = NOW
    phones: Phones = field(default_factory=Phones)
    last_message: InboundMessage | None = None
    api: Api = NO_API
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _codes: Iterator[int] = field(default_factory=lambda: count(FIRST_CODE))

    def __post_init__(self) -> None:
        self.new_code = lambda: str(next(self._codes))
        self.pipeline = Pipeline(
            self.engine,
            lambda: self.now,
            self.new_code,
            self.api,
            has_dashboard=True,
            has_files=True,
        )
        self.door = Door(self.engine, self.pipeline.handle, lambda: self.now)
        self._sender = Sender(
            self.engine, {NAME: self.phones}, RENDERER, {}, lambda: self.now, self.api
        )

    def go_on_from(self, other: Stage) -> None:
        """Be where another has come to, of whose database this one's is a copy."""
        number, code = next(other._numbers), next(other._codes)
        self._numbers, other._numbers = count(number), count(number)
        self._codes, other._codes = count(code), count(code)
        self.now, self.last_message, self.api = other.now, other.last_message, other.api
        self.__post_init__()

    def found(self, *groups: Constitution) -> list[int]:
        """Create these chamas; gives their ids."""
        founded = founding.found_all(self.engine, groups, self.now, lambda: "salt")
        return [one.id for one in founded]

    def say(self, sender: Person | str, text: str, **changes: Any) -> InboundMessage:
        """Somebody writes, a minute after what was last; gives the message."""
        self.now += timedelta(minutes=1)
        values = {"provider_id": str(next(self._numbers)), **changes}
        said = message(sender, text, at=self.now, **values)
        self.last_message = said
        self.pipeline.handle(said)
        return said

    def post(self, secret: str, key: str, fields: Mapping[str, object]) -> bool:
        """A phone posts something by itself, a minute after what was last; False: it is refused."""
        self.now += timedelta(minutes=1)
        body = json.dumps(fields).encode()
        return self.door.take(secret, Post(body, sign(key, body)))

    def sign_in(self, person: Person, audited: int | None = None) -> int:
        """Somebody, or their auditor of that group, opens the pages in a browser; gives the number
        of the session, 0 where they hold no office."""
        with writing(self.engine) as connection:
            token = one_time.new_token()
            sessions.make_link(connection, person.phone, token, self.now, audited=audited)
            cookie = sessions.enter(connection, token, self.now)
            found = sessions.with_cookie(connection, cookie, self.now)
        return found.id if found is not None else 0

    def move_clock(self, moment: datetime) -> None:
        """Time goes on, and the worker does what is due."""
        self.now = moment
        tick(self.engine, self.now, self.new_code)

    def deliver(self) -> list[OutboundMessage]:
        """The worker sends what is due; gives what arrived on the phones, in order."""
        with writing(self.engine) as connection:
            due = dispatch.take_due(connection, self.now, limit=1_000)
        for one in due:
            self._sender.send([one.id], one.try_number)
        return self.phones.read_all()


def tick(engine: sa.Engine, now: datetime, new_code: NewCode = random_code) -> None:
    """Do all that the worker's hours would have done by this moment."""
    while schedule.take_what_is_due(engine, now, new_code):
        pass  # as the minutes of the days between would have it
    schedule.queue_reminders(engine, now)
    see_to_what_waits(engine, now)


def play(script: str, engine: sa.Engine) -> str:
    """The transcript as it really goes on this database."""
    return "\n".join(Play(script, Stage(engine)).lines()) + "\n"


class Play:
    """One transcript on a stage. phones: everybody's number by first name."""

    def __init__(self, script: str, stage: Stage) -> None:
        self._blocks = list(_blocks(script))
        self._stage = stage
        self._founding: list[Constitution] = []
        self._languages: dict[str, str] = {}
        self.phones = {person.name.split()[0]: person.phone for person in PEOPLE}
        self._shown: set[str] = set()
        self._secrets: dict[str, tuple[str, str]] = {}
        self._is_refused = False
        self._has_begun = False

    def lines(self) -> Iterator[str]:
        """The lines of people and settings as they stand, each followed by what the bot sent."""
        for heading, text in self._blocks:
            if heading.startswith("bot -> ") or text == "(refused)":
                continue
            yield from _written(heading, text)
            if heading:
                self.act(heading, text)
                if self._is_refused:
                    yield "(refused)"
                    self._is_refused = False
                yield from self._answers()

    def act(self, heading: str, text: str) -> None:
        """What a line does."""
        if heading == "group":
            self._add_group(text)
        elif heading == "show":
            self._shown = {word.strip() for word in text.split(",")}
        elif heading == "time":
            self._set_clock(datetime.fromisoformat(text).replace(tzinfo=NAIROBI))
        elif heading == "blocked":
            self._stage.phones.blocked.add(self.address(text))
        elif heading.endswith(" again"):
            self._repeat(heading.removesuffix(" again"), text)
        elif heading.startswith("phone "):
            self._post(heading.removeprefix("phone "), text)
        else:
            self._say(self.address(heading), text)

    def _say(self, address: str, text: str) -> None:
        sent = _KINDS.fullmatch(text)
        if sent is None:
            self._stage.say(address, text)
            return
        for number, kind in enumerate(map(Kind, sent[1].split(", "))):
            if number:
                self._stage.now -= timedelta(seconds=58)  # of the minute that each takes
            words = "" if kind in WORDLESS else sent[2]
            raw = {"MediaUrl0": "https://x", "MediaContentType0": "application/pdf"}
            self._stage.say(address, words, kind=kind, raw=raw if kind is Kind.DOCUMENT else {})

    def _post(self, number: str, text: str) -> None:
        posted = _POSTED.fullmatch(text)
        fields = {"from": posted[1], "text": posted[2]} if posted else {"event": text}
        self._is_refused = not self._stage.post(*self._secrets[number], fields)

    def _repeat(self, name: str, text: str) -> None:
        last = self._stage.last_message
        assert last is not None, "Nobody has said anything that could come again."
        assert (last.sender, last.text) == (self.address(name), text)
        self._stage.pipeline.handle(last)

    def _set_clock(self, moment: datetime) -> None:
        if self._has_begun:
            self._stage.move_clock(moment)
            return
        self._has_begun = True
        self._stage.now = moment
        self._stage.found(*(self._founding or [rules()]))
        with writing(self._stage.engine) as connection:
            for phone, language in self._languages.items():
                chamas.set_language(connection, phone, language)
        if "welcomes" not in self._shown:
            self._stage.deliver()

    def _answers(self) -> Iterator[str]:
        for sent in self._stage.deliver():
            if (connected := _CONNECTED.search(sent.text)) is not None:
                self._secrets[connected[1]] = (connected[2], connected[3])
            text = _SECRET.sub(r"\1<secret>", sent.text)
            text = text if "refs" in self._shown else _REF.sub(r"\1\2 <ref>", text)
            yield from _written(f"bot -> {self._name(sent.address)}", text)

    def _add_group(self, text: str) -> None:
        title, *lines = text.split("\n")
        named = _GROUP.fullmatch(title)
        assert named is not None, f"{title!r} is no group."
        collectors = [found for line in lines if (found := _COLLECTOR.fullmatch(line))]
        own_rules = [found for line in lines if (found := _RULE.fullmatch(line))]
        patterns = (_COLLECTOR, _RULE)
        members = [line for line in lines if not any(one.fullmatch(line) for one in patterns)]
        people = [self._member(line, seat) for seat, line in enumerate(members, start=1)]
        self._founding.append(
            rules(
                named[1],
                people,
                currency=named[2] or "KES",
                contribution=int(named[3]),
                every=named[4],
                starts=date.fromisoformat(named[5]),
                language=named[6] or "en",
                rotation="".join(f"{rule[2]}\n" for rule in own_rules if rule[1] == "rotation"),
                more="".join([*_rule_tables(own_rules), *map(_collector_table, collectors)]),
            )
        )

    def _member(self, line: str, seat: int) -> Person:
        found = _MEMBER.fullmatch(line)
        assert found is not None, f"{line!r} is no member."
        phone, words = to_e164(found[2]), set(found[3].split())
        offices = words & set(Office)
        self._languages.update((phone, language) for language in words & {"en", "sw"})
        self.phones[found[1].split()[0]] = phone
        return Person("", found[1], phone, seat, Office(offices.pop()) if offices else None)

    def address(self, name: str) -> str:
        """Somebody's number by first name; else what stands there."""
        return self.phones.get(name, name)

    def _name(self, address: str) -> str:
        names = {phone: name for name, phone in self.phones.items()}
        return names.get(address, address)


def _rule_tables(found: Sequence[re.Match[str]]) -> Iterator[str]:
    """The rules of each section but [rotation], whose table the first line begins."""
    for section in dict.fromkeys(rule[1] for rule in found if rule[1] != "rotation"):
        lines = [rule[2] for rule in found if rule[1] == section]
        yield "\n".join([f"[{section}]", *lines, ""])


def _collector_table(found: re.Match[str]) -> str:
    kind, number, name, phone, currency = found.groups()
    numbered = f'number = "{number}"\n' if number else ""
    counted = f'currency = "{currency}"\n' if currency else ""
    own = f'[[collectors]]\nkind = "{kind}"\nname = "{name}"\nphone = "{phone}"\n'
    return own + numbered + counted


def _blocks(script: str) -> Iterator[tuple[str, str]]:
    """(heading, text) of each line with what is indented below it; comments have no heading."""
    block: tuple[str, str] | None = None
    for line in script.rstrip("\n").split("\n"):
        if line.startswith(INDENT) and block is not None:
            block = (block[0], f"{block[1]}\n{line.removeprefix(INDENT)}")
            continue
        if block is not None:
            yield block
        heading, colon, text = line.partition(": ")
        is_said = colon and not line.startswith("#")
        block = (heading, text) if is_said else ("", line)
    if block is not None:
        yield block


def _written(heading: str, text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"{heading}: {first}" if heading else first
    yield from (f"{INDENT}{line}" for line in rest)
