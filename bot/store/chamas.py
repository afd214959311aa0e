"""Chamas and their people: founded from a constitution, looked up by address, kept at hand.

What changes slowly (rules, people, collectors, the newest round) is read once per version of a
chama and then kept in a small cache; `touch` marks a change.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa

from bot.conversation.effects import PayPhone, ReceivePhone
from bot.store import database, register, tables
from bot.store import rounds as stored_rounds
from bot.store import rules as stored_rules
from bot.store.book import Book, create_book, create_fund
from bot.store.book import balances as read_balances
from bot.store.prepared import Prepared
from bot.store.salts import NewSalt, new_salt
from chama import constitution as constitutions
from chama.constitution import CollectorEntry, Constitution, MemberEntry, Rules
from chama.constitution.changes import RuleChange
from chama.difference import differences
from chama.entries import FUNDS, fund_of
from chama.errors import ChamaError
from chama.group import Collector, Group, Person, RoundFacts
from chama.journal import Balances, round_order
from chama.rates import Rate
from chama.rota import Turn, day_in_nairobi

CACHED_GROUPS = 2_000  # some 10 MB at 20 members each


class ChamaExists(ChamaError):
    """A second chama of the same name that shares a phone with the first."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """One chama that an address belongs to. member: its code there, "" for a collector's phone.

    has_wrong_number: whoever has the phone says that it is not that member's.
    """

    chama_id: int
    member: str
    has_wrong_number: bool = False


_BELONGINGS = Prepared(
    sa.select(
        tables.member.c.chama_id,
        tables.member.c.code,
        tables.member.c.wrong_number_at.is_not(None).label("has_wrong_number"),
    )
    .join(tables.member_address, tables.member_address.c.member_id == tables.member.c.id)
    .where(tables.member_address.c.address == sa.bindparam("address"))
    .union_all(
        sa.select(tables.collector.c.chama_id, sa.literal(""), sa.false()).where(
            tables.collector.c.phone == sa.bindparam("address")
        )
    )
)
_VERSION = Prepared(
    sa.select(tables.chama.c.version).where(tables.chama.c.id == sa.bindparam("id"))
)
_CHAMA = Prepared(
    sa.select(
        *(tables.chama.c[name] for name in ("id", "version", "name", "currency", "language")),
        tables.chama.c.rules,
        tables.chama.c.created_at,
    ).where(tables.chama.c.id == sa.bindparam("id"))
)
_MEMBERS = Prepared(
    sa.select(
        tables.member.c.code,
        tables.member.c.name,
        tables.member.c.phone,
        tables.member.c.office,
        tables.member.c.wrong_number_at,
        tables.member.c.receive_phone,
        tables.member.c.next_receive_phone,
        tables.member.c.next_receive_from,
        tables.member.c.pay_phone,
        tables.seat.c.number.label("seat"),
    )
    .join(
        tables.seat,
        sa.and_(
            tables.seat.c.chama_id == tables.member.c.chama_id,
            tables.seat.c.member == tables.member.c.code,
        ),
    )
    .where(tables.member.c.chama_id == sa.bindparam("id"))
    .order_by(tables.seat.c.number)
)
_COLLECTORS = Prepared(
    sa.select(tables.collector)
    .where(tables.collector.c.chama_id == sa.bindparam("id"))
    .order_by(tables.collector.c.code)
)


class Groups:
    """The groups that were read last, by id and version; one for all threads of a process."""

    def __init__(self, size: int = CACHED_GROUPS) -> None:
        self._size = size
        self._lock = Lock()
        self._groups: OrderedDict[int, Group] = OrderedDict()

    def get(
        self, connection: sa.Connection, chama_id: int, balances: Balances | None = None
    ) -> Group:
        """The group as the connection's transaction sees it.

        balances: of its book, where something is decided on them: the group then knows every round
        of which something is open, one that a correction has opened again too.
        """
        with self._lock:
            group = self._groups.get(chama_id)
        if group is None or not _is_current(connection, group) or _lacks_round(group, balances):
            group = load_group(connection, chama_id, balances)
        with self._lock:
            self._groups[chama_id] = group
            self._groups.move_to_end(chama_id)
            while len(self._groups) > self._size:
                self._groups.popitem(last=False)
        return group


def _is_current(connection: sa.Connection, group: Group) -> bool:
    """Whether nothing slow-moving of a group has changed since it was read."""
    ((version,),) = _VERSION.rows(connection, {"id": group.id})
    return bool(version == group.version)


def _lacks_round(group: Group, balances: Balances | None) -> bool:
    """Whether something is open of a round that was not when the group was read."""
    open_rounds = stored_rounds.open_in(balances or {})
    return not open_rounds <= {one.number for one in group.rounds}


def load_group(connection: sa.Connection, chama_id: int, balances: Balances | None = None) -> Group:
    """A chama's slow-moving facts from the database. balances: of its book, None to read them."""
    if balances is None:
        balances = read_balances(connection, chama_id)
    wanted = {"id": chama_id}
    (row,) = _CHAMA.rows(connection, wanted)
    turns, rounds = stored_rounds.load(connection, chama_id, balances)
    changes, past_rules = stored_rules.load(connection, chama_id, row.rules)
    return Group(
        id=row.id,
        version=row.version,
        name=row.name,
        currency=row.currency,
        language=row.language,
        rules=Rules.stored(row.rules),
        people=_people(_MEMBERS.rows(connection, wanted)),
        collectors=tuple(_collector(one) for one in _COLLECTORS.rows(connection, wanted)),
        round=next(iter(rounds), None),
        earlier_rounds=tuple(rounds[1:]),
        turns=turns,
        changes=changes,
        past_rules=past_rules,
        founded_on=day_in_nairobi(row.created_at),
    )


def _people(rows: Sequence[Any]) -> tuple[Person, ...]:
    """The members, in the order of their first seats. rows: one a seat, in their order."""
    people: dict[str, Person] = {}
    for row in rows:
        known = people.get(row.code)
        people[row.code] = (
            _person(row)
            if known is None
            else replace(known, further_seats=(*known.further_seats, row.seat))
        )
    return tuple(people.values())


def _person(row: Any) -> Person:
    office = constitutions.Office(row.office) if row.office else None
    return Person(
        row.code,
        row.name,
        row.phone,
        row.seat,
        office,
        has_wrong_number=row.wrong_number_at is not None,
        receive_phone=row.receive_phone or "",
        next_receive_phone=row.next_receive_phone or "",
        next_receive_from=row.next_receive_from,
        pay_phone=row.pay_phone or "",
    )


def _collector(row: Any) -> Collector:
    kind = constitutions.CollectorKind(row.kind)
    return Collector(row.code, kind, row.name, row.phone, row.number, row.holder, row.currency)


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
    for chama_id, member, has_wrong_number in rows:
        known = found.get(chama_id)
        if known is None or not known.member:
            found[chama_id] = Belonging(chama_id, member, bool(has_wrong_number))
    return list(found.values())


def touch(connection: sa.Connection, chama_id: int) -> None:
    """Something slow-moving of a chama changed: processes read it anew."""
    chama = tables.chama
    connection.execute(
        sa.update(chama).where(chama.c.id == chama_id).values(version=chama.c.version + 1)
    )


def looked_on(connection: sa.Connection, chama_id: int) -> date | None:
    """The day on which the clock looked at a chama last, None before the first."""
    chosen = sa.select(tables.chama.c.clock_looked_on).where(tables.chama.c.id == chama_id)
    day: date | None = connection.execute(chosen).scalar_one()
    return day


def note_looked(connection: sa.Connection, chama_id: int, today: date, again_on: date) -> None:
    """The clock has looked at a chama, and does so again on a day; processes keep none of it."""
    chama = tables.chama
    values = {"clock_on": again_on, "clock_looked_on": today}
    connection.execute(sa.update(chama).where(chama.c.id == chama_id).values(values))


def look_again(connection: sa.Connection, chama_id: int | None, on: date) -> None:
    """The clock looks at a chama again on a day at the latest: there may be something to do."""
    chama = tables.chama
    is_later = sa.and_(chama.c.id == chama_id, chama.c.clock_on > on)
    connection.execute(sa.update(chama).where(is_later).values(clock_on=on))


def namesake(connection: sa.Connection, rules: Constitution) -> Group | None:
    """The chama that a file must mean: it has the file's name and one of its phones."""
    chama, member = tables.chama, tables.member
    phones = [entry.phone for entry in rules.members]
    chosen = (
        sa.select(chama.c.id, chama.c.name)
        .distinct()
        .join(member, member.c.chama_id == chama.c.id)
        .join(tables.member_address, tables.member_address.c.member_id == member.c.id)
        .where(tables.member_address.c.address.in_(phones))
        .order_by(chama.c.id)
    )
    for row in connection.execute(chosen).all():
        if row.name.casefold() == rules.name.casefold():
            return load_group(connection, row.id)
    return None


def found(
    connection: sa.Connection,
    rules: Constitution,
    now: datetime,
    new_salt: NewSalt = new_salt,
) -> int:
    """Create a chama with its people, collectors and an empty book; gives its id.

    Raises ChamaExists for a second chama of that name which shares a phone, with what differs.
    """
    known = namesake(connection, rules)
    if known is not None:
        raise ChamaExists(_says_what_differs(known, rules))
    chama, print_ = tables.chama, fingerprint(rules)
    chama_id: int = connection.execute(
        sa.insert(chama)
        .values(
            name=rules.name,
            fingerprint=print_,
            currency=rules.currency,
            language=rules.language,
            constitution=rules.text,
            rules=rules.rules.to_store(),
            clock_on=rules.rules.rotation.starts,
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
    for currency in rules.currencies_abroad:
        book = create_fund(connection, book, fund_of(currency), currency)
    register.note_all(connection, book, register.FOUNDER, now)
    return chama_id


def _says_what_differs(known: Group, rules: Constitution) -> str:
    differing = differences(known, rules)
    if not differing:
        return f"{known.name} exists already, with the same people and rules: nothing was created."
    lines = "\n".join(f"- {line}" for line in differing)
    return (
        f"{known.name} exists already, so nothing was created. The file differs:\n{lines}\n"
        "If it is another group, give it another name: its members could not tell them apart."
    )


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
        store_member(connection, chama_id, member_code(number), entry, now, new_salt())


def store_member(
    connection: sa.Connection,
    chama_id: int,
    code: str,
    entry: MemberEntry,
    now: datetime,
    salt: str,
) -> None:
    """A member joins, on their seats and under their phone."""
    member_id = connection.execute(
        sa.insert(tables.member)
        .values(
            chama_id=chama_id,
            code=code,
            name=entry.name,
            phone=entry.phone,
            office=entry.office.value if entry.office else None,
            receive_phone=entry.receive_phone,
            added_at=now,
            salt=salt,
        )
        .returning(tables.member.c.id)
    ).scalar_one()
    seats = [{"chama_id": chama_id, "number": seat, "member": code} for seat in entry.seats]
    connection.execute(sa.insert(tables.seat), seats)
    connection.execute(
        sa.insert(tables.member_address).values(address=entry.phone, member_id=member_id)
    )
    if entry.language is not None:
        set_language(connection, entry.phone, entry.language)


def member_code(number: int) -> str:
    """How the number-th member of a file is named in accounts, entries and questions."""
    return f"M{number:02d}"


def _insert_collectors(
    connection: sa.Connection, chama_id: int, rules: Constitution, new_salt: NewSalt
) -> None:
    codes = {one.phone: member_code(n) for n, one in enumerate(rules.members, start=1)}
    for number, entry in enumerate(rules.collectors, start=1):
        holder = codes[entry.holder]
        store_collector(connection, chama_id, f"C{number}", entry, holder, new_salt())


def store_collector(
    connection: sa.Connection,
    chama_id: int,
    code: str,
    entry: CollectorEntry,
    holder: str,
    salt: str,
) -> None:
    """Money arrives there from now on. holder: the code of the member who has its phone."""
    connection.execute(
        sa.insert(tables.collector).values(
            chama_id=chama_id,
            code=code,
            kind=entry.kind.value,
            name=entry.name,
            phone=entry.phone,
            number=entry.number,
            holder=holder,
            currency=entry.currency,
            salt=salt,
        )
    )


def begin_cycle(
    connection: sa.Connection, book: Book, turns: Sequence[Turn], actor: str, now: datetime
) -> Book:
    """Whose turn each round of a cycle is stands fast from now on. Gives the book's new head."""
    rows = [{"chama_id": book.chama_id, **asdict(turn)} for turn in turns]
    connection.execute(sa.insert(tables.turn), rows)
    touch(connection, book.chama_id)
    return register.note_turns(connection, book, turns[0].cycle, actor, now)


def open_round(
    connection: sa.Connection, book: Book, opened: RoundFacts, actor: str, now: datetime
) -> Book:
    """A round begins; its dues are an entry of its own. Gives the book's new head."""
    connection.execute(
        sa.insert(tables.round_).values(
            chama_id=book.chama_id,
            cycle=opened.cycle,
            number=opened.number,
            contribution_cents=opened.contribution_cents,
            opens_on=opened.opens_on,
            due_on=opened.due_on,
            recipient_pays=opened.recipient_pays,
        )
    )
    touch(connection, book.chama_id)
    return register.note_round(connection, book, opened.number, actor, now)


def announce_rate(
    connection: sa.Connection, book: Book, number: int, rate: Rate, actor: str, now: datetime
) -> Book:
    """A round's dues may be paid at this rate from now on, whatever it was before. Gives the book
    with its new head."""
    said = {
        "per_unit": str(rate.per_unit),
        "source": rate.source,
        "announced_on": rate.on,
    }
    upsert = (
        database.insert(connection, tables.rate)
        .values(chama_id=book.chama_id, round=number, currency=rate.currency, **said)
        .on_conflict_do_update(index_elements=["chama_id", "round", "currency"], set_=said)
    )
    connection.execute(upsert)
    touch(connection, book.chama_id)
    return register.note_rate(connection, book, number, rate.currency, actor, now)


def agree_on_change(
    connection: sa.Connection, book: Book, change: RuleChange, actor: str, now: datetime
) -> Book:
    """A change of a rule waits for its day, on which the clock looks. Gives the book's new head."""
    touch(connection, book.chama_id)
    look_again(connection, book.chama_id, change.from_on)
    return stored_rules.agree_on(connection, book, change, actor, now)


def change_rules(
    connection: sa.Connection,
    book: Book,
    change: RuleChange,
    rules: Rules,
    actor: str,
    now: datetime,
) -> Book:
    """A group goes by other rules from now on. Gives the book's new head."""
    touch(connection, book.chama_id)
    return stored_rules.replace(connection, book, change, rules, actor, now)


def note_wrong_number(
    connection: sa.Connection, book: Book, code: str, now: datetime, *, is_wrong: bool
) -> Book:
    """Whoever has a member's phone says that it is not theirs, or that it is after all.

    It decides who may agree, and so stands in the register. Gives the book with its new head.
    """
    member = tables.member
    connection.execute(
        sa.update(member)
        .where(member.c.chama_id == book.chama_id, member.c.code == code)
        .values(wrong_number_at=now if is_wrong else None)
    )
    touch(connection, book.chama_id)
    return register.note_member(connection, book, code, code, now)


def set_receive_phone(
    connection: sa.Connection, book: Book, code: str, change: ReceivePhone, now: datetime
) -> Book:
    """A member gets pots on another number from a moment on; what is due by now counts first.

    It decides where money goes, and so stands in the register. Gives the book with its new head.
    """
    member = tables.member
    own = sa.and_(member.c.chama_id == book.chama_id, member.c.code == code)
    due = sa.and_(own, member.c.next_receive_from <= now)
    connection.execute(
        sa.update(member).where(due).values(receive_phone=member.c.next_receive_phone)
    )
    values = {"next_receive_phone": change.phone or None, "next_receive_from": change.from_at}
    connection.execute(sa.update(member).where(own).values(values))
    touch(connection, book.chama_id)
    return register.note_member(connection, book, code, change.actor, now)


def set_pay_phone(connection: sa.Connection, book: Book, change: PayPhone, now: datetime) -> Book:
    """Another phone is asked for what a member pays, or their own again.

    It decides whose payments count as theirs, and so stands in the register. Gives the book with
    its new head.
    """
    own = sa.and_(tables.member.c.chama_id == book.chama_id, tables.member.c.code == change.member)
    connection.execute(sa.update(tables.member).where(own).values(pay_phone=change.phone or None))
    touch(connection, book.chama_id)
    return register.note_member(connection, book, change.member, change.actor, now)


# --- contacts: the person behind an address ------------------------------------------------------


_CONTACT = Prepared(
    sa.select(tables.contact).where(tables.contact.c.address == sa.bindparam("address"))
)


def contact(connection: sa.Connection, address: str) -> Any:
    """The row of a person behind an address, None where nothing is known of them."""
    return _CONTACT.first(connection, {"address": address})


def is_opted_out(connection: sa.Connection, address: str) -> bool:
    """Whether a person wants no messages."""
    row = contact(connection, address)
    return row is not None and row.opted_out_at is not None


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
