"""Which bank a text names: each bank's references are a network of their own.

Source: the Central Bank of Kenya's list of licensed banks, by the names that their texts use.
"""

from __future__ import annotations

import re

BANK = "bank"
"""The network of a reference whose text names no bank that we know."""

_NAMES = {
    "absa": r"absa|barclays",
    "baroda": r"bank of baroda",
    "boa": r"bank of africa",
    "citibank": r"citi ?bank",
    "coop": r"co-?op(?:erative)?(?: bank)?|mco-?op(?: cash)?",
    "credit": r"credit bank",
    "dtb": r"dtb|diamond trust",
    "ecobank": r"eco ?bank",
    "equity": r"equity|equitel|eazzy",
    "family": r"family bank|pesa ?pap",
    "faulu": r"faulu",
    "gulf": r"gulf african(?: bank)?|gab",
    "hfc": r"hfc?",
    "iandm": r"i ?& ?m(?: bank)?",
    "kcb": r"kcb",
    "kingdom": r"kingdom bank",
    "kwft": r"kwft",
    "ncba": r"ncba|loop",
    "postbank": r"post ?bank",
    "prime": r"prime bank",
    "sbm": r"sbm",
    "scb": r"standard chartered|stan ?chart|scb",
    "sidian": r"sidian",
    "stanbic": r"stanbic",
    "uba": r"uba",
    "victoria": r"victoria commercial(?: bank)?",
}
_ANY = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items()) + r")(?!\w)",
    re.IGNORECASE,
)


def bank_in(text: str) -> str:
    """The bank that a text names first, as a network; "" where it names none that we know."""
    named = _ANY.search(text)
    return (named.lastgroup or "") if named else ""
