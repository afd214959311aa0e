"""The demo's M-Pesa: the Daraja stub, and the settings with which the bot finds it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from bot.daraja_settings import DarajaSettings, Initiator
from bot.simulator.daraja import Daraja, Fault, Settings
from chama.errors import ChamaError

PAYBILL = Settings().shortcode
NAME = "PAMOJA"
SECRET_BYTES = 16  # in hexadecimal, so that no word appears in it that the provider refuses in URLs


class NoSuchFault(ChamaError):
    """Somebody wants the provider to misbehave in a way that it does not know."""


def provider(
    held_cents: int, faults: Iterable[Fault] = (), *, in_background: bool = True
) -> Daraja:
    """The stub, not running yet, with one account for what comes and what goes.

    held_cents: what lies on it, KES. Its own book begins anew with each run, so all that it names
    is drawn at random: the bot's book may know the receipts of an earlier run.
    in_background: whether it posts its callbacks by itself.
    """
    settings = Settings(name=NAME, b2c_shortcode=PAYBILL, utility_cents=held_cents)
    seed = secrets.randbits(32)
    return Daraja(seed=seed, faults=faults, settings=settings, in_background=in_background)


def account_at(daraja: Daraja) -> DarajaSettings:
    """What an operator would set for an account at this provider, which is running."""
    given = daraja.credentials
    return DarajaSettings(
        consumer_key=given.consumer_key,
        consumer_secret=given.consumer_secret,
        shortcode=daraja.shortcode,
        callback_secret=secrets.token_hex(SECRET_BYTES),
        passkey=given.passkey,
        initiator=Initiator(
            name=given.initiator_name,
            password=given.initiator_password,
            certificate=daraja.certificate_path.read_bytes(),
        ),
        api_base_url=daraja.base_url,
        has_pull=True,
    )


def variables_of(account: DarajaSettings, daraja: Daraja) -> dict[str, str]:
    """The same account as another process reads it from its environment. What stands there of an
    account of the operator's own does not count."""
    if account.initiator is None:
        raise LookupError("The demo's account has nobody who pays out.")
    return {
        "DARAJA_CONSUMER_KEY": account.consumer_key,
        "DARAJA_CONSUMER_SECRET": account.consumer_secret,
        "DARAJA_SHORTCODE": account.shortcode,
        "DARAJA_CALLBACK_SECRET": account.callback_secret,
        "DARAJA_TILL": account.till,
        "DARAJA_PASSKEY": account.passkey,
        "DARAJA_INITIATOR_NAME": account.initiator.name,
        "DARAJA_INITIATOR_PASSWORD": account.initiator.password,
        "DARAJA_CERTIFICATE": str(daraja.certificate_path),
        "DARAJA_B2C_SHORTCODE": account.b2c_shortcode,
        "DARAJA_API_BASE_URL": account.api_base_url,
        "DARAJA_HAKIKISHA": "yes" if account.has_hakikisha else "",
        "DARAJA_PULL": "yes" if account.has_pull else "",
        "DARAJA_C2B_VALIDATION": "yes" if account.has_c2b_validation else "",
    }


def faults_named(text: str) -> tuple[Fault, ...]:
    """The faults of a list like "NO_CALLBACK,no-answer". Raises NoSuchFault."""
    names = [name.strip().upper().replace("-", "_") for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in Fault.__members__]
    if unknown:
        raise NoSuchFault(f"M-Pesa cannot misbehave so: {', '.join(unknown)}.")
    return tuple(dict.fromkeys(Fault[name] for name in names))


def described(faults: Iterable[Fault]) -> list[str]:
    """A line each: its name, and what it does."""
    return [f"  {fault.name:24}{fault.sentence}" for fault in faults]
