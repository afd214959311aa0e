"""Money without an owner gets one, whatever way it is said: by number, by name, or by its code.

The one function here is what every path calls. An officer who gains nothing by it decides alone;
where somebody gains by their own word, a second person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import agreeing, crediting
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, MakeClaim
from bot.conversation.incoming import Incoming
from bot.conversation.payers import open_claims
from bot.conversation.situation import Question
from bot.conversation.whose import close_question, question_about
from chama.group import Person
from chama.journal import ReceiptId

People = Sequence[tuple[Person, int]]
"""Members with cents each."""


def give(draft: Draft, payment: Incoming, people: People) -> None:
    """Give all that waits of a payment to these members, or ask whether it may be given."""
    me = draft.situation.me
    if me is None or not me.is_officer or me in {person for person, _ in people}:
        propose(draft, payment, people)
        return
    is_one = len(people) == 1
    credits = [
        crediting.allocate(draft, payment, person, cents=cents, remember=is_one)
        for person, cents in people
    ]
    close_question(draft, payment.id)
    if is_one:
        credits += _what_else_waits(draft, payment, people[0][0])
    crediting.announce(draft, credits)


def propose(draft: Draft, payment: Incoming, people: People) -> None:
    """Ask those who do not gain by it whether the money is theirs."""
    me = draft.situation.me
    facts = {
        "payment": payment.as_details(),
        "amount_cents": sum(cents for _, cents in people),
        "said_by_name": me.name if me else "",
        "shares": [_share(person, cents) for person, cents in people],
        "claimed_by": claimers(draft, payment.id, people),
    }
    to = "+".join(person.code for person, _ in people)
    key = f"theirs:{payment.network}:{payment.code}:{to}"
    voters = agreeing.propose(draft, "theirs", key, facts, member=people[0][0].code)
    if voters is not None:
        close_question(draft, payment.id)
        officer = agreeing.names(voters.people)
        said = {"code": payment.code, "shares": facts["shares"], "currency": payment.currency}
        draft.reply("asked_theirs", officer=officer, **said)


def claim(draft: Draft, payment: Incoming, claimer: Person) -> None:
    """A member shows the code of money that waits: a claim, never by itself the answer.

    Where an officer is asked whose it is, they are told; else one is asked whether it is theirs,
    and who is asked whether it is another's hears of this claim too.
    """
    draft.add(MakeClaim(payment.id, claimer.code, payment.amount_cents))
    question = question_about(draft, payment.id)
    if question is None:
        for voter in _asked_of_others(draft, payment.id):
            _tell_of_claim(draft, payment, voter, claimer)
        propose(draft, payment, [(claimer, draft.receipts[payment.id].waiting_cents)])
        return
    draft.reply("receipt_waiting", code=payment.code)
    asked = draft.group.person_at(question.address)
    if asked is not None:
        _tell_of_claim(draft, payment, asked, claimer)


def _asked_of_others(draft: Draft, receipt: ReceiptId) -> list[Person]:
    """Those who are asked whether a payment is somebody's who says so."""
    asked = {
        code
        for one in draft.situation.proposals
        if one.kind == "theirs" and Incoming.from_details(one.facts).id == receipt
        for code in one.voters
    }
    return [person for person in draft.group.people if person.code in asked]


def _tell_of_claim(draft: Draft, payment: Incoming, asked: Person, claimer: Person) -> None:
    if asked != claimer:
        hint = {"member_name": claimer.name, "code": payment.code}
        key = f"claimed:{draft.group.id}:{payment.code}:{claimer.code}:{asked.code}"
        draft.tell(asked, "claim_hint", hint, key=key)


def same_payer(question: Question, waiting: Sequence[Question]) -> list[Question]:
    """The other open questions about payments of the same payer, if one can know that."""
    key = Incoming.from_details(question.details).payer_key
    alike = [one for one in waiting if one.kind == question.kind and one.id != question.id]
    return [one for one in alike if key and Incoming.from_details(one.details).payer_key == key]


def _what_else_waits(draft: Draft, payment: Incoming, member: Person) -> list[Credit]:
    """What else waits of the same payer is theirs too."""
    credits: list[Credit] = []
    for question in draft.situation.questions:
        if question.kind != "whose_payment" or draft.is_closed(question):
            continue
        also = Incoming.from_details(question.details)
        is_same = payment.payer_key != "" and also.payer_key == payment.payer_key
        is_waiting = also.id in draft.receipts and draft.receipts[also.id].waiting_cents > 0
        if is_same and is_waiting and not claimers(draft, also.id, [(member, 0)]):
            draft.close(question, "answered along")
            credits.append(crediting.allocate(draft, also, member))
    return credits


def claimers(draft: Draft, receipt: ReceiptId, people: People = ()) -> str:
    """The names of those who show a code as theirs. people: to whom it goes, who are left out."""
    to = {person.code for person, _ in people}
    codes = {one.member for one in open_claims(draft, receipt)} - to
    return ", ".join(draft.group.name_of(code) for code in sorted(codes))


def _share(person: Person, cents: int) -> Facts:
    return {"member": person.code, "name": person.name, "amount_cents": cents}
