"""Which language a message is in: that of its confirmations, or mixed when the talk differs."""

from __future__ import annotations

import re
from functools import lru_cache

from chama.receipts.model import Language

_WORD = re.compile(r"[A-Z0-9']+")
# What the operator itself hangs onto texts of either language: no sign of the sender's own.
_OPERATORS_SWAHILI = re.compile(
    r"PIN YAKO SIRI YAKO|SAFARICOM HUPIGA NA|KURUDISHA HIZI PESA,? TUMA UJUMBE HUU"
)
_I_DID = ("NIME", "NILI", "NITA", "NISHA")
_SWAHILI_WORDS = """\
AMELETA AMELIPA AMEPATA AMETUMA ANGALIA ASANTE ASANTENI ASUBUHI BADO DADA FAINI HABARI HAPA HAPANA
HAZINA HII HISA HIYO HIZI HUYU IJAYO IMEINGIA IMO JAMANI JANA JIONI KAKA KARIBU KESHO KIKUNDI
KUCHELEWA KUTOKA KWENYE LEO MALIPO MAMBO MCHANGO MICHANGO MIMI MKUTANO MUNGU MWEKA MZEE NAMBA NDIO
NDIYO NDUGU NIKO PEWA POKEA REKODI SAMAHANI SANA SASA SAWA SHUKRANI SISI TAFADHALI TAYARI
THIBITISHA TUMEPOKEA UJUMBE UMEPATA WANACHAMA WANGU WEKA WEWE WIKI YANGU ZANGU
"""
# Too short to tell a language where adverts name brands ("Pochi la Biashara"): for talk before.
_SWAHILI_PARTICLES = """\
HESABU HUU HUYO KIASI KWA LA MWEZI NA NAOMBA NAOMBENI NI UTHIBITISHE WA YA ZA
"""
_ENGLISH_WORDS = """\
AFTERNOON BELOW CHECK CONFIRM CONTRIBUTION DID DONE EVENING FYI GOOD GUYS HAVE HELLO HERE HEY HI I
JUST KINDLY KNOW LET MADAM MEETING MEMBERS MINE MONTH MORNING MY NEXT PAID PAYMENT PLEASE PLS
RECEIVED RECORD SEE SENT SIR SORRY THANK THANKS THE THIS TODAY UPDATE
"""
# Behind a confirmation stand adverts too, mostly English: there only words of a conversation count.
_ENGLISH_WORDS_BEHIND = """\
ADD CONFIRM DID FYI HELLO I KINDLY MEETING MEMBERS MY PLEASE PLS SORRY THANK THANKS
"""
_SWAHILI_BEHIND = frozenset(_SWAHILI_WORDS.split())
_SWAHILI_BEFORE = _SWAHILI_BEHIND | frozenset(_SWAHILI_PARTICLES.split())
_ENGLISH_BEFORE = frozenset(_ENGLISH_WORDS.split())
_ENGLISH_BEHIND = frozenset(_ENGLISH_WORDS_BEHIND.split())


def words_of(talk: str) -> frozenset[str]:
    """The words of folded talk."""
    return frozenset(_WORD.findall(talk))


@lru_cache(maxsize=256)  # the same adverts stand behind most texts of a week
def is_mixed(confirmation: Language, before: str, behind: str) -> bool:
    """Whether the folded talk before or behind a confirmation is in the other language."""
    words_before, words_behind = words_of(before), words_of(behind)
    if confirmation is Language.SWAHILI:
        return not (
            _ENGLISH_BEFORE.isdisjoint(words_before) and _ENGLISH_BEHIND.isdisjoint(words_behind)
        )
    if _has_swahili(words_before, _SWAHILI_BEFORE):
        return True
    if not _has_swahili(words_behind, _SWAHILI_BEHIND):
        return False
    of_the_sender = words_of(_OPERATORS_SWAHILI.sub("", behind))
    return _has_swahili(of_the_sender, _SWAHILI_BEHIND)


def _has_swahili(words: frozenset[str], known: frozenset[str]) -> bool:
    return not known.isdisjoint(words) or any(word.startswith(_I_DID) for word in words)
