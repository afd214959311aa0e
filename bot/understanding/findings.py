"""What is found about a text beside its words, by the names in `rules.FINDINGS`."""

from __future__ import annotations

from bot.understanding.amending import read_change
from bot.understanding.answers import Asked, Said, read_answer
from bot.understanding.contents import (
    Contents,
    day_in,
    day_of_month,
    invite_code,
    opens_at,
    request_ref,
)
from bot.understanding.handovers import names_taker
from bot.understanding.names import Name, denied_name
from bot.understanding.opting_out import opting_out
from bot.understanding.slots import book_ref

LONGEST_COMMAND = 8  # words; a command with polite words around it
BRIEF = 5  # words; a greeting or a refusal with a little around it
LENGTHY = 14  # words; who wants one thing says it in fewer

_ANY_QUESTION = Asked(is_yes_no=True)


def findings_in(found: Contents) -> dict[str, bool]:
    """The findings that rules speak of, by the names in `rules.FINDINGS`."""
    length = len(found.text.words)
    roles = {name.role for name in found.names}
    is_joining = found.speaks_of("join") or found.speaks_of("invite")
    return {
        "amount": bool(found.amounts or found.unclear),
        "two_amounts": len(found.amounts) + len(found.unclear) > 1,
        "receipt": found.receipt is not None,
        "proof_code": book_ref(found) is not None,
        "phone": bool(found.text.phone),
        "from_phone": _is_from_phone(found),
        "code": is_joining and invite_code(found) is not None,
        "ref": request_ref(found) is not None,
        "name": bool(found.names),
        "given_to": names_taker(found),
        "name_fined": any(_is_fined(name, found) for name in found.names),
        "name_denied": denied_name(found.text, found.names, found.lexicon) is not None,
        "told_to_pay": any(_is_to_be_paid(name, found) for name in found.names),
        "fine_paid": _pays_fine(found),
        "name_for": "for" in roles,
        "name_to": "to" in roles,
        "name_from": "from" in roles,
        "name_first": "first" in roles,
        "clock": found.has_clock,
        "later_day": found.kind("day") not in (None, "today") or day_of_month(found) is not None,
        "question_mark": "?" in found.text.words,
        "inverted": found.has(0, "auxiliary"),
        "dated": day_in(found) is not None,
        "changes_rule": read_change(found.text.original) is not None,
        "opts_out": opting_out().is_asked(found.text),
        **_answer_in(found),
        "opens_greeting": found.has(0, "greeting"),
        "opens_thanks": found.has(0, "thanks"),
        "brief": length <= BRIEF,
        "lengthy": length > LENGTHY,
    }


def _is_from_phone(found: Contents) -> bool:
    """Whether "from" or "use" stands shortly before the phone: "from my husband's number 07..."."""
    if not found.text.phone:
        return False
    place = found.text.original.find(found.text.phone)
    before = [at for at, end in enumerate(found.text.ends) if end <= place][-LONGEST_COMMAND:]
    return any(found.has(at, idea) for at in before for idea in ("from", "use"))


def _is_fined(name: Name, found: Contents) -> bool:
    """Whether a name stands right behind "fine", not behind a comma: "fine, Baraka pays"."""
    gap = found.text.original[found.text.ends[name.start - 1] : found.text.starts[name.start]]
    return name.start > 0 and found.has(name.start - 1, "fine") and not gap.strip()


def _pays_fine(found: Contents) -> bool:
    """Whether a fine stands behind the paying, or behind the amount: "nimelipa 50 ya faini"."""
    counted = {at for number in found.numbers for at in range(number.start, number.end)}
    words = found.text.words
    for at in range(len(words)):
        if not found.has(at, "pay.past"):
            continue
        at += 1
        while at < len(words) and (
            at in counted
            or words[at] in found.lexicon.currencies
            or any(found.has(at, idea) for idea in ("article", "for", "mine", "filler"))
        ):
            at += 1
        if found.has(at, "fine"):
            return True
    return False


def _is_to_be_paid(name: Name, found: Contents) -> bool:
    """Whether a text opens with "pay" or "mlipe", courtesy aside, and the name stands behind it."""
    start, opening = opens_at(found), found.lexicon.bit("pay")
    phrase = found.lexicon.phrase_at(found.text.words, start)
    if phrase and phrase[1].ideas & opening:
        return start + phrase[0] == name.start
    return found.has(start, "pay") and start + 1 == name.start


def _answer_in(found: Contents) -> dict[str, bool]:
    """Whether a text is a yes or a no by itself, by the one grammar of answers."""
    is_counting = bool(found.numbers) and not found.speaks_of("no")
    is_short = len(found.text.words) <= LONGEST_COMMAND and not is_counting
    answer = read_answer(found.text.original, "", _ANY_QUESTION) if is_short else None
    said = None if answer is None else answer.said
    return {"says_yes": said is Said.YES, "says_no": said is Said.NO}
