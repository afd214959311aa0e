"""Evidence that money moved: `read(text)` finds the confirmations in a message.

A message is brought to one spelling (normalise), cut where confirmations open (split), compared
with the table of wordings (wordings/, template, table), or read loosely where none fits
(unrecognised); its fields are read (fields, interpret) and what speaks against it is named
(suspicion). Parts of one long text that came as several messages are told apart and put together
by `is_fragment` and `join` (fragments).
"""

from __future__ import annotations

from chama.receipts.fragments import MOST_PARTS, is_fragment, join
from chama.receipts.model import Direction, Kind, Language, Reason, Receipt
from chama.receipts.naming import names_payer_better
from chama.receipts.reader import read

__all__ = [
    "MOST_PARTS",
    "Direction",
    "Kind",
    "Language",
    "Reason",
    "Receipt",
    "is_fragment",
    "join",
    "names_payer_better",
    "read",
]
