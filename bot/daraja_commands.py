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
    from bot.conversation.money_api import Order
    from bot.payments.daraja.client import Daraja

NAMES_NOTHING = "Daraja is not configured: set DARAJA_CONSUMER_KEY and what belongs to it."
ONCE = (
    "In production this counts once: to change the URLs later, two operators delete them in the\n"
    "M-PESA portal (Self Services, URL Management), and this is run again."
)
WHAT_THEN = (
    "Look for each id on the M-PESA portal. It is not there: chama-bot daraja give-up ID.\n"
    "It was sent: chama-bot daraja settle ID RECEIPT. It went back: forward M-Pesa's message of it."
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
    from bot.around import utc_now
    from bot.store import orders, pauses
    from bot.store.current import opened_whole
    from bot.store.database import writing

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
    from bot.store.current import opened_whole
    from bot.store.database import reading
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


@daraja.command()
def lost() -> None:
    """List what M-Pesa says it never had; look for each on its portal."""
    from bot.around import utc_now
    from bot.desk import lost
    from bot.store.chamas import Groups
    from bot.store.current import opened_whole
    from bot.store.database import reading

    with opened_whole(Settings.from_env().database_url) as engine, reading(engine) as connection:
        found = lost.all_of(connection, utc_now())
        names = {one.chama_id: Groups().get(connection, one.chama_id).name for one in found}
    for one in found:
        click.echo(_line_of(one, names[one.chama_id]))
    click.echo(WHAT_THEN if found else "None: M-Pesa knows of each order, or is still being asked.")


def _line_of(order: Order, group: str) -> str:
    """An order, and under which id it is to be looked for."""
    from chama.money import Money

    payment = order.facts.get("receipt")
    what = f"({payment}) back to its payer" if payment else f"to {order.facts['member_name']}"
    return (
        f"{order.called_at:%Y-%m-%d %H:%M} UTC  {group}: {Money(order.amount_cents)} {what};"
        f" called {order.calls} times, asked about {order.asks} times since\n  {order.our_id}"
    )


@daraja.command()
@click.argument("our_id")
def give_up(our_id: str) -> None:
    """Let an order have failed that M-Pesa does not know; OUR_ID is not on its portal either."""
    from bot import processes

    processes.give_up(_settings(), our_id)
    click.echo(
        "It counts as not done: the group hears so, and may agree to it anew once no part of it is"
        " on its way. Should M-Pesa still show it, it is booked."
    )


@daraja.command()
@click.argument("our_id")
@click.argument("receipt")
def settle(our_id: str, receipt: str) -> None:
    """Book a payout that is on M-Pesa's portal under RECEIPT, once M-Pesa shows it."""
    from bot import processes

    if not processes.settle(_settings(), our_id, receipt.upper()):
        raise click.ClickException(
            f"M-Pesa has not shown this payout under {receipt} yet, so it is not booked. It is as"
            " soon as M-Pesa answers that it is so: the number, the amount and our id must fit."
        )
    click.echo("M-Pesa shows it: it is booked.")


def _settings() -> Settings:
    """Those of a database that is there and has its tables. Raises StoreMissing."""
    from bot.store.current import opened_whole

    settings = Settings.from_env()
    with opened_whole(settings.database_url):
        return settings


@contextmanager
def _account() -> Iterator[Daraja]:
    """The account of the settings, with the token that all processes share."""
    from bot.payments.daraja.client import Daraja
    from bot.store.current import opened_whole
    from bot.store.tokens import StoredTokens

    settings = Settings.from_env()
    if settings.daraja is None:
        raise SettingsError(NAMES_NOTHING)
    with opened_whole(settings.database_url) as engine:
        yield Daraja(settings.daraja, settings.public_base_url, StoredTokens(engine))
