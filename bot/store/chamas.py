"""Chamas and their people: founded from a constitution, looked up by address, kept at hand.

What changes slowly (rules, people, collectors, the newest round) is read once per version of a
chama and then kept in a small cache; `touch` marks a change.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa

from bot.store import database, register, tables
from bot.store.book import create_book, create_fund
from bot.store.prepared import Prepared
from bot.store.tables import NewSalt
from chama import constitution as constitutions
from chama.constitution import Constitution
from chama.entries import ROTATION, WELFARE
from chama.errors import ChamaError
from chama.group import Collector, Group, Person, RoundFacts
from chama.journal import round_order

FUNDS = (ROTATION, WELFARE)
"""Those that every chama's book begins with."""

CACHED_GROUPS = 2_000  # some 10 MB at 20 members each


class ChamaExists(ChamaError):
    """A second chama of the same name and phones."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """One chama that an address belongs to. member: its code there, "" for a collector's phone."""

    chama_id: int
    member: str


_BELONGINGS = Prepared(
    sa.select(tables.member.c.chama_id, tables.member.c.code)
    .join(tables.member_address, tables.member_address.c.member_id == tables.member.c.id)
    .where(tables.member_address.c.address == sa.bindparam("address"))
    .union_all(
        sa.select(tables.collector.c.chama_id, sa.literal("")).where(
            tables.collector.c.phone == sa.bindparam("address")
        )
    )
)
_VERSION = Prepared(
    sa.select(tables.chama.c.version).where(tables.chama.c.id == sa.bindparam("id"))
)
_CHAMA = Prepared(sa.select(tables.chama).where(tables.chama.c.id == sa.bindparam("id")))
_MEMBERS = Prepared(
    sa.select(tables.member)
    .where(tables.member.c.chama_id == sa.bindparam("id"))
    .order_by(tables.member.c.seat)
)
_COLLECTORS = Prepared(
    sa.select(tables.collector)
    .where(tables.collector.c.chama_id == sa.bindparam("id"))
    .order_by(tables.collector.c.code)
)
_NEWEST_ROUND = Prepared(
    sa.select(tables.round_)
    .where(tables.round_.c.chama_id == sa.bindparam("id"))
    .order_by(tables.round_.c.number.desc())
    .limit(1)
)


class Groups:
    """The groups that were read last, by id and version; one for all threads of a process."""

    def __init__(self, size: int = CACHED_GROUPS) -> None:
        self._size = size
        self._lock = Lock()
        self._groups: OrderedDict[int, Group] = OrderedDict()

    def get(self, connection: sa.Connection, chama_id: int) -> Group:
        """The group as the connection's transaction sees it."""
        ((version,),) = _VERSION.rows(connection, {"id": chama_id})
        with self._lock:
            known = self._groups.get(chama_id)
            if known is not None and known.version == version:
                self._groups.move_to_end(chama_id)
                return known
        group = load_group(connection, chama_id)
        with self._lock:
            self._groups[chama_id] = group
            self._groups.move_to_end(chama_id)
            while len(self._groups) > self._size:
                self._groups.popitem(last=False)
        return group


def load_group(connection: sa.Connection, chama_id: int) -> Group:
    """A chama's slow-moving facts from the database."""
    wanted = {"id": chama_id}
    (row,) = _CHAMA.rows(connection, wanted)
    newest = _NEWEST_ROUND.first(connection, wanted)
    return Group(
        id=row.id,
        version=row.version,
        name=row.name,
        currency=row.currency,
        language=row.language,
        rules_text=row.constitution,
        people=tuple(_person(member) for member in _MEMBERS.rows(connection, wanted)),
        collectors=tuple(_collector(one) for one in _COLLECTORS.rows(connection, wanted)),
        round=_round(newest) if newest is not None else None,
        oldest_text_days=row.oldest_text_days,
        pays_first=constitutions.PaysFirst(row.pays_first),
    )


def _person(row: Any) -> Person:
    office = constitutions.Office(row.office) if row.office else None
    return Person(row.code, row.name, row.phone, row.seat, office)


def _collector(row: Any) -> Collector:
    kind = constitutions.CollectorKind(row.kind)
    return Collector(row.code, kind, row.name, row.phone, row.number)


def _round(row: Any) -> RoundFacts:
    return RoundFacts(
        cycle=row.cycle,
        number=row.number,
        recipient=row.recipient,
        contribution_cents=row.contribution_cents,
        opens_on=row.opens_on,
        due_on=row.due_on,
    )


def due_on(connection: sa.Connection, chama_id: int, key: str) -> date:
    """The last day for paying a round that is in the book; key as accounts name it."""
    _, number = round_order(key)
    rounds = tables.round_
    chosen = sa.select(rounds.c.due_on).where(
        rounds.c.chama_id == chama_id, rounds.c.number == number
    )
    due: date = connection.execute(chosen).scalar_one()
    return due


def belongings(connection: sa.Connection, address: str) -> list[Belonging]:
    """The chamas of an address: as a member, as a collector's phone, or both in one."""
    rows = _BELONGINGS.rows(connection, {"address": address})
    found: dict[int, Belonging] = {}
    for chama_id, member in rows:
        known = found.get(chama_id)
        if known is None or not known.member:
            found[chama_id] = Belonging(chama_id, member)
    return list(found.values())


def touch(connection: sa.Connection, chama_id: int, **changes: Any) -> None:
    """Something slow-moving of a chama changed: processes read it anew."""
    chama = tables.chama
    connection.execute(
        sa.update(chama)
        .where(chama.c.id == chama_id)
        .values(version=chama.c.version + 1, **changes)
    )


def found(
    connection: sa.Connection,
    rules: Constitution,
    now: datetime,
    new_salt: NewSalt = tables.new_salt,
) -> int:
    """Create a chama with its people, collectors and an empty book; gives its id.

    Raises ChamaExists for a second chama of the same name and phones.
    """
    print_ = fingerprint(rules)
    chama = tables.chama
    taken = connection.execute(sa.select(chama.c.id).where(chama.c.fingerprint == print_)).first()
    if taken is not None:
        raise ChamaExists(f"There is a chama called {rules.name} with the same phones already.")
    chama_id: int = connection.execute(
        sa.insert(chama)
        .values(
            name=rules.name,
            fingerprint=print_,
            currency=rules.currency,
            language=rules.language,
            constitution=rules.text,
            next_round_on=rules.starts,
            oldest_text_days=rules.oldest_text_days,
            pays_first=rules.pays_first.value,
            created_at=now,
            salt=new_salt(),
        )
        .returning(chama.c.id)
    ).scalar_one()
    _insert_members(connection, chama_id, rules, now, new_salt)
    _insert_collectors(connection, chama_id, rules, new_salt)
    book = create_book(connection, chama_id, print_)
    for fund in FUNDS:
        book = create_fund(connection, book, fund, rules.currency)
    register.note_all(connection, book, register.FOUNDER, now)
    return chama_id


def fingerprint(rules: Constitution) -> str:
    """Name and phones of a chama in one short hash."""
    parts = [rules.name.casefold(), *sorted(member.phone for member in rules.members)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _insert_members(
    connection: sa.Connection,
    chama_id: int,
    rules: Constitution,
    now: datetime,
    new_salt: NewSalt,
) -> None:
    for number, entry in enumerate(rules.members, start=1):
        member_id = connection.execute(
            sa.insert(tables.member)
            .values(
                chama_id=chama_id,
                code=f"M{number:02d}",
                name=entry.name,
                phone=entry.phone,
                seat=entry.seat,
                office=entry.office.value if entry.office else None,
                added_at=now,
                salt=new_salt(),
            )
            .returning(tables.member.c.id)
        ).scalar_one()
        connection.execute(
            sa.insert(tables.member_address).values(address=entry.phone, member_id=member_id)
        )
        if entry.language is not None:
            set_language(connection, entry.phone, entry.language)


def _insert_collectors(
    connection: sa.Connection, chama_id: int, rules: Constitution, new_salt: NewSalt
) -> None:
    connection.execute(
        sa.insert(tables.collector),
        [
            {
                "chama_id": chama_id,
                "code": f"C{number}",
                "kind": entry.kind.value,
                "name": entry.name,
                "phone": entry.phone,
                "number": entry.number,
                "salt": new_salt(),
            }
            for number, entry in enumerate(rules.collectors, start=1)
        ],
    )


# --- contacts: the person behind an address ------------------------------------------------------


_CONTACT = Prepared(
    sa.select(tables.contact).where(tables.contact.c.address == sa.bindparam("address"))
)


def contact(connection: sa.Connection, address: str) -> Any:
    """The row of a person behind an address, None where nothing is known of them."""
    return _CONTACT.first(connection, {"address": address})


def set_language(connection: sa.Connection, address: str, language: str) -> None:
    """The language a person wants from now on."""
    set_contact(connection, address, language=language)


def set_contact(connection: sa.Connection, address: str, **values: Any) -> None:
    """Write what is known of a person."""
    upsert = (
        database.insert(connection, tables.contact)
        .values(address=address, **values)
        .on_conflict_do_update(index_elements=["address"], set_=values)
    )
    connection.execute(upsert)
