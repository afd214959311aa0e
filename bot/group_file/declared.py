"""What of each table is in a group's file, what is not, and why; a guard test finds who forgot.

No row id is in it: they are another server's. A member is named by code, a proposal and a statement
by number, the book by its ref, which is part of every hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from bot.group_file.values import Type
from bot.store import tables

_ID = {"id": "numbered anew on each server"}
_OWN = {"chama_id": "the file is of one chama"}
_NOTHING: Mapping[str, Any] = MappingProxyType({})

CHAMA = sa.bindparam("chama_id", type_=sa.BigInteger)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a row in the file. shape: of JSON, what it must be: an object or a list."""

    name: str
    of: Type
    is_nullable: bool
    shape: type | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table. left_out: its columns that are not in the file, with the reason.

    sources: where each field is read. order: by what the rows are sorted. people: the fields that
    name one member, by code.
    """

    table: sa.Table
    fields: tuple[Field, ...]
    left_out: Mapping[str, str]
    sources: tuple[sa.ColumnElement[Any], ...]
    order: tuple[sa.ColumnElement[Any], ...]
    people: tuple[str, ...] = ()
    joined: sa.FromClause | None = None
    only: tuple[sa.ColumnElement[bool], ...] = field(default=())

    @property
    def name(self) -> str:
        """How its lines begin."""
        return self.table.name

    def rows(self, dialect: str) -> sa.Select[Any]:
        """Reads them, in an order that is the same on every database. Takes chama_id."""
        named = [
            source.label(one.name) for source, one in zip(self.sources, self.fields, strict=True)
        ]
        return (
            sa.select(*named)
            .select_from(self.table if self.joined is None else self.joined)
            .where(*self.only)
            .order_by(*(_by_bytes(column, dialect) for column in self.order))
        )


def _by_bytes(column: sa.ColumnElement[Any], dialect: str) -> sa.ColumnElement[Any]:
    """PostgreSQL sorts words by language, SQLite by bytes."""
    is_text = isinstance(column.type, sa.String) and dialect == "postgresql"
    return sa.collate(column, "C") if is_text else column


def _section(
    table: sa.Table,
    *,
    order: Sequence[str],
    left_out: Mapping[str, str] = _OWN,
    people: tuple[str, ...] = (),
    shapes: Mapping[str, type] = _NOTHING,
    instead: Mapping[str, tuple[str, sa.ColumnElement[Any]]] = _NOTHING,
    joined: sa.FromClause | None = None,
    only: tuple[sa.ColumnElement[bool], ...] = (),
) -> Section:
    """instead: by column, the field that stands for it and where that is read."""
    kept = [column for column in table.c if column.name not in left_out]
    replaced = [instead.get(column.name, (column.name, column)) for column in kept]
    fields = [
        Field(name, source.type, bool(column.nullable), shapes.get(column.name))
        for column, (name, source) in zip(kept, replaced, strict=True)
    ]
    return Section(
        table,
        tuple(fields),
        left_out,
        tuple(source for _, source in replaced),
        tuple(table.c[name] for name in order),
        people,
        joined,
        only or (table.c.chama_id == CHAMA,),
    )


_member, _proposal, _question = tables.member, tables.proposal, tables.question
_address = tables.member_address
_file, _order, _contact = tables.statement_file, tables.money_order, tables.contact

FILE_NUMBER = sa.func.row_number().over(order_by=_file.c.id)

_OF_GROUP = sa.union(
    sa.select(tables.member_address.c.address)
    .join(_member, _member.c.id == tables.member_address.c.member_id)
    .where(_member.c.chama_id == CHAMA),
    sa.select(tables.collector.c.phone).where(tables.collector.c.chama_id == CHAMA),
)

_HAS_CODE = sa.and_(_question.c.code != "", _question.c.answered_at.is_(None))

CHAMA_SECTION = _section(
    tables.chama,
    order=["id"],
    left_out={**_ID, "version": "counts for the processes of one server"},
    shapes={"rules": dict},
    only=(tables.chama.c.id == CHAMA,),
)
FUNDS = _section(tables.fund, order=["id"], left_out={**_ID, **_OWN})

BEHIND_THE_CHAIN: tuple[Section, ...] = (
    _section(_member, order=["id"], left_out={**_ID, **_OWN}),
    _section(
        tables.member_address,
        order=["member_id", "address"],
        left_out={},
        people=("member",),
        instead={"member_id": ("member", _member.c.code)},
        joined=_address.join(_member, _member.c.id == _address.c.member_id),
        only=(_member.c.chama_id == CHAMA,),
    ),
    _section(tables.seat, order=["number"], people=("member",)),
    _section(tables.collector, order=["id"], left_out={**_ID, **_OWN}, people=("holder",)),
    _section(tables.round_, order=["id"], left_out={**_ID, **_OWN}),
    _section(tables.rate, order=["round", "currency"]),
    _section(tables.turn, order=["cycle", "round", "position"], people=("member",)),
    _section(tables.rule_change, order=["number"]),
    _section(tables.past_rules, order=["number"], shapes={"rules": dict}),
    _section(
        _contact,
        order=["address"],
        left_out={
            "chama_id": "which of their groups they talk about, they say on each server",
            "chosen_at": "goes with it",
            "stranger_answered_at": "spares a stranger on one server a second answer",
        },
        only=(_contact.c.address.in_(_OF_GROUP),),
    ),
    _section(tables.payer, order=["payer_key"], people=("member",)),
    _section(
        _file,
        order=["id"],
        left_out={
            **_OWN,
            "proposal_id": "the facts of the proposal name the file; told apart while carried out",
            "password": "opens a statement that was not read yet, and such a group is not exported",
        },
        shapes={"statement": dict, "stand": list},
        instead={"id": ("number", sa.type_coerce(FILE_NUMBER, sa.Integer))},
    ),
    _section(
        _proposal,
        order=["id"],
        left_out={**_ID, **_OWN},
        shapes={"facts": dict, "interested": list, "voters": list},
    ),
    _section(
        tables.vote,
        order=["proposal_id", "member"],
        left_out={},
        people=("member",),
        instead={"proposal_id": ("proposal", _proposal.c.number)},
        joined=tables.vote.join(_proposal, _proposal.c.id == tables.vote.c.proposal_id),
        only=(_proposal.c.chama_id == CHAMA,),
    ),
    _section(
        _question,
        order=["id"],
        left_out={
            **_ID,
            **_OWN,
            "wrong_codes": "counted for a code, and the code is another one",
            "code_renewed_at": "the new code is the first",
        },
        shapes={"details": dict},
        instead={
            "proposal_id": ("proposal", _proposal.c.number),
            # The digits that agree to money out are in nobody's file: new ones are made.
            "code": ("has_code", _HAS_CODE),
        },
        joined=_question.outerjoin(_proposal, _proposal.c.id == _question.c.proposal_id),
    ),
    _section(tables.claim, order=["claimed_at", "code", "member", "network"], people=("member",),
             shapes={"shares": list}),
    _section(tables.intention, order=["id"], left_out={**_ID, **_OWN}, people=("member",),
             shapes={"shares": list}),
    _section(tables.sight, order=["collector"]),
    _section(tables.statement_seen, order=["content"]),
    _section(tables.early_reversal, order=["network", "original"]),
    _section(tables.meeting, order=["id"], left_out={**_ID, **_OWN}),
    _section(
        _order,
        order=["id"],
        left_out={
            **_ID,
            **_OWN,
            "key": "tells of causes by their row ids; a settled order is named by our_id",
            "due_at": "of a settled order nothing is due, and none else is exported",
        },
        shapes={"facts": dict},
        only=(_order.c.chama_id == CHAMA, _order.c.settled_at.is_not(None)),
    ),
    _section(tables.proof, order=["network", "code"]),
)  # fmt: skip

SECTIONS = (CHAMA_SECTION, FUNDS, *BEHIND_THE_CHAIN)

ENTRY, NOTE = tables.entry.name, tables.register.name
CHAIN = (ENTRY, NOTE)
"""Between the funds and what follows them: entries with their postings, and notes, by seq."""

_NOTE_COLUMNS = ("seq", "subject", "facts", "actor", "recorded_at", "hash")
_ENTRY_COLUMNS = (
    *("seq", "kind", "key", "effective_on", "recorded_at", "actor", "member", "network", "receipt"),
    *("reverses", "memo", "hash"),
)


def _of_chain(table: sa.Table, names: Sequence[str]) -> tuple[Field, ...]:
    return tuple(Field(name, table.c[name].type, bool(table.c[name].nullable)) for name in names)


POSTINGS = Field("postings", sa.JSON(), is_nullable=False, shape=list)
"""Of an entry: [fund, account, cents] a line, in their order."""

ENTRY_FIELDS = (*_of_chain(tables.entry, _ENTRY_COLUMNS), POSTINGS)
NOTE_FIELDS = _of_chain(tables.register, _NOTE_COLUMNS)

IN_THE_CHAIN = {
    tables.book.name: "its ref, seq and head stand in the manifest",
    tables.entry.name: "a line each; the hash before it is the one of the line before",
    tables.posting.name: "in the line of their entry",
    tables.account.name: "opened by the entries that first move them; balances are their sums",
    tables.receipt.name: "claimed again by the entry that carries the code",
    tables.register.name: "a line each, between the entries",
}

LEFT_OUT = {
    tables.inbox.name: "texts are of people, who may be in several groups, and hold their private"
    " words; what they proved stands in the book with code, amount and who brought it",
    tables.outbox.name: "went out from the old server's numbers; open questions are put again",
    tables.attempt.name: "of messages that are left out",
    tables.channel_pause.name: "of one server's providers",
    tables.clock.name: "of one machine",
    tables.file_link.name: "fetches a file from the old server",
    tables.forwarding_phone.name: "its secrets are of the old address: it is connected anew",
    tables.dashboard_link.name: "opens the old server's pages: a new one is asked for by text",
    tables.dashboard_session.name: "of a person's browser and the old server's pages",
    tables.news.name: "the provider's raw words to the old server's account",
    tables.provider_question.name: "asked of the old server's account; what it showed is a proof",
    tables.provider_token.name: "a secret of one server",
    tables.number_name.name: "can be asked again",
}
"""Tables of which nothing goes along."""
