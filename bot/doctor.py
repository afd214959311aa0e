"""Says what is configured, what is missing, and which URLs the providers' consoles need."""

from __future__ import annotations

from collections.abc import Iterator

from bot.settings import Settings
from bot.store.database import StoreBusy, StoreMissing, opened, shown
from bot.store.migrate import is_current

NOT_CONFIGURED = "not configured"


def examine(settings: Settings) -> Iterator[tuple[str, str]]:
    """Lines of (what, how it stands); no secret is among them but the one in the callback URLs."""
    yield "Database", shown(settings.database_url)
    yield "Migrations", _migrations(settings)
    yield "Public address", settings.public_base_url or NOT_CONFIGURED
    yield "Worker id", settings.worker_id
    yield from _twilio(settings)
    yield from _africastalking(settings)


def _migrations(settings: Settings) -> str:
    try:
        with opened(settings.database_url) as engine:
            return "up to date" if is_current(engine) else "behind: run chama-bot migrate"
    except (StoreMissing, StoreBusy) as error:
        return f"cannot be told. {error}"


def _twilio(settings: Settings) -> Iterator[tuple[str, str]]:
    twilio, base = settings.twilio, settings.public_base_url
    if twilio is None:
        yield "Twilio", NOT_CONFIGURED
        return
    yield "Twilio account", twilio.account_sid
    if twilio.whatsapp_from:
        yield "Twilio WhatsApp", f"sends from {twilio.whatsapp_from}"
        yield "  when a message comes in", f"{base}/webhooks/twilio/whatsapp"
    if twilio.sms_from:
        yield "Twilio SMS", f"sends from {twilio.sms_from}"
        yield "  when a message comes in", f"{base}/webhooks/twilio/sms"
    yield "  status callback", f"{base}/webhooks/twilio/status"
    approved = ", ".join("/".join(key) for key in sorted(twilio.content_sids))
    yield "  approved WhatsApp templates", approved or "none: outside 24 hours SMS is used"


def _africastalking(settings: Settings) -> Iterator[tuple[str, str]]:
    account = settings.africastalking
    if account is None:
        yield "Africa's Talking", NOT_CONFIGURED
        return
    callbacks = f"{settings.public_base_url}/webhooks/africastalking/{account.callback_secret}"
    yield "Africa's Talking", f"{account.username}, sends as {account.sender or 'shared sender'}"
    yield "  incoming messages", f"{callbacks}/sms"
    yield "  delivery reports", f"{callbacks}/delivery"
    yield "  bulk SMS opt-out", f"{callbacks}/optout"
