"""A rule of the group is to change from a day on: members or officers decide, as [amendment] says.

Nobody is barred by an interest, as a rule is everybody's. A no among members is one voice.
"""

from __future__ import annotations

from datetime import date

from bot.conversation.agreeing import refusal
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.cautioned import raised
from chama.constitution.amendment import DecidedBy
from chama.constitution.changes import RuleChange, RuleUnfit, changed, earliest, first_day
from chama.constitution.clauses import clause
from chama.group import Person
from chama.rota import day_in_nairobi

TELLS_ALL = True

MOST_CAUTIONS = 1  # as each of many members is asked in one short message


def facts_of(draft: Draft, change: RuleChange) -> Facts:
    """What a change shows: the clause as it is and as it would be, from when it would count, and
    what the group should think of before.

    Raises RuleUnfit.
    """
    me, rules = draft.situation.me, draft.group.rules
    after = changed(rules, change)
    return {
        "path": change.path,
        "written": change.written,
        "from_on": change.from_on.isoformat(),
        "name": me.name if me else "",
        "old": clause(rules, change.path).facts(),
        "new": clause(after, change.path).facts(),
        "cautions": raised(draft.group, after)[:MOST_CAUTIONS],
    }


def needed(draft: Draft) -> int:
    """How many must agree, who proposes it counted in."""
    rules = draft.group.rules
    if rules.amendment.approve is DecidedBy.OFFICERS:
        return rules.approvals.amendment
    return rules.amendment.share.of(len(draft.group.people))


def show(facts: Facts) -> tuple[str, Facts]:
    """Who wants which clause to become what, and from when."""
    return "ask_amendment", {**_shown(facts, facts["from_on"]), "cautions": facts["cautions"]}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Nobody: a rule is for all alike."""
    return set()


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """It stands fast and all are told, unless other rules have made it impossible meanwhile.

    Its day is never before the notice is over that the rules give.
    """
    facts, rules = proposal.facts, draft.group.rules
    path, today = facts["path"], day_in_nairobi(draft.now)
    asked_for = first_day(rules.rotation, path, date.fromisoformat(facts["from_on"]))
    from_on = max(asked_for, earliest(rules, path, today))
    change = RuleChange(proposal.number, path, facts["written"], from_on)
    try:
        changed(rules, change)
    except RuleUnfit:
        draft.reply("change_unfit", number=facts["new"]["number"], value=str(change.written))
        return False
    draft.agree_on_change(change)
    told = _shown(facts, from_on.isoformat())
    for person in draft.group.people:
        draft.tell(person, "rule_will_change", told)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who proposed it and the officers learn that the rule stays; no one voice of many decided."""
    last = None if proposal.by_count else by
    told = {"number": proposal.facts["old"]["number"], **refusal(last)}
    asker = draft.asker_of(proposal)
    people = {one.code: one for one in (*draft.group.officers, asker, by) if one is not None}
    for person in people.values():
        draft.tell(person, "change_refused", told)


def _shown(facts: Facts, from_on: str) -> Facts:
    return {
        "proposer": facts["name"],
        "clauses": [facts["old"], {**facts["new"], "from_on": from_on}],
    }
