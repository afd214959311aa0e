"""Words that would act but are not accounted for one by one: what they seem to mean is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.commands import commands
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from bot.understanding import Intent
from chama.names import names_fit

OFFERED = frozenset({"paid_cash", "record_cash", "pay_for", "undo"})
"""What acts when it is said; everything else only answers, or asks before it does anything."""


def offer(draft: Draft, intent: Intent) -> bool:
    """Offer the reading of a text that must not act by itself; whether that was due."""
    me = draft.situation.me
    if intent.sure or intent.name not in OFFERED or me is None or _names_nobody(draft, intent):
        return False
    details = {"intent": intent.name, "slots": _as_json(intent), "text": draft.cause.text}
    draft.ask("did_you_mean", me, f"meant:{draft.cause.key}", details)
    return True


def _names_nobody(draft: Draft, intent: Intent) -> bool:
    """Whether it names somebody who is no member: nothing is done then, and it is said so."""
    name = str(intent.slots.get("name", ""))
    return name != "" and not any(names_fit(name, person.name) for person in draft.group.people)


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The act with its values, as a sentence."""
    slots = details["slots"]
    return "ask_did_you_mean", {
        "intent": details["intent"],
        "name": slots.get("name", ""),
        "to": slots.get("to", ""),
        "amount_cents": slots.get("amount_cents"),
        "code": slots.get("receipt", ""),
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """That, or not."""
    return YES_OR_NO


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who meant it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Do what was offered, as if it had been said plainly."""
    details = question.details
    if value != YES.value:
        draft.reply("say_plainly")
        return
    draft.hear(details["text"])
    slots = {name: said for name, said in details["slots"].items() if name != "amount_cents"}
    commands()[details["intent"]].decide(draft, Intent(details["intent"], slots))


def _as_json(intent: Intent) -> dict[str, Any]:
    amount = intent.slots.get("amount")
    cents = {"amount_cents": int(amount * 100)} if isinstance(amount, int) else {}
    return {**{name: said for name, said in intent.slots.items() if _is_plain(said)}, **cents}


def _is_plain(said: object) -> bool:
    return isinstance(said, str | int)
