""" "I paid for Samuel", "UKN... is for Baraka", "500 ya Achieng, 500 yangu": whose a payment is."""

from __future__ import annotations

from bot.conversation import reallocating
from bot.conversation.beneficiaries import Shares, meant_for
from bot.conversation.by_word import amount_cents
from bot.conversation.claims import OpenClaim
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, Intend, MakeClaim, ShareClaim
from bot.conversation.evidence.directions import resolve
from bot.conversation.incoming import MPESA
from bot.understanding import Intent
from chama.group import Person
from chama.journal import ReceiptId
from chama.names import names_fit
from chama.standing import pay_to

INTENTS = ("pay_for",)
NEEDS = ("waiting",)


def decide(draft: Draft, intent: Intent) -> None:
    """With a code: that payment. Without: the sender's claim that waits, or else their next one."""
    me, code = draft.situation.me, str(intent.slots.get("receipt", ""))
    name = str(intent.slots.get("name", ""))
    shares = _shares(draft, intent, name)
    if me is None or not (shares or name):
        send_proof(draft)
    elif not shares:
        draft.reply("name_unclear", name=name)
    elif recorded := draft.known(code):
        reallocating.decide(draft, me, recorded, shares)
    else:
        is_plain = bool(name) or any(cents for _, cents in shares)
        _decide_unrecorded(draft, me, code, shares, is_plain=is_plain)


def _shares(draft: Draft, intent: Intent, name: str) -> Shares:
    """For whom and how much, by the whole sentence, else by the one name in it."""
    people = draft.group.people
    meant = meant_for(draft.cause.text, people, draft.situation.me)
    if meant.shares:
        return meant.shares
    fitting = [person for person in people if name and names_fit(name, person.name)]
    return ((fitting[0].code, amount_cents(intent)),) if len(fitting) == 1 else ()


def _decide_unrecorded(
    draft: Draft, me: Person, code: str, shares: Shares, *, is_plain: bool
) -> None:
    """Kept with the sender's claim that waits; where none does, for the next payment.

    is_plain: the words speak of paying; "a song for Baraka" says nothing about the next payment.
    """
    claim = _waiting_claim(draft, me, code)
    if claim is not None and claim.amount_cents is not None:
        _share_claim(draft, me, claim, claim.amount_cents, shares)
    elif code:
        _claim_code(draft, me, code, shares)
    elif not is_plain:
        draft.reply("unknown")
    else:
        draft.add(Intend(me.code, shares))
        draft.reply("intention_noted", shares=_said(draft, shares), pay_to=pay_to(draft.group, me))


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
