"""From a message to the receipts in it: split, find the wordings, interpret each, join."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from chama.money import Money
from chama.receipts.interpret import interpret
from chama.receipts.language import is_mixed
from chama.receipts.model import Direction, Language, Reason, Receipt
from chama.receipts.normalise import Text, normalise
from chama.receipts.split import Segment, segments
from chama.receipts.table import find_notices, find_opened
from chama.receipts.unrecognised import find_loosely
from chama.receipts.wording import Found


def read(text: str, received_at: datetime | None = None) -> list[Receipt]:
    """The confirmations in a message, in order; the same one twice counts once.

    received_at: aware, when the message reached us; without it no date is "in the future".
    Talk, adverts and empty texts give []. What a provider says without moving money (a failure, a
    balance, a request, a Fuliza draw) gives a receipt of its kind whose direction is "none"; what
    confirms we cannot tell what likewise gives kind "unrecognised", with a warning.
    """
    normal = normalise(text)
    found = [one for part in segments(normal.folded) for one in _find(normal, part)]
    if not found:
        return []
    before, behind = normal.folded[: found[0].start], normal.folded[found[-1].end :]
    receipts = [interpret(normal, one, received_at) for one in found]
    if len(receipts) > 1:
        receipts = _without_copies(receipts)
    return _in_languages(receipts, before, behind)


def _find(text: Text, segment: Segment) -> list[Found]:
    """The confirmations in one segment; read loosely only where no wording is known."""
    opened = find_opened(text, segment)
    if opened and opened.code:
        return [opened, *find_notices(text, opened.end, segment.end)]
    # Some banks write "Confirmed" too, and print their reference later.
    notices = find_notices(text, segment.start, segment.end)
    if notices:
        return notices
    return [opened] if opened else find_loosely(text.folded, segment)


def _in_languages(receipts: list[Receipt], before: str, behind: str) -> list[Receipt]:
    """The receipts, those marked as mixed whose language is not that of the talk around them."""
    spoken = {receipt.language for receipt in receipts}
    mixed = {one for one in spoken if is_mixed(one, before, behind)}
    if not mixed:
        return receipts
    return [
        replace(receipt, language=Language.MIXED) if receipt.language in mixed else receipt
        for receipt in receipts
    ]


def _without_copies(receipts: list[Receipt]) -> list[Receipt]:
    """Each confirmation once; one code with several amounts is held against all of its copies."""
    amounts: dict[str, set[Money | None]] = defaultdict(set)
    once: dict[tuple[object, ...], Receipt] = {}
    for receipt in receipts:
        amounts[receipt.code or ""].add(receipt.amount)
        once.setdefault(_identity(receipt), receipt)
    return [
        _in_conflict(receipt) if receipt.code and len(amounts[receipt.code]) > 1 else receipt
        for receipt in once.values()
    ]


def _identity(receipt: Receipt) -> tuple[object, ...]:
    if receipt.code or receipt.direction is Direction.NONE:
        return receipt.code, receipt.kind, receipt.amount
    return receipt.kind, receipt.amount, receipt.party_name, receipt.occurred_at, receipt.account


def _in_conflict(receipt: Receipt) -> Receipt:
    return replace(receipt, warnings=(*receipt.warnings, Reason.CONFLICTING_COPIES))
