"""Wordings are written as the text reads, with slots; this turns them into linear patterns.

    "You have received {amount} from {payer} {when}[. New M-PESA balance is {balance}]"

`{slot}` stands for a field, `[...]` for what may be missing, `(a|b)` for a choice. Letter case does
not matter. Blanks and punctuation next to a slot may be missing or doubled, as phones print them
("Confirmed.You", "PMNew", "PM  New"); between two words there is exactly one blank. Every slot has
a greatest length and no repetition holds another one, so a pattern's cost per place is bounded.
"""

from __future__ import annotations

import re
from functools import cache

GAP = r"[ .,:;*_]{0,5}"
"""What may stand between two parts: blanks, punctuation, or nothing."""
_GAP_BEFORE_ACCOUNT = r"[ .,:;_]{1,5}"  # not the stars of a masked account
_GAP_AROUND_NAME = r"[ .,:;*_]{1,5}"

CURRENCY = r"(?:(?:K(?:SHS?|ES)|(?<![A-Z])SHS?)[ .:]{0,3}){1,2}"
_NUMBER = r"[-+(]?[0-9][0-9.,]{0,20}+(?:[OIL][0-9OIL.,]{1,20}|E[0-9]{1,4})?"
_SHILLINGS_END = r"(?: ?/[=-])?"  # as hand-written: 500/=, 500/-
# Behind an amount stands no sum, no single letter ("100.0O") and no other digits.
_END_OF_AMOUNT = r"(?![+/=^#@&%]|\*[0-9]|[A-Z](?![A-Z])|(?<![.,]) [0-9])"
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}"
_DATE = (
    r"(?:[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
    rf"|[0-9]{{1,2}}[ -]?{_MONTH},?[ -]?[0-9]{{2,4}})(?![0-9])"
)
_DAY_AND_MONTH = rf"(?:[0-9]{{1,2}}/[0-9]{{1,2}}|[0-9]{{1,2}}[ -]?{_MONTH})(?![0-9/-]| [0-9]{{4}})"
_TIME = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?[AP]\.?M)?"
WHEN = (
    rf"(?:(?:(?:ON|MNAMO|TAREHE|SIKU){GAP})?(?P<date>{_DATE})"
    rf"(?:{GAP}(?:(?:AT|SAA){GAP})?(?P<time>{_TIME}))?"
    r"|(?:ON|AT|MNAMO|TAREHE|SIKU)(?=[ .]{1,4}(?:NEW|BAKI|SALIO|M-|K(?:SH|ES|CB)|WITHDRAW|GIVE"
    r"|TOA|MPE|WEKA|AND\b|$)))"
)
"""A date with or without a time; or the bare "on" of a copy that lost them."""
PHONE = (
    r"(?P<phone>(?:\+?254|0)[ -]?(?:[0-9][ -]?){8}[0-9](?![0-9])"
    r"|\+?[0-9]{2,6}(?: ?[*X]{2,7}){1,2} ?[0-9]{0,4}(?![0-9]))"
)
PARTY = r"(?P<party>[\w'(*][\w'`&.,()*/+:#@%!\" -]{0,89}?)"
PAYER = rf"{PARTY}(?: -? ?\(?(?:{PHONE}|(?P<number>[0-9]{{5,8}}))\)?)?"

SLOTS = {
    "amount": rf"(?P<unit>{CURRENCY})(?P<amount>{_NUMBER}){_SHILLINGS_END}{_END_OF_AMOUNT}",
    "amount_then_currency": rf"(?P<amount>{_NUMBER}) ?(?:KSHS?|KES)",
    "balance": rf"(?P<balance_unit>{CURRENCY})?(?P<balance>{_NUMBER}){_SHILLINGS_END}",
    "fee": rf"(?:{CURRENCY})?{_NUMBER}{_SHILLINGS_END}",
    "when": WHEN,
    "day_and_month": rf"ON (?P<date>{_DAY_AND_MONTH})",
    "phone": PHONE,
    "party": PARTY,
    "payer": PAYER,
    "number": r"(?P<number>[0-9]{3,9})",
    "account": r"(?P<account>(?!(?:ON|TAREHE|MNAMO|SIKU) )[^ .,][^,;]{0,59}?)",
    "bank_account": (
        r"(?P<account>(?=[A-Z*/-]{0,14}[0-9])[A-Z0-9*][A-Z0-9*/-]{2,24}(?<![/-]))(?![A-Z0-9])"
    ),
    "code": r"(?P<code>(?=[A-Z]{0,20}[0-9]|(?<![A-Z])[A-Z]{10}\b)[A-Z0-9]{4,20})(?![\w#%&+=@/-])",
    "ref": (
        r"(?P<ref>(?=[A-Z./-]{0,20}[0-9])"
        r"[A-Z0-9](?:[A-Z0-9/-]|\.(?=[A-Z]{0,3}[0-9])){2,24}(?<=[A-Z0-9]))(?![\w#%&+=@/-])"
    ),
    "reverses": r"(?P<reverses>(?=[A-Z]{0,20}[0-9]|[A-Z]{10}\b)[A-Z0-9]{4,20})\b",
    "skip": r".{0,90}?",
}
_NAME_SLOTS = frozenset({"party", "payer", "account"})
_ACCOUNT_SLOTS = frozenset({"{account}", "{bank_account}"})
_CODE_SLOTS = frozenset({"{code}", "{ref}", "{reverses}"})  # "REF98JU0I" is no reference

_TOKEN = re.compile(
    r"(?P<slot>\{\w+\})|(?P<mark>[\[\]()|])|(?P<word>[\w'&#/*+-]+)|(?P<gap>[ .,:;]+)"
)
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


# A name with nothing fixed behind it ends at punctuation (not after an initial or "Tr."), a date,
# or one of the words that go on with the sentence.
_END_OF_NAME = (
    r"(?= ?(?:[,;]|$)|(?<![ .][A-Z])(?<![ .][A-Z]{2})\.(?: |$)"
    r"|\.{1,2}(?:YOUR|TRANSACTION|REF|NEW|BAL|SALIO|FEE|GET|VIEW)| ?[0-9]{1,2}[/-][0-9]{1,2}[/-]"
    r"| (?:TO|IN|INTO|ON|FOR|FROM|BY|VIA|AT|REF|REFERENCE|YOUR|HAS|WAS|IS|NEW|WITH|AND|THANK"
    r"|M-?PESA|TRANSACTION|TXN|DATED?|A/C|BALANCE|MNAMO|TAREHE|FEE|CHARGES?|GET|VIEW)\b)"
)
_OPEN_ENDS = ("{payer}", "{party}", "{account}")
_WHEN_BEGINNINGS = (
    *("ON", "MN", "TA", "SI"),
    *(f"{day:02}" for day in range(1, 32)),
    *(f"{day}/" for day in range(1, 10)),
)


@cache
def pattern_of(template: str) -> re.Pattern[str]:
    """The pattern of a template, to be matched against folded text."""
    tokens = [(str(match.lastgroup), match.group()) for match in _TOKEN.finditer(template)]
    around = [("", ""), *tokens, ("", "")]
    parts = [
        _part(token, before, after)
        for before, token, after in zip(around, tokens, around[2:], strict=False)
    ]
    return re.compile("".join(parts) + (_END_OF_NAME if template.endswith(_OPEN_ENDS) else ""))


def _part(token: tuple[str, str], before: tuple[str, str], after: tuple[str, str]) -> str:
    group, text = token
    if group == "slot":
        return SLOTS[text[1:-1]]
    if group == "mark":
        return _MARKS[text]
    if group == "word":
        return re.escape(text.upper()).replace(r"M\-PESA", r"M[ -]{0,2}PESA")
    if text == " " and before[0] == after[0] == "word":
        return " "
    if after[1] in _ACCOUNT_SLOTS:
        return _GAP_BEFORE_ACCOUNT
    if after[1] in _CODE_SLOTS:
        return _GAP_AROUND_NAME
    neighbours = {before[1].strip("{}"), after[1].strip("{}")}
    return _GAP_AROUND_NAME if neighbours & _NAME_SLOTS and "-" not in neighbours else GAP


def without_options(template: str) -> str:
    """The template without what may be missing and without its choices."""
    bare = template
    while (shorter := re.sub(r"\[[^\[\]]*\]|\([^()]*\)", "{}", bare)) != bare:
        bare = shorter
    return bare


def fixed_words(template: str) -> list[str]:
    """The phrases that no text of the wording can lack, in capitals, longest first."""
    phrases = re.split(r"\{\w*\}|[.,:;]|M-PESA", without_options(template))
    telling = (phrase.strip().upper() for phrase in phrases if len(phrase.strip()) > 2)
    return sorted(telling, key=len, reverse=True)


def beginnings(template: str) -> tuple[str, ...]:
    """The two characters, in capitals, that texts of the wording may begin with."""
    if template.startswith("{amount}"):
        return ("KS", "KE", "SH")
    if template.startswith("{when}"):
        return _WHEN_BEGINNINGS
    return (template[:2].upper(),)
