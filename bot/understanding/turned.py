"""What turns an act round that its words alone would leave sure.

It is asked, doubted, another's, told of another's words, wished for once, meant for later, or taken
back in the same text. The lists are in [turned] of each language's words.toml, and in
[turned_stems] the Swahili verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from bot.understanding.asides import KIN
from bot.understanding.belonging import PAY_NOW, belonging_to
from bot.understanding.bounds import bounds
from bot.understanding.contents import Contents, opens_at, parts_of
from bot.understanding.parts import parts_in
from bot.understanding.phrases import Phrases
from bot.understanding.swahili import Form, Verbs
from bot.words import lexicon as word_tables

_LABEL = re.compile(r"^\W*(?:\[[^\]]*\]\s*)?(\w+)(?: (\w+))?\s*:\s*(\S+)", re.M)
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_DENIED_NOW = re.compile(r"(?:si|hatu)[a-z]{2,}i")
_HOW = "je"  # "nitatumiaje": how shall I use
_CLAUSE = re.compile(r"[,.;:\n]\s*\w")  # "nimekosea, futa ya mwisho"
_CLAUSE_END = re.compile(r"[,.;:!\n]")
_PART = re.compile(r"[,.;:!\n]+")
_TAKEN_BACK = re.compile(r"\bhapana\W+[um]si[a-z]{2,}")  # "kataa 12, hapana usikatae"
_WOULD = re.compile(r"(?:ni|n|tu|u|a|m|wa|i)?nge(?!penda|omba|chi$)[a-z]{3,}")  # "ningelipa"
_MARKUP = re.compile(r"[\"“”„«»{}]|<\w+>")

_OWN_DEEDS = frozenset({
    "paid_cash", "record_cash", "pay_for", "move_cash", "bank_move", "exchange",
    "welfare_contribute", "confirm_disbursed", "paid_claim",
})  # fmt: skip
"""What is told of as done: that it is wished, or that one is about to do it, is none."""

_REMINDERS = frozenset({"remind_all", "remind_one"})
_OF_THINGS = frozenset({"finish", "arrive", "complete"})
"""What is told of things in the same form: "mzunguko umeisha", "mwezi umefika"."""

_PEOPLE = frozenset({KIN, "title"})
_OF_WISHES = frozenset({"pay_for"})
"""What may be wished as well: it says for whom the next payment will be."""

_ORDERS = frozenset({
    "undo", "remind_all", "remind_one", "pay_out", "release_payout", "refund", "connect_phone",
    "disconnect_phone", "stop_dashboard", "auditor", "stop_auditor", "ask_to_pay", "give_back",
    "waive", "start", "language", "switch_group", "close_round", "fine_member",
})  # fmt: skip
"""What is asked for: that one has done it oneself is news."""

_WITH_NEWS = _ORDERS | {"add_member", "approve", "reject"}
"""Beside what others have done may be told, in a part of its own."""

_OF_ANOTHER = frozenset({"fine_member", "stop_dashboard"})
"""What tells of another's doing by nature: "Baraka hakuja mkutano", "somebody opened it"."""

_TO_ME = frozenset({"start", "language", "switch_group", "join", PAY_NOW})
"""What is asked for oneself: "niweke kwa Amani", where "nifunge" asks whether one should."""

_OURS = frozenset({"me", "we"})
_BEFORE_ORDER = frozenset({"err", "mistake", "finish", "wrong"})
"""What is told before something is asked for: "nimekosea futa"."""

_ENTERING = frozenset({"record", "put"})
"""What is told before that is to be undone: "niliandika mara mbili, futa"."""

_WISHES = frozenset({"want", "can"})
_DENIED = frozenset({"not", "notyet", "never", "dont"})
_TENSED = frozenset({"past", "now"})
_IN_TIME = frozenset({"past", "now", "will", "if", "to"})
_ALL_WORDS = frozenset({
    "asked", "may", "doubted", "undone", "said", "later", "conditional", "prayed", "past",
    "done_to",
})  # fmt: skip
_BESIDE = {
    **dict.fromkeys(_TO_ME, frozenset({"may"})),
    "amend_rule": frozenset({"later"}),
    "wrong_person": frozenset({"past"}),
    "stop_dashboard": frozenset({"undone", "doubted"}),
}
"""What may stand beside an act: "may I get my texts in English?", a rule for a later day, "I forgot
to log out"."""

_NOES = frozenset({"reject", "confirm_no"})
"""What says no by nature: "L05 hapana, siungi mkono"."""

_LEAVING_OUT = frozenset({
    "wrong_person", "language", "switch_group", "remind_all", "remind_one",
})  # fmt: skip
_LEAVES_OUT = frozenset({"not", "bado", "si", "sio", "siyo", "wala"})
"""What leaves out something by nature: "English, not Swahili", "remind Baraka, bado hajalipa"."""

_TOLD = _OWN_DEEDS | {"loan_repay", "expense", "wrong_person"}
"""What tells of what was, where all else may be put off: "baada ya wote kulipa"."""

_STANDING: Mapping[str, tuple[str, ...]] = {"receive_phone": ("turn", "payout", "receive")}
"""What a setting is for whenever it comes: "when my turn reaches, use this line"."""

_PLAINLY = frozenset({"asked", "may", "doubted", "conditional", "done_to"})
_PRAYERS = ((1, "prayed"), (2, "prayed"))
_BESIDE_NO_ACT = frozenset({"asked", "doubted", "conditional", "taken_back", "said"})
"""What part of a text turns an act that stands in another."""

_AN_ADVERB = 2  # words; "kesho, nampa ..." says when

_FOR_ME = ("ie", "ee", "nipe", "onyeshe")
"""How a form ends by which something is wished for oneself: "nitumie", "niandikie", "nipe"."""


class Turning:
    """The words of all languages that do so."""

    def __init__(self, tables: Iterable[Mapping[str, Mapping[str, Sequence[str]]]]) -> None:
        """tables: the words of each language."""
        tables = tuple(tables)
        self._phrases = Phrases(table.get("turned", {}) for table in tables)
        stems: dict[str, list[str]] = {}
        for table in tables:
            for name, some in table.get("turned_stems", {}).items():
                stems.setdefault(name, []).extend(some)
        self._verbs = Verbs(stems)

    def turns(self, intent: str, found: Contents) -> bool:
        """Whether the words of an act do not say, for all else in the text, that it is meant."""
        return (
            bool(self._told(found) & (_ALL_WORDS - _BESIDE.get(intent, frozenset())))
            or (self.takes_back(found.text.original, intent) and not _is_mistaken(intent, found))
            or self.is_anothers(found)
            or bounds().bounds(intent, found)
            or self._is_opened_by_another(intent, found)
            or self.awaits(intent, found)
            or (intent in _OWN_DEEDS and _is_denied_now(found))
            or any(self._is_turned(intent, found, *one) for one in self._forms_of(intent, found))
            or (intent in _ORDERS and self._is_done_already(intent, found))
            or (intent in _OWN_DEEDS - _OF_WISHES and self._is_only_wished(found))
        )

    def turns_plainly(self, intent: str, found: Contents) -> bool:
        """Whether the text says in so many words that an act is asked, doubted, another's or taken
        back: what is learned from many texts is no account of that."""
        told = self._told(found) - _BESIDE.get(intent, frozenset())
        is_back = self.takes_back(found.text.original, intent) and not _is_mistaken(intent, found)
        is_own = intent in _OWN_DEEDS - _OF_WISHES | {"record_cash"}
        is_told = self._is_said_at_an_end(found) or (is_own and "past" in told)
        is_told |= "later" in told and intent in _TOLD and _is_order_to_record(found)
        is_told |= intent in _TO_ME and "said" in told and "said_myself" not in told
        is_prayed = self._phrases.at(_small(found), opens_at(found)) in _PRAYERS
        is_opened = is_own and self._is_opened_by_another(intent, found)
        is_another = self.is_anothers(found) or self.awaits(intent, found)
        is_another |= bounds().bounds(intent, found)
        return any((told & _PLAINLY, is_back, is_told, is_prayed, is_opened, is_another))

    def awaits(self, intent: str, found: Contents) -> bool:
        """Whether what is wanted is for when something else has come about; "when he was ill" is
        what was."""
        if intent in _TOLD and not _is_order_to_record(found):
            return False
        small, own = _small(found), _STANDING.get(intent, ())
        parts = [part for part in parts_in(found) if not found.have(part, own)]
        told = [
            self._named(small[part.start : part.stop])
            for part in parts
            if not _tells_of_another(intent, found, part)
        ]
        places = {at for part in parts for at in part}
        return any("awaited" in one and "was" not in one for one in told) or any(
            form.tense == "if" and at in places and not _WISHES & set(form.ideas)
            for at, form in self._forms(found)
        )

    def _is_said_at_an_end(self, found: Contents) -> bool:
        """Whether "eti" opens a text, or "he said" ends it."""
        words = _small(found)
        return any("said" in self._named(some) for some in (words[:1], words[-2:]))

    def turns_back(self, intent: str, found: Contents) -> bool:
        """The same of a text that has a reason in it, which may tell of anything."""
        told = self._named(_small(found))
        return (
            bool(told & {"conditional", "taken_back", "against"})
            or self.is_anothers(found)
            or bounds().conditions(intent, found)
            or self.awaits(intent, found)
        )

    def turns_beside(self, intent: str, found: Contents) -> bool:
        """Whether a part of a text may turn an act that another part says."""
        told = self._told(found)
        is_short = len(found.text.words) <= _AN_ADVERB
        is_own = intent in _TO_ME and "said_myself" in told  # "I told you to stop, start again"
        barred = _BESIDE_NO_ACT - {"said"} if is_own else _BESIDE_NO_ACT
        return (
            bool(told & barred)
            or (is_short and bool(told & {"later", "undone"}))
            or self.is_anothers(found)
            or "?" in found.text.words
            or self.awaits(intent, found)
            or _denies(intent, found)
        )

    def told(self, text: str) -> set[str]:
        """The names of the lists of which a text has a phrase."""
        return self._named(_WORD.findall(text.lower()))

    def takes_back(self, text: str, intent: str = "") -> bool:
        """Whether a text takes back what stands beside it: "no wait", "natania tu". What refuses,
        as "hapana" does, takes back no refusal. intent: what stands there, "" for anything."""
        small = text.lower()
        parts = [_WORD.findall(part) for part in _PART.split(small)]
        told = self._named(_WORD.findall(small))
        if "taken_back" in told or _TAKEN_BACK.search(small):
            return True
        if intent in _NOES:
            return False
        spared = _LEAVES_OUT if intent in _LEAVING_OUT else frozenset()
        opened = (part for part in parts[1:] if part and part[0] not in spared)
        found = (self._phrases.at(part, 0) for part in opened)
        return "against" in told or any(one is not None and one[1] == "refuses" for one in found)

    def _told(self, found: Contents) -> set[str]:
        words = _small(found)
        named = found.text.members or {}
        free = ["" if at in named else word for at, word in enumerate(words)]
        return (
            self._named(free)
            | {
                name
                for word in free
                for name, tense in self._stems_of(word)
                if tense in (("past",) if name == "undone" else _IN_TIME)
            }
            | {"asked" for word in free if word.endswith(_HOW) and _is_verb(word, found)}
            | {"conditional" for word in free if _WOULD.fullmatch(word)}
        )

    def _named(self, words: Sequence[str]) -> set[str]:
        found = (self._phrases.at(words, at) for at in range(len(words)))
        return {one[1] for one in found if one is not None}

    def _stems_of(self, word: str) -> Iterator[tuple[str, str]]:
        form = self._verbs.form(word)
        for name in form.ideas if form is not None else ():
            yield name, form.tense if form is not None else ""

    def is_anothers(self, found: Contents) -> bool:
        """Whether a text, or a line of it, is quoted, or said to be another's."""
        return _MARKUP.search(found.text.original) is not None or self._is_labelled(found)

    def _is_labelled(self, found: Contents) -> bool:
        """Whether a line is another's, as a log has it: "Baraka: ...", "SYSTEM: ...". A name before
        an amount is one of a list."""
        for label in _LABEL.finditer(found.text.original):
            is_known = "label" in self._named([label[2 if label[2] else 1].lower()])
            is_name = any(
                found.text.starts[name.start] in range(label.start(1), label.end(1))
                for name in found.names
            )
            behind = label[3].lower()
            is_money = behind[0].isdigit() or any(map(behind.startswith, found.lexicon.currencies))
            if is_known or (is_name and not is_money):
                return True
        return False

    def _is_opened_by_another(self, intent: str, found: Contents) -> bool:
        """Whether the text opens with "she", "somebody", "my neighbour"."""
        if intent in _OF_ANOTHER:
            return False
        at = opens_at(found)
        words = _small(found)
        phrase = self._phrases.at(words, at)
        if phrase is not None and phrase[1] == "other":
            # "he gave me 500" tells of what came to who writes
            return not (intent == "record_cash" and found.speaks_of("give_to_me"))
        is_later = phrase is not None and phrase[1] == "opens_later"
        is_later |= intent in _REMINDERS and words[at : at + 1] == ["you"]  # "you remind us of her"
        is_whose = any(found.has(at, idea) for idea in ("mine", "they"))
        return (
            is_later or (is_whose and self._is_somebody(at + 1, found)) or self._is_kin(at, found)
        )

    def _is_place(self, at: int, found: Contents) -> bool:
        """Whether "church" stands there, as in "the church gave 500"."""
        aside = found.lexicon.asides.at(_small(found), at) if at < len(found.text.words) else None
        return aside is not None and aside == (1, "place")

    def _is_somebody(self, at: int, found: Contents) -> bool:
        aside = found.lexicon.asides.at(_small(found), at) if at < len(found.text.words) else None
        return found.has(at, "relation") or (aside is not None and aside.kind in _PEOPLE)

    def _is_kin(self, at: int, found: Contents) -> bool:
        """Whether "my wife" or "mke wangu" opens the text; "dada, ..." speaks to her."""
        words = _small(found)
        aside = found.lexicon.asides.at(words, at) if at < len(words) else None
        if aside is None or aside.kind != KIN:
            return False
        is_owned = aside.length > 1 or found.has(at + 1, "mine") or found.has(at + 1, "they")
        behind = found.text.original[found.text.ends[at + aside.length - 1] :][:1]
        return is_owned and behind != ","

    def _is_only_wished(self, found: Contents) -> bool:
        """Whether a deed is named, and no form of it says that it is done."""
        forms = [form for _, form in self._forms(found) if not _WISHES & set(form.ideas)]
        is_done = any(form.person in _OURS and form.tense in _TENSED for form in forms)
        return not is_done and any(
            form.tense == "to" and "help" not in form.ideas for form in forms
        )

    def _is_done_already(self, intent: str, found: Contents) -> bool:
        """Whether the text opens with what who writes did: "nimefunga", "we have closed"."""
        at = opens_at(found)
        words = _small(found)
        if words[at : at + 1] in (["i"], ["we"], ["i've"], ["we've"]):
            at += 1
            while any(found.has(at, idea) for idea in ("auxiliary", "already", "filler")):
                at += 1
            is_wish = any(found.has(at, idea) for idea in _WISHES)
            said = self._phrases.at(words, at)
            is_done = said == (1, "done") or (at < len(words) and words[at].endswith("ed"))
            return is_done and not is_wish
        place, first = next(self._forms(found), (0, None))
        told_before = _BEFORE_ORDER | (_ENTERING if intent == "undo" else frozenset())
        if first is None or told_before & set(first.ideas):
            return False
        is_own = first.person in _OURS and first.tense == "past" and not first.is_relative
        is_done = is_own and not first.word.endswith("wa")  # "nimeibiwa simu, funga ..."
        has_order = intent != "waive" and _CLAUSE.search(
            found.text.original, found.text.ends[place]
        )
        return is_done and not has_order

    def _forms_of(self, intent: str, found: Contents) -> list[tuple[int, Form]]:
        """The verb forms that may turn an act: what others have done is news, where a part of an
        order tells of nobody: "wote wametoa, mtumie Hamo pot yake"."""
        forms = list(self._forms(found))
        news = {at for at, form in forms if form.person == "they" and form.tense in _TENSED}
        own = belonging_to(intent, found)
        is_order = intent in _WITH_NEWS and any(
            own.intersection(part) and not news.intersection(part) for part in parts_of(found)
        )
        return [one for one in forms if not (is_order and one[0] in news)]

    def _forms(self, found: Contents) -> Iterator[tuple[int, Form]]:
        """The Swahili verb forms, with their places; members' names are none."""
        named = found.text.members or {}
        for at, word in enumerate(_small(found)):
            form = None if at in named else found.lexicon.verb_form(word) or self._verbs.form(word)
            if form is not None:
                yield at, form

    def _is_turned(self, intent: str, found: Contents, at: int, form: Form) -> bool:
        """Whether a Swahili verb says that it is another's, a question, denied, or not yet."""
        is_wish = bool(_WISHES & set(form.ideas))
        if form.tense in _DENIED:
            return _is_denial(intent, form, is_wish=is_wish)
        is_to_me = form.object == "ni" or "give_to_me" in form.ideas
        is_to_me &= intent in _OWN_DEEDS | {"join"}
        if form.is_relative or is_to_me or "event" in form.ideas:
            return False  # "aliyelipa", "amenipa", "amenipa code", "amelazwa"
        if form.tense in ("will", "if"):
            return not (is_wish and form.person == "you")  # "ukiweza"
        if is_wish:
            return form.person == "they" or ("can" in form.ideas and form.person in _OURS)
        if form.person == "you" and form.tense in _TENSED:
            return intent != "wrong_person" and not _OF_THINGS & set(form.ideas)
        if form.person == "they" and form.tense in _TENSED:
            is_named = intent in _OWN_DEEDS and _is_behind_name(found, at)
            is_of_somebody = intent == "record_cash" and "give" in form.ideas  # who, is asked
            is_told = intent in _OF_ANOTHER and "close" not in form.ideas
            return not (is_told or is_named or is_of_somebody)
        is_asked = form.person == "me" and form.tense == "do" and form.is_wish
        is_for_me = form.word.endswith(_FOR_ME) and not form.object and intent not in _OWN_DEEDS
        return is_asked and not (is_for_me or intent in _TO_ME)


def _is_order_to_record(found: Contents) -> bool:
    """Whether the text opens with an order, and nothing is told of as done: "record 500 cash from
    Baraka when he comes"."""
    opens = found.have((opens_at(found),), ("record", "put", "repay"))
    return opens and not any(tense == "past" for tense in _tenses(found))


def _tenses(found: Contents) -> Iterator[str]:
    return (
        idea.partition(".")[2]
        for idea, bit in found.lexicon.bits()
        if found.text.ideas & bit and "." in idea
    )


def _tells_of_another(intent: str, found: Contents, part: range) -> bool:
    """Whether a clause of time belongs to what is told before the act: "he forgets us when he is
    out on the lake, send him a reminder"."""
    gap = found.text.original[found.text.ends[part.start - 1] : found.text.starts[part.start]]
    is_attached = part.start > 1 and not _CLAUSE_END.search(gap)
    own = belonging_to(intent, found)
    return is_attached and not own.intersection(range(part.start))


def _is_denial(intent: str, form: Form, *, is_wish: bool) -> bool:
    """Whether a negated form denies the act, as "sijalipa" does, and "usikumbushe"."""
    if intent == "reject":
        return "reject" in form.ideas or is_wish
    if form.tense == "dont":  # "mkaguzi asione", "mwambie Nyaboke asisahau"
        return not (intent in _REMINDERS | {"stop_auditor"} and form.person == "they")
    if intent == "language" and not {"use", "speak"} & set(form.ideas):
        return is_wish  # "sielewi kizungu, tumia kiswahili"
    return intent != "wrong_person" and (is_wish or form.person in _OURS)


def _denies(intent: str, found: Contents) -> bool:
    """Whether a part denies that of which an act speaks: "sikumpa", "but he did not pay"."""
    own = belonging_to(intent, found)
    tenses = found.lexicon.bits()
    denied = sum(bit for idea, bit in tenses if idea.partition(".")[2] in _DENIED)
    is_turned = any(found.text.readings[at].ideas & denied for at in own)
    return is_turned or (bool(own) and found.speaks_of("not"))


def _is_mistaken(intent: str, found: Contents) -> bool:
    """Whether what is taken back is what an undo is about: "undo that, it was a mistake"."""
    return intent == "undo" and found.speaks_of("mistake")


def _is_behind_name(found: Contents, at: int) -> bool:
    """Whether the word before names who does it."""
    members = found.text.members or {}
    return any(
        name.end == at and (name.start in members or name.text[0].isupper()) for name in found.names
    )


def _is_verb(word: str, found: Contents) -> bool:
    return found.lexicon.verb_form(word.removesuffix(_HOW)) is not None


def _is_denied_now(found: Contents) -> bool:
    """Whether a word has the form of "sitoi", "hatuleti", whatever its stem; "silingi" is money."""
    words = (word for word in _small(found) if word not in found.lexicon.currencies)
    return any(map(_DENIED_NOW.fullmatch, words))


def _small(found: Contents) -> list[str]:
    return [surface.lower().replace("-", "") for surface in found.text.surfaces]


@cache
def turning() -> Turning:
    """The one reader of such words."""
    return Turning(word_tables())
