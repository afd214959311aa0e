"""A text that says two things: a sure report of money is never lost behind what else it says."""

from __future__ import annotations

import pytest

from bot.understanding import ACTS, understand

NAMES = ("Wanjiru Kamau", "Otieno Ouma", "Achieng Atieno", "Baraka Mwangi")


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("nimempa Otieno mia tano cash, zingine nitatuma ijumaa", "paid_cash late_notice"),
        ("I gave Otieno 500 cash and the rest I will send on friday", "paid_cash late_notice"),
        ("nimempa Wanjiru 1000 cash, zamu yangu ni lini?", "paid_cash my_turn"),
        ("nimempa Wanjiru 1000 cash na nataka kujua zamu yangu ni lini", "paid_cash my_turn"),
        ("nimempa Wanjiru 1000 cash. nadaiwa ngapi sasa?", "paid_cash balance"),
        ("when is my turn? I gave Wanjiru 1000 cash", "paid_cash my_turn"),
        ("paid my 60 pounds, when is my turn?", "paid_claim my_turn"),
        ("received 500 cash from Achieng. how far is the round?", "record_cash round_status"),
        ("naomba kujua nadaiwa ngapi na zamu yangu ni lini?", "balance my_turn"),
        ("when is my turn and how much do I owe?", "my_turn balance"),
        ("balance and round", "balance round_status"),
        ("remind everyone, and how much is in the pot?", "remind_all round_status"),
        ("undo the last entry and tell me the rules", "undo rules"),
        ("lipa Achieng pot yake, na mkutano ni lini?", "pay_out next_meeting"),
        ("received 500 cash from Achieng, who else has not paid, and how much is in the pot?",
         "record_cash who_owes round_status"),
        ("who is next and when is the meeting?", "rota next_meeting"),
        ("when is my turn? I can't come to the meeting on Saturday", "my_turn apology"),
        ("nitalipa ijumaa, nadaiwa ngapi?", "balance late_notice"),
        ("mkutano ni lini na ni nani anapokea?", "next_meeting rota"),
        ("how do i pay and what do i owe", "how_to_pay balance"),
        ("niambie salio langu, zamu yangu, na mkutano ni lini", "balance my_turn next_meeting"),
    ],
)  # fmt: skip
def test_each_part_is_understood(text: str, intents: str) -> None:
    understood = understand(text, NAMES)
    assert " ".join(one.name for one in (understood, *understood.also)) == intents
    assert understood.sure


@pytest.mark.parametrize(
    "text",
    [
        "if I gave Otieno 500 cash, how much would I owe?",
        "I did not give Otieno 500 cash, when is my turn?",
        "should I give Otieno 500 cash? when is my turn?",
        "if the others agree, I gave Otieno 500 cash, when is my turn?",
        "nitampa Otieno 500 cash, zamu yangu ni lini?",
    ],
)
def test_what_is_no_sure_report_by_itself_does_not_act_beside_a_question(text: str) -> None:
    understood = understand(text, NAMES)
    assert understood.name not in ("paid_cash", "record_cash", "paid_claim", "pay_for")


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("I think I gave Otieno 500 cash, when is my turn?", "paid_cash my_turn"),
        ("so Baraka came to my aquarium and handed me 1000 in notes, and when is the meeting?",
         "record_cash next_meeting"),
    ],
)  # fmt: skip
def test_what_is_not_sure_by_itself_is_not_sure_beside_a_question(text: str, intents: str) -> None:
    understood = understand(text, NAMES)
    assert " ".join(one.name for one in (understood, *understood.also)) == intents
    assert not understood.sure


@pytest.mark.parametrize(
    "text",
    [
        "if I pay 500 will I be clear?",
        "unless Otieno pays, remind everyone. how much is in the pot?",
        "kama Otieno amelipa, kumbusha wote, na pot iko ngapi?",
        "don't remind everyone, how much is in the pot?",
        "I do not want to remind Otieno, I just want to see who owes",
        "Sitaki kumkumbusha Otieno, nataka tu kuona nani hajalipa",
        "Why was I fined? I paid on time",
        "Meeting Saturday 2pm, bring your books. any questions?",
    ],
)
def test_what_one_clause_says_of_another_is_never_cut_from_it(text: str) -> None:
    understood = understand(text, NAMES)
    acts = [one for one in (understood, *understood.also) if one.name in ACTS and one.sure]
    assert acts == []


def test_not_the_figures_of_two_people_at_once() -> None:
    understood = understand("show me Otieno's statement and my balance", NAMES)
    assert understood.also == ()


@pytest.mark.parametrize("opening", ["ok", "okay", "oky", "Poa,", "haya", "fine,", "sawa", "ok."])
@pytest.mark.parametrize(
    ("text", "intent"),
    [("nimempa Wanjiru 1000 cash", "paid_cash"), ("refund Achieng 500", "refund"),
     ("I paid 500", "paid_claim"), ("undo 500", "undo")],
)  # fmt: skip
def test_an_ok_in_front_changes_nothing(opening: str, text: str, intent: str) -> None:
    understood, alone = understand(f"{opening} {text}", NAMES), understand(text, NAMES)
    assert (understood.name, understood.slots, understood.sure) == (
        intent,
        alone.slots,
        alone.sure,
    )


@pytest.mark.parametrize(
    ("text", "intent", "whose"),
    [
        ("how much does Otieno owe", "member_status", "Otieno"),
        ("balance ya Otieno", "member_status", "Otieno"),
        ("deni ya Otieno", "member_status", "Otieno"),
        ("has Otieno paid?", "member_status", "Otieno"),
        ("how much did Otieno pay", "member_status", "Otieno"),
        ("show me Achieng's statement", "member_status", "Achieng"),
        ("taarifa ya Achieng", "member_status", "Achieng"),
        ("Wanjiru, my balance please", "balance", None),
        ("hello Wanjiru how much should I pay", "balance", None),
        ("did Otieno get his money?", "round_status", None),
        ("did Wanjiru get her pot", "round_status", None),
    ],
)
def test_whose_figures_are_asked_for(text: str, intent: str, whose: str | None) -> None:
    understood = understand(text, NAMES)
    assert (understood.name, understood.slots.get("name")) == (intent, whose)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("how do I pay?", "how_to_pay", {}),
        ("namba ya kulipa ni gani", "how_to_pay", {}),
        ("what is the paybill", "how_to_pay", {}),
        ("bank details", "how_to_pay", {}),
        ("where do I send the money", "how_to_pay", {}),
        ("nitume wapi pesa", "how_to_pay", {}),
        ("when is the last day to pay", "deadline", {}),
        ("will i be fined?", "rules", {"topic": "fines"}),
        ("nitatozwa faini?", "rules", {"topic": "fines"}),
        ("what happens if I don't pay", "rules", {"topic": "late_fine"}),
        ("limit for expenses", "rules", {"topic": "expenses"}),
        ("how does welfare work? how much do we pay", "rules", {"topic": "welfare"}),
        ("that was for the funeral not my contribution", "welfare_contribute", {}),
        ("mzee wangu ametuacha jana usiku", "welfare_claim", {"event": "bereavement"}),
        ("baba mkwe ameaga dunia", "welfare_claim", {"event": "bereavement"}),
        ("nitalipa yote leo", "late_notice", {"when": "today"}),
        ("nitalipa yote kesho", "late_notice", {"when": "tomorrow"}),
        ("hapana, futa", "undo", {}),
    ],
)
def test_what_members_write_finds_its_answer(
    text: str, intent: str, slots: dict[str, object]
) -> None:
    understood = understand(text, NAMES)
    assert (understood.name, dict(understood.slots)) == (intent, slots)
