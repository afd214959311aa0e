"""What the group spends on itself: asked for, agreed, and then paid; or told of, as paid already.

What was paid already came out of cash in hand, or out of an account of which no text tells.

Who asks gains nothing and counts as one, unless the money was theirs, or lay in their hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bot.conversation import agreeing, sent_texts, told_before
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import AgreedExpense
from chama import entries
from chama.constitution import CollectorKind
from chama.constitution.clauses import number_of
from chama.entries import ROTATION
from chama.group import Group, Person
from chama.journal import Account
from chama.kinds import AccountKind
from chama.names import name_words
from chama.standing import in_words

SHORT_WORD = 3  # letters: "for", "ya"
LATELY = timedelta(days=14)
"""What was spent in this time may be the very same that is told of."""

LONGEST_WORDS = 60  # characters of what it was for, as an SMS shows it


@dataclass(frozen=True, slots=True)
class Wish:
    """An expense as an officer tells of it.

    words: what for. payee: the code of the member who gets it, "" for none. is_spent: it was paid
    already. is_mine: by who tells of it. is_held: with the group's money, as the words say.
    """

    cents: int
    words: str
    payee: str = ""
    is_spent: bool = False
    is_mine: bool = False
    is_held: bool = False

    def as_details(self) -> Facts:
        """For the details of a question."""
        return asdict(self)


def from_details(details: Mapping[str, Any]) -> Wish:
    """The wish that was kept so."""
    return Wish(**details)


def take(draft: Draft, me: Person, wish: Wish) -> None:
    """What is not said yet is asked; then it is put to the others, or refused by the rules."""
    rules, source = draft.group.rules.expenses, _source(draft, me, wish.cents)
    if over := over_limit(draft, wish.cents):
        draft.reply("expense_over_limit", amount_cents=wish.cents, **over)
    elif rules.needs_purpose and not wish.words:
        draft.ask("purpose", me, f"purpose:{draft.cause.key}", {"wish": wish.as_details()})
    elif wish.is_spent and wish.is_mine and wish.is_held:
        pay_from_hand(draft, me, wish)
    elif wish.is_spent and source is not None:
        details = {
            "wish": wish.as_details(),
            "held_cents": entries.lies_in(draft.balances, source),
            "account": named_account(draft, source),
        }
        draft.ask("paid_from", me, f"paid_from:{draft.cause.key}", details)
    else:
        ask_first(draft, me, wish)


def _source(draft: Draft, me: Person, cents: int) -> Account | None:
    """Where a member holds so much of the group's: notes, else the account that they look after."""
    account = draft.group.account_by_word
    places = [entries.cash(ROTATION, me.code)]
    if account is not None and account.holder == me.code:
        places.append(account.place)
    return next((one for one in places if entries.lies_in(draft.balances, one) >= cents), None)


def named_account(draft: Draft, place: Account) -> str:
    """An account that money lies in, in words; "" for somebody's notes."""
    collector = draft.group.collector(place.owner) if place.kind is AccountKind.COLLECTOR else None
    return in_words(collector) if collector is not None else ""


def pay_from_hand(draft: Draft, me: Person, wish: Wish) -> None:
    """It was paid out of what who tells of it holds: never more than there is."""
    source = _source(draft, me, wish.cents)
    if source is None:
        held_cents = entries.cash_of(draft.balances, me.code)
        draft.reply("holds_less", name="", amount_cents=wish.cents, held_cents=held_cents)
        return
    agreed = [
        one for one in fitting(draft, wish.cents) if shares_word(one.facts["words"], wish.words)
    ]
    number = agreed[0].number if len(agreed) == 1 else ""
    _propose(draft, me, wish, out_of=source, gains={me.code}, set_aside=number)


def ask_first(draft: Draft, me: Person, wish: Wish) -> None:
    """It is agreed before the money leaves, or is given back to who has paid it of their own."""
    holds_phone = any(
        one.holder == me.code and one.kind is not CollectorKind.BANK
        for one in draft.group.collectors
    )
    is_own = wish.is_spent and wish.is_mine and not holds_phone
    gets = wish.payee or (me.code if is_own else "")
    _propose(draft, me, wish, payee=gets, gains={gets} - {""})


def _propose(
    draft: Draft,
    me: Person,
    wish: Wish,
    *,
    gains: set[str],
    payee: str = "",
    out_of: Account | None = None,
    set_aside: str = "",
) -> None:
    holder = me if out_of is not None else None
    facts = {
        "amount_cents": wish.cents,
        "words": wish.words,
        "asker_name": me.name,
        "payee": payee,
        "payee_name": draft.group.name_of(payee),
        "holder": holder.code if holder else "",
        "holder_name": holder.name if holder else "",
        "place": out_of.code if out_of else "",
        "account": named_account(draft, out_of) if out_of else "",
        "gains": sorted(gains),
        "set_aside": set_aside,
        **({} if set_aside else of_own_money(draft, wish.cents)),
        **({} if out_of is not None else sent_texts.alike(draft, wish.cents)),
    }
    key = f"expense:{me.code}:{facts['place']}:{wish.cents}:{wish.words.casefold()}"
    needed = agreeing.needed_besides(draft, draft.group.rules.approvals.expense, gains)
    voters = agreeing.propose(draft, "expense", key, facts, needed=needed, member=payee)
    if voters is not None:
        draft.reply("asked_expense", officer=agreeing.names(voters.people), **shown(facts))


def shown(facts: Facts) -> Facts:
    """What a question or a reply shows of it."""
    return {
        "name": facts["asker_name"],
        "amount_cents": facts["amount_cents"],
        "words": facts["words"],
        "to": facts["payee_name"],
        "holder": facts["holder_name"],
        "account": facts.get("account", ""),
        "own_cents": facts.get("own_cents", 0),
        "short_cents": facts.get("short_cents", 0),
        "sent_code": facts.get("sent_code", ""),
        "sent_to": facts.get("sent_to", ""),
    }


def like(
    draft: Draft, cents: int, words: str, currency: str = "", besides: str = ""
) -> list[Facts]:
    """What was spent lately, or agreed to be: as much, or with a word in common.

    besides: the number of the agreed expense that is paid by it, "" for none.
    """
    found: list[Facts] = []
    for one in told_before.standing(draft, LATELY):
        lines = [line for line in one.entry.postings if line.account.kind is AccountKind.EXPENSES]
        spent_cents = sum(line.amount_cents for line in lines)
        spent_in = lines[0].account.currency if lines else ""
        is_its_own = bool(besides) and one.entry.key == f"expense:{besides}"
        if spent_cents <= 0 or spent_in != currency or is_its_own:
            continue
        if spent_cents == cents or shares_word(one.entry.memo, words):
            found.append(
                told_before.line(one, spent_cents, spent_in, entries.spent_on(one.entry.memo))
            )
    return told_before.newest(found)


def of_own_money(draft: Draft, cents: int) -> Facts:
    """How much the group has of its own, and how much of an expense is its members' money."""
    own_cents = max(0, entries.own_cents(draft.balances))
    return {"own_cents": own_cents, "short_cents": max(0, cents - own_cents)}


def over_limit(draft: Draft, cents: int) -> Facts:
    """The most that one expense may be, with its clause, where this one is more."""
    limit_cents = draft.group.rules.expenses.limit_cents
    if limit_cents is None or cents <= limit_cents:
        return {}
    return {"limit_cents": limit_cents, "clause": number_of("expenses.limit")}


def fitting(draft: Draft, cents: int, payee: str = "", name: str = "") -> list[AgreedExpense]:
    """The agreed expenses of just so much that were not paid.

    payee, name: of who got the money, the member's code and as printed: what was agreed for another
    member does not fit, and what names them fits best.
    """
    waiting = [
        one
        for one in draft.situation.agreed_expenses
        if entries.set_aside(one.number) in draft.balances
        and one.facts["amount_cents"] == cents
        and one.facts["payee"] in ("", payee)
    ]
    named = [one for one in waiting if shares_word(one.facts["words"], name)]
    return named if len(named) == 1 else waiting


def shares_word(words: str, said: str) -> bool:
    """Whether what something was for has a word in common with what is said, a short one aside."""
    of_it = set(name_words(words))
    return any(len(word) > SHORT_WORD and word in of_it for word in name_words(said))


def stand_of(group: Group, agreed: AgreedExpense, gaining: set[str]) -> tuple[str, ...]:
    """Those who stand for an agreed expense and do not gain by its payment, if they are enough."""
    stand = tuple(one for one in agreed.stand if group.person(one) and one not in gaining)
    return stand if len(stand) >= group.rules.approvals.expense else ()
