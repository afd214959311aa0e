"""A decision in the making: effects in order, with the balances as they will be after them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeGuard

from bot.conversation import contested, proposals, questions
from bot.conversation.cause import Cause
from bot.conversation.claims import Said, may_be_of, put_to_others, said_for, waiting_for_rate
from bot.conversation.effects import (
    AgreeOnChange,
    AnnounceRate,
    Ask,
    BeginCycle,
    ChangeRules,
    Close,
    CodeOf,
    Decision,
    Effect,
    Facts,
    OpenRound,
    Post,
    Present,
    Propose,
    Purpose,
    RenewCode,
    Say,
    Settle,
    SettleOrder,
    Vote,
)
from bot.conversation.incoming import receipt_about, receipt_in
from bot.conversation.money_api import Order
from bot.conversation.situation import Question, Situation
from chama import entries
from chama.agreement import AND, OnOwnWord, Proposal, State, is_on_own_word
from chama.constitution import Rules
from chama.constitution.changes import RuleChange, in_order
from chama.constitution.over_time import PastRules
from chama.group import Group, Person, RoundFacts
from chama.journal import Account, JournalEntry, ReceiptId, add_postings
from chama.rates import Rate
from chama.recorded import Recorded
from chama.rota import Turn
from chama.standing import owed_in_order

WITHDRAWN = "withdrawn"
"""How a question ends whose matter was settled another way."""


class Draft:
    """Collects what a decision causes; `finish` gives it as a value.

    situation, cause: what is decided on. balances: the group's, moved by each posting.
    receipts: what is in the book of each receipt, with what this decision posts. proposals: the
    keys of what waits for agreement, with what this decision puts. posted: the keys of the entries
    that this decision posts. unanswered: replies that there was nobody to give to.
    """

    def __init__(self, situation: Situation, cause: Cause) -> None:
        self.situation = situation
        self.cause = cause
        self.now = cause.at
        self.balances: dict[Account, int] = dict(situation.balances)
        self.receipts: dict[ReceiptId, Recorded] = dict(situation.receipts)
        self.proposals: list[str] = [one.key for one in situation.proposals]
        self.posted: list[str] = []
        self.unanswered: list[tuple[str, Facts]] = []
        self._actors: tuple[str, ...] = ()
        self._seq = situation.seq
        self._effects: list[Effect] = []
        self._unheard: list[tuple[Person, Say]] = []

    @property
    def group(self) -> Group:
        """The group that is spoken about; only for decisions that have one."""
        if self.situation.group is None:
            raise LookupError("This decision has no group.")
        return self.situation.group

    @property
    def actors(self) -> tuple[str, ...]:
        """Who stands in the book for what is posted: those who agreed, else the author.

        The author of a text is the member who wrote it, or who holds the phone that it came from.
        """
        if self._actors:
            return self._actors
        if self.situation.me is not None:
            return (self.situation.me.code,)
        holders = (self.group.holder_of(one) for one in self.situation.my_collectors)
        held = tuple(holder.code for holder in holders if holder is not None)
        return self.cause.actors or held[:1] or (self.cause.sender,)

    @property
    def stand_names(self) -> str:
        """The members who stand for what is posted: "Otieno Ouma, Mary Akinyi"."""
        people = (self.group.person(code) for code in self.actors)
        return ", ".join(person.name for person in people if person is not None)

    def hear(self, text: str) -> None:
        """Go on as if the sender had written this: what waited for their answer."""
        if self.cause.message is not None:
            self.cause = replace(
                self.cause, message=replace(self.cause.message, text=text, button="")
            )

    def stand_for(self, actors: tuple[str, ...]) -> None:
        """From here on these members stand together for what is posted."""
        self._actors = actors

    def disown(self, member: Person) -> None:
        """From here on the sender is nobody of the group, as their number is not this member's.

        Nobody is answered any more, and nobody stands for what is done.
        """
        group = self.group.without_phone_of(member)
        self.situation = replace(self.situation, sender="", group=group, me=None, my_collectors=())
        self.cause = replace(self.cause, message=None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was caused so far."""
        return not self._effects

    def add(self, effect: Effect) -> None:
        """Cause one thing; what is said to a member who cannot be reached is kept for others."""
        unreached = self._unreached_by(effect)
        if unreached is None:
            self._effects.append(effect)
        elif isinstance(effect, Say) and effect.purpose is not Purpose.NOTICE:
            self._unheard.append((unreached, effect))

    def begin_cycle(self, turns: tuple[Turn, ...]) -> None:
        """Give out the turns of a cycle; what is decided after it knows them."""
        self.add(BeginCycle(turns))
        self._seq += len(turns)  # each is put down in the book
        self._know(replace(self.group, turns=(*self.group.turns, *turns)))

    def open_round(self, opened: RoundFacts, entry: JournalEntry) -> None:
        """A round begins with an entry that raises its dues; it is the newest from now on."""
        self.add(OpenRound(opened))
        self._seq += 1  # it is put down in the book
        self.post(entry)
        group = self.group
        self._know(replace(group, round=opened, earlier_rounds=group.rounds))

    def announce_rate(self, rate: Rate, actor: str) -> None:
        """The dues of the newest round may be paid at this rate; what is decided after it knows."""
        newest = self.group.round
        if newest is None:
            raise LookupError("There is no round for which a rate could be announced.")
        self.add(AnnounceRate(newest.number, rate, actor))
        self._seq += 1  # it is put down in the book
        others = tuple(one for one in newest.rates if one.currency != rate.currency)
        self._know(replace(self.group, round=replace(newest, rates=(*others, rate))))

    def agree_on_change(self, change: RuleChange) -> None:
        """A change of a rule stands fast from now on, and counts from its day."""
        self.add(AgreeOnChange(change, self.actors))
        self._seq += 1  # it is put down in the book
        waiting = sorted((*self.group.changes, change), key=in_order)
        self._know(replace(self.group, changes=tuple(waiting)))

    def change_rules(self, change: RuleChange, rules: Rules) -> None:
        """From here on the group goes by these rules, and what they were is kept."""
        self.add(ChangeRules(change, rules))
        self._seq += 2  # what they were and what they are is put down in the book
        waiting = tuple(one for one in self.group.changes if one != change)
        ended = PastRules(change.from_on, change.path, self.group.rules)
        past = (ended,) if rules != self.group.rules else ()
        past_rules = (*self.group.past_rules, *past)
        self._know(replace(self.group, rules=rules, changes=waiting, past_rules=past_rules))

    def _know(self, group: Group) -> None:
        self.situation = replace(self.situation, group=group)

    def is_ended(self, order: Order) -> bool:
        """Whether this decision has settled an order already."""
        settled = (one.order_id for one in self._effects if isinstance(one, SettleOrder))
        return order.id in settled

    def causes(self, effect: Effect) -> bool:
        """Whether this was decided already."""
        return effect in self._effects

    def post(self, entry: JournalEntry) -> None:
        """Put an entry into the book; what is decided after it sees its balances.

        What its members have paid ahead in a fund pays at once what they owe there. Raises
        OnOwnWord where it gives to somebody for whom nobody else stands, whatever way it came:
        those who decide must have asked for agreement first.
        """
        if is_on_own_word(entry):
            raise OnOwnWord(f"Entry {entry.key} would give to {entry.actor} on their own word.")
        self._post(entry)
        for fund, member in _owners_in(entry):
            due = entries.advance_due(
                self.balances,
                fund,
                member,
                owed_in_order(self.group, self.balances, member),
                key=f"advance:{self.next_number}:{member}",
                on=entry.effective_on,
                actor=entry.actor,
            )
            if due is not None:
                self._post(due)

    def _post(self, entry: JournalEntry) -> None:
        add_postings(self.balances, entry.postings)
        self.posted.append(entry.key)
        self._seq += 1
        receipt = entries.receipt_of(entry.key)
        if receipt in self.receipts:
            self.receipts[receipt] = self.receipts[receipt].followed_by(entry, self._seq)
        elif receipt is not None:
            self.receipts[receipt] = Recorded(receipt, True, ((entry, self._seq),))
        self.add(Post(entry))

    def is_free(self, receipt: ReceiptId | None) -> bool:
        """Whether the money of a receipt may be booked: it is in no book, or officers took it out.

        So may what no receipt shows.
        """
        recorded = self.receipts.get(receipt) if receipt is not None else None
        return recorded is None or recorded.is_undone

    def free_key(self, receipt: ReceiptId) -> str:
        """The key under which a receipt that is free is booked: "" for its own, the first time."""
        return self.next_key(receipt) if receipt in self.receipts else ""

    def known(self, code: str) -> Recorded | None:
        """What is in a book of a code that came without its network: our own before another's."""
        found = [recorded for receipt, recorded in self.receipts.items() if receipt.code == code]
        return next((one for one in found if one.is_ours), next(iter(found), None))

    @property
    def next_number(self) -> int:
        """The place in the book that the next entry gets."""
        return self._seq + 1

    def next_key(self, receipt: ReceiptId) -> str:
        """The key for the next entry about a recorded receipt."""
        return self.receipts[receipt].next_key

    @property
    def entries(self) -> list[JournalEntry]:
        """The entries that this decision posts."""
        return [effect.entry for effect in self._effects if isinstance(effect, Post)]

    @property
    def proposed(self) -> list[Propose]:
        """What this decision puts to others."""
        return [effect for effect in self._effects if isinstance(effect, Propose)]

    def question_key(self, kind: str, receipt: ReceiptId) -> str:
        """Names a question about a receipt; after a correction the same may be asked anew."""
        recorded = self.receipts.get(receipt)
        corrections = len(recorded.history) - 1 if recorded else 0
        key = f"{kind}:{receipt.network}:{receipt.code}"
        return key + (f":{corrections}" if corrections else "")

    def reply(self, template: str, **facts: Any) -> None:
        """Answer the sender; of a cause that nobody wrote there is nobody to answer."""
        if not self.cause.sender:
            self.unanswered.append((template, facts))
            return
        member = self.situation.me.code if self.situation.me else ""
        self.add(Say(self.cause.sender, template, self._with_group(facts), member=member))

    def tell(
        self,
        person: Person,
        template: str,
        facts: Facts,
        purpose: Purpose = Purpose.EVENT,
        key: str = "",
    ) -> None:
        """Send a member something they did not just ask for; to the sender it is a reply.

        key: names a message to another than the sender once and for ever. What officers are told
        of the group's money is their duty to hear.
        """
        if purpose is Purpose.EVENT and person.is_officer:
            purpose = Purpose.DUTY
        if person.phone == self.cause.sender:
            purpose, key = Purpose.REPLY, ""
        said = self._with_group({"name": person.name, **facts})
        self.add(Say(person.phone, template, said, purpose, member=person.code, key=key))

    def tell_number(self, phone: str, template: str, facts: Facts) -> None:
        """Send something to a number that is no member's own phone; those are told as members."""
        if self.group.person_at(phone) is None and phone != self.cause.sender:
            self.add(Say(phone, template, self._with_group(facts), Purpose.EVENT))

    def count_told(self, person: Person, templates: Collection[str]) -> int:
        """How many messages of these templates this decision sends to a member."""
        said = [effect for effect in self._effects if isinstance(effect, Say)]
        return sum(say.address == person.phone and say.template in templates for say in said)

    def tell_officers(self, template: str, facts: Facts) -> None:
        """Tell every officer, the sender too if they are one."""
        for officer in self.group.officers:
            self.tell(officer, template, facts)

    def ask(self, kind: str, person: Person, key: str, details: Facts) -> None:
        """Open a question to a member."""
        self.add(Ask(key, kind, person.phone, details))

    def ask_at_once(self, kind: str, person: Person, key: str, details: Facts) -> None:
        """Open a question to a member that does not wait behind the one in front of them."""
        self.add(Ask(key, kind, person.phone, details, is_presented=True))

    def asks_at_once(self) -> bool:
        """Whether such a question is opened."""
        return any(isinstance(one, Ask) and one.is_presented for one in self._effects)

    def ask_to_agree(
        self,
        proposal: str,
        kind: str,
        person: Person,
        facts: Facts,
        *,
        needs_code: bool,
        proposal_id: int | None = None,
    ) -> None:
        """Open the question that puts a proposal, named by its key, to one of its voters.

        proposal_id: of one that is in the store already.
        """
        ask = Ask(
            key=f"{self.cause.key}:{proposal}:{person.code}",
            kind="agree",
            address=person.phone,
            details={"kind": kind, "facts": facts},
            proposal="" if proposal_id is not None else proposal,
            proposal_id=proposal_id,
            needs_code=needs_code,
        )
        self.add(ask)

    def put(self, question: Question) -> Say:
        """What shows an open question to its person, with its choices."""
        said = self._shown(question.kind, question.address, question.details, question.code)
        return replace(said, puts=question.id)

    def renew_code(self, question: Question) -> None:
        """Give a question about money out new digits, and show it with them."""
        key = f"{self.cause.key}:{question.id}"
        self.add(RenewCode(question.id, key))
        self.add(Present(question.id))
        said = self._shown(question.kind, question.address, question.details, CodeOf(key))
        self.add(replace(said, puts=question.id))

    def is_put(self, question: Question) -> bool:
        """Whether this decision shows a question already."""
        return any(isinstance(one, Say) and one.puts == question.id for one in self._effects)

    def said_for(self, person: Person) -> Said:
        """What waits in a member's favour; loaded for who wants "waiting", a rate for "unowned"."""
        known, currencies = self.situation, self.group.rules.abroad.currencies
        for_rate = waiting_for_rate(person.code, known.unowned, currencies)
        return said_for(person.code, known.open_claims, known.told) + for_rate

    def on_its_way(self, person: Person) -> Said:
        """All that waits and may come to pay what a member owes."""
        known = self.situation
        put = put_to_others(person.code, known.proposals)
        return self.said_for(person) + put + may_be_of(person, self.group.people, known.unowned)

    def put_again(self, question: Question) -> None:
        """Show a question once more; from now on it is the one shown last."""
        self.add(Present(question.id))
        self.add(self.put(question))

    def close(self, question: Question, answer: str) -> None:
        """End a question."""
        self.add(Close(question.id, answer))

    def close_all(self, proposal: Proposal, answer: str) -> None:
        """Nobody need say any more whether they agree."""
        for question in self.situation.questions:
            if question.proposal_id == proposal.id and not self.is_closed(question):
                self.close(question, answer)

    def asker_of(self, proposal: Proposal) -> Person | None:
        """The member who asked for it, None where a statement or the clock did."""
        return self.group.person(proposal.asked_by.split(AND)[0])

    def withdraw_the_moot(self) -> None:
        """What this decision posts may settle what people are still asked: who asked is told.

        `finish` does it; before that, whoever looks which questions are left.
        """
        touched = {entries.receipt_of(key) for key in self.posted}
        for question in self.situation.questions:
            is_open = receipt_about(question) in touched and not self.is_closed(question)
            if is_open and not questions.holds(self, question):
                self.close(question, WITHDRAWN)
        for proposal in self.situation.proposals:
            about = receipt_in(proposal.facts)
            is_waiting = about in touched and not self.is_settled(proposal)
            if about is None or not is_waiting:
                continue
            if not proposals.holds(self, proposal.kind, proposal.facts):
                self.add(Settle(proposal.id, State.EXPIRED))
                self.close_all(proposal, WITHDRAWN)
                self._tell_withdrawn(proposal, self.receipts[about])

    @property
    def is_pot_contested(self) -> bool:
        """Whether money in the book may leave it again: the pot is not payable meanwhile."""
        return contested.is_so_after(self.situation, self._effects)

    @property
    def was_pot_contested(self) -> bool:
        """Whether that was so before this decision."""
        return contested.was_so(self.situation)

    def is_settled(self, proposal: Proposal) -> bool:
        """Whether this decision has ended a proposal already."""
        settled = (one.proposal_id for one in self._effects if isinstance(one, Settle))
        return proposal.id in settled

    def is_closed(self, question: Question) -> bool:
        """Whether this decision has ended a question already."""
        closed = (effect.question_id for effect in self._effects if isinstance(effect, Close))
        return question.id in closed

    def counted_in(self, recorded: Recorded) -> Facts:
        """For a message whose amounts are a payment's: the currency in which that came, where it is
        not the group's."""
        return {"currency": recorded.currency} if recorded.currency else {}

    def finish(self) -> Decision:
        """The decision: with each person's next question shown, when none is in front of them.

        Who wrote hears of a question that waits in line behind the one in front of them, and that
        their word was taken where what they agreed to or refused has nothing to tell them.
        """
        self.withdraw_the_moot()
        self._tell_others_of_the_unheard()
        effects = self._with_questions_shown()
        self._tell_who_is_asked_later(effects)
        if self.cause.sender and not self._is_answered(effects):
            waits = [one for one in effects if isinstance(one, Ask) and not one.is_presented]
            is_later = any(one.address == self.cause.sender for one in waits)
            if is_later or any(isinstance(one, Vote) for one in effects):
                self.reply("asked_later" if is_later else "done")
                at = next((n for n, one in enumerate(effects) if self._is_to_sender(one)), None)
                effects.insert(len(effects) if at is None else at, self._effects[-1])
        return tuple(effects)

    def _tell_withdrawn(self, proposal: Proposal, recorded: Recorded) -> None:
        asker, me = self.asker_of(proposal), self.situation.me
        if asker is None or (recorded.owners and self._hears_of(asker, recorded.code)):
            return
        may_know = asker.is_officer or asker.code in recorded.owners
        names = (self.group.name_of(owner) for owner in recorded.owners if may_know)
        facts = {
            "code": recorded.code,
            "amount_cents": recorded.amount_cents,
            **self.counted_in(recorded),
            "names": ", ".join(names),
            "has_owner": recorded.owners != (),
            "is_out": recorded.is_reversed,
            "is_waiting": recorded.waiting_cents > 0,
            "officer": me.name if me is not None and me != asker else "",
        }
        self.tell(asker, "settled_otherwise", facts)

    def _hears_of(self, person: Person, code: str) -> bool:
        """Whether a person is told of a receipt anyway."""
        said = (one for one in self._effects if isinstance(one, Say))
        told = [one.facts for one in said if one.address == person.phone]
        return any(
            code in (one.get("code"), *(item.get("code") for item in one.get("items", ())))
            for one in told
        )

    def _unreached_by(self, effect: Effect) -> Person | None:
        """The member to whom this says something at a number that is not theirs."""
        group = self.situation.group
        if not isinstance(effect, Say) or group is None or effect.address == self.cause.sender:
            return None
        person = group.person_at(effect.address)
        return person if person is not None and person.has_wrong_number else None

    def _tell_others_of_the_unheard(self) -> None:
        """An officer is asked to tell the member, unless they hear the very same themselves."""
        for person, say in self._unheard:
            officer = self.group.officer_besides(person.code)
            if officer is None or self._hears(officer, say):
                continue
            to_officer = replace(say, address=officer.phone, member=officer.code)
            is_answer = officer.phone == self.cause.sender
            purpose = Purpose.REPLY if is_answer else Purpose.DUTY
            intro = replace(
                to_officer,
                template="please_tell",
                facts=self._with_group({"member_name": person.name}),
            )
            self._effects += [replace(one, purpose=purpose) for one in (intro, to_officer)]
        self._unheard = []

    def _hears(self, person: Person, what: Say) -> bool:
        """Whether this is said to a person anyway, but for the name with which it begins."""
        said = [one for one in self._effects if isinstance(one, Say)]
        return any(
            one.address == person.phone
            and one.template == what.template
            and {**one.facts, "name": ""} == {**what.facts, "name": ""}
            for one in said
        )

    def _tell_who_is_asked_later(self, effects: list[Effect]) -> None:
        """Who reads whom we asked reads too who of them has another question to answer first, where
        too few are left who see it at once."""
        to_sender = [(n, one) for n, one in enumerate(effects) if self._is_to_sender(one)]
        told = [n for n, one in to_sender if one.facts.get("officer")]
        behind: set[str] = set()
        for put in [one for one in effects if isinstance(one, Propose)]:
            asks = [one for one in effects if isinstance(one, Ask) and one.proposal == put.key]
            waiting = {one.address for one in asks if not one.is_presented}
            if len(asks) - len(waiting) < put.needed:
                behind |= waiting - {self.cause.sender}
        if told and behind:
            people = [one.name for one in self.group.people if one.phone in behind]
            self.reply("asked_behind", officer=", ".join(people), count=len(people))
            effects.insert(told[-1] + 1, self._effects[-1])

    def _is_answered(self, effects: list[Effect]) -> bool:
        """Whether the sender hears more than a question that they know already."""
        return any(self._is_to_sender(one) and not one.puts for one in effects)

    def _is_to_sender(self, effect: Effect) -> TypeGuard[Say]:
        return isinstance(effect, Say) and effect.address == self.cause.sender

    def _with_group(self, facts: Facts) -> Facts:
        """is_by_word, where it holds: people tell what M-Pesa's texts show in other groups."""
        group = self.situation.group
        if group is None:
            return facts
        by_word = {} if group.account_by_word is None else {"is_by_word": True}
        return {"chama": group.name, "currency": group.currency, **by_word, **facts}

    def _with_questions_shown(self) -> list[Effect]:
        closed = {effect.question_id for effect in self._effects if isinstance(effect, Close)}
        in_line = filter(questions.comes_up, self.situation.questions)
        still_open = [q for q in in_line if q.id not in closed]
        still_open.sort(key=lambda question: not question.code)  # money out comes first
        in_front = [question for question in still_open if question.is_presented]
        lists = [question for question in in_front if questions.gives_way(question)]
        asks: list[Question | Ask] = [one for one in self._effects if isinstance(one, Ask)]
        busy = {one.address for one in [*asks, *in_front] if one.is_presented and one not in lists}
        effects, asked = list[Effect](), list[Effect]()
        for question in still_open:
            is_free = question.address not in busy and question not in lists
            if is_free and self._concerns(question.address):
                busy.add(question.address)
                effects.append(Present(question.id))
                effects.append(self.put(question))
        for effect in self._effects:
            if isinstance(effect, Ask) and questions.is_put(effect, busy):
                busy.add(effect.address)
                asked.append(replace(effect, is_presented=True))
                code = CodeOf(effect.key) if effect.needs_code else ""
                said = self._shown(effect.kind, effect.address, effect.details, code)
                effects.append(replace(said, asks=effect.key))
            else:
                asked.append(effect)
        closed_lists = [Close(one.id, "replaced") for one in lists if one.address in busy]
        return asked + effects + closed_lists

    def _concerns(self, address: str) -> bool:
        """Whether a waiting question may come up now: only when something of theirs was closed."""
        closed = {effect.question_id for effect in self._effects if isinstance(effect, Close)}
        return any(q.address == address for q in self.situation.questions if q.id in closed)

    def _shown(self, kind: str, address: str, details: Facts, agree_code: str | CodeOf = "") -> Say:
        template, facts = questions.shown(kind, details)
        if agree_code:
            facts = {**facts, "agree_code": agree_code}
        group = self.situation.group
        person = group.person_at(address) if group else None
        to_who_hears = Purpose.DUTY if person and person.is_officer else Purpose.EVENT
        purpose = Purpose.REPLY if address == self.cause.sender else to_who_hears
        code = person.code if person else ""
        return Say(address, template, self._with_group(facts), purpose, member=code)


def _owners_in(entry: JournalEntry) -> list[tuple[str, str]]:
    """The members whose debts or advances an entry moves, with the fund, each once."""
    accounts = (posting.account for posting in entry.postings)
    own = ((one.fund, one.owner) for one in accounts if one.kind.meaning.is_members_own)
    return list(dict.fromkeys(own))
