"""Words that would act but are not accounted for one by one: what they seem to mean is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import withdrawing
from bot.conversation.beneficiaries import PAY_FOR, is_denied
from bot.conversation.commands import (
    amend_rule,
    commands,
    pay_for,
    pay_phone,
    pot_sent,
    remind_one,
    undo,
)
from bot.conversation.commands import needs as needs_of
from bot.conversation.draft import Draft
from bot.conversation.proposals import receive_phone
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question
from bot.understanding import Intent, states_payment
from bot.understanding.names import names_parent_of
from chama.constitution import Office
from chama.constitution.clauses import number_of
from chama.group import Person
from chama.money import cents_from_units, units_from_cents
from chama.names import names_fit
from chama.standing import as_dialled

CASH = frozenset({"paid_cash", "record_cash"})
FINES = frozenset({"fine_member", "waive"})
MOVES = frozenset({"move_cash", "bank_move"})
PAYOUTS = frozenset({"pay_out", "release_payout", "refund"})
REMIND = frozenset({"remind_all", "remind_one"})
EXPENSE, ASK_TO_PAY = "expense", "ask_to_pay"
OFFERED = (
    CASH
    | FINES
    | MOVES
    | PAYOUTS
    | REMIND
    | {PAY_FOR, "undo", "amend_rule", "receive_phone", EXPENSE, "confirm_disbursed"}
    | {ASK_TO_PAY, "pay_phone", "give_back"}
)
"""What acts when it is said: where it is not said surely it is offered."""

ASK_THEMSELVES = frozenset({
    "announce", "meeting", "rate", "exchange", "welfare_contribute", "wrong_person",
    "connect_phone", "disconnect_phone", "auditor", "stop_auditor",
})  # fmt: skip
"""What acts as well, and whose command asks or explains where it is not said surely."""

OF_NOBODY_ELSE = frozenset({"start", "language", "switch_group", "stop_dashboard"})
"""What is the sender's own to want, and taken back by the next word."""

_AGREED = {PAY_FOR: pay_for.decide_agreed, "undo": undo.decide_agreed}
"""What is done on a yes where the words by themselves could do something else."""

_EXAMPLES = {**dict.fromkeys(FINES, "absent"), ASK_TO_PAY: "prompt"}
"""Of which the reply that asks for one text each gives an example."""

_VALUES: Mapping[str, frozenset[str]] = {
    "record_cash": frozenset({"name", "amount"}),
    "paid_cash": frozenset({"amount"}),
    "move_cash": frozenset({"amount"}),
    "bank_move": frozenset({"amount"}),
    EXPENSE: frozenset({"amount"}),
    PAY_FOR: frozenset({"name"}),
    "refund": frozenset({"name", "amount"}),
    "fine_member": frozenset({"names", "what"}),
    "waive": frozenset({"names", "reason"}),
    "release_payout": frozenset({"name"}),
    "remind_one": frozenset({"name"}),
    ASK_TO_PAY: frozenset({"name"}),
    "give_back": frozenset({"receipt"}),
}
"""Without what a guess is no act that anybody could agree to."""

OF_OFFICERS = (
    FINES | MOVES | PAYOUTS | REMIND | {"record_cash", "undo", EXPENSE, ASK_TO_PAY, "give_back"}
)


def offer(draft: Draft, intent: Intent) -> bool:
    """Offer the reading of a text that must not act by itself; whether that was due.

    What would only be asked back after a yes is asked at once: who is named and is nobody of the
    group, how much is whose, and an amount that cannot be read. What only officers may do is not
    offered to others: they are told so.
    """
    me = draft.situation.me
    if intent.sure or me is None or not _is_to_be_offered(draft, intent, me):
        return False
    if missing := _missing(draft, intent, me):
        template, facts = missing
        draft.reply(template, **facts)
    elif intent.is_guess and not has_values(intent):
        draft.reply("how_to_say", intent=intent.name)
    elif _is_of_payments_to_come(draft, intent):
        pay_for.decide(draft, intent)
    else:
        details = {**as_details(intent), "text": draft.cause.text}
        draft.ask("did_you_mean", me, f"meant:{draft.cause.key}", details)
    return True


def is_whole(draft: Draft, intent: Intent, me: Person) -> bool:
    """Whether an act may be offered to the sender as it stands, with nothing to ask back."""
    return (
        _is_to_be_offered(draft, intent, me)
        and _missing(draft, intent, me) is None
        and not _is_of_payments_to_come(draft, intent)
    )


def has_values(intent: Intent) -> bool:
    """Whether all was said without which an act is none."""
    is_of_somebody = intent.name != "move_cash" or bool(intent.slots.keys() & {"name", "to"})
    return is_of_somebody and _VALUES.get(intent.name, frozenset()) <= intent.slots.keys()


def _is_to_be_offered(draft: Draft, intent: Intent, me: Person) -> bool:
    """Whether a yes would do it, and its command would not rather ask or explain by itself."""
    match intent.name:
        case "receive_phone":
            phone = str(intent.slots.get("phone", ""))
            return receive_phone.is_changed_by(draft, me, phone)
        case "pay_phone":
            return pay_phone.is_offered(draft, me, intent)
        case "amend_rule":
            return amend_rule.is_complete(draft, intent)
        case "confirm_disbursed":
            return pot_sent.is_of_own_pot(draft, intent)  # else it only says how to show it
        case "remind_one":
            return remind_one.is_clear(draft, intent)  # else it asks who is meant
        case "fine_member" | "waive":
            return has_values(intent) and intent.slots.get("what") != "late"  # else it asks back
        case _:
            return intent.name in OFFERED


def _missing(draft: Draft, intent: Intent, me: Person) -> tuple[str, Mapping[str, Any]] | None:
    """The reply that says why an act cannot be offered yet, or not to the sender; None for none."""
    if intent.name == PAY_FOR and is_denied(str(intent.slots.get("name", "")), draft.cause.text):
        return "say_plainly", {}
    if intent.name == "undo" and intent.is_guess and not (me.is_officer or intent.slots):
        return "say_plainly", {}  # "nilikosea kuandika": of nothing that is in the book
    if intent.name in OF_OFFICERS and not me.is_officer and not _may_withdraw(draft, intent, me):
        officers = ", ".join(officer.name for officer in draft.group.officers)
        return "officers_only", {"officers": officers}
    if intent.slots.get("several"):
        return "say_each", {"example": _EXAMPLES.get(intent.name, "one")}
    if "people" in intent.slots:
        return "say_each", {"example": "received" if intent.name == "record_cash" else "shares"}
    if stranger := _stranger_in(draft, intent):
        return "name_unclear", {"name": stranger}
    if not _lacks_amount(intent):
        return None
    return ("say_amount_received" if intent.name == "record_cash" else "say_amount"), {}


def _is_of_payments_to_come(draft: Draft, intent: Intent) -> bool:
    """Whether words on whom a payment is for tell of none that was made: how it is done is said."""
    return intent.name == PAY_FOR and not states_payment(draft.cause.text)


def _lacks_amount(intent: Intent) -> bool:
    """Whether its amount is not said, or is said in a way that means two."""
    if intent.name == ASK_TO_PAY:
        return bool(intent.slots.keys() & {"unclear_amount", "unread"})
    return intent.name in CASH | {EXPENSE} and not intent.slots.keys() & {"amount", "people"}


def _may_withdraw(draft: Draft, intent: Intent, me: Person) -> bool:
    """Whether a member has something of their own to take back."""
    return intent.name == "undo" and withdrawing.newest_own(draft, me) is not None


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The act with its values, as a sentence."""
    return "ask_did_you_mean", facts_of(details)


def facts_of(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the sentence of an act shows of it. details: as `as_details` has them."""
    slots = details["slots"]
    return {
        "intent": details["intent"],
        "name": ", ".join(slots.get("names", ())) or slots.get("name", ""),
        "but": ", ".join(slots.get("but", ())),
        "what": slots.get("what", ""),
        "to": slots.get("to", ""),
        "whose": slots.get("for", ""),
        "withdrawn": slots.get("withdrawn", False),
        "words": slots.get("purpose", ""),
        "is_spent": slots.get("spent", False),
        "amount_cents": slots.get("amount_cents"),
        "code": slots.get("receipt") or slots.get("book_ref", ""),
        "phone": as_dialled(slots["phone"]) if slots.get("phone") else "",
        "rule": number_of(slots["path"]) if slots.get("path") else slots.get("number", ""),
        "value": slots.get("word") or _plain_amount(slots.get("amount_cents")),
    }


def _plain_amount(cents: int | None) -> str:
    """An amount as it was written, which may count days; "" for none."""
    return "" if cents is None else str(units_from_cents(cents))


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """That, or not."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What the act that a yes does wants loaded."""
    return needs_of(details["intent"])


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who meant it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Do what was offered, and only that: its values count, not the words they were taken from."""
    if value == YES.value:
        do(draft, question.details, question.details["text"])
    else:
        draft.reply("say_plainly")


def do(draft: Draft, details: Mapping[str, Any], text: str) -> None:
    """Do an act that was offered and chosen. details: as `as_details` has them. text: in which it
    was read."""
    draft.hear(text)
    slots = dict(details["slots"])
    if (cents := slots.pop("amount_cents", None)) is not None:
        slots["amount"] = units_from_cents(cents)
    intent = Intent(details["intent"], slots)
    act = _AGREED.get(intent.name, commands()[intent.name].decide)
    act(draft, intent)


def as_details(intent: Intent) -> Mapping[str, Any]:
    """An intent as a question keeps it: its name, and its plain values."""
    return {"intent": intent.name, "slots": _as_json(intent)}


def _stranger_in(draft: Draft, intent: Intent) -> str:
    """A name that is no member's nor the word for an office, "" for none.

    Whoever is paid for what the group buys may be anybody.
    """
    if intent.name == EXPENSE:
        return ""
    named = (str(intent.slots.get(slot, "")) for slot in ("name", "to", "for"))
    return next((name for name in named if name and not _is_known(draft, name)), "")


def _is_known(draft: Draft, name: str) -> bool:
    is_office = name.casefold() in frozenset(Office)
    fitting = [one.name for one in draft.group.people if names_fit(name, one.name)]
    return is_office or any(not names_parent_of(name, known) for known in fitting)


def _as_json(intent: Intent) -> dict[str, Any]:
    """Its values as they are kept, an amount in cents."""
    amount = intent.slots.get("amount")
    cents = {} if amount is None else {"amount_cents": cents_from_units(amount)}
    return {**{name: said for name, said in intent.slots.items() if _is_plain(name, said)}, **cents}


def _is_plain(name: str, said: object) -> bool:
    is_names = isinstance(said, tuple) and all(isinstance(one, str) for one in said)
    return name != "amount" and (is_names or isinstance(said, str | int))
