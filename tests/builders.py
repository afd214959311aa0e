"""Umoja, the chama that every test knows, and the values around it; keywords override."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from bot.conversation import proposals, questions
from bot.conversation.cause import Cause, of_message
from bot.conversation.claims import OpenClaim
from bot.conversation.decide import Understood, decide
from bot.conversation.effects import Ask, CodeOf, Decision, Post, Propose, Purpose, Say
from bot.conversation.proposals.cash import Cash
from bot.conversation.situation import Question, Situation
from bot.conversation.wanted import with_people
from bot.messages import InboundMessage
from bot.understanding import Intent, understand
from chama import constitution, entries
from chama.agreement import EXPIRES_AFTER, Proposal
from chama.constitution import CollectorKind, Constitution, Office
from chama.entries import ROTATION
from chama.group import Collector, Group, Person, RoundFacts
from chama.journal import Account, JournalEntry, ReceiptId, SealedEntry, add_postings, seal
from chama.receipts import read
from chama.recorded import Recorded
from chama.rota import propose

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Monday the 23rd of November 2026, 9 in the morning in Nairobi."""

AN_HOUR_AGO = NOW - timedelta(hours=1)
AGREE_CODE = "4821"
"""The digits that agree to money out, where a test needs some."""

TODAY = date(2026, 11, 23)
CONTRIBUTION_CENTS = 100_000
ROUND = RoundFacts(
    cycle=1,
    number=1,
    recipients=("M01",),
    contribution_cents=CONTRIBUTION_CENTS,
    opens_on=date(2026, 11, 20),
    due_on=date(2026, 11, 26),
)

WANJIRU = Person("M01", "Wanjiru Kamau", "+254712000001", 1, Office.TREASURER)
OTIENO = Person("M02", "Otieno Ouma", "+254712000002", 2, Office.CHAIR)
ACHIENG = Person("M03", "Achieng Atieno", "+254712000003", 3)
BARAKA = Person("M04", "Baraka Mwangi", "+254712000004", 4)
PEOPLE = (WANJIRU, OTIENO, ACHIENG, BARAKA)
SARAH = Person("M05", "Sarah Wekesa", "+254712000005", 5, Office.SECRETARY)
"""A third officer, for the groups that have one."""

PHONE = Collector("C1", CollectorKind.PHONE, WANJIRU.name, WANJIRU.phone, holder="M01")
STRANGER = "+254799999999"
IN_UMOJA = {"chama": "Umoja", "currency": "KES"}

_numbers = count(1)


def rules(
    name: str = "Umoja",
    people: Sequence[Person] = PEOPLE,
    *,
    contribution: int = 1_000,
    every: str = "week",
    starts: date = ROUND.opens_on,
    language: str = "en",
    currency: str = "KES",
    rotation: str = "",
    more: str = "",
) -> Constitution:
    """A group's constitution, by way of its file.

    rotation: further lines of that table. more: TOML that is put behind the members.
    """
    counts_in = f'currency = "{currency}"\n' if currency != "KES" else ""
    head = f'name = "{name}"\nlanguage = "{language}"\n{counts_in}'
    turns = f'[rotation]\ncontribution = {contribution}\nevery = "{every}"\nstarts = {starts}\n'
    members = "".join(_member_table(person) for person in people)
    return constitution.parse(head + turns + rotation + members + more)


def _member_table(person: Person) -> str:
    office = f'office = "{person.office}"\n' if person.office else ""
    return (
        f'[[members]]\nname = "{person.name}"\nphone = "{person.phone}"\n'
        f"seats = {list(person.seats)}\n{office}"
    )


def group(**changes: Any) -> Group:
    """Umoja in its first round, collecting on Wanjiru's phone."""
    values: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "name": "Umoja",
        "currency": "KES",
        "language": "en",
        "rules": rules().rules,
        "people": PEOPLE,
        "collectors": (PHONE,),
        "round": ROUND,
        "turns": propose({person.seat: person.code for person in PEOPLE}, 1, 1),
    }
    return Group(**{**values, **changes})


def open_dues(*owing: Person, cents: int = CONTRIBUTION_CENTS) -> dict[Account, int]:
    """Balances of a first round for which these people still owe; everybody without names."""
    balances: dict[Account, int] = {}
    opened = entries.round_opened(
        ROUND.key, {person.code: cents for person in owing or PEOPLE}, on=ROUND.opens_on
    )
    add_postings(balances, opened.postings)
    return balances


def situation(sender: Person | str = ACHIENG, **changes: Any) -> Situation:
    """What is known when somebody of Umoja writes; everybody owes, nothing else has happened."""
    me = sender if isinstance(sender, Person) else None
    address = sender.phone if isinstance(sender, Person) else sender
    the_group = changes.pop("group", group())
    collectors = the_group.collectors if the_group else ()
    values: dict[str, Any] = {
        "sender": address,
        "group": the_group,
        "me": me,
        "my_collectors": tuple(one for one in collectors if one.phone == address),
        "balances": open_dues(),
        "head": "0123456789abcdef",
        "seq": 9,
    }
    return Situation(**{**values, **changes})


def message(
    sender: Person | str = ACHIENG, text: str = "", *, at: datetime = NOW, **changes: Any
) -> InboundMessage:
    """A text from somebody, under a new id unless one is given."""
    values: dict[str, Any] = {
        "channel": "simulator",
        "provider_id": f"id-{next(_numbers)}",
        "sender": sender.phone if isinstance(sender, Person) else sender,
        "recipient": "22384",
        "text": text,
        "received_at": at,
    }
    return InboundMessage(**{**values, **changes})


def caused_by(wrote: InboundMessage, at: datetime = NOW) -> Cause:
    """A message as the cause of a decision."""
    return of_message(wrote, f"{wrote.channel}:{wrote.provider_id}", at)


def understood(text: str, at: datetime = NOW, people: Sequence[Person] = PEOPLE) -> Understood:
    """What a text says to a group of these people, as the pipeline understands it."""
    receipts, names = tuple(read(text, at)), tuple(person.name for person in people)
    return Understood(receipts, Intent("unknown") if receipts else understand(text, names))


def question(kind: str, asked: Person | str, details: dict[str, Any], **changes: Any) -> Question:
    """An open question that is in front of the person asked, who has had it for an hour."""
    address = asked.phone if isinstance(asked, Person) else asked
    values: dict[str, Any] = {
        "id": 7,
        "kind": kind,
        "address": address,
        "details": details,
        "is_presented": True,
        "asked_at": AN_HOUR_AGO,
        "presented_at": AN_HOUR_AGO,
        "shown_at": AN_HOUR_AGO,
        "chama_id": 1,
    }
    return Question(**{**values, **changes})


def cash_facts(giver: Person, taker: Person, cents: int, member: Person | None = None) -> Any:
    """Of a proposal: who says to have given whom how much cash. member: for whom, if another."""
    told = Cash(giver, taker, cents, member or giver)
    return {**told.as_details(), "besides": [], "besides_code": ""}


def proposal(
    kind: str, facts: dict[str, Any], by: Person = WANJIRU, *voters: Person, **changes: Any
) -> Proposal:
    """Something that waits for one of these people to agree; for Otieno where none are named."""
    values: dict[str, Any] = {
        "id": 5,
        "number": 1,
        "kind": kind,
        "key": f"{kind}:key",
        "facts": facts,
        "asked_by": by.code,
        "interested": frozenset(),
        "voters": frozenset(person.code for person in voters or (OTIENO,)),
        "needed": 1,
        "is_everyone": False,
        "expires_at": NOW + EXPIRES_AFTER,
    }
    return Proposal(**{**values, **changes})


def put_to(asked: Person, one: Proposal, **changes: Any) -> Question:
    """The question that puts a proposal to a person."""
    values: dict[str, Any] = {"proposal_id": one.id}
    if proposals.is_by_code(one.kind):
        values["code"] = AGREE_CODE
    return question("agree", asked, {"kind": one.kind, "facts": one.facts}, **values | changes)


def answered(one: Proposal, by: Person, text: str, **known: Any) -> Decision:
    """What it causes when a voter answers a proposal that is put to all of its voters."""
    group_of = known.get("group") or group()
    voters = [person for person in group_of.people if person.code in one.voters]
    put = tuple(put_to(person, one, id=7 + at) for at, person in enumerate(voters))
    return decided(by, text, **{"proposals": (one,), "questions": put, **known})


def recorded(*history: JournalEntry, is_ours: bool = True) -> Recorded:
    """A receipt in a book: what recorded it, as entry 2, and what followed."""
    booked = tuple((entry, seq) for seq, entry in enumerate(history, start=2))
    return Recorded(mpesa(history[0].receipt), is_ours, booked, "abcdef0123456789")


def mpesa(code: str) -> ReceiptId:
    """What names a receipt of M-Pesa's."""
    return ReceiptId("mpesa", code)


def taken_back(entry: JournalEntry, receipt: str = "UKN9RV8S07") -> Recorded:
    """A receipt that the provider took back, or officers did where the receipt is ""."""
    own = mpesa(receipt) if receipt else None
    contra = entries.reversal(entry, 2, on=TODAY, actor="M01", receipt=own)
    return recorded(entry, contra)


def book(*posted: JournalEntry, age: timedelta = timedelta(hours=1)) -> tuple[SealedEntry, ...]:
    """The last entries, the newest first, numbered from 2."""
    sealed = [
        seal(entry, book="f", seq=seq, prev_hash="", recorded_at=NOW - age)
        for seq, entry in enumerate(posted, start=2)
    ]
    return tuple(reversed(sealed))


def open_claim(
    member: Person = ACHIENG, cents: int | None = CONTRIBUTION_CENTS, **changes: Any
) -> OpenClaim:
    """What a member says they sent, for themselves unless shares are given, not confirmed."""
    values: dict[str, Any] = {
        "code": "UKN1AB2C01",
        "network": "mpesa",
        "member": member.code,
        "amount_cents": cents,
        "shares": ((member.code, cents),),
        "claimed_at": NOW,
    }
    return OpenClaim(**{**values, **changes})


def contribution(
    member: Person = ACHIENG, code: str = "UKN1AB2C01", cents: int = CONTRIBUTION_CENTS
) -> JournalEntry:
    """A member's money on Wanjiru's phone, as a forwarded text posts it."""
    return entries.contribution(
        member.code,
        cents,
        into=entries.collector(ROTATION, PHONE.code),
        owed=[(entries.dues(member.code, ROUND.key), CONTRIBUTION_CENTS)],
        key=entries.receipt_key(mpesa(code)),
        on=TODAY,
        actor=WANJIRU.code,
        receipt=mpesa(code),
        memo=member.name.upper(),
    )


def cash_entry(giver: Person, taker: Person, cents: int, on: date = TODAY) -> JournalEntry:
    """A member's notes in an officer's hand, as two of them said."""
    return entries.contribution(
        giver.code,
        cents,
        into=entries.cash(ROTATION, taker.code),
        owed=[(entries.dues(giver.code, ROUND.key), CONTRIBUTION_CENTS)],
        key=f"cash:{giver.code}:{cents}:{on}",
        on=on,
        actor=taker.code,
    )


def decided(sender: Person | str, text: str, *, button: str = "", **known: Any) -> Decision:
    """What a message of this text causes; known: changes of the situation."""
    wrote, sees = message(sender, text, provider_id="id", button=button), situation(sender, **known)
    people = sees.group.people if sees.group else ()
    what = with_people(understood(button or text, people=people), button or text, sees)
    return decide(sees, caused_by(wrote), what)


def wanted(sender: Person | str, intent: Intent, text: str = "", **known: Any) -> Decision:
    """What a message causes of which the readers made this, whatever words it has."""
    wrote, sees = message(sender, text, provider_id="id"), situation(sender, **known)
    what = with_people(Understood((), intent), text, sees)
    return decide(sees, caused_by(wrote), what)


def reply(to: Person, template: str, **facts: Any) -> Say:
    """An answer to who wrote."""
    return Say(to.phone, template, {**IN_UMOJA, **facts}, Purpose.REPLY, to.code)


def told(to: Person, template: str, *, purpose: Purpose | None = None, **facts: Any) -> Say:
    """A message to a member about what somebody else wrote; officers must hear it."""
    said = {**IN_UMOJA, "name": to.name, **facts}
    return Say(to.phone, template, said, purpose or _purpose_to(to), to.code)


def asked(
    to: Person, kind: str, key: str, details: dict[str, Any], by: Person | None = None
) -> tuple[Ask, Say]:
    """A question to somebody who has no other, as it is opened and as it is put.

    by: who wrote the message that caused it, when that is another.
    """
    return Ask(key, kind, to.phone, details, is_presented=True), _put(to, kind, key, details, by)


def asked_to_agree(
    to: Person, kind: str, proposal_key: str, facts: Any, by: Person | None = None
) -> tuple[Ask, Say]:
    """The question that puts a new proposal to somebody, as `asked`."""
    key, needs_code = f"simulator:id:{proposal_key}:{to.code}", proposals.is_by_code(kind)
    details = {"kind": kind, "facts": proposals.asked(kind, facts, to)}
    ask = Ask(
        key,
        "agree",
        to.phone,
        details,
        is_presented=True,
        proposal=proposal_key,
        needs_code=needs_code,
    )
    put = _put(to, "agree", key, details, by)
    code = {"agree_code": CodeOf(key)} if needs_code else {}
    return ask, replace(put, facts={**put.facts, **code})


def _put(to: Person, kind: str, key: str, details: dict[str, Any], by: Person | None) -> Say:
    template, facts = questions.shown(kind, details)
    purpose = Purpose.REPLY if by is None else _purpose_to(to)
    return Say(to.phone, template, {**IN_UMOJA, **facts}, purpose, to.code, asks=key)


def _purpose_to(person: Person) -> Purpose:
    return Purpose.DUTY if person.is_officer else Purpose.EVENT


def proposed(decision: Decision) -> Propose:
    """The one thing that a decision puts to those who may agree."""
    (found,) = [effect for effect in decision if isinstance(effect, Propose)]
    return found


def voters(decision: Decision) -> list[Person]:
    """Those to whom a decision puts a proposal, by the questions that it opens."""
    addresses = [address for kind, address in asks(decision) if kind == "agree"]
    return [person for person in (*PEOPLE, SARAH) if person.phone in addresses]


def asks(decision: Decision) -> list[tuple[str, str]]:
    """The questions it opens: kind, and who is asked."""
    return [(effect.kind, effect.address) for effect in decision if isinstance(effect, Ask)]


def templates_to(decision: Decision, person: Person) -> list[str]:
    """The templates that a decision sends to one person."""
    says = [effect for effect in decision if isinstance(effect, Say)]
    return [say.template for say in says if say.address == person.phone]


def posted(decision: Decision) -> list[JournalEntry]:
    """The entries that a decision posts."""
    return [effect.entry for effect in decision if isinstance(effect, Post)]


def postings_of(decision: Decision) -> list[dict[str, int]]:
    """What a decision posts: for each entry the accounts it moves, in cents, over all funds."""
    return [moved_by(entry) for entry in posted(decision)]


def moved_by(entry: JournalEntry) -> dict[str, int]:
    """The accounts that an entry moves, in cents; one place of money counts once over all funds."""
    moved: dict[str, int] = {}
    for line in entry.postings:
        moved[line.account.code] = moved.get(line.account.code, 0) + line.amount_cents
    return moved


# --- M-Pesa's own words --------------------------------------------------------------------------


def received_text(
    code: str = "UKN1AB2C01",
    amount: str = "1,000.00",
    payer: str = "ACHIENG ATIENO 0712000003",
    day: str = "23/11/26",
) -> str:
    """What M-Pesa writes to the phone that got money."""
    return (
        f"{code} Confirmed.You have received Ksh{amount} from {payer} on {day} at 8:15 AM "
        "New M-PESA balance is Ksh12,500.00."
    )


def sent_text(
    code: str = "UKN1AB2C01",
    amount: str = "1,000.00",
    payee: str = "WANJIRU KAMAU 0712000001",
    day: str = "23/11/26",
) -> str:
    """What M-Pesa writes to the phone that sent money."""
    return (
        f"{code} Confirmed. Ksh{amount} sent to {payee} on {day} at 8:15 AM. "
        "New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh13.00."
    )


def reversal_text(
    code: str = "UKN9RV8S07",
    original: str = "UKN1AB2C01",
    amount: str = "1,000.00",
    day: str = "23/11/26",
) -> str:
    """What M-Pesa writes to the phone from which money was taken back."""
    return (
        f"{code} confirmed. Reversal of transaction {original} has been successfully reversed "
        f"on {day} at 8:40 AM and Ksh{amount} is debited from your M-PESA account. "
        "New M-PESA account balance is Ksh11,500.00."
    )
