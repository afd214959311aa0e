"""Whether a payment may come to the account: asked before it moves, answered from what is known.

Money is better taken and asked about than refused: only what can be for no group is refused, as
when the letters of an account are mistyped.
"""

from __future__ import annotations

import sqlalchemy as sa
import structlog

from bot.desk.placing import chama_of
from bot.payments.port import Arrived, NewsKind, Payments, Unreadable
from bot.store.database import StoreBusy, reading

ACCEPTED = ""
WRONG_ACCOUNT, WRONG_AMOUNT, WRONG_SHORTCODE = "C2B00012", "C2B00013", "C2B00015"
"""Source: Daraja, C2B, result codes of a validation."""

log = structlog.get_logger()


def refusal_of(engine: sa.Engine, payments: Payments, body: bytes) -> str:
    """The code with which it is refused; "" where it may come, or where nobody can tell."""
    try:
        asked = payments.read(NewsKind.C2B_VALIDATION, body)
    except Unreadable:
        log.warning("validation_unreadable")
        return ACCEPTED
    if not isinstance(asked, Arrived):
        return ACCEPTED
    if asked.shortcode not in payments.shortcodes:
        return WRONG_SHORTCODE
    if asked.amount_cents <= 0:
        return WRONG_AMOUNT
    try:
        with reading(engine) as connection:
            is_ours = chama_of(connection, payments.shortcodes, asked) is not None
    except StoreBusy:
        return ACCEPTED
    return ACCEPTED if is_ours else WRONG_ACCOUNT
