"""What an operator does with Daraja: chama-bot daraja ..."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from bot.settings import Settings, SettingsError
from chama.phones import PhoneError, to_e164

if TYPE_CHECKING:
    from bot.payments.daraja.client import Daraja

NAMES_NOTHING = "Daraja is not configured: set DARAJA_CONSUMER_KEY and what belongs to it."
ONCE = (
    "In production this counts once: to change the URLs later, two operators delete them in the\n"
    "M-PESA portal (Self Services, URL Management), and this is run again."
)


@click.group()
def daraja() -> None:
    """M-Pesa's API: what is set up at Safaricom's."""


@daraja.command()
def register_urls() -> None:
    """Tell Daraja where payments to the account are reported."""
    with _account() as account:
        answers = account.register_urls()
    for one in answers:
        click.echo(
            f"{one.shortcode}: {'registered' if one.is_done else 'NOT registered'}. {one.said}"
        )
    click.echo(ONCE)
    if not all(one.is_done for one in answers):
        sys.exit(1)


@daraja.command()
@click.argument("phone")
def register_pull(phone: str) -> None:
    """Have Daraja list what arrives; PHONE is one that the organisation has named there."""
    number = _number(phone)
    with _account() as account:
        one = account.register_pull(number)
    click.echo(f"{one.shortcode}: {'registered' if one.is_done else 'NOT registered'}. {one.said}")
    if not one.is_done:
        sys.exit(1)


def _number(phone: str) -> str:
    """E.164. Raises click.ClickException where it is none."""
    try:
        return to_e164(phone)
    except PhoneError as error:
        raise click.ClickException(str(error)) from error


@daraja.command()
def resume() -> None:
    """Let payouts go on, once what stopped them is mended."""
    from bot.store import orders, pauses
    from bot.store.database import writing
    from bot.store.migrate import opened_whole
    from bot.wiring import utc_now

    with opened_whole(Settings.from_env().database_url) as engine, writing(engine) as connection:
        reason = pauses.reason_of(connection, pauses.PAYOUTS)
        pauses.end(connection, pauses.PAYOUTS)
        orders.hurry_waiting(connection, utc_now())
    said = f"Payouts had stopped ({reason}); they go on now." if reason else "Payouts go on."
    click.echo(said)


@daraja.command()
def unplaced() -> None:
    """List payments to the account that are in no group's book."""
    from bot.payments.daraja import callbacks
    from bot.payments.port import Arrived, Unreadable
    from bot.store import news
    from bot.store.database import reading
    from bot.store.migrate import opened_whole
    from chama.money import Money

    with opened_whole(Settings.from_env().database_url) as engine, reading(engine) as connection:
        pieces = news.nobodys(connection)
    for piece in pieces:
        with suppress(Unreadable):
            told = callbacks.read(piece.kind, piece.body)
            if isinstance(told, Arrived):
                who = told.name or told.phone_masked or "somebody"
                what = (
                    f"{told.receipt} {Money(told.amount_cents)} for {told.account or 'nothing'!r}"
                )
                click.echo(f"{piece.received_at:%Y-%m-%d %H:%M} UTC  {what} by {who}")
    if not pieces:
        click.echo("None: each payment to the account is in a group's book.")


@contextmanager
def _account() -> Iterator[Daraja]:
    """The account of the settings, with the token that all processes share."""
    from bot.payments.daraja.client import Daraja
    from bot.store.migrate import opened_whole
    from bot.store.tokens import StoredTokens

    settings = Settings.from_env()
    if settings.daraja is None:
        raise SettingsError(NAMES_NOTHING)
    with opened_whole(settings.database_url) as engine:
        yield Daraja(settings.daraja, settings.public_base_url, StoredTokens(engine))
