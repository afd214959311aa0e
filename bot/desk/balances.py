"""What the provider's account holds, against what the books say lies there: asked once a day."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
import structlog

from bot.conversation.draft import Draft
from bot.desk.room import Room
from bot.payments.port import Accepted
from bot.store import provider_questions, served
from bot.store.database import writing
from bot.store.provider_questions import About
from chama.money import DEFAULT_CURRENCY
from chama.rota import day_in_nairobi

_NOT_HELD = frozenset({"Charges Paid Account"})
"""What only counts what the provider took. Source: Daraja, AccountBalance."""

log = structlog.get_logger()


def ask(room: Room) -> None:
    """Ask what each account holds; `compare` gets the answers."""
    if not room.payments.can_ask_status:
        return
    asked = {account: str(uuid.uuid4()) for account in room.payments.accounts}
    with writing(room.engine) as connection:
        now = room.clock()
        questions = {
            account: provider_questions.put(connection, our_id, About.BALANCE, now)
            for account, our_id in asked.items()
        }
    for account, our_id in asked.items():
        answer = room.payments.ask_balance(our_id, account)
        if isinstance(answer, Accepted):
            with writing(room.engine) as connection:
                provider_questions.name(connection, questions[account], answer.request_id)


def compare(
    room: Room, connection: sa.Connection, question_id: int, balances: Mapping[str, int]
) -> None:
    """Once all accounts have answered: tell the officers of the one group that collects there,
    where the books say otherwise; of an account that several share, the operator."""
    own_cents = sum(cents for name, cents in balances.items() if name not in _NOT_HELD)
    held_cents = provider_questions.put_balance(connection, question_id, own_cents)
    if held_cents is not None:
        _compare_all(room, connection, held_cents)


def _compare_all(room: Room, connection: sa.Connection, held_cents: int) -> None:
    shortcodes = room.payments.shortcodes
    booked_cents = served.booked_cents(connection, shortcodes)
    if held_cents == booked_cents:
        return
    log.warning("balance_differs", cents=held_cents - booked_cents)
    groups = served.groups_on(connection, shortcodes, limit=2)
    today = day_in_nairobi(room.clock()).isoformat()
    facts = {"held_cents": held_cents, "booked_cents": booked_cents}
    if len(groups) > 1:
        said = {**facts, "currency": DEFAULT_CURRENCY}
        room.tell_operator(connection, f"balance:{today}", "operator_balance", said)
    elif groups:

        def tell(draft: Draft) -> None:
            for officer in draft.group.officers:
                key = f"api_balance:{draft.group.id}:{today}:{officer.code}"
                draft.tell(officer, "api_balance", facts, key=key)

        room.decide(connection, groups[0], f"balance:{today}", tell)
