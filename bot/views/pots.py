"""The pots of the rounds that are still to be paid: the slip of each, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa

from bot.conversation import paying_out
from bot.conversation.money_api import OrderKind
from bot.store import book
from bot.store.chamas import load_group
from bot.store.tables import ORDER_IS_OPEN, PROPOSAL_IS_OPEN, money_order, proposal, vote
from chama import entries, pots
from chama.entries import ROTATION, WELFARE
from chama.group import Group
from chama.journal import Account, Balances
from chama.kinds import AccountKind
from chama.money import Money
from chama.pots import Pot
from chama.rota import day_in_nairobi
from chama.standing import round_number


class PotStage(StrEnum):
    """How far a pot is."""

    FILLING = "filling"  # members are still to pay, and the rules wait for them
    PAYABLE = "payable"  # nobody is asked to agree
    ASKED = "asked"
    AGREED = "agreed"  # set aside, to be sent
    ON_ITS_WAY = "on_its_way"  # the provider is sending it


@dataclass(frozen=True, slots=True)
class Deduction:
    """A debt of the recipient that their pot settles. round: its number, 0 for a fine of none."""

    is_fine: bool
    is_welfare: bool
    round: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PotView:
    """A pot, or what was set aside of one, for its recipient.

    account: what names it. phone: E.164, to which it goes. gross, deducted, net: what is taken from
    it, what that settles, and what is sent. missing: what members have not paid of the round. seen:
    names all that is shown here, for a click. asked, agreed: names. due_on, waits_until: days; the
    latter is when a short pot is decided by the rules.
    """

    account: str
    round: int
    recipient: str
    phone: str
    stage: PotStage
    gross: Money
    deducted: tuple[Deduction, ...]
    net: Money
    missing: Money
    due_on: date | None
    waits_until: date | None
    seen: str
    asked: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


def open_pots(connection: sa.Connection, chama_id: int, now: datetime) -> tuple[PotView, ...]:
    """What a chama still has to pay out of its pots: what is set aside, then the newest round."""
    balances = book.balances(connection, chama_id)
    group = load_group(connection, chama_id, balances)
    asked = _asked(connection, chama_id)
    return (
        *_set_aside(connection, group, balances, now),
        *(
            _of_pot(group, balances, pot, asked.get(pot.account.code), now)
            for pot in pots.open_pots(group, balances)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who was asked to agree to a pot, and who has; codes of members."""

    voters: tuple[str, ...]
    agreed: tuple[str, ...]


def _asked(connection: sa.Connection, chama_id: int) -> Mapping[str, _Asked]:
    """What waits for agreement, by the code of the pot."""
    chosen = (
        sa.select(proposal.c.facts, proposal.c.voters, proposal.c.asked_by, vote.c.member)
        .outerjoin(vote, sa.and_(vote.c.proposal_id == proposal.c.id, vote.c.agrees))
        .where(
            PROPOSAL_IS_OPEN,
            proposal.c.chama_id == chama_id,
            proposal.c.kind == paying_out.KIND,
        )
        .order_by(vote.c.said_at)
    )
    found: dict[str, _Asked] = {}
    for row in connection.execute(chosen):
        pot, agreed = row.facts["pot"], (row.member,) if row.member else ()
        before = found.get(pot, _Asked(tuple(row.voters), ()))
        found[pot] = replace(before, agreed=(*before.agreed, *agreed))
    return found


def _of_pot(
    group: Group, balances: Balances, pot: Pot, asked: _Asked | None, now: datetime
) -> PotView:
    today = day_in_nairobi(now)
    slip = pots.slip(group, balances, pot, today)
    recipient = group.person(pot.recipient)
    if recipient is None:
        raise LookupError(f"The pot {pot.account.code} is for nobody of chama {group.id}.")
    is_payable = pots.is_payable(group, pot, today) and pot.gross_cents > 0
    if asked is not None:
        stage = PotStage.ASKED
    else:
        stage = PotStage.PAYABLE if is_payable else PotStage.FILLING
    currency, voters = group.currency, asked.voters if asked is not None else ()
    return PotView(
        account=pot.account.code,
        round=pot.round.number,
        recipient=recipient.name,
        phone=recipient.receives_on(now),
        stage=stage,
        gross=Money(slip.gross_cents, currency),
        deducted=tuple(_deduction(account, cents, currency) for account, cents in slip.deducted),
        net=Money(slip.net_cents, currency),
        missing=Money(pot.unpaid_cents, currency),
        due_on=pot.round.due_on,
        waits_until=pots.short_on(group, pot.round),
        seen=paying_out.seen(paying_out.facts_of(slip, recipient, now)),
        asked=tuple(group.name_of(code) for code in voters),
        agreed=tuple(group.name_of(code) for code in (asked.agreed if asked is not None else ())),
    )


def _deduction(account: Account, cents: int, currency: str) -> Deduction:
    return Deduction(
        is_fine=account.kind is AccountKind.FINES,
        is_welfare=account.fund == WELFARE,
        round=round_number(account.round) if account.round else 0,
        amount=Money(cents, currency),
    )


def _set_aside(
    connection: sa.Connection, group: Group, balances: Balances, now: datetime
) -> Iterator[PotView]:
    """What was agreed to and not sent yet."""
    sending = _being_sent(connection, group.id)
    for payable, cents in pots.payables(balances):
        if payable.fund != ROTATION or entries.is_refund(payable):
            continue
        recipient, money = group.person(payable.owner), Money(cents, group.currency)
        yield PotView(
            account=payable.code,
            round=round_number(payable.round),
            recipient=group.name_of(payable.owner),
            phone=recipient.receives_on(now) if recipient is not None else "",
            stage=PotStage.ON_ITS_WAY if payable.code in sending else PotStage.AGREED,
            gross=money,
            deducted=(),
            net=money,
            missing=Money(0, group.currency),
            due_on=None,
            waits_until=None,
            seen="",
        )


def _being_sent(connection: sa.Connection, chama_id: int) -> set[str]:
    """The codes of the accounts of which the provider is sending what was set aside."""
    chosen = sa.select(money_order.c.facts).where(
        ORDER_IS_OPEN,
        money_order.c.chama_id == chama_id,
        money_order.c.kind == OrderKind.PAYOUT.value,
    )
    return {facts["payable"]["code"] for facts in connection.execute(chosen).scalars()}
