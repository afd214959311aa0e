"""Which member paid: the printed number, name and account against the members; ask when unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from chama.names import name_words, names_fit, similarity
from chama.phones import HOME_COUNTRY_CODE, PhoneError, to_e164

LEAST_SHOWN = 3  # digits that a masked number must show after its country code
COUNTRY_DIGITS = 3
LEAST_OF_NAME = 3  # letters of a name that is given as account

# These pay for many people under their own name; no answer about one is remembered.
_BANKS: Final = frozenset({"ABSA", "B2C", "BANK", "BULK", "EQUITY", "KCB", "LOOP", "NCBA"})
_REMITTERS: Final = frozenset({"PESALINK", "REMITLY", "SENDWAVE", "WESTERN", "WORLDREMIT"})

_MASKED = re.compile(r"(\+?[0-9]+)[*xX•.#]+([0-9]*)")


class MatchHow(StrEnum):
    """What a match rests on, the strongest first."""

    NUMBER = "number"
    MASKED_NUMBER_AND_NAME = "masked_number_and_name"
    CLAIM = "claim"
    REMEMBERED = "remembered"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid, as a receipt prints it.

    name: "" when none is printed. phone: E.164, only when the whole number is printed.
    phone_masked: as printed. account: the reference that the payer gave.
    """

    name: str
    phone: str | None = None
    phone_masked: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who may have paid. phones: all they have, E.164. refs: seat, account references."""

    id: str
    name: str
    phones: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The member who paid and what that rests on, or neither: then an officer is asked.

    candidates: the member who paid, or else all members, the likeliest first, for the question.
    """

    member_id: str | None
    how: MatchHow | None
    candidates: tuple[str, ...]


def match_payer(
    payer: Payer,
    candidates: Sequence[Candidate],
    *,
    claimed_by: str | None = None,
    remembered: str | None = None,
) -> Match:
    """The one member whom the evidence names, by the first of MatchHow that names exactly one.

    claimed_by: the member who sent in the same receipt code as their own payment: it decides among
    those whom number, or masked number and name, fit, and else only says whom to ask about first.
    remembered: the member whom an officer named before for this payer's `payer_key`; not used for
    a payer whose key is "".
    """
    numbered = [one.id for one in candidates if _number_fits(payer, one)]
    member_id, how = _decide(payer, candidates, numbered, claimed_by, remembered)
    if member_id is not None:
        return Match(member_id, how, (member_id,))
    return Match(None, None, _likeliest_first(payer, candidates, numbered, claimed_by))


def _likeliest_first(
    payer: Payer,
    candidates: Sequence[Candidate],
    numbered: Sequence[str],
    claimed_by: str | None,
) -> tuple[str, ...]:
    """Whom the number names, who claims it, whom masked number, name or account hint at."""

    def rank(one: Candidate) -> tuple[bool, bool, bool, float, str, str]:
        is_hinted = (
            _shows_a_number_of(payer, one)
            or names_fit(payer.name, one.name)
            or _is_named_by_account(payer.account, one)
        )
        likeness = similarity(payer.name, one.name)
        is_claimers = one.id == claimed_by
        return one.id not in numbered, not is_claimers, not is_hinted, -likeness, one.name, one.id

    return tuple(one.id for one in sorted(candidates, key=rank))


def _decide(
    payer: Payer,
    candidates: Sequence[Candidate],
    numbered: Sequence[str],
    claimed_by: str | None,
    remembered: str | None,
) -> tuple[str | None, MatchHow | None]:
    """numbered: the members whose number, or masked number and name, is the printed one."""
    if len(numbered) == 1:
        by_number = MatchHow.NUMBER if payer.phone else MatchHow.MASKED_NUMBER_AND_NAME
        return numbered[0], by_number
    if claimed_by in numbered:
        return claimed_by, MatchHow.CLAIM
    if numbered:
        return None, None
    ids = {one.id for one in candidates}
    if remembered in ids and _still_holds(remembered, payer, candidates):
        return remembered, MatchHow.REMEMBERED
    accounts = [one.id for one in candidates if _account_fits(payer, one)]
    return (accounts[0], MatchHow.ACCOUNT) if len(accounts) == 1 else (None, None)


def _still_holds(remembered: str | None, payer: Payer, candidates: Sequence[Candidate]) -> bool:
    """Whether an answer remembered for this payer may be used again.

    Under a name alone it may not once the name fits another member too.
    """
    key = payer_key(payer)
    if not key.startswith("name:"):
        return key != ""
    named = {one.id for one in candidates if names_fit(payer.name, one.name)}
    return named <= {remembered}


def payer_key(payer: Payer) -> str:
    """The key under which an officer's answer about a payer is remembered, "" for never.

    The whole number; a masked number and the name; without any number the name alone. Nothing is
    remembered of a masked number without a name, or of a bank that pays for many people.
    """
    if payer.phone:
        return f"phone:{payer.phone}"
    words = name_words(payer.name)
    if not words or not (_BANKS | _REMITTERS).isdisjoint(words):
        return ""
    name = key_of_name(payer.name)
    shown = _shown_digits(payer.phone_masked)
    return f"masked:{shown[0]}*{shown[1]}:{name}" if shown else f"name:{name}"


def key_of_name(name: str) -> str:
    """How payer keys write a name: its words in order of the alphabet."""
    return " ".join(sorted(name_words(name)))


def shows_number(masked: str | None, phone: str) -> bool:
    """Whether a masked number, in any style, shows the beginning and end of an E.164 number."""
    shown = _shown_digits(masked)
    if shown is None:
        return False
    prefix, suffix = shown
    digits = phone.removeprefix("+")
    hides_some = len(prefix) + len(suffix) < len(digits)
    return hides_some and digits.startswith(prefix) and digits.endswith(suffix)


def shows_account(printed: str, number: str) -> bool:
    """Whether an account, printed whole or masked ("01****6789"), can be this number of a till, a
    paybill or a bank account."""
    if printed == number:
        return True
    parts = _MASKED.fullmatch(re.sub(r"[\s-]", "", printed))
    if parts is None or len(parts[1]) + len(parts[2]) < LEAST_SHOWN:
        return False
    hides_some = len(parts[1]) + len(parts[2]) < len(number)
    return hides_some and number.startswith(parts[1]) and number.endswith(parts[2])


def is_number(printed: str, phone: str) -> bool:
    """Whether a number, printed whole or masked, can be this E.164 number."""
    try:
        return to_e164(printed) == phone
    except PhoneError:
        return shows_number(printed, phone)


@lru_cache(maxsize=256)  # one payer is compared with every phone of the group
def _shown_digits(masked: str | None) -> tuple[str, str] | None:
    """The digits before (with the country code) and behind the mask, None when they say too little.

    "0712***345", "2547 ***** 862", "0722XXXXXX". The number of stars says nothing: it is seldom
    that of the hidden digits. The last digits alone say nothing either.
    """
    compact = re.sub(r"[\s-]", "", masked or "")
    parts = _MASKED.fullmatch(compact)
    if parts is None:
        return None
    prefix, suffix = _with_country(parts[1]), parts[2]
    shown = len(prefix) - COUNTRY_DIGITS
    return (prefix, suffix) if shown >= 1 and shown + len(suffix) >= LEAST_SHOWN else None


def _with_country(prefix: str) -> str:
    """The beginning of a number as E.164 has it, without the plus: 0712 -> 254712."""
    if prefix.startswith("+"):
        return prefix[1:]
    local = re.fullmatch(r"0?([17]\d*)", prefix)
    return f"{HOME_COUNTRY_CODE}{local[1]}" if local else re.sub("^0+", "", prefix)


def _number_fits(payer: Payer, one: Candidate) -> bool:
    """Whether the print names this member: by a whole number, or by a masked one and the name."""
    if payer.phone:
        return payer.phone in one.phones
    return _shows_a_number_of(payer, one) and names_fit(payer.name, one.name)


def _shows_a_number_of(payer: Payer, one: Candidate) -> bool:
    return any(shows_number(payer.phone_masked, phone) for phone in one.phones)


def _account_fits(payer: Payer, one: Candidate) -> bool:
    """Whether the account is exactly this member's reference, phone or name as a thumb types it.

    A reference is soon typed wrong: it says nothing where the payer's name is somebody else's.
    """
    if is_reference_of(payer.account, one):
        return not name_words(payer.name) or names_fit(payer.name, one.name)
    return is_spelt_out(payer.account, one)


def is_reference_of(account: str | None, one: Candidate) -> bool:
    """Whether an account is a member's seat, code or other reference."""
    reference = _reference(account or "")
    return bool(reference) and reference in {_reference(ref) for ref in one.refs}


def is_spelt_out(account: str | None, one: Candidate) -> bool:
    """Whether an account is a member's whole name or phone."""
    words = name_words(account or "")
    if words and sorted(words) == sorted(name_words(one.name)):
        return True
    try:
        return to_e164(account or "") in one.phones
    except PhoneError:
        return False


def _is_named_by_account(account: str | None, one: Candidate) -> bool:
    """Whether a first name or another part of a member's name is the account: a hint, no more."""
    words = {word for word in name_words(account or "") if len(word) >= LEAST_OF_NAME}
    return bool(words) and words <= set(name_words(one.name))


def _reference(text: str) -> str:
    """A reference without what thumbs add or leave out: case, blanks, signs, leading zeros."""
    return re.sub(r"[\W_]", "", text).upper().lstrip("0")
