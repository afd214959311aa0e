"""Texts that read like a confirmation in no wording we know: read loosely, and never trusted.

A forger's slip ("You have recieved"), a new wording of the operator or a foreign one all end here.
What can be read is kept for the person who will look; the warning makes sure that one does.
"""

from __future__ import annotations

import re

from chama.receipts.model import Direction, Kind, Language
from chama.receipts.own_money import own_move_told
from chama.receipts.split import Segment
from chama.receipts.template import CURRENCY, SLOTS
from chama.receipts.wording import Found, Spans, Wording

_FOREIGN_MONEY = re.compile(
    r"\b(?:TSHS?|TZS|UGX|USHS?|RWF|FRW|ETB|MZN|MT|ZMW|MWK|GHS|NGN|ZAR|CDF|BIF|SSP|USD|LSL|SZL)"
    r"[ .]{0,2}[0-9]"
)
_CONFIRMING = re.compile(
    r"CONFIRMED|IMETHIBITISHWA|YOU HAVE RECEIVED|RECEIVED FROM|RECEIVED [A-Z]{2,4} ?[0-9]|UMEPOKEA"
    r"|YOU HAVE SENT|UMETUMA"
)
_PRINTED_ON_SLIPS = re.compile(r"\b(?:BAL|BALANCE|BAKI|SALIO|T?ID|TXN|REF|TRANSACTION)\b")
_BALANCE = re.compile(
    rf"(?:BALANCE|BAKI|SALIO)[A-Z -]{{0,30}}[: ]{{0,2}}{CURRENCY}{SLOTS['balance']}"
)
_AMOUNT = re.compile(SLOTS["amount"])
_BARE_AMOUNT = re.compile(r"(?P<amount>[0-9][0-9,]{0,12}\.[0-9]{2})(?![0-9]| ?[AP]\.?M)")
_CODE = re.compile(r"\b(?P<code>[J-Z][A-L][1-9A-V][A-Z0-9]{7})\b")
_REVERSES = re.compile(rf"\b(?:TRANSACTION|MUAMALA(?: WA)?) {SLOTS['reverses']}")
_UNOPENED_REVERSAL = re.compile(
    r"\b(?P<reverses>[J-Z][A-L][1-9A-V][A-Z0-9]{7})(?: OF [^ ]{3,6} ?[0-9][0-9.,]{0,12})?"
    r" (?:(?:HAS BEEN|WAS|IS)(?: SUCCESSFULLY)? REVERSED|(?:UME|IME)(?:RUDISHWA|BATILISHWA))\b"
)
_WHEN = re.compile(SLOTS["when"])
_OTHER_SIDE = re.compile(
    rf"\b(?:FROM|KUTOKA(?: KWA)?|TO|KWA) {SLOTS['payer']}"
    r"(?=[.,]|$| (?:ON|AT|FOR|NEW|MNAMO|TAREHE|BAKI|SALIO)\b)"
)
_MOVES = {
    Kind.RECEIVED_PERSON: "RECEIVED|RECIEVED|UMEPOKEA|IMEPOKELEWA|CREDITED|DEPOSITED",
    Kind.SENT_PERSON: "SENT|IMETUMWA|UMETUMA|TRANSFERRED",
    Kind.PAID_TILL: "PAID|UMELIPA|IMELIPWA",
    Kind.REVERSAL_OUT: "REVERSED|REVERSAL|REFUNDED|RETURNED|IMERUDISHWA|UMERUDISHWA|UMEBATILISHWA",
}
_MOVE = re.compile("|".join(rf"\b(?P<{kind.name}>{words})\b" for kind, words in _MOVES.items()))
_GIVEN_BACK = re.compile(
    r"\b(?:CREDITED|ADDED|REFUNDED|RETURNED|DEPOSITED)(?: BACK)?(?: IN)?TO (?:YOU\b|YOUR)"
    r"|\b(?:IMEWEKWA|IMERUDISHWA|IMEONGEZWA) (?:KWENYE|KATIKA|KWA) (?:AKAUNTI|M-?PESA) YAKO"
)
_LONGEST = 1000  # characters of one confirmation with its adverts
_SENTENCES = 300  # characters of what happened; adverts may stand behind them
_SWAHILI = re.compile(r"IMETHIBITISHWA|UMEPOKEA|UMETUMA|UMELIPA|IMETUMWA")


def find_loosely(folded: str, segment: Segment) -> list[Found]:
    """What a segment that holds no known wording seems to confirm: one finding or none."""
    if segment.code is None:
        unopened = _unopened_reversal(folded, segment)
        if unopened is not None:
            return [unopened]
    if _CONFIRMING.search(folded, segment.start, segment.end) is None:
        return []
    if _is_foreign(folded, segment):
        return [_found(Kind.FOREIGN, folded, segment, {}, is_known=True)]
    return _seems_to_confirm(folded, segment)


def _unopened_reversal(folded: str, segment: Segment) -> Found | None:
    """ "UKN1AD06AB has been reversed": it begins with the payment's own code, and has no other."""
    undone = _UNOPENED_REVERSAL.search(folded, segment.start, segment.end)
    if undone is None:
        return None
    end = min(segment.end, undone.end() + _SENTENCES)
    when, amount = (
        _WHEN.search(folded, undone.end(), end),
        _AMOUNT.search(folded, undone.start(), end),
    )
    is_given_back = _GIVEN_BACK.search(folded, undone.end(), end)
    kind = Kind.REVERSAL_IN if is_given_back else Kind.REVERSAL_OUT
    return _found(kind, folded, segment, _spans(undone, amount, when), is_known=False)


def _is_foreign(folded: str, segment: Segment) -> bool:
    """Whether the first money that a slip names is another country's.

    Who writes "received UGX 50,000 cash from John" names no code, reference or new balance.
    """
    foreign = _FOREIGN_MONEY.search(folded, segment.start, segment.end)
    is_slip = segment.code or _PRINTED_ON_SLIPS.search(folded, segment.start, segment.end)
    if foreign is None or not is_slip:
        return False
    return _AMOUNT.search(folded, segment.start, foreign.start()) is None


def _seems_to_confirm(folded: str, segment: Segment) -> list[Found]:
    """After "<code> Confirmed" an amount is enough; people who talk of money name no new balance.

    A bare number with cents is an amount there, too: forgers slip in the currency.
    """
    start, end = segment.start, segment.end
    if segment.body is not None:
        end = min(end, start + _LONGEST)
    balance = _BALANCE.search(folded, start, end)
    before_balance = balance.start() if balance else end
    amount = _AMOUNT.search(folded, start, before_balance)
    if amount is None and segment.code:
        amount = _BARE_AMOUNT.search(folded, start, before_balance)
    if amount is None:
        return []
    if segment.code:
        own = own_move_told(folded, segment.body or start, min(before_balance, start + _SENTENCES))
        if own is not None:
            spans = _spans(amount, balance, _WHEN.search(folded, start, end))
            return [_found(own.kind, folded, segment, spans, is_known=False, way=own.direction)]
    move = _MOVE.search(folded, start, end)
    if segment.code is None and not (move and balance):
        return []
    code = None if segment.code else _CODE.search(folded, start, end)
    when = _WHEN.search(folded, start, end)
    undone = _REVERSES.search(folded, start, end)
    other_side = _OTHER_SIDE.search(folded, start, end)
    spans = _spans(code, amount, balance, when, undone, other_side)
    kind = Kind[str(move.lastgroup)] if move else Kind.UNRECOGNISED
    if undone or kind is Kind.REVERSAL_OUT:
        kind = Kind.REVERSAL_IN if _GIVEN_BACK.search(folded, start, end) else Kind.REVERSAL_OUT
        spans = _spans(amount, balance, when, undone)
    return [_found(kind, folded, segment, spans, is_known=False)]


def _spans(*matches: re.Match[str] | None) -> Spans:
    return {
        name: match.span(name)
        for match in matches
        if match
        for name in match.re.groupindex
        if match.start(name) >= 0
    }


def _found(
    kind: Kind,
    folded: str,
    segment: Segment,
    spans: Spans,
    *,
    is_known: bool,
    way: Direction | None = None,
) -> Found:
    speaks_swahili = _SWAHILI.search(folded, segment.start, segment.end)
    language = Language.SWAHILI if speaks_swahili else Language.ENGLISH
    wording = Wording(kind, (), "read loosely", language, way)
    return Found(
        wording, segment.start, segment.end, spans, segment.end, segment.code, is_known=is_known
    )
