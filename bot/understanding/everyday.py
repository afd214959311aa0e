"""Everyday sentences that words one by one do not give away, each known as a whole.

"I did not get the message about the meeting" is about no M-Pesa text, "niunganishe na treasurer"
connects no phone, and "Kevin ana deni gani" is about Kevin alone.
"""

from __future__ import annotations

import re

from bot.understanding.contents import Contents

_POLITE = r"(?:please|kindly|tafadhali|naomba|hi|hello|habari|sasa|jamani|je|ok|okay|sorry|pole)"
_NOT_GOT = (
    r"(?:i (?:did ?n[o']t|have ?n[o']t|haven't|never) (?:get|got|gotten|receive|received|see|seen)"
    r"|si(?:ja|ku)(?:pata|pokea|ona))"
)
_NOTE = r"(?:any |the |yoyote |that )?(?:messages?|notice|sms|ujumbe|tangazo|taarifa)(?: yoyote)?"
_AGAIN = (
    r"(?:resend(?: it)?|send (?:it )?again|send me again|nitumie tena|tuma tena|nitumieni tena"
    r"|rudia kutuma)"
)
_MEETING = r"(?:about|of|for|on|kuhusu|ya|wa)(?: the| next)? (?:meeting|mkutano)"
_OFFICER = r"(?:the )?(?:treasurer|chair\w*|secretary|mweka hazina|mwenyekiti|katibu)"
_NAME = r"[\w' ]{2,30}?"
_OWED = r"(?:deni|balance|salio)"

_WHOLE = {
    "next_meeting": (
        rf"{_NOT_GOT} {_NOTE} {_MEETING}(?: {_POLITE})?(?: {_AGAIN})?",
        rf"{_NOT_GOT} {_NOTE}(?: and)?(?: {_POLITE})? {_AGAIN}(?: {_POLITE})?",
    ),
    "who_is": (
        rf"(?:ni?unganishe(?:ni)?|connect me|link me|put me through) (?:na|to|with|kwa) {_OFFICER}",
    ),
    "dispute": (
        r"(?:hiyo|hio|ile|that|this)(?: kshs?| kes)? ?[\d,]+ (?:si|sio|siyo|is not|isn't)"
        r" (?:yangu|mine)",
        r"(?:si|sio|siyo) mimi ni(?:li|me)ye ?(?:tuma|lipa)(?: hiyo| hio)?(?: pesa)?(?: [\d,]+)?",
        r"(?:it was not|it wasn't|it is not|not) me who (?:sent|paid)(?: that| this)?(?: money)?",
    ),
    "tell_officers": (
        rf"(?:sitaki|siwezi) (?:kuwa|kuendelea kuwa) {_OFFICER}(?: tena)?",
        rf"i (?:do not|don't|no longer) want to (?:be|remain|stay) {_OFFICER}(?: any ?more)?",
    ),
}
_OF_ONE = {
    "member_status": (
        rf"{_NAME} ana {_OWED}(?: gani| ngapi| kiasi gani)?",
        rf"{_NAME} anadaiwa(?: ngapi| nini| kiasi gani| pesa ngapi)",
        rf"(?:nipe|naomba|nataka|give me|show me)(?: the)? (?:details|maelezo|hali)"
        rf" (?:za|ya|of|for) {_NAME}",
    ),
}
"""What is about one who is named."""

_PATTERNS = [
    (intent, is_of_one, re.compile(rf"(?:{_POLITE} )*(?:{pattern})(?: {_POLITE})*", re.I))
    for table, is_of_one in ((_WHOLE, False), (_OF_ONE, True))
    for intent, patterns in table.items()
    for pattern in patterns
]


def known_whole(found: Contents) -> str | None:
    """The intent of a text that is such a sentence; None for any other."""
    words = " ".join(re.findall(r"[\w']+(?:,\d+)*", found.text.original))
    return next(
        (
            intent
            for intent, is_of_one, pattern in _PATTERNS
            if (len(found.names) == 1 or not is_of_one) and pattern.fullmatch(words)
        ),
        None,
    )
