"""[payout]: what of a pot its recipient gets, when, and on which phone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chama.constitution.section import rule
from chama.constitution.values import choice, choices, number

MOST_GRACE_DAYS = 30
MOST_PHONE_HOURS = 720
DEFAULT_PHONE_HOURS = 72


class NetOff(StrEnum):
    """What a recipient owes that is taken from their own pot."""

    ARREARS = "arrears"
    FINES = "fines"


class ShortPot(StrEnum):
    """What becomes of a pot that is not full by the deadline and its grace."""

    WAIT = "wait"
    PAY = "pay"


class FeesOn(StrEnum):
    """Who bears what M-Pesa takes for sending a pot."""

    GROUP = "group"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Payout:
    """How a pot is paid out.

    net_off: what is taken from the recipient's own pot. short_pot: under PAY the pot is paid at the
    deadline as it is, and the rest is owed to that recipient first. grace_days: days after the
    deadline before a payment is late and a short pot is paid. receive_phone_hours: how long a new
    number to receive on waits before it counts.
    """

    net_off: tuple[NetOff, ...] = rule(choices(NetOff), default=tuple(NetOff), written=list)
    short_pot: ShortPot = rule(choice(ShortPot), default=ShortPot.WAIT)
    grace_days: int = rule(number(0, MOST_GRACE_DAYS, "days"), default=0)
    fees: FeesOn = rule(choice(FeesOn), default=FeesOn.GROUP)
    receive_phone_hours: int = rule(
        number(0, MOST_PHONE_HOURS, "hours"), default=DEFAULT_PHONE_HOURS
    )
