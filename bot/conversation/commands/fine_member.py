""" "Otieno was absent", "mtoze Baraka faini ya kutohudhuria": officers fine by the rules alone."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation import agreeing, crediting, fining
from bot.conversation.commands.rules import TOPICS
from bot.conversation.draft import Draft
from bot.understanding import Intent
from bot.understanding.absences import LAST, UNCLEAR, YESTERDAY, weekday_of
from bot.understanding.days import SaidDay
from chama import entries, lateness
from chama.constitution.charge import Charge
from chama.constitution.clauses import in_force, number_of
from chama.group import Person
from chama.money import Money

INTENTS = ("fine_member",)
NEEDS = ("absences", "apologies")

ABSENT, WITH_APOLOGY = "absent", "absent_with_apology"

A_WEEK = 7  # days
LONGEST_AGO = 60  # days


def decide(draft: Draft, intent: Intent) -> None:
    """A second one agrees to a fine for absence; what the rules do not name is not fined at all.

    It is for the day that is said; whose apology an officer accepted is fined as the rules fine
    that. Of whom different things are said, each is fined by a message of their own.
    """
    me, what = draft.situation.me, str(intent.slots.get("what", ""))
    charge = _charge(draft, what)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif charge is None:
        clauses = in_force(draft.group.rules, TOPICS["fines"])
        facts = [one.facts() for one in clauses]
        draft.reply("fine_by_rule", is_late=what == "late", clauses=facts)
    elif intent.slots.get("several"):
        draft.reply("say_each", example="absent")
    elif (on := _day(draft, str(intent.slots.get("on", "")))) is None:
        draft.reply("fine_which_day")
    elif (people := fining.people_named(draft, intent)) is not None:
        excused = [one for one in people if what == ABSENT and _is_excused(draft, one, on)]
        _fine_excused(draft, excused, on)
        others = [one for one in people if one not in excused]
        if others:
            _propose(draft, others, what, charge, on)


def _is_excused(draft: Draft, person: Person, on: date) -> bool:
    """Whether an officer accepted what a member said of that meeting, up to the day after it."""
    days = (on - said_on for said_on in draft.situation.apologies.get(person.code, ()))
    return any(-1 <= one.days < A_WEEK for one in days)


def _fine_excused(draft: Draft, people: list[Person], on: date) -> None:
    """As the rules fine who is away with an apology; where they do not, nobody is fined."""
    charge = _charge(draft, WITH_APOLOGY)
    if people and charge is None:
        draft.reply("apology_stands", names=agreeing.names(people), on=on.isoformat())
    elif people and charge is not None:
        _propose(draft, people, WITH_APOLOGY, charge, on)


def _charge(draft: Draft, what: str) -> Charge | None:
    """What absence costs by the rules, None where they do not say."""
    if what not in fining.ABSENT:
        return None
    fines = draft.group.rules.fines
    return fines.absent if what == ABSENT else fines.absent_with_apology


def _day(draft: Draft, said: str) -> date | None:
    """The day of the meeting, today where none is said; None for one that cannot be told, or is too
    long ago to be fined by word."""
    today = crediting.today(draft)
    if said in ("", YESTERDAY):
        return today - timedelta(days=said == YESTERDAY)
    if said == UNCLEAR:
        return None
    if "/" in said:
        day = SaidDay.parse(said).until(today)
        return day if day is not None and (today - day).days <= LONGEST_AGO else None
    ago = (today.weekday() - weekday_of(said.removeprefix(LAST))) % A_WEEK
    return today - timedelta(days=ago or A_WEEK * said.startswith(LAST))


def _propose(draft: Draft, people: list[Person], what: str, charge: Charge, on: date) -> None:
    known = draft.situation.absences
    fined = [one for one in people if entries.absence_key(on, one.code) not in known]
    if not fined:
        draft.reply("fined_already", names=agreeing.names(people), on=on.isoformat())
        return
    me, items = draft.situation.me, [_item(draft, one, charge) for one in fined]
    codes = [one.code for one in fined]
    approvals = draft.group.rules.approvals.waiver
    facts = {
        "said_by_name": me.name if me is not None else "",
        "has_apology": what == WITH_APOLOGY,
        "clause": number_of(f"fines.{what}"),
        "fund": draft.group.rules.fines.fund.value,
        "on": on.isoformat(),
        "fines": items,
        "amount_cents": sum(
            cents for item in items if isinstance(cents := item["amount_cents"], int)
        ),
    }
    voters = agreeing.propose(
        draft,
        "absence",
        f"absence:{on.isoformat()}:{','.join(codes)}",
        facts,
        needed=agreeing.needed_besides(draft, approvals, codes),
        member=codes[0] if len(codes) == 1 else "",
    )
    if voters is not None:
        names = agreeing.names(fined)
        draft.reply(
            "asked_absence", officer=agreeing.names(voters.people), names=names, **_of(facts)
        )


def _item(draft: Draft, person: Person, charge: Charge) -> dict[str, object]:
    rotation, currency = draft.group.rules.rotation, draft.group.currency
    dues = Money(rotation.contribution_cents, currency).cents * len(person.seats)
    return {
        "member": person.code,
        "name": person.name,
        "amount_cents": lateness.amount_cents(charge, dues, currency),
    }


def _of(facts: dict[str, object]) -> dict[str, object]:
    return {name: facts[name] for name in ("amount_cents", "clause", "has_apology", "on")}
