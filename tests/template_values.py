"""Sample values for every template: invented people of Umoja, as the deciding code passes them.

A template may have several samples, one for each way its sentences can turn. `LISTS` names the
templates whose length grows with their items.
"""

from __future__ import annotations

from bot.conversation import topics
from bot.conversation.by_api.asking import Not
from bot.conversation.clicking import NO_OFFICE, SIGNED_OUT
from bot.conversation.proposals.give_back import MOST_DAYS, WhyNot
from bot.conversation.questions import did_you_mean
from bot.importing.findings import LOUDEST_FIRST
from bot.payments.port import Why
from chama.constitution.clauses import CHAPTERS, chapter
from tests.builders import rules

KES = {"currency": "KES"}
BY_WORD = {"is_by_word": True}
"""Payments are told; elsewhere M-Pesa's texts show them."""
BY_ITSELF = {"is_by_itself": True}
"""The provider shows them."""
CHAMA = {"chama": "Umoja Women Group"}
ME = {"name": "Achieng Akinyi"}
ROUND = {"round": 3}
DUE = {"due_on": "2026-11-27"}
_ACCOUNT = "bank account 12345678 (Thika Road Club)"
PAY_TO = {"pay_to": "0712345678 (Wanjiru)"}
PAYBILL = {"pay_to": "paybill 522522, account BCY-3 (Umoja)"}
CHAIN = {"chain": "QK7ZM2PA"}
CODE = {"code": "UKM4X7Q2LP"}
AMOUNT = {"amount_cents": 150_000}
OWN = {"paid_in": "", "worth_cents": 150_000}
IN_POUNDS = {"currency": "GBP"}
ABROAD = {"amount_cents": 990_000, "paid_in": "KES", "worth_cents": 6_000}
"""Of a payment in the group's own currency, and of one in another."""
LEFT = {"remaining_cents": 50_000}
PROGRESS = {
    "paid_count": 7,
    "member_count": 12,
    "collected_cents": 1_050_000,
    "expected_cents": 1_800_000,
}
MEMBERS = {"options": ["Otieno Odhiambo", "Achieng Akinyi"]}

_OUR_RULES = rules(
    more='[fines]\nlate = "10%"\nlate_every = "week"\nlate_cap = 500\nabsent = 200\n'
    '[welfare]\nevery = "month"\ndues = 200\nassessment = 500\n'
    "events = {parent = 20000, spouse = 30000}\n"
).rules


_PHONE = {"number": "0712345678", "holder": "Wanjiru Kamau"}
_SECRET = "abcdefghijkmnpqrstuvwxyz23456789"
_TOS = ({"to": "0712345678 (Wanjiru)"}, {"to": ""})


_SAID = "I paid on Friday by M-Pesa but it is not on my statement, please look"
_SAYINGS = [
    {"what": what, "member_name": name, "code": "", "text": "samahani, nitalipa ijumaa kwa..."}
    for what, name in (
        ("late_notice", "Achieng Akinyi"),
        ("apology", "Baraka Mwangi"),
        ("paid_for_me", "Njeri Wambui"),
        ("not_group_money", "Otieno Odhiambo"),
        ("request", "Mary Akinyi"),
    )
]
_DECIDED = ("agreed", "not_agreed", "call")
_ANSWERED = {
    "late_notice": _DECIDED,
    "apology": _DECIDED,
    "request": _DECIDED,
    "paid_for_me": ("noted", "call"),
    "not_group_money": ("ours", "call"),
    "dispute": ("call", "settled"),
}
"""What officers answer to what members say, by what that is."""


def _without(values: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}


_TOPICS = sorted(topics.ALL)


def _topic(intent: str) -> dict[str, object]:
    """A line of a list that names what may be asked."""
    return {**did_you_mean.facts_of({"intent": intent, "slots": {}}), "is_whole": False}


def _line(intent: str, **slots: object) -> dict[str, object]:
    """A line of a list that is an act with its values."""
    return {**did_you_mean.facts_of({"intent": intent, "slots": slots}), "is_whole": True}


def _clauses(section: str) -> list[dict[str, object]]:
    return [one.facts() for one in chapter(_OUR_RULES, section)]


_CHANGE: dict[str, object] = {
    "proposer": "Achieng Akinyi",
    "clauses": [_clauses("fines")[0], {**_clauses("fines")[4], "from_on": "2026-12-04"}],
}
_CHANGE_OF_TEXT: dict[str, object] = {
    "proposer": "Achieng Akinyi",
    "clauses": [
        {
            "number": "5.2",
            "section": "payout",
            "key": "short_pot",
            "told": told,
            "from_on": from_on,
            "until_on": "",
        }
        for told, from_on in (("wait", ""), ("pay", "2026-12-04"))
    ],
}

_HARD_DAY = {**ME, "is_own": True, "kind": "bereavement"}
_EVENTS = [
    {"event": "parent", "amount_cents": 500_000},
    {"event": "school_fees", "amount_cents": 1_000_000},
]
_EVERY_KIND_OF_DAY = [
    *(
        {**_HARD_DAY, "kind": kind}
        for kind in ("hospital", "birth", "wedding", "disaster", "other")
    ),
    {**_HARD_DAY, "is_own": False},
]
_ASK_WELFARE = {
    **ME, **CHAMA, **KES, "said_by_name": "", "kind": "bereavement", "event": "parent",
    "text": "Nimefiwa na baba yangu jana usiku, naomba welfare inisaidie", "clause": "7.5",
    "amount_cents": 420_000, "rule_cents": 500_000, "left_cents": 420_000,
    "assessment_cents": 50_000, "earlier_on": "", "earlier_cents": 0,
}  # fmt: skip
_WELFARE_ASKED = {
    "is_all_there_is": False,
    **_HARD_DAY, **KES, "event": "parent", "amount_cents": 420_000, "rule_cents": 500_000,
    "clause": "7.5", "officer": "Wanjiru Kamau, Otieno Ouma",
}  # fmt: skip
_GRANTED = {
    **ME, **CHAMA, **KES, **CHAIN, "is_own": True, "member_name": "Achieng Akinyi",
    "is_sender": False,
    "kind": "bereavement", "amount_cents": 420_000, "phone": "0712345678",
    "officers": "Wanjiru Kamau, Otieno Ouma",
}  # fmt: skip
_ASSESSED = {
    **ME, **CHAMA, **KES, **PAY_TO, **LEFT, "member_name": "Otieno Odhiambo",
    "kind": "bereavement", "amount_cents": 50_000, "clause": "7.4",
}  # fmt: skip
_WELFARE_FUND = {
    **CHAMA, **KES, **PAY_TO, "money_cents": 1_230_000, "promised_cents": 500_000,
    "owed_cents": 20_000, "in_count": 4, "in_cents": 80_000, "out_count": 1, "out_cents": 500_000,
    "next_on": "2026-12-01", "dues_cents": 20_000, "clause": "7.2",
}  # fmt: skip
_RECEIPT = {
    **ME, **KES, **CHAMA, **AMOUNT, **CODE, **CHAIN, **LEFT, "rounds": [3],
    "fines_cents": 0, "welfare_cents": 0, "spared_cents": 0, "repaid_cents": 0, "advance_cents": 0,
    "paid_for": "", "paid_by": "", "paid_in": "", "worth_cents": 150_000, "left_cents": 0,
}  # fmt: skip
_RECEIPTS = {
    **ME, **KES, **CHAMA, **LEFT, "advance_cents": 0, "spared_cents": 0, "repaid_cents": 0,
    "items": [
        {**AMOUNT, **CODE, **CHAIN, **OWN},
        {"amount_cents": 25_050, "code": "UKN1B2C3D4", "chain": "M2PAQK7Z", **OWN},
    ],
}  # fmt: skip
_RECORDED_ITEM = {
    **ME, **AMOUNT, **CODE, **CHAIN, **OWN, "rounds": [3], "fines_cents": 0, "welfare_cents": 0,
    "spared_cents": 0, "repaid_cents": 0, "ahead_cents": 0,
}  # fmt: skip
_OF_ROUND = {"what": "round", "clause": ""}
_OF_FINE = {"what": "fine", "clause": "6.1", "due_on": ""}
_RECORDED = {
    **KES, **CHAMA, **ROUND, **PROGRESS,
    "items": [_RECORDED_ITEM], "complete": False, "recipient": "Otieno Odhiambo",
}  # fmt: skip
_WAITS = {
    **CHAMA, **IN_POUNDS, **CODE, **ROUND,
    "amount_cents": 990_000, "paid_in": "KES", "clause": "15.2",
}  # fmt: skip
_RATE = {
    **CHAMA, **IN_POUNDS, **ROUND,
    "other": "KES", "per_unit": "129.35", "source": "CBK 1 Nov",
    "due_cents": 6_000, "asked_cents": 776_100, "officer": "Wanjiru Kamau",
}  # fmt: skip
_RATE_TOLD = {
    **CHAMA, **IN_POUNDS, **ROUND,
    "other": "KES", "per_unit": "129.35", "source": "CBK 1 Nov",
    "asked_cents": 776_100, "to": "0712345678 (Wanjiru)",
    "officers": "Wanjiru Kamau, Mary Wambui",
}  # fmt: skip
_RATE_NOW = {
    **CHAMA, **IN_POUNDS, **ROUND, "clause": "15.2", "is_payable": True, "payable": [],
    "rates": [{"other": "KES", "per_unit": "165", "source": ""}],
}  # fmt: skip
_EXCHANGE = {
    **CHAMA, **IN_POUNDS, "officer": "Wanjiru Kamau", "rate": "GBP 1 = KES 164", "code": "",
    "gave_cents": 60_000, "gave_in": "GBP", "got_cents": 9_840_000, "got_in": "KES",
    "fee_cents": 400, "fee_in": "GBP",
}  # fmt: skip
_CLAIM_ITEM = {**CODE, **AMOUNT, "paid_in": "", "shares": []}
_CLAIM = {**KES, **CHAMA, "items": [_CLAIM_ITEM], "treasurer": "Wanjiru Kamau"}
_CLAIM_SHARES = [
    {"name": "Otieno Odhiambo", "amount_cents": 100_000},
    {"name": "Achieng Akinyi", "amount_cents": 50_000},
]
_BALANCE = {
    "is_own": True, **ME, **CHAMA, **KES, **PAY_TO, **CHAIN,
    "dues": [{**_OF_ROUND, **ROUND, **DUE, **LEFT}],
    "total_cents": 50_000, "unpaid_cents": 50_000, "advance_cents": 0,
    "waiting_cents": 0, "waiting_codes": [], "payable": [], "for_rate": [],
}  # fmt: skip
_IN = {"paid_in": ""}
_PAID = {
    **AMOUNT, "code": "", "is_pot": False, "came_cents": 0, "paid_in": "", "fines_cents": 0,
    "rounds_cents": 450_000, "welfare_cents": 0, "fined": 0, "clause": "",
}  # fmt: skip
_STATEMENT = {
    "is_own": True, **ME, **CHAMA, **KES, "total_cents": 450_000, "paid_for": [], "more": 0,
    "items": [
        {**_PAID, "on": "2026-11-06", **CODE},
        {**_PAID, "on": "2026-11-13", "fines_cents": 5_000, "welfare_cents": 10_000},
        {**_PAID, "on": "", **CODE, "is_pot": True},
        {**_PAID, "on": "2026-11-13", "fined": 1, "clause": "6.1"},
        {**_PAID, "on": "2026-11-13", "fined": -1, "clause": "6.1"},
        {**_PAID, "on": "2026-11-14", **CODE, "came_cents": 990_000, "paid_in": "USD"},
    ],
}  # fmt: skip
_FOR_RATE = {"other": "KES", "amount_cents": 990_000}
_OWES = {
    **LEFT, "fines_cents": 0, "welfare_cents": 0, "says_sent": True, "said_cents": 0,
    "for_rate": [],
}  # fmt: skip
_MY_TURN = {
    **ME, **CHAMA, "seat": 5, "round": 5, "on": "2026-12-11", "now": False,
    **KES, "gets_cents": 1_500_000, "has_got": False,
}  # fmt: skip
_STATUS = {
    **CHAMA, **ROUND, **KES, **PROGRESS, **DUE, "recipient": "Otieno Odhiambo", "complete": False,
    "abroad": [], "paid_on": "", "before": [],
}  # fmt: skip
_REMINDER = {
    **ME, **CHAMA, **KES, **DUE, **PAY_TO, "when": "before", "waiting_cents": 0,
    "current_cents": 50_000, "arrears_cents": 0, "fines_cents": 0, "welfare_cents": 0,
    "is_treasurer": False, "can_push": False,
}  # fmt: skip
_FINED = {
    **ME, **CHAMA, **KES, **PAY_TO, "clause": "6.1", "rules_of": "", "amount_cents": 5_000,
    "remaining_cents": 155_000, "waiting_cents": 0,
}  # fmt: skip
_ABSENCE = {**KES, "clause": "6.5", "on": "2026-11-28"}
_FINED_MEMBERS = [
    {"name": "Otieno Odhiambo", "amount_cents": 20_000},
    {"name": "Achieng Akinyi", "amount_cents": 40_000},
]
_WAIVER = {
    **KES, **AMOUNT, "member_name": "Otieno Odhiambo",
    "fines": [{"round": 3, "clause": "6.1"}, {"round": 0, "clause": "6.5"}],
}  # fmt: skip
_WAIVED = {
    **ME, **CHAMA, **KES, **AMOUNT, "officers": "Wanjiru Kamau, Mary Wambui",
    "fines": [{"round": 3, "clause": "6.1"}],
}  # fmt: skip
_PAYABLE = {"other": "KES", "per_unit": "165", "asked_cents": 990_000, "to": "0712345678 (Wanjiru)"}
_HOW_TO_PAY = {
    "is_own": True, **ME, **CHAMA, **KES, **LEFT, **PAY_TO, "waiting_cents": 0, "payable": [],
    "for_rate": [], "can_push": False, "is_asked": False,
}  # fmt: skip
_DEADLINE = {
    **ME, **CHAMA, **KES, **ROUND, **DUE, "is_over": False, "left_cents": 50_000,
    "besides_cents": 0, "waiting_cents": 0, "next_on": "", "fine_on": "2026-11-30", "clause": "6.1",
}  # fmt: skip
_OFFICERS = [
    {"office": "treasurer", "name": "Wanjiru Kamau", "is_you": False},
    {"office": "chair", "name": "Otieno Odhiambo", "is_you": True},
    {"office": "secretary", "name": "Mary Wambui", "is_you": False},
]
_STANDS = {
    **ME, **CHAMA, **KES, **DUE, "total_cents": 50_000, "rounds": [3], "fines_cents": 0,
    "welfare_cents": 0, "waiting_cents": 0, "waiting_codes": [], "for_rate": [],
    "advance_cents": 0, "last_cents": 100_000, "last_on": "2026-11-13", **CODE, "is_own": False,
}  # fmt: skip
_FIGURES_OF_LEAVING = [
    {"left_cents": left, "advance_cents": ahead}
    for left, ahead in ((100_000, 0), (0, 25_000), (0, 0), (100_000, 25_000))
]
_OPEN_ITEM = {
    **ME,
    **AMOUNT,
    **CODE,
    "paid_in": "",
    "kind": "claim",
    "since": "2026-11-21",
    "asked": [],
}
_OPEN_ITEMS = [
    {**_OPEN_ITEM, "kind": "whose_payment", "name": "JOHN OTIENO", "asked": ["Wanjiru Kamau"]},
    {**_OPEN_ITEM, "kind": "money_out", "asked": ["Wanjiru Kamau", "Mary Wambui"]},
    {**_OPEN_ITEM, "kind": "unowned", "name": ""},
    _OPEN_ITEM,
    {**_OPEN_ITEM, "amount_cents": None},
    {**_OPEN_ITEM, "kind": "meeting", "name": "", "amount_cents": None, "code": ""},
]
_WELCOME = {
    **ME, **CHAMA, **KES, "added_by": "Wanjiru Kamau", "contribution_cents": 100_000,
    "every": "week", "starts_on": "2026-11-27", "due_on": "2026-12-03",
}  # fmt: skip
_WHOSE = {
    **AMOUNT, **KES, **CODE, **CHAMA, **MEMBERS,
    "payer": "JOHN OTIENO", "phone": "0712***345", "account": "", "hint_334": False,
}  # fmt: skip
_REVIEW = {
    **AMOUNT, **KES, **ME, **CODE, **CHAMA,
    "reasons": ["code_date_mismatch", "hidden_characters"],
    "shares": [{"name": "Otieno Odhiambo", "amount_cents": 150_000}],
}  # fmt: skip
_UNDONE = {
    **CODE, **AMOUNT, **KES, **CHAMA, **CHAIN,
    "officers": "Wanjiru Kamau", "member_name": "Otieno Odhiambo", "paid_in": "",
}  # fmt: skip
_UNDONE_MEMBER = {
    **CODE, **AMOUNT, **KES, **CHAMA, **CHAIN, **ME, **LEFT, "officers": "Wanjiru Kamau",
    "paid_in": "",
}  # fmt: skip
_SHARED = {
    **KES,
    "shares": [
        {"name": "Otieno Odhiambo", "amount_cents": 100_000},
        {"name": "Achieng Akinyi", "amount_cents": None},
    ],
}  # fmt: skip
_MONEY_OUT = {
    **AMOUNT, **KES, **CODE, **CHAMA, **ROUND,
    "name": "Wanjiru Kamau", "recipient": "Otieno Odhiambo", "turn": "Otieno Odhiambo",
    "purpose": "pot", "is_payee": True, "is_namesake": False, "pot_cents": 150_000,
    "paid_in_cents": 150_000, "agree_code": "4821", "fee_cents": 0, "agreed_cents": 0,
    "words": "", "own_cents": 0, "short_cents": 0, "limit_cents": 0, "clause": "",
}  # fmt: skip
_POTS = [{**ROUND, **AMOUNT, "name": "Otieno Odhiambo"}]
_SLIPS = [
    {
        **CHAMA,
        **KES,
        **ROUND,
        **AMOUNT,
        "recipient": "Otieno Odhiambo",
        "phone": "0712345678",
        "gross_cents": 180_000,
        "short_cents": short_cents,
        "deducted": deducted,
    }
    for short_cents, deducted in (
        (0, []),
        (
            50_000,
            [
                {"is_fine": False, "rounds": [1, 2], "cents": 20_000},
                {"is_fine": True, "rounds": [], "cents": 5_000},
            ],
        ),
        (0, [{"is_fine": False, "rounds": [], "cents": 30_000}]),
    )
]
_HANDED = [
    {
        **CHAMA,
        **KES,
        **AMOUNT,
        "recipient": "Otieno Odhiambo",
        "giver": giver,
        "is_own": giver == "Otieno Odhiambo",
        "round": number,
    }
    for giver in ("Otieno Odhiambo", "Wanjiru Kamau")
    for number in (3, 0)
]
_RELEASE = {
    **CHAMA,
    **KES,
    **AMOUNT,
    **ROUND,
    "recipient": "Otieno Odhiambo",
}
_PAYS_FROM = {"phone": "0722000222", "old": "0712345678"}
_GIVEN_BACK = {**KES, **AMOUNT, **CODE}
_RECEIVES = {"phone": "0733000222", "old": "0712345678", "hours": 72, "clause": "5.5"}
_CASH = [
    {
        **ME, **AMOUNT, **KES,
        "to": "Wanjiru Kamau", "whose": whose, "is_own": whose == ME["name"],
        "is_officers": is_officers, "besides": besides, "besides_code": code, "account": account,
        "on": on,
    }
    for whose in (ME["name"], "Mary Wambui")
    for is_officers in (False, True)
    for besides, code in (([], ""), ([50_000], ""), ([50_000, 40_000], "UKM4X7Q2LP"))
    for account, on in (("", ""), (_ACCOUNT, "2026-11-23"))
    if not (account and code)
]  # fmt: skip
_LIKE = [
    {"cents": 6_000_00, "in": "", "on": "2026-11-23", "words": ""},
    {"cents": 16_400_00, "in": "KES", "on": "2026-11-27", "words": "UKM4X7Q2LP, WORLDREMIT"},
]
_NOTICE = "Sat 28 Nov 2pm at Mama Njeri's, bring your passbook"

_IMPORTED = {
    **KES, **CHAMA, "first_on": "2026-11-01", "last_on": "2026-11-30", "matched": 41, "recorded": 3,
    "recorded_cents": 300_000, "waiting": 1, "taken_back": 1, "asked": 1, "before": 2, "more": 0,
    "private": 4, "stood": "Wanjiru Kamau, Otieno Odhiambo",
    "findings": [{"kind": "in_ledger_not_on_statement", **CODE}],
}  # fmt: skip
_NOTHING = dict.fromkeys(
    ("matched", "recorded", "waiting", "taken_back", "asked", "private", "before"), 0
)

_NO_STATEMENT = {
    **KES, **CHAMA, "account": "4011223", "officer": "", "first_on": "", "last_on": "",
    "amount_cents": 0, "credited": 0, "waiting": 0, "taken_back": 0, "taken_back_cents": 0,
    "sent_out": 0, "sent_out_cents": 0, "gainers": [], "others": 0,
    "others_cents": 0, "findings": [], "more": 0,
}  # fmt: skip
_ASK_STATEMENT = {
    **_NO_STATEMENT, "officer": "Wanjiru Kamau", "first_on": "2026-11-01", "last_on": "2026-11-30",
    "amount_cents": 5_800_000, "credited": 12, "waiting": 2, "taken_back": 1,
    "taken_back_cents": 100_000, "others": 2, "others_cents": 200_000, "gainers": [
        {"name": "Wanjiru Kamau", "amount_cents": 5_000_000},
        {"name": "Otieno Odhiambo", "amount_cents": 300_000},
        {"name": "Baraka Mwangi", "amount_cents": 100_000},
    ],
    "findings": [{"kind": "reversed_in_book", **CODE}],
}  # fmt: skip


_WITHOUT_AMOUNT = frozenset({
    "receive_phone", "amend_rule", "fine_member", "waive", "pay_out", "release_payout",
    "remind_all", "pay_phone",
})  # fmt: skip


def _facts_of_an_act(intent: str) -> list[tuple[int | None, str]]:
    """Amounts and codes: cash has no receipt code, a fine neither, an expense its amount."""
    if intent == "expense":
        return [(150_000, "")]
    if intent == "give_back":
        return [(None, "UKM4X7Q2LP")]
    if intent in _WITHOUT_AMOUNT:
        return [(None, "")]
    codes = (
        ("",)
        if intent.endswith(("cash", "move", "refund", "disbursed", "to_pay"))
        else ("UKM4X7Q2LP", "")
    )
    return [(cents, code) for cents in (150_000, None) for code in codes]


_MOVE = {**AMOUNT, **KES, "held_cents": 500_000, "fee_cents": 0}
_HANDS = {
    "giver": "Otieno Odhiambo", "from_kind": "hand", "taker": "Wanjiru Kamau", "to_kind": "hand",
}  # fmt: skip
_TO_BANK = {
    "giver": "Wanjiru Kamau", "from_kind": "phone", "taker": "Equity Umoja", "to_kind": "bank",
}  # fmt: skip
_FROM_BANK = {
    "giver": "Equity Umoja", "from_kind": "bank", "taker": "Wanjiru Kamau", "to_kind": "hand",
    "held_cents": 50_000,
}  # fmt: skip
_DRAWN_DEARLY = {**_FROM_BANK, "giver": "Wanjiru Kamau", "from_kind": "phone", "fee_cents": 54_000}
_EXPENSE = {
    **AMOUNT, **KES, **CHAMA, "name": "Wanjiru Kamau", "own_cents": 20_000, "short_cents": 0,
    "sent_code": "", "sent_to": "",
}  # fmt: skip

_WHYS = [why.value for why in Why]
"""Why money did not move."""

_PROMPT: dict[str, object] = {**CHAMA, **KES, **AMOUNT, "phone": "0712345678"}
_PUSH: list[dict[str, object]] = [
    {**_PROMPT, "member": "Otieno Odhiambo", "is_own": is_own} for is_own in (True, False)
]
_PAYOUT: list[dict[str, object]] = [
    {
        **CHAMA,
        **KES,
        **AMOUNT,
        "recipient": "Otieno Odhiambo",
        "phone": "0712345678",
        "round": number,
        "is_yours": is_yours,
    }
    for number in (3, 0)
    for is_yours in (True, False)
]


SAMPLES: dict[str, list[dict[str, object]]] = {
    "push_sent": [_PROMPT],
    "push_asked": [_without({**_PROMPT, "member": "Otieno Odhiambo"}, "chama")],
    "push_asks": [{**_PROMPT, "officer": "Wanjiru Kamau"}],
    "push_not": [
        {
            **CHAMA,
            **KES,
            "why": why.value,
            "is_own": is_own,
            "member": "Otieno Odhiambo",
            "most_cents": 25_000_000,
            "until": "2026-11-23T06:02:00+00:00",
        }
        for why in Not
        for is_own in (True, False)
    ],
    "push_failed": [
        {**one, "why": why} for one in [_without(one, "phone") for one in _PUSH] for why in _WHYS
    ],
    "push_unclear": _PUSH,
    "push_unnamed": [_without(one, "phone") for one in _PUSH],
    "push_paid": [{**CHAMA, **KES, **AMOUNT, **CODE, "member": "Otieno Odhiambo"}],
    "payout_failed": [
        {**one, **CHAIN, "why": why, "is_asked_below": is_asked}
        for one in _PAYOUT
        for why in _WHYS
        for is_asked in (False, True)
    ],
    "payout_paused": [
        {**_without(one, "phone", "round"), "why": why}
        for one in _PAYOUT[:2]
        for why in ("no_float", "locked")
    ],
    "payout_unclear": [_without(one, "round") for one in _PAYOUT[:2]],
    "payout_code_taken": [{**_without(one, "phone", "round"), **CODE} for one in _PAYOUT[:2]],
    "came_from_another": [{**CHAMA, **KES, **AMOUNT, **CODE, "paid_in": ""}],
    "left_to_another": [{**CHAMA, **KES, **AMOUNT, **CODE, **CHAIN, "paid_in": ""}],
    "sent_corrected": [{**CHAMA, **KES, **AMOUNT, **CODE}],
    "payout_on_its_way": [{"recipient": "Otieno Odhiambo"}],
    "amount_corrected": [
        {**CHAMA, **KES, **AMOUNT, **CODE, "booked_cents": booked, "owner": "Otieno Odhiambo"}
        for booked in (100_000, AMOUNT["amount_cents"])
    ],
    "operator_payouts_stopped": [
        {"why": why} for why in ("no_float", "locked", "not_allowed", "credentials")
    ],
    "operator_no_group": [{**KES, **AMOUNT, **CODE, "account": one} for one in ("KANISA-7", "")],
    "operator_payout_lost": [{**KES, **AMOUNT, "code": "0b0e5d5c-1f4e-4f6e-9d0a-2f1f0a9f1a11"}],
    "operator_return_lost": [
        {
            **KES,
            **AMOUNT,
            "code": "0b0e5d5c-1f4e-4f6e-9d0a-2f1f0a9f1a11",
            "receipt": "UKN1AB2C01",
        }
    ],
    "operator_unproven": [{**KES, **AMOUNT, **CODE}],
    "operator_balance": [{**KES, "held_cents": 1_250_000, "booked_cents": 1_200_000}],
    "return_failed": [{**CHAMA, **KES, **AMOUNT, **CODE, "why": why} for why in _WHYS],
    "return_unclear": [{**CHAMA, **KES, **AMOUNT, **CODE}],
    "api_balance": [{**CHAMA, **KES, "held_cents": 1_250_000, "booked_cents": 1_200_000}],
    "receipt": [
        _RECEIPT,
        {**_RECEIPT, "remaining_cents": 0, "advance_cents": 20_000},
        {**_RECEIPT, "code": "", "rounds": [], "remaining_cents": 0, "advance_cents": 150_000},
        {**_RECEIPT, "rounds": [1, 2, 3, 4, 5, 6], "remaining_cents": 0},
        {**_RECEIPT, "fines_cents": 5_000, "welfare_cents": 20_000},
        {**_RECEIPT, "rounds": [], "fines_cents": 5_000, "remaining_cents": 0},
        {**_RECEIPT, "spared_cents": 5_000},
        {**_RECEIPT, "spared_cents": 5_000, "repaid_cents": 2_500},
        {**_RECEIPT, "paid_for": "Otieno Odhiambo"},
        {**_RECEIPT, "paid_by": "Otieno Odhiambo"},
        {**_RECEIPT, **IN_POUNDS, **ABROAD, "remaining_cents": 0},
        {**_RECEIPT, **IN_POUNDS, **ABROAD, "remaining_cents": 6_000, "left_cents": 990_000},
    ],
    "receipts": [
        _RECEIPTS,
        {**_RECEIPTS, "remaining_cents": 0, "advance_cents": 20_000},
        {**_RECEIPTS, "spared_cents": 5_000, "repaid_cents": 5_000},
        {**_RECEIPTS, **IN_POUNDS, "items": [{**ABROAD, **CODE, **CHAIN}]},
    ],
    "recorded": [
        _RECORDED,
        {**_RECORDED, "complete": True},
        {**_RECORDED, "complete": True, "recipient": ""},
        {**_RECORDED, **IN_POUNDS, "items": [{**_RECORDED_ITEM, **ABROAD}]},
        {
            **_RECORDED,
            "items": [
                _RECORDED_ITEM,
                {**_RECORDED_ITEM, "fines_cents": 5_000, "welfare_cents": 20_000},
                {**_RECORDED_ITEM, "spared_cents": 5_000},
                {**_RECORDED_ITEM, "rounds": [1, 2, 4], "code": "", "ahead_cents": 50_000},
            ],
        },
        {**_RECORDED, "round": "", "items": [{**_RECORDED_ITEM, "rounds": []}]},
    ],
    "already_recorded": [{**KES, **CHAMA, "items": [{**CODE, **AMOUNT, **ME, "paid_in": ""}]}],
    "waits_for_rate": [{**_WAITS, **ME, "is_payable": payable} for payable in (True, False)],
    "ask_rate": [
        {**_RATE, "before": before, "is_far": is_far}
        for before, is_far in (("", False), ("164", False), ("1.64", True))
    ],
    "asked_rate": [_without(_RATE, "chama"), {**_without(_RATE, "chama"), "source": ""}],
    "rate_announced": [
        _RATE_TOLD,
        {**_RATE_TOLD, "to": "", "source": ""},
        {**_RATE_TOLD, "asked_cents": 0},
    ],
    "rate_declined": [
        {**_without(_RATE, "chama", "source", "due_cents", "asked_cents"), "officer": officer}
        for officer in ("Mary Wambui", "")
    ],
    "rate_other_round": [ROUND],
    "rate_too_late": [ROUND],
    "rate_how": [{**IN_POUNDS, "other": other} for other in ("KES", "")],
    "rate_not_payable": [{**CHAMA, "other": "USD", "clause": "15.2"}],
    "rate_now": [
        _RATE_NOW,
        {
            **_RATE_NOW,
            "rates": [{"other": "KES", "per_unit": "165", "source": "CBK 1 Nov"}],
            "payable": [{"other": "KES", "asked_cents": 990_000, **_TO} for _TO in _TOS],
        },
        {**_RATE_NOW, "rates": []},
        {**_RATE_NOW, "rates": [], "round": 0},
        {**_RATE_NOW, "rates": [], "is_payable": False},
    ],
    "ask_exchange": [
        {
            **_EXCHANGE,
            "leaving_cents": 60_000,
            "free_cents": free_cents,
            "agree_code": "4821",
            **more,
        }
        for free_cents, more in (
            (70_000, {}),
            (10_000, {"code": "UKM4X7Q2LP", "fee_cents": 0}),
            (70_000, {"like": _LIKE[:1]}),
        )
    ],
    "asked_exchange": [
        {**_without(_EXCHANGE, "chama"), "needed": 2, "clause": "4.1", **more}
        for more in ({}, {"code": "UKM4X7Q2LP", "fee_cents": 0})
    ],
    "exchange_recorded": [
        {**_without(_EXCHANGE, "officer"), **CHAIN, "officers": "Wanjiru Kamau", **more}
        for more in ({}, {"code": "UKM4X7Q2LP", "fee_cents": 0})
    ],
    "exchange_declined": [
        {
            **IN_POUNDS,
            "gave_cents": 60_000,
            "gave_in": "GBP",
            "got_cents": 9_840_000,
            "got_in": "KES",
            "officer": officer,
        }
        for officer in ("Mary Wambui", "")
    ],
    "exchange_how": [{**IN_POUNDS, "other": "KES"}],
    "exchange_more": [
        {
            "gave_in": "KES",
            "leaving_cents": 2_000_000,
            "fee_cents": fee_cents,
            "free_cents": 990_000,
            "lies_cents": 1_990_000,
            "waiting_cents": waiting_cents,
        }
        for fee_cents, waiting_cents in ((10_000, 1_000_000), (0, 0))
    ],
    "exchange_nowhere": [{**CHAMA, "other": "USD"}],
    "rate_missing": [
        {**_WAITS, "is_payable": is_payable, "member": "Achieng Akinyi"}
        for is_payable in (True, False)
    ],
    "claim_waiting": [
        _CLAIM,
        {**_CLAIM, "treasurer": ""},
        {**_CLAIM, **BY_ITSELF},
        {**_CLAIM, "items": [{**_CLAIM_ITEM, "shares": _CLAIM_SHARES}]},
    ],
    "claim_elsewhere": [
        {**CODE, **CHAMA, **PAY_TO, "can_get_back": True, "officer": ""},
        {**CODE, **CHAMA, **PAY_TO, "can_get_back": True, "officer": "Mary Wambui"},
        {**CHAMA, "code": "", "pay_to": "", "can_get_back": False, "officer": ""},
    ],
    "not_collector": [
        {**CODE, **CHAMA, "treasurer": "Wanjiru Kamau"},
        {**CHAMA, "code": "", "treasurer": ""},
    ],
    "held": [CODE, {"code": ""}],
    "no_money": [CHAMA],
    "doubt": [
        {**CODE, **AMOUNT, **KES, **CHAMA, "sender": "Wanjiru Kamau", "reasons": ["currency"]},
        {**CODE, **KES, **CHAMA, "amount_cents": None, "sender": "", "reasons": ["no_round"]},
        {**AMOUNT, **KES, **CHAMA, "code": "", "sender": "", "reasons": ["missing_code"]},
    ],
    "reversal_notice": [
        {**CODE, **AMOUNT, **KES, **ME, **CHAMA, **CHAIN, "original": "UKL1Z9Y8X7", "said_by": who}
        for who in ("", "Wanjiru Kamau, Otieno Odhiambo")
    ],
    "reversed_payer": [
        {**AMOUNT, **KES, **CODE, **CHAMA, **LEFT, **CHAIN, "said_by": "", "paid_in": ""},
        {
            **AMOUNT,
            **KES,
            **CODE,
            **CHAMA,
            **CHAIN,
            "remaining_cents": 0,
            "paid_in": "KES",
            "said_by": "Wanjiru Kamau, Otieno Odhiambo",
        },
    ],
    "reversal_doubt": [
        {**CODE, **CHAMA, "original": "UKL1Z9Y8X7"},
        {**CHAMA, "code": "", "original": ""},
    ],
    "reversal_kept": [
        {**CODE, **KES, **CHAMA, **AMOUNT, "original": "UKL1Z9Y8X7"},
        {**CODE, **KES, **CHAMA, "amount_cents": None, "original": "UKL1Z9Y8X7"},
    ],
    "undone": [
        {**_UNDONE, "is_payout": is_payout, "code": code, "member_name": member}
        for is_payout in (False, True)
        for code, member in (("UKM4X7Q2LP", "Otieno Odhiambo"), ("", ""))
    ],
    "undone_member": [
        {**_UNDONE_MEMBER, "is_payout": is_payout, "code": code, "remaining_cents": cents}
        for is_payout in (False, True)
        for code, cents in (("UKM4X7Q2LP", 50_000), ("", 0))
    ],
    "undo_nothing": [CODE, {"code": ""}],
    "undo_shown": [{**CHAMA, **KES, **AMOUNT, **CODE, "paid_in": ""}],
    "undo_by_code": [CODE],
    "not_undone": [{"code": "c0aded6d", "recipient": who} for who in ("Otieno Odhiambo", "")],
    "ask_undo": [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            "officer": "Wanjiru Kamau",
            "member_name": "Otieno Odhiambo",
            "is_payout": is_payout,
            "code": code,
            "payer": None,
            "claimed_by": "",
            "paid_in": "",
        }
        for is_payout in (False, True)
        for code in ("UKM4X7Q2LP", "")
    ]
    + [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            **CODE,
            "officer": "Wanjiru Kamau",
            "member_name": "",
            "is_payout": False,
            "payer": payer,
            "claimed_by": claimed_by,
            "paid_in": "KES",
        }
        for payer, claimed_by in (("ROSE AKOTH", ""), ("", "Achieng Akinyi"))
    ],
    "asked_move": [{**_SHARED, **CODE, "officer": "Wanjiru Kamau, Mary Wambui"}],
    "asked_theirs": [{**_SHARED, **CODE, "officer": "Wanjiru Kamau, Mary Wambui"}],
    "asked_undo": [
        {
            **AMOUNT,
            **KES,
            "officer": "Wanjiru Kamau",
            "member_name": member,
            "code": code,
            "is_payout": is_payout,
            "paid_in": "",
            "is_returnable": is_returnable,
        }
        for is_payout, code, is_returnable in (
            (False, "UKM4X7Q2LP", False),
            (False, "UKM4X7Q2LP", True),
            (False, "", False),
            (True, "UKM4X7Q2LP", False),
            (True, "", False),
        )
        for member in ("Otieno Odhiambo", "")
    ],
    "asked_reversal": [{**KES, **CODE, "officer": "Wanjiru Kamau", "what_cents": 150_000}],
    "asked_already": [{**KES, "what_cents": cents} for cents in (150_000, 0)],
    "asked_later": [{}],
    "agree_with_code": [{"code": "4821"}],
    "agreed_waits": [{"count": 1}, {"count": 2}],
    "code_old": [{}],
    "code_renewed": [{}],
    "code_wrong": [{"left": 2}, {"left": 1}],
    "decided_already": [{}],
    "changed_since": [CODE, {"code": ""}],
    "not_asked_yet": [{}],
    "not_yours_to_agree": [{}],
    "say_again": [{}],
    "say_plainly": [{}],
    "forward_abroad": [
        {**IN_POUNDS, "other": "KES", "to": to, "own_to": own_to}
        for to, own_to in (
            ("0712000001 (Wanjiru Kamau)", ""),
            ("", "bank account 1 (Club)"),
            ("", ""),
        )
    ],
    "which_currency": [{**IN_POUNDS, **AMOUNT, "others": ["KES"]}],
    "other_currency": [
        {**currency, "about": about, "is_uneven": is_uneven}
        for currency, about, is_uneven in (
            ({"currency": "GBP"}, "payment", False),
            (KES, "rule", False),
            (KES, "entry", False),
            ({"currency": "EUR"}, "answer", False),
            ({"currency": "UGX"}, "payment", True),
        )
    ],
    "say_each": [{"example": one} for one in ("one", "received", "shares", "absent", "prompt")],
    "fine_which_day": [{}],
    "has_come": [
        {**KES, **CHAMA, **AMOUNT, "member_name": "Achieng Akinyi", "code": code}
        for code in ("UKM4X7Q2LP", "")
    ],
    "withdrawn": [
        {**KES, "amount_cents": cents, "code": code}
        for cents, code in ((150_000, ""), (150_000, "UKM4X7Q2LP"), (0, ""))
    ],
    "yes_taken_back": [{**KES, "items": _OPEN_ITEMS[:1]}],
    "not_agreed_yet": [{}],
    "keep_code": [{"is_asked": True}, {"is_asked": False}],
    "numbers_how": [{}],
    "nothing_to_take_back": [{}],
    "all_goes_on": [{}],
    "how_to_stop_payout": [{"recipient": "Achieng Akinyi"}],
    "raised_withdrawn": [
        {**CHAMA, "what": what, "member_name": name}
        for what in ("dispute", "leave", "sent_by_mistake")
        for name in ("", "Achieng Akinyi")
    ],
    "ask_taken_back": [
        {
            **KES,
            "items": [
                {**one, "proposal": 1, "matter": "", "is_yes": is_yes}
                for one, is_yes in zip(_OPEN_ITEMS[:2], (True, False), strict=True)
            ],
        }
    ],
    "withdrawn_notice": [
        {**CHAMA, **KES, "officer": "Achieng Akinyi", "amount_cents": cents, "code": code}
        for cents, code in ((150_000, ""), (150_000, "UKM4X7Q2LP"), (0, ""))
    ],
    "who_gave": [{**AMOUNT, **KES, "taker": "Wanjiru Kamau"}],
    "passed_on": [
        {"officer": officer} for officer in ("Wanjiru Kamau", "Wanjiru Kamau, Mary Wambui", "")
    ],
    "part_came": [{}],
    "not_reached": [
        {**CHAMA, **KES, "officer": "Wanjiru Kamau", "others": others, "what_cents": cents}
        for others in ("Otieno Odhiambo, Mary Wambui", "")
        for cents in (150_000, 0)
    ],
    "members_agreed": [
        {
            **CHAMA,
            **KES,
            "who": "Otieno Odhiambo, Mary Wambui",
            "amount_cents": cents,
            "code": code,
            "kind": kind,
        }
        for kind in ("money_out", "undo")
        for cents in (150_000, None)
        for code in ("UKM4X7Q2LP", "")
    ],
    "which_payment": [
        {
            **KES,
            "items": [
                {**_WHOSE, "options": []},
                {**_WHOSE, "payer": "JANE WANGUI", "code": "UKN1B2C3D4", "options": []},
            ],
        }
    ],
    "member_says": [{**CHAMA, "member_name": "Otieno Odhiambo", "text": "I will pay on Friday"}],
    "not_come": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            "member_name": "Otieno Odhiambo",
            "text": "NOT COME",
            "code": code,
            "is_sent": is_sent,
        }
        for code, is_sent in (("UKM4X7Q2LP", True), ("", True), ("", False))
    ],
    "wrong_number": [{**CHAMA, "member_name": "Otieno Odhiambo"}],
    "settled_otherwise": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            "code": "UKM4X7Q2LP",
            "names": names,
            "has_owner": state == "owned",
            "is_out": state == "out",
            "is_waiting": state == "waiting",
            "officer": officer,
        }
        for names, state in (
            ("Mary Wambui", "owned"),
            ("", "owned"),
            ("", "waiting"),
            ("", "out"),
            ("", ""),
        )
        for officer in ("Wanjiru Kamau", "")
    ],
    "claim_not_theirs": [{**CHAMA, **CODE}],
    "number_is_theirs": [{**CHAMA, "member_name": "Otieno Odhiambo"}],
    "please_tell": [{"member_name": "Otieno Odhiambo"}],
    "officer_stopped": [{**CHAMA, "officer": "Wanjiru Kamau"}],
    "stopped_officer": [{}],
    "ask_another": [
        {**AMOUNT, **KES, **CHAMA, "like": _LIKE[:count]} for count in range(1, len(_LIKE) + 1)
    ],
    "ask_cash_listed": [
        {
            **KES,
            "given": [
                {"member_name": "Mary Wambui", "amount_cents": 100_000},
                {"member_name": "Otieno Odhiambo", "amount_cents": 50_000},
            ],
            "sum_cents": 150_000,
            "total_cents": total_cents,
        }
        for total_cents in (None, 160_000)
    ],
    "ask_another_cash": [
        {
            **ME,
            **AMOUNT,
            **KES,
            **CHAMA,
            "to": "Wanjiru Kamau",
            "whose": "Mary Wambui",
            "is_own": is_own,
            "account": account,
            "counted_on": "2026-11-23",
        }
        for is_own, account in ((True, ""), (False, ""), (True, _ACCOUNT))
    ],
    "cash_not_there_yet": [{"name": "Mary Wambui", "officers": "Wanjiru Kamau, Otieno Odhiambo"}],
    "ask_meant": [
        {**KES, "items": list(items)}
        for items in (
            (
                _line("record_cash", name="Baraka Mwangi", amount_cents=100_000),
                _line("paid_cash", to="Baraka Mwangi", amount_cents=100_000),
            ),
            (_line("undo", code="UKM4X7Q2LP"), _topic("balance")),
            (_topic("stop"), _topic("start")),
            (_topic("balance"),),
        )
    ],
    "ask_what_to_do": [
        {**KES, "items": [_topic(one) for one in _TOPICS[at : at + 3]]}
        for at in range(0, len(_TOPICS), 3)
    ]
    + [
        {
            **KES,
            "items": [
                _line("paid_cash", to="Wanjiru Kamau", amount_cents=100_000),
                _topic("late_notice"),
                _topic("receipt_lookup"),
            ],
        }
    ],
    "how_to_say": [{"intent": intent} for intent in sorted(topics.EXPLAINED)],
    "only_talk": [{}],
    "ask_did_you_mean": [
        {
            **KES,
            "intent": intent,
            "name": name,
            "but": "Baraka" if intent == "remind_all" else "",
            "to": to,
            "whose": whose,
            "what": what,
            "amount_cents": cents,
            "code": code,
            "rule": "6.1",
            "value": "100",
            "phone": "0733 000 222" if intent in ("receive_phone", "pay_phone") else "",
            "withdrawn": not name,
            "words": what,
            "is_spent": not what,
        }
        for intent, name, to, whose, what in (
            ("amend_rule", "", "", "", ""),
            ("pay_out", "Otieno", "", "", ""),
            ("pay_out", "", "", "", ""),
            ("release_payout", "Otieno", "", "", ""),
            ("confirm_disbursed", "", "", "", ""),
            ("expense", "", "", "", "chairs for the meeting"),
            ("expense", "", "", "", ""),
            ("remind_all", "Otieno, Baraka", "", "", ""),
            ("remind_all", "", "", "", ""),
            ("receive_phone", "", "", "", ""),
            ("pay_phone", "", "", "", ""),
            ("ask_to_pay", "Otieno", "", "", ""),
            ("give_back", "", "", "", ""),
            ("refund", "Otieno", "", "", ""),
            ("refund", "", "", "", ""),
            ("move_cash", "Otieno", "", "", ""),
            ("move_cash", "", "Otieno", "", ""),
            ("bank_move", "", "", "", ""),
            ("fine_member", "Otieno", "", "", "absent"),
            ("fine_member", "Otieno, Baraka", "", "", "absent_with_apology"),
            ("waive", "Otieno", "", "", ""),
            ("record_cash", "Otieno", "", "", ""),
            ("record_cash", "Otieno", "Wanjiru", "Mary", ""),
            ("record_cash", "", "Wanjiru", "", ""),
            ("record_cash", "", "", "", ""),
            ("paid_cash", "", "Wanjiru", "", ""),
            ("paid_cash", "", "Wanjiru", "Mary", ""),
            ("paid_cash", "", "", "", ""),
            ("pay_for", "Otieno", "", "", ""),
            ("pay_for", "", "", "", ""),
            ("undo", "", "", "", ""),
        )
        for cents in (150_000, None)
        for code in ("UKM4X7Q2LP", "")
        if (cents, code) in _facts_of_an_act(intent)
    ],
    "ask_spent_on": [{**AMOUNT, **KES, **CODE, "words": "chairs for the meeting"}],
    "asked_behind": [
        {"officer": "Otieno Ouma", "count": 1},
        {"officer": "Otieno Ouma, Sarah Wekesa", "count": 2},
    ],
    "ask_whose_number": [{"member_name": "Otieno Odhiambo"}],
    "ask_theirs": [
        {
            **_SHARED,
            **CODE,
            **CHAMA,
            **AMOUNT,
            "payer": payer,
            "officer": officer,
            "claimed_by": claimed_by,
        }
        for payer in ("JOHN OTIENO", "")
        for officer in ("Wanjiru Kamau", "")
        for claimed_by in ("", "Achieng Atieno")
    ],
    "ask_reversal": [
        {
            **AMOUNT,
            **KES,
            **CODE,
            **CHAMA,
            **whose,
            "officer": officer,
            "reversal": "UKN9RV8S07",
        }
        for whose in (ME, {"name": ""})
        for officer in ("Wanjiru Kamau", "")
    ],
    "reversal_claimed": [{**AMOUNT, **KES, **CODE, **CHAMA, "officer": "Otieno Odhiambo"}],
    "reversal_refused": [{**AMOUNT, **KES, **CODE, **CHAMA}],
    "review_declined": [
        {"officer": officer, "code": code}
        for officer in ("Wanjiru Kamau", "")
        for code in ("UKM4X7Q2LP", "")
    ],
    "ask_what_for": [
        {
            **AMOUNT,
            **KES,
            **CODE,
            "recipient": recipient,
            "pots": pots[:1] if back_to and agreed else pots,
            "agreed": agreed,
            "back_to": back_to,
        }
        for back_to in ("", "Achieng Akinyi")
        for agreed in ([], ["chairs for the meeting"])
        for recipient in ("JANE WANGUI", "")
        for pots in (
            [{"round": 3, "name": "Otieno Odhiambo"}, {"round": 2, "name": "Achieng Akinyi"}],
            [],
        )
    ],
    "not_the_groups": [CODE],
    "money_out_private": [
        {**AMOUNT, **KES, **CODE, **CHAMA, "sender": "Wanjiru Kamau", "recipient": recipient}
        for recipient in ("JANE WANGUI", "")
    ],
    "claim_hint": [{**CODE, "member_name": "Otieno Odhiambo"}],
    "moved_notice": [
        {
            **_SHARED,
            **CODE,
            **CHAMA,
            **AMOUNT,
            "from_names": names,
            "officers": "Wanjiru Kamau, Otieno Odhiambo",
        }
        for names in ("Achieng Akinyi", "")
    ],
    "change_declined": [{**AMOUNT, **KES, "officer": officer} for officer in ("Wanjiru Kamau", "")],
    "ask_reallocate": [
        {**_SHARED, **CODE, **CHAMA, **AMOUNT, "officer": "Wanjiru Kamau", "from_names": names}
        for names in ("Achieng Akinyi", "")
    ],
    "claim_shared": [{**_SHARED, **CODE}, {**_SHARED, **CODE, **BY_ITSELF}],
    "intention_dropped": [{}],
    "how_to_pay_for": [
        {"pay_to": to, "name": "Otieno Odhiambo", "is_by_account": is_account, **how}
        for to, is_account, how in (
            (PAY_TO["pay_to"], False, {}),
            (PAY_TO["pay_to"], False, BY_WORD),
            ("", False, {}),
            ("paybill 600000, account BCY-3 (Umoja)", True, BY_ITSELF),
            ("till 600000 (Umoja)", False, BY_ITSELF),
        )
    ],
    "paid_for_you": [
        {"payer": payer, "name": "Achieng Atieno", "is_member": is_member}
        for payer, is_member in (("Otieno Ouma", True), ("Zawadi", False), ("", False))
    ],
    "which_code": [{"name": "Achieng Atieno"}],
    "intention_noted": [
        {**_SHARED, **PAY_TO},
        {**_SHARED, "pay_to": ""},
        {**_SHARED, **PAY_TO, **BY_WORD},
        {**_SHARED, **PAYBILL, **BY_ITSELF},
    ],
    "shares_differ": [{**CODE, **AMOUNT, **KES}, {**AMOUNT, **KES, "code": ""}],
    **{
        f"receipt_{what}": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")]
        for what in ("reversed", "left")
    },
    "conflict": [
        {
            **CODE,
            **KES,
            **CHAMA,
            "cents": [50_000, 500_000],
            "days": ["2026-11-20", "2026-11-27"],
            "names": ["ACHIENG ATIENO OUMA", "ROSE AKOTH NYAMBURA"],
        },
        {**CODE, **KES, **CHAMA, "cents": [50_000, 500_000], "days": [], "names": []},
        {**CODE, **KES, **CHAMA, "cents": [], "days": ["2026-11-20", "2026-11-27"], "names": []},
    ],
    "balance_gap": [
        {**KES, "more_cents": 150_000, "less_cents": 0},
        {**KES, "more_cents": 0, "less_cents": 2_500_000},
        {**KES, "more_cents": 150_000, "less_cents": 2_500_000},
    ],
    "balance": [
        _BALANCE,
        {**_BALANCE, **IN_POUNDS, "payable": [_PAYABLE]},
        {**_BALANCE, **IN_POUNDS, "payable": [{**_PAYABLE, "to": ""}]},
        {
            **_BALANCE,
            "dues": [
                {**_OF_ROUND, **ROUND, **DUE, **LEFT},
                {**_OF_ROUND, "round": 2, "due_on": "", **LEFT},
            ],
            "total_cents": 100_000,
            "unpaid_cents": 50_000,
            "waiting_cents": 50_000,
        },
        {**_BALANCE, "unpaid_cents": 0, "waiting_codes": ["UKM4X7Q2LP"]},
        {**_BALANCE, "is_own": False, "pay_to": ""},
        {**_BALANCE, "is_own": False, "pay_to": "", "for_rate": [_FOR_RATE], "unpaid_cents": 0},
        {**_BALANCE, "is_own": False, "pay_to": "", "dues": [], "total_cents": 0},
        {**_BALANCE, **IN_POUNDS, "unpaid_cents": 0, "for_rate": [_FOR_RATE]},
        {**_BALANCE, "unpaid_cents": 0, "waiting_cents": 25_000, "waiting_codes": ["UKM4X7Q2LP"]},
        {
            **_BALANCE,
            "dues": [],
            "total_cents": 0,
            "unpaid_cents": 0,
            "advance_cents": 20_000,
            "chain": "",
        },
        {**_BALANCE, "pay_to": "", "dues": [{**_OF_ROUND, **ROUND, "due_on": "", **LEFT}]},
        {**_BALANCE, "dues": [{**_OF_FINE, **ROUND, **LEFT}]},
        {
            **_BALANCE,
            "dues": [
                {**_OF_ROUND, **ROUND, **DUE, **LEFT},
                {**_OF_FINE, "round": 0, "clause": "6.5", **LEFT},
                {"what": "welfare", "clause": "", "round": 0, "due_on": "", **LEFT},
            ],
        },
    ],
    "statement": [
        _STATEMENT,
        {**_STATEMENT, "more": 4},
        {**_STATEMENT, "items": [], "total_cents": 0},
        {**_STATEMENT, "is_own": False},
        {**_STATEMENT, "is_own": False, "items": [], "total_cents": 0},
        {
            **_STATEMENT,
            "is_own": False,
            "paid_for": [{**CODE, **AMOUNT, **ME, **_IN, "on": "2026-11-23"}],
        },
        {**_STATEMENT, "paid_for": [{**CODE, **AMOUNT, **ME, **_IN, "on": "2026-11-23"}]},
    ],
    "ask_absence": [
        {**CHAMA, **_ABSENCE, "officer": "Wanjiru Kamau", "shares": shares, "has_apology": apology}
        for shares in (_FINED_MEMBERS[:1], _FINED_MEMBERS)
        for apology in (False, True)
    ],
    "asked_absence": [
        {
            **KES,
            **AMOUNT,
            "on": "2026-11-21",
            "clause": "6.5",
            "officer": "Mary Wambui",
            "names": names,
            "has_apology": apology,
        }
        for names in ("Otieno Odhiambo", "Otieno Odhiambo, Achieng Akinyi")
        for apology in (False, True)
    ],
    "fined_absent": [
        {**ME, **CHAMA, **_ABSENCE, **AMOUNT, **LEFT, "officers": "Wanjiru Kamau, Mary Wambui"}
    ],
    "absence_fined": [
        {**CHAMA, **_ABSENCE, "shares": shares, "officers": "Wanjiru Kamau, Mary Wambui"}
        for shares in (_FINED_MEMBERS[:1], _FINED_MEMBERS)
    ],
    "absence_declined": [
        {"officer": officer, "names": names}
        for officer in ("Mary Wambui", "")
        for names in ("Otieno Odhiambo", "Otieno Odhiambo, Achieng Akinyi")
    ],
    "fined_already": [
        {"names": names, "on": "2026-11-28"}
        for names in ("Otieno Odhiambo", "Otieno Odhiambo, Achieng Akinyi")
    ],
    "fine_by_rule": [
        {**CHAMA, **KES, "is_late": is_late, "clauses": _clauses("fines")[:3]}
        for is_late in (False, True)
    ],
    "whose_fine": [{"name": "Zawadi"}, {"name": ""}],
    "say_reason": [{"name": "Otieno Odhiambo"}],
    "no_open_fine": [{"name": "Otieno Odhiambo"}],
    "ask_waiver": [
        {
            **CHAMA,
            **_WAIVER,
            "officer": "Wanjiru Kamau",
            "is_disputed": is_disputed,
            "reason": reason,
            "unpaid_cents": unpaid_cents,
            "is_last": unpaid_cents > 0,
        }
        for is_disputed, reason in (
            (False, "he was in hospital"),
            (False, ""),
            (True, "I paid"),
            (True, ""),
        )
        for unpaid_cents in (50_000, 0)
    ],
    "asked_waiver": [
        {**KES, **AMOUNT, **ME, "officer": "Mary Wambui", "is_yours": is_yours}
        for is_yours in (False, True)
    ],
    "fine_let_off": [
        {**CHAMA, **_WAIVER, "officers": officers, "reason": reason}
        for officers in ("Wanjiru Kamau, Mary Wambui", "Mary Wambui")
        for reason in ("he was in hospital", "")
    ],
    "fine_waived": [
        {**_WAIVED, "remaining_cents": remaining_cents} for remaining_cents in (50_000, 0)
    ],
    "fine_stays": [
        {**_WAIVER, "officer": officer, "is_yours": is_yours}
        for officer in ("Mary Wambui", "")
        for is_yours in (False, True)
    ],
    "my_fines": [
        {
            **ME,
            **CHAMA,
            **KES,
            "is_own": is_own,
            "total_cents": sum(one["amount_cents"] for one in items),
            "chapter": 6,
            "items": items,
        }
        for is_own in (True, False)
        for items in (
            [
                {**_OF_FINE, **ROUND, "on": "2026-11-28", "amount_cents": 5_000},
                {**_OF_FINE, **ROUND, "round": 0, "on": "2026-11-28", "amount_cents": 20_000},
            ],
            [],
        )
    ],
    "fined": [
        {**_FINED, "every": every, "rounds": rounds, "due_on": ["2026-11-27"]}
        for every in ("once", "day", "week")
        for rounds in ([3], [2, 3])
    ]
    + [
        {**_FINED, "every": "once", "rounds": [3], "due_on": ["2026-11-27"], **changes}
        for changes in ({"pay_to": ""}, {"waiting_cents": 20_000}, {"rules_of": "2026-11-27"})
    ],
    "who_owes_officer": [
        {
            **CHAMA,
            **KES,
            **ROUND,
            **DUE,
            "people": [
                {**_OWES, **ME, "says_sent": False},
                {**_OWES, "name": "Otieno Odhiambo", "said_cents": 50_000},
                {**_OWES, "name": "Njeri", "says_sent": False, "for_rate": [_FOR_RATE]},
                {**_OWES, "name": "Mary Wambui", "fines_cents": 5_000},
                {**_OWES, "name": "Zawadi Cherono", "fines_cents": 5_000, "welfare_cents": 20_000},
            ],
        }
    ],
    "who_owes_member": [{**CHAMA, **ROUND, **KES, **PROGRESS}],
    "nobody_owes": [{**CHAMA, **ROUND}, {**CHAMA, "round": ""}],
    "my_turn": [
        {**_MY_TURN, "is_own": is_own, "now": now, "has_got": has_got}
        for is_own in (True, False)
        for now, has_got in ((False, False), (True, False), (True, True))
    ],
    "rota": [
        {
            **CHAMA,
            "items": [
                {"round": 3, "name": "Otieno Odhiambo", "on": "2026-11-27", "now": True},
                {"round": 4, "name": "Wanjiru Kamau", "on": "2026-12-04", "now": False},
                {"round": 5, "name": "Achieng Akinyi", "on": "2026-12-11", "now": False},
            ],
        }
    ],
    "round_status": [
        {
            **_STATUS,
            "complete": complete,
            "is_paid_out": is_paid_out,
            "recipient": recipient,
            "waits": waits,
            "short": short,
        }
        for complete, is_paid_out in ((False, False), (True, False), (True, True))
        for recipient in ("Otieno Odhiambo", "")
        for waits, short in (([], []), (_POTS, []), ([], _POTS))
    ]
    + [
        {
            **_STATUS,
            "is_paid_out": is_paid_out,
            "complete": is_paid_out,
            **paid,
            "waits": [],
            "short": [],
        }
        for is_paid_out in (False, True)
        for paid in (
            {"paid_on": "2026-11-27" if is_paid_out else ""},
            {"before": [{"round": 2, "name": "Mary Wambui", "on": "2026-11-20"}]},
        )
    ]
    + [
        {
            **_STATUS,
            **IN_POUNDS,
            "is_paid_out": False,
            "waits": [],
            "short": [],
            "abroad": [{"other": "KES", "lies_cents": 990_000, "waiting_cents": waiting_cents}],
        }
        for waiting_cents in (0, 150_000)
    ],
    "no_round": [{**CHAMA, "starts_on": "2026-11-27"}, {**CHAMA, "starts_on": ""}],
    "receipt_found": [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            **CHAIN,
            **_IN,
            **whose,
            "on": on,
            "is_payout": is_payout,
            "is_proven": on != "",
        }
        for on in ("2026-11-20", "")
        for is_payout in (False, True)
        for whose in ({**CODE, **ME}, {"code": "", **ME}, {**CODE, "name": ""})
    ],
    "receipt_known": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")],
    "receipt_undone": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")],
    "receipt_elsewhere": [{**CODE, **CHAMA}],
    "ref_unknown": [{**CHAMA, "ref": "c0aded6d"}],
    "receipt_waiting": [CODE, {**CODE, **BY_ITSELF}],
    "receipt_unknown": [CODE],
    "help": [
        {
            **({**CHAMA, **how} if is_known else {"chama": ""}),
            "officer": officer,
            "several": several,
            "other": "Umoja" if several and is_known else "",
            "can_push": can_push,
            "has_pages": pages,
            "has_files": is_known and not officer,
        }
        for is_known, how, officer, several, can_push, pages in (
            (True, {}, False, False, False, False),
            (True, {}, True, True, True, False),
            (True, {}, True, True, True, True),
            (True, BY_WORD, True, True, False, False),
            (True, BY_WORD, True, True, False, True),
            (True, {}, False, False, True, False),
            (False, {}, False, True, False, False),
            (True, BY_ITSELF, True, True, False, True),
        )
    ],
    "one_group": [CHAMA],
    "my_data": [
        {"chamas": chamas, "officers": officers, "browsers": browsers}
        for chamas, officers, browsers in (
            (["Umoja"], ["Wanjiru Kamau"], 0),
            (["Umoja"], [], 0),
            (["Umoja"], ["Wanjiru Kamau"], 1),
            (["Umoja"], [], 2),
            (["Umoja", "Amani"], ["Wanjiru Kamau (Umoja)", "Zawadi Cherono (Amani)"], 0),
        )
    ],
    "language_set": [{}],
    "stopped": [{}],
    "stop_how": [{}],
    "start_how": [{}],
    "started": [{}],
    "which_language": [{}],
    "greeting": [
        {**ME, **CHAMA},
        {**CHAMA, "name": ""},
        {**ME, **CHAMA, **BY_WORD},
        {**ME, **CHAMA, **BY_ITSELF},
    ],
    "thanks": [{}],
    "only_on_phone": [{}],
    "click_not_done": [{"why": why} for why in (SIGNED_OUT, NO_OFFICE)],
    "unknown": [{}, BY_WORD, BY_ITSELF],
    "unread_voice": [{}],
    "unread_picture": [{}, BY_WORD, BY_ITSELF],
    "unread_video": [{}],
    "unread_sticker": [{}],
    "unread_location": [{}],
    "unread_contact": [{}],
    "unread_other": [{}],
    "held_back": [{"count": 40}],
    "not_yet": [{}],
    "members_not_by_text": [CHAMA],
    "number_changed": [
        {**CHAMA, "name": name, "phone": phone}
        for name, phone in (("", "0712 345 678"), ("Otieno Odhiambo", ""))
    ],
    "kept_for_list": [{"officer": "Wanjiru Kamau"}, {"officer": ""}],
    "nobody_told": [{}],
    "no_mpesa_text": [
        {"officer": "Wanjiru Kamau", **more} for more in ({}, {"officer": ""}, BY_WORD, BY_ITSELF)
    ],
    "apology_stands": [{"names": names, "on": "2026-11-21"} for names in ("Mary", "Mary, Baraka")],
    "said_passed_on": [{"member_name": "Achieng Akinyi"}],
    "said_answer": [
        {
            **CHAMA,
            "code": CODE["code"] if one == "ours" else "",
            "officer": "Wanjiru Kamau",
            "text": _SAID,
            "what": what,
            "answer": one,
        }
        for what, answers in _ANSWERED.items()
        for one in answers
    ],
    "raised_answered": [
        {
            **CHAMA,
            "officer": "Wanjiru Kamau",
            "member_name": "Achieng Akinyi",
            "text": _SAID,
            "answer": answer,
        }
        for answer in ("call", "settled")
    ],
    "pass_on": [{"officer": who} for who in ("Wanjiru Kamau", "Wanjiru Kamau, Mary Wambui", "")],
    "wrong_person": [
        {**CHAMA, "is_told": is_told, "several": several}
        for is_told in (True, False)
        for several in (True, False)
    ],
    "strangers_data": [{}],
    "nobodys_phone": [{**CHAMA, "several": several} for several in (True, False)],
    "unknown_sender": [{}],
    "figures_private": [{"officers": "Wanjiru Kamau, Otieno Odhiambo"}],
    "officers_only": [{"officers": ["Wanjiru Kamau", "Otieno Odhiambo"]}, {"officers": "Wanjiru"}],
    "send_proof": [
        {**PAY_TO},
        {"pay_to": ""},
        {**PAY_TO, **BY_WORD},
        {**PAYBILL, **BY_ITSELF},
    ],
    "how_to_pay": [
        _HOW_TO_PAY,
        {**_HOW_TO_PAY, **IN_POUNDS, **BY_WORD, "payable": [_PAYABLE]},
        {**_HOW_TO_PAY, **IN_POUNDS, **BY_WORD, "remaining_cents": 0},
        {**_HOW_TO_PAY, "remaining_cents": 0},
        {**_HOW_TO_PAY, "pay_to": ""},
        {**_HOW_TO_PAY, **PAYBILL, "can_push": True},
        {**_HOW_TO_PAY, **PAYBILL, "can_push": True, "remaining_cents": 0},
        {**_HOW_TO_PAY, **PAYBILL, **BY_ITSELF},
        {**_HOW_TO_PAY, **PAYBILL, **BY_ITSELF, "remaining_cents": 0},
        {**_HOW_TO_PAY, "waiting_cents": 30_000},
        {**_HOW_TO_PAY, "remaining_cents": 0, "waiting_cents": 30_000},
        {**_HOW_TO_PAY, "remaining_cents": 0, "for_rate": [_FOR_RATE]},
        {**_HOW_TO_PAY, **PAYBILL, "remaining_cents": 0, "waiting_cents": 30_000, "is_asked": True},
        {**_HOW_TO_PAY, **PAYBILL, "remaining_cents": 0, "for_rate": [_FOR_RATE], "is_asked": True},
    ],
    "paid_to_you": [{**ME, **CHAMA, **PAY_TO}],
    "deadline": [
        {**_DEADLINE, **changes, "is_over": is_over}
        for is_over in (False, True)
        for changes in (
            {},
            {"besides_cents": 100_000, "waiting_cents": 20_000},
            {"waiting_cents": 50_000, "fine_on": ""},
            {"left_cents": 0, "next_on": "2026-12-04", "fine_on": ""},
            {"left_cents": 0, "besides_cents": 100_000, "next_on": "2026-12-04", "fine_on": ""},
            {"left_cents": 0, "name": "", "next_on": "2026-12-04", "fine_on": ""},
        )
    ],
    "who_is": [
        {**CHAMA, "asked": asked, "is_held": is_held, "officers": officers}
        for asked, is_held, officers in (
            ("treasurer", True, _OFFICERS[:1]),
            ("chair", True, _OFFICERS[1:2]),
            ("secretary", False, _OFFICERS[:2]),
            ("", False, _OFFICERS),
        )
    ],
    "member_list": [
        {**CHAMA, "names": ["Wanjiru Kamau", "Otieno Ouma"], "count": 2, "more": 0},
        {**CHAMA, "names": ["Wanjiru Kamau"], "count": 1, "more": 0},
        {**CHAMA, "names": ["Achieng Akinyi"] * 20, "count": 31, "more": 11},
    ],
    "no_receipt_lately": [CHAMA],
    "ref_partial": [{**CHAMA, "ref": ref} for ref in ("C0ADE", "")],
    "which_member": [
        {**CHAMA, "name": "Achieng", "names": ["Achieng Akinyi", "Achieng Atieno"]},
        {**CHAMA, "name": "Achieng", "names": []},
        {**CHAMA, "name": "", "names": []},
    ],
    "member_status": [
        {**_STANDS, **changes}
        for changes in (
            {},
            {"total_cents": 0, "rounds": [], "due_on": "", "advance_cents": 20_000},
            {
                "rounds": [2, 3],
                "total_cents": 110_000,
                "fines_cents": 5_000,
                "welfare_cents": 5_000,
            },
            {"rounds": [2], "due_on": "", "waiting_cents": 30_000, "waiting_codes": ["UKN1AB2C01"]},
            {"last_cents": 0, "last_on": "", "code": ""},
            {"code": "", "for_rate": [_FOR_RATE]},
        )
    ],
    "shrugged": [{}],
    "moment": [
        {**ME, "kind": kind, "is_own": is_own}
        for kind in (
            *("bereavement", "hospital", "disaster", "birth", "wedding"),
            *("condolence", "prayer", "feast", "well"),
        )
        for is_own in (True, False)
    ],
    "not_passed_on": [
        {"name": "", "officer": True},
        *({**ME, "officer": one} for one in (True, False)),
    ],
    "not_reminded": [ME],
    "reminded": [
        {
            **ME,
            **CHAMA,
            **KES,
            "left_cents": left,
            "waiting_cents": waiting,
            "is_reached": is_reached,
        }
        for left, waiting, is_reached in (
            (100_000, 0, True),
            (70_000, 30_000, True),
            (0, 100_000, True),
            (0, 0, True),
            (100_000, 0, False),
        )
    ],
    "meeting_when": [CHAMA],
    "leaving": [
        {**ME, **CHAMA, **KES, "is_told": is_told, "office": office, **figures}
        for is_told, office in ((True, ""), (True, "treasurer"), (False, ""))
        for figures in _FIGURES_OF_LEAVING
    ],
    "wants_to_leave": [
        {
            **CHAMA,
            **KES,
            "member_name": "Achieng Akinyi",
            "text": "I want to leave",
            "office": office,
            **figures,
        }
        for office in ("", "treasurer", "chair", "secretary")
        for figures in _FIGURES_OF_LEAVING
    ],
    "welcome": [
        _WELCOME,
        *({**_WELCOME, "every": every} for every in ("day", "fortnight", "month", "quarter")),
        *({**_WELCOME, "every": every} for every in ("10 days", "2 weeks", "2 months")),
    ],
    "reminder": [
        {**_REMINDER, "when": when, **pay_to}
        for when in ("before", "today", "after")
        for pay_to in (PAY_TO, {"pay_to": ""}, {**PAYBILL, "can_push": True})
    ]
    + [{**_REMINDER, "when": when, "waiting_cents": 30_000} for when in ("before", "after")]
    + [
        {**_REMINDER, "when": when, "arrears_cents": 150_000, "current_cents": current_cents}
        for when in ("before", "today", "after")
        for current_cents in (50_000, 0)
    ]
    + [
        {**_REMINDER, "when": when, "fines_cents": 15_000, "welfare_cents": welfare_cents}
        for when in ("before", "today", "after")
        for welfare_cents in (0, 20_000)
    ]
    + [{**_REMINDER, "when": "after", "current_cents": 0, "fines_cents": 15_000}]
    + [{**_REMINDER, "when": "after", "pay_to": "", "is_treasurer": True}],
    "reminders_sent": [{"count": 3}, {"count": 1}, {"count": 0}],
    "meeting_notice": [{**CHAMA, "text": _NOTICE, "officer": "Mary Wambui"}],
    "ask_whose_payment": [
        _WHOSE,
        {**_WHOSE, "phone": "", "hint_334": True},
        {**_WHOSE, "payer": "", "phone": ""},
        {**_WHOSE, "account": "44"},
    ],
    "ask_claim_unseen": [
        {**ME, **CHAMA, **KES, **CODE, "amount_cents": amount_cents, "on": "2026-11-22"}
        for amount_cents in (150_000, None)
    ],
    "forward_it": [CODE],
    "claim_stays": [{**ME, **CODE}],
    "claim_not_seen": [
        {**ME, **CODE, "officer": officer, "other": other}
        for officer in ("Wanjiru Kamau", "")
        for other in ("Mary Wambui", "")
    ],
    "question_reminder": [{}],
    "question_unanswered": [
        {**CHAMA, **KES, "officer": "Wanjiru Kamau", "items": [{**item, "asked": []}]}
        for item in _OPEN_ITEMS
    ],
    "open_questions": [
        {**CHAMA, **KES, "items": _OPEN_ITEMS[:4], "more": 0},
        {**CHAMA, **KES, "items": _OPEN_ITEMS[4:], "more": 2},
        {**CHAMA, **KES, "items": [], "more": 0},
    ],
    "settled_already": [
        {
            **KES,
            "items": [item],
            "outcome": outcome,
            "who": who,
            "is_me": is_me,
            "more": 1,
            "is_booked": undo != "",
            "owners": owners,
            "undo": undo,
        }
        for item in _OPEN_ITEMS[:2]
        for outcome, who, is_me, owners, undo in (
            ("agreed", "Otieno Odhiambo", False, "Mary Wambui", "UKM4X7Q2LP"),
            ("agreed", "Otieno Odhiambo, Mary Wambui", False, "", "0123abcd"),
            ("agreed", "Otieno Odhiambo", True, "", ""),
            ("agreed", "", False, "", ""),
            ("refused", "Otieno Odhiambo", False, "", ""),
            ("refused", "Otieno Odhiambo", True, "", ""),
            ("undone", "Otieno Odhiambo", False, "", ""),
            ("waits", "Otieno Odhiambo", True, "", ""),
            ("passed", "", False, "", ""),
            ("expired", "", False, "", ""),
            ("changed", "Otieno Odhiambo", False, "", ""),
            ("answered", "", False, "Mary Wambui", "UKM4X7Q2LP"),
            ("withdrawn", "", False, "Mary Wambui", ""),
            ("withdrawn", "", False, "", ""),
        )
    ],
    "ask_cash": [
        {**one, **CHAMA, "code": code, "is_you": is_you}
        for one in _CASH
        for code, is_you in (("", True), ("", False), ("UKM4X7Q2LP", False))
    ]
    + [{**_CASH[0], **CHAMA, "code": "", "is_you": True, "like": _LIKE[:1]}],
    "asked_cash": [
        {**one, "officer": "Wanjiru Kamau", "own_cents": cents}
        for one in _CASH
        for cents in (0, 50_000)
    ],
    "cash_differs": [
        {
            **KES,
            "officer": "Wanjiru Kamau",
            "amount_cents": 50_000,
            "instead_cents": 40_000,
            "account": account,
        }
        for account in ("", _ACCOUNT)
    ],
    "ask_own_share": [
        {**AMOUNT, **KES, **CHAMA, "name": "Wanjiru Kamau", **more}
        for more in ({}, {"like": _LIKE[:1]})
    ],
    "ask_review": [
        _REVIEW,
        {**_REVIEW, "amount_cents": None, "name": "", "code": "", "reasons": ["malformed_amount"]},
        {**_REVIEW, "reasons": ["a_reason_of_tomorrow"], "shares": []},
    ],
    "ask_meeting": [{"text": _NOTICE, "count": 12}],
    "ask_shall_we_tell": [
        {"text": _SAID, "officer": who} for who in ("Wanjiru", "Wanjiru, Otieno", "")
    ],
    "ask_said_list": [
        {**CHAMA, "items": _SAYINGS[:3], "first": 1, "page": 1, "more": 2, "is_later": False},
        {**CHAMA, "items": _SAYINGS[3:], "first": 4, "page": 2, "more": 0, "is_later": False},
        {**CHAMA, "items": _SAYINGS[:3], "first": 1, "page": 1, "more": 0, "is_later": True},
    ],
    "ask_said": [
        {
            "what": what,
            "member_name": "Achieng Akinyi",
            "text": _SAID,
            "code": code,
            "answers": answers,
        }
        for what, code, answers in (
            ("late_notice", "", ["agreed", "not_agreed", "call"]),
            ("apology", "", ["agreed", "not_agreed", "call"]),
            ("request", "", ["agreed", "not_agreed", "call"]),
            ("paid_for_me", "UKN1AB2C01", ["theirs", "call"]),
            ("paid_for_me", "", ["noted", "call"]),
            ("not_group_money", "UKN1AB2C01", ["not_ours", "ours", "call"]),
        )
    ],
    "ask_raised": [
        {
            **CHAMA,
            **KES,
            "member_name": "Achieng Akinyi",
            "text": _SAID,
            "what": what,
            "is_seen": is_seen,
            "office": "",
            "left_cents": left_cents,
            "advance_cents": 0,
        }
        for what, is_seen, left_cents in (
            ("dispute", False, 0),
            ("dispute", True, 0),
            ("leave", False, 150_000),
            ("sent_by_mistake", False, 0),
        )
    ],
    "ask_chama": [{"options": ["Umoja Women Group", "Tumaini Welfare"]}],
    "ask_welfare_event": [
        {**one, **KES, "events": _EVENTS} for one in (_HARD_DAY, *_EVERY_KIND_OF_DAY)
    ],
    "ask_welfare": [
        _ASK_WELFARE,
        {
            **_ASK_WELFARE,
            "said_by_name": "Sarah Wekesa",
            "text": "",
            "earlier_on": "2026-11-03",
            "earlier_cents": 80_000,
        },
        {**_ASK_WELFARE, "event": "", "rule_cents": None, "assessment_cents": 0},
        {**_ASK_WELFARE, "text": "", "assessment_cents": 0, "earlier_on": "2026-11-03"},
        {**_ASK_WELFARE, "amount_cents": 0, "left_cents": 0, "kind": "other", "event": ""},
    ],
    "welfare_asked": [
        _WELFARE_ASKED,
        *({**_WELFARE_ASKED, **one} for one in _EVERY_KIND_OF_DAY),
        {**_WELFARE_ASKED, "amount_cents": 500_000},
        {**_WELFARE_ASKED, "amount_cents": 500_000, "is_all_there_is": True},
        {**_WELFARE_ASKED, "event": "", "rule_cents": None, "officer": "Wanjiru Kamau"},
        {**_WELFARE_ASKED, "amount_cents": 0},
        {**_WELFARE_ASKED, "amount_cents": 0, "is_own": False},
    ],
    "welfare_say_amount": [{**one, "clause": "7.5"} for one in (_HARD_DAY, *_EVERY_KIND_OF_DAY)],
    "welfare_empty": [_HARD_DAY, *_EVERY_KIND_OF_DAY],
    "welfare_declined": [
        {**ME, **KES, "member_name": member, "amount_cents": cents, "officer": officer}
        for cents in (500_000, 0)
        for member, officer in (("Achieng Akinyi", "Otieno Ouma"), ("Baraka Mwangi", ""))
    ],
    "welfare_granted": [
        _GRANTED,
        {**_GRANTED, "is_own": False, "is_sender": True},
        {**_GRANTED, "amount_cents": 0},
        {**_GRANTED, "amount_cents": 0, "is_own": False},
        {**_GRANTED, "is_own": False, "kind": "other"},
    ],
    "welfare_assessed": [
        _ASSESSED,
        {**_ASSESSED, "kind": "other", "pay_to": ""},
    ],
    "given_to_welfare": [{**KES, **AMOUNT}],
    "how_to_give_welfare": [
        PAY_TO,
        {"pay_to": ""},
        {**PAY_TO, **BY_WORD},
        {**PAYBILL, **BY_ITSELF},
    ],
    "anothers_welfare": [{"name": "Mary Wanjiku"}],
    "welfare_noted": [
        {**ME, **KES, **AMOUNT, **how} for how in (PAY_TO, {"pay_to": ""}, {**PAYBILL, **BY_ITSELF})
    ],
    "welfare_in_book": [
        {**KES, **AMOUNT, **CODE, "officer": officer} for officer in ("Wanjiru Kamau", "")
    ],
    "welfare_fund": [
        _WELFARE_FUND,
        {**_WELFARE_FUND, "promised_cents": 0, "owed_cents": 0, "out_count": 0, "next_on": ""},
        {**_WELFARE_FUND, "in_count": 0, "pay_to": ""},
        {**_WELFARE_FUND, "in_count": 0, "out_count": 0},
    ],
    "ask_money_out": [
        _MONEY_OUT,
        {**_MONEY_OUT, "is_payee": False, "recipient": "JANE WANGUI", "paid_in_cents": 100_000},
        {**_MONEY_OUT, "is_payee": False, "is_namesake": True},
        {**_MONEY_OUT, "agreed_cents": 140_000},
        {**_MONEY_OUT, "is_payee": False, "recipient": "", "fee_cents": 23_000},
        {**_MONEY_OUT, "purpose": "expense", "turn": "", "round": 0, "recipient": "DUKA LA MAMA"},
        {
            **_MONEY_OUT,
            "purpose": "expense",
            "turn": "",
            "round": 0,
            "recipient": "DUKA",
            "words": "chairs for the meeting",
            "own_cents": 20_000,
            "short_cents": 130_000,
        },
        {
            **_MONEY_OUT,
            "purpose": "expense",
            "turn": "",
            "round": 0,
            "recipient": "DUKA",
            "words": "chairs",
            "limit_cents": 100_000,
            "clause": "8.1",
        },
        {
            **_MONEY_OUT,
            "purpose": "expense",
            "turn": "",
            "round": 0,
            "recipient": "DUKA",
            "words": "chairs",
            "like": _LIKE[:1],
        },
    ],
    "ask_expense": [
        {
            **_EXPENSE,
            "words": words,
            "to": to,
            "holder": holder,
            "short_cents": short_cents,
            "account": account,
        }
        for words, to, holder, short_cents, account in (
            ("chairs for the meeting", "", "", 0, ""),
            ("", "Mary Wambui", "", 130_000, ""),
            ("chairs for the meeting", "", "Wanjiru Kamau", 0, ""),
            ("chairs for the meeting", "", "Wanjiru Kamau", 0, _ACCOUNT),
        )
    ]
    + [
        {
            **_EXPENSE,
            "words": "chairs",
            "to": "",
            "holder": "",
            "short_cents": 0,
            "account": "",
            "like": _LIKE[:1],
        }
    ]
    + [
        {
            **_EXPENSE,
            "words": "chairs for the meeting",
            "to": "",
            "holder": "",
            "account": "",
            "sent_code": "UKN5OU7T01",
            "sent_to": to,
        }
        for to in ("", "JANE WANGUI")
    ],
    "asked_expense": [
        {
            **AMOUNT,
            **KES,
            "officer": officer,
            "words": words,
            "to": to,
            "holder": holder,
            "account": account,
        }
        for officer, words, to, holder, account in (
            ("Mary Wambui", "chairs for the meeting", "", "", ""),
            ("Mary Wambui, Otieno Odhiambo", "", "Achieng Akinyi", "", ""),
            ("Mary Wambui", "chairs for the meeting", "", "Wanjiru Kamau", ""),
            ("Mary Wambui", "chairs for the meeting", "", "Wanjiru Kamau", _ACCOUNT),
        )
    ],
    "expense_agreed": [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            **CHAIN,
            "words": words,
            "to": to,
            "holder": holder,
            "left_cents": 20_000,
            "officers": "Wanjiru Kamau, Mary Wambui",
            "asker": "Wanjiru Kamau",
            "account": account,
            **how,
        }
        for words, to, holder, account, how in (
            ("chairs for the meeting", "", "", "", {}),
            ("", "Achieng Akinyi", "", "", BY_WORD),
            ("chairs for the meeting", "", "Wanjiru Kamau", "", {}),
            ("", "", "Wanjiru Kamau", _ACCOUNT, BY_WORD),
        )
    ],
    "expense_paid": [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            **CODE,
            **CHAIN,
            "fee_cents": fee_cents,
            "recipient": recipient,
            "words": words,
            "officers": "Wanjiru Kamau, Mary Wambui",
        }
        for fee_cents, recipient, words in ((0, "DUKA LA MAMA", "chairs"), (23_000, "", ""))
    ],
    "expense_refused": [
        {**AMOUNT, **KES, "officer": officer, "words": words}
        for officer in ("Mary Wambui", "")
        for words in ("chairs for the meeting", "")
    ],
    "expense_over_limit": [{**AMOUNT, **KES, "limit_cents": 100_000, "clause": "8.1"}],
    "holds_less": [
        {**AMOUNT, **KES, "held_cents": cents, "name": name}
        for cents in (0, 50_000)
        for name in ("", "Otieno Odhiambo")
    ],
    "ask_transfer": [
        {**_MOVE, **CHAMA, "name": "Otieno Odhiambo", "is_you": is_you, "code": code, **places}
        for is_you, code, places in (
            (False, "", _HANDS),
            (True, "", _HANDS),
            (False, "UKM4X7Q2LP", _TO_BANK),
            (True, "", _FROM_BANK),
            (False, "", _FROM_BANK),
            (False, "UKM4X7Q2LP", _DRAWN_DEARLY),
        )
    ]
    + [
        {
            **_MOVE,
            **CHAMA,
            "name": "Otieno Odhiambo",
            "is_you": False,
            "code": "",
            **_HANDS,
            "like": _LIKE[:1],
        }
    ],
    "asked_transfer": [
        {**_MOVE, "officer": "Wanjiru Kamau", "code": "", **_HANDS},
        {**_MOVE, "officer": "Wanjiru Kamau, Mary Wambui", "code": "UKM4X7Q2LP", **_TO_BANK},
        {**_MOVE, "officer": "Wanjiru Kamau", "code": "", **_FROM_BANK},
    ],
    "transferred": [
        {
            **AMOUNT,
            **KES,
            **CHAMA,
            **CHAIN,
            "code": code,
            **places,
            "fee_cents": fee_cents,
            "giver_cents": 20_000,
            "taker_cents": 150_000,
            "officers": "Otieno Odhiambo, Wanjiru Kamau",
        }
        for code, places in (("", _HANDS), ("UKM4X7Q2LP", _TO_BANK))
        for fee_cents in (0, 54_000)
    ],
    "ask_to_oneself": [{**KES, **AMOUNT}],
    "ask_own_or_groups": [
        {
            **AMOUNT,
            **KES,
            "name": "Otieno Odhiambo",
            "to": "Wanjiru Kamau",
            "held_cents": 200_000,
            "is_mine": is_mine,
            "is_pot": is_pot,
        }
        for is_mine, is_pot in ((True, False), (True, True), (False, False))
    ],
    "ask_withdrawn": [{**AMOUNT, **KES, **CODE}],
    "ask_own_or_banked": [
        {**AMOUNT, **KES, "bank": "Equity Umoja", "code": ""},
        {**AMOUNT, **KES, **CODE, "bank": "Equity Umoja"},
    ],
    "no_bank": [{}],
    "bank_proof": [{}],
    "which_bank": [{"banks": "Equity Umoja, KCB Umoja"}],
    "which_not_ours": [{}],
    "sent_by_mistake": [{"officer": who} for who in ("Wanjiru Kamau, Mary Wambui", "Wanjiru", "")],
    "mistake_notice": [{**CHAMA, "member_name": "Achieng Akinyi"}],
    "ask_own_or_held": [{**AMOUNT, **KES, **CODE}],
    "asked_own_or_held": [{**AMOUNT, **KES, "officer": "Otieno Odhiambo"}],
    "officers_hold_cash": [{"officers": "Wanjiru Kamau, Otieno Odhiambo"}],
    "money_place": [
        {
            **KES,
            **CHAMA,
            "total_cents": 1_050_000,
            "pots_cents": 900_000,
            "own_cents": 50_000,
            "welfare_cents": welfare_cents,
            "agreed_cents": welfare_cents,
            "collectors": [
                {"name": "Wanjiru Kamau", "kind": "phone", "amount_cents": 850_000, **_IN},
                {"name": "Umoja", "kind": "bank", "amount_cents": 0, "paid_in": paid_in},
            ],
            "hands": [{"name": "Otieno Odhiambo", "amount_cents": 200_000}],
        }
        for welfare_cents, paid_in in ((0, ""), (100_000, ""), (0, "USD"))
    ],
    "ask_purpose": [{**AMOUNT, **KES, "code": code} for code in ("", "UKM4X7Q2LP")],
    "ask_paid_from": [
        {**AMOUNT, **KES, "held_cents": 200_000, "words": words, "account": account}
        for words, account in (("", ""), ("chairs", _ACCOUNT))
    ],
    "ask_same_code": [
        {**CODE, **AMOUNT, **KES, **MEMBERS, "first": "Otieno Odhiambo", "second": "Achieng Akinyi"}
    ],
    "asked_officer": [
        {
            **KES,
            "officer": "Wanjiru Kamau",
            "amount_cents": 50_000,
            "about": about,
            "giver": "Achieng Akinyi",
            "taker": "Mary Wambui" if about == "payout" else "",
        }
        for about in ("own_phone", "own_share", "payout", "whose_payment")
    ],
    "cash_denied": [
        {
            **CHAMA,
            **AMOUNT,
            **KES,
            "giver": "Baraka Mwangi",
            "taker": "Wanjiru Kamau",
            "officer": "Wanjiru Kamau",
            "account": account,
        }
        for account in ("", _ACCOUNT)
    ],
    "cash_declined": [{**AMOUNT, **KES, "officer": officer} for officer in ("Wanjiru Kamau", "")],
    "pick_number": [{"count": 3}],
    "nothing_to_confirm": [{}],
    "done": [{}],
    "left_waiting": [{**CODE, **AMOUNT, **KES}],
    "cancelled": [{}],
    "meeting_sent": [{"count": 12}, {"count": 1}, {"count": 0}],
    "need_other_officer": [{}],
    "money_out": [
        {
            **AMOUNT,
            **KES,
            **CODE,
            **CHAMA,
            "sender": "Wanjiru Kamau",
            "recipient": recipient,
            "officer": "Otieno Odhiambo",
        }
        for recipient in ("Achieng Akinyi", "")
    ],
    "payout_recorded": [
        {
            **AMOUNT,
            **KES,
            **CODE,
            **CHAMA,
            **CHAIN,
            "name": "Otieno Odhiambo",
            "purpose": purpose,
            "fee_cents": fee_cents,
            "officers": "Wanjiru Kamau, Mary Wambui",
            "words": "chairs for the meeting" if fee_cents else "",
        }
        for purpose in ("pot", "expense")
        for fee_cents in (0, 23_000)
    ],
    "payout_rejected": [
        {**CHAMA, "code": code, "name": name, "officer": officer}
        for code, name in (("UKM4X7Q2LP", "Otieno Odhiambo"), ("", ""))
        for officer in ("Mary Wambui", "")
    ],
    "say_amount": [{}],
    "say_amount_received": [{}],
    "list_not_so": [{}],
    "cash_list_amiss": [
        {"why": why, "names": names}
        for why, names in (("name", "Zawadi"), ("amount", "Mary, Otieno"), ("later", ""))
    ],
    "cash_left_out": [{"names": "Mary, Otieno", "is_sent": is_sent} for is_sent in (True, False)],
    "name_unclear": [{"name": "Mary"}, {"name": ""}],
    "group_chosen": [{"group": "Tumaini Welfare"}],
    "next_meeting": [{"text": _NOTICE}],
    "no_meeting": [CHAMA],
    "statement_coming": [{}],
    "statement_refused": [CHAMA],
    "statement_which_group": [{}],
    "statement_imported": [
        _IMPORTED,
        {**_IMPORTED, **_NOTHING, "findings": [], "first_on": "", "last_on": "", "stood": ""},
        *(
            {**_IMPORTED, **_NOTHING, "findings": [{"kind": kind, **CODE}]}
            for kind in LOUDEST_FIRST
        ),
        {
            **_IMPORTED,
            **_NOTHING,
            "more": 7,
            "findings": [{"kind": "amount_differs", "code": f"UKM4X7Q2L{n}"} for n in range(5)],
        },
    ],
    "ask_statement": [
        _ASK_STATEMENT,
        {**_NO_STATEMENT, "account": "", "sent_out": 1, "sent_out_cents": 400_000, "more": 3},
    ],
    "statement_lines": [
        {
            **KES,
            "page": page,
            "pages": 3,
            "items": [
                {"act": act, **CODE, **AMOUNT, "names": name}
                for act in ("credited", "waiting", "taken_back", "sent_out")
                for name in ("Otieno Odhiambo", "")
            ],
        }
        for page in (1, 3)
    ],
    "statement_asked": [
        {**CHAMA, "officer": "Otieno Odhiambo, Achieng Akinyi", "needed": needed}
        for needed in (2, 1)
    ],
    "statement_asked_already": [CHAMA],
    "statement_nobody": [CHAMA],
    "statement_agreed": [{}],
    "statement_declined": [
        {**CHAMA, "officer": "Otieno Odhiambo", "sender": "Wanjiru Kamau"},
        {**CHAMA, "officer": "", "sender": ""},
    ],
    "statement_broken": [
        {**CHAMA, "reason": "broken", "row": "17", "is_begun": False},
        {**CHAMA, "reason": "our_trouble", "row": "", "is_begun": True},
        *(
            {**CHAMA, "reason": reason, "row": "", "is_begun": False}
            for reason in (
                *("locked", "wrong_code", "foreign", "other_account", "too_large"),
                *("unreachable", "our_trouble"),
            )
        ),
    ],
    "moved_away": [
        {**CODE, **AMOUNT, **KES, **CHAMA, "is_agreed": is_agreed} for is_agreed in (False, True)
    ],
    "rules": [
        {**CHAMA, "chapters": [{"number": n, "section": s} for n, s in enumerate(CHAPTERS, 1)]},
        {**CHAMA, "chapters": [{"number": 2, "section": "rotation"}]},
    ],
    "rules_chapter": [
        {**CHAMA, **KES, "number": n, "section": s, "clauses": clauses, "more": more, "on": on}
        for n, s, clauses, more, on in (
            (6, "fines", _clauses("fines"), "", ""),
            (2, "rotation", _clauses("rotation"), "2.5", ""),
            (6, "fines", _clauses("fines")[:4], "6.5", "2026-11-01"),
        )
    ],
    "rules_about": [{**CHAMA, **KES, "clauses": _clauses("welfare")}],
    "rules_past": [
        {**CHAMA, **KES, "clauses": clauses}
        for clauses in ([{**_clauses("fines")[0], "until_on": "2026-12-04"}], [])
    ],
    "rules_on": [
        {**CHAMA, **KES, "on": "2026-11-01", "clauses": clauses, "chapter": 6}
        for clauses in (_clauses("fines")[:2], [])
    ],
    "rules_unknown": [{**CHAMA, "number": "15.1"}],
    "ask_amendment": [
        {**CHAMA, **KES, **change, "cautions": cautions}
        for change, cautions in (
            (_CHANGE, []),
            (_CHANGE, ["fine_above_due"]),
            (_CHANGE, ["too_few_officers"]),
            (_CHANGE_OF_TEXT, []),
        )
    ],
    "rule_will_change": [{**CHAMA, **KES, **_CHANGE}, {**CHAMA, **KES, **_CHANGE_OF_TEXT}],
    "change_proposed": [
        {
            **CHAMA,
            **KES,
            "clauses": _CHANGE["clauses"],
            "count": count,
            "needed": needed,
            "cautions": [] if count > 1 else ["steep_fine"],
        }
        for count, needed in ((11, 7), (2, 1), (1, 1))
    ],
    "change_how": [
        {**CHAMA, **KES, "clauses": [_clauses("fines")[0]], "number": "6.1", "example": "100"}
    ],
    "change_same": [{**CHAMA, **KES, "clauses": [_clauses("fines")[0]]}],
    "change_too_early": [{"number": "13.3", "from_on": "2026-12-04"}],
    "change_not_by_text": [
        {**CHAMA, "officers": officers} for officers in ("Wanjiru Kamau, Otieno Odhiambo", "")
    ],
    "change_calendar": [
        {
            "officers": officers,
            "every": "2.2",
            "contribution": "2.1",
            "due": "2.4",
            "meetings": "11.1",
        }
        for officers in ("Wanjiru Kamau, Otieno Odhiambo", "")
    ],
    "change_waits": [{"number": "6.1"}],
    "change_refused": [{**CHAMA, "number": "6.1", "officer": name} for name in ("Otieno Ouma", "")],
    "change_unfit": [{**CHAMA, "number": "2.4", "value": "20"}],
    "refused_waits": [{"count": 3}, {"count": 1}],
    "ask_payout": [{**slip, "agree_code": "4821"} for slip in _SLIPS],
    "pot_due": [
        {**slip, "officer": officer, "is_yours": is_yours}
        for slip in _SLIPS
        for officer in ("Mary Wambui", "")
        for is_yours in (False, True)
    ],
    "payout_agreed": [
        {
            **slip,
            **CHAIN,
            "officers": "Mary Wambui, Achieng Akinyi",
            "sender": sender,
            "is_yours": is_yours,
            "is_sender": is_sender,
            "amount_cents": cents,
            "held_cents": held_cents,
            "is_kept": is_yours is is_sender,
        }
        for slip in ({k: v for k, v in one.items() if k != "short_cents"} for one in _SLIPS)
        for sender, is_sender in (("Wanjiru Kamau", False), ("", False), ("Wanjiru Kamau", True))
        for is_yours in (False, True)
        for cents, held_cents in ((150_000, 150_000), (150_000, 20_000), (0, 0))
    ],
    "payout_sent": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            **CHAIN,
            "recipient": "Otieno Odhiambo",
            "fee_cents": 54_000 if code else 0,
            "left_cents": left_cents,
            "code": code,
            "is_kept": is_kept,
            "is_sent": is_sent,
            "may_deny": not is_kept,
            "round": number,
            "is_yours": is_yours,
        }
        for code, is_kept, is_sent in (
            (CODE["code"], False, True),
            ("", False, False),
            ("", True, True),
            ("", False, True),
        )
        for left_cents, number in ((0, 3), (40_000, 0))
        for is_yours in (False, True)
    ],
    "pot_refused": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            **ROUND,
            "recipient": "Otieno Odhiambo",
            "officer": officer,
            "is_yours": is_yours,
        }
        for officer in ("Mary Wambui", "")
        for is_yours in (False, True)
    ],
    "pot_changed": [
        {**ROUND, "recipient": "Otieno Odhiambo", "is_put": is_put, "round": round}
        for is_put in (False, True)
        for round in (0, 12)
    ],
    "pot_said_sent": [{"recipient": "Otieno Odhiambo"}],
    "pot_short": [
        {
            **CHAMA,
            **KES,
            **ROUND,
            **DUE,
            "short_cents": 50_000,
            "pot_cents": 150_000,
            "clause": "5.2",
            "is_yours": is_yours,
            "recipients": recipients,
        }
        for is_yours in (False, True)
        for recipients in ("", "Otieno Odhiambo", "Otieno Odhiambo, Mary Wambui")
    ],
    "ask_handed": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            "giver": "Wanjiru Kamau",
            "recipient": "Otieno Odhiambo",
            "is_own": is_own,
            "is_you": is_you,
            "round": number,
            "account": account,
            "notes_cents": notes_cents,
        }
        for is_own, is_you, notes_cents in (
            (False, True, 0),
            (False, False, 0),
            (True, False, 0),
            (True, False, AMOUNT["amount_cents"]),
            (True, False, 50_000),
        )
        for number, account in ((3, ""), (0, ""), (3, _ACCOUNT))
    ],
    "asked_handed": [
        {
            **KES,
            **AMOUNT,
            "is_own": is_own,
            "officer": "Mary Wambui",
            "is_you": is_you,
            "recipient": "Otieno Odhiambo",
        }
        for is_own, is_you in ((False, False), (False, True), (True, False))
    ],
    "handed_denied": [{**one, "officer": who} for one in _HANDED for who in ("Mary Wambui", "")],
    "handed_changed": [{"amount": "KES 1,500", "recipient": "Otieno Odhiambo"}],
    "more_than_agreed": [{**KES, "recipient": "Otieno Odhiambo", "agreed_cents": 140_000}],
    "not_in_hand": [
        {**KES, **AMOUNT, "held_cents": 20_000, "name": name} for name in ("", "Mary Wambui")
    ],
    "not_in_account": [
        {
            **KES,
            **AMOUNT,
            "held_cents": 20_000,
            "account": _ACCOUNT,
            "notes_cents": notes_cents,
            "may_be_changed": may_be_changed,
        }
        for notes_cents in (0, 30_000)
        for may_be_changed in (False, True)
    ],
    "undo_asked_member": [
        {
            **CHAMA,
            **AMOUNT,
            **KES,
            "name": "Achieng Akinyi",
            "paid_in": paid_in,
            "code": code,
            "said_by_name": said_by,
            "officer": officer,
        }
        for paid_in, code, said_by, officer in (
            ("", "UKM4X7Q2LP", "Otieno Odhiambo", "Mary Wambui, Wanjiru Kamau"),
            ("KES", "", "", "Mary Wambui"),
        )
    ],
    "undo_refused_member": [
        {**CHAMA, **AMOUNT, **KES, "paid_in": paid_in, "code": code}
        for paid_in, code in (("", "UKM4X7Q2LP"), ("KES", ""))
    ],
    "send_nothing_yet": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            "names": "Achieng Akinyi, Otieno Odhiambo",
            "missing_cents": cents,
        }
        for cents in (0, 50_000)
    ],
    "exchanged_before": [{**CHAMA, **AMOUNT, **KES, **CODE, "chain": "c0aded6d"}],
    "show_payout": [{}, BY_WORD],
    "asked_payout": [{"officer": "Mary Wambui", "recipient": "Otieno Odhiambo"}],
    "payout_waits": [
        {**KES, **AMOUNT, **how, "recipient": "Otieno Odhiambo"} for how in ({}, BY_WORD)
    ],
    "pot_contested": [{}],
    "pot_not_agreed": [
        {"recipient": "Otieno Odhiambo", "is_asked": is_asked} for is_asked in (False, True)
    ],
    "no_number_to_pay": [{**CHAMA, "recipient": "Otieno Odhiambo"}],
    "no_pot": [{"name": "Otieno Odhiambo"}, {"name": ""}],
    "pot_waits": [
        {
            **ROUND,
            **KES,
            "recipient": "Otieno Odhiambo",
            "short_cents": 50_000,
            "short_on": "2026-11-28",
            "clause": "5.2",
            "is_paid_short": is_paid_short,
            "is_empty": is_empty,
        }
        for is_paid_short, is_empty in ((False, False), (True, False), (True, True))
    ],
    "ask_receive_phone": [{**_RECEIVES, **CHAMA, "member": "Achieng Akinyi"}],
    "asked_receive_phone": [{**_RECEIVES, "officer": "Mary Wambui"}],
    "receive_phone_agreed": [
        {
            **{name: value for name, value in _RECEIVES.items() if name != "hours"},
            **CHAMA,
            "member": "Achieng Akinyi",
            "from_at": "2026-11-29T09:00:00+00:00",
            "officers": "Mary Wambui",
            "is_yours": is_yours,
        }
        for is_yours in (False, True)
    ],
    "receive_phone_refused": [
        {**CHAMA, "phone": "0733000222", "old": "0712345678", "officer": officer}
        for officer in ("Mary Wambui", "")
    ],
    "receive_phone": [{**CHAMA, "phone": "0712345678"}],
    "ask_phone": [
        {
            "options": ["0712345678 (Wanjiru Kamau)", "0720111222 (Mary Wambui)"],
            "connects": connects,
        }
        for connects in (True, False)
    ],
    "ask_connect_phone": [
        {**CHAMA, **_PHONE, "asker": "Mary Wambui", "replaces": replaces}
        for replaces in (False, True)
    ],
    "asked_connect_phone": [
        {"officer": officer, "number": "0712345678", "holder": holder}
        for officer in ("Mary Wambui", "Mary Wambui, Otieno Odhiambo")
        for holder in ("", "Wanjiru Kamau")
    ],
    "connect_phone_refused": [
        {**CHAMA, "number": "0712345678", "officer": officer} for officer in ("Mary Wambui", "")
    ],
    "phone_connected": [
        {**CHAMA, "number": "0712345678", "url_secret": _SECRET, "signing_key": _SECRET},
        {**CHAMA, "number": "0712345678", "url_secret": "", "signing_key": ""},
    ],
    "phone_agreed": [
        {**CHAMA, "number": "0712345678", "asker": "Wanjiru Kamau", "officers": officers}
        for officers in ("Mary Wambui", "Mary Wambui, Otieno Odhiambo")
    ],
    "phone_stopped": [
        {**CHAMA, "number": "0712345678", "asker": "Mary Wambui", "officer": officer}
        for officer in ("Otieno Odhiambo", "Otieno Odhiambo, Achieng Akinyi", "")
    ],
    "ask_disconnect_phone": [{**CHAMA, **_PHONE, "asker": "Mary Wambui"}],
    "phone_stays_stopped": [{**CHAMA, "number": "0712345678"}],
    "phone_resumed": [{**CHAMA, "number": "0712345678", "officer": "Mary Wambui"}],
    "forwarding_phones": [
        {
            **CHAMA,
            "items": [
                {**_PHONE, "seen_at": "2026-11-23T06:00:00+00:00"},
                {"number": "0720111222", "holder": "Mary Wambui", "seen_at": ""},
            ],
        },
        {**CHAMA, "items": []},
    ],
    "file_link": [
        {**CHAMA, "report": report, "file_token": token, "has_pages": pages}
        for report, pages in (("statement", False), ("month", False), ("month", True))
        for token in ("k7m2p9q4r8s3t6v5w2x9y4z7ab", "")
    ],
    "file_enough": [{}],
    "file_none": [{}],
    "file_of_another": [{"has_pages": pages} for pages in (True, False)],
    "link_which": [
        {"has_files": files, "has_pages": pages}
        for files, pages in ((True, True), (True, False), (False, True))
    ],
    "dashboard_link": [{"link_token": "abcdefghijkmnpqrstuvwxyz23"}, {"link_token": ""}],
    **{f"dashboard_{what}": [{}] for what in ("not_yours", "none", "enough", "stopped", "how")},
    "dashboard_opened": [{"name": "Wanjiru Kamau"}],
    "auditor_link": [
        {**CHAMA, "link_token": "abcdefghijkmnpqrstuvwxyz23"},
        {**CHAMA, "link_token": ""},
    ],
    "auditor_how": [{**CHAMA, "ends": ends} for ends in (False, True)],
    "auditor_stopped": [{**CHAMA}],
    **{f"auditor_{what}": [{**CHAMA, "by": "Otieno Ouma"}] for what in ("let_in", "stopped_by")},
    "auditor_opened": [{**CHAMA, "name": "Wanjiru Kamau"}],
    "phone_how": [{}],
    "phone_none": [{**CHAMA}],
    "phone_says": [{"number": "0712345678"}],
    "phone_unread": [
        {**CHAMA, "number": "0712345678", "why": why} for why in ("unread", "part", "card", "hand")
    ],
    "phone_moved": [
        {**CHAMA, **KES, **AMOUNT, "number": "0712345678", "code": code, "is_out": is_out}
        for code, is_out in (("UKM4X7Q2LP", True), ("", False))
    ],
    "phone_whose_group": [
        {"number": "0712345678", "code": code, "groups": ["Umoja Women Group", "Amani Sisters"]}
        for code in ("UKM4X7Q2LP", "")
    ],
    "phone_silent": [{**CHAMA, **_PHONE, "days": 2}],
    "prompt_not_here": [{"member": "Otieno Odhiambo"}],
    "pay_phone": [{"phone": "0722000222"}],
    "pay_phone_not": [{"phone": "0733000222"}],
    "ask_pay_phone": [
        {**CHAMA, **_PAYS_FROM, "member": "Achieng Akinyi", "owner": owner}
        for owner in ("", "Otieno Odhiambo")
    ],
    "asked_pay_phone": [{**_PAYS_FROM, "officer": "Mary Wambui"}],
    "pay_phone_agreed": [
        {
            **CHAMA,
            "phone": "0722000222",
            "member": "Achieng Akinyi",
            "officers": "Mary Wambui",
            "has_phone": has_phone,
            "is_yours": is_yours,
        }
        for has_phone, is_yours in ((False, False), (True, False), (False, True))
    ],
    "pay_phone_refused": [
        {**CHAMA, **_PAYS_FROM, "officer": officer} for officer in ("Mary Wambui", "")
    ],
    "ask_give_back": [
        {
            **CHAMA,
            **_GIVEN_BACK,
            "asker": "Wanjiru Kamau",
            "names": names,
            "agree_code": "4821",
        }
        for names in ("Achieng Akinyi", "")
    ],
    "asked_give_back": [{**_GIVEN_BACK, "officer": "Mary Wambui"}],
    "give_back_asked": [
        {**CHAMA, **_GIVEN_BACK, "asker": "Wanjiru Kamau", "officer": "Mary Wambui"}
    ],
    "give_back_agreed": [{**CHAMA, **_GIVEN_BACK, "officers": "Wanjiru Kamau, Mary Wambui"}],
    "give_back_refused": [
        {**CHAMA, **_GIVEN_BACK, "officer": officer} for officer in ("Mary Wambui", "")
    ],
    "give_back_not": [{**CODE, "why": why.value, "days": MOST_DAYS} for why in WhyNot],
    "ask_release": [{**_RELEASE, "asker": "Wanjiru Kamau"}],
    "asked_release": [{**KES, **AMOUNT, "recipient": "Otieno Odhiambo", "officer": "Mary Wambui"}],
    "payout_released": [
        {
            **_RELEASE,
            "officers": "Mary Wambui, Achieng Akinyi",
            "round": number,
            "source": source,
        }
        for number, source in ((3, "pot"), (0, "welfare"), (0, "ahead"))
    ],
    "ask_refund": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            "recipient": "Otieno Odhiambo",
            "asker": "Wanjiru Kamau",
            "phone": "0712000002",
            "ahead_cents": 250_000,
            "agree_code": "4821",
            "code": code,
        }
        for code in ("", "UKN5OU7T01")
    ],
    "asked_refund": [
        {
            **KES,
            **AMOUNT,
            "recipient": "Otieno Odhiambo",
            "officer": "Mary Wambui",
            "code": code,
        }
        for code in ("", "UKN5OU7T01")
    ],
    "refund_more": [
        {**KES, **AMOUNT, "recipient": "Otieno Odhiambo", "ahead_cents": cents}
        for cents in (0, 50_000)
    ],
    "refund_agreed": [
        {
            **CHAMA,
            **KES,
            **AMOUNT,
            **CHAIN,
            "recipient": "Otieno Odhiambo",
            "phone": "0712000002",
            "officers": "Mary Wambui, Achieng Akinyi",
            "sender": sender,
            "is_yours": is_yours,
            "is_sender": is_sender,
        }
        for sender, is_sender in (("Wanjiru Kamau", False), ("", False), ("Wanjiru Kamau", True))
        for is_yours in (False, True)
    ],
    "refund_refused": [
        {**CHAMA, **KES, **AMOUNT, "recipient": "Otieno Odhiambo", "officer": who}
        for who in ("Mary Wambui", "")
    ],
    "release_refused": [
        {**CHAMA, **KES, **AMOUNT, "recipient": "Otieno Odhiambo", "officer": who}
        for who in ("Mary Wambui", "")
    ],
    "nothing_to_release": [{"recipient": "Otieno Odhiambo"}],
}

LISTS = {
    "ask_cash_listed",
    *("receipts", "recorded", "balance", "statement", "who_owes_officer", "rota"),
    "member_list",
    "open_questions",
    "ask_statement",
    "statement_imported",
    "statement_lines",
    *("rules", "rules_chapter", "rules_about", "rules_past", "rules_on"),
}
