"""The words that speak of each act, by the ideas that they carry."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.contents import Contents
from bot.understanding.lexicon import bits_of

_MONEY = (
    "pay", "give", "receive", "got", "money", "cash", "hand", "contribution", "bank", "treasurer",
    "chair", "secretary", "round", "month", "receipt_word", "record", "put", "finish", "give_to_me",
    "send_to", "everyone", "deposit", "pay_for",
)  # fmt: skip
OWN_SHARE = "own_share"
"""What a collector says of her own money; no intent, as it is put in words of several."""

PAY_NOW = "pay_now"
"""That the sender pays now; no intent, as "how do I pay?" is the same one."""

BESIDE: Mapping[str, tuple[str, ...]] = {
    PAY_NOW: (
        *("pay", "contribution", "round", "month", "deposit", "want", "let", "money", "put"),
        *("stk", "give_me", "send_to"),
    ),
    OWN_SHARE: (
        "pay",
        "give",
        "money",
        "cash",
        "contribution",
        "bank",
        "round",
        "month",
        "put",
        "finish",
        "deposit",
        "want",
        "let",
        "receipt_word",
    ),
    "paid_cash": _MONEY,
    "record_cash": (*_MONEY, "they", "came"),
    "pay_for": (*_MONEY, "member", "want", "let"),
    "bank_move": (*_MONEY, "groups_money", "real_bank", "withdraw", "record", "group"),
    "move_cash": (*_MONEY, "groups_money", "keeps", "group"),
    "rate": ("rate_word", "round", "numbered", "money", "new", "put", "change", "we", "group"),
    "exchange": (*_MONEY, "we", "convert", "change", "service_fee", "amend", "postponed", "switch"),
    "confirm_disbursed": (*_MONEY, "pot", "payout", "disburse", "turn", "complete", "they", "go"),
    "receive_phone": (
        "pot",
        "payout",
        "receive",
        "turn",
        "change",
        "number",
        "money",
        "send_to",
        "pay",
        "use",
        "receive_number",
        "new_number",
        "want",
    ),
    "connect_phone": ("connect", "handset", "number", "group", "want", "we", "bank", "let"),
    "disconnect_phone": ("disconnect", "handset", "number", "group", "want", "we", "bank", "let"),
    "stop_dashboard": ("dashboard", "close", "stop", "disconnect", "want", "we", "let"),
    "auditor": (
        "auditor",
        "web_link",
        "give_me",
        "give",
        "send_to",
        "want",
        "we",
        "let",
        "see",
        "group",
        *("access", "allow", "look_at", "book", "file", "open_it", "pay"),
        *("they", "you"),
    ),
    "dashboard": (
        *("dashboard", "web", "web_link", "login", "book", "file", "see", "look_at", "open_it"),
        *("give_me", "give", "send_to", "pay", "want", "we", "let", "group", "can", "how", "use"),
        *("put", "new", "stale", "where", "access", "spent_on", "do"),
    ),
    "stop_auditor": (
        *("auditor", "access", "block", "undo", "file", "book", "again", "look_at"),
        "web_link",
        "close",
        "stop",
        "disconnect",
        "finish",
        "remove",
        "let",
    ),
    "ask_to_pay": (*_MONEY, "ask_them", "stk", "they"),
    "pay_phone": (
        *("pay", "stk", "use", "number", "new_number", "others_number", "contribution", "money"),
        *("want", "let", "give_me", "send_to"),
    ),
    "give_back": (*_MONEY, "goes_back", "by_mpesa", "undo", "send_back", "return", "refund", "who"),
    "refund": (*_MONEY, "refund", "repay", "return"),
    "release_payout": ("undo", "payout", "refund", "pot", "round", "turn", "money"),
    "pay_out": (
        "pay",
        "pay_them",
        "send_to",
        "disburse",
        "give",
        "pot",
        "payout",
        "round",
        "turn",
        "money",
        "number",
        "we",
        "they",
        "everyone",
        "complete",
        "collect",
    ),
    "loan_repay": (*_MONEY, "loan", "repay", "return", "debt", "less"),
    "welfare_contribute": (*_MONEY, "welfare", "event", "help", "member"),
    "undo": (
        "undo",
        "last",
        "entry",
        "mistake",
        "err",
        "record",
        "again",
        "cash",
        "remove",
        "wrong",
    ),
    "wrong_person": (
        "wrong_number",
        "not_mine",
        "not_of",
        "i_am_not",
        "stranger",
        "number",
    ),
    "fine_member": ("fine", "charge", "absent", "come", "meeting", "excuse", "they", "last"),
    "waive": ("fine", "forgive", "undo", "remove", "late", "absent", "round", "they"),
    "approve": ("approve", "request", "loan", "number", "payout", "yes", "numbered"),
    "reject": ("reject", "request", "loan", "number", "payout", "no", "approve", "numbered"),
    "close_round": ("close", "round", "number", "finish", "complete"),
    "add_member": ("add", "member", "number", "group", "list"),
    "remind_all": (
        "remind",
        "everyone",
        "member",
        "pay",
        "debtors",
        "debt",
        "they",
        "who",
        "not",
        "contribution",
    ),
    "switch_group": ("group", "switch", "switch_to", "want", "other", "give_me", "change"),
    "join": ("join", "invite", "numbered", "want", "group", "number", "use", "give_me"),
    "language": (
        "language",
        "understand",
        "speak",
        "want",
        "can",
        "change",
        "language_word",
        "use",
        "give_me",
    ),
    "start": (
        "start",
        "message",
        "again",
        "resume",
        "want",
        "give_me",
        "pay",
        "send_to",
        "receive",
    ),
}
BESIDE["remind_one"] = BESIDE["remind_all"]


def belonging_to(intent: str, found: Contents) -> set[int]:
    """The places of the words that speak of an act itself."""
    own = bits_of(found.lexicon, BESIDE.get(intent, ()))
    return {at for at, one in enumerate(found.text.readings) if one.ideas & own}
