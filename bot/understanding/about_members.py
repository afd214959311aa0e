"""What is told of a member's number, or asked of who belongs to the group: no message changes it.

"I have changed my number", "Kevin amebadilisha namba, sasa ni 0722333111", "remove Kevin from the
group". Where pots go, and which phone is asked to pay, are other things, and so is who pays late.
"""

from __future__ import annotations

import re

from bot.understanding.contents import Contents

CHANGED, REMOVE = "number_changed", "remove_member"

_LINE = r"(?:(?:phone )?numbers?|lines?|sim(?: ?card)?|phones?)"
_LAINI = rf"(?:namba|nambari|laini|simu|sim|{_LINE})(?: ya simu)?"
_GONE = r"(?:imebadilika|ilibadilika|imepotea|ilipotea|imeibiwa|iliibiwa)"
_LOST = r"(?:changed?|lost|stolen|gone)"
_OWN = re.compile(
    rf"\bi(?:'ve| have| just| had)* (?:changed|lost|got a new|have a new|have another)"
    rf" (?:my )?(?:phone )?{_LINE}\b"
    rf"|\bmy (?:old )?{_LINE} (?:has|have|was|is|got)? ?(?:been )?{_LOST}\b"
    rf"|\b(?:this|here) is my (?:new|other) {_LINE}\b"
    rf"|\bni(?:me|li)(?:badili(?:sha)?|change|poteza|potelewa|ibiwa)(?: na)? (?:my )?{_LAINI}\b"
    rf"|\b{_LAINI} yangu (?:ya zamani )?{_GONE}\b"
    rf"|\b(?:hii|hiyo) ni {_LAINI} (?:yangu mpya|mpya yangu)\b",
    re.I,
)
_OTHERS = re.compile(
    rf"\b(?:has|have)? ?(?:changed|lost) (?:his|her|their) {_LINE}\b"
    rf"|'s {_LINE} (?:has |was |is )?(?:been )?{_LOST}\b|'s new {_LINE}\b"
    rf"|\ba(?:me|li)(?:badili(?:sha)?|change|poteza|ibiwa)(?: na)? {_LAINI}\b"
    rf"|\b{_LAINI} (?:mpya )?ya \w+ (?:\w+ )?(?:{_GONE}|mpya)\b",
    re.I,
)
_REMOVE = re.compile(
    r"\b(?:remove|delete|expel|kick out|drop) [\w' ]+ (?:from|out of) (?:the |our )?"
    r"(?:group|chama|members?|list of members)\b"
    r"|\b(?:toa|mtoe|ondoa|m[uw]?ondoe|futa|mfute) [\w' ]+ (?:kwa|kutoka|kwenye|katika|kutoka kwa) "
    r"(?:group|chama|kikundi)\b"
    r"|\ba(?:tolewe|ondolewe) (?:kwa|kutoka|kwenye|katika|kutoka kwa) (?:group|chama|kikundi)\b",
    re.I,
)
_OTHER_MATTERS = (
    "pay", "pot", "payout", "turn", "late", "will", "meeting", "fine", "contribution", "loan",
    "welfare", "stk", "asks", "receive", "message", "dashboard", "connect", "disconnect",
)  # fmt: skip
LONGEST = 20  # words


def told_of_members(found: Contents) -> str | None:
    """Which of these a text says; None for any other text."""
    text = found.text.original
    if len(found.text.words) > LONGEST:
        return None
    if found.names and not found.amounts and _REMOVE.search(text):
        return REMOVE
    if any(map(found.speaks_of, _OTHER_MATTERS)):
        return None
    if _OWN.search(text) or (found.names and _OTHERS.search(text)):
        return CHANGED
    return None


def is_of_another(text: str) -> bool:
    """Whether it is somebody else's number that a text says has changed."""
    return _OWN.search(text) is None
