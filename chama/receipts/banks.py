"""The banks that write to their customers, each by the names under which it does."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "absa": "ABSA|BARCLAYS",
    "access": "ACCESS BANK",
    "boa": "BANK OF AFRICA|BOA",
    "baroda": "BANK OF BARODA|BARODA",
    "consolidated": "CONSOLIDATED BANK",
    "coop": "CO-?OPERATIVE BANK|CO-?OP(?: BANK)?|COOPBANK|MCO-?OPCASH",
    "credit": "CREDIT BANK",
    "dtb": "DTB|DIAMOND TRUST(?: BANK)?",
    "ecobank": "ECOBANK",
    "equity": "EQUITY(?: BANK)?|EAZZY|EQUITEL",
    "family": "FAMILY BANK|PESAPAP",
    "faulu": "FAULU",
    "gulf": "GULF AFRICAN(?: BANK)?",
    "hfc": "HFC|HF GROUP",
    "im": r"I ?& ?M(?: BANK)?|IM BANK",
    "kcb": r"KCB(?! M-?PESA)(?: BANK)?|VOOMA",
    "kingdom": "KINGDOM BANK",
    "kwft": "KWFT|KENYA WOMEN",
    "loop": "LOOP",
    "nbk": "NATIONAL BANK|NBK",
    "ncba": "NCBA",
    "postbank": "POSTBANK",
    "prime": "PRIME BANK",
    "sbm": "SBM",
    "sidian": "SIDIAN",
    "stanbic": "STANBIC",
    "stanchart": "STANDARD CHARTERED|STANCHART",
}
_ANY: Final = re.compile(
    r"(?<![A-Z0-9])(?:"
    + "|".join(f"(?P<{bank}>{names})" for bank, names in _NAMES.items())
    + r")(?![A-Z0-9])"
)


def banks_named(words: str) -> list[str]:
    """The banks that folded words name, in order, as short names in small letters."""
    return [str(found.lastgroup) for found in _ANY.finditer(words)]
