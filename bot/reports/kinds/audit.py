"""The audit pack: a zip from which an outsider recomputes the whole book without this software."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.constitutions.document import document
from bot.reports.asked import Asked, Takes
from bot.reports.pack import as_line, files_of
from bot.reports.value import Column, Report, Table, rows_of
from bot.reports.verifier import fields_of, hash_of
from bot.views.chain import chain, ref_of
from bot.words import TEMPLATES
from chama.journal import SealedEntry

TAKES = frozenset({Takes.PHONES})
FORMATS = ("zip",)


def build(asked: Asked) -> Report:
    """The pack, and a table of what is in it."""
    words = asked.words
    phones = words("with_phones" if asked.with_phones else "without_phones")
    files = files_of(asked, _readme(asked, phones), _constitution(asked))
    return asked.report(
        [
            Table(
                name=words("files"),
                currency=asked.group.currency,
                columns=(
                    Column("file", words("file")),
                    Column("what", words("columns.what")),
                ),
                rows=rows_of(
                    [(one.name, words(f"holds.{one.name.partition('.')[0]}")) for one in files]
                ),
            )
        ],
        facts=[phones],
        notes=[words("note")],
        period=words.day(asked.today),
        about="with-phones" if asked.with_phones else "",
        attachments=files,
    )


def _constitution(asked: Asked) -> str:
    """The group's rules of the day, as a document."""
    group, day = asked.group, asked.today
    waiting = tuple(one for one in group.changes if one.from_on > day)
    then = replace(group, rules=group.rules_on(day), changes=waiting)
    return document(then, day, asked.words.language, TEMPLATES)


def _readme(asked: Asked, phones: str) -> str:
    """How to recompute a hash by hand, with the first number of the book and its first entry."""
    words, ref = asked.words, ref_of(asked.connection, asked.group.id)
    links = list(chain(asked.connection, asked.as_of))
    lines = [as_line(one) for one in links[:1]]
    lines += [as_line(one) for one in links if isinstance(one, SealedEntry)][:1]
    return (
        words(
            "readme",
            group=asked.group.name,
            moment=words.moment(asked.as_of.at),
            seq=asked.as_of.seq,
            head=asked.as_of.head,
            book=ref,
            phones=phones,
            examples=[_example(ref, one) for one in lines],
        )
        + "\n"
    )


def _example(book: str, line: Any) -> dict[str, object]:
    fields = fields_of(book, line)
    canonical = "".join(f"{len(one.encode())}:{one};" for one in fields)
    return {
        "seq": line["seq"],
        "is_note": line["what"] == "note",
        "fields": fields,
        "canonical": canonical,
        "hash": hash_of(book, line),
    }
