"""Whose figures a question is about, where that is not who asks: "how much does Otieno owe"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.contents import Contents
from bot.understanding.names import Name

_OWN = ("i", "me", "mine", "to_me", "my_payments")
_DOES = frozenset({"does", "did", "has", "is", "was", "je", "if", "whether", "kama"})
_FIGURES = ("balance", "statement", "history", "debt", "pdf", "fine", "turn", "loan")
_DONE = ("pay", "debt", "receive", "got", "give", "hasnt", "finish", "remain")

_BESIDE_A_NAME = ("balance", "statement", "history", "debt", "loan", "turn")
"""What a member is asked about by their bare name beside it: "Samuel balance"."""

_CALLED_THEIRS = (*_BESIDE_A_NAME, "fine", "receipt_word", "welfare")
"""What they are asked about where it is called theirs: "faini ya Samuel"."""

_STANDING = (*_CALLED_THEIRS, "remain", "finish", "contribution", "pay", "has_come", "hasnt")
_TELLING = ("when", "how_much", "what", "how", "see", "show", "search", "give_me", "if")
_REQUESTS = ("see", "show", "give_me", "search")
_BESIDE = (
    *("courtesy", "filler", "article", "auxiliary", "common", "for", "to", "they", "not", "thanks"),
    *("greeting", "can", "already", "so_far", "last", "this", "money", "come", "round", "month"),
    *("have", "will", "receive", "list", "want", "yesterday", "now"),
    *("holds", "inverted"),
)
"""What may stand in a question about a member beside what is asked of them."""

_OF_WHO_ASKS = ("i", "me", "we", "mine", "pay_for", "paid_for")
"""What speaks of the writer's own, or of a payment by one for another."""

_OF_POTS = ("receive", "got", "pot", "disburse", "turn")


def asked_of_one(found: Contents) -> str | None:
    """Which intent tells what is asked of one member, where each word of a text belongs to that
    question: their fines, their loan, their turn, or how they stand. None for any other text."""
    name = _only_member(found)
    if name is None or found.numbers or found.receipt:
        return None
    rest = [at for at in range(len(found.text.words)) if at not in name]
    if not all(_may_ask(found, at) for at in rest) or _is_paid_for(found, name):
        return None
    return _figure(found, rest) if _is_asked(found, name, rest) else None


def asked_about(found: Contents) -> str | None:
    """The name of whom a question is about; None for the sender, and for who is only addressed."""
    only = _only_member(found)
    if only is not None and asked_of_one(found) is not None:
        return member_named(found)
    names = [name for name in found.names if _is_plainly_one(found, name)]
    owner = next((name for name in names if _is_owner(found, name)), None)
    if owner is None and not any(map(found.speaks_of, _OWN)):
        owner = next((name for name in names if _is_doing(found, name)), None)
    return owner.text if owner else None


def member_named(found: Contents) -> str | None:
    """The first member who is named, as it was written."""
    members = found.text.members or {}
    return next((name.text for name in found.names if name.start in members), None)


def _may_ask(found: Contents, at: int) -> bool:
    """Whether a word belongs to a question about another: "nionyeshe" does, "I" and "my" do not."""
    is_to_me = found.has(at, "me") and _has_any(found, [at - 1], _REQUESTS)
    if found.text.words[at] == "?" or _has_any(found, [at], _REQUESTS) or is_to_me:
        return True
    known = (*_STANDING, *_TELLING, *_BESIDE, *_OF_POTS)
    return _has_any(found, [at], known) and not _has_any(found, [at], _OF_WHO_ASKS)


def _is_paid_for(found: Contents, name: range) -> bool:
    """Whether it is said that somebody pays for a member: "paid for Otieno"."""
    at = name.start - 2
    is_verb = found.has(at, "pay") and not found.has(at, "contribution")
    return is_verb and found.has(name.start - 1, "for")


def _only_member(found: Contents) -> range | None:
    """The places of the one member's name in a text, None where there is none or several."""
    members = sorted((found.text.members or {}).items())
    if not members:
        return None
    is_one = all(end == start for (_, end), (start, _) in pairwise(members))
    return range(members[0][0], members[-1][1]) if is_one else None


def _has_any(found: Contents, places: Sequence[int], ideas: Sequence[str]) -> bool:
    return found.have(places, tuple(ideas))


def _figure(found: Contents, rest: Sequence[int]) -> str | None:
    """What is asked for. Whether a pot was had is no question of what somebody owes."""
    is_to_come = _has_any(found, rest, ["when", "will"])
    if _has_any(found, rest, ["fine"]):
        return "my_fines"
    if _has_any(found, rest, ["loan"]):
        return "loan_balance"
    if _has_any(found, rest, ["receipt_word"]):
        return "member_status"
    if _has_any(found, rest, ["turn"]) or (is_to_come and _has_any(found, rest, _OF_POTS)):
        return "my_turn"
    has_come = _has_any(found, rest, ["money"]) and _has_any(found, rest, ["come"])
    is_standing = has_come or _has_any(found, rest, _STANDING)
    return "member_status" if is_standing and not _has_any(found, rest, _OF_POTS) else None


def _is_asked(found: Contents, name: range, rest: Sequence[int]) -> bool:
    """Whether words ask: by a word or a mark for it, as somebody has done it, or of what is theirs.

    Else "pay Otieno" and "fine Otieno" are orders, and "payment of Otieno" says whose one is.
    """
    words, before, behind = found.text.words, name.start - 1, name.stop
    is_turned = any(words[at] in _DOES and at < name.start for at in rest)
    if is_turned or "?" in words or _has_any(found, rest, _TELLING):
        return True
    done = [f"{verb}.{tense}" for verb in _DONE for tense in ("past", "notyet")]
    if found.has(behind, "they") and _has_any(found, [behind], done):
        return True
    if any(found.has(at, "pay") and not found.has(at, "contribution") for at in rest):
        return False
    if found.text.surfaces[name.stop - 1].lower().endswith("'s"):
        return _has_any(found, [behind], _CALLED_THEIRS)
    is_linked = found.has(before, "for") and _has_any(found, [before - 1], _CALLED_THEIRS)
    return is_linked or _stands_beside(found, name)


def _stands_beside(found: Contents, name: range) -> bool:
    """Whether a name stands right beside a figure, and is not called first: "Otieno, balance"."""
    end = found.text.ends[name.stop - 1]
    is_called = found.text.original[end : end + 1] in (",", ":")
    places = [name.start - 1, name.stop]
    return not is_called and _has_any(found, places, _BESIDE_A_NAME)


def _is_plainly_one(found: Contents, name: Name) -> bool:
    """Whether it is a member's, or has a capital: a word that nobody knows is not asked about."""
    is_member = name.start in (found.text.members or {})
    return is_member or found.text.surfaces[name.start][:1].isupper()


def _is_owner(found: Contents, name: Name) -> bool:
    """Whether figures are called theirs: "Mary's statement", "balance ya Mary", "balance Mary"."""
    if found.text.surfaces[name.end - 1].lower().endswith("'s"):
        return _is_figure(found, name.end)
    return _is_figure(found, name.start - (2 if name.role == "for" else 1))


def _is_figure(found: Contents, at: int) -> bool:
    return any(found.has(at, idea) for idea in _FIGURES)


def _is_doing(found: Contents, name: Name) -> bool:
    """Whether a name stands as who did something or owes it."""
    before = name.start - 1
    is_asked = before >= 0 and found.text.words[before] in _DOES
    return name.role == "for" or is_asked or any(found.has(name.end, idea) for idea in _DONE)
