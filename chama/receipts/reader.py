"""From a message to the receipts in it: split, find the wordings, interpret each, join."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from chama.receipts.interpret import interpret
from chama.receipts.language import is_mixed
from chama.receipts.model import Direction, Language, Reason, Receipt
from chama.receipts.normalise import Text, normalise
from chama.receipts.spelling import respelt
from chama.receipts.split import Segment, segments
from chama.receipts.table import Notices, find_opened
from chama.receipts.unrecognised import find_loosely
from chama.receipts.wording import Found, Wording

_DIGIT = re.compile("[0-9]")


def read(text: str, received_at: datetime | None = None) -> list[Receipt]:
    """The confirmations in a message, in order; the same one twice counts once.

    received_at: aware, when the message reached us; without it no date is "in the future".
    Talk, adverts and empty texts give []. What a provider says without moving money (a failure, a
    balance, a request, a Fuliza draw) gives a receipt of its kind whose direction is "none"; what
    confirms we cannot tell what likewise gives kind "unrecognised", with a warning.
    """
    normal = normalise(text)
    found = _find_all(normal)
    if _may_be_misspelt(normal, found):
        corrected = respelt(normal)
        found_again = _find_all(corrected) if corrected is not normal else []
        if found_again:
            normal, found = corrected, found_again
    if not found:
        return []
    before, behind = normal.folded[: found[0].start], normal.folded[found[-1].end :]
    receipts = [interpret(normal, one, received_at) for one in found]
    if len(receipts) > 1:
        receipts = _without_copies(receipts)
    return _in_languages(receipts, before, behind)


def _find_all(text: Text) -> list[Found]:
    notices = Notices(text)
    found = [one for part in segments(text.folded) for one in _find(text, part, notices)]
    if len(found) < 2:
        return found
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found[1:]), len(text.folded)]
    return [
        replace(one, since=since, limit=min(one.limit, limit))
        for one, since, limit in zip(found, ends, starts, strict=False)
    ]


def _may_be_misspelt(text: Text, found: list[Found]) -> bool:
    """Whether a second look is worth it: nothing found, no known wording, or no balance."""
    if not found:
        return _DIGIT.search(text.shown) is not None
    return any(not one.is_known or _lacks_balance(one) for one in found)


def _lacks_balance(one: Found) -> bool:
    is_wording = isinstance(one.told_by, Wording)
    return is_wording and "amount" in one.spans and "balance" not in one.spans


def _find(text: Text, segment: Segment, notices: Notices) -> list[Found]:
    """The confirmations in one segment; read loosely only where no wording is known."""
    opened = find_opened(text, segment)
    if opened and opened.code:
        return [opened, *notices.between(opened.end, segment.end)]
    # Some banks write "Confirmed" too, and print their reference later.
    noticed = notices.between(segment.start, segment.end)
    if noticed:
        return noticed
    return [opened] if opened else find_loosely(text.folded, segment)


def _in_languages(receipts: list[Receipt], before: str, behind: str) -> list[Receipt]:
    """The receipts, those marked as mixed whose language is not that of the talk around them."""
    spoken = {receipt.language for receipt in receipts}
    mixed = spoken if len(spoken) > 1 else {one for one in spoken if is_mixed(one, before, behind)}
    if not mixed:
        return receipts
    return [
        replace(receipt, language=Language.MIXED) if receipt.language in mixed else receipt
        for receipt in receipts
    ]


def _without_copies(receipts: list[Receipt]) -> list[Receipt]:
    """Each confirmation once; copies of one code that differ are held against each other."""
    copies: dict[str, list[Receipt]] = defaultdict(list)
    once: dict[tuple[object, ...], Receipt] = {}
    for receipt in receipts:
        if receipt.code and receipt.direction is not Direction.NONE:
            copies[receipt.code].append(receipt)
        once.setdefault(_identity(receipt), receipt)
    in_conflict = {code for code, of_one in copies.items() if _differ(of_one)}
    return [
        _in_conflict(receipt) if receipt.code in in_conflict else receipt
        for receipt in once.values()
    ]


def _differ(copies: list[Receipt]) -> bool:
    """Whether copies of one code cannot all be true.

    A bank's notice names another payer than M-Pesa's text of the same payment, so names are
    compared within one kind only.
    """
    first = copies[0]
    return any(
        (copy.amount, copy.direction) != (first.amount, first.direction)
        or (copy.kind == first.kind and _payer(copy) and _payer(copy) != _payer(first))
        for copy in copies[1:]
    )


def _payer(receipt: Receipt) -> str:
    return (receipt.party_name or "").upper()


def _identity(receipt: Receipt) -> tuple[object, ...]:
    if receipt.code or receipt.direction is Direction.NONE:
        return receipt.code, receipt.kind, receipt.amount
    return receipt.kind, receipt.amount, receipt.party_name, receipt.occurred_at, receipt.account


def _in_conflict(receipt: Receipt) -> Receipt:
    return replace(receipt, warnings=(*receipt.warnings, Reason.CONFLICTING_COPIES))
