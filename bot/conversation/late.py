"""An answer that comes when the matter is settled: what became of it, by whom, how it is undone."""

from __future__ import annotations

import re

from bot.conversation import open_items, questions
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import Settled
from chama.agreement import State
from chama.group import Person
from chama.recorded import Recorded

_WORD = re.compile(r"\w+")


def tell(draft: Draft) -> bool:
    """Tell of the question that was shown to the sender last; False where there was none lately."""
    return _tell(draft, _named(draft) or next(iter(draft.situation.settled), None))


def tell_of_code(draft: Draft) -> bool:
    """Tell of the question whose own digits, or whose receipt, the text repeats."""
    return _tell(draft, _named(draft))


def tell_of(draft: Draft, question_id: int) -> None:
    """Tell of one question, or that it needs no answer where nothing is known of it any more."""
    of = (one for one in draft.situation.settled if one.question.id == question_id)
    if not _tell(draft, next(of, None)):
        draft.reply("nothing_to_confirm")


def _tell(draft: Draft, settled: Settled | None) -> bool:
    me = draft.situation.me
    if settled is None or me is None:
        return False
    question = settled.question
    if questions.is_forgettable(question.kind, question.details):
        return False
    draft.reply("settled_already", **_facts(draft, settled, me))
    return True


def _named(draft: Draft) -> Settled | None:
    said = {word.upper() for word in _WORD.findall(draft.cause.text)}
    return next(
        (
            one
            for one in draft.situation.settled
            if said & {one.question.code, questions.receipt_of(one.question)} - {""}
        ),
        None,
    )


def _facts(draft: Draft, settled: Settled, me: Person) -> Facts:
    outcome = _outcome(settled)
    decided = (settled.refused_by,) if outcome == "refused" else settled.agreed_by
    recorded = settled.recorded
    may_know = recorded is not None and (me.is_officer or me.code in recorded.owners)
    owners = recorded.owners if recorded is not None and may_know else ()
    return {
        "items": [open_items.line_of(settled.question, draft.group, me)],
        "outcome": outcome,
        "who": ", ".join(draft.group.name_of(code) for code in decided if code),
        "is_me": decided == (me.code,),
        "more": max(0, settled.needed - len(settled.agreed_by)),
        "is_booked": settled.is_booked,
        "owners": ", ".join(draft.group.name_of(code) for code in owners),
        "undo": _undo(settled) if me.is_officer else "",
    }


def _outcome(settled: Settled) -> str:
    """What became of it, as the template calls it."""
    if settled.is_undone:
        return "undone"
    match settled.state:
        case State.DONE | State.AGREED:
            return "agreed"
        case State.REFUSED:
            return "refused"
        case State.OPEN:
            return "waits" if settled.answer == "yes" else "passed"
        case State.EXPIRED if settled.answer in (WITHDRAWN, "expired"):
            return settled.answer
        case State.EXPIRED:
            return "changed"
    is_passed_on = settled.answer == "unknown" and _waits(settled.recorded)
    if is_passed_on:
        return "passed"
    return "answered" if _is_own_answer(settled) else WITHDRAWN


def _undo(settled: Settled) -> str:
    """By what it is taken back: the entry that came of it, else what its payment is recorded as."""
    recorded = settled.recorded
    is_owned = settled.state is None and recorded is not None and recorded.owners != ()
    return recorded.code if recorded is not None and is_owned else settled.undo


def _waits(recorded: Recorded | None) -> bool:
    return recorded is not None and recorded.waiting_cents > 0


def _is_own_answer(settled: Settled) -> bool:
    question = settled.question
    offered = questions.kinds()[question.kind].choices(question.details)
    return settled.answer in {"shared", "words", *(choice.value for choice in offered)}
