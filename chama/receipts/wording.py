"""The rows of the table in `wordings/`: how one kind of event is told, and where one was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chama.receipts.model import Direction, Kind, Language

Spans = dict[str, tuple[int, int]]
"""Where each slot's characters stand in a text: name of the slot, start and end."""


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a payment as printed; `number` is a shortcode, till or agent number."""

    name: str | None
    phone: str | None = None
    phone_masked: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of event in the words that follow "<code> Confirmed" (or "Imethibitishwa").

    kind: the kind, or a function that tells it from the other side.
    templates: the words with slots, see template.py.
    source: where the words were seen.
    direction: where it is not the kind's usual one.
    party_name: the other side where the words name it without a slot.
    """

    kind: Kind | Callable[[Party], Kind]
    templates: tuple[str, ...]
    source: str
    language: Language = Language.ENGLISH
    direction: Direction | None = None
    party_name: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of event in words that may stand anywhere, as banks and other wallets write.

    heads: templates of what tells the event; the clauses behind it come in any order.
    must_hold, may_hold: templates of clauses that follow a head, needed and optional.
    is_payer_first: the payer's name stands before the head ("JANE DOE has sent you ...").
    is_month_first: dates are month/day/year unless the code says otherwise.
    """

    kind: Kind
    heads: tuple[str, ...]
    source: str
    language: Language = Language.ENGLISH
    must_hold: tuple[str, ...] = ()
    may_hold: tuple[str, ...] = ()
    is_payer_first: bool = False
    is_month_first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A confirmation found in a text, from `start` to `end`, with its slots' places.

    since, limit: where the text around it begins and ends that may still be its own.
    code: the one that it opens with; is_known: False for what was only read loosely.
    """

    told_by: Wording | Notice
    start: int
    end: int
    spans: Spans
    limit: int
    code: str | None = None
    is_known: bool = True
    since: int = 0
