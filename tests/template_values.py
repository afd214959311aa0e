"""Sample values for every template: invented people of Umoja, as the deciding code passes them.

A template may have several samples, one for each way its sentences can turn. `LISTS` names the
templates whose length grows with their items.
"""

from __future__ import annotations

KES = {"currency": "KES"}
CHAMA = {"chama": "Umoja Women Group"}
ME = {"name": "Achieng Akinyi"}
ROUND = {"round": 3}
DUE = {"due_on": "2026-11-27"}
PAY_TO = {"pay_to": "0712345678 (Wanjiru)"}
CHAIN = {"chain": "QK7ZM2PA"}
CODE = {"code": "UKM4X7Q2LP"}
AMOUNT = {"amount_cents": 150_000}
LEFT = {"remaining_cents": 50_000}
PROGRESS = {
    "paid_count": 7,
    "member_count": 12,
    "collected_cents": 1_050_000,
    "expected_cents": 1_800_000,
}
MEMBERS = {"options": ["Otieno Odhiambo", "Achieng Akinyi"]}

_RECEIPT = {
    **ME, **KES, **CHAMA, **ROUND, **AMOUNT, **CODE, **CHAIN, **LEFT,
    "advance_cents": 0, "paid_for": "", "paid_by": "",
}  # fmt: skip
_RECEIPTS = {
    **ME, **KES, **CHAMA, **LEFT, "advance_cents": 0,
    "items": [
        {**AMOUNT, **CODE, **CHAIN},
        {"amount_cents": 25_050, "code": "UKN1B2C3D4", "chain": "M2PAQK7Z"},
    ],
}  # fmt: skip
_RECORDED_ITEM = {**ME, **AMOUNT, **CODE, **CHAIN, **ROUND}
_RECORDED = {
    **KES, **CHAMA, **ROUND, **PROGRESS,
    "items": [_RECORDED_ITEM], "complete": False, "recipient": "Otieno Odhiambo",
}  # fmt: skip
_CLAIM = {**KES, **CHAMA, "items": [{**CODE, **AMOUNT}], "treasurer": "Wanjiru Kamau"}
_BALANCE = {
    **ME, **CHAMA, **KES, **PAY_TO, **CHAIN,
    "dues": [{**ROUND, **DUE, **LEFT}],
    "total_cents": 50_000, "advance_cents": 0, "waiting_cents": 0,
}  # fmt: skip
_STATEMENT = {
    **ME, **CHAMA, **KES, "total_cents": 450_000, "more": 0,
    "items": [
        {"on": "2026-11-06", **AMOUNT, **CODE},
        {"on": "2026-11-13", **AMOUNT, "code": ""},
        {"on": "", **AMOUNT, **CODE},
    ],
}  # fmt: skip
_MY_TURN = {**ME, **CHAMA, "seat": 5, "round": 5, "on": "2026-12-11", "now": False}
_STATUS = {
    **CHAMA, **ROUND, **KES, **PROGRESS, **DUE, "recipient": "Otieno Odhiambo", "complete": False
}  # fmt: skip
_REMINDER = {**ME, **CHAMA, **KES, **LEFT, **DUE, **PAY_TO, "when": "before"}
_WELCOME = {
    **ME, **CHAMA, **KES, "added_by": "Wanjiru Kamau", "contribution_cents": 100_000,
    "every": "week", "starts_on": "2026-11-27",
}  # fmt: skip
_WHOSE = {
    **AMOUNT, **KES, **CODE, **CHAMA, **MEMBERS,
    "payer": "JOHN OTIENO", "phone": "0712***345", "hint_334": False,
}  # fmt: skip
_REVIEW = {
    **AMOUNT, **KES, **ME, **CODE, **CHAMA,
    "reasons": ["code_date_mismatch", "hidden_characters"],
}  # fmt: skip
_NOTICE = "Sat 28 Nov 2pm at Mama Njeri's, bring your passbook"

SAMPLES: dict[str, list[dict[str, object]]] = {
    "receipt": [
        _RECEIPT,
        {**_RECEIPT, "remaining_cents": 0, "advance_cents": 20_000},
        {**_RECEIPT, "code": "", "round": "", "remaining_cents": 0, "advance_cents": 150_000},
        {**_RECEIPT, "paid_for": "Otieno Odhiambo"},
        {**_RECEIPT, "paid_by": "Otieno Odhiambo"},
    ],
    "receipts": [
        _RECEIPTS,
        {**_RECEIPTS, "remaining_cents": 0, "advance_cents": 20_000},
    ],
    "recorded": [
        _RECORDED,
        {**_RECORDED, "complete": True},
        {**_RECORDED, "complete": True, "recipient": ""},
        {**_RECORDED, "items": [_RECORDED_ITEM, {**_RECORDED_ITEM, "round": 2, "code": ""}]},
        {**_RECORDED, "round": "", "items": [{**_RECORDED_ITEM, "round": ""}]},
    ],
    "already_recorded": [{**KES, **CHAMA, "items": [{**CODE, **AMOUNT, **ME}]}],
    "claim_waiting": [_CLAIM, {**_CLAIM, "treasurer": ""}],
    "claim_elsewhere": [CODE, {"code": ""}],
    "not_collector": [{**CODE, **CHAMA}, {"code": "", **CHAMA}],
    "held": [CODE, {"code": ""}],
    "no_money": [CHAMA],
    "doubt": [
        {**CODE, **AMOUNT, **KES, **CHAMA, "sender": "Wanjiru Kamau", "reasons": ["currency"]},
        {**CODE, **KES, **CHAMA, "amount_cents": None, "sender": "", "reasons": ["no_round"]},
        {**AMOUNT, **KES, **CHAMA, "code": "", "sender": "", "reasons": ["missing_code"]},
    ],
    "reversal_notice": [
        {**CODE, **AMOUNT, **KES, **ME, **CHAMA, **CHAIN, "original": "UKL1Z9Y8X7"}
    ],
    "reversed_payer": [
        {**AMOUNT, **KES, **CODE, **CHAMA, **LEFT, **CHAIN},
        {**AMOUNT, **KES, **CODE, **CHAMA, **CHAIN, "remaining_cents": 0},
    ],
    "reversal_doubt": [
        {**CODE, **CHAMA, "original": "UKL1Z9Y8X7"},
        {**CHAMA, "code": "", "original": ""},
    ],
    "receipt_reversed": [CODE],
    "conflict": [{**CODE, **KES, **CHAMA, "first_cents": 50_000, "second_cents": 500_000}],
    "balance": [
        _BALANCE,
        {
            **_BALANCE,
            "dues": [{**ROUND, **DUE, **LEFT}, {"round": 2, "due_on": "", **LEFT}],
            "total_cents": 100_000,
            "waiting_cents": 50_000,
        },
        {**_BALANCE, "dues": [], "total_cents": 0, "advance_cents": 20_000, "chain": ""},
        {**_BALANCE, "pay_to": "", "dues": [{**ROUND, "due_on": "", **LEFT}]},
    ],
    "statement": [
        _STATEMENT,
        {**_STATEMENT, "more": 4},
        {**_STATEMENT, "items": [], "total_cents": 0},
    ],
    "who_owes_officer": [
        {
            **CHAMA, **KES, **ROUND, **DUE,
            "people": [{**ME, **LEFT}, {"name": "Otieno Odhiambo", **LEFT}],
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
        {**_STATUS, "complete": complete, "recipient": recipient}
        for complete in (False, True)
        for recipient in ("Otieno Odhiambo", "")
    ],
    "no_round": [{**CHAMA, "starts_on": "2026-11-27"}, {**CHAMA, "starts_on": ""}],
    "receipt_found": [
        {**CODE, **AMOUNT, **KES, **ME, **CHAMA, **CHAIN, "on": on, "is_payout": is_payout}
        for on in ("2026-11-20", "")
        for is_payout in (False, True)
    ],
    "receipt_known": [CODE],
    "receipt_waiting": [CODE],
    "receipt_unknown": [CODE],
    "help": [
        {**CHAMA, "officer": False},
        {**CHAMA, "officer": True},
        {"chama": "", "officer": False},
    ],
    "language_set": [{}],
    "stopped": [{}],
    "started": [{}],
    "which_language": [{}],
    "greeting": [{**ME, **CHAMA}, {**CHAMA, "name": ""}],
    "thanks": [{}],
    "unknown": [{}],
    "not_yet": [{}],
    "pass_on": [{"treasurer": "Wanjiru Kamau"}, {"treasurer": ""}],
    "wrong_person": [{}],
    "unknown_sender": [{}],
    "officers_only": [{"officers": ["Wanjiru Kamau", "Otieno Odhiambo"]}, {"officers": "Wanjiru"}],
    "send_proof": [PAY_TO, {"pay_to": ""}],
    "how_to_pay": [
        {**ME, **CHAMA, **KES, **LEFT, **PAY_TO},
        {**ME, **CHAMA, **KES, **PAY_TO, "remaining_cents": 0},
        {**ME, **CHAMA, **KES, **LEFT, "pay_to": ""},
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
    ],
    "reminders_sent": [{"count": 3}, {"count": 1}, {"count": 0}],
    "meeting_notice": [{**CHAMA, "text": _NOTICE, "officer": "Mary Wambui"}],
    "ask_whose_payment": [
        _WHOSE,
        {**_WHOSE, "phone": "", "hint_334": True},
        {**_WHOSE, "payer": "", "phone": ""},
    ],
    "ask_cash": [{**ME, **AMOUNT, **KES, **CHAMA, "to": "Wanjiru Kamau"}],
    "ask_own_share": [{**AMOUNT, **KES, **CHAMA, "name": "Wanjiru Kamau"}],
    "ask_review": [
        _REVIEW,
        {**_REVIEW, "amount_cents": None, "name": "", "code": "", "reasons": ["malformed_amount"]},
        {**_REVIEW, "reasons": ["a_reason_of_tomorrow"]},
    ],
    "ask_meeting": [{"text": _NOTICE, "count": 12}],
    "ask_chama": [{"options": ["Umoja Women Group", "Tumaini Welfare"]}],
    "ask_payout": [
        {
            **AMOUNT, **KES, **CODE, **CHAMA,
            "name": "Wanjiru Kamau", "recipient": "Otieno Odhiambo",
            **ROUND, "turn": "Otieno Odhiambo",
        }
    ],
    "ask_same_code": [
        {**CODE, **AMOUNT, **KES, **MEMBERS, "first": "Otieno Odhiambo", "second": "Achieng Akinyi"}
    ],
    "asked_officer": [{**KES, "officer": "Wanjiru Kamau", "what_cents": 50_000}],
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
    "payout_recorded": [{**AMOUNT, **KES, **CODE, **CHAMA, **CHAIN, "name": "Otieno Odhiambo"}],
    "payout_rejected": [
        {**CODE, **CHAMA, "name": "Otieno Odhiambo"},
        {"code": "", **CHAMA, "name": ""},
    ],
    "say_amount": [{}],
    "name_unclear": [{"name": "Mary"}, {"name": ""}],
    "group_chosen": [{"group": "Tumaini Welfare"}],
    "next_meeting": [{"text": _NOTICE}],
    "no_meeting": [CHAMA],
    "moved_away": [{**CODE, **AMOUNT, **KES, **CHAMA}],
}  # fmt: skip

LISTS = {"receipts", "recorded", "balance", "statement", "who_owes_officer", "rota"}
