"""Understands what a member wrote: one text becomes one intent with the values in it.

Text -> words and ideas (reading) -> amounts, names, codes (contents) -> the first line of evidence
that fits (rules) -> its values (slots). A doubtful text is `unknown`: to ask costs a message, to
guess costs money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from types import MappingProxyType

from bot.understanding import cash_said, not_come, reasons
from bot.understanding.about_group import asked_of_group
from bot.understanding.about_members import told_of_members
from bot.understanding.about_others import asked_about, asked_of_one
from bot.understanding.belonging import OWN_SHARE, PAY_NOW
from bot.understanding.cash_list import CashList, cash_list, listed_cash
from bot.understanding.closed import Part, closed_grammar
from bot.understanding.contents import Contents, look_into, units_of
from bot.understanding.counted import in_currency as in_currency
from bot.understanding.days import past_day_in
from bot.understanding.everyday import known_whole
from bot.understanding.features import features_of
from bot.understanding.findings import LONGEST_COMMAND, findings_in
from bot.understanding.fitting import fits_together
from bot.understanding.frames import is_framed, is_told_at_length
from bot.understanding.handovers import other_side
from bot.understanding.intents import ACTS as ACTS
from bot.understanding.intents import ON_PLAIN_WORDS as ON_PLAIN_WORDS
from bot.understanding.intents import Intent as Intent
from bot.understanding.lexicon import Lexicon, all_languages, bits_of
from bot.understanding.names import denied_name, names_in
from bot.understanding.open_reader import UNKNOWN as UNKNOWN
from bot.understanding.open_reader import Ranked, open_reader
from bot.understanding.opting_out import is_shrug
from bot.understanding.people import People, people_of
from bot.understanding.reading import LOOKED_AT, Text, read
from bot.understanding.rightly import OF_A_MEMBER, beside, rightly_named
from bot.understanding.rules import compiled, first_fitting
from bot.understanding.said_alone import said_alone
from bot.understanding.several import REPORTS, several_in
from bot.understanding.slots import book_ref, slots_of
from bot.understanding.spending import plain_words
from bot.understanding.sureness import is_accounted_for, left_over
from bot.understanding.together import FAR, LEAD, ahead, is_talk, settled
from bot.understanding.turned import turning

MOST_SENTENCES = 8  # looked at one by one
FEW = 4  # words; the rules know them as well as examples do
WITH_REASON = frozenset({"waive"})
"""What is asked for with a reason, in the sender's own words."""

LEAVE_IT, AMEND_RULE = "leave_it", "amend_rule"
_CLOSED = frozenset({"stop", "confirm_yes", "confirm_no"})  # accounted for word by word already
_SHOWN = frozenset({"announce", "meeting"})
_WHOSE_NUMBER = ("wrong_number", "number")
_EASILY_A_CLAIM = frozenset({"unknown", "late_notice", "pay", "balance", "greeting", "apology"})
_SENTENCES = re.compile(r"[.!;]\s+|\n+")

_CODE = re.compile(r"\{[{%]|[}%]\}|\$\{|</?[a-z]+>|=[A-Z]{4,}\(", re.ASCII)
"""Template code, markup and formulas: nobody's wish is put so."""

_ANSWERS = frozenset({"approve", "reject"})
_OPENING = re.compile(
    r"\W*(?:(?:ok|okay|okey|oky|okei|oki|poa|haya|sawa|alright)\b[\s,.!:]+|fine\s*[,.!]\s*)(?=\w+\s+\w)",
    re.I,
)
"""What agrees to nothing in front of words that say something by themselves: "ok nimempa ..."."""

TELL_OFFICERS = "tell_officers"
_OPENINGS = {"contest": "dispute", TELL_OFFICERS: TELL_OFFICERS}
"""What opens words to the officers: all that stands behind it is for them to read."""

_REACHES_OFFICERS = REPORTS | {
    "late_notice", "apology", "dispute", "leave", "sent_by_mistake", "not_group_money",
    "paid_for_me", "welfare_claim",
}  # fmt: skip
"""What is put to officers by itself, and better than in words alone."""

_LIGHT = ("courtesy", "filler", "not", "that", "this")
_TOLD = ("pay.past", "give.past", "send_to.past", "is_for")
_WISHED = ("want", "can", "let", "will", "if")
_NO_COURTESY = ("how", "work", "day")
"""What is small talk by itself, and behind a command more: "naidhinisha aje", "anza kazi"."""
_SMALL_TALK = ("yes", "no", "right", "wrong", "thanks", "greeting")


def understand(text: str, names: Sequence[str] = ()) -> Intent:
    """The intent of a text in English, Swahili or Sheng; `unknown` when in doubt. Never raises.

    names: of the group's members, which are names even where they are words as well.
    """
    return _mind().understand(text, people_of(tuple(names)) if names else None)


def features_in(text: str) -> set[str]:
    """What the open reader sees of a text: for who has it learn."""
    return _mind().features_in(text)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text is understood as it is. intent: the outcome. rules: what they read in it alone.
    left: words of it that belong to nothing of that, as typed. ranked: what examples make of it,
    the best first."""

    intent: Intent
    rules: str
    left: tuple[str, ...]
    ranked: tuple[Ranked, ...]


def explain(text: str, names: Sequence[str] = ()) -> Explanation:
    """What either reader makes of a text, and both together; as `understand` has it."""
    return _mind().explain(text, people_of(tuple(names)) if names else None)


def read_as(name: str, text: str, names: Sequence[str]) -> Intent:
    """A text taken for one intent, with the values that it has for that; never sure."""
    return _mind().read_as(name, text, people_of(tuple(names)))


def ideas_by_word(text: str) -> list[frozenset[str]]:
    """The ideas that each word of a text carries by itself, in their order."""
    return _mind().ideas_by_word(text)


def says_own_share(text: str, names: Sequence[str]) -> bool:
    """Whether a text says that its writer pays, and not whom else, for what, or some day."""
    return _mind().says_own_share(text, people_of(tuple(names)))


def says_pay_now(text: str, names: Sequence[str]) -> bool:
    """Whether a text says, word by word, that its writer pays now, and how much or nothing more."""
    return _mind().says_pay_now(text, people_of(tuple(names)))


def states_payment(text: str) -> bool:
    """Whether a text tells of a payment that was made, and does not wish, ask or promise one."""
    return _mind().states_payment(text)


def bare_cash_list(text: str, names: Sequence[str]) -> CashList | None:
    """The names with an amount each that a text is, and nothing more; None for any other text."""
    listed = cash_list(text, all_languages(), people_of(tuple(names)))
    return listed if listed is not None and listed.is_bare else None


def takes_back(text: str) -> bool:
    """Whether a text is nothing but "cancel", "forget it", "sitaki hiyo"."""
    pieces = closed_grammar().parts_of(text, people_of(()))
    parts = {piece.part for piece in pieces or ()}
    return Part.CANCEL in parts and parts <= {
        Part.CANCEL, Part.COURTESY, Part.POINTER, Part.NO,
    }  # fmt: skip


def is_meant(intent: Intent, text: str, names: Sequence[str] = ()) -> bool:
    """Whether a text wants what was read in it, and does not ask about it, doubt it, or tell of it.

    Not all its words need belong to that: who says so gets what is their own to choose.
    """
    return not intent.is_guess and _mind().is_meant(intent.name, text, people_of(tuple(names)))


def is_bare_dispute(text: str) -> bool:
    """Whether a text is nothing but "dispute", "pinga"."""
    return _mind().is_bare_dispute(text)


def disputes_fine(text: str) -> bool:
    """Whether a complaint is about a fine, or says nothing but that it is one."""
    return _mind().is_bare_dispute(text) or _mind().speaks_of_fine(text)


def says_not_come(text: str, names: Sequence[str] = ()) -> bool:
    """Whether who waits for money says by this text that it has not reached them."""
    return _mind().says_not_come(text, people_of(tuple(names)))


def says_come(text: str, names: Sequence[str] = ()) -> bool:
    """Whether who waited for money says by this text that it has reached them."""
    return _mind().says_come(text, people_of(tuple(names)))


def amount_instead(
    text: str, names: Sequence[str], asked: Decimal | int, *, is_taker: bool
) -> list[Decimal | int]:
    """The amounts that cash was instead of the one asked about, in units; [] where none is said.

    names: of who gave and who took it. is_taker: whether the latter writes.
    """
    return _mind().amount_instead(text, people_of(tuple(names)), asked, is_taker=is_taker)


def denies_cash(text: str, names: Sequence[str]) -> bool:
    """Whether who is said to have given cash says that they did not. names: of the two."""
    return _mind().denies_cash(text, people_of(tuple(names)))


def not_here(text: str, names: Sequence[str]) -> str:
    """Of whom a text says that the writer is not them; else a member whom it names, "" for none."""
    return _mind().not_here(text, people_of(tuple(names)))


def purpose_in(text: str) -> str:
    """What a text says that money was for, where it says nothing else; "" for any other text."""
    return _mind().purpose_in(text)


def is_sent(text: str) -> bool:
    """Whether a text speaks of M-Pesa, a bank or another way to send money."""
    return _mind().speaks_of(text, "bank")


def is_in_cash(text: str) -> bool:
    """Whether a text speaks of notes in somebody's hand."""
    return _mind().speaks_of(text, "cash", "hand")


def says_to_oneself(text: str) -> bool:
    """Whether somebody says that they gave something to themselves."""
    return _mind().speaks_of(text, "to_oneself")


def says_taken(text: str) -> bool:
    """Whether somebody is said to have taken something, or to have paid themselves."""
    return _mind().speaks_of(text, "take.past", "paid_myself")


def past_day(text: str, today: date) -> date | None:
    """The one day up to today that a text names; None where it is not sure which."""
    return _mind().past_day(text, today)


def names_bank(text: str) -> bool:
    """Whether a text speaks of a bank; M-Pesa and tills are none."""
    return _mind().speaks_of(text, "real_bank")


def says_mine(text: str) -> bool:
    """Whether a text calls something the writer's own."""
    return _mind().says_mine(text)


def people_meant(text: str) -> list[str]:
    """The names for whom a text says that something is: "for Brian Kiptoo", "ya Halima"."""
    return _mind().people_meant(text)


def receipt_in(text: str) -> str:
    """The receipt code that a text names, "" for none."""
    return _mind().receipt_in(text)


class _Mind:
    """A lexicon with the rules compiled for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rules = compiled(lexicon.bit)
        self._not_come = not_come.rules_of_not_come(lexicon.bit)
        self._come = not_come.rules_of_come(lexicon.bit)
        self._light = sum(lexicon.bit(idea) for idea in (*_LIGHT, *_SMALL_TALK))
        self._courtesy = lexicon.bit("courtesy")
        self._beside = bits_of(lexicon, _NO_COURTESY)
        self._openings = {lexicon.bit(idea): name for idea, name in _OPENINGS.items()}
        self._told = sum(lexicon.bit(idea) for idea in _TOLD)
        self._wished = sum(lexicon.bit(idea) for idea in _WISHED)

    def understand(self, text: str, people: People | None = None) -> Intent:
        if (listed := listed_cash(text, self._lexicon, people)) is not None:
            return listed
        intent = self._understood(text, people)
        is_sure_act = intent.sure and intent.name in ACTS - _ANSWERS
        if (opened := _OPENING.match(text)) and not is_sure_act:
            behind = self.understand(text[opened.end() :], people)
            if behind.name in (ACTS | REPORTS) - _CLOSED - _ANSWERS:
                return replace(behind, said=behind.said or text[opened.end() :])
        apart = partial(self._understood, people=people)
        several = several_in(intent, text[:LOOKED_AT], apart, self.speaks_of, self._awaits)
        if several is not None:
            return several
        if intent.name not in _EASILY_A_CLAIM:
            return intent
        parts = _SENTENCES.split(text[:LOOKED_AT])
        sentences = [part for part in parts[:MOST_SENTENCES] if part.strip()]
        is_talk = len(sentences) > 1
        claim = self._claim_in(sentences, people) if is_talk else None
        return intent if claim is None else replace(claim, units=claim.units | intent.units)

    def _awaits(self, intent: str, text: str) -> bool:
        return turning().awaits(intent, look_into(read(text, self._lexicon), self._lexicon))

    def _claim_in(self, sentences: Sequence[str], people: People | None) -> Intent | None:
        """The claim among several sentences: "Nimetuma 1k. Balance nitakulipia kesho"."""
        if any("?" in one or turning().takes_back(one) for one in sentences):
            return None
        understood = (self._understood(sentence, people) for sentence in sentences)
        return next((intent for intent in understood if intent.name == "paid_claim"), None)

    def _understood(
        self, text: str, people: People | None, *, may_be_in_part: bool = True
    ) -> Intent:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        asked = told_of_members(found) or known_whole(found)
        asked = asked or asked_of_one(found) or asked_of_group(found)
        if asked is not None:
            return self._closed(asked, found, people)
        command = self._command(found.text)
        if command:
            slots = slots_of(command, found)
            is_sure = _is_about_the_number(command, found)
            return Intent(command, MappingProxyType(slots), is_sure, units_of(found))
        ideas = self._ideas(found)
        name = self._judged(found, ideas)
        closed = self._closed(name, found, people)
        opened = self._opened(found.text)
        if opened and _is_put_to_officers(opened, closed):
            return closed
        if opened:
            return Intent(opened, MappingProxyType(slots_of(opened, found)), units=units_of(found))
        if _is_read_by_rules_alone(name, found):
            intent = closed
        else:
            intent = self._ranked(closed, ideas, found, people)
        return self._in_part(intent, found, people) if may_be_in_part else intent

    def _ranked(self, closed: Intent, ideas: int, found: Contents, people: People | None) -> Intent:
        """What both readers make of a text together. closed: what the rules have read."""
        name = closed.name
        scores, no_act = open_reader().judged(features_of(found, ideas, name))
        best, is_sure = settled(
            name,
            is_sure=closed.sure,
            scores=scores,
            acts=ON_PLAIN_WORDS,
            lead=FAR if name == LEAVE_IT else LEAD,
        )
        is_far = not is_sure and ahead(best, scores) >= FAR
        is_spoken_to = best == "member_status" and name in OF_A_MEMBER  # "hello Wanjiru, how ..."
        best = name if is_spoken_to and not asked_about(found) else rightly_named(best, found)
        values = dict(closed.slots if best == name else self._values(best, found, people))
        lead = min(ahead(best, scores), scores.get(best, 0.0) - no_act)
        has_side = not other_side(best, found) or is_told_at_length(found, lead)
        is_whole = has_side and not _lacks_amounts(values) and _is_about_the_number(best, found)
        if is_far and is_whole and is_framed(best, found, values, lead):
            return Intent(best, MappingProxyType(values), True, units_of(found))
        if best == name:
            intent = replace(closed, sure=is_sure)
        else:
            guessed = MappingProxyType(values)
            intent = Intent(best, guessed, is_sure, units_of(found), by_rules=name)
        if is_sure and best != UNKNOWN:
            return intent
        is_of_nothing = best == UNKNOWN and is_talk(scores)
        return replace(intent, near=beside(best, scores, found), is_talk=is_of_nothing)

    def _in_part(self, intent: Intent, found: Contents, people: People | None) -> Intent:
        """The same act as a part of the text says it, where that is sure; else what is given."""
        if intent.sure or intent.name not in ACTS - _SHOWN:
            return intent
        alone = said_alone(
            intent, found, lambda part: self._understood(part, people, may_be_in_part=False)
        )
        return alone or intent

    def _values(self, name: str, found: Contents, people: People | None) -> Mapping[str, object]:
        """What the text gives to an intent that the rules have not read."""
        if name in WITH_REASON:
            return self._with_reason(name, found, people).slots
        return slots_of(name, found)

    def explain(self, text: str, people: People | None) -> Explanation:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        ideas = self._ideas(found)
        name = self._judged(found, ideas)
        rules = asked_of_one(found) or asked_of_group(found) or self._command(found.text) or name
        ranked = open_reader().rank(features_of(found, ideas, name))
        left = tuple(left_over(rules, found))
        return Explanation(self.understand(text, people), rules, left, tuple(ranked))

    def _closed(self, name: str, found: Contents, people: People | None) -> Intent:
        """What the rules have read, and whether each word is accounted for."""
        if name in WITH_REASON:
            return self._with_reason(name, found, people)
        slots = slots_of(name, found)
        is_sure = name not in ON_PLAIN_WORDS or name in _CLOSED or is_accounted_for(name, found)
        is_sure = is_sure and _is_about_the_number(name, found)
        is_sure = is_sure and not _lacks_amounts(slots) and not other_side(name, found)
        is_sure = is_sure and not _is_turned(name, found)
        return Intent(name, MappingProxyType(slots), is_sure, units_of(found))

    def read_as(self, name: str, text: str, people: People) -> Intent:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        return Intent(name, MappingProxyType(slots_of(name, found)), False, units_of(found))

    def features_in(self, text: str) -> set[str]:
        ideas = self._ideas(found := look_into(read(text, self._lexicon), self._lexicon))
        return features_of(found, ideas, self._judged(found, ideas))

    def _with_reason(self, name: str, found: Contents, people: People | None) -> Intent:
        """A request is accounted for word by word, the reason behind it is not."""
        request = reasons.cut(found.text, self._lexicon)
        asked = look_into(read(request.text, self._lexicon, people), self._lexicon)
        slots = slots_of(name, asked)
        is_named = "names" in slots or not found.names
        if not is_named:
            slots["names"] = slots_of(name, found)["names"]
        if request.reason:
            slots["reason"] = request.reason
        is_fit = request.opens and is_named and fits_together(name, found)
        is_sure = is_fit and is_accounted_for(name, asked)
        is_sure = is_sure and not turning().turns(name, asked)
        is_sure = is_sure and not turning().turns_back(name, found)
        return Intent(name, MappingProxyType(slots), is_sure, units_of(asked))

    def says_own_share(self, text: str, people: People) -> bool:
        return self._says(OWN_SHARE, text, people)

    def says_pay_now(self, text: str, people: People) -> bool:
        return self._says(PAY_NOW, text, people)

    def _says(self, what: str, text: str, people: People) -> bool:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        return is_accounted_for(what, found) and not turning().turns(what, found)

    def states_payment(self, text: str) -> bool:
        found = look_into(read(text, self._lexicon), self._lexicon)
        is_told = bool(found.text.ideas & self._told) or found.receipt is not None
        return is_told and not found.text.ideas & self._wished and "?" not in found.text.words

    def is_meant(self, name: str, text: str, people: People) -> bool:
        return not _is_turned(name, look_into(read(text, self._lexicon, people), self._lexicon))

    def is_bare_dispute(self, text: str) -> bool:
        found = look_into(read(text, self._lexicon), self._lexicon)
        return len(self._blunt(found.text)) == 1 and found.speaks_of("contest")

    def speaks_of_fine(self, text: str) -> bool:
        return look_into(read(text, self._lexicon), self._lexicon).speaks_of("fine")

    def says_not_come(self, text: str, people: People) -> bool:
        return not_come.says_it(self._not_come, read(text, self._lexicon, people).ideas)

    def says_come(self, text: str, people: People) -> bool:
        found = read(text, self._lexicon, people)
        return "?" not in found.words and not_come.says_it(self._come, found.ideas)

    def amount_instead(
        self, text: str, people: People, asked: Decimal | int, *, is_taker: bool
    ) -> list[Decimal | int]:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        return cash_said.instead(found, asked, is_taker=is_taker)

    def denies_cash(self, text: str, people: People) -> bool:
        return cash_said.denies(look_into(read(text, self._lexicon, people), self._lexicon))

    def not_here(self, text: str, people: People) -> str:
        found = look_into(read(text, self._lexicon, people), self._lexicon)
        members = [name for name in found.names if name.start in (found.text.members or {})]
        denied = denied_name(found.text, found.names, self._lexicon)
        name = denied or next(iter(members), None)
        return "" if name is None else name.text

    def purpose_in(self, text: str) -> str:
        found = look_into(read(text, self._lexicon), self._lexicon)
        return "" if turning().turns("expense", found) else plain_words(found)

    def ideas_by_word(self, text: str) -> list[frozenset[str]]:
        readings = read(text, self._lexicon).readings
        return [frozenset(self._lexicon.ideas_in(reading.ideas)) for reading in readings]

    def speaks_of(self, text: str, *ideas: str) -> bool:
        return any(map(look_into(read(text, self._lexicon), self._lexicon).speaks_of, ideas))

    def says_mine(self, text: str) -> bool:
        return self.speaks_of(text, "mine", "my_payments")

    def past_day(self, text: str, today: date) -> date | None:
        surfaces = read(text, self._lexicon).surfaces
        return past_day_in([surface.lower() for surface in surfaces], today)

    def people_meant(self, text: str) -> list[str]:
        names = names_in(read(text, self._lexicon), self._lexicon)
        return [name.text for name in names if name.role == "for"]

    def receipt_in(self, text: str) -> str:
        return look_into(read(text, self._lexicon), self._lexicon).receipt or ""

    def _command(self, text: Text) -> str | None:
        """The intent of a text that is a command by itself, polite words around it aside."""
        if len(text.words) > LONGEST_COMMAND:
            return None
        commands, words = self._lexicon.whole_texts, text.words
        openings = [words[:end] for end in range(len(words), 1, -1) if self._is_polite(text, end)]
        said = [words, *openings, self._blunt(text)]  # "wacha hivyo bana" is more than "wacha"
        found = next((commands[one] for one in map(" ".join, said) if one in commands), None)
        is_asked = "?" in text.words and found != "switch_group"  # "and the other one?"
        is_asked |= any(one.ideas & self._beside for one in text.readings[1:])
        is_asked |= is_shrug(text.surfaces)
        return None if found in ACTS and is_asked else found

    def _opened(self, text: Text) -> str:
        """The intent that a text's first words, courtesy aside, say by themselves, whatever
        follows; "" for most texts."""
        is_courtesy = (bool(one.ideas & self._courtesy) for one in text.readings)
        first = next((n for n, is_light in enumerate(is_courtesy) if not is_light), None)
        if first is None:
            return ""
        phrase = self._lexicon.phrase_at(text.words, first)
        ideas = text.readings[first].ideas | (phrase[1].ideas if phrase is not None else 0)
        return next((name for idea, name in self._openings.items() if ideas & idea), "")

    def _is_polite(self, text: Text, start: int) -> bool:
        """Whether nothing but courtesy stands from a place on."""
        return all(one.ideas & self._courtesy for one in text.readings[start:])

    def _blunt(self, text: Text) -> list[str]:
        pairs = zip(text.words, text.readings, strict=True)
        return [
            word for word, reading in pairs if word != "?" and not reading.ideas & self._courtesy
        ]

    def _judged(self, found: Contents, ideas: int) -> str:
        """The intent of the first rule whose evidence is in the text."""
        return rightly_named(first_fitting(self._rules, ideas) or UNKNOWN, found)

    def _ideas(self, found: Contents) -> int:
        """The ideas of a text, with the findings about it that rules speak of."""
        facts = findings_in(found)
        facts["content"] = any(
            word != "?" and not reading.ideas & self._light
            for word, reading in zip(found.text.words, found.text.readings, strict=True)
        )
        ideas = found.text.ideas
        for fact, is_true in facts.items():
            if is_true:
                ideas |= self._lexicon.bit(fact)
        return ideas


def _is_read_by_rules_alone(name: str, found: Contents) -> bool:
    """Whether the rules leave nothing to rank: an answer, "do not", few words, a book ref, a text
    with program code in it."""
    is_short = name != UNKNOWN and len(found.text.words) <= FEW
    return (
        name in _CLOSED | {AMEND_RULE}
        or is_short
        or _CODE.search(found.text.original) is not None
        or (name != UNKNOWN and book_ref(found) is not None)
    )


def _is_put_to_officers(opened: str, closed: Intent) -> bool:
    """Whether words to the officers say something that reaches them better by itself."""
    is_sure_act = closed.sure and closed.name in ACTS
    return opened == TELL_OFFICERS and (closed.name in _REACHES_OFFICERS or is_sure_act)


def _is_turned(name: str, found: Contents) -> bool:
    """Whether an act is asked, doubted, another's or taken back; a notice may say all of that, and
    is shown before it goes out."""
    return name in (ACTS - _CLOSED - _SHOWN) | {"paid_claim"} and turning().turns(name, found)


def _is_about_the_number(name: str, found: Contents) -> bool:
    """Whether who says they are somebody else means the number: "not me" may answer a question."""
    says_what = any(found.speaks_of(idea) for idea in _WHOSE_NUMBER)
    return name != "wrong_person" or says_what or bool(found.names)


def _lacks_amounts(slots: Mapping[str, object]) -> bool:
    """Whether several people are named, and not how much is whose."""
    people = slots.get("people")
    return isinstance(people, tuple) and any(amount is None for _, amount in people)


@cache
def _mind() -> _Mind:
    return _Mind(all_languages())
