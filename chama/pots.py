"""The pots of the rounds: what they hold, what their recipients get of them, and what waits.

A round's pot owes its recipient all the dues of the round, or their share of them where several
receive; as far as members have not paid them, it holds nothing yet. A late payment therefore goes
to the recipient whose pot was short. What a recipient has not paid of the round themselves is taken
from their own pot, all of it, and so is missing in no other's (payout.net_off).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chama import entries
from chama.constitution import NetOff, ShortPot
from chama.entries import ROTATION
from chama.group import Group, RoundFacts
from chama.journal import Account, Balances
from chama.kinds import AccountKind
from chama.money import Money, coin_cents
from chama.standing import round_number


@dataclass(frozen=True, slots=True)
class Pot:
    """What one recipient of a round is to get and was not set aside for them yet.

    cents: all of it. own_cents: what the recipient has not paid of the round themselves and is
    taken from this pot; others_cents: what else is missing in it. unpaid_cents: what members have
    not paid of the round, whoever receives it.
    """

    account: Account
    round: RoundFacts
    recipient: str
    cents: int
    own_cents: int
    others_cents: int
    unpaid_cents: int

    @property
    def paid_in_cents(self) -> int:
        """What of it is there to be sent: members have paid it."""
        return self.cents - self.own_cents - self.others_cents

    @property
    def is_full(self) -> bool:
        """Whether everybody has paid."""
        return self.unpaid_cents == 0

    @property
    def gross_cents(self) -> int:
        """What can be taken from it now, the recipient's own dues of the round among it; a pot into
        which others are still to pay, and that holds nothing yet, pays nothing."""
        is_empty = self.paid_in_cents == 0 and self.others_cents > 0
        return 0 if is_empty else self.cents - self.others_cents


@dataclass(frozen=True, slots=True)
class Slip:
    """What a recipient gets of a pot now.

    gross_cents: what is taken from the pot. deducted: debts of theirs that it settles, by account;
    short_cents: what the pot still owes them afterwards, as members have not paid it.
    """

    pot: Pot
    gross_cents: int
    deducted: tuple[tuple[Account, int], ...]
    short_cents: int

    @property
    def net_cents(self) -> int:
        """What is to be sent."""
        return self.gross_cents - sum(cents for _, cents in self.deducted)


def open_pots(group: Group, balances: Balances) -> list[Pot]:
    """The pots from which something is still to be set aside, the newest round first."""
    return _open_of(group, balances, group.rounds)


def _open_of(group: Group, balances: Balances, rounds: Sequence[RoundFacts]) -> list[Pot]:
    owed = _owed_by_round(balances)
    pots = (pot for one in rounds for pot in _pots_of(group, balances, one, owed.get(one.key, {})))
    return [pot for pot in pots if pot.cents > 0]


def _owed_by_round(balances: Balances) -> Mapping[str, Mapping[str, int]]:
    """Who owes how much for each round, in cents by member."""
    owed: dict[str, dict[str, int]] = {}
    for account, cents in balances.items():
        if account.kind is AccountKind.DUES and account.fund == ROTATION and cents > 0:
            owed.setdefault(account.round, {})[account.owner] = cents
    return owed


def _pots_of(
    group: Group, balances: Balances, one: RoundFacts, owed: Mapping[str, int]
) -> Iterator[Pot]:
    """The pots of a round. owed: what each member has not paid of it, in cents."""
    places = entries.positions(len(one.recipients))
    accounts = [entries.pot(one.key, place) for place in places]
    rooms = [max(0, -balances.get(account, 0)) for account in accounts]
    own, others = _missing_of(group, one, owed, rooms)
    for at, recipient in enumerate(one.recipients):
        yield Pot(
            account=accounts[at],
            round=one,
            recipient=recipient,
            cents=rooms[at],
            own_cents=own[at],
            others_cents=others[at],
            unpaid_cents=sum(owed.values()),
        )


def _missing_of(
    group: Group, one: RoundFacts, owed: Mapping[str, int], rooms: Sequence[int]
) -> tuple[list[int], list[int]]:
    """What is missing in each pot of a round: of its recipient's own dues, and of all the others'.

    rooms: what each pot is to pay yet. What members owe who receive nothing is missing in all of
    them alike; what a recipient owes is taken from their own pot, and only as far as that does not
    cover it is it missing in the others'. So the pots never promise more than members paid.
    """
    is_netted = NetOff.ARREARS in group.rules_on(one.due_on).payout.net_off
    left = {code: owed.get(code, 0) if is_netted else 0 for code in one.recipients}
    others = _spread(group.currency, sum(owed.values()) - sum(left.values()), rooms)
    own = []
    for recipient, room, missing in zip(one.recipients, rooms, others, strict=True):
        own.append(min(left[recipient], room - missing))
        left[recipient] -= own[-1]
    there = [room - taken - gone for room, taken, gone in zip(rooms, own, others, strict=True)]
    uncovered = _spread(group.currency, sum(left.values()), there)
    return own, [sum(parts) for parts in zip(others, uncovered, strict=True)]


def _spread(currency: str, cents: int, rooms: Sequence[int]) -> list[int]:
    """An amount over several places, in even parts but never more in one than it has room for."""
    parts = [0] * len(rooms)
    while open_ := [at for at, room in enumerate(rooms) if cents > 0 and room > parts[at]]:
        for at, part in zip(open_, Money(cents, currency).split(len(open_)), strict=True):
            taken = min(part.cents, rooms[at] - parts[at])
            parts[at] += taken
            cents -= taken
    return parts


def pot_of(group: Group, balances: Balances, account: Account) -> Pot | None:
    """The pot of an account, None where nothing is left of it."""
    own = [one for one in group.rounds if one.key == account.round]
    return next((pot for pot in _open_of(group, balances, own) if pot.account == account), None)


def slip(group: Group, balances: Balances, pot: Pot, today: date) -> Slip:
    """What the recipient gets of what is in a pot, after what they owe by payout.net_off.

    Their dues of this round fill the pot and are taken from it first; then their fines and the dues
    that are late by today. Never below zero: what the pot does not cover they go on owing; an empty
    pot pays nothing.
    """
    taken_cents, own_dues = pot.gross_cents, entries.dues(pot.recipient, pot.round.key)
    deducted = [(own_dues, pot.own_cents)] if taken_cents and pot.own_cents else []
    left_cents = pot.paid_in_cents
    for account, cents in _netted(group, balances, pot, today):
        part_cents = min(left_cents, cents)
        if part_cents > 0:
            deducted.append((account, part_cents))
            left_cents -= part_cents
    taken_cents -= left_cents % coin_cents(group.currency)  # stays in the pot: nobody can send it
    return Slip(pot, taken_cents, tuple(deducted), pot.cents - taken_cents)


def _netted(
    group: Group, balances: Balances, pot: Pot, today: date
) -> Iterator[tuple[Account, int]]:
    """What else of a recipient's debts is taken from their own pot, in the order in which it is."""
    words = group.rules.payout.net_off
    running = {one.key for one in group.rounds if today < short_on(group, one)} | {pot.round.key}
    for account, cents in entries.owed_by(balances, pot.recipient):
        if account.kind is AccountKind.FINES and NetOff.FINES in words:
            yield account, cents
        is_dues = account.kind is AccountKind.DUES and account.fund == ROTATION
        if is_dues and NetOff.ARREARS in words and account.round not in running:
            yield account, cents


def is_payable(group: Group, pot: Pot, today: date) -> bool:
    """Whether a pot is to be paid out now by the group's rules.

    All have paid; or after the deadline and its grace only those have not who receive, from whose
    own pots that is taken, or a short pot is paid as it is (payout.short_pot).
    """
    if pot.is_full:
        return True
    if today < short_on(group, pot.round):
        return False
    short_pot = group.rules_on(pot.round.due_on).payout.short_pot
    return pot.others_cents == 0 or short_pot is ShortPot.PAY


def short_on(group: Group, one: RoundFacts) -> date:
    """The day on which a pot that is not full counts as short: after the deadline and its grace."""
    return one.due_on + timedelta(days=group.rules_on(one.due_on).payout.grace_days + 1)


def round_of(payable: Account) -> int:
    """The number of the round that money was set aside for; 0 for what is of no pot."""
    is_of_pot = payable.fund == ROTATION and not entries.is_refund(payable)
    return round_number(payable.round) if is_of_pot else 0


def set_aside_cents(balances: Balances, fund: str) -> int:
    """What is set aside in a fund for its members and was not sent yet, in cents."""
    return sum(cents for one, cents in payables(balances) if one.fund == fund)


def missing_cents(balances: Balances, fund: str) -> int:
    """How much less lies in a fund than is set aside in it, in cents."""
    lies_cents = sum(
        cents for one, cents in balances.items() if one.fund == fund and one.kind.meaning.is_money
    )
    return max(0, set_aside_cents(balances, fund) - lies_cents)


def payables(balances: Balances) -> list[tuple[Account, int]]:
    """What is set aside for members and was not sent yet, in cents, the oldest first."""
    found = [(one, -cents) for one, cents in balances.items() if one.kind is AccountKind.PAYABLE]
    return sorted(found, key=lambda due: (due[0].fund, due[0].round, due[0].owner))
