"""Which member a transaction is with, by its number, name and account; and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from chama.matching import Candidate, Payer, is_spelt_out, match_payer, shows_number
from chama.names import names_fit
from chama.phones import PhoneError, to_e164
from chama.statements.book import BookMember
from chama.statements.model import Transaction


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a transaction shows of the member on its other side.

    numbered: whose number is printed whole, or masked together with a name that fits.
    by_account: whom the account reference names. hinted: whose masked number or whose name alone
    could be the printed one; equal masks are a hint, not a person. is_strangers: whether a seat or
    code is the account, and the printed name is not that member's.
    """

    numbered: frozenset[str] = frozenset()
    by_account: str | None = None
    hinted: frozenset[str] = frozenset()
    is_strangers: bool = False

    @property
    def named(self) -> frozenset[str]:
        """Everybody whom number or account names."""
        return self.numbered | ({self.by_account} if self.by_account else frozenset())

    @property
    def payer(self) -> str | None:
        """The one member whom all of it names; None when it names nobody, or several people.

        An account breaks a tie of equal masks and names; alone it counts when no printed name or
        number speaks for another member, and a seat or code not under a stranger's name either.
        """
        if len(self.numbered) == 1:
            return next(iter(self.numbered)) if len(self.named) == 1 else None
        if self.numbered:
            return self.by_account if self.by_account in self.numbered else None
        is_doubtful = self.is_strangers or (self.hinted and self.by_account not in self.hinted)
        return None if is_doubtful else self.by_account

    def is_of(self, member_id: str) -> bool:
        """Whether the transaction may be taken for this member's without asking."""
        if self.payer is not None:
            return self.payer == member_id
        return len(self.numbered) < 2 and member_id in self.named

    def speaks_against(self, member_id: str) -> bool:
        """Whether it clearly names others and in no way this member.

        A name that is this member's and not the number's owner's is a doubt too.
        """
        if not self.named or member_id in self.named:
            return False
        return member_id not in self.hinted or not self.numbered.isdisjoint(self.hinted)


class Payers:
    """The members, ready to be compared with many transactions."""

    def __init__(self, members: Iterable[BookMember]) -> None:
        self._members = [_candidate(member) for member in members]
        self._by_id = {member.id: member for member in self._members}
        self._shown_by = cache(self._compare)  # members pay again and again,
        self._named_by = cache(self._by_account)  # always under the same few references
        self._by_reference: dict[str, set[str]] = {}
        for member in self._members:
            for reference in member.refs:
                self._by_reference.setdefault(_as_typed(reference), set()).add(member.id)

    def evidence(self, transaction: Transaction) -> Evidence:
        """What the transaction shows of its member."""
        numbered, hinted = self._shown_by(
            transaction.party_name or "", transaction.party_phone, transaction.party_phone_masked
        )
        by_account = self._named_by(transaction.account)
        is_strangers = (
            by_account is not None
            and bool(transaction.party_name)
            and not names_fit(transaction.party_name or "", self._by_id[by_account].name)
            and not is_spelt_out(transaction.account, self._by_id[by_account])
        )
        return Evidence(numbered, by_account, hinted, is_strangers)

    def _compare(
        self, name: str, phone: str | None, masked: str | None
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Whom a printed party names by the number, and of whom it is a hint."""
        numbered, hinted = set[str](), set[str]()
        for member in self._members:
            has_name = bool(name) and names_fit(name, member.name)
            shows = phone is None and any(shows_number(masked, one) for one in member.phones)
            if phone in member.phones or (shows and has_name):
                numbered.add(member.id)
            if shows or has_name:
                hinted.add(member.id)
        return frozenset(numbered), frozenset(hinted)

    def _by_account(self, account: str | None) -> str | None:
        """The one member whose reference, phone or name was typed, or typed with a usual slip."""
        if not account:
            return None
        exact = match_payer(Payer("", account=account), self._members).member_id
        if exact is not None:
            return exact
        slips = self._by_reference.get(_as_typed(account), set())
        return next(iter(slips)) if len(slips) == 1 else None


def _candidate(member: BookMember) -> Candidate:
    refs = (member.account,) if member.account else ()
    return Candidate(member.id, member.name or "", _phones(member.phone), refs)


def _phones(phone: str | None) -> tuple[str, ...]:
    digits = re.sub(r"[^0-9]", "", phone or "")
    try:
        return (to_e164(f"+{digits}" if digits.startswith("254") else digits),)
    except PhoneError:
        return ()


def _as_typed(reference: str) -> str:
    """A reference as thumbs mix it up: without signs, case and leading zeros, O for nought."""
    plain = re.sub(r"[\W_]", "", reference).upper().replace("O", "0")
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain)
