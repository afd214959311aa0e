"""A group of thirty in the midst of a round, beside whatever a store was filled with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bench.world import NAMES, OUR_WHATSAPP, code
from bot.founding import found_all
from bot.messages import InboundMessage
from bot.pipeline import Pipeline
from bot.store import one_time, sessions
from bot.store.database import open_engine, writing
from chama.constitution import parse

NAME = "Thirty"
MEMBERS = 30
PAID, CLAIMED = 12, 6
CONTRIBUTION = 1_000
FIRST_CODE = 36**6  # no payment of a world comes so far
TREASURER = 0


def phone(place: int) -> str:
    """The E.164 number of a member; no group that fills a store has any that begins so."""
    return f"+25479{place:07d}"


def name(place: int) -> str:
    """A member's name, of which no two are alike."""
    first, last = NAMES[place % 10].split()[0], NAMES[(place + place // 10) % 10].split()[1]
    return f"{first} {last}"


def constitution(today: date) -> str:
    """The group's file; its first round has begun and is due within the month."""
    members = "\n".join(
        f'[[members]]\nname = "{name(place)}"\nphone = "{phone(place)}"\n'
        + ('office = "treasurer"\n' if place == TREASURER else "")
        for place in range(MEMBERS)
    )
    return (
        f'name = "{NAME}"\n[rotation]\ncontribution = {CONTRIBUTION}\n'
        f'every = "month"\nstarts = {today.replace(day=1).isoformat()}\n'
        f'[[collectors]]\nkind = "phone"\nname = "{name(TREASURER)}"\n'
        f'phone = "{phone(TREASURER)}"\n{members}'
    )


def found(url: str, today: date) -> None:
    """Create it through the product's door; some have paid, others say so and have no proof."""
    engine = open_engine(url)
    now = datetime.now(UTC) - timedelta(minutes=1)
    found_all(engine, [parse(constitution(today), "thirty.toml")], now)
    pipeline = Pipeline(engine, lambda: now)
    for message in _messages(today, now):
        pipeline.handle(message)
    engine.dispose()


def link(url: str, base: str) -> str:
    """One for the treasurer, as the bot sends it. base: where the pages are."""
    engine, token = open_engine(url), one_time.new_token()
    with writing(engine) as connection:
        sessions.make_link(connection, phone(TREASURER), token, datetime.now(UTC))
    engine.dispose()
    return f"{base}/enter?t={token}"


def _messages(today: date, now: datetime) -> Iterator[InboundMessage]:
    for place in range(1, 1 + PAID + CLAIMED):
        is_proven = place <= PAID
        yield InboundMessage(
            channel="twilio_whatsapp",
            provider_id=f"thirty:{place}",
            sender=phone(TREASURER if is_proven else place),
            recipient=OUR_WHATSAPP,
            text=_received(place, today) if is_proven else _sent(place, today),
            received_at=now,
        )


def _received(place: int, today: date) -> str:
    """The text of a share as M-Pesa writes it since 2026, with the payer's number masked."""
    local = f"0{phone(place)[4:]}"
    return (
        f"{code(FIRST_CODE + place, today)} Confirmed.You have received Ksh{CONTRIBUTION:,}.00 "
        f"from {name(place).upper()} {local[:4]}***{local[-3:]} on "
        f"{today.day}/{today.month}/{today:%y} at 12:05 AM "
        f"New M-PESA balance is Ksh{CONTRIBUTION * place:,}.00."
    )


def _sent(place: int, today: date) -> str:
    """The text that a member has of a share which the treasurer's phone has not shown yet."""
    return (
        f"{code(FIRST_CODE + place, today)} Confirmed. Ksh{CONTRIBUTION:,}.00 sent to "
        f"{name(TREASURER).upper()} 0{phone(TREASURER)[4:]} on "
        f"{today.day}/{today.month}/{today:%y} at 12:05 AM. "
        f"New M-PESA balance is Ksh{CONTRIBUTION * place:,}.00. Transaction cost, Ksh13.00."
    )
