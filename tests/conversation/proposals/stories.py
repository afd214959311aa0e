"""How each kind of proposal comes about through one person alone, played on the whole bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa

from bot.channels.simulator import NAME
from bot.conversation.money_api import NO_API, Api
from bot.importing.forwarded import SentStatements
from bot.messages import Kind, OutboundMessage
from bot.store import book, chamas, tables
from bot.store.database import reading
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    SARAH,
    WANJIRU,
    received_text,
    reversal_text,
    rules,
    sent_text,
)
from tests.transcripts import Stage

Line = tuple[Person, str]

WITHOUT_STORY = frozenset({"handed", "receive_phone", "connect_phone", "disconnect_phone"})
"""Kinds that one person alone answers, or that move no money: their tests are their own."""

FILE = "a statement"
"""In a line: not words, but the file STATEMENT."""

STATEMENT = f"""Customer Name:,{WANJIRU.name}
Mobile Number:,{WANJIRU.phone.removeprefix("+")}
Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance
UKN1AB2C01,2026-11-23 08:15:00,Funds received from - 2547******003 ACHIENG ATIENO,Completed,\
1000.00,,1000.00
"""

YES = "their yes"
"""In a line: what this person has to write to agree to what they are asked."""

A_WEEK_LATER: Line = (WANJIRU, "a week later")
"""Not said by anybody: time goes by."""

RECEIVES_FIRST = replace(ACHIENG, seat=WANJIRU.seat)
THREE_OFFICERS = (
    replace(WANJIRU, seat=ACHIENG.seat),
    OTIENO,
    RECEIVES_FIRST,
    BARAKA,
    SARAH,
)
ONE_OFFICER = tuple(
    one if one.code == WANJIRU.code else replace(one, office=None) for one in THREE_OFFICERS
)
WELFARE = '[welfare]\nevery = "month"\ndues = 200\nevents = {parent = 200}\n'
PAYS_SHORT_POTS = '[payout]\nshort_pot = "pay"\n'


@dataclass(frozen=True)
class Story:
    """Wanjiru, who collects, is the one who proposes; the other officers have no interest.

    before: what happened earlier. proposes: her words; each is delivered before the next. outsider:
    a member with an interest, who must not be asked, where there is one. earlier: how many
    proposals of the kind were there before. carried: how one stands that was agreed to. more: rules
    of the group. currency: in what the group counts. api: what the provider can do.
    """

    proposes: tuple[Line, ...]
    before: tuple[Line, ...] = ()
    outsider: Person | None = None
    earlier: int = 0
    carried: str = "done"
    more: str = ""
    currency: str = "KES"
    api: Api = NO_API


PAID = ((WANJIRU, received_text()),)
UNOWNED = ((WANJIRU, received_text(payer="ROSE AKOTH 0733***911")),)
LATE = received_text("UKU1AB2C09", payer="BARAKA MWANGI 0712000004", day="30/11/26")
REFUSED: tuple[Line, ...] = (A_WEEK_LATER, (WANJIRU, LATE), (OTIENO, "no"))
ASKED: Line = (WANJIRU, "pay Achieng")
SET_ASIDE = (*REFUSED, ASKED, (OTIENO, YES), (SARAH, YES))
DRAWN = (
    "UKN7AG3T01 Confirmed.on 23/11/26 at 8:30 AMWithdraw Ksh500.00 from 123456 - MAMA AGENT"
    " New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh29.00."
)
SHOP = (WANJIRU, sent_text("UKN5OU7T01", payee="JANE WANGUI 0798765432"))

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
"""What makes of Umoja a group that counts in pounds and collects shillings on her phone."""

BANK_OF_BARAKA = ABROAD.replace("12345678\n", f'12345678\nholder = "{BARAKA.phone}"\n')
"""Her words lower what another answers for: so she counts as one."""

BY_OFFICERS = '[amendment]\napprove = "officers"\n'
FINED = ((WANJIRU, "Achieng was absent"), (OTIENO, "yes"), (BARAKA, "yes"))
FINES = "[fines]\nabsent = 200\n"

PAYBILL = f"""
[[collectors]]
kind = "paybill"
name = "Umoja"
number = "522522"
phone = "{WANJIRU.phone}"
"""
DARAJA = Api(frozenset({"522522"}), can_push=True, can_pay_out=True, can_give_back=True)
BY_PAYBILL = (
    "UKN1AB2C01 Confirmed. on 23/11/26 at 8:15 AM Ksh1,000.00 received from 254712000003 ACHIENG"
    " ATIENO Account Number 3. New Utility balance is Ksh8,000.00."
)

STORIES: Mapping[str, Story] = {
    "absence": Story(((WANJIRU, "Achieng was absent"),), outsider=ACHIENG, more=FINES),
    "waiver": Story(
        ((WANJIRU, "waive Achieng's fine, she was in hospital"),),
        FINED,
        outsider=ACHIENG,
        more=FINES,
    ),
    "cash": Story(((WANJIRU, "received 500 cash from Achieng"),), outsider=ACHIENG),
    "own_share": Story(((WANJIRU, "I paid 1000"),)),
    "money_out": Story((SHOP, (WANJIRU, "2"), (WANJIRU, "chairs"))),  # an expense
    "transfer": Story(((WANJIRU, DRAWN), (WANJIRU, "1"))),  # the group's cash, from an agent
    "expense": Story(((WANJIRU, "expense 500 chairs"),)),
    "reallocate": Story(((WANJIRU, "UKN1AB2C01 is for Baraka"),), PAID, outsider=BARAKA),
    "statement": Story(((WANJIRU, FILE),), outsider=ACHIENG),
    "review": Story(((WANJIRU, received_text("UKA1AB2C01")),), outsider=ACHIENG),
    "reversal": Story(((WANJIRU, reversal_text()),), PAID),
    "amendment": Story(((WANJIRU, "change clause 6.1 to 100"),), more=BY_OFFICERS),
    "theirs": Story(((WANJIRU, "mine"),), UNOWNED),
    "pay_phone": Story(((WANJIRU, "pay from 0722000222"),), more=PAYBILL, api=DARAJA),
    "give_back": Story(
        ((WANJIRU, "return UKN1AB2C01"),),
        ((WANJIRU, BY_PAYBILL),),
        outsider=ACHIENG,
        carried="agreed",
        more=PAYBILL,
        api=DARAJA,
    ),
    "rate": Story(((WANJIRU, "RATE 165 CBK 1 Nov"),), PAID, more=ABROAD, currency="GBP"),
    "exchange": Story(
        ((WANJIRU, "changed GBP 600 to KES 98,400"),),
        outsider=BARAKA,
        more=BANK_OF_BARAKA,
        currency="GBP",
    ),
    "payout": Story((ASKED,), REFUSED, ACHIENG, earlier=1, carried="agreed", more=PAYS_SHORT_POTS),
    "refund": Story(
        ((WANJIRU, "refund Achieng 500"),),
        ((WANJIRU, received_text(amount="5,500.00")),),
        outsider=ACHIENG,
        carried="agreed",
    ),
    "release": Story(((WANJIRU, "cancel the payout of Achieng"),), SET_ASIDE, more=PAYS_SHORT_POTS),
    "welfare": Story(
        ((WANJIRU, "Achieng amefiwa na baba, welfare imsaidie"), (WANJIRU, "1")),
        ((WANJIRU, received_text(amount="1,200.00")),),
        outsider=ACHIENG,
        carried="agreed",
        more=WELFARE,
    ),
    "undo": Story(
        ((WANJIRU, "undo UKN1AB2C01"),), (*UNOWNED, (WANJIRU, "Achieng"), A_WEEK_LATER)
    ),  # an older answer: the money waits again, and nobody answers for less
}


def begin(stage: Stage, kind: str, people: tuple[Person, ...] = THREE_OFFICERS) -> None:
    """Found the group of a story and let its welcomes arrive."""
    story = STORIES[kind]
    stage.api = story.api
    stage.__post_init__()
    stage.found(rules(people=people, currency=story.currency, more=story.more))
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
    if (sender, text) == A_WEEK_LATER:
        stage.move_clock(stage.now + timedelta(days=7))
    elif text == FILE:
        raw = {"MediaUrl0": "https://provider.example/file", "MediaContentType0": "text/csv"}
        stage.say(sender, "", raw=raw, kind=Kind.DOCUMENT)
    else:
        stage.say(sender, yes_of(stage, sender) if text == YES else text)
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
        return list(connection.execute(of_kind).scalars())[STORIES[kind].earlier :]


def balances(stage: Stage) -> dict[str, int]:
    """Every account of the group that is not at zero, what is agreed for its rules, whose phone is
    asked for whose money, and what is ordered of the provider."""
    with reading(stage.engine) as connection:
        accounts = book.balances(connection, 1)
        group = chamas.load_group(connection, 1)
        ordered = connection.execute(sa.select(tables.money_order)).all()
    changed = {one.path: one.number for one in group.changes}
    phones = {f"{one.code} pays from": int(one.pay_phone) for one in group.people if one.pay_phone}
    orders = {f"order {one.id}": one.amount_cents for one in ordered}
    return {account.code: cents for account, cents in accounts.items()} | changed | phones | orders
