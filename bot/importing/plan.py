"""What is to be done about a statement's findings: post what it proves, ask, or only tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.conversation.cause import of_statement
from bot.conversation.effects import Ask, Decision, Effect, Post
from bot.conversation.evidence.money_out import named_member
from bot.conversation.situation import Situation
from bot.importing.book import is_decided
from bot.importing.decisions import Payments, Proven, SentOut, TakenBack, posted_by
from bot.importing.facts import id_of, receipt_of, reversal_of
from bot.importing.findings import LOUDEST_FIRST, Findings, LookAt, Trouble
from chama.group import Collector, Group, Person
from chama.journal import ReceiptId
from chama.receipts import Receipt
from chama.recorded import Recorded
from chama.statements import FindingKind, Statement, StatementKind, Transaction

PAYMENTS_AT_ONCE = 10
"""Of one person in one transaction: nobody waits long for the book, and a receipt stays short."""

Step = TypeVar("Step", TakenBack, SentOut)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A payment that the book lacks. shares: who is credited with how much, in cents.

    None are where it waits for its owner.
    """

    receipt: Receipt
    shares: tuple[tuple[Person, int], ...]

    @property
    def owners(self) -> tuple[Person, ...]:
        """Those whom it will be credited to."""
        return tuple(person for person, _ in self.shares)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import will do.

    matched: how many entries of the book the statement shows. look_at: the loudest first.
    private: how many transfers of a person's own phone have to do with no member, and are theirs.
    """

    matched: int
    payments: Payments
    proposals: tuple[Proposal, ...]
    taken_back: tuple[TakenBack, ...]
    sent_out: tuple[SentOut, ...]
    look_at: tuple[LookAt, ...]
    before_the_rounds: int
    private: int = 0

    @property
    def steps(self) -> Iterator[Proven]:
        """What is to be decided and carried out, one transaction each."""
        for receipts in _by_owner(self.proposals):
            for start in range(0, len(receipts), PAYMENTS_AT_ONCE):
                yield self.payments.of(receipts[start : start + PAYMENTS_AT_ONCE])
        yield from self.taken_back
        yield from self.sent_out

    def only(self, codes: Collection[str], instead: Iterable[LookAt]) -> Plan:
        """The same with no more than the payments of these codes. instead: what is told of others.

        Of what was taken back it is the payment's code, not that of its reversal.
        """
        return replace(
            self,
            proposals=tuple(one for one in self.proposals if one.receipt.code in codes),
            taken_back=tuple(one for one in self.taken_back if one.reversal.reverses in codes),
            sent_out=tuple(one for one in self.sent_out if one.sent.code in codes),
            look_at=_loudest_first([*instead, *self.look_at]),
        )


def make_plan(
    findings: Findings,
    situation: Situation,
    statement: Statement,
    collector: Collector,
    now: datetime,
) -> Plan:
    """What to do. situation: with what the books know of `findings.receipts`."""
    known = situation.receipts
    new = [
        receipt_of(one, collector) for one in findings.missing if id_of(one.receipt) not in known
    ]
    payments = Payments(tuple(new), collector, findings.doubtful)
    proposals, alike = _proposals(payments, situation, now)
    is_own_phone = statement.kind is StatementKind.CUSTOMER
    ours = [one for one in proposals if one.owners or not is_own_phone]
    taken_back, unfitting = _tried(
        [one for one in findings.reversed if id_of(one.reversed_by or "") not in known],
        lambda one: TakenBack(reversal_of(one, statement), collector),
        lambda step: _causes(Post, step.decide(situation, of_statement("plan", now))),
    )
    out = [one for one in findings.out if id_of(one.receipt) not in known]
    sent_out, unasked = _tried(
        [one for one in out if _is_to_a_member(situation, one, collector) or not is_own_phone],
        lambda one: SentOut(receipt_of(one, collector), collector),
        lambda step: _causes(Ask, step.decide(situation, of_statement("plan", now))),
    )
    look_at = [
        *(one for one in findings.others if not _is_explained(one)),
        *(
            LookAt(FindingKind.REVERSED_BUT_COUNTED, one, known.get(id_of(one.receipt)))
            for one in unfitting
        ),
        *(LookAt(FindingKind.MONEY_OUT_NOT_IN_LEDGER, one) for one in unasked),
        *_known_otherwise(findings.missing, known, alike),
    ]
    return Plan(
        matched=findings.matched,
        payments=payments,
        proposals=tuple(ours),
        taken_back=taken_back,
        sent_out=sent_out,
        look_at=_loudest_first(look_at),
        before_the_rounds=findings.before_the_rounds,
        private=len(proposals) - len(ours) + len(out) - len(sent_out) - len(unasked),
    )


def _is_to_a_member(situation: Situation, sent: Transaction, collector: Collector) -> bool:
    group = situation.group
    return group is not None and named_member(group, receipt_of(sent, collector)) is not None


def _tried(
    transactions: Iterable[Transaction],
    step_of: Callable[[Transaction], Step],
    is_possible: Callable[[Step], bool],
) -> tuple[tuple[Step, ...], list[Transaction]]:
    """The steps that would do something, and the transactions of which nothing would come."""
    steps: list[Step] = []
    left: list[Transaction] = []
    for transaction in transactions:
        step = step_of(transaction)
        if is_possible(step):
            steps.append(step)
        else:
            left.append(transaction)
    return tuple(steps), left


def _causes(effect: type[Effect], decision: Decision) -> bool:
    return any(isinstance(one, effect) for one in decision)


def _known_otherwise(
    missing: Iterable[Transaction], known: Mapping[ReceiptId, Recorded], alike: Collection[str]
) -> Iterator[LookAt]:
    """Payments that are missing here because another group has them, or one that looks like them.

    alike: the codes of the latter.
    """
    for transaction in missing:
        recorded = known.get(id_of(transaction.receipt))
        if recorded is not None and (recorded.is_left or not recorded.is_ours):
            yield LookAt(Trouble.IN_ANOTHER_BOOK, transaction)
        elif transaction.receipt in alike:
            yield LookAt(Trouble.LOOKS_LIKE_KNOWN, transaction)


def _is_explained(one: LookAt) -> bool:
    """Whether people decided whose a payment is that another seems to have paid."""
    recorded, transaction = one.recorded, one.transaction
    is_accusation = one.kind is FindingKind.CREDITED_TO_ANOTHER_MEMBER
    if not is_accusation or recorded is None or transaction is None:
        return False
    return is_decided(recorded, transaction.party_name or "")


def _loudest_first(look_at: Iterable[LookAt]) -> tuple[LookAt, ...]:
    return tuple(sorted(look_at, key=lambda one: LOUDEST_FIRST.index(one.kind)))


def _proposals(
    payments: Payments, situation: Situation, now: datetime
) -> tuple[tuple[Proposal, ...], frozenset[str]]:
    """What would become of each payment, by the entries that it would be posted with.

    And the codes of those that would not be posted at all, as they look like others in a book.
    """
    posted = posted_by(payments.decide(situation, of_statement("plan", now)))
    proposals = tuple(
        Proposal(receipt, _shares(situation.group, posted[receipt.id]))
        for receipt in payments.receipts
        if receipt.id is not None and receipt.id in posted
    )
    left = {receipt.code or "" for receipt in payments.receipts if receipt.id not in posted}
    return proposals, frozenset(left)


def _shares(group: Group | None, recorded: Recorded) -> tuple[tuple[Person, int], ...]:
    people = group.people if group else ()
    shares = recorded.shares
    return tuple((person, shares[person.code]) for person in people if person.code in shares)


def _by_owner(proposals: Iterable[Proposal]) -> Iterable[list[Receipt]]:
    """The payments of each owner together, each in time order."""
    together: dict[tuple[str, ...], list[Receipt]] = {}
    for proposal in proposals:
        owners = tuple(person.code for person in proposal.owners)
        together.setdefault(owners, []).append(proposal.receipt)
    return together.values()
