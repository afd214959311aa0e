"""How each kind of proposal comes about through one person alone, played on the whole bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from bot.channels.simulator import NAME
from bot.importing.forwarded import SentStatements
from bot.messages import OutboundMessage
from bot.store import book, tables
from bot.store.database import reading
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    received_text,
    reversal_text,
    rules,
    sent_text,
)
from tests.transcripts import Stage

Line = tuple[Person, str]

FILE = "a statement"
"""In a line: not words, but the file STATEMENT."""

STATEMENT = f"""Customer Name:,{WANJIRU.name}
Mobile Number:,{WANJIRU.phone.removeprefix("+")}
Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance
UKN1AB2C01,2026-11-23 08:15:00,Funds received from - 2547******003 ACHIENG ATIENO,Completed,\
1000.00,,1000.00
"""

THREE_OFFICERS = (*PEOPLE, SARAH)
ONE_OFFICER = (
    WANJIRU,
    replace(OTIENO, office=None),
    ACHIENG,
    BARAKA,
    replace(SARAH, office=None),
)


@dataclass(frozen=True)
class Story:
    """Wanjiru, who collects, is the one who proposes; the other officers have no interest.

    before: what happened earlier. proposes: her words; each is delivered before the next. outsider:
    a member with an interest, who must not be asked, where there is one. is_abroad: the group
    counts in pounds, and her phone collects shillings.
    """

    proposes: tuple[Line, ...]
    before: tuple[Line, ...] = ()
    outsider: Person | None = None
    is_abroad: bool = False


PAID = ((WANJIRU, received_text()),)
UNOWNED = ((WANJIRU, received_text(payer="ROSE AKOTH 0733***911")),)
SHOP = (WANJIRU, sent_text("UKN5OU7T01", payee="JANE WANGUI 0798765432"))

STORIES: Mapping[str, Story] = {
    "cash": Story(((WANJIRU, "received 500 cash from Achieng"),), outsider=ACHIENG),
    "own_share": Story(((WANJIRU, "I paid 1000"),)),
    "money_out": Story((SHOP, (WANJIRU, "2"))),  # an expense
    "reallocate": Story(((WANJIRU, "UKN1AB2C01 is for Baraka"),), PAID, outsider=BARAKA),
    "statement": Story(((WANJIRU, FILE),), outsider=ACHIENG),
    "review": Story(((WANJIRU, received_text("UKA1AB2C01")),), outsider=ACHIENG),
    "reversal": Story(((WANJIRU, reversal_text()),), PAID),
    "theirs": Story(((WANJIRU, "mine"),), UNOWNED),
    "rate": Story(((WANJIRU, "RATE 165 CBK 1 Nov"),), PAID, is_abroad=True),
    "exchange": Story(((WANJIRU, "changed GBP 600 to KES 98,400"),), is_abroad=True),
    "undo": Story(((WANJIRU, "undo UKN1AB2C01"),), PAID),
}


ABROAD = f"""
[abroad]
currencies = ["KES"]
[[collectors]]
kind = "bank"
name = "Umoja"
number = 12345678
phone = "{WANJIRU.phone}"
[[collectors]]
kind = "phone"
name = "{WANJIRU.name}"
phone = "{WANJIRU.phone}"
currency = "KES"
"""


def begin(stage: Stage, kind: str, people: tuple[Person, ...] = THREE_OFFICERS) -> None:
    """Found the group of a kind's story and let its welcomes arrive."""
    is_abroad = STORIES[kind].is_abroad
    more, currency = (ABROAD, "GBP") if is_abroad else ("", "KES")
    stage.found(rules(people=people, currency=currency, contribution=1_000, more=more))
    stage.deliver()


def tell(stage: Stage, *lines: Line) -> list[OutboundMessage]:
    """These write, one after the other, and the worker works between; gives what arrived."""
    arrived: list[OutboundMessage] = []
    for line in lines:
        say(stage, line)
        arrived += stage.deliver()
    return arrived


def say(stage: Stage, line: Line) -> None:
    """Somebody writes or sends the file; the worker reads it, and sends nothing yet."""
    sender, text = line
    if text == FILE:
        raw = {"MediaUrl0": "https://provider.example/file", "MediaContentType0": "text/csv"}
        stage.say(sender, "", raw=raw, has_media=True)
    else:
        stage.say(sender, text)
    statements = SentStatements(
        stage.engine, {NAME: lambda _, out: out.write(STATEMENT.encode())}, lambda: stage.now
    )
    statements.work_through()


def asked(stage: Stage) -> list[str]:
    """Whom a proposal is put to now, by phone."""
    table = tables.question
    waits = sa.select(table.c.address).where(table.c.kind == "agree", table.c.answered_at.is_(None))
    with reading(stage.engine) as connection:
        return sorted(connection.execute(waits).scalars())


def yes_of(stage: Stage, person: Person) -> str:
    """What this person has to write to agree: the digits of their question, where it has such."""
    table = tables.question
    theirs = sa.select(table.c.code).where(
        table.c.kind == "agree", table.c.address == person.phone, table.c.answered_at.is_(None)
    )
    with reading(stage.engine) as connection:
        code = connection.execute(theirs).scalars().first()
    return code or "yes"


def states(stage: Stage, kind: str) -> list[str]:
    """How the proposals of a kind stand, in order."""
    table = tables.proposal
    of_kind = sa.select(table.c.state).where(table.c.kind == kind).order_by(table.c.number)
    with reading(stage.engine) as connection:
        return list(connection.execute(of_kind).scalars())


def balances(stage: Stage) -> dict[str, int]:
    """Every account of the group that is not at zero."""
    with reading(stage.engine) as connection:
        return {account.code: cents for account, cents in book.balances(connection, 1).items()}
