"""Parts of one long text that a phone forwarded as several messages: told apart, and joined.

A head begins with "<code> Confirmed" and breaks off; a tail begins in the middle and has no code.
Who gets a fragment keeps it, and when the sender's next one comes asks `join` about both. A
fragment by itself says nothing: neither a claim, nor an amount, nor a question about a balance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import permutations, product

from chama.receipts.codes import date_in_code
from chama.receipts.model import Direction, Reason, Receipt
from chama.receipts.normalise import normalise
from chama.receipts.reader import read
from chama.receipts.template import PHONE, WHEN

MOST_PARTS = 3
LONGEST = 480
"""Characters of a fragment: three SMS; nobody's phone cuts longer pieces."""

_HEAD = re.compile(
    r"(?:CONGRATULATIONS!? ?)?(?P<code>[J-Z][A-L][1-9A-V][A-Z0-9]{7})"
    r"(?:[ .,:]{1,3}(?P<rest>.*)|(?P<glued>CONFIRMED.*|IMETHIBITISHWA.*))",
    re.DOTALL,
)
_OPENERS = ("CONFIRMED", "IMETHIBITISHWA")
_LEAST_OF_OPENER = 3
_MONEY = r"K?SH ?[0-9][0-9,]*"
_WHOLE_BALANCE = re.compile(r"(?:BALANCE IS|M-PESA NI) KSH ?[0-9][0-9,]*\.[0-9]{2}(?![0-9])")
_SENTENCE_ENDS = (".", "!", "?", ")")
_CUT_IN_A_NUMBER = re.compile(r"KSH ?[0-9,]*\.?[0-9]?$")
# What only the operator writes, wherever the cut was.
_OPERATORS = re.compile(
    rf"(?:PESA|BUSINESS|UTILITY|ACCOUNT) BALANCE IS(?: {_MONEY}|$)|BALANCE IS {_MONEY}\.[0-9]{{2}}"
    rf"|M-?PESA NI(?: {_MONEY}|$)|CTION COST,? {_MONEY}"
    rf"|GHARAMA YA KUTUMA NI {_MONEY}|TRANSACT WITHIN THE DAY|PERSONAL AND BUSINESS FUNDS"
    r"|THROUGH POCHI LA BIASHARA|ONEAPP|SAF\.CX/|FORWARD THIS MESSAGE TO 456"
    r"|SAFARICOM HUPIGA NA|PIN YAKO SIRI YAKO|TUMA UJUMBE HUU KWA 456|ON \*334#"
)
# The end of a name and number, then the moment: "ANGI 0712000004 on 23/11/26 at 8:59 AM".
_NAME_NUMBER_MOMENT = re.compile(rf"(?:[A-Z'.-]+ ){{0,4}}(?:{PHONE}|[*]+[0-9]{{3}}) {WHEN}")
_END_OF_A_NUMBER = re.compile(r"(?:[,.][0-9]|0[0-9]\.)[0-9,.]*(?: |$)")
_OF_A_CUT = frozenset(
    {
        Reason.UNKNOWN_WORDING,
        Reason.MALFORMED_BALANCE,
        Reason.MALFORMED_AMOUNT,
        Reason.MISSING_CODE,
        Reason.INVALID_DATE,
        Reason.CODE_LENGTH,
    }
)


def is_fragment(text: str) -> bool:
    """Whether a message is a part of one M-Pesa text: a head that breaks off, or a tail.

    A text that reads as a clean confirmation by itself is none, even where its end is missing.
    """
    return len(text) <= MOST_PARTS * LONGEST and (_is_head(text) or _is_tail(text))


def join(parts: Sequence[str], received_at: datetime | None = None) -> str | None:
    """The text that two or three fragments, in whatever order they came, make up; else None.

    Only where they fit without a guess: one of them is the head, all of them are used, and every
    order that reads as one clean confirmation reads as the same one. Nothing is put between the
    parts, unless they fit only with the blank that is lost at the end of a message.
    """
    if not 2 <= len(parts) <= MOST_PARTS or not all(map(is_fragment, parts)):
        return None
    heads = [part for part in parts if _is_head(part)]
    if len(heads) != 1:
        return None
    tails = [part for part in parts if part is not heads[0]]
    for texts in (_as_cut(heads[0], tails), _with_lost_blanks(heads[0], tails)):
        readings = {receipt: text for text in texts if (receipt := _clean(text, received_at))}
        if readings:
            return next(iter(readings.values())) if len(readings) == 1 else None
    return None


def _is_head(text: str) -> bool:
    folded = normalise(text).folded
    match = _HEAD.match(folded)
    if match is None or len(folded) > LONGEST or date_in_code(match["code"]) is None:
        return False
    if not _is_opened(match["glued"] or match["rest"]):
        return False
    if _WHOLE_BALANCE.search(folded) or not _breaks_off(folded):
        return False
    receipts = read(text)
    return len(receipts) < 2 and all(_may_be_cut(receipt) for receipt in receipts)


def _is_opened(rest: str) -> bool:
    """Whether "Confirmed" follows the code, or its beginning where the cut is in it."""
    word = rest.split(" ", 1)[0].split(".", 1)[0]
    if any(rest.startswith(opener) for opener in _OPENERS):
        return True
    is_cut = word == rest and len(word) >= _LEAST_OF_OPENER
    return is_cut and any(opener.startswith(word) for opener in _OPENERS)


def _breaks_off(folded: str) -> bool:
    """Whether a text ends in no sentence, inside a number, or straight behind "Confirmed."."""
    if not folded.endswith(_SENTENCE_ENDS) or folded.rstrip(" .").endswith(_OPENERS):
        return True
    return _CUT_IN_A_NUMBER.search(folded) is not None


def _may_be_cut(receipt: Receipt) -> bool:
    """Whether what is wrong with a receipt may be that its text breaks off."""
    return receipt.is_suspicious and _OF_A_CUT.issuperset(receipt.warnings)


def _is_tail(text: str) -> bool:
    normal = normalise(text)
    if not normal.folded or len(normal.folded) > LONGEST or _HEAD.match(normal.folded):
        return False
    if any(receipt.code and _may_be_whole(receipt) for receipt in read(text)):
        return False
    if _OPERATORS.search(normal.folded) or _END_OF_A_NUMBER.match(normal.folded):
        return True
    moment = _NAME_NUMBER_MOMENT.match(normal.folded)
    return moment is not None and moment["time"] is not None


def _may_be_whole(receipt: Receipt) -> bool:
    """Whether a code is one, and not the end of "Imethibitishwa"."""
    return not receipt.is_suspicious or date_in_code(receipt.code or "") is not None


def _as_cut(head: str, tails: Sequence[str]) -> list[str]:
    """The parts one behind the other, in every order of the tails."""
    return ["".join((head, *order)) for order in permutations(tails)]


def _with_lost_blanks(head: str, tails: Sequence[str]) -> list[str]:
    """The same where the blank at a cut was lost with the end of a message."""
    return [
        head + "".join(gap + tail for gap, tail in zip(gaps, order, strict=True))
        for order in permutations(tails)
        for gaps in product(("", " "), repeat=len(tails))
    ]


def _clean(text: str, received_at: datetime | None) -> Receipt | None:
    """The one receipt of a text, where nothing is wrong with it and nothing is missing."""
    receipts = read(text, received_at)
    if len(receipts) != 1 or not _WHOLE_BALANCE.search(normalise(text).folded):
        return None
    (receipt,) = receipts
    is_whole = receipt.code and receipt.amount and receipt.occurred_at and receipt.balance
    moved = receipt.direction is not Direction.NONE
    return receipt if is_whole and moved and not receipt.is_suspicious else None
