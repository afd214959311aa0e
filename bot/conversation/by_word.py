"""Money that only words speak of counts when somebody confirms it who does not gain by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot import understanding
from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import cash
from bot.conversation.situation import Handover
from bot.understanding import Intent
from bot.understanding.people import people_of
from chama.agreement import Electorate, Proposal
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.money import cents_from_units
from chama.standing import pay_to

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def tell_of_cash(draft: Draft, me: Person, giver: Person, taker: Person, cents: int) -> None:
    """One of the two says that cash changed hands.

    The second of the two to say it has thereby confirmed it. What was counted already within a day
    is asked about: is it another handover?
    """
    key = cash.key_of(giver.code, taker.code, cents)
    told = next((one for one in draft.situation.proposals if one.key == key), None)
    if told is not None and _is_by_the_other(told, me, giver, taker):
        agreeing.confirm(draft, told, (giver.code, taker.code))
    elif Handover(giver.code, taker.code, cents) in draft.situation.handovers:
        details = {
            "giver": giver.code,
            "giver_name": giver.name,
            "taker": taker.code,
            "taker_name": taker.name,
            "amount_cents": cents,
        }
        _ask_if_another(draft, me, f"another:{draft.cause.key}:{key}", details)
    else:
        propose_cash(draft, me, giver, taker, cents, key)


def _ask_if_another(draft: Draft, me: Person, key: str, details: Facts) -> None:
    """Said a third time, the question that waits is shown again, and no second one opened."""
    waiting = next(
        (
            one
            for one in draft.situation.questions
            if (one.kind, one.address, one.details) == ("another_cash", me.phone, details)
        ),
        None,
    )
    if waiting is None:
        draft.ask("another_cash", me, key, details)
    else:
        draft.put_again(waiting)


def propose_cash(
    draft: Draft,
    me: Person,
    giver: Person,
    taker: Person,
    cents: int,
    key: str,
    payment: Incoming | None = None,
) -> None:
    """The giver's word needs the taker's yes, the taker's that of an officer who is neither.

    payment: what the taker's own phone got, where that shows it.
    """
    only: Sequence[Person] = (taker,) if me == giver else ()
    facts = {
        "member": giver.code,
        "member_name": giver.name,
        "holder": taker.code,
        "holder_name": taker.name,
        "amount_cents": cents,
        **({"payment": payment.as_details()} if payment else {}),
    }
    voters = agreeing.propose(draft, "cash", key, facts, only=only, member=giver.code)
    if voters is not None:
        about = "own_phone" if payment else "cash"
        _tell_asked(draft, about, voters, giver, cents, taker)


def _is_by_the_other(told: Proposal, me: Person, giver: Person, taker: Person) -> bool:
    """Whether the other one of the two has said it before."""
    other = taker if me == giver else giver
    return me in (giver, taker) and told.asked_by == other.code


def _tell_asked(
    draft: Draft,
    about: str,
    voters: Electorate,
    giver: Person,
    cents: int,
    taker: Person | None = None,
) -> None:
    """Who was asked, and what: who gave whom how much."""
    draft.reply(
        "asked_officer",
        officer=agreeing.names(voters.people),
        about=about,
        giver=giver.name,
        taker=taker.name if taker else "",
        amount_cents=cents,
    )


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
    others = people_of(tuple(person.name for person in draft.group.people if person != me))
    words = _WORD.findall(draft.cause.text.casefold())
    return any(others.at(words, at)[0] for at in range(len(words)))


def own_phone_collector(draft: Draft) -> Collector | None:
    """The collector that is the sender's own phone: they cannot send money to it."""
    collectors = draft.situation.my_collectors if draft.situation.me is not None else ()
    return next((one for one in collectors if one.kind is CollectorKind.PHONE), None)


def amount_cents(intent: Intent) -> int | None:
    """The amount that was said, None for none or nothing."""
    amount = intent.slots.get("amount")
    if not isinstance(amount, int | Decimal) or amount <= 0:
        return None
    return cents_from_units(amount)
