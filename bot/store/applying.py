"""Carries out a decision: entries, questions, claims and messages, in the message's transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import singledispatchmethod
from typing import Any

import sqlalchemy as sa

from bot.conversation import questions
from bot.conversation.cause import Cause
from bot.conversation.clock import A_DAY
from bot.conversation.effects import (
    AgreeOnChange,
    AgreeToStatement,
    AnnounceRate,
    ApplyReversal,
    Ask,
    BeginCycle,
    CallMeeting,
    CancelOrder,
    ChainOf,
    ChangeRules,
    ChooseGroup,
    Close,
    CodeOf,
    Decision,
    EndAgreed,
    EndAudits,
    EndPhone,
    EndSessions,
    EnrolPhone,
    FetchStatement,
    ForgetPayer,
    ForgetStatement,
    Intend,
    KeepReversal,
    MakeClaim,
    MakeFileLink,
    MakeLink,
    NoteLookedFor,
    NoteProof,
    NoteSight,
    NoteStranger,
    NoteWrongCode,
    NoteWrongNumber,
    OpenRound,
    OrderMoney,
    PayPhone,
    Post,
    Present,
    Propose,
    Purpose,
    ReceivePhone,
    RememberPayer,
    RenewCode,
    ResumePhone,
    Say,
    SecretOf,
    SetLanguage,
    SetOptOut,
    Settle,
    SettleClaims,
    SettleOrder,
    ShareClaim,
    UseIntention,
    Vote,
    Widen,
)
from bot.store import (
    about_money,
    book,
    chamas,
    database,
    file_links,
    one_time,
    orders,
    outbox,
    phones,
    proposals,
    sessions,
    statement_files,
    tables,
)
from bot.store.book import Book, StaleBook
from bot.store.outbox import NewMessage, Part
from bot.store.prepared import PreparedRows
from bot.store.questions import next_reminder
from chama.agreement import AND
from chama.journal import JournalEntry
from chama.matching import key_of_name
from chama.rota import day_in_nairobi

_SEE = PreparedRows(
    tables.sight,
    [column.name for column in tables.sight.c],
    lambda insert: insert.on_conflict_do_update(
        index_elements=list(tables.sight.primary_key),
        set_={name: insert.excluded[name] for name in ("code", "printed_at", "balance_cents")},
    ),
)
_ONE = sa.literal(1)

Said = tuple[Part, ...]
"""What the sender of a cause is told: templates with their values, in their order."""

_URGENCY = (Purpose.NOTICE, Purpose.EVENT, Purpose.REMINDER, Purpose.DUTY, Purpose.REPLY)


class UnitOfWork:
    """One decision being carried out for one cause. of: the group's book, locked."""

    def __init__(
        self,
        connection: sa.Connection,
        cause: Cause,
        chama_id: int | None,
        of: Book | None,
        new_code: Callable[[], str] = proposals.new_code,
    ) -> None:
        self._connection = connection
        self._cause = cause
        self._chama_id = chama_id
        self._book = of
        self._now = cause.at
        self._new_code = new_code
        self._chain_codes: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._secrets: dict[SecretOf, str] = {}
        self._proposals: dict[str, int] = {}
        self._questions: dict[str, int] = {}

    def apply(self, decision: Decision) -> Said:
        """Everything a decision causes, in its order; what it says goes out together at the end.

        Gives what the sender of the cause is told.
        """
        for effect in decision:
            if not isinstance(effect, Say):
                self._carry_out(effect)
        said = [effect for effect in decision if isinstance(effect, Say)]
        return self._queue([say for say in said if not say.asks or say.asks in self._questions])

    @singledispatchmethod
    def _carry_out(self, effect: object) -> None:
        raise TypeError(f"Nobody knows how to carry out {effect!r}.")

    @_carry_out.register
    def _(self, effect: Post) -> None:
        posted = book.post(
            self._connection,
            self._own_book(),
            effect.entry,
            recorded_at=self._now,
        )
        self._book = posted.book
        self._chain_codes[effect.entry.key] = posted.sealed.chain_code
        if _is_owed_anew(effect.entry):  # what was paid may be late after all
            chamas.look_again(self._connection, self._chama_id, day_in_nairobi(self._now))

    @_carry_out.register
    def _(self, effect: Ask) -> None:
        code = self._new_code() if effect.needs_code else ""
        row = {
            "chama_id": self._chama_id,
            "proposal_id": self._proposals.get(effect.proposal, effect.proposal_id),
            "key": effect.key,
            "kind": effect.kind,
            "address": effect.address,
            "details": dict(effect.details),
            "asked_at": self._now,
            "presented_at": self._now if effect.is_presented else None,
            "remind_at": self._now + A_DAY if _is_awaited(effect) else None,
            "code": code,
        }
        question_id = self._insert(tables.question, row, tables.question.c.id)
        if question_id is not None:
            self._questions[effect.key] = question_id
            self._codes[effect.key] = code

    @_carry_out.register
    def _(self, effect: Propose) -> None:
        if self._chama_id is None:
            raise LookupError(f"No chama to propose {effect.key} to.")
        self._proposals[effect.key] = proposals.open_one(
            self._connection, self._chama_id, effect, self._now
        )

    @_carry_out.register
    def _(self, effect: Widen) -> None:
        proposals.widen(self._connection, effect)

    @_carry_out.register
    def _(self, effect: Vote) -> None:
        proposals.vote_for(self._connection, effect, self._now)

    @_carry_out.register
    def _(self, effect: Settle) -> None:
        proposals.settle(self._connection, effect, self._now)

    @_carry_out.register
    def _(self, effect: EndAgreed) -> None:
        proposals.end_agreed(self._connection, self._chama_id, effect)

    @_carry_out.register
    def _(self, effect: NoteWrongCode) -> None:
        tries = tables.question.c.wrong_codes + 1
        self._update(tables.question, effect.question_id, wrong_codes=tries)

    @_carry_out.register
    def _(self, effect: RenewCode) -> None:
        self._codes[effect.key] = code = self._new_code()
        renewed = {"code": code, "wrong_codes": 0, "code_renewed_at": self._now}
        self._update(tables.question, effect.question_id, **renewed)

    @_carry_out.register
    def _(self, effect: Present) -> None:
        again = next_reminder(self._now, tables.question.c.reminders)
        self._update(tables.question, effect.question_id, presented_at=self._now, remind_at=again)

    @_carry_out.register
    def _(self, effect: Close) -> None:
        self._update(
            tables.question, effect.question_id, answered_at=self._now, answer=effect.answer
        )

    @_carry_out.register
    def _(self, effect: MakeClaim) -> None:
        row = {
            "network": effect.receipt.network,
            "code": effect.receipt.code,
            "chama_id": self._chama_id,
            "member": effect.member,
            "amount_cents": effect.amount_cents,
            "claimed_at": self._now,
            "shares": [list(share) for share in effect.shares] or None,
            "remind_at": self._now + A_DAY,
        }
        self._insert(tables.claim, row)

    @_carry_out.register
    def _(self, effect: ShareClaim) -> None:
        claim = tables.claim
        self._connection.execute(
            sa.update(claim)
            .where(
                claim.c.network == effect.receipt.network,
                claim.c.code == effect.receipt.code,
                claim.c.chama_id == self._chama_id,
                claim.c.member == effect.member,
            )
            .values(shares=[list(share) for share in effect.shares])
        )

    @_carry_out.register
    def _(self, effect: Intend) -> None:
        row = {
            "chama_id": self._chama_id,
            "member": effect.member,
            "shares": [list(share) for share in effect.shares],
            "said_at": self._now,
        }
        self._connection.execute(sa.insert(tables.intention).values(row))

    @_carry_out.register
    def _(self, effect: UseIntention) -> None:
        self._update(tables.intention, effect.intention_id, used_at=self._now)

    @_carry_out.register
    def _(self, effect: KeepReversal) -> None:
        row = {
            "network": effect.original.network,
            "original": effect.original.code,
            "chama_id": self._chama_id,
            "code": effect.code,
            "amount_cents": effect.amount_cents,
            "reversed_on": effect.on,
        }
        self._insert(tables.early_reversal, row)

    @_carry_out.register
    def _(self, effect: ApplyReversal) -> None:
        kept = tables.early_reversal
        self._connection.execute(
            sa.update(kept)
            .where(
                kept.c.network == effect.original.network,
                kept.c.original == effect.original.code,
                kept.c.chama_id == self._chama_id,
            )
            .values(applied_at=self._now)
        )

    @_carry_out.register
    def _(self, effect: SettleClaims) -> None:
        claim = tables.claim
        settled = sa.update(claim).where(
            claim.c.network == effect.receipt.network,
            claim.c.code == effect.receipt.code,
            claim.c.chama_id == self._chama_id,
        )
        if effect.member:
            settled = settled.where(claim.c.member == effect.member)
        self._connection.execute(settled.values(settled_at=self._now))

    @_carry_out.register
    def _(self, effect: NoteLookedFor) -> None:
        claim = tables.claim
        looked_for = sa.update(claim).where(
            claim.c.network == effect.receipt.network,
            claim.c.code == effect.receipt.code,
            claim.c.chama_id == self._chama_id,
            claim.c.member == effect.member,
        )
        again = self._now + A_DAY if effect.has_come else None
        self._connection.execute(looked_for.values(remind_at=again))

    @_carry_out.register
    def _(self, effect: RememberPayer) -> None:
        row = {
            "chama_id": self._chama_id,
            "payer_key": effect.payer_key,
            "member": effect.member,
        }
        self._connection.execute(
            database.insert(self._connection, tables.payer)
            .values(row)
            .on_conflict_do_update(
                index_elements=["chama_id", "payer_key"], set_={"member": effect.member}
            )
        )

    @_carry_out.register
    def _(self, effect: NoteSight) -> None:
        row = {"chama_id": self._chama_id, "collector": effect.collector, **asdict(effect.sight)}
        _SEE.rows(self._connection, [row])

    @_carry_out.register
    def _(self, effect: ForgetPayer) -> None:
        payer, name = tables.payer, key_of_name(effect.payer_name)
        self._connection.execute(
            sa.delete(payer).where(
                payer.c.chama_id == self._chama_id,
                payer.c.member == effect.member,
                payer.c.payer_key.endswith(f":{name}", autoescape=True),
            )
        )

    @_carry_out.register
    def _(self, effect: SetLanguage) -> None:
        self._cause = replace(self._cause, language="")  # answered in what they asked for
        chamas.set_language(self._connection, self._cause.sender, effect.language)

    @_carry_out.register
    def _(self, effect: SetOptOut) -> None:
        opted_out_at = self._now if effect.is_out else None
        chamas.set_contact(self._connection, self._cause.sender, opted_out_at=opted_out_at)
        if effect.is_out:
            sessions.end_all(self._connection, self._cause.sender, self._now)

    @_carry_out.register
    def _(self, effect: MakeLink) -> None:
        token = one_time.new_token()
        self._secrets[SecretOf(effect.phone, "link")] = token
        audited = self._own_book().chama_id if effect.for_auditor else None
        sessions.make_link(self._connection, effect.phone, token, self._now, audited=audited)

    @_carry_out.register
    def _(self, effect: MakeFileLink) -> None:
        token = one_time.new_token()
        self._secrets[SecretOf(effect.phone, "file")] = token
        file_links.make(self._connection, self._own_book().chama_id, effect, token, self._now)

    @_carry_out.register
    def _(self, _effect: EndAudits) -> None:
        sessions.end_audits(self._connection, self._own_book().chama_id, self._now)

    @_carry_out.register
    def _(self, effect: EndSessions) -> None:
        sessions.end_all(self._connection, effect.phone, self._now)

    @_carry_out.register
    def _(self, effect: NoteWrongNumber) -> None:
        self._book = chamas.note_wrong_number(
            self._connection, self._own_book(), effect.member, self._now, is_wrong=effect.is_wrong
        )
        if effect.is_wrong:  # and START brings nothing back that was open when it was another's
            sessions.end_all(self._connection, self._cause.sender, self._now)

    @_carry_out.register
    def _(self, effect: ReceivePhone) -> None:
        self._book = chamas.set_receive_phone(
            self._connection, self._own_book(), effect.member, effect, self._now
        )

    @_carry_out.register
    def _(self, effect: PayPhone) -> None:
        self._book = chamas.set_pay_phone(self._connection, self._own_book(), effect, self._now)

    @_carry_out.register
    def _(self, effect: ChooseGroup) -> None:
        chamas.set_contact(
            self._connection,
            self._cause.sender,
            chama_id=effect.chama_id,
            chosen_at=self._now,
        )

    @_carry_out.register
    def _(self, effect: BeginCycle) -> None:
        self._book = chamas.begin_cycle(
            self._connection, self._own_book(), effect.turns, self._actors, self._now
        )

    @_carry_out.register
    def _(self, effect: OpenRound) -> None:
        self._book = chamas.open_round(
            self._connection, self._own_book(), effect.round, self._actors, self._now
        )

    @_carry_out.register
    def _(self, effect: AgreeOnChange) -> None:
        self._book = chamas.agree_on_change(
            self._connection, self._own_book(), effect.change, AND.join(effect.stand), self._now
        )

    @_carry_out.register
    def _(self, effect: ChangeRules) -> None:
        self._book = chamas.change_rules(
            self._connection,
            self._own_book(),
            effect.change,
            effect.rules,
            self._actors,
            self._now,
        )

    @_carry_out.register
    def _(self, effect: AnnounceRate) -> None:
        self._book = chamas.announce_rate(
            self._connection, self._own_book(), effect.round, effect.rate, effect.actor, self._now
        )

    @_carry_out.register
    def _(self, effect: CallMeeting) -> None:
        row = {
            "chama_id": self._chama_id,
            "text": effect.text,
            "called_by": effect.called_by,
            "called_at": self._now,
        }
        self._connection.execute(sa.insert(tables.meeting).values(row))

    @_carry_out.register
    def _(self, effect: FetchStatement) -> None:
        row = {
            "chama_id": self._chama_id,
            "channel": self._cause.channel,
            "provider_id": self._cause.message.provider_id if self._cause.message else "",
            "sender": self._cause.sender,
            "url": effect.url,
            "content_type": effect.content_type,
            "password": effect.password,
            "asked_at": self._now,
            "not_before": self._now,
        }
        self._insert(tables.statement_file, row)

    @_carry_out.register
    def _(self, effect: AgreeToStatement) -> None:
        statement_files.agree(self._connection, effect, self._now)

    @_carry_out.register
    def _(self, effect: ForgetStatement) -> None:
        statement_files.finish(self._connection, effect.file_id, self._now)

    @_carry_out.register
    def _(self, effect: NoteProof) -> None:
        about_money.note_proof(self._connection, self._chama_id, effect, self._now)

    @_carry_out.register
    def _(self, effect: OrderMoney) -> None:
        if self._chama_id is None:
            raise LookupError(f"No chama to order {effect.key} for.")
        orders.place(self._connection, self._chama_id, effect, str(uuid.uuid4()), self._now)

    @_carry_out.register
    def _(self, effect: CancelOrder) -> None:
        if not orders.cancel(self._connection, effect.order_id, self._now):
            raise StaleBook(f"Order {effect.order_id} has been called meanwhile.")

    @_carry_out.register
    def _(self, effect: SettleOrder) -> None:
        orders.settle(
            self._connection,
            effect.order_id,
            effect.state,
            self._now,
            receipt=effect.receipt,
            why=effect.why,
        )

    @_carry_out.register
    def _(self, effect: EnrolPhone) -> None:
        of_url, key = (SecretOf(effect.collector, what) for what in ("url", "key"))
        self._secrets |= {of_url: phones.new_secret(), key: phones.new_secret()}
        phones.enrol(
            self._connection,
            self._own_book().chama_id,
            effect,
            secret=self._secrets[of_url],
            signing_key=self._secrets[key],
            now=self._now,
        )

    @_carry_out.register
    def _(self, effect: EndPhone) -> None:
        phones.end(self._connection, effect.phone_id, self._now)

    @_carry_out.register
    def _(self, effect: ResumePhone) -> None:
        phones.resume(self._connection, effect.phone_id)

    @_carry_out.register
    def _(self, _effect: NoteStranger) -> None:
        chamas.set_contact(self._connection, self._cause.sender, stranger_answered_at=self._now)

    def _own_book(self) -> Book:
        if self._book is None:
            raise LookupError(f"{self._cause.key} is about no group, and so there is no book.")
        return self._book

    @property
    def _actors(self) -> str:
        """Who stands for what the cause changes beside entries."""
        return AND.join(self._cause.actors)

    def _insert(
        self, table: sa.Table, row: dict[str, Any], gives: sa.ColumnElement[Any] = _ONE
    ) -> Any:
        """Insert what may be there already under its key, and then stands: None then."""
        insert = database.insert(self._connection, table).values(row).on_conflict_do_nothing()
        return self._connection.execute(insert.returning(gives)).scalar_one_or_none()

    def _update(self, table: sa.Table, row_id: int, **values: Any) -> None:
        self._connection.execute(sa.update(table).where(table.c.id == row_id).values(**values))

    def _queue(self, said: Iterable[Say]) -> Said:
        """One message to each person for all that is said to them; keyed ones go by themselves."""
        together: dict[str, list[Say]] = {}
        for say in said:
            together.setdefault(say.key or f"{self._cause.key}:{say.address}", []).append(say)
        messages = [self._message_of(key, says) for key, says in together.items()]
        outbox.queue(self._connection, messages, self._now)
        answers = [one for one in messages if one.address == self._cause.sender]
        return tuple(part for answer in answers for part in answer.parts)

    def _message_of(self, key: str, says: list[Say]) -> NewMessage:
        first = says[0]
        is_answer = first.address == self._cause.sender
        asked = (self._questions.get(say.asks, say.puts) for say in says)
        return NewMessage(
            key=key,
            address=first.address,
            parts=tuple(Part(say.template, self._resolved(say.facts)) for say in says),
            purpose=max((say.purpose for say in says), key=_URGENCY.index),
            chama_id=self._chama_id,
            member=first.member,
            channel=self._cause.channel if is_answer else "",
            language=self._cause.language if is_answer else "",
            question_id=next(filter(None, asked), None),
            head=(self._book.seq, self._book.head) if self._book else None,
        )

    def _resolved(self, value: Any) -> Any:
        """Values with the codes of this decision's entries and questions in their places."""
        if isinstance(value, ChainOf):
            return self._chain_codes[value.key]
        if isinstance(value, CodeOf):
            return self._codes[value.question]
        if isinstance(value, SecretOf):
            return self._secrets[value]
        if isinstance(value, dict):
            return {name: self._resolved(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self._resolved(one) for one in value]
        return value


def _is_owed_anew(entry: JournalEntry) -> bool:
    """Whether a member owes more by it, such as what had been paid and was taken back."""
    return any(p.account.kind.meaning.is_owed and p.amount_cents > 0 for p in entry.postings)


def _is_awaited(ask: Ask) -> bool:
    """Whether the answer is missed when it does not come: the question then is shown again."""
    return ask.is_presented and not questions.is_forgettable(ask.kind, ask.details)
