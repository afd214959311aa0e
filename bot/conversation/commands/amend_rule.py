""" "change clause 6.1 to 100 from January": a rule is proposed to become another; all decide.

Any member may propose. What is not said fully is asked back with the words that would do.
"""

from __future__ import annotations

from datetime import date

from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.proposals import amendment
from bot.understanding import Intent
from bot.understanding.amending import ROUND
from bot.understanding.days import SaidDay
from chama.constitution.amendment import DecidedBy
from chama.constitution.changes import (
    CALENDAR,
    CHANGEABLE,
    RuleChange,
    Written,
    earliest,
    example,
    first_day,
    fitting,
    opening_from,
    opening_of,
    written_now,
)
from chama.constitution.clauses import clause, number_of, path_of
from chama.group import Person
from chama.rota import day_in_nairobi

INTENTS = ("amend_rule",)

KIND = "amendment"


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to those who decide, or ask for what lacks."""
    me, path = draft.situation.me, _path(intent)
    if me is None:
        draft.reply("unknown")
    elif not intent.slots:  # "we should change the constitution"
        draft.reply("how_to_say", intent=intent.name)
    elif path is None:
        draft.reply("rules_unknown", number=str(intent.slots.get("number", "")))
    elif path in CALENDAR or intent.slots.get("fixed") == "calendar":
        _tell_of_calendar(draft)
    elif path not in CHANGEABLE:
        officers = agreeing.names(draft.group.officers)
        draft.reply("change_not_by_text", officers=officers)
    elif (written := _value(draft, path, intent)) is None:
        _ask_how(draft, path)
    elif written == written_now(draft.group.rules, path):
        draft.reply("change_same", clauses=[clause(draft.group.rules, path).facts()])
    elif (from_on := _from_on(draft, path, intent)) is None:
        _tell_earliest(draft, path)
    else:
        _propose(draft, me, RuleChange(0, path, written, from_on))


def _tell_of_calendar(draft: Draft) -> None:
    """The turns and days that were given out hang on it; what words can change instead."""
    paths = ("rotation.every", "rotation.contribution", "rotation.due", "meetings.every")
    every, contribution, due, meetings = map(number_of, paths)
    draft.reply(
        "change_calendar",
        officers=agreeing.names(draft.group.officers),
        every=every,
        contribution=contribution,
        due=due,
        meetings=meetings,
    )


def is_complete(draft: Draft, intent: Intent) -> bool:
    """Whether it says which rule becomes what, and from a day on that can be."""
    path = _path(intent)
    if path not in CHANGEABLE or path is None:
        return False
    return _value(draft, path, intent) is not None and _from_on(draft, path, intent) is not None


def _path(intent: Intent) -> str | None:
    """The rule that is meant, "" for what no clause says; None for a number that is no clause's."""
    number = intent.slots.get("number")
    return path_of(number) if isinstance(number, str) else str(intent.slots.get("path", ""))


def _value(draft: Draft, path: str, intent: Intent) -> Written | None:
    """What the rule should be, as it is stored; None where it is not said or cannot be."""
    return fitting(draft.group.rules, path, _meant(intent))


def _meant(intent: Intent) -> list[Written]:
    """All that the words for a value may mean, as a file would write it."""
    word, unit = str(intent.slots.get("word", "")), str(intent.slots.get("unit", ""))
    amount = intent.slots.get("amount")
    if isinstance(amount, int):
        return [amount, f"{amount} {unit}s"] if unit else [amount]
    several: dict[str, list[Written]] = {"true": [True], "none": ["none", False], "": []}
    return several.get(word, [word])


def _from_on(draft: Draft, path: str, intent: Intent) -> date | None:
    """The day from which it would count if it were agreed to now; None for one that is too early.

    Without a day it is the first one that the rules allow.
    """
    rules, today = draft.group.rules, day_in_nairobi(draft.now)
    soonest = earliest(rules, path, today)
    said = intent.slots.get("from")
    if not isinstance(said, str):
        return soonest
    asked_for = _day_of(draft, said, today)
    if asked_for is None or asked_for < today:
        return None
    from_on = first_day(rules.rotation, path, asked_for)
    return from_on if from_on >= soonest else None


def _day_of(draft: Draft, said: str, today: date) -> date | None:
    """The day that was said; None for one that no calendar has, or of no round."""
    rotation = draft.group.rules.rotation
    kind, _, number = said.partition(":")
    if kind != ROUND:
        return SaidDay.parse(said).after(today)
    if number:
        return opening_of(rotation, int(number)) if int(number) else None
    running = draft.group.round
    return opening_of(rotation, running.number + 1) if running else opening_from(rotation, today)


def _ask_how(draft: Draft, path: str) -> None:
    rules = draft.group.rules
    draft.reply(
        "change_how",
        number=number_of(path),
        clauses=[clause(rules, path).facts()],
        example=_in_words(example(rules, path)),
    )


def _in_words(written: Written) -> str:
    return {True: "yes", False: "no"}[written] if isinstance(written, bool) else str(written)


def _tell_earliest(draft: Draft, path: str) -> None:
    rules = draft.group.rules
    draft.reply(
        "change_too_early",
        number=number_of("amendment.notice_days"),
        from_on=earliest(rules, path, day_in_nairobi(draft.now)).isoformat(),
    )


def _propose(draft: Draft, me: Person, change: RuleChange) -> None:
    """Who proposes it agrees by that; one change of a clause is decided on at a time."""
    facts, rules = amendment.facts_of(draft, change), draft.group.rules
    by_members = rules.amendment.approve is DecidedBy.MEMBERS
    needed, key = amendment.needed(draft), f"{KIND}:{change.path}"
    if key in draft.proposals:
        draft.reply("change_waits", number=number_of(change.path))
        return
    others = needed if by_members else max(1, needed - me.is_officer)
    voters = agreeing.propose(draft, KIND, key, facts, needed=others, by_members=by_members)
    if voters is not None:
        draft.reply(
            "change_proposed",
            clauses=amendment.show(facts)[1]["clauses"],
            cautions=facts["cautions"],
            count=len(voters.people),
            needed=voters.needed,
        )
