""" "I paid for Samuel", "UKN... is for Baraka", "500 ya Achieng, 500 yangu": whose a payment is."""

from __future__ import annotations

from bot.conversation import cash_lists, intending, reallocating
from bot.conversation.beneficiaries import Meant, Shares, meant_for, points_back
from bot.conversation.by_word import amount_cents
from bot.conversation.claims import OpenClaim
from bot.conversation.commands.pay import send_proof
from bot.conversation.directions import resolve
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, Intend, MakeClaim, ShareClaim
from bot.conversation.in_the_book import newest_of, only_one_meant
from bot.conversation.incoming import MPESA
from bot.conversation.money_api import account_for
from bot.conversation.situation import Intention
from bot.understanding import Intent
from bot.understanding.names import names_parent_of
from chama.constitution import CollectorKind
from chama.group import Person
from chama.journal import ReceiptId
from chama.names import names_fit
from chama.standing import in_words, pay_to

INTENTS = ("pay_for",)
NEEDS = ("waiting", "recent", "intentions")


def decide(draft: Draft, intent: Intent) -> None:
    """With a code: that payment. Without: what the words point back to, or the sender's next one.

    Only words that are accounted for one by one say whose it is; a wish or a question ("can I pay
    for Otieno?") is told how it is done.
    """
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    if me is None:
        send_proof(draft)
        return
    meant = meant_for(draft.cause.text, draft.group.people, me, draft.group.currency)
    if meant.shares:
        _decide_shares(draft, me, intent, meant.shares)
    else:
        _decide_nothing_plain(draft, me, name or meant.unclear, meant)


def decide_agreed(draft: Draft, intent: Intent) -> None:
    """What was offered is agreed to: the name and amount that the question showed, nothing else."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    fitting = _fitting(draft, name)
    if me is None:
        send_proof(draft)
    elif len(fitting) == 1:
        _decide_shares(draft, me, intent, ((fitting[0].code, amount_cents(intent)),))
    else:
        draft.reply("name_unclear", name=name)


def _decide_shares(draft: Draft, me: Person, intent: Intent, shares: Shares) -> None:
    code, name = str(intent.slots.get("receipt", "")), str(intent.slots.get("name", ""))
    if (recorded := draft.known(code)) is not None:
        reallocating.decide(draft, me, recorded, shares)
    elif code:
        _decide_code(draft, me, code, shares)
    else:
        _decide_without_code(draft, me, shares, name)


def _fitting(draft: Draft, name: str) -> list[Person]:
    people = draft.group.people
    return [p for p in people if names_fit(name, p.name) and not names_parent_of(name, p.name)]


def _decide_nothing_plain(draft: Draft, me: Person, name: str, meant: Meant) -> None:
    """Nothing is set: a denied word is taken back, who is unclear is named back, else how to."""
    denied = [one for one in intending.own(draft, me) if _is_for_any(one, meant.denied)]
    fitting = _fitting(draft, name)
    if denied:
        intending.take_back(draft, denied)
    elif meant.denied:
        draft.reply("unknown")
    elif name and len(fitting) != 1:
        draft.reply("name_unclear", name=name)
    elif fitting and points_back(draft.cause.text):
        draft.reply("which_code", name=fitting[0].name)
    elif fitting:
        draft.reply("how_to_pay_for", **_where_to_pay_for(draft, me, fitting[0]))
    else:
        send_proof(draft)


def _where_to_pay_for(draft: Draft, me: Person, other: Person) -> Facts:
    """To the other one's own account where the provider tells which one was typed: then it counts
    for them without another word."""
    collector = draft.situation.api.collector_of(draft.group)
    if collector is None or collector.kind is not CollectorKind.PAYBILL:
        where = pay_to(draft.group, me)
        return {"name": other.name, "pay_to": where, "is_by_account": False}
    where = in_words(collector, account_for(draft.group, other))
    return {"name": other.name, "pay_to": where, "is_by_account": True}


def _is_for_any(intention: Intention, codes: tuple[str, ...]) -> bool:
    return any(member in codes for member, _ in intention.shares)


def _decide_code(draft: Draft, me: Person, code: str, shares: Shares) -> None:
    """Kept with the sender's claim of that code, which it makes where none waits."""
    claim = _waiting_claim(draft, me, code)
    if claim is not None and claim.amount_cents is not None:
        _share_claim(draft, me, claim, claim.amount_cents, shares)
    else:
        _claim_code(draft, me, code, shares)


def _decide_without_code(draft: Draft, me: Person, shares: Shares, name: str) -> None:
    """A word taken back, the claim that waits, the payment in the book, or else the next payment;
    an officer is asked whether it is a list of cash.

    "a song for Baraka" speaks of no payment, and says nothing about the next one.
    """
    said = intending.own(draft, me)
    claim = _waiting_claim(draft, me, "")
    is_mine = {code for code, _ in shares} == {me.code}
    in_book = newest_of(draft, me) if points_back(draft.cause.text) else []
    if is_mine and said and (claim is None or claim.claimed_at < said[0].said_at):
        intending.take_back(draft, said)
    elif claim is not None and claim.amount_cents is not None and not in_book:
        _share_claim(draft, me, claim, claim.amount_cents, shares)
    elif points_back(draft.cause.text):
        _decide_in_book(draft, me, shares, is_claimed=claim is not None)
    elif is_mine and name:
        send_proof(draft)
    elif is_mine or not (name or any(cents for _, cents in shares)):
        draft.reply("unknown")
    elif not cash_lists.offer_bare(draft, me):
        draft.add(Intend(me.code, shares))
        draft.reply("intention_noted", shares=_said(draft, shares), pay_to=pay_to(draft.group, me))


def _decide_in_book(draft: Draft, me: Person, shares: Shares, *, is_claimed: bool) -> None:
    """The one payment of the last day that can be meant, else its code is asked for."""
    amounts = [cents for _, cents in shares if cents is not None]
    total_cents = sum(amounts) if len(amounts) == len(shares) else None
    recorded = None if is_claimed else only_one_meant(newest_of(draft, me), total_cents)
    if recorded is None:
        names = ", ".join(draft.group.name_of(code) for code, _ in shares)
        draft.reply("which_code", name=names)
    else:
        draft.receipts[recorded.id] = recorded
        reallocating.decide(draft, me, recorded, shares)


def _waiting_claim(draft: Draft, me: Person, code: str) -> OpenClaim | None:
    """The sender's claim of that code, or their newest."""
    own = [claim for claim in draft.situation.open_claims if claim.member == me.code]
    fitting = [claim for claim in own if code in ("", claim.code)]
    return max(fitting, key=lambda claim: claim.claimed_at, default=None)


def _share_claim(
    draft: Draft, me: Person, claim: OpenClaim, total_cents: int, shares: Shares
) -> None:
    direction = resolve(draft, shares, total_cents, me)
    if direction.is_unclear:
        draft.reply("shares_differ", code=claim.code, amount_cents=total_cents)
        return
    own = tuple((person.code, cents) for person, cents in direction.people)
    draft.add(ShareClaim(claim.receipt, me.code, own))
    draft.reply("claim_shared", code=claim.code, shares=_said(draft, own))


def _claim_code(draft: Draft, me: Person, code: str, shares: Shares) -> None:
    """Only a code was said: it is a claim of what the shares add up to, if they say how much."""
    amounts = [cents for _, cents in shares]
    if None in amounts:
        send_proof(draft)
        return
    own = tuple((member, cents or 0) for member, cents in shares)
    receipt = ReceiptId(MPESA, code)
    draft.add(MakeClaim(receipt, me.code, sum(cents for _, cents in own), shares=own))
    draft.reply("claim_shared", code=code, shares=_said(draft, own))


def _said(draft: Draft, shares: Shares) -> list[Facts]:
    """The shares for a reply: names, with amounts where they are known."""
    return [{"name": draft.group.name_of(code), "amount_cents": cents} for code, cents in shares]
