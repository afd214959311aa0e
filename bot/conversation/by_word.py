"""Money that only words speak of counts when somebody confirms it who does not gain by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from bot import understanding
from bot.conversation import agreeing, crediting, proposals, told_before
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import cash
from bot.conversation.proposals.cash import Cash
from bot.conversation.situation import Question
from bot.understanding import Intent
from bot.understanding.people import people_of
from chama import entries
from chama.agreement import AND, Electorate, Proposal
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.journal import standing
from chama.money import cents_from_units
from chama.names import names_fit
from chama.standing import pay_to

A_DAY = timedelta(days=1)

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def tell_of_cash(draft: Draft, me: Person, told: Cash) -> None:
    """Somebody says that cash changed hands, or reached an account.

    What waits and was told already is one with it. What was counted already is asked about: is it
    another handover?
    """
    waits = any(one.key == told.key for one in draft.situation.proposals)
    counted_on = None if waits else _counted_on(draft, told)
    if counted_on is not None:
        _ask_if_another(draft, me, told, counted_on)
    else:
        tell_of_another(draft, me, told)


def tell_of_another(draft: Draft, me: Person, told: Cash) -> None:
    """Cash that is none of what was counted: who of the two says it second has thereby confirmed
    it."""
    waiting = next((one for one in draft.situation.proposals if one.key == told.key), None)
    if waiting is not None and _is_by_another(waiting, me, told):
        agreeing.confirm(draft, waiting, (*waiting.asked_by.split(AND), me.code))
        return
    if waiting is None and me == told.taker:
        contradict(draft, me, told)
    propose_cash(draft, me, told, told.key)


def _counted_on(draft: Draft, told: Cash) -> date | None:
    """The day of as much that the book has of the same member in the same place, where it may be
    just that: of the day that was said, of the round that runs, or put down within a day."""
    began = cash.round_began(draft)
    for one, cents in cash.counted(draft, told.member, told.place):
        day = told_before.day_of(one)
        is_new = one.recorded_at is not None and draft.now - one.recorded_at < A_DAY
        if cents == told.cents and (is_new or day == told.on or day >= began):
            return day
    return None


def contradict(draft: Draft, me: Person, told: Cash) -> None:
    """Who is asked says another amount than they were asked about last: that is their answer to it.

    What is said to be for somebody else is another matter.
    """
    asked = [
        one
        for one in _between(draft, told)
        if one.may_agree(me) and one.facts["member"] == told.member.code
    ]
    if not asked:
        return
    newest = max(asked, key=lambda one: one.number)
    agreeing.end_refused(draft, newest, me)
    said_by = draft.asker_of(newest)
    facts = {
        "officer": me.name,
        "amount_cents": newest.facts["amount_cents"],
        "instead_cents": told.cents,
        "account": told.as_details()["account"],
    }
    for person in dict.fromkeys((told.giver, said_by)):
        if person not in (None, me):
            draft.tell(person, "cash_differs", facts)


def _between(draft: Draft, told: Cash) -> list[Proposal]:
    """The cash that is said to have gone between the same two, and still waits."""
    return [
        one
        for one in draft.situation.proposals
        if one.kind == "cash"
        and (one.facts["giver"], one.facts["holder"]) == (told.giver.code, told.taker.code)
        and one.facts.get("into", "") == told.as_details()["into"]
        and not proposals.is_shown(one.kind, one.facts)
        and not draft.is_settled(one)
    ]


def _paid_today(draft: Draft, told: Cash) -> str:
    """The code under which the same amount came from them today with proof, "" for none."""
    for one in standing(draft.situation.recent):
        entry, receipt = one.entry, entries.receipt_of(one.entry.key)
        is_theirs = entry.member in (told.giver.code, told.member.code)
        is_as_much = entry.kind.meaning.is_credit and entry.amount_cents == told.cents
        is_of_today = entry.effective_on == crediting.today(draft)
        if receipt is not None and is_theirs and is_as_much and is_of_today:
            return receipt.code
    return ""


def _ask_if_another(draft: Draft, me: Person, told: Cash, counted_on: date) -> None:
    """Said a third time, the question that waits is shown again, and no second one opened."""
    waiting = next(
        (one for one in draft.situation.questions if _asks_of(draft, one, me, told)), None
    )
    if waiting is None:
        details = {**told.as_details(), "counted_on": counted_on.isoformat()}
        draft.ask("another_cash", me, f"another:{draft.cause.key}:{told.key}", details)
    else:
        draft.put_again(waiting)


def _asks_of(draft: Draft, question: Question, me: Person, told: Cash) -> bool:
    if (question.kind, question.address) != ("another_cash", me.phone):
        return False
    asked = cash.from_details(draft, question.details)
    return asked is not None and asked.key == told.key


def propose_cash(
    draft: Draft, me: Person, told: Cash, key: str, payment: Incoming | None = None
) -> None:
    """Whoever else says it needs the taker's yes, the taker that of an officer who is neither.

    Where it counts for the taker, that is an officer's too. payment: what the taker's own phone
    got, where that shows it.
    """
    is_takers_to_say = told.taker not in (me, told.member)
    only: Sequence[Person] = (told.taker,) if is_takers_to_say else ()
    waiting = [] if payment else _between(draft, told)
    facts = {
        **told.as_details(),
        "besides": [one.facts["amount_cents"] for one in waiting],
        "besides_code": "" if payment else _paid_today(draft, told),
        **({"payment": payment.as_details()} if payment else {}),
    }
    voters = agreeing.propose(draft, "cash", key, facts, only=only, member=told.member.code)
    if voters is None:
        return
    if payment is not None:
        _tell_asked(draft, "own_phone", voters, told.giver, told.cents)
    else:
        _, shown = cash.show(facts)
        own = [one for one in waiting if me.code in one.asked_by.split(AND)]
        said = {
            "officer": agreeing.names(voters.people),
            "own_cents": own[-1].facts["amount_cents"] if own else 0,
        }
        draft.reply("asked_cash", **{**shown, **said})


def _is_by_another(waiting: Proposal, me: Person, told: Cash) -> bool:
    """Whether it was said before by somebody else, and this is the giver's or taker's own word.

    Of what the taker did not say, the taker's word alone counts, and not where they gain by it.
    """
    said_by = waiting.asked_by.split(AND)
    if me.code in said_by or told.member == told.taker:
        return False
    return me == told.taker or (me == told.giver and told.taker.code in said_by)


def _tell_asked(draft: Draft, about: str, voters: Electorate, giver: Person, cents: int) -> None:
    """Who was asked, and what: whose money, and how much."""
    draft.reply(
        "asked_officer",
        officer=agreeing.names(voters.people),
        about=about,
        giver=giver.name,
        taker="",
        amount_cents=cents,
    )


def takes_cash_of(draft: Draft, me: Person) -> Person | None:
    """The officer to whom a member's cash goes where they name nobody: the treasurer, another one
    where they are the treasurer."""
    treasurer = draft.group.treasurer
    return treasurer if treasurer not in (None, me) else draft.group.officer_besides(me.code)


def says_own_share(draft: Draft) -> bool:
    """Whether the sender plainly says that they pay; "I sent 500 to Baraka" does not."""
    return understanding.says_own_share(
        draft.cause.text, [person.name for person in draft.group.people]
    )


def ask_own_share(draft: Draft, me: Person, collector: Collector, intent: Intent) -> None:
    """A collector's owner says that she paid: another officer confirms her share.

    What she says she paid to another member is none: its M-Pesa text shows what it was.
    """
    cents = amount_cents(intent)
    if _names_another(draft, me):
        draft.reply("send_proof", pay_to=pay_to(draft.group, me))
        return
    if cents is None:
        draft.reply("say_amount")
        return
    facts = {
        "member": me.code,
        "member_name": me.name,
        "amount_cents": cents,
        "collector": collector.code,
    }
    key = f"own_share:{me.code}:{collector.code}:{cents}"
    voters = agreeing.propose(draft, "own_share", key, facts, member=me.code)
    if voters is not None:
        _tell_asked(draft, "own_share", voters, me, cents)


def _names_another(draft: Draft, me: Person) -> bool:
    """Whether the sender's words name another member."""
    return bool(named_in(draft, [person for person in draft.group.people if person != me]))


def named_in(draft: Draft, people: Sequence[Person]) -> list[Person]:
    """Those of these members whom the sender's words may name."""
    known = people_of(tuple(person.name for person in people))
    words = _WORD.findall(draft.cause.text.casefold())
    places = {place for at in range(len(words)) for place in known.at(words, at)[1]}
    return [people[place] for place in sorted(places)]


def own_collector(draft: Draft) -> Collector | None:
    """The collector of the group's money that the sender's own payment cannot be shown to reach.

    It is their own phone, to which they cannot send, or an account that they look after and of
    which no text tells.
    """
    account = draft.group.account_by_word
    if account is not None:
        is_mine = draft.situation.me is not None and draft.situation.me.code == account.holder
        return account if is_mine else None
    collectors = draft.situation.my_collectors if draft.situation.me is not None else ()
    own = (one for one in collectors if one.kind is CollectorKind.PHONE and not one.currency)
    return next(own, None)


def named_member(draft: Draft, name: str) -> Person | None:
    """The one member whom a name fits, None when none or several do."""
    fitting = [person for person in draft.group.people if name and names_fit(name, person.name)]
    return fitting[0] if len(fitting) == 1 else None


def amount_cents(intent: Intent) -> int | None:
    """The amount that was said, None for none or nothing."""
    amount = intent.slots.get("amount")
    if not isinstance(amount, int | Decimal) or amount <= 0:
        return None
    return cents_from_units(amount)


def is_amount_said(intent: Intent) -> bool:
    """Whether words say how much, be it nothing, or in a way that means two amounts."""
    return bool(intent.slots.keys() & {"amount", "unclear_amount", "unread"})
