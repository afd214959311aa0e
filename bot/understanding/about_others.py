"""Whose figures a question is about, where that is not who asks: "how much does Otieno owe"."""

from __future__ import annotations

from bot.understanding.contents import Contents
from bot.understanding.names import Name

_OWN = ("i", "me", "mine", "to_me", "my_payments")
_DOES = frozenset({"does", "did", "has", "is", "was", "je", "if", "whether"})
_FIGURES = ("balance", "statement", "history", "debt", "pdf")
_DONE = ("pay", "debt", "receive", "got", "give", "hasnt", "finish", "remain")


def asked_about(found: Contents) -> str | None:
    """The name of whom a question is about; None for the sender, and for who is only addressed."""
    names = [name for name in found.names if _is_plainly_one(found, name)]
    owner = next((name for name in names if _is_owner(found, name)), None)
    if owner is None and not any(map(found.speaks_of, _OWN)):
        owner = next((name for name in names if _is_doing(found, name)), None)
    return owner.text if owner else None


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
