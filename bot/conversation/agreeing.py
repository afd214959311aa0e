"""Putting something to those who may agree, and what their answers lead to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.conversation import proposals, questions
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts, Propose, Settle, Vote, Widen
from bot.conversation.incoming import currency_in
from bot.conversation.situation import Question
from chama.agreement import (
    AND,
    EXPIRES_AFTER,
    MEMBERS_INSTEAD,
    Electorate,
    Proposal,
    State,
    assembly,
    electorate,
)
from chama.group import Person

AGREE = "agree"
"""The kind of question that puts a proposal to a person."""

TAKEN_BACK = "which_taken_back"
"""The kind that asks what of their own somebody takes back."""


def propose(
    draft: Draft,
    kind: str,
    key: str,
    facts: Facts,
    *,
    needed: int = 1,
    only: Sequence[Person] = (),
    by_members: bool = False,
    member: str = "",
    by: tuple[str, ...] = (),
) -> Electorate | None:
    """Put it to everybody who may agree; gives whom, None where nobody can or they were asked.

    key: names the thing: while it waits it is not put a second time. needed: how many must agree.
    only: whose word alone counts, where the kind of thing says so; who cannot be reached is stood
    in for by two others. by_members: all members decide, and so many of them must agree, who asks
    counted in. by: who asks for it, where that is not who caused this decision: the rules
    themselves ("clock") or an officer. The sender is told what became of what they asked for in
    each case but the first; what they are told then is the caller's to say.
    """
    if key in draft.proposals:
        if not by:
            draft.reply("asked_already", **_said(facts))
        return None
    interested = proposals.kinds()[kind].interested(draft, facts)
    asks = set(by or draft.actors)
    is_seconded = any(draft.group.person(one) and one not in interested for one in asks)
    voters = electorate(draft.group, interested | asks, needed, is_seconded=is_seconded)
    if only and all(one.has_wrong_number for one in only):
        voters = electorate(draft.group, interested | asks, max(needed, MEMBERS_INSTEAD))
    elif only:
        named = tuple(one for one in only if one.code not in interested)
        voters = Electorate(named, needed, is_everyone=any(not one.is_officer for one in named))
    elif by_members:
        voters = assembly(draft.group, asks, needed)
    if not voters.is_enough:
        if not by:
            draft.reply("need_other_officer")
        return None
    draft.proposals.append(key)
    known = _with_number_name(draft, kind, _with_like(draft, kind, facts), member)
    _open(draft, kind, key, known, voters, interested, member, by or draft.actors)
    return voters


def _with_like(draft: Draft, kind: str, facts: Facts) -> Facts:
    """What is shown of it, with what stands in the book and may be the very same."""
    like = proposals.like(draft, kind, facts)
    return {**facts, proposals.LIKE: like} if like else facts


def _with_number_name(draft: Draft, kind: str, facts: Facts, member: str) -> Facts:
    """What is shown of money that goes to a member, with the name that the provider has on their
    number."""
    person = draft.group.person(member) if proposals.goes_to_member(kind) else None
    name = draft.situation.number_names.get(person.receives_on(draft.now), "") if person else ""
    return {**facts, proposals.NUMBER_NAME: name} if name else facts


def _open(
    draft: Draft,
    kind: str,
    key: str,
    facts: Facts,
    voters: Electorate,
    interested: set[str],
    member: str,
    asked_by: tuple[str, ...],
) -> None:
    amount = facts.get("amount_cents")
    draft.add(
        Propose(
            key,
            kind,
            facts,
            asked_by=AND.join(asked_by),
            interested=tuple(sorted(interested)),
            voters=tuple(person.code for person in voters.people),
            needed=voters.needed,
            is_everyone=voters.is_everyone,
            by_count=voters.by_count,
            expires_at=draft.now + EXPIRES_AFTER,
            amount_cents=amount if isinstance(amount, int) else None,
            member=member,
        )
    )
    by_code = proposals.is_by_code(kind)
    for person in voters.people:
        kept = proposals.asked(kind, facts, person)
        draft.ask_to_agree(key, kind, person, kept, needs_code=by_code)


def needed_besides(draft: Draft, people: int, interested: Collection[str]) -> int:
    """How many must agree where so many people must stand behind it: who asks for it is one of
    them, unless they are no member or have an interest in it."""
    stands = any(draft.group.person(one) and one not in interested for one in draft.actors)
    return people - int(stands)


def names(people: Sequence[Person]) -> str:
    """Names for a reply: "Otieno Ouma, Mary Akinyi"."""
    return ", ".join(person.name for person in people)


def proposal_of(draft: Draft, question: Question) -> Proposal | None:
    """What a question asks agreement to, None when that is decided."""
    found = (one for one in draft.situation.proposals if one.id == question.proposal_id)
    return next(found, None)


def agree(draft: Draft, proposal: Proposal, me: Person) -> None:
    """One person agrees; with enough of them it is carried out."""
    if not proposal.may_agree(me):
        draft.reply("not_yours_to_agree")
        return
    if me.code in proposal.agreed_by:
        draft.reply("agreed_waits", count=proposal.needed - len(proposal.agreed_by))
        return
    draft.add(Vote(proposal.id, me.code, agrees=True))
    if not proposal.is_carried_with(me) or _is_in_doubt(draft, proposal):
        draft.reply("agreed_waits", count=max(1, proposal.needed - len(proposal.agreed_by) - 1))
        return
    confirm(draft, proposal, proposal.stands_with(me))
    is_told = proposals.tells_all(proposal.kind) or proposals.is_personal(proposal.kind)
    if proposal.is_everyone and not is_told:
        _tell_all(draft, proposal, me)


def _is_in_doubt(draft: Draft, proposal: Proposal) -> bool:
    """Whether somebody is asked if it is this that they have just taken back."""
    asked = (
        one
        for one in draft.situation.questions
        if one.kind == TAKEN_BACK and not draft.is_closed(one)
    )
    return any(proposal.id == line["proposal"] for one in asked for line in one.details["items"])


def confirm(draft: Draft, proposal: Proposal, stand: tuple[str, ...]) -> None:
    """Carry out what has all the agreement it needs. stand: the members who stand for it.

    Where the book has got since what may be the very same, it is put anew, with that in sight.
    """
    if _has_more_like(draft, proposal):
        _put_anew(draft, proposal)
        return
    draft.close_all(proposal, "agreed")
    draft.stand_for(stand)
    posted = len(draft.posted)
    if proposals.kinds()[proposal.kind].carry_out(draft, proposal):
        is_booked = proposals.has_entry(proposal.kind) and len(draft.posted) > posted
        entry = draft.posted[posted] if is_booked else ""
        is_done = not proposals.is_later(proposal.kind) or proposals.is_carried(draft, proposal)
        state = State.DONE if is_done else State.AGREED
        draft.add(Settle(proposal.id, state, entry=entry))
    elif not draft.is_settled(proposal):
        draft.add(Settle(proposal.id, State.EXPIRED))


def _has_more_like(draft: Draft, proposal: Proposal) -> bool:
    shown = proposal.facts.get(proposals.LIKE, ())
    like = proposals.like(draft, proposal.kind, proposal.facts)
    return any(one not in shown for one in like)


def _put_anew(draft: Draft, proposal: Proposal) -> None:
    """End it, and put it to the same people as it is by now."""
    draft.add(Settle(proposal.id, State.EXPIRED))
    draft.close_all(proposal, WITHDRAWN)
    draft.reply("changed_since", code="")
    people = tuple(one for one in draft.group.people if one.code in proposal.voters)
    _open(
        draft,
        proposal.kind,
        proposal.key,
        _with_like(draft, proposal.kind, proposal.facts),
        Electorate(people, proposal.needed, proposal.is_everyone, proposal.by_count),
        set(proposal.interested),
        proposal.facts.get("member", ""),
        tuple(proposal.asked_by.split(AND)),
    )


def refuse(draft: Draft, proposal: Proposal, me: Person) -> None:
    """One person refuses: it is over, and may be put again, unless others can still carry it."""
    if not proposal.may_agree(me):
        draft.reply("not_yours_to_agree")
        return
    if not proposal.is_lost_with(me):
        draft.add(Vote(proposal.id, me.code, agrees=False))
        draft.reply("refused_waits", count=proposal.needed - len(proposal.agreed_by))
        return
    end_refused(draft, proposal, me)
    proposals.kinds()[proposal.kind].refused(draft, proposal, me)


def end_refused(draft: Draft, proposal: Proposal, me: Person) -> None:
    """It is over on this person's word; who hears of it is the caller's to say."""
    draft.add(Vote(proposal.id, me.code, agrees=False))
    draft.add(Settle(proposal.id, State.REFUSED, by=me.code))
    draft.close_all(proposal, "refused")


def expire(draft: Draft, proposal: Proposal) -> None:
    """Nobody, or not enough people, answered in time: it is over, and may be put again."""
    draft.add(Settle(proposal.id, State.EXPIRED))
    draft.close_all(proposal, "expired")
    proposals.kinds()[proposal.kind].refused(draft, proposal, None)


def pass_on(draft: Draft, question: Question, proposal: Proposal) -> None:
    """One who was asked does not know: the others' answers count, and if there is none it ends."""
    draft.close(question, "passed")
    others = [
        one
        for one in draft.situation.questions
        if one.proposal_id == proposal.id and one.id != question.id
    ]
    if len(others) + len(proposal.agreed_by) < proposal.needed:
        expire(draft, proposal)
        return
    asked = (draft.group.person_at(one.address) for one in others if not proposal.by_count)
    draft.reply("passed_on", officer=names([person for person in asked if person is not None]))


def unreachable(draft: Draft, question: Question) -> None:
    """A provider will not deliver a question: others are asked, and who waits for it is told."""
    draft.close(question, "undeliverable")
    asked, proposal = draft.group.person_at(question.address), proposal_of(draft, question)
    if proposal is None:
        if asked is not None:
            questions.unknown(draft, question, asked)
        return
    others = [person for person in _still_asked(draft, proposal) if person != asked]
    if len(others) + len(proposal.agreed_by) < proposal.needed:
        others = _ask_more(draft, proposal, {question.address})
    first = draft.asker_of(proposal)
    if first is not None and asked is not None:
        facts = {"officer": asked.name, "others": names(others)}
        draft.tell(first, "not_reached", {**facts, **_said(proposal.facts)})


def _still_asked(draft: Draft, proposal: Proposal) -> list[Person]:
    """Those who have an open question about it."""
    open_ = [one for one in draft.situation.questions if one.proposal_id == proposal.id]
    people = (draft.group.person_at(one.address) for one in open_ if not draft.is_closed(one))
    return [person for person in people if person is not None]


def _ask_more(draft: Draft, proposal: Proposal, lost: set[str]) -> list[Person]:
    """Put it to the members too, as there are too few officers who can be reached."""
    stand = {*proposal.interested, *proposal.asked_by.split(AND)}
    members = [one for one in draft.group.reachable if one.code not in stand | proposal.refused_by]
    voters = [one for one in members if one.phone not in lost]
    needed = max(proposal.needed, MEMBERS_INSTEAD)
    if len(voters) < needed:
        expire(draft, proposal)
        return []
    codes = tuple(person.code for person in voters)
    draft.add(Widen(proposal.id, codes, needed, is_everyone=True))
    by_code = proposals.is_by_code(proposal.kind)
    for person in voters:
        if person.code not in proposal.voters:
            draft.ask_to_agree(
                proposal.key,
                proposal.kind,
                person,
                proposals.asked(proposal.kind, proposal.facts, person),
                needs_code=by_code,
                proposal_id=proposal.id,
            )
    return voters


def tell_refused(
    draft: Draft, proposal: Proposal, by: Person | None, template: str, **facts: Any
) -> None:
    """Who asked learns that it was refused and by whom, or that nobody answered in time."""
    draft.reply("cancelled")
    first = draft.asker_of(proposal)
    if first is not None and first != by:
        draft.tell(first, template, {**refusal(by), **facts})


def refusal(by: Person | None) -> Facts:
    """Who refused, for a template; nobody where time ran out."""
    return {"officer": by.name if by else ""}


def _tell_all(draft: Draft, proposal: Proposal, me: Person) -> None:
    """Members agreed in the officers' place: everybody hears of it."""
    _, values = proposals.kinds()[proposal.kind].show(proposal.facts)
    stood = [draft.group.name_of(code) for code in sorted(proposal.agreed_by | {me.code})]
    facts = {
        "who": ", ".join(stood),
        "kind": proposal.kind,
        "amount_cents": values.get("amount_cents"),
        "code": values.get("code", ""),
        **currency_in(values),
    }
    for person in draft.group.people:
        if person != me:
            draft.tell(person, "members_agreed", facts)


def _said(facts: Facts) -> Facts:
    amount = facts.get("amount_cents")
    return {"what_cents": amount if isinstance(amount, int) else 0, **currency_in(facts)}
