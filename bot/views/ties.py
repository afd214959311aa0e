"""What M-Pesa shows of each collector, beside the book, and what explains where the two differ.

A statement that was held against the book counts, whoever brought it; where there is none yet, the
newest text that printed a balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from bot.store.tables import claim, proposal, sight, statement_seen
from bot.views._open_then import questions_open_at
from bot.views.book_at import BookAt, entries_until
from bot.views.cash_book import place_of
from chama.agreement import AND
from chama.entries import is_left, is_taken_by_provider, receipt_key, receipt_of
from chama.group import Collector, Group
from chama.journal import ReceiptId, SealedEntry, add_postings, standing
from chama.kinds import AccountKind
from chama.money import Money
from chama.pots import payables
from chama.receivables import day_of
from chama.rota import day_in_nairobi

_IN: Final = frozenset({"review", "same_code", "own_or_banked", "own_or_held", "own_or_groups"})
_OUT: Final = frozenset(
    {"money_out", "what_for", "spent_on", "purpose", "withdrawn", "paid_from", "reversal"}
)
"""Kinds of questions and proposals about a text that the book does not have yet: money in, out."""

_DEEPER: Final = ("facts", "sent", "payment", "asked")  # where the details of a question may be


class Source(StrEnum):
    """What showed a balance."""

    STATEMENT = "statement"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Shown:
    """A balance that M-Pesa printed. on: of which day it is.

    code: of the text, or the beginning of the statement file's SHA-256. stood: names of who stands
    for the statement, () where the operator brought it in, or for a text.
    """

    source: Source
    on: date
    balance: Money
    code: str
    stood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that is open. amount: by how much more M-Pesa has than the book because of it."""

    kind: str
    on: date
    name: str
    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Tie:
    """A collector. booked: what the book has there on the day of `shown`; closing: at its end.

    known: by which the two differ for certain: what is booked without a text, and texts that the
    book has not, or not any more. possible: what may explain the rest.
    """

    collector: Collector
    closing: Money
    shown: Shown | None
    booked: Money
    known: tuple[OpenItem, ...]
    possible: tuple[OpenItem, ...]

    @property
    def difference(self) -> Money:
        """By how much more is shown than is booked; nothing where nothing is shown."""
        return self.shown.balance - self.booked if self.shown else self.booked - self.booked

    @property
    def unexplained(self) -> Money:
        """What of it nothing that is known explains."""
        left = self.difference
        for item in self.known:
            left -= item.amount
        return left


def ties(connection: sa.Connection, group: Group, until: BookAt) -> tuple[Tie, ...]:
    """Each collector of a group, as the book was then."""
    entries = list(entries_until(connection, until))
    return tuple(_Tying(connection, group, until, entries, one).tie() for one in group.collectors)


@dataclass(frozen=True)
class _Tying:
    """One collector beside what is shown of it."""

    connection: sa.Connection
    group: Group
    until: BookAt
    entries: list[SealedEntry]
    collector: Collector

    def tie(self) -> Tie:
        """All of it."""
        shown = self._statement() or self._text()
        if shown is None:
            return Tie(self.collector, self._lies(), None, self._lies(), (), ())
        known = (*self._by_word(shown.on), *self._taken_out(shown.on), *self._texts(shown.on))
        possible = (*self._claims(shown.on), *self._set_aside(shown.on))
        return Tie(self.collector, self._lies(), shown, self._lies(shown.on), known, possible)

    def _money(self, cents: int) -> Money:
        return Money(cents, self.collector.currency or self.group.currency)

    def _lies(self, on: date | None = None) -> Money:
        """What the book has there. on: of entries that belong to a day up to this one."""
        here = place_of(self.collector.place)
        lines = (
            line
            for sealed in self.entries
            if on is None or day_of(sealed) <= on
            for line in sealed.entry.postings
        )
        return self._money(sum(p.amount_cents for p in lines if place_of(p.account) == here))

    def _statement(self) -> Shown | None:
        seen = statement_seen.c
        chosen = (
            sa.select(statement_seen)
            .where(
                seen.chama_id == self.group.id,
                seen.collector == self.collector.code,
                seen.seen_at <= self.until.at,
                seen.last_on.is_not(None),
            )
            .order_by(seen.last_on.desc(), seen.seen_at.desc())
            .limit(1)
        )
        row = self.connection.execute(chosen).first()
        if row is None:
            return None
        names = (self.group.name_of(code) or code for code in row.stood.split(AND) if code)
        balance = self._money(row.closing_cents)
        return Shown(Source.STATEMENT, row.last_on, balance, row.digest[:12], tuple(names))

    def _text(self) -> Shown | None:
        chosen = sa.select(sight).where(
            sight.c.chama_id == self.group.id,
            sight.c.collector == self.collector.code,
            sight.c.printed_at <= self.until.at,
        )
        row = self.connection.execute(chosen).first()
        if row is None:
            return None
        on, balance = day_in_nairobi(row.printed_at), self._money(row.balance_cents)
        return Shown(Source.TEXT, on, balance, row.code)

    @property
    def _is_first(self) -> bool:
        """Whether it is the one to which people pay and from which is sent, if nobody says else."""
        return self.collector in self.group.collectors_in("")[:1]

    def _claims(self, on: date) -> Iterator[OpenItem]:
        chosen = (
            sa.select(claim)
            .where(
                claim.c.chama_id == self.group.id,
                claim.c.claimed_at <= self.until.at,
                claim.c.amount_cents.is_not(None),
                sa.or_(claim.c.settled_at.is_(None), claim.c.settled_at > self.until.at),
            )
            .order_by(claim.c.claimed_at, claim.c.code, claim.c.member)
        )
        for row in self.connection.execute(chosen) if self._is_first else ():
            day, name = day_in_nairobi(row.claimed_at), self.group.name_of(row.member)
            if day <= on:
                yield OpenItem("claim", day, name, row.code, self._money(row.amount_cents))

    def _set_aside(self, on: date) -> Iterator[OpenItem]:
        """What it was agreed to send: if it has left, its text is what is missing."""
        held: dict[Any, int] = {}
        since: dict[Any, date] = {}
        for sealed in self.entries:
            add_postings(held, sealed.entry.postings)
            for line in sealed.entry.postings:
                if line.account.kind is AccountKind.PAYABLE:
                    since.setdefault(line.account, day_of(sealed))
        for account, cents in payables(held) if self._is_first else ():
            if since[account] <= on:
                name = self.group.name_of(account.owner)
                yield OpenItem("set_aside", since[account], name, "", self._money(-cents))

    def _by_word(self, on: date) -> Iterator[OpenItem]:
        """What was put down there without a text, and stands."""
        here = place_of(self.collector.place)
        for sealed in standing(self.entries):
            entry = sealed.entry
            cents = sum(p.amount_cents for p in entry.postings if place_of(p.account) == here)
            is_shown = receipt_of(entry.key) is not None
            if cents and not is_shown and entry.reverses is None and day_of(sealed) <= on:
                names = ", ".join(filter(None, map(self.group.name_of, entry.members)))
                day, code = day_of(sealed), sealed.chain_code
                yield OpenItem("by_word", day, names, code, self._money(-cents))

    def _taken_out(self, on: date) -> Iterator[OpenItem]:
        """Texts whose money people took out of the book, or put back, and M-Pesa did not; and what
        is another group's, where several collect on one account."""
        here, by_receipt = place_of(self.collector.place), dict[ReceiptId, list[SealedEntry]]()
        for sealed in self.entries:
            receipt = receipt_of(sealed.entry.key)
            if receipt is not None and not _is_first(sealed) and day_of(sealed) <= on:
                by_receipt.setdefault(receipt, []).append(sealed)
        for receipt, later in by_receipt.items():
            lines = (line for sealed in later for line in sealed.entry.postings)
            cents = sum(p.amount_cents for p in lines if place_of(p.account) == here)
            is_anothers = any(is_left(sealed.entry) for sealed in later)
            if cents and (is_anothers or not any(map(_is_by_provider, later))):
                day, amount = day_of(later[-1]), self._money(-cents)
                kind = "anothers" if is_anothers else "taken_out"
                yield OpenItem(kind, day, "", receipt.code, amount)

    def _texts(self, on: date) -> Iterator[OpenItem]:
        recorded = {one.entry.receipt for one in self.entries if one.entry.receipt}
        seen: set[str] = set()
        for kind, asked_on, facts in (*self._proposals(), *self._questions()):
            code = facts.get("reversal" if kind == "reversal" else "code") or ""
            cents = facts.get("amount_cents")
            is_new = bool(code) and code not in recorded and code not in seen
            if not is_new or not isinstance(cents, int) or asked_on > on:
                continue
            if (facts.get("collector") or self.collector.code) != self.collector.code:
                continue
            if not facts.get("collector") and not self._is_first:
                continue
            seen.add(code)
            fee_cents = facts.get("fee_cents") or 0
            signed = cents if kind in _IN else -cents - fee_cents
            name = next((facts[one] for one in _NAMES if facts.get(one)), "")
            yield OpenItem(kind, asked_on, name, code, self._money(signed))

    def _proposals(self) -> Iterator[tuple[str, date, Mapping[str, Any]]]:
        chosen = (
            sa.select(proposal)
            .where(
                proposal.c.chama_id == self.group.id,
                proposal.c.kind.in_(_IN | _OUT),
                proposal.c.asked_at <= self.until.at,
                sa.or_(proposal.c.decided_at.is_(None), proposal.c.decided_at > self.until.at),
                proposal.c.expires_at > self.until.at,
            )
            .order_by(proposal.c.number)
        )
        for row in self.connection.execute(chosen):
            yield row.kind, day_in_nairobi(row.asked_at), row.facts

    def _questions(self) -> Iterator[tuple[str, date, Mapping[str, Any]]]:
        for row in self.connection.execute(questions_open_at(self.until)):
            if row.kind in _IN | _OUT:
                yield row.kind, day_in_nairobi(row.asked_at), _flat(row.details)


def _is_first(sealed: SealedEntry) -> bool:
    """Whether it is the entry that records a receipt, and no later one about it."""
    receipt = receipt_of(sealed.entry.key)
    return receipt is not None and sealed.entry.key == receipt_key(receipt)


def _is_by_provider(sealed: SealedEntry) -> bool:
    """Whether it has a code of its own, or took out what M-Pesa took back."""
    return sealed.entry.receipt != "" or is_taken_by_provider(sealed.entry)


_NAMES: Final = ("recipient_name", "payer_name", "member_name", "names", "name")


def _flat(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """The details of a question, with those of what it is about."""
    found: dict[str, Any] = {}
    for name in _DEEPER:
        if isinstance(deeper := details.get(name), Mapping):
            found |= _flat(deeper)
    return {**found, **{key: one for key, one in details.items() if key not in _DEEPER}}
