"""Words around a confirmation which say that its money did not come, or that it must go back."""

from __future__ import annotations

import re

_UNDONE_WORDS = """\
CANCELED CANCELLED CANCELLATION DEBITED DECLINED FAILED IMEFELI IMEKATALIWA INCOMPLETE INSUFFICIENT
REJECTED RETURNED REVERSAL REVERSED UNSUCCESSFUL VOIDED
"""
_DOUBTING_WORDS = """\
ACCEPTED ACTIVATION ASSUME AUTHORISATION AUTHORIZATION AWAITING BADILISHA BEWARE BLOCKED CONMAN
DEMO EDITED EXAMPLE FAKE FEKI FORGE FORGED FORGERY FRAUD GENUINE HELD IGNORE IMAGINE INGEKUWA
IRUDISHE ITAINGIA JOKE KIDDING KIMAKOSA LEGIT MFANO NIKITUMA NILIKOSEA NIMEKOSEA NIRUDISHIE
PENDING PHOTOSHOP PRANK PRETEND RUDISHA SAMPLE SCAM SUPPOSE TEMPLATE TEST TESTING UKITUMA UNCLEARED
UNIRUDISHIE UNLOCK UNPROCESSED UONGO USIAMINI USIREKODI UTANI VERIFICATION WIZI
"""
# Swahili verbs carry tense and person in front: imerudishwa, ilirudishwa, zimebatilishwa.
_UNDONE_STEMS = re.compile("RUDISHWA|BATILISHWA")
_DOUBTING_STEMS = re.compile("SIJAPOKEA|SIJAPATA|HAIJA|HAIKU|CHUNGENI|TAPELI")
_UNDONE = frozenset(_UNDONE_WORDS.split())
_DOUBTING = frozenset(_DOUBTING_WORDS.split())
# A word that often stands in such a phrase; the phrase is looked for only where it does.
_PHRASES = {
    "ACCEPT": r"TO ACCEPT|ACCEPT THE",
    "AGENT": r"CALL (?:AN |THE )?AGENT",
    "BACK": r"SEND (?:IT |THE MONEY |KSH.{0,14})?BACK",
    "BALANCE": r"BALANCE DID NOT CHANGE",
    "CLAIM": r"TO CLAIM",
    "COMPLETED": r"NOT BE COMPLETED|NOT COMPLETED",
    "COPY": r"COPY (?:AND )?PASTE",
    "CREDIT": r"(?:DON'?T|DO NOT|NEVER) CREDIT",
    "DIAL": r"DIAL \*\*",
    "ERROR": r"IN ERROR",
    "G": r"\bE\.G\.",
    "HII": r"(?:NITATUMA|NITALIPA|UTATUMA) HII",
    "HOLD": r"ON HOLD",
    "IF": r"IF (?:THIS|IT) HAD|IF NOT (?:ACCEPTED|CLAIMED|COLLECTED)",
    "KWELI": r"SIO? (?:YA )?KWELI",
    "LIKE": r"(?:LOOK|LOOKS|MESSAGE|SMS|ME) LIKE",
    "MISTAKE": r"BY MISTAKE",
    "NAME": r"CHANGE THE NAME",
    "NOT": r"NOT M-?PESA",
    "NOTHING": r"NOTHING (?:CAME|ARRIVED|HAS COME)",
    "ONCE": r"ONCE (?:YOU|APPROVED|IT|WE)",
    "PIN": r"(?:ENTER|WITH|SEND|REPLY|AND) (?:YOUR |ID AND )?PIN",
    "PROCESSED": r"BEING PROCESSED",
    "READS": r"MESSAGE READS",
    "REAL": r"(?:IS|ARE|IT|MESSAGE) .{0,20}REAL|REAL\?",
    "RECORD": r"(?:DON'?T|DO NOT|NEVER) RECORD",
    "REFLECT": r"WILL (?:\w+ )?REFLECT",
    "SEEN": r"NOT SEEN",
    "SHOWED": r"SHOWED ME",
    "SI": r"SI M-?PESA",
    "SUBJECT": r"SUBJECT TO",
    "TYPE": r"TYPE THIS",
    "UKWELI": r"SIO? (?:YA )?UKWELI",
    "VERIFY": r"(?:TO|/) ?VERIFY",
    "WRONG": r"WRONG (?:NUMBER|TRANSACTION|PERSON)",
    "YOU": r"YOU (?:WILL|SHALL) (?:GET|SEE|RECEIVE)(?: \w+){0,4}:",
    "YOU'LL": r"YOU'LL (?:GET|SEE|RECEIVE)(?: \w+){0,4}:",
}
_PHRASE_PATTERNS = {word: re.compile(phrase) for word, phrase in _PHRASES.items()}
# "Call 07... to return the funds", "piga simu 07... kuthibitisha"; 0722000000 is the operator's.
_CALLING = frozenset(
    {"CALL", "CARE", "PIGA", "SIMU", "RETURN", "REVERSE", "REFUND", "THIBITISHA", "RUDISHIWE"}
)
_CALL_SOMEBODY = re.compile(
    rf"(?:{'|'.join(sorted(_CALLING))})\b(?:[^.]|\.[0-9]){{0,40}}(?<![0-9])(?:\+?254|0)(?!722000000)[17][0-9]{{8}}"
)


def is_undone(words: frozenset[str], talk: str) -> bool:
    """Whether the talk around a confirmation, and its words, say that the payment was undone."""
    return not _UNDONE.isdisjoint(words) or bool(_UNDONE_STEMS.search(talk))


def is_doubted(words: frozenset[str], talk: str) -> bool:
    """Whether the talk says that the payment is not real, not yet there, or not the reader's."""
    if not _DOUBTING.isdisjoint(words) or _DOUBTING_STEMS.search(talk):
        return True
    if any(_PHRASE_PATTERNS[word].search(talk) for word in words & _PHRASES.keys()):
        return True
    return not _CALLING.isdisjoint(words) and _CALL_SOMEBODY.search(talk) is not None
