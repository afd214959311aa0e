"""Money by API: what the provider can do for a group, and what was ordered of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chama.account_ref import account_of
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
from chama.phones import wallet_of

PROVIDER = "mpesa-api"
"""Who stands in the book for what the provider itself has shown."""

MOST_CENTS = 250_000_00
"""What one payment may be, of either kind. Source: Safaricom, limits of 2026."""

LEAST_SENT_CENTS = 10_00
"""The least that is paid out. Source: Safaricom's B2C."""

SAME_AGAIN_AFTER = timedelta(minutes=2)
"""The provider takes no second prompt of the same amount to the same number before. Source: result
code 17."""

PROMPT_LASTS = timedelta(minutes=3)
"""After which no PIN can be typed any more, with room."""

MOST_PROMPTS_A_DAY = 5
"""To one number: a prompt that nobody wants is a nuisance."""

ORDERS, SHOWN_HELD = "orders", "shown_held"
"""The names under which one says that they need to know what was ordered of the provider, and what
it has shown to be there."""


BY_ITSELF = "is_by_itself"
"""What a template is told of whether the provider shows what members pay."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the provider has shown to be at a collector, in cents, and what it has charged there for
    what it sent."""

    cents: int = 0
    charged_cents: int = 0


@dataclass(frozen=True, slots=True)
class Api:
    """What the provider can do on this server. shortcodes: the numbers to which money comes."""

    shortcodes: frozenset[str] = frozenset()
    can_push: bool = False
    can_pay_out: bool = False
    can_give_back: bool = False

    def collector_of(self, group: Group) -> Collector | None:
        """The group's collector whose money the provider tells of; None where it has none."""
        own = (one for one in group.collectors_in("") if self.serves(one))
        return next(own, None)

    def tells_of(self, group: Group) -> bool:
        """Whether what members are told to pay is shown by the provider, so that nobody forwards a
        text of it."""
        first = next(iter(group.collectors_in("")), None)
        return first is not None and group.account_by_word is None and self.serves(first)

    def arrives_on(self, group: Group) -> Collector | None:
        """The group's collector on which the provider's money comes, in whatever currency the group
        counts; None where it has none."""
        return next((one for one in group.collectors if self.serves(one)), None)

    def can_ask(self, group: Group, person: Person) -> bool:
        """Whether a member's phone can be asked for money."""
        is_asked = self.can_push and self.collector_of(group) is not None
        return is_asked and wallet_of(person.asked_on) in ("mpesa", None)

    def serves(self, collector: Collector) -> bool:
        """Whether the provider tells of what arrives on it."""
        is_business = collector.kind in (CollectorKind.TILL, CollectorKind.PAYBILL)
        return is_business and collector.number in self.shortcodes


NO_API = Api()
"""What most servers have."""


class OrderKind(StrEnum):
    """What is ordered."""

    PUSH = "push"  # money asked of a phone
    PAYOUT = "payout"  # money sent to one
    RETURN = "return"  # a payment that came in, given back to who made it


class OrderState(StrEnum):
    """How an order stands."""

    WAITING = "waiting"  # to be called
    CALLING = "calling"  # committed before the call
    TAKEN = "taken"  # the provider took it over
    UNCLEAR = "unclear"  # nobody knows whether it did
    UNNAMED = "unnamed"  # the money moved; under which receipt is not known yet
    DONE = "done"
    FAILED = "failed"  # surely

    @property
    def is_open(self) -> bool:
        """Whether it may still move money, or has and is not in the book."""
        return self not in (OrderState.DONE, OrderState.FAILED)


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered, and how it stands. Amounts are cents, KES; moments are aware UTC.

    our_id names it to the provider, request_id is the provider's own name: neither is ever shown to
    people. member: for whom money is asked, or to whom it goes. facts: JSON-like, by its kind.
    """

    id: int
    chama_id: int
    our_id: str
    key: str
    kind: OrderKind
    member: str
    phone: str
    amount_cents: int
    state: OrderState
    ordered_at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    request_id: str = ""
    receipt: str = ""
    why: str = ""
    called_at: datetime | None = None
    calls: int = 0
    asks: int = 0
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may still move money."""
        return self.state.is_open

    @property
    def is_uncalled(self) -> bool:
        """Whether the provider has never heard of it."""
        return self.state is OrderState.WAITING and self.calls == 0


def account_for(group: Group, person: Person) -> str:
    """The account that a member types, or that their prompt shows."""
    return account_of(group.id, person.seat)
