"""What a text is understood as: the name of what its sender wants, and which of these act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.understanding.open_reader import UNKNOWN

ACTS = frozenset({
    "stop", "confirm_yes", "confirm_no", "approve", "reject", "undo", "close_round", "remind_all",
    "remind_one", "meeting",
    "paid_cash", "confirm_disbursed", "add_member", "loan_repay", "pay_for", "record_cash",
    "welfare_contribute", "announce", "pay_out", "release_payout", "refund", "receive_phone",
    "switch_group", "join", "language", "start", "amend_rule", "rate", "exchange",
    "fine_member", "waive", "expense", "move_cash", "bank_move", "wrong_person",
    "connect_phone", "disconnect_phone", "stop_dashboard",
    "auditor", "stop_auditor",
    "ask_to_pay", "pay_phone", "give_back",
})  # fmt: skip
"""What moves money, agrees, silences, or changes a setting or a person."""

ON_PLAIN_WORDS = ACTS | {"dashboard"}
"""What is done on plain words alone; other texts that speak of it are offered it or told how."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What the sender wants, and the values the text gave; both as tests and commands name them.

    sure: False where an act is not accounted for word by word (a word left over, a question mark,
    a condition, a future, a negation, an amount with two meanings): it is offered, not done.
    units: of money, as they stand beside what was said; in which currency that is, only the group
    tells. unlike: the currency in which amounts were said, where it is not the group's; they are no
    slots then. is_uneven: they are none as the group's currency has no such fractions.
    said: the part of the text that says this, "" where it is the text. also: what its other parts
    want besides. by_rules: what they alone have read, where the open
    reader's reading has taken its place; "" where it has not. near: where nothing is read, or an
    act that is not sure, what else the open reader ranks close to its best, the best first.
    is_talk: it plainly wants nothing of us. is_list: it is nothing but a list of names and amounts.
    """

    name: str
    slots: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    sure: bool = True
    units: frozenset[str] = frozenset()
    unlike: str = ""
    is_uneven: bool = False
    said: str = ""
    also: tuple[Intent, ...] = ()
    by_rules: str = ""
    near: tuple[str, ...] = ()
    is_talk: bool = False
    is_list: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether the open reader alone has read it: nothing acts on that."""
        return bool(self.by_rules)

    @property
    def heard(self) -> str:
        """What the rules have read: where something was asked, a text is an answer first."""
        return self.by_rules or self.name

    @property
    def is_said(self) -> bool:
        """Whether rules have read something in the text."""
        return self.heard != UNKNOWN
