"""Money sideways: between officers' hands, a phone and the bank. Whose it is stays the same.

Who takes more to answer for says yes; where nobody does, a disinterested officer says it. Nobody
lowers by their own word what they answer for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.conversation import agreeing, another, charges, crediting
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, SettleClaims
from chama import entries
from chama.agreement import AND, Proposal
from chama.entries import ROTATION
from chama.group import Group, Person
from chama.journal import Account, ReceiptId
from chama.kinds import AccountKind

HAND = "hand"
"""The kind of place that is no collector: the cash that somebody holds."""


@dataclass(frozen=True, slots=True)
class Move:
    """Money that went from one place to another, as somebody says. fee_cents: what it cost.

    code, network, on: of the text that shows it; "" where words alone tell it.
    """

    source: Account
    target: Account
    cents: int
    fee_cents: int = 0
    code: str = ""
    network: str = ""
    on: str = ""

    @property
    def key(self) -> str:
        """Names it: the same one told twice, or by both, is one."""
        told = f"{self.source.code}:{self.target.code}:{self.cents}"
        return f"move:{self.network}:{self.code}" if self.code else f"move:{told}"


def in_hand(person: Person) -> Account:
    """The group's cash that a person holds, as a place."""
    return entries.cash(ROTATION, person.code)


def answers_for(group: Group, place: Account) -> Person | None:
    """Who answers for the money in a place: whose hand it is, or who holds the phone."""
    if place.kind is AccountKind.CASH:
        return group.person(place.owner)
    collector = group.collector(place.owner)
    return group.holder_of(collector) if collector else None


def as_details(draft: Draft, move: Move) -> Facts:
    """For the facts of a proposal."""
    me = draft.situation.me
    return {
        "source": move.source.code,
        "source_kind": _kind_of(draft.group, move.source),
        "source_name": _name_of(draft.group, move.source),
        "target": move.target.code,
        "target_kind": _kind_of(draft.group, move.target),
        "target_name": _name_of(draft.group, move.target),
        "amount_cents": move.cents,
        "fee_cents": move.fee_cents,
        "held_cents": entries.lies_in(draft.balances, move.source),
        "code": move.code,
        "network": move.network,
        "on": move.on,
        "asker_name": me.name if me else "",
    }


def from_details(facts: Facts) -> Move:
    """The move that was kept so."""
    return Move(
        Account.parse(ROTATION, facts["source"]),
        Account.parse(ROTATION, facts["target"]),
        facts["amount_cents"],
        facts["fee_cents"],
        facts["code"],
        facts["network"],
        facts["on"],
    )


def shown(facts: Facts) -> Facts:
    """What a question or a message shows of it. held_cents: what its source held by the book."""
    move = from_details(facts)
    return {
        "name": facts["asker_name"],
        "amount_cents": move.cents,
        "fee_cents": charges.unusual_cents(move.fee_cents, move.cents),
        "giver": facts["source_name"],
        "from_kind": facts["source_kind"],
        "taker": facts["target_name"],
        "to_kind": facts["target_kind"],
        "held_cents": facts["held_cents"],
        "is_you": facts.get("is_you", False),
        "code": move.code,
    }


def holds_enough(draft: Draft, move: Move) -> bool:
    """Whether a hand holds what is said to have left it; a phone may hold what no text told."""
    is_hand = move.source.kind is AccountKind.CASH
    return not is_hand or entries.lies_in(draft.balances, move.source) >= move.cents


def tell(draft: Draft, me: Person, move: Move) -> None:
    """Somebody says that money was moved: who takes it, or an officer without interest, agrees.

    Where the taker and another have both said it, it is agreed. What the book has lately is asked
    about: is it another one?
    """
    is_waiting = any(one.key == move.key for one in draft.situation.proposals)
    if not is_waiting and not move.code:
        facts = as_details(draft, move)
        if another.ask(draft, me, "transfer", move.key, facts):
            return
    tell_of_another(draft, me, move)


def tell_of_another(draft: Draft, me: Person, move: Move) -> None:
    """It is none of what the book has."""
    waiting = next((one for one in draft.situation.proposals if one.key == move.key), None)
    if waiting is not None and _is_by_both(draft, waiting, me, move):
        agreeing.confirm(draft, waiting, (*waiting.asked_by.split(AND), me.code))
        return
    if not holds_enough(draft, move):
        giver = answers_for(draft.group, move.source)
        draft.reply(
            "holds_less",
            name=giver.name if giver is not None and giver != me else "",
            amount_cents=move.cents,
            held_cents=entries.lies_in(draft.balances, move.source),
        )
        return
    taker = answers_for(draft.group, move.target)
    is_takers_to_say = move.target.kind is AccountKind.CASH and taker is not None and taker != me
    facts = as_details(draft, move)
    voters = agreeing.propose(
        draft, "transfer", move.key, facts, only=(taker,) if is_takers_to_say and taker else ()
    )
    if voters is not None:
        draft.reply("asked_transfer", officer=agreeing.names(voters.people), **shown(facts))


def note_left(draft: Draft, left: Facts, source: Account, *, is_own: bool) -> None:
    """The text of where money left is known from now on, and what it cost is in the book.

    is_own: the money was its sender's, and so was the charge.
    """
    receipt = ReceiptId(left["network"], left["code"])
    fee_cents = 0 if is_own else left["fee_cents"]
    is_known = receipt in draft.receipts
    if fee_cents or not is_known:
        entry = entries.shown_too(
            receipt,
            left["amount_cents"],
            place=source,
            on=date.fromisoformat(left["on"]),
            actor=crediting.actor(draft),
            key=draft.next_key(receipt) if is_known else "",
            fee_cents=fee_cents,
        )
        draft.post(entry)
    draft.add(SettleClaims(receipt))
    crediting.close_unseen(draft, receipt)


def _is_by_both(draft: Draft, waiting: Proposal, me: Person, move: Move) -> bool:
    """Whether this is the other side's word of what waits, and the taker is one of the two."""
    said_by = waiting.asked_by.split(AND)
    sides = {answers_for(draft.group, move.source), answers_for(draft.group, move.target)}
    taker = answers_for(draft.group, move.target)
    has_taker = taker is not None and taker.code in (*said_by, me.code)
    return me.code not in said_by and me in sides and has_taker


def _name_of(group: Group, place: Account) -> str:
    if place.kind is AccountKind.CASH:
        return group.name_of(place.owner)
    collector = group.collector(place.owner)
    return collector.name if collector else place.owner


def _kind_of(group: Group, place: Account) -> str:
    """As templates call it: "hand", or the kind of the collector."""
    collector = group.collector(place.owner)
    return collector.kind.value if collector else HAND
