"""Money moved without a text, as one of two says: the other, or an officer besides, confirms.

It is notes, or it reached an account of which no text tells: then its taker looks after that.

The taker's yes counts, as it adds to what they must answer for; that of the giver, or of whom it
counts for, never does. What a member sent to an officer's own phone is in that officer's hand like
cash, and its code counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot import understanding
from bot.conversation import agreeing, crediting, in_the_book, told_before
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Collector, Person
from chama.journal import Account, SealedEntry
from chama.standing import in_words

IS_PAYMENT = True
NEEDS = ("recent",)

LATELY = timedelta(days=35)
"""What somebody paid in a month may be the very payment that is told of."""


@dataclass(frozen=True, slots=True)
class Cash:
    """What changed hands without a text, as somebody says. member: for whom it counts.

    account: that it reached; None for notes in the taker's hand. on: the day that was said.
    """

    giver: Person
    taker: Person
    cents: int
    member: Person
    account: Collector | None = None
    on: date | None = None

    @property
    def key(self) -> str:
        """Names a handover: the same one told twice, or by both, is one."""
        whose = "" if self.member == self.giver else f":{self.member.code}"
        into = f":into:{self.account.code}" if self.account else ""
        return f"cash:{self.giver.code}:{self.taker.code}:{self.cents}{whose}{into}"

    @property
    def place(self) -> Account:
        """Where it lies once it counts."""
        return self.account.place if self.account else entries.cash(ROTATION, self.taker.code)

    def as_details(self) -> Facts:
        """For the facts of a proposal and the details of a question."""
        return {
            "giver": self.giver.code,
            "giver_name": self.giver.name,
            "is_officers": self.giver.is_officer,
            "holder": self.taker.code,
            "holder_name": self.taker.name,
            "amount_cents": self.cents,
            "member": self.member.code,
            "member_name": self.member.name,
            "into": self.account.code if self.account else "",
            "account": in_words(self.account) if self.account else "",
            **({"on": self.on.isoformat()} if self.on else {}),
        }


def from_details(draft: Draft, details: Facts) -> Cash | None:
    """The handover that was kept so; None where one of them is no member any more."""
    giver, taker, member = (
        draft.group.person(details[who]) for who in ("giver", "holder", "member")
    )
    if giver is None or taker is None or member is None:
        return None
    account = draft.group.collector(details.get("into", ""))
    on = date.fromisoformat(details["on"]) if "on" in details else None
    return Cash(giver, taker, details["amount_cents"], member, account, on)


def day_said(draft: Draft) -> date | None:
    """The day on which the sender says that it was, where that is sure and no long while ago."""
    today = crediting.today(draft)
    on = understanding.past_day(draft.cause.text, today)
    return on if on is not None and today - on <= LATELY else None


def show(facts: Facts) -> tuple[str, Facts]:
    """Who gave how much to whom, as it was said, and for whom a yes makes it count.

    besides: cents of what still waits between the same two. besides_code: of the same amount that
    came from them by M-Pesa today, "" for none.
    """
    return "ask_cash", {
        "name": facts["giver_name"],
        "amount_cents": facts["amount_cents"],
        "to": facts["holder_name"],
        "is_you": facts.get("is_you", False),
        "code": Incoming.from_details(facts).code if "payment" in facts else "",
        "whose": facts["member_name"],
        "is_own": facts["member"] == facts["giver"],
        "is_officers": facts["is_officers"],
        "besides": facts["besides"],
        "besides_code": facts["besides_code"],
        "account": facts.get("account", ""),
        "on": facts.get("on", ""),
    }


def asked(facts: Facts, person: Person) -> Facts:
    """Who is asked whether they took it themselves is spoken to."""
    return {**facts, "is_you": person.code == facts["holder"]}


def is_shown(facts: Facts) -> bool:
    """What a phone got stays a question, whatever its owner says."""
    return "payment" in facts


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """What else of the same member reached the same place lately."""
    told = from_details(draft, facts)
    return [] if told is None else lines_like(draft, told.member, told.place, told.cents)


def lines_like(draft: Draft, member: Person, place: Account, cents: int) -> list[Facts]:
    """What a member brought into a place in a month: as much, or since the running round began."""
    began, found = round_began(draft), counted(draft, member, place)
    return told_before.newest(
        told_before.line(one, came_cents)
        for one, came_cents in found
        if came_cents == cents or told_before.day_of(one) >= began
    )


def counted(draft: Draft, member: Person, place: Account) -> Iterator[tuple[SealedEntry, int]]:
    """What a member brought into a place lately, the newest first."""
    for one in told_before.standing(draft, LATELY):
        cents = told_before.moved_cents(one.entry, place)
        if one.entry.kind.meaning.is_credit and one.entry.member == member.code and cents > 0:
            yield one, cents


def round_began(draft: Draft) -> date:
    """The first day of the round that runs; where none does, today."""
    newest = draft.group.round
    return newest.opens_on if newest is not None else crediting.today(draft)


def interested(draft: Draft, facts: Facts) -> set[str]:
    """The giver, and for whom it counts; who says it is none of those that may agree either."""
    return {facts["giver"], facts["member"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether the payment that the taker's phone shows is not in the book by another text."""
    return "payment" not in facts or Incoming.from_details(facts).id not in draft.receipts


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post it into the officer's hand, or the account that it reached."""
    facts, told = proposal.facts, from_details(draft, proposal.facts)
    told_by = draft.asker_of(proposal)
    if told is None:
        draft.reply("cancelled")
        return False
    payer = told.giver if told.giver != told.member else None
    if "payment" not in facts:
        said_by = told_by.name if told_by else ""
        key = f"cash:{proposal.number}"
        credit = crediting.credit_words(
            draft, told.member, told.cents, told.place, key, said_by, payer=payer, on=told.on
        )
    else:
        payment = Incoming.from_details(facts)
        if not holds(draft, facts):
            in_the_book.tell(draft, draft.receipts[payment.id])
            return False
        credit = crediting.credit_payment(draft, payment, told.member, into=told.place)
    crediting.announce(draft, [credit])
    for person in {told_by, told.taker} - {told.member, told.giver, None}:
        if person is not None and person != draft.situation.me:
            crediting.tell_recorded(draft, person, credit)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who spoke of it learns that it was not confirmed, and by whom."""
    amount_cents = proposal.facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "cash_declined", amount_cents=amount_cents)
    if by is not None:
        _tell_officers(draft, proposal, by)


def _tell_officers(draft: Draft, proposal: Proposal, by: Person) -> None:
    """Cash that one says was given and the other denies is no matter of these two alone."""
    facts = {
        "giver": proposal.facts["giver_name"],
        "taker": proposal.facts["holder_name"],
        "amount_cents": proposal.facts["amount_cents"],
        "account": proposal.facts.get("account", ""),
        "officer": by.name,
    }
    for officer in draft.group.officers:
        if officer not in (by, draft.asker_of(proposal)):
            draft.tell(officer, "cash_denied", facts)
