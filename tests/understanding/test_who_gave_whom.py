"""Who gave whom how much: names that are words, offices, several people, and money spent."""

from __future__ import annotations

import pytest

from bot.understanding import ACTS, Intent, read_as, understand

MEMBERS = (
    "Wanjiru Kamau", "Otieno Ouma", "Achieng Atieno", "Baraka Mwangi", "Njeri Waweru",
    "Samuel Kimani", "Grace Wambui", "Mercy Chebet", "Will Kiprono", "Mark Juma", "May Auma",
)  # fmt: skip
WORD_NAMES = (
    "Baraka", "Grace", "Mercy", "Faith", "Joy", "Neema", "Zawadi", "Amani", "Peace", "Hope",
    "June", "Mark", "Rose", "Patience", "Pendo", "Imani", "Tumaini", "Charity", "Gift",
    "Precious", "Kate", "Blessing", "Prudence", "Victor", "Furaha", "Subira", "Rehema", "Upendo",
    "Bahati", "Juma", "Violet", "Comfort", "Purity", "Happy", "Hadija",
)  # fmt: skip


@pytest.mark.parametrize("name", WORD_NAMES)
@pytest.mark.parametrize(
    "text",
    ["{} gave me 500 cash", "{} paid me 500 cash", "received 500 cash from {}",
     "nimepokea 500 cash kutoka kwa {}", "{} amenipa 500 cash"],
)  # fmt: skip
def test_a_members_name_is_a_name_in_any_case(name: str, text: str) -> None:
    for written in (name, name.lower(), name.upper(), f"{name} Wafula", f"{name.lower()} wafula"):
        found = understand(text.format(written), (f"{name} Wafula", *MEMBERS))
        assert found == Intent("record_cash", {"name": written, "amount": 500}), written


@pytest.mark.parametrize("name", [name for name in WORD_NAMES if name != "Grace"])
@pytest.mark.parametrize("text", ["{} gave me 500 cash", "received 500 cash from {}"])
def test_a_name_that_is_a_word_stands_out_by_its_place(name: str, text: str) -> None:
    for written in (name, name.lower()):
        assert understand(text.format(written)).slots.get("name") == written


@pytest.mark.parametrize(
    ("text", "name"),
    [("I will pay tomorrow", "late_notice"), ("may I pay 500 now?", "pay"),
     ("please mark me present", "unknown"), ("will you come?", "unknown")],
)  # fmt: skip
def test_a_word_stays_a_word_where_a_member_has_it_for_a_name(text: str, name: str) -> None:
    assert understand(text, MEMBERS).name == name == understand(text).name


@pytest.mark.parametrize(
    "text",
    ["he gave me 500 cash", "My wife gave me 500 cash", "Somebody gave me 500 cash",
     "she paid me 500 in cash", "grace has given me 1000 cash",
     "baraka paid 500 cash today", "Grace gave Wanjiru 1000 cash"],
)  # fmt: skip
def test_what_somebody_else_gave_is_not_the_senders_payment(text: str) -> None:
    found = understand(text, MEMBERS)
    assert found.name == "record_cash"
    assert found.sure == ("name" in found.slots)


@pytest.mark.parametrize(
    "text",
    ["paid 2000 rent for the hall in cash", "nimetoa 1500 ya soda na mandazi cash",
     "I have paid for hall 500", "nimelipa 800 ya viti", "I paid 3000 for the tent in cash",
     "spent 400 cash on snacks", "nimenunua soda 500", "nimelipa ukumbi 2000 ya ukumbi cash"],
)  # fmt: skip
def test_what_was_spent_is_nobodys_contribution(text: str) -> None:
    assert understand(text, MEMBERS).name in ("unknown", "expense")


@pytest.mark.parametrize(
    "text",
    ["nimempa Achieng pesa yake ya zamu 4500 cash", "gave 4500 cash to Achieng for her turn"],
)
def test_a_turn_paid_out_is_a_payout(text: str) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, found.slots["name"], found.slots["amount"]) == (
        "confirm_disbursed", "Achieng", 4500,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("nimempa katibu 500 cash", "secretary"),
        ("I gave the secretary 500 cash", "secretary"),
        ("nimempa mwenyekiti 500 cash", "chair"),
        ("nimempa chair 500 cash", "chair"),
        ("handed 500 cash to the chairlady", "chair"),
        ("nimempa mweka hazina 500 cash", "treasurer"),
        ("I gave Baraka 500 cash to bring to the meeting", "Baraka"),
        ("Mwenyekiti, nimempa Wanjiru 500 cash", "Wanjiru"),
        ("Achieng Atieno, nimempa Wanjiru 500 cash", "Wanjiru"),
        ("I gave wanjiru kamau Ksh500 cash", "wanjiru kamau"),
    ],
)
def test_the_recipient_is_whom_the_text_names(text: str, to: str) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, found.slots.get("to"), found.slots.get("amount")) == ("paid_cash", to, 500)


@pytest.mark.parametrize(
    ("text", "giver", "taker", "for_whom"),
    [
        ("Baraka amempa Wanjiru 500 cash", "Baraka", "Wanjiru", None),
        ("Baraka gave 500 cash to Wanjiru", "Baraka", "Wanjiru", None),
        ("Baraka gave the treasurer 500", "Baraka", "treasurer", None),
        ("Baraka amelipa Wanjiru 500", "Baraka", "Wanjiru", None),
        ("Baraka amelipa 500 cash kwa Wanjiru", "Baraka", "Wanjiru", None),
        ("Wanjiru received 500 cash from Baraka", "Baraka", "Wanjiru", None),
        ("Wanjiru amepokea 500 kutoka kwa Baraka", "Baraka", "Wanjiru", None),
        ("Wanjiru received 500 cash", None, "Wanjiru", None),
        ("amempa Wanjiru 500 cash", None, "Wanjiru", None),
        ("Baraka amenipa 500 ya Achieng", "Baraka", None, "Achieng"),
        ("Baraka gave me 500 for Achieng", "Baraka", None, "Achieng"),
        ("received 500 cash from Baraka for Achieng", "Baraka", None, "Achieng"),
        ("Baraka gave Wanjiru 500 cash for Achieng", "Baraka", "Wanjiru", "Achieng"),
        ("record 500 cash for Baraka", "Baraka", None, None),
        ("Baraka amempa Wanjiru 500 ya Achieng", "Baraka", "Wanjiru", "Achieng"),
        ("Achieng, nimepokea 500 kutoka kwa Baraka", "Baraka", None, None),
    ],
)
def test_who_gave_and_who_took_are_told_apart_by_their_places(
    text: str, giver: str | None, taker: str | None, for_whom: str | None
) -> None:
    found = understand(text, MEMBERS)
    slots = {"name": giver, "to": taker, "for": for_whom, "amount": 500}
    assert found == Intent("record_cash", {k: v for k, v in slots.items() if v is not None})


@pytest.mark.parametrize(
    "text", ["cash received Wanjiru 500", "Otieno, received 500 cash from Achieng"]
)
def test_where_it_is_not_clear_who_took_it_nothing_is_sure(text: str) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, found.sure) == ("record_cash", False)


@pytest.mark.parametrize(
    ("text", "for_whom"),
    [
        ("nimempa Wanjiru 500 cash ya Baraka", "Baraka"),
        ("nimempa Wanjiru 500 cash kwa niaba ya Baraka", "Baraka"),
        ("I gave the treasurer 500 cash for Baraka", "Baraka"),
        ("nimelipa 500 cash ya Baraka", "Baraka"),
        ("nimempa Wanjiru 500 cash", None),
        ("gave Wanjiru 500 cash for this month", None),
        ("nimempa treasurer Wanjiru 500 cash", None),
        ("nimempa mweka hazina Wanjiru 500 cash", None),
        ("nimempa mweka hazina 500 ya Baraka", "Baraka"),
        ("nimempa Wanjiru 500 ya Baraka", "Baraka"),
        ("gave the treasurer 500 for Baraka", "Baraka"),
    ],
)
def test_for_whom_the_senders_cash_is(text: str, for_whom: str | None) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, found.slots.get("for"), found.sure) == ("paid_cash", for_whom, True)
    assert "several" not in found.slots


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("undo 500", "undo", True),
        ("futa KES 1,000", "undo", True),
        ("undo the last 2", "undo", False),
        ("undo 500 and 300", "undo", False),
        ("I deleted 500 photos to free space", "unknown", True),
    ],
)
def test_an_amount_names_what_is_taken_back(text: str, name: str, sure: bool) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, found.sure) == (name, sure)


THREE = (("Achieng", 1000), ("Baraka", 500), ("Njeri", 1000))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("received cash: Achieng 1000, Baraka 500, Njeri 1000", THREE),
        ("received cash:\nAchieng 1000\nBaraka 500\nNjeri 1000", THREE),
        ("Nimepokea cash\nAchieng - 1000\nBaraka - 500\nNjeri - 1000", THREE),
        ("got 500 cash from Achieng and 500 from Baraka", (("Achieng", 500), ("Baraka", 500))),
        (
            "received 500 from Achieng and Baraka each in cash",
            (("Achieng", 500), ("Baraka", 500)),
        ),
        (
            "received cash 500 from Achieng and Baraka",
            (("Achieng", None), ("Baraka", None)),
        ),
    ],
)
def test_several_people_in_one_text_are_all_kept(text: str, people: object) -> None:
    assert dict(understand(text, MEMBERS).slots) == {"people": people}


def test_several_beneficiaries_are_all_kept() -> None:
    found = understand("nalipia Samuel Kimani na Njeri Waweru 1000 kila mmoja", MEMBERS)
    assert found.slots == {"people": (("Samuel Kimani", 1000), ("Njeri Waweru", 1000))}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Nimetuma 1k. Balance nitakulipia kesho usiku, swear.", 1000),
        ("Asha Mohamed, nimetuma 1500. Network inachelewa kidogo.", 1500),
        ("Amina it's me. Bro niko hurry, rider anangoja. Nimetuma 900.", 900),
        ("Nimetuma sasa hivi. Brian Otieno, 0711223344. Rider ako downstairs.", None),
        ("Habari. I have paid 500. Thank you", 500),
    ],
)
def test_a_claim_among_other_talk_is_a_claim(text: str, amount: int | None) -> None:
    found = understand(text)
    assert (found.name, found.slots.get("amount")) == ("paid_claim", amount)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I sent 1500 to the wrong number, please reverse", "dispute"),
        ("nilituma pesa kwa wrong number", "dispute"),
        ("I sent the money to the wrong number by mistake", "dispute"),
        ("mmepata pesa yangu?", "balance"),
        ("have you received my money", "balance"),
        ("did you receive my 1000", "balance"),
        ("nataka kujitoa kikundi", "leave"),
        ("I want to leave the group", "leave"),
        ("Mungu asifiwe", "unknown"),
        ("not sure", "unknown"),
        ("ok?", "unknown"),
        ("no problem", "unknown"),
        ("hakuna shida", "unknown"),
        ("sita-approve 12", "reject"),
    ],
)
def test_other_reported_texts(text: str, intent: str) -> None:
    assert understand(text).name == intent


@pytest.mark.parametrize("text", ["Bwana asifiwe", "please confirm", "tafadhali thibitisha"])
def test_what_may_be_read_so_or_so_does_not_act(text: str) -> None:
    intent = understand(text)
    assert intent.name not in ACTS or not intent.sure


PLAIN_ACTS = (
    "I gave Wanjiru 500 cash", "nimempa Wanjiru 500 cash", "received 500 cash from Achieng",
    "Achieng amenipa 500 cash", "approve 12", "reject L05", "close round 3", "undo the last entry",
    "nimelipia Baraka 500", "I paid 500 for Baraka", "add Mary Wanja 0733000222",
    "please I gave Wanjiru 500 cash today thanks",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN_ACTS)
def test_a_plain_act_is_sure(text: str) -> None:
    assert understand(text, MEMBERS).sure


@pytest.mark.parametrize("text", PLAIN_ACTS)
@pytest.mark.parametrize(
    "change",
    ["{}?", "if {}", "{} lakini", "{} tomorrow I will", "{} kama atakubali", "{} I think",
     "flowerpot {}", "not {}", "{} 1.000", "should I say {}"],
)  # fmt: skip
def test_an_act_with_anything_left_over_is_not_sure(text: str, change: str) -> None:
    found = understand(change.format(text), MEMBERS)
    acts = {understand(plain, MEMBERS).name for plain in PLAIN_ACTS}
    assert found.name not in acts or not found.sure


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("I gave my wife 500 cash", False), ("nimempa mke wangu 500 cash", False),
        ("my wife gave Baraka 500 cash", False), ("nimempa dada 500 cash", False),
        ("I gave my sister Wanjiru 500 cash", True), ("nimempa dada yangu Wanjiru 500 cash", True),
        ("Sister, nimempa Wanjiru 500 cash", True), ("I gave Wanjiru 500 cash, bro", True),
    ],
)  # fmt: skip
def test_who_is_named_by_kinship_alone_is_nobody_of_the_group(text: str, is_sure: bool) -> None:
    assert understand(text, MEMBERS).sure is is_sure


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("so Baraka came to my house yesterday evening and handed me one thousand shillings in"
         " notes", "record_cash", {"name": "Baraka", "amount": 1000}),
        ("Baraka came by and gave me his 500 cash", "record_cash",
         {"name": "Baraka", "amount": 500}),
        ("Baraka handed over to me 500 cash", "record_cash", {"name": "Baraka", "amount": 500}),
        ("I was given 1000 cash by Baraka", "record_cash", {"name": "Baraka", "amount": 1000}),
        ("I have been given 500 by Otieno in cash", "record_cash",
         {"name": "Otieno", "amount": 500}),
        ("Baraka alikuja kwangu jana jioni akanipa elfu moja noti", "record_cash",
         {"name": "Baraka", "amount": 1000}),
        ("Baraka alipita hapa akaniachia 500 cash", "record_cash",
         {"name": "Baraka", "amount": 500}),
        ("my brother Baraka gave Wanjiru 500 cash", "record_cash",
         {"name": "Baraka", "to": "Wanjiru", "amount": 500}),
        ("I met Wanjiru at the market and handed her my 1000 in notes", "paid_cash",
         {"to": "Wanjiru", "amount": 1000}),
        ("nilienda kwa Wanjiru nikampa 500 cash", "paid_cash", {"to": "Wanjiru", "amount": 500}),
        ("Wanjiru alikuja kwangu nikampa elfu moja mkononi", "paid_cash",
         {"to": "Wanjiru", "amount": 1000}),
    ],
)  # fmt: skip
def test_who_took_it_is_told_by_me_and_i_and_not_by_who_is_named(
    text: str, intent: str, slots: dict[str, object]
) -> None:
    found = understand(text, MEMBERS)
    assert (found.name, dict(found.slots)) == (intent, slots)


@pytest.mark.parametrize(
    "text",
    ["Otieno jana 500 mkononi", "yesterday Otieno 500 cash at the meeting", "Otieno 500 in cash"],
)
def test_a_report_without_a_verb_may_be_of_either_side(text: str) -> None:
    found = understand(text, MEMBERS)
    assert {found.name, *found.near} >= {"paid_cash", "record_cash"}
    assert not found.sure


def test_who_is_named_without_a_verb_is_the_other_one_on_either_side() -> None:
    for intent, slot in (("paid_cash", "to"), ("record_cash", "name")):
        assert read_as(intent, "Otieno jana 500 mkononi", MEMBERS).slots[slot] == "Otieno"
