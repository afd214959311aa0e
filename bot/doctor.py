"""Says what is configured, what is missing, and which URLs the providers' consoles need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot import dashboard_command
from bot.around import is_dashboard_installed, utc_now
from bot.daraja_settings import API_BASE_URL, DarajaSettings
from bot.environment import Timeouts
from bot.settings import Settings
from bot.store import news, orders, pauses, phones
from bot.store.current import is_current, opened_whole
from bot.store.database import StoreBusy, StoreMissing, opened, reading, shown
from chama.phones import mask
from chama.rota import NAIROBI

NOT_CONFIGURED = "not configured"
PATIENCE = Timeouts(connect_seconds=3, read_seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and how it stands. is_wrong: something that is needed does not work."""

    what: str
    how: str
    is_wrong: bool = False


def examine(settings: Settings) -> Iterator[Finding]:
    """What stands how; no secret is said but the ones in the callback URLs."""
    yield Finding("Database", shown(settings.database_url))
    yield _migrations(settings)
    yield Finding("Public address", settings.public_base_url or NOT_CONFIGURED)
    yield Finding("Dashboard", _dashboard(settings))
    yield Finding("Worker id", settings.worker_id)
    yield from _twilio(settings)
    yield from _africastalking(settings)
    yield from _daraja(settings)
    yield from _phones(settings)


def _dashboard(settings: Settings) -> str:
    """Whether officers can look at pages in a browser, and where."""
    if not is_dashboard_installed():
        return f"not installed: {dashboard_command.INSTALL}"
    if not settings.dashboard_url:
        return "installed; officers are sent links once PUBLIC_BASE_URL is set"
    return f"{settings.dashboard_url}, to be proxied to port {settings.dashboard_port}"


def _phones(settings: Settings) -> Iterator[Finding]:
    """The phones that forward by themselves: of which group, and when each was heard of last."""
    try:
        with opened(settings.database_url) as engine, reading(engine) as connection:
            found = phones.all_enrolled(connection) if is_current(engine) else []
    except (StoreMissing, StoreBusy):
        return  # said with the migrations
    for one in found:
        heard = one.heard_at.astimezone(NAIROBI) if one.heard_at is not None else None
        said = f"last heard {heard:%Y-%m-%d %H:%M} in Nairobi" if heard else "not heard yet"
        yield Finding("Forwarding phone", f"{one.chama}, {mask(one.number)}: {said}")


def _migrations(settings: Settings) -> Finding:
    try:
        with opened(settings.database_url) as engine:
            if is_current(engine):
                return Finding("Migrations", "up to date")
            return Finding("Migrations", "behind: run chama-bot migrate", is_wrong=True)
    except (StoreMissing, StoreBusy) as error:
        return Finding("Migrations", f"cannot be told. {error}", is_wrong=True)


def _twilio(settings: Settings) -> Iterator[Finding]:
    twilio, base = settings.twilio, settings.public_base_url
    if twilio is None:
        yield Finding("Twilio", NOT_CONFIGURED)
        return
    yield Finding("Twilio account", twilio.account_sid)
    if twilio.whatsapp_from:
        yield Finding("Twilio WhatsApp", f"sends from {twilio.whatsapp_from}")
        yield Finding("  when a message comes in", f"{base}/webhooks/twilio/whatsapp")
    if twilio.sms_from:
        yield Finding("Twilio SMS", f"sends from {twilio.sms_from}")
        yield Finding("  when a message comes in", f"{base}/webhooks/twilio/sms")
    yield Finding("  status callback", f"{base}/webhooks/twilio/status")
    approved = ", ".join("/".join(key) for key in sorted(twilio.content_sids))
    how = approved or "none: outside 24 hours SMS is used"
    yield Finding("  approved WhatsApp templates", how)


def _africastalking(settings: Settings) -> Iterator[Finding]:
    account = settings.africastalking
    if account is None:
        yield Finding("Africa's Talking", NOT_CONFIGURED)
        return
    callbacks = f"{settings.public_base_url}/webhooks/africastalking/{account.callback_secret}"
    sender = account.sender or "shared sender"
    yield Finding("Africa's Talking", f"{account.username}, sends as {sender}")
    yield Finding("  incoming messages", f"{callbacks}/sms")
    yield Finding("  delivery reports", f"{callbacks}/delivery")
    yield Finding("  bulk SMS opt-out", f"{callbacks}/optout")


def _daraja(settings: Settings) -> Iterator[Finding]:
    account = settings.daraja
    if account is None:
        yield Finding("Daraja (M-Pesa)", NOT_CONFIGURED)
        return
    number = f"till {account.till} of {account.shortcode}" if account.till else account.shortcode
    yield Finding("Daraja (M-Pesa)", f"{number}, {_environment(account)}")
    yield _key(settings, account)
    yield Finding("  asking phones for money", _needs(account.passkey, "DARAJA_PASSKEY"))
    yield Finding("  payouts, questions, reversals", _of_initiator(account))
    yield Finding("  names before a payout", _needs(account.has_hakikisha, "DARAJA_HAKIKISHA=yes"))
    yield Finding("  list of what arrived", _needs(account.has_pull, "DARAJA_PULL=yes"))
    yield Finding(
        "  look before a payment counts",
        _needs(account.has_c2b_validation, "DARAJA_C2B_VALIDATION=yes"),
    )
    yield from _money_waiting(settings)
    yield from _urls_of_daraja(account, settings.public_base_url)


def _money_waiting(settings: Settings) -> Iterator[Finding]:
    """What of the money by API waits for an operator, or for the provider's word."""
    from bot.desk import lost

    try:
        with opened_whole(settings.database_url) as engine, reading(engine) as connection:
            reason = pauses.reason_of(connection, pauses.PAYOUTS)
            unknown, nobodys = orders.count_unknown(connection), news.count_nobodys(connection)
            gone = len(lost.all_of(connection, utc_now()))
    except (StoreMissing, StoreBusy):
        return
    stopped = f"stopped ({reason}): mend it, then chama-bot daraja resume"
    yield Finding("  payouts", stopped if reason else "go out", bool(reason))
    asked = f"{unknown} orders; chama-bot reconcile asks at once"
    yield Finding("  unknown", asked if unknown else "nothing")
    ended = f"{gone} orders that M-Pesa never had: chama-bot daraja lost"
    yield Finding("  lost", ended if gone else "nothing", bool(gone))
    waiting = f"{nobodys} payments to the account: chama-bot daraja unplaced"
    yield Finding("  money of no group", waiting if nobodys else "none", bool(nobodys))


def _urls_of_daraja(account: DarajaSettings, public_base_url: str) -> Iterator[Finding]:
    """Those to register come first; the others go along with each request."""
    from bot.payments.port import NewsKind

    registered = (NewsKind.C2B_CONFIRMATION, NewsKind.C2B_VALIDATION)
    others = tuple(kind for kind in NewsKind if kind not in registered)
    for kind in registered + others:
        verb = "register" if kind in registered else "called at"
        yield Finding(f"  {verb}", f"{account.callbacks_at(public_base_url)}/{kind}")


def _environment(account: DarajaSettings) -> str:
    host = urlsplit(account.api_base_url).hostname
    return "production" if account.api_base_url == API_BASE_URL else f"at {host}"


def _key(settings: Settings, account: DarajaSettings) -> Finding:
    """Whether Daraja gives us a token. It is shared, as it ends the one that processes use."""
    from bot.payments.daraja.client import Daraja
    from bot.store.tokens import StoredTokens

    impatient = replace(account, timeouts=PATIENCE)
    try:
        with opened_whole(settings.database_url) as engine:
            daraja = Daraja(impatient, settings.public_base_url, StoredTokens(engine))
            fault = daraja.check_key()
    except (StoreMissing, StoreBusy):
        fault = "not tried, as the token is kept in the database."
    return Finding("  consumer key and secret", fault or "accepted", is_wrong=bool(fault))


def _of_initiator(account: DarajaSettings) -> str:
    if account.initiator is None:
        return f"{NOT_CONFIGURED} (DARAJA_INITIATOR_NAME, _PASSWORD, DARAJA_CERTIFICATE)"
    return f"as {account.initiator.name}, from {account.paying_shortcode}"


def _needs(is_there: object, name: str) -> str:
    return "configured" if is_there else f"{NOT_CONFIGURED} ({name})"
