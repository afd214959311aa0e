"""Which language a message is in: that of its confirmations, or mixed when the talk differs."""

from __future__ import annotations

import re

from chama.receipts.model import Language

# What the operator itself hangs onto texts of either language: no sign of the sender's own.
_OPERATORS_SWAHILI = re.compile(
    r"PIN YAKO SIRI YAKO|SAFARICOM HUPIGA NA|KURUDISHA HIZI PESA,? TUMA UJUMBE HUU"
)
# "[24/10/26, 08:45] Treasurer:", "24/10/2026, 08:45 - Treasurer:": a chat program's, not talk.
_CHAT_HEADER = re.compile(
    r"\[?[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4},? [0-9:.]{4,8}(?: ?[AP]M)?\]?(?: -)? [^:]{1,40}:"
)
_SWAHILI_TALK = re.compile(
    r"\b(?:NI(?:ME|LI|TA|SHA)[A-Z]{3,20}|AME(?:LIPA|TUMA|LETA|PATA)|IMEINGIA|HABARI|TAFADHALI|ASANTE"
    r"|SANA|LEO|JANA|KESHO|ASUBUHI|JIONI|MCHANGO|MICHANGO|YANGU|WANGU|ZANGU|HIYO|HIZI|HUYU"
    r"|WEWE|MIMI|SISI|KWENYE|KUTOKA|TUMEPOKEA|MWEKA|HAZINA|ANGALIA|THIBITISHA|REKODI|WEKA|PEWA"
    r"|HAPA|NDIYO|NDIO|HAPANA|SAWA|MAMBO|SASA|NIKO|SHUKRANI|MALIPO|MZEE|MAMA YANGU|KARIBU"
    r"|HII|NDUGU|DADA|KAKA|JAMANI|BADO|TAYARI|WANACHAMA|KIKUNDI|UJUMBE|POKEA)\b"
)
# Too short to tell a language where adverts name brands ("Pochi la Biashara"): for talk before.
_SWAHILI_PARTICLES = re.compile(
    r"\b(?:YA|WA|ZA|LA|NA|NI|KWA|HUU|HUYO|MWEZI|WIKI|NAOMBA|NAOMBENI|UTHIBITISHE|HESABU|KIASI)\b"
)
_ENGLISH_TALK = re.compile(
    r"\b(?:PLEASE|PLS|KINDLY|HELLO|HI|HEY|GOOD|MORNING|AFTERNOON|EVENING|I|MY|MINE|PAID|SENT|HAVE"
    r"|THIS|THE|RECORD|CONFIRM|CHECK|SEE|CONTRIBUTION|PAYMENT|THANKS|THANK|RECEIVED|TODAY|MONTH"
    r"|JUST|BELOW|HERE|TREASURER|MADAM|SIR|GUYS|DONE)\b"
)
_ENGLISH_TALK_BEHIND = re.compile(
    r"\b(?:PLEASE|PLS|KINDLY|HELLO|THANKS|THANK YOU|I HAVE|I PAID|I SENT|TREASURER|MY CONTRIBUTION"
    r"|CONFIRM|HAVE PAID|HAVE SENT)\b"
)


def is_mixed(confirmation: Language, before: str, behind: str) -> bool:
    """Whether the folded talk before or behind a confirmation is in the other language.

    Behind it stand adverts too, mostly English: there only words of a conversation count.
    """
    if before:
        before = _CHAT_HEADER.sub("", before)
    if confirmation is Language.SWAHILI:
        return bool(_ENGLISH_TALK.search(before) or _ENGLISH_TALK_BEHIND.search(behind))
    if _SWAHILI_PARTICLES.search(before) or _SWAHILI_TALK.search(before):
        return True
    return _SWAHILI_TALK.search(behind) is not None and _speaks_swahili(behind)


def _speaks_swahili(talk: str) -> bool:
    return _SWAHILI_TALK.search(_OPERATORS_SWAHILI.sub("", talk)) is not None
