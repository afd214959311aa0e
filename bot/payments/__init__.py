"""Money by API: the border to providers that move money, and the one that is configured."""

from __future__ import annotations

from bot.payments.daraja.client import Daraja
from bot.payments.port import Payments, Tokens
from bot.settings import Settings


def payments_from(settings: Settings, tokens: Tokens) -> Payments | None:
    """The configured provider, None where there is none. tokens: shared by all processes."""
    if settings.daraja is None:
        return None
    return Daraja(settings.daraja, settings.public_base_url, tokens)
