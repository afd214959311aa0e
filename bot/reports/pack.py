"""The files of an audit pack: the chain as it was sealed, tables of the same, and what checks them.

Phones are masked, and the salts of the register's digests are left out, unless whole numbers are
asked for: with a salt, the digits that a mask hides are guessed in a moment. The chain itself can
be recomputed either way, as it covers the digests and not what they stand for.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.reports import verifier
from bot.reports.asked import Asked
from bot.reports.cells import safe
from bot.reports.value import Attachment
from bot.views.chain import (
    Link,
    Personal,
    ProposalAt,
    chain,
    currencies_of,
    personal,
    proposals_at,
    ref_of,
    statements_of,
)
from bot.views.rounds import rounds
from chama.agreement import AND
from chama.journal import Account, SealedEntry, add_postings
from chama.money import Money
from chama.phones import mask

SUMS = "SHA256SUMS"

Json = Mapping[str, Any]


def files_of(asked: Asked, readme: str, constitution: str) -> list[Attachment]:
    """All files of a pack, the list of their digests last. readme: in words, for people."""
    links = list(chain(asked.connection, asked.as_of))
    texts = {
        "README.txt": readme,
        "verify.py": Path(verifier.__file__).read_text(encoding="utf-8"),
        "book.json": _json(_book(asked)) + "\n",
        "chain.jsonl": "".join(f"{_json(as_line(one))}\n" for one in links),
        "constitution.txt": constitution,
        "personal.json": _json(list(_opened(asked))) + "\n",
        **dict(_tables(asked, links)),
    }
    files = [Attachment(name, text.encode()) for name, text in texts.items()]
    sums = "".join(f"{hashlib.sha256(one.content).hexdigest()}  {one.name}\n" for one in files)
    return [*files, Attachment(SUMS, sums.encode())]


def as_line(link: Link) -> Json:
    """A number of the book with exactly what its hash covers, and the hash."""
    at = link.recorded_at
    place = {
        "what": "entry" if isinstance(link, SealedEntry) else "note",
        "seq": link.seq,
        "recorded_at": at.astimezone(UTC).isoformat(timespec="microseconds") if at else "",
        "prev_hash": link.prev_hash,
        "hash": link.hash,
    }
    if not isinstance(link, SealedEntry):
        note = link.note
        return {**place, "subject": note.subject, "facts": note.facts, "actor": note.actor}
    said = link.entry
    return {
        **place,
        "kind": said.kind.value,
        "on": said.effective_on.isoformat() if said.effective_on else "",
        "actor": said.actor,
        "key": said.key,
        "member": said.member,
        "network": said.network,
        "receipt": said.receipt,
        "reverses": "" if said.reverses is None else str(said.reverses),
        "memo": said.memo,
        "postings": [[p.account.fund, p.account.code, p.amount_cents] for p in said.postings],
    }


def _book(asked: Asked) -> Json:
    return {
        "book": ref_of(asked.connection, asked.group.id),
        "group": asked.group.name,
        "as_of": asked.as_of.at.astimezone(UTC).isoformat(timespec="seconds"),
        "seq": asked.as_of.seq,
        "head": asked.as_of.head,
        "funds": currencies_of(asked.connection, asked.group.id),
    }


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


def _opened(asked: Asked) -> Iterator[Json]:
    """What opens the digests, where whole numbers were asked for."""
    for one in personal(asked.connection, asked.as_of) if asked.with_phones else ():
        if one.salt and one.is_as_then:
            yield {"subject": one.subject, "name": one.name, "phone": one.phone, "salt": one.salt}


def _tables(asked: Asked, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    currencies = currencies_of(asked.connection, asked.group.id)
    entries = [one for one in links if isinstance(one, SealedEntry)]
    proposals = proposals_at(asked.connection, asked.as_of)
    yield "entries.csv", _csv(_ENTRY, (_entry(one, currencies) for one in entries))
    yield "postings.csv", _csv(_POSTING, _postings(entries, currencies))
    yield "balances.csv", _csv(_BALANCE, _balances(entries, currencies))
    yield "register.csv", _csv(_NOTE, _notes(links))
    yield "people.csv", _csv(_PERSON, (_person(asked, one) for one in _people(asked)))
    yield "rounds.csv", _csv(_ROUND, _rounds(asked))
    yield "proposals.csv", _csv(_PROPOSAL, (_proposal(asked, one) for one in proposals))
    yield "votes.csv", _csv(_VOTE, (line for one in proposals for line in _votes(one)))
    yield "statements.csv", _csv(_STATEMENT, _statements(asked))


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


_ENTRY = (
    *("seq", "kind", "on", "recorded_at", "member", "actor", "amount", "currency"),
    *("network", "receipt", "reverses", "memo", "key", "hash"),
)
_POSTING = ("seq", "line", "fund", "account", "amount", "currency")
_BALANCE = ("fund", "account", "amount", "currency")
_NOTE = ("seq", "recorded_at", "subject", "facts", "actor", "hash")
_PERSON = ("what", "code", "name", "phone")
_ROUND = ("number", "key", "opens_on", "due_on", "recipients")
_PROPOSAL = (
    *("number", "kind", "amount", "currency", "member", "asked_by", "asked_at", "state"),
    *("decided_at", "entry_key"),
)
_VOTE = ("number", "member", "says", "at")
_STATEMENT = (
    *("file_sha256", "content", "collector", "first_on", "last_on", "opening", "closing"),
    *("currency", "rows", "stood", "seen_at"),
)


def _entry(one: SealedEntry, currencies: Mapping[str, str]) -> Sequence[object]:
    said, line = one.entry, as_line(one)
    amount = Money(said.amount_cents, currencies[said.postings[0].account.fund])
    return (
        *(one.seq, line["kind"], line["on"], line["recorded_at"], said.member, said.actor),
        *(amount.decimal, amount.currency, said.network, said.receipt, line["reverses"]),
        *(said.memo, said.key, one.hash),
    )


def _postings(
    entries: Iterable[SealedEntry], currencies: Mapping[str, str]
) -> Iterator[Sequence[object]]:
    for one in entries:
        for number, posting in enumerate(one.entry.postings, start=1):
            account = posting.account
            amount = Money(posting.amount_cents, currencies[account.fund])
            yield one.seq, number, account.fund, account.code, amount.decimal, amount.currency


def _balances(
    entries: Iterable[SealedEntry], currencies: Mapping[str, str]
) -> Iterator[Sequence[object]]:
    held: dict[Account, int] = {}
    for one in entries:
        add_postings(held, one.entry.postings)
    for account, cents in sorted(held.items(), key=lambda item: (item[0].fund, item[0].code)):
        amount = Money(cents, currencies[account.fund])
        yield account.fund, account.code, amount.decimal, amount.currency


def _notes(links: Iterable[Link]) -> Iterator[Sequence[object]]:
    for one in links:
        if not isinstance(one, SealedEntry):
            said = one.note
            at = as_line(one)["recorded_at"]
            yield one.seq, at, said.subject, said.facts, said.actor, one.hash


def _people(asked: Asked) -> tuple[Personal, ...]:
    return personal(asked.connection, asked.as_of)


def _person(asked: Asked, one: Personal) -> Sequence[object]:
    phone = one.phone if asked.with_phones else mask(one.phone)
    return one.subject.partition(":")[0], one.code, one.name, phone


def _rounds(asked: Asked) -> Iterator[Sequence[object]]:
    for key, one in rounds(asked.connection, asked.group.id).items():
        if one.opens_on <= asked.today:
            yield one.number, key, one.opens_on, one.due_on, AND.join(one.recipients)


def _proposal(asked: Asked, one: ProposalAt) -> Sequence[object]:
    cents, currency = one.amount_cents, asked.group.currency
    amount = "" if cents is None else Money(cents, currency).decimal
    return (
        *(one.number, one.kind, amount, currency, one.member, AND.join(one.asked_by)),
        *(_moment(one.asked_at), one.state.value, _moment(one.decided_at), one.entry),
    )


def _votes(one: ProposalAt) -> Iterator[Sequence[object]]:
    for member, agrees, at in one.votes:
        yield one.number, member, "yes" if agrees else "no", _moment(at)


def _statements(asked: Asked) -> Iterator[Sequence[object]]:
    for one in statements_of(asked.connection, asked.as_of):
        collector = asked.group.collector(one.collector)
        currency = (collector.currency if collector else "") or asked.group.currency
        opening, closing = Money(one.opening_cents, currency), Money(one.closing_cents, currency)
        yield (
            *(one.digest, one.content, one.collector, one.first_on or "", one.last_on or ""),
            *(opening.decimal, closing.decimal, currency, one.rows, one.stood),
            _moment(one.seen_at),
        )


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at is not None else ""
