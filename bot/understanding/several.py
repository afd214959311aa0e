"""Several things in one text: an act and a question, or questions, each from a clause of its own.

An act beside a question is as sure as it is alone: the other clauses must be questions, promises
or courtesy, so that nothing in them takes it back. Where one clause conditions another, the text
stays one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.clauses import clauses_of, is_conditional
from bot.understanding.turned import turning

if TYPE_CHECKING:
    from bot.understanding import Intent

MOST_AT_ONCE = 3

QUESTIONS = frozenset({
    "balance", "my_turn", "round_status", "rota", "rules", "statement", "how_to_pay", "pay",
    "deadline", "who_is", "who_owes", "money_place", "next_meeting", "my_fines", "welfare_fund",
    "receipt_lookup", "check_code", "open_questions", "my_data", "member_status", "loan_balance",
})  # fmt: skip
"""What is answered, and no more."""

REPORTS = frozenset({"paid_cash", "record_cash", "pay_for", "paid_claim"})
"""What tells of money that changed hands."""

_DONE_BESIDE = REPORTS | {
    "remind_all", "remind_one", "undo", "fine_member", "expense", "move_cash", "bank_move",
    "pay_out", "refund", "release_payout", "receive_phone", "pay_phone", "ask_to_pay", "give_back",
    "confirm_disbursed", "welfare_contribute", "start", "language",
}  # fmt: skip
"""What acts by the words of its own clause alone; a notice or a reason takes in what follows."""

_NOTICES = frozenset({"late_notice", "apology"})
"""What is passed on to an officer, in the words of the whole text."""

_TALK = _NOTICES | {"greeting", "thanks"}
_HIDES_OTHERS = QUESTIONS | _DONE_BESIDE | _TALK | {"unknown"}
"""As what a text may be read of which a part says something else. A complaint, a notice or a need
is one with all that stands around it."""

_OF_FIGURES = frozenset({"balance", "statement", "member_status"})
_SAME = {"pay": "how_to_pay"}
_TURNING = ("if", "will", "not", "can", "cannot", "why", "forbids")
_REFUSING = ("want.not", "forbids")
_ASKING = ("who", "what", "when", "where", "which", "how", "how_much")

Understood = Callable[[str], "Intent"]
SpeaksOf = Callable[..., bool]
Awaits = Callable[[str, str], bool]


def several_in(
    whole: Intent, text: str, understood: Understood, speaks_of: SpeaksOf, awaits: Awaits
) -> Intent | None:
    """The first of several things with the others in its `also`; None where a text says one.

    understood: reads a clause. speaks_of: whether a text carries one of some ideas. awaits: whether
    an intent hangs on something in a text that has yet to come about.
    """
    is_sure_act = whole.sure and _acts(whole)
    parts = clauses_of(text) if whole.name in _HIDES_OTHERS else []
    is_turned = is_conditional(text) or speaks_of(text, "if") or turning().takes_back(text)
    if len(parts) < 2 or is_turned:
        return None
    found = [replace(understood(part), said=part) for part in parts]
    questions = [one for one in found if _is_question(one, speaks_of)]
    asked = _figures_of_one(_once(questions))
    notices = [replace(one, said="") for one in found if _is_notice(one)][:1]
    others = [one for one in found if one not in questions and one.name not in _TALK]
    beside = [*asked, *notices]
    acts = _acts_in(others, understood, speaks_of) if beside else []
    if any(one.is_guess for one in questions) or any(awaits(one.name, text) for one in acts):
        acts = [replace(one, sure=False) for one in acts]  # the question may be about the act
    if is_sure_act and not (acts and acts[0].sure and _is_same(acts[0], whole)):
        return None
    if acts:
        return replace(acts[0], also=(*acts[1:], *beside)[: MOST_AT_ONCE - 1])
    is_asked = whole.name in QUESTIONS | _NOTICES or not whole.is_said
    if is_asked and asked and len(beside) > 1 and not any(map(_acts, others)):
        return replace(asked[0], also=tuple(beside[1:MOST_AT_ONCE]))
    return None


def _acts_in(
    clauses: Sequence[Intent], understood: Understood, speaks_of: SpeaksOf
) -> list[Intent]:
    """What the clauses beside the questions do: each by itself where all are sure, else what they
    say together, which is offered unless it is sure as a whole."""
    if any(speaks_of(one.said, *_REFUSING) for one in clauses):
        return []
    if clauses and all(map(_is_sure_act, clauses)):
        return list(clauses)
    said = ", ".join(one.said for one in clauses)
    together = (
        replace(understood(said), said=said) if len(clauses) > 1 else next(iter(clauses), None)
    )
    if together is None or together.is_guess or not _acts(together):
        return []
    if _is_sure_act(together):
        return [together]
    is_turned = "?" in said or speaks_of(said, *_TURNING)
    return [] if is_turned else [replace(together, sure=False)]


def _is_question(intent: Intent, speaks_of: SpeaksOf) -> bool:
    """Whether a clause plainly asks: in words that rules know, or as a question by its form."""
    is_plain = not intent.is_guess or "?" in intent.said or speaks_of(intent.said, *_ASKING)
    return intent.name in QUESTIONS and is_plain


def _is_notice(intent: Intent) -> bool:
    """Whether a clause says plainly that its writer comes or pays late, or not at all."""
    return intent.name in _NOTICES and not intent.is_guess and "?" not in intent.said


def _is_same(one: Intent, other: Intent) -> bool:
    return (one.name, one.slots) == (other.name, other.slots)


def _acts(intent: Intent) -> bool:
    return intent.name in _DONE_BESIDE


def _is_sure_act(intent: Intent) -> bool:
    """Whether a clause acts, and tells how much or under which code where it tells of money."""
    has_amount = any(slot in intent.slots for slot in ("amount", "people", "receipt"))
    is_told = intent.name not in REPORTS or has_amount
    return _acts(intent) and intent.sure and not intent.is_guess and is_told


def _once(found: Sequence[Intent]) -> list[Intent]:
    """The first question of each kind, in the order of the text."""
    firsts: dict[str, Intent] = {}
    for one in found:
        firsts.setdefault(_SAME.get(one.name, one.name), one)
    return list(firsts.values())


def _figures_of_one(asked: Sequence[Intent]) -> list[Intent]:
    """The questions, those on figures of one person alone: those of two are never looked up."""
    figures = [one for one in asked if one.name in _OF_FIGURES]
    are_anothers = any(one.slots.keys() & {"whose", "name"} for one in figures)
    kept = figures[:1] if are_anothers else figures
    return [one for one in asked if one not in figures or one in kept]
