"""Money that only words speak of: an officer who did not say it confirms, or it does not count."""

from __future__ import annotations

from decimal import Decimal

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.understanding import Intent
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.money import cents_from_units


def ask_to_confirm(draft: Draft, kind: str, officer: Person, details: Facts) -> None:
    """Put it to an officer, and tell the sender whom. kind: of the question."""
    key = f"{kind}:{draft.cause.key}"
    draft.ask(kind, officer, key, {**details, "entry_key": key})
    draft.reply("asked_officer", officer=officer.name, what_cents=details["amount_cents"])


def ask_another_officer(draft: Draft, kind: str, me: Person, details: Facts) -> None:
    """Put what an officer says to another one, if possible not to the member it is about."""
    group = draft.group
    other = group.officer_besides(me.code, details["member"]) or group.officer_besides(me.code)
    if other is None:
        draft.reply("need_other_officer")
    else:
        ask_to_confirm(draft, kind, other, details)


def ask_own_share(draft: Draft, me: Person, collector: Collector, intent: Intent) -> None:
    """A collector's owner says that she paid: another officer confirms her share."""
    cents = amount_cents(intent)
    if cents is None:
        draft.reply("say_amount")
        return
    details = {
        "member": me.code,
        "member_name": me.name,
        "amount_cents": cents,
        "collector": collector.code,
    }
    ask_another_officer(draft, "own_share", me, details)


def own_phone_collector(draft: Draft) -> Collector | None:
    """The collector that is the sender's own phone: they cannot send money to it."""
    collectors = draft.situation.my_collectors if draft.situation.me is not None else ()
    return next((one for one in collectors if one.kind is CollectorKind.PHONE), None)


def amount_cents(intent: Intent) -> int | None:
    """The amount that was said, None for none or nothing."""
    amount = intent.slots.get("amount")
    if not isinstance(amount, int | Decimal) or amount <= 0:
        return None
    return cents_from_units(amount)
