"""Which texts of a phone are the group's: those of the wallets and banks that have its money.

All else on a phone is somebody's private life. What decides is who sent it, as the network says
it; a number, or a name that people are called by, is nobody who tells of money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.evidence.received import ARRIVES_ON
from bot.forwarding.reading import Sms
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.phones import wallet_of
from chama.receipts import Kind, Receipt, is_fragment
from chama.receipts.banks import banks_named

_WALLETS = {"MPESA": "mpesa", "M-PESA": "mpesa", "AIRTELMONEY": "airtel", "TKASH": "tkash"}
"""How each wallet signs its texts, letter case aside; all else that looks like it is somebody."""

_ANYWHERE = frozenset({Kind.REVERSAL_IN, Kind.REVERSAL_OUT, Kind.UNRECOGNISED})
"""What does not say on what the money had come."""

_OF_A_BANK = frozenset({Kind.BANK_CREDIT, Kind.BANK_SENT})
_AMOUNT = re.compile(r"\b(?:KSH?S?|KES|SH)\.?\s?\d|\d\s?/[-=]", re.I)
_LETTERS = re.compile(r"[^A-Z0-9-]+")
_MOST_WORDS = 3


def is_taken(sms: Sms, receipts: Sequence[Receipt], collectors: Sequence[Collector]) -> bool:
    """Whether a text is kept. receipts: what it shows. collectors: whose texts the phone gets.

    Beside a till or paybill the wallet itself is its holder's own: what shows no receipt there may
    be about their loans, their PIN, their savings.
    """
    if not is_of_money(sms.sender, collectors):
        return False
    kinds = _kinds_told_of(sms.sender, collectors)
    if not receipts:
        is_groups = CollectorKind.PHONE in kinds or _wallet_signing(sms.sender) is None
        return is_groups and (is_fragment(sms.text) or _AMOUNT.search(sms.text) is not None)
    return CollectorKind.PHONE in kinds or any(_may_be_on(one.kind, kinds) for one in receipts)


def is_of_money(sender: str, collectors: Sequence[Collector]) -> bool:
    """Whether this sender tells of the money of one of these collectors."""
    wallet = _wallet_signing(sender)
    if wallet is not None:
        return any(_is_wallets(wallet, one) for one in collectors)
    return any(_is_banks(sender, one) for one in collectors if one.kind is CollectorKind.BANK)


def _wallet_signing(sender: str) -> str | None:
    """The wallet that signs so; some letters of other scripts have Latin capitals."""
    return _WALLETS.get(sender.upper()) if sender.isascii() else None


def _kinds_told_of(sender: str, collectors: Sequence[Collector]) -> set[CollectorKind]:
    """Of which kinds the collectors are, without a phone that is of another wallet than signs."""
    wallet = _wallet_signing(sender)
    return {
        one.kind
        for one in collectors
        if wallet is None or one.kind is CollectorKind.BANK or _is_wallets(wallet, one)
    }


def _is_wallets(wallet: str, collector: Collector) -> bool:
    """Whether its money lies in this wallet: M-Pesa where the number is of no known range, or a
    till's."""
    if collector.kind is CollectorKind.BANK:
        return False
    is_number = collector.kind in (CollectorKind.PHONE, CollectorKind.POCHI)
    return wallet == ((wallet_of(collector.phone) if is_number else None) or "mpesa")


def _may_be_on(kind: Kind, collectors: set[CollectorKind]) -> bool:
    if kind in _OF_A_BANK:
        return CollectorKind.BANK in collectors
    return kind in _ANYWHERE or ARRIVES_ON.get(kind) in collectors


def _is_banks(sender: str, collector: Collector) -> bool:
    """Whether a bank signs so; the collector's own, where its name says which that is."""
    named = banks_named(_spelt(sender))
    own = banks_named(_spelt(collector.name))
    is_short = len(_spelt(sender).split()) <= _MOST_WORDS
    return len(named) == 1 and is_short and (not own or named[0] in own)


def _spelt(name: str) -> str:
    """Capitals, with "BANK" as a word by itself: EquityBank -> EQUITY BANK."""
    return " ".join(_LETTERS.sub(" ", name.upper().replace("BANK", " BANK ")).split())
