"""Words that take something back: what their writer asked for or raised, or their own yes.

It ends where one such thing is open and the words are clear; else it is asked which is meant, each
by its name, and nothing that may be meant is carried out meanwhile. Nobody who still has something
open reads that nothing was changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation import (
    agreeing,
    answering,
    intending,
    late,
    objecting,
    open_items,
    proposals,
    questions,
    said,
    withdrawing,
)
from bot.conversation.by_word import named_in
from bot.conversation.draft import Draft
from bot.conversation.effects import Vote
from bot.conversation.situation import SETTLED, Question
from bot.understanding import ACTS, LEAVE_IT, Intent, read_as
from bot.understanding.opting_out import shrugs
from bot.understanding.second_thoughts import SecondThoughts, second_thoughts
from chama.agreement import AND, Proposal, State
from chama.group import Person
from chama.kinds import AccountKind
from chama.money import cents_from_units

NEEDS = frozenset({"intentions", SETTLED})

_MOST_LINES = 5

_OF_DEED: Mapping[str, frozenset[str]] = {
    "pay": frozenset({
        "payout", "money_out", "expense", "refund", "transfer", "give_back", "welfare", "handed",
        "exchange",
    }),
    "record": frozenset({
        "cash", "handed", "transfer", "expense", "own_share", "exchange", "theirs", "reallocate",
        "money_out", "absence",
    }),
    "change": frozenset({"receive_phone", "pay_phone", "amendment", "rate"}),
    "forgive": frozenset({"waiver"}),
    "undo": frozenset({"undo", "reversal", "release", "give_back"}),
    "fine": frozenset({"absence"}),
    "connect": frozenset({"connect_phone", "disconnect_phone"}),
    "ask": frozenset({"welfare"}),
    "dispute": frozenset({"dispute"}),
    "leave": frozenset({"leave"}),
}  # fmt: skip
"""What a deed that is forbidden may be about: kinds of proposals, and of what a member raises."""

_OF_ANY_AMOUNT = frozenset({"amendment", "dispute", "leave"})
"""Beside which an amount says what it is to be instead, or nothing."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something of a member's own that waits. proposal: it, None for what they raise with the
    officers; matter: that, "" for a proposal. is_yes: it is not theirs, and they agreed to it.
    line: its values, as lists of open things show them; names: of whom it speaks."""

    kind: str
    proposal: Proposal | None
    matter: str
    is_yes: bool
    line: Mapping[str, Any]
    names: frozenset[str]


def needs(text: str) -> frozenset[str]:
    """What is to be loaded for words that may take something back."""
    return NEEDS if second_thoughts(text) is not None else frozenset()


def take(draft: Draft, intent: Intent) -> bool:
    """Take back what is meant, ask which it is, or say why there is nothing to take back; whether
    the words are such."""
    me, words = draft.situation.me, second_thoughts(draft.cause.text)
    if me is None or not _takes_back(intent, words) or objecting.may_object(draft, me):
        return False
    own = _open_of(draft, me)
    fitting = _fitting(draft, me, words, own)
    if not own or (words is not None and words.is_of_state and not fitting):
        return words is not None and _tell_what_is_not_theirs(draft, me, words)
    _drop_offer(draft)
    if len(fitting) == 1 and words is not None:
        _take_back(draft, me, fitting[0])
    else:
        _ask_which(draft, me, (fitting or own)[:_MOST_LINES])
    return True


def choose(draft: Draft, line: Mapping[str, Any]) -> None:
    """Take back what was chosen from a list. line: as the question keeps it."""
    me = draft.situation.me
    own = _open_of(draft, me) if me is not None else []
    chosen = next((one for one in own if _as_kept(one) == line), None)
    if me is None or chosen is None:
        draft.reply("decided_already")
    else:
        _take_back(draft, me, chosen)


def go_on(draft: Draft, lines: Sequence[Mapping[str, Any]]) -> None:
    """Carry out what has been agreed to by enough while it was not known whether it was meant."""
    me, ids = draft.situation.me, {line["proposal"] for line in lines}
    for one in draft.situation.proposals:
        is_carried = one.id in ids and len(one.agreed_by) >= one.needed
        if me is not None and is_carried and not draft.is_settled(one):
            agreeing.confirm(draft, one, one.stands)


def _takes_back(intent: Intent, words: SecondThoughts | None) -> bool:
    """Whether a text is no clear order, and not plainly another matter."""
    if LEAVE_IT in (intent.name, intent.heard):
        return True
    return words is not None and not (intent.sure and intent.name in ACTS)


def _open_of(draft: Draft, me: Person) -> list[Open]:
    """All of a member's own that waits, what was put last first."""
    known = draft.situation
    waiting = sorted(known.proposals, key=lambda one: one.number, reverse=True)
    found = [_of_proposal(draft, me, one) for one in waiting if not draft.is_settled(one)]
    raised = {
        str(one.details["matter"]): one
        for one in known.questions
        if one.kind == said.RAISED and one.details["member"] == me.code
    }
    return [one for one in found if one is not None] + [
        Open(
            one.details["what"],
            None,
            matter,
            False,
            {**open_items.line_of(one, draft.group, me), "kind": one.details["what"]},
            frozenset(),
        )
        for matter, one in raised.items()
    ]


def _of_proposal(draft: Draft, me: Person, one: Proposal) -> Open | None:
    is_own = me.code in one.asked_by.split(AND) and not proposals.is_shown(one.kind, one.facts)
    if not is_own and me.code not in one.agreed_by:
        return None
    line = open_items.line_of_proposal(one, draft.group, me)
    _, values = proposals.kinds()[one.kind].show(one.facts)
    names = frozenset(
        person.code
        for person in draft.group.people
        if person.name in values.values() or person.code in one.facts.values()
    )
    return Open(one.kind, one, "", not is_own, line, names)


def _fitting(
    draft: Draft, me: Person, words: SecondThoughts | None, own: Sequence[Open]
) -> list[Open]:
    """Those of a member's own of which a text may speak, by what it forbids and whom it names."""
    if words is None:
        return []
    kinds = frozenset().union(*(_OF_DEED[deed] for deed in words.deeds))
    fitting = [one for one in own if not words.deeds or one.kind in kinds]
    if words.is_of_vote:
        fitting = [one for one in fitting if one.is_yes]
    others = [one for one in draft.group.people if one != me]
    named = {one.code for one in named_in(draft, others)}
    fitting = [one for one in fitting if not named or named & one.names]
    cents = _cents_in(draft)
    is_of_it = (one.line["amount_cents"] == cents or one.kind in _OF_ANY_AMOUNT for one in fitting)
    return [one for one, is_it in zip(fitting, is_of_it, strict=True) if cents is None or is_it]


def _cents_in(draft: Draft) -> int | None:
    """The amount that the sender's words name, None for none or several."""
    names = [one.name for one in draft.group.people]
    amount = read_as("record_cash", draft.cause.text, names).slots.get("amount")
    return cents_from_units(amount) if isinstance(amount, int) else None


def _take_back(draft: Draft, me: Person, one: Open) -> None:
    if one.proposal is None:
        said.take_back(draft, me, one.matter, one.kind)
    elif one.is_yes:
        _take_back_yes(draft, me, one.proposal, one.line)
    else:
        withdrawing.withdraw(draft, one.proposal, me)


def _take_back_yes(draft: Draft, me: Person, one: Proposal, line: Mapping[str, Any]) -> None:
    """A yes counts no more; who gave it is asked anew, and may refuse as well."""
    draft.add(Vote(one.id, me.code, agrees=None))
    draft.reply("yes_taken_back", items=[line])
    draft.ask_to_agree(
        one.key,
        one.kind,
        me,
        proposals.asked(one.kind, one.facts, me),
        needs_code=proposals.is_by_code(one.kind),
        proposal_id=one.id,
    )


def _ask_which(draft: Draft, me: Person, own: Sequence[Open]) -> None:
    for question in answering.own_questions(draft):
        if question.kind == agreeing.TAKEN_BACK:
            draft.close(question, "replaced")
    details = {"items": [_as_kept(one) for one in own]}
    draft.ask_at_once(agreeing.TAKEN_BACK, me, f"taken_back:{draft.cause.key}", details)


def _as_kept(one: Open) -> Mapping[str, Any]:
    """A line as the question keeps it."""
    named = {name: one.line[name] for name in ("kind", "name", "amount_cents", "paid_in", "code")}
    return {
        **named,
        "proposal": one.proposal.id if one.proposal is not None else 0,
        "matter": one.matter,
        "is_yes": one.is_yes,
    }


def _drop_offer(draft: Draft) -> None:
    """What was offered to the sender just now is not meant either."""
    question = answering.in_front(draft)
    if question is not None and questions.is_forgettable(question.kind, question.details):
        draft.close(question, "no")


def _tell_what_is_not_theirs(draft: Draft, me: Person, words: SecondThoughts) -> bool:
    """Nothing of the sender's own waits: what is asked of them is not agreed to by them, and what
    is settled is taken back another way. Whether that was said."""
    question, noted = answering.in_front(draft), intending.just_said(draft, me)
    if question is not None and questions.is_forgettable(question.kind, question.details):
        draft.close(question, "no")
        draft.reply("cancelled")
    elif question is not None and _is_about(words, question):
        draft.reply("not_agreed_yet")
        draft.put_again(question)
    elif noted is not None:
        intending.take_back(draft, [noted])
    elif words.is_of_state:
        draft.reply("nothing_to_take_back")
    elif (done := _done_by(draft, me)) is not None and late.tell(draft):
        _tell_how_to_stop(draft, done)
    elif (words.has_turned or words.is_of_vote) and not shrugs(draft.cause.text):
        draft.reply("nothing_to_take_back")
    else:
        return False
    return True


def _is_about(words: SecondThoughts, question: Question) -> bool:
    """Whether what is forbidden is what a question asks to agree to."""
    kinds = frozenset().union(*(_OF_DEED[deed] for deed in words.deeds))
    return question.kind == agreeing.AGREE and question.details["kind"] in kinds


def _done_by(draft: Draft, me: Person) -> Question | None:
    """The last that the sender was asked, where it was done with their agreement."""
    last = next(iter(draft.situation.settled), None)
    if (
        last is None
        or last.state not in (State.AGREED, State.DONE)
        or me.code not in last.agreed_by
    ):
        return None
    return last.question


def _tell_how_to_stop(draft: Draft, done: Question) -> None:
    """What was agreed to and set aside for a member may not have been sent yet."""
    member = draft.group.person(done.details["facts"].get("member", ""))
    is_set_aside = member is not None and any(
        cents < 0 and one.kind is AccountKind.PAYABLE and one.owner == member.code
        for one, cents in draft.balances.items()
    )
    if member is not None and is_set_aside:
        draft.reply("how_to_stop_payout", recipient=member.name)
