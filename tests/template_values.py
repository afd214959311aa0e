"""Sample values for every template: invented people of Umoja, as the deciding code passes them.

A template may have several samples, one for each way its sentences can turn. `LISTS` names the
templates whose length grows with their items.
"""

from __future__ import annotations

from bot.importing.findings import LOUDEST_FIRST
from chama.constitution.clauses import CHAPTERS, chapter
from tests.builders import rules

KES = {"currency": "KES"}
CHAMA = {"chama": "Umoja Women Group"}
ME = {"name": "Achieng Akinyi"}
ROUND = {"round": 3}
DUE = {"due_on": "2026-11-27"}
PAY_TO = {"pay_to": "0712345678 (Wanjiru)"}
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


_TOS = ({"to": "0712345678 (Wanjiru)"}, {"to": ""})


def _without(values: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}


def _clauses(section: str) -> list[dict[str, object]]:
    return [one.facts() for one in chapter(_OUR_RULES, section)]


_RECEIPT = {
    **ME, **KES, **CHAMA, **AMOUNT, **CODE, **CHAIN, **LEFT, "rounds": [3],
    "advance_cents": 0, "paid_for": "", "paid_by": "", "paid_in": "", "worth_cents": 150_000,
    "left_cents": 0,
}  # fmt: skip
_RECEIPTS = {
    **ME, **KES, **CHAMA, **LEFT, "advance_cents": 0,
    "items": [
        {**AMOUNT, **CODE, **CHAIN, **OWN},
        {"amount_cents": 25_050, "code": "UKN1B2C3D4", "chain": "M2PAQK7Z", **OWN},
    ],
}  # fmt: skip
_RECORDED_ITEM = {**ME, **AMOUNT, **CODE, **CHAIN, **OWN, "rounds": [3], "ahead_cents": 0}
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
    **ME, **CHAMA, **KES, **PAY_TO, **CHAIN,
    "dues": [{**ROUND, **DUE, **LEFT}],
    "total_cents": 50_000, "unpaid_cents": 50_000, "advance_cents": 0,
    "waiting_cents": 0, "waiting_codes": [], "payable": [],
}  # fmt: skip
_IN = {"paid_in": ""}
_LINE = {**AMOUNT, **CODE, "is_pot": False, "came_cents": 0, "paid_in": ""}
_STATEMENT = {
    **ME, **CHAMA, **KES, "total_cents": 450_000, "paid_for": [], "more": 0,
    "items": [
        {"on": "2026-11-06", **_LINE},
        {"on": "2026-11-13", **_LINE, "code": ""},
        {"on": "", **_LINE, "is_pot": True},
        {"on": "2026-11-14", **_LINE, "came_cents": 990_000, "paid_in": "USD"},
    ],
}  # fmt: skip
_MY_TURN = {**ME, **CHAMA, "seat": 5, "round": 5, "on": "2026-12-11", "now": False}
_STATUS = {
    **CHAMA, **ROUND, **KES, **PROGRESS, **DUE, "recipient": "Otieno Odhiambo", "complete": False,
    "abroad": [],
}  # fmt: skip
_REMINDER = {
    **ME, **CHAMA, **KES, **DUE, **PAY_TO, "when": "before", "waiting_cents": 0,
    "current_cents": 50_000, "arrears_cents": 0, "is_treasurer": False,
}  # fmt: skip
_PAYABLE = {"other": "KES", "per_unit": "165", "asked_cents": 990_000, "to": "0712345678 (Wanjiru)"}
_HOW_TO_PAY = {**ME, **CHAMA, **KES, **LEFT, **PAY_TO, "waiting_cents": 0, "payable": []}
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
_CASH = [
    {
        **ME, **AMOUNT, **KES,
        "to": "Wanjiru Kamau", "whose": whose, "is_own": whose == ME["name"],
        "is_officers": is_officers, "besides": besides, "besides_code": code,
    }
    for whose in (ME["name"], "Mary Wambui")
    for is_officers in (False, True)
    for besides, code in (([], ""), ([50_000], ""), ([50_000, 40_000], "UKM4X7Q2LP"))
]  # fmt: skip
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


def _facts_of_an_act(intent: str) -> list[tuple[int | None, str]]:
    """Amounts and codes: cash has no receipt code, a wrong number neither."""
    if intent == "wrong_person":
        return [(None, "")]
    codes = ("",) if intent.endswith("cash") else ("UKM4X7Q2LP", "")
    return [(cents, code) for cents in (150_000, None) for code in codes]


SAMPLES: dict[str, list[dict[str, object]]] = {
    "receipt": [
        _RECEIPT,
        {**_RECEIPT, "remaining_cents": 0, "advance_cents": 20_000},
        {**_RECEIPT, "code": "", "rounds": [], "remaining_cents": 0, "advance_cents": 150_000},
        {**_RECEIPT, "rounds": [1, 2, 3, 4, 5, 6], "remaining_cents": 0},
        {**_RECEIPT, "paid_for": "Otieno Odhiambo"},
        {**_RECEIPT, "paid_by": "Otieno Odhiambo"},
        {**_RECEIPT, **IN_POUNDS, **ABROAD, "remaining_cents": 0},
        {**_RECEIPT, **IN_POUNDS, **ABROAD, "remaining_cents": 6_000, "left_cents": 990_000},
    ],
    "receipts": [
        _RECEIPTS,
        {**_RECEIPTS, "remaining_cents": 0, "advance_cents": 20_000},
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
                {**_RECORDED_ITEM, "rounds": [1, 2, 4], "code": "", "ahead_cents": 50_000},
            ],
        },
        {**_RECORDED, "round": "", "items": [{**_RECORDED_ITEM, "rounds": []}]},
    ],
    "already_recorded": [{**KES, **CHAMA, "items": [{**CODE, **AMOUNT, **ME, "paid_in": ""}]}],
    "waits_for_rate": [{**_WAITS, **ME, "is_payable": payable} for payable in (True, False)],
    "ask_rate": [_RATE, {**_RATE, "source": ""}],
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
        {**_EXCHANGE, "lies_cents": lies_cents, "agree_code": "4821", **more}
        for lies_cents, more in ((70_000, {}), (10_000, {"code": "UKM4X7Q2LP", "fee_cents": 0}))
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
            **IN_POUNDS, "gave_cents": 60_000, "gave_in": "GBP", "got_cents": 9_840_000,
            "got_in": "KES", "officer": officer,
        }
        for officer in ("Mary Wambui", "")
    ],
    "exchange_how": [{**IN_POUNDS, "other": "KES"}],
    "exchange_nowhere": [{**CHAMA, "other": "USD"}],
    "rate_missing": [
        {**_WAITS, "is_payable": is_payable, "member": "Achieng Akinyi"}
        for is_payable in (True, False)
    ],
    "claim_waiting": [
        _CLAIM,
        {**_CLAIM, "treasurer": ""},
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
            **AMOUNT, **KES, **CODE, **CHAMA, **CHAIN, "remaining_cents": 0, "paid_in": "KES",
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
    "undo_by_code": [CODE],
    "ask_undo": [
        {
            **AMOUNT, **KES, **CHAMA, "officer": "Wanjiru Kamau", "member_name": "Otieno Odhiambo",
            "is_payout": is_payout, "code": code, "payer": None, "claimed_by": "", "paid_in": "",
        }
        for is_payout in (False, True)
        for code in ("UKM4X7Q2LP", "")
    ] + [
        {
            **AMOUNT, **KES, **CHAMA, **CODE, "officer": "Wanjiru Kamau", "member_name": "",
            "is_payout": False, "payer": payer, "claimed_by": claimed_by, "paid_in": "KES",
        }
        for payer, claimed_by in (("ROSE AKOTH", ""), ("", "Achieng Akinyi"))
    ],
    "asked_move": [{**_SHARED, **CODE, "officer": "Wanjiru Kamau, Mary Wambui"}],
    "asked_theirs": [{**_SHARED, **CODE, "officer": "Wanjiru Kamau, Mary Wambui"}],
    "asked_undo": [
        {
            **AMOUNT, **KES, "officer": "Wanjiru Kamau", "member_name": member, "code": code,
            "is_payout": is_payout, "paid_in": "",
        }
        for is_payout in (False, True)
        for member in ("Otieno Odhiambo", "")
        for code in ("UKM4X7Q2LP", "")
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
    "other_currency": [
        {**currency, "about": about, "is_uneven": is_uneven}
        for currency, about, is_uneven in (
            ({"currency": "GBP"}, "payment", False),
            (KES, "entry", False),
            ({"currency": "EUR"}, "answer", False),
            ({"currency": "UGX"}, "payment", True),
        )
    ],
    "say_each": [{"example": example} for example in ("one", "received", "shares")],
    "withdrawn": [
        {**KES, "amount_cents": cents, "code": code}
        for cents, code in ((150_000, ""), (150_000, "UKM4X7Q2LP"), (0, ""))
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
        {**CHAMA, **KES, "who": "Otieno Odhiambo, Mary Wambui", "amount_cents": cents, "code": code,
         "kind": kind}
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
    "ask_another_cash": [
        {
            **ME, **AMOUNT, **KES, **CHAMA,
            "to": "Wanjiru Kamau", "whose": "Mary Wambui", "is_own": is_own,
        }
        for is_own in (True, False)
    ],
    "cash_not_there_yet": [
        {"name": "Mary Wambui", "officers": "Wanjiru Kamau, Otieno Odhiambo"}
    ],
    "ask_did_you_mean": [
        {
            **KES, "intent": intent, "name": name, "to": to, "whose": whose,
            "amount_cents": cents, "code": code,
        }
        for intent, name, to, whose in (
            ("record_cash", "Otieno", "", ""),
            ("record_cash", "Otieno", "Wanjiru", "Mary"),
            ("record_cash", "", "Wanjiru", ""),
            ("record_cash", "", "", ""),
            ("paid_cash", "", "Wanjiru", ""),
            ("paid_cash", "", "Wanjiru", "Mary"),
            ("paid_cash", "", "", ""),
            ("pay_for", "Otieno", "", ""),
            ("pay_for", "", "", ""),
            ("undo", "", "", ""),
            ("wrong_person", "", "", ""),
        )
        for cents in (150_000, None)
        for code in ("UKM4X7Q2LP", "")
        if (cents, code) in _facts_of_an_act(intent)
    ],
    "ask_theirs": [
        {
            **_SHARED, **CODE, **CHAMA, **AMOUNT,
            "payer": payer, "officer": officer, "claimed_by": claimed_by,
        }
        for payer in ("JOHN OTIENO", "")
        for officer in ("Wanjiru Kamau", "")
        for claimed_by in ("", "Achieng Atieno")
    ],
    "ask_reversal": [
        {
            **AMOUNT, **KES, **CODE, **CHAMA, **whose,
            "officer": officer, "reversal": "UKN9RV8S07",
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
        {**AMOUNT, **KES, **CODE, "recipient": recipient, "pots": pots}
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
            **_SHARED, **CODE, **CHAMA, **AMOUNT,
            "from_names": names, "officers": "Wanjiru Kamau, Otieno Odhiambo",
        }
        for names in ("Achieng Akinyi", "")
    ],
    "change_declined": [
        {**AMOUNT, **KES, "officer": officer} for officer in ("Wanjiru Kamau", "")
    ],
    "ask_reallocate": [
        {**_SHARED, **CODE, **CHAMA, **AMOUNT, "officer": "Wanjiru Kamau", "from_names": names}
        for names in ("Achieng Akinyi", "")
    ],
    "claim_shared": [{**_SHARED, **CODE}],
    "intention_dropped": [{}],
    "how_to_pay_for": [{**PAY_TO, "name": "Otieno Odhiambo"}, {"pay_to": "", "name": "Otieno"}],
    "paid_for_you": [{"payer": payer, "name": "Achieng Atieno"} for payer in ("Otieno Ouma", "")],
    "which_code": [{"name": "Achieng Atieno"}],
    "intention_noted": [{**_SHARED, **PAY_TO}, {**_SHARED, "pay_to": ""}],
    "shares_differ": [{**CODE, **AMOUNT, **KES}, {**AMOUNT, **KES, "code": ""}],
    "receipt_reversed": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")],
    "conflict": [
        {
            **CODE, **KES, **CHAMA, "cents": [50_000, 500_000],
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
            "dues": [{**ROUND, **DUE, **LEFT}, {"round": 2, "due_on": "", **LEFT}],
            "total_cents": 100_000,
            "unpaid_cents": 50_000,
            "waiting_cents": 50_000,
        },
        {**_BALANCE, "unpaid_cents": 0, "waiting_codes": ["UKM4X7Q2LP"]},
        {**_BALANCE, "unpaid_cents": 0, "waiting_cents": 25_000, "waiting_codes": ["UKM4X7Q2LP"]},
        {
            **_BALANCE, "dues": [], "total_cents": 0, "unpaid_cents": 0, "advance_cents": 20_000,
            "chain": "",
        },
        {**_BALANCE, "pay_to": "", "dues": [{**ROUND, "due_on": "", **LEFT}]},
    ],
    "statement": [
        _STATEMENT,
        {**_STATEMENT, "more": 4},
        {**_STATEMENT, "items": [], "total_cents": 0},
        {**_STATEMENT, "paid_for": [{**CODE, **AMOUNT, **ME, **_IN, "on": "2026-11-23"}]},
    ],
    "who_owes_officer": [
        {
            **CHAMA, **KES, **ROUND, **DUE,
            "people": [
                {**ME, **LEFT, "says_sent": False, "said_cents": 0},
                {"name": "Otieno Odhiambo", **LEFT, "says_sent": True, "said_cents": 50_000},
                {"name": "Mary Wambui", **LEFT, "says_sent": True, "said_cents": 0},
            ],
        }
    ],
    "who_owes_member": [{**CHAMA, **ROUND, **KES, **PROGRESS}],
    "nobody_owes": [{**CHAMA, **ROUND}, {**CHAMA, "round": ""}],
    "my_turn": [_MY_TURN, {**_MY_TURN, "now": True}],
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
            **_STATUS, "complete": complete, "is_paid_out": is_paid_out, "recipient": recipient,
            "waits": waits, "short": short,
        }
        for complete, is_paid_out in ((False, False), (True, False), (True, True))
        for recipient in ("Otieno Odhiambo", "")
        for waits, short in (([], []), (_POTS, []), ([], _POTS))
    ] + [
        {
            **_STATUS, **IN_POUNDS, "is_paid_out": False, "waits": [], "short": [],
            "abroad": [{"other": "KES", "lies_cents": 990_000, "waiting_cents": waiting_cents}],
        }
        for waiting_cents in (0, 150_000)
    ],
    "no_round": [{**CHAMA, "starts_on": "2026-11-27"}, {**CHAMA, "starts_on": ""}],
    "receipt_found": [
        {**AMOUNT, **KES, **CHAMA, **CHAIN, "on": on, "is_payout": is_payout, **whose, **_IN}
        for on in ("2026-11-20", "")
        for is_payout in (False, True)
        for whose in ({**CODE, **ME}, {"code": "", **ME}, {**CODE, "name": ""})
    ],
    "receipt_known": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")],
    "receipt_undone": [{**CODE, **CHAMA, "on": on} for on in ("2026-11-20", "")],
    "receipt_elsewhere": [{**CODE, **CHAMA}],
    "ref_unknown": [{**CHAMA, "ref": "c0aded6d"}],
    "receipt_waiting": [CODE],
    "receipt_unknown": [CODE],
    "help": [
        {**CHAMA, "officer": False, "several": False},
        {**CHAMA, "officer": True, "several": True},
        {"chama": "", "officer": False, "several": True},
    ],
    "one_group": [CHAMA],
    "my_data": [{**CHAMA, "officer": who} for who in ("Wanjiru Kamau", "")],
    "language_set": [{}],
    "stopped": [{}],
    "started": [{}],
    "which_language": [{}],
    "greeting": [{**ME, **CHAMA}, {**CHAMA, "name": ""}],
    "thanks": [{}],
    "unknown": [{}],
    "only_words": [{}],
    "held_back": [{"count": 40}],
    "not_yet": [{"officer": "Wanjiru Kamau"}, {"officer": ""}],
    "pass_on": [{"officer": who} for who in ("Wanjiru Kamau", "Wanjiru Kamau, Mary Wambui", "")],
    "wrong_person": [{"is_told": True}, {"is_told": False}],
    "nobodys_phone": [{}],
    "unknown_sender": [{}],
    "officers_only": [{"officers": ["Wanjiru Kamau", "Otieno Odhiambo"]}, {"officers": "Wanjiru"}],
    "send_proof": [PAY_TO, {"pay_to": ""}],
    "how_to_pay": [
        _HOW_TO_PAY,
        {**_HOW_TO_PAY, **IN_POUNDS, "payable": [_PAYABLE]},
        {**_HOW_TO_PAY, "remaining_cents": 0},
        {**_HOW_TO_PAY, "pay_to": ""},
        {**_HOW_TO_PAY, "waiting_cents": 30_000},
        {**_HOW_TO_PAY, "remaining_cents": 0, "waiting_cents": 30_000},
    ],
    "welcome": [
        _WELCOME,
        *({**_WELCOME, "every": every} for every in ("day", "fortnight", "month", "quarter")),
        *({**_WELCOME, "every": every} for every in ("10 days", "2 weeks", "2 months")),
    ],
    "reminder": [
        {**_REMINDER, "when": when, **pay_to}
        for when in ("before", "today", "after")
        for pay_to in (PAY_TO, {"pay_to": ""})
    ]
    + [{**_REMINDER, "when": when, "waiting_cents": 30_000} for when in ("before", "after")]
    + [
        {**_REMINDER, "when": when, "arrears_cents": 150_000, "current_cents": current_cents}
        for when in ("before", "today", "after")
        for current_cents in (50_000, 0)
    ]
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
    ],
    "asked_cash": [
        {**one, "officer": "Wanjiru Kamau", "own_cents": cents}
        for one in _CASH
        for cents in (0, 50_000)
    ],
    "cash_differs": [
        {**KES, "officer": "Wanjiru Kamau", "amount_cents": 50_000, "instead_cents": 40_000}
    ],
    "ask_own_share": [{**AMOUNT, **KES, **CHAMA, "name": "Wanjiru Kamau"}],
    "ask_review": [
        _REVIEW,
        {**_REVIEW, "amount_cents": None, "name": "", "code": "", "reasons": ["malformed_amount"]},
        {**_REVIEW, "reasons": ["a_reason_of_tomorrow"], "shares": []},
    ],
    "ask_meeting": [{"text": _NOTICE, "count": 12}],
    "ask_chama": [{"options": ["Umoja Women Group", "Tumaini Welfare"]}],
    "ask_money_out": [
        _MONEY_OUT,
        {**_MONEY_OUT, "is_payee": False, "recipient": "JANE WANGUI", "paid_in_cents": 100_000},
        {**_MONEY_OUT, "is_payee": False, "is_namesake": True},
        {**_MONEY_OUT, "agreed_cents": 140_000},
        {**_MONEY_OUT, "is_payee": False, "recipient": "", "fee_cents": 23_000},
        {**_MONEY_OUT, "purpose": "expense", "turn": "", "round": 0, "recipient": "DUKA LA MAMA"},
    ],
    "ask_same_code": [
        {**CODE, **AMOUNT, **KES, **MEMBERS, "first": "Otieno Odhiambo", "second": "Achieng Akinyi"}
    ],
    "asked_officer": [
        {
            **KES, "officer": "Wanjiru Kamau", "amount_cents": 50_000, "about": about,
            "giver": "Achieng Akinyi",
            "taker": "Mary Wambui" if about == "payout" else "",
        }
        for about in ("own_phone", "own_share", "payout", "whose_payment")
    ],
    "cash_denied": [
        {
            **CHAMA, **AMOUNT, **KES,
            "giver": "Baraka Mwangi",
            "taker": "Wanjiru Kamau",
            "officer": "Wanjiru Kamau",
        }
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
            **AMOUNT, **KES, **CODE, **CHAMA,
            "sender": "Wanjiru Kamau", "recipient": recipient, "officer": "Otieno Odhiambo",
        }
        for recipient in ("Achieng Akinyi", "")
    ],
    "payout_recorded": [
        {
            **AMOUNT, **KES, **CODE, **CHAMA, **CHAIN,
            "name": "Otieno Odhiambo", "purpose": purpose, "fee_cents": fee_cents,
            "officers": "Wanjiru Kamau, Mary Wambui",
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
            **_IMPORTED, **_NOTHING, "more": 7,
            "findings": [{"kind": "amount_differs", "code": f"UKM4X7Q2L{n}"} for n in range(5)],
        },
    ],
    "ask_statement": [
        _ASK_STATEMENT,
        {**_NO_STATEMENT, "account": "", "sent_out": 1, "sent_out_cents": 400_000, "more": 3},
    ],
    "statement_lines": [
        {
            **KES, "page": page, "pages": 3,
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
        {**CHAMA, **KES, "number": n, "section": s, "clauses": clauses, "more": more}
        for n, s, clauses, more in (
            (6, "fines", _clauses("fines"), ""),
            (2, "rotation", _clauses("rotation"), "2.5"),
        )
    ],
    "rules_about": [{**CHAMA, **KES, "clauses": _clauses("welfare")}],
    "rules_unknown": [{**CHAMA, "number": "15.1"}],
    "ask_payout": [{**slip, "agree_code": "4821"} for slip in _SLIPS],
    "pot_due": [
        {**slip, "officer": officer, "is_yours": is_yours}
        for slip in _SLIPS
        for officer in ("Mary Wambui", "")
        for is_yours in (False, True)
    ],
    "payout_agreed": [
        {
            **slip, **CHAIN, "officers": "Mary Wambui, Achieng Akinyi", "sender": sender,
            "is_yours": is_yours, "is_sender": is_sender, "amount_cents": cents,
        }
        for slip in ({k: v for k, v in one.items() if k != "short_cents"} for one in _SLIPS)
        for sender, is_sender in (("Wanjiru Kamau", False), ("", False), ("Wanjiru Kamau", True))
        for is_yours in (False, True)
        for cents in (150_000, 0)
    ],
    "payout_sent": [
        {
            **CHAMA, **KES, **AMOUNT, **CHAIN, "recipient": "Otieno Odhiambo",
            "left_cents": left_cents, "code": code, "is_kept": is_kept, "round": number,
            "is_yours": is_yours,
        }
        for code, is_kept in ((CODE["code"], False), ("", False), ("", True))
        for left_cents, number in ((0, 3), (40_000, 0))
        for is_yours in (False, True)
    ],
    "pot_refused": [
        {
            **CHAMA, **KES, **AMOUNT, **ROUND, "recipient": "Otieno Odhiambo", "officer": officer,
            "is_yours": is_yours,
        }
        for officer in ("Mary Wambui", "")
        for is_yours in (False, True)
    ],
    "pot_changed": [{**ROUND, "recipient": "Otieno Odhiambo"}],
    "pot_short": [
        {
            **CHAMA, **KES, **ROUND, **DUE, "short_cents": 50_000, "pot_cents": 150_000,
            "clause": "5.2", "is_yours": is_yours,
        }
        for is_yours in (False, True)
    ],
    "ask_handed": [
        {**CHAMA, **KES, **AMOUNT, "giver": "Wanjiru Kamau", "is_own": is_own, "round": number}
        for is_own in (False, True)
        for number in (3, 0)
    ],
    "asked_handed": [
        {**KES, **AMOUNT, "is_own": is_own, "officer": "Mary Wambui"} for is_own in (False, True)
    ],
    "handed_denied": [{**one, "officer": who} for one in _HANDED for who in ("Mary Wambui", "")],
    "handed_changed": [{"amount": "KES 1,500", "recipient": "Otieno Odhiambo"}],
    "more_than_agreed": [{**KES, "recipient": "Otieno Odhiambo", "agreed_cents": 140_000}],
    "not_in_hand": [{**KES, **AMOUNT, "held_cents": 20_000}],
    "show_payout": [{}],
    "asked_payout": [{"officer": "Mary Wambui", "recipient": "Otieno Odhiambo"}],
    "payout_waits": [{**KES, **AMOUNT, "recipient": "Otieno Odhiambo"}],
    "pot_contested": [{}],
    "no_pot": [{"name": "Otieno Odhiambo"}, {"name": ""}],
    "pot_waits": [
        {
            **ROUND, **KES, "recipient": "Otieno Odhiambo", "short_cents": 50_000,
            "short_on": "2026-11-28", "clause": "5.2", "is_paid_short": is_paid_short,
        }
        for is_paid_short in (False, True)
    ],
    "ask_release": [{**_RELEASE, "asker": "Wanjiru Kamau"}],
    "asked_release": [
        {**KES, **AMOUNT, "recipient": "Otieno Odhiambo", "officer": "Mary Wambui"}
    ],
    "payout_released": [{**_RELEASE, "officers": "Mary Wambui, Achieng Akinyi"}],
    "release_refused": [
        {**CHAMA, **KES, **AMOUNT, "recipient": "Otieno Odhiambo", "officer": who}
        for who in ("Mary Wambui", "")
    ],
    "nothing_to_release": [{"recipient": "Otieno Odhiambo"}],
}  # fmt: skip

LISTS = {
    *("receipts", "recorded", "balance", "statement", "who_owes_officer", "rota"),
    "open_questions",
    "ask_statement",
    "statement_imported",
    "statement_lines",
    *("rules", "rules_chapter", "rules_about"),
}
