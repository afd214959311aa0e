"""A member asks welfare for help: which of the group's events it is, and what may be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.conversation import agreeing, paying_out
from bot.conversation.crediting import today
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import Granted
from bot.understanding.events import BEREAVEMENT, MEMBER, Event, event_in
from chama import entries
from chama.constitution.clauses import number_of
from chama.constitution.welfare import Grants
from chama.group import Person

SOMETHING_ELSE = ""
"""Of an event that the rules do not name."""

SAME_EVENT_WITHIN = timedelta(days=30)
"""What is asked for again so soon is the rest of the same: nobody pays for it a second time."""

LONGEST_WORDS = 80  # of what was written that officers read in a question


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked of welfare.

    kind: what happened ("bereavement"), "other" where that is not said. event: as the rules call
    it. cents: how much is asked for, None where nobody said. words: as it was written.
    """

    member: Person
    kind: str
    event: str
    cents: int | None
    words: str

    @property
    def key(self) -> str:
        """Names it: while it waits the same is not asked twice."""
        return f"welfare:{self.member.code}:{self.event or self.kind}"


def fitting(grants: Grants, event: Event, words: str) -> list[str]:
    """Those of the group's events that something may be; all of them where nobody says what it is.

    What fits in both, what happened and to whom, is rather meant than what fits in one.
    """
    events = {key: event_in(called(key)) for key, _ in grants}
    said = {word.strip(".,!?") for word in words.casefold().split()}
    literal = [key for key, own in events.items() if not (own.kind or own.kin) and key in said]
    if literal or not event.kind:
        return literal or list(events)
    exact = [key for key, own in events.items() if own.kin and _is_of(own, event)]
    return exact or [key for key, own in events.items() if _may_be(own, event)]


def called(event: str) -> str:
    """How people read one of the group's events: "school fees" for "school_fees"."""
    return event.replace("_", " ").replace("-", " ")


def _is_of(own: Event, event: Event) -> bool:
    return (own.kind or BEREAVEMENT) == event.kind and own.kin == event.kin


def _may_be(own: Event, event: Event) -> bool:
    """Whether one of the group's events can be meant, as far as somebody says what happened."""
    is_unsaid = not event.kin and own.kin != "" and not (event.is_mine and own.kin == MEMBER)
    return (own.kind or BEREAVEMENT * bool(own.kin)) == event.kind and (not own.kin or is_unsaid)


def left_cents(draft: Draft) -> int:
    """What the fund has and nobody was promised."""
    held = entries.welfare_money(draft.balances) - entries.welfare_promised(draft.balances)
    return max(0, held)


def ask(draft: Draft, claim: Claim) -> None:
    """Put it to the others, unless there is nothing to agree to; who asks is told what follows."""
    if paying_out.has_no_number(draft, claim.member):
        paying_out.tell_no_number(draft, claim.member, draft.situation.me)
        return
    rule_cents = draft.group.rules.welfare.grant_cents(claim.event)
    if rule_cents is None and claim.cents is None:
        draft.reply("welfare_say_amount", **_mood(draft, claim), clause=number_of("welfare.events"))
        return
    facts = _facts(draft, claim, rule_cents)
    if not (facts["amount_cents"] or facts["assessment_cents"]):
        draft.reply("welfare_empty", **_mood(draft, claim))
        return
    own = {claim.member.code}
    needed = agreeing.needed_besides(draft, draft.group.rules.approvals.welfare, own)
    voters = agreeing.propose(
        draft, "welfare", claim.key, facts, needed=needed, member=claim.member.code
    )
    if voters is not None:
        said = {name: facts[name] for name in ("amount_cents", "rule_cents", "clause")}
        said |= {"event": claim.event, "officer": agreeing.names(voters.people)}
        said |= {"is_all_there_is": facts["amount_cents"] == facts["left_cents"]}
        draft.reply("welfare_asked", **_mood(draft, claim), **said)


def ask_which(draft: Draft, me: Person, claim: Claim, events: Sequence[str]) -> None:
    """Ask who wrote which of the group's events it is, or whether it is meant at all."""
    details = {
        "member": claim.member.code,
        "member_name": claim.member.name,
        "is_own": claim.member == me,
        "kind": claim.kind,
        "cents": claim.cents,
        "words": claim.words,
        "events": [_offered(draft, key) for key in events],
    }
    for question in draft.situation.questions:
        if question.kind == "welfare_event" and question.address == me.phone:
            draft.close(question, "replaced")
    draft.ask("welfare_event", me, f"welfare_event:{draft.cause.key}", details)


def _offered(draft: Draft, event: str) -> Facts:
    """One of the group's events, with what it is granted."""
    return {"event": event, "amount_cents": draft.group.rules.welfare.grant_cents(event) or 0}


def _mood(draft: Draft, claim: Claim) -> Facts:
    """To whom, and of what, as each answer to a claim begins."""
    return {
        "name": claim.member.name,
        "is_own": claim.member == draft.situation.me,
        "kind": claim.kind,
    }


def _facts(draft: Draft, claim: Claim, rule_cents: int | None) -> dict[str, Any]:
    """What is shown to those who are asked."""
    alike = [one for one in draft.situation.granted if _is_alike(one, claim)]
    same = [one for one in alike if today(draft) - one.on < SAME_EVENT_WITHIN]
    earlier = same or alike[:1]
    given_cents = sum(one.amount_cents for one in same)
    limit_cents = _limit_cents(rule_cents, given_cents)
    asked = [cents for cents in (claim.cents, limit_cents) if cents is not None]
    assessment_cents = 0 if same else draft.group.rules.welfare.assessment_cents
    me = draft.situation.me
    return {
        "member": claim.member.code,
        "member_name": claim.member.name,
        "said_by_name": me.name if me is not None and me != claim.member else "",
        "kind": claim.kind,
        "event": claim.event,
        "words": claim.words,
        "amount_cents": min(*asked, left_cents(draft)) if asked else 0,
        "rule_cents": rule_cents,
        "clause": number_of("welfare.events"),
        "left_cents": left_cents(draft),
        "assessment_cents": assessment_cents,
        "earlier_on": earlier[0].on.isoformat() if earlier else "",
        "earlier_cents": sum(one.amount_cents for one in earlier),
    }


def _limit_cents(rule_cents: int | None, given_cents: int) -> int | None:
    """The most that the rules grant, less what was given of it while the fund had no more."""
    if rule_cents is None or given_cents >= rule_cents:
        return rule_cents
    return rule_cents - given_cents


def _is_alike(granted: Granted, claim: Claim) -> bool:
    """Whether the member was granted it for the same kind of event."""
    return granted.member == claim.member.code and (
        granted.event == claim.event if claim.event else granted.kind == claim.kind
    )
