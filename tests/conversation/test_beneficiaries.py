"""For whom a payment is: read from the words around it, and never guessed."""

from __future__ import annotations

import pytest

from bot.conversation.beneficiaries import (
    Meant,
    is_denied,
    meant_for,
    points_back,
    talk_around,
    with_members_in_mind,
)
from bot.understanding import understand
from chama.group import Person
from chama.receipts import read
from tests.builders import ACHIENG, NOW, PEOPLE, received_text, sent_text

FOR_OTIENO, FOR_ACHIENG = Meant((("M02", None),)), Meant((("M03", None),))
FOR_BARAKA = Meant((("M04", None),))
TWO_JOHNS = (
    *PEOPLE,
    Person("M05", "John Kiprono", "+254712000005", 5),
    Person("M06", "John Mutua", "+254712000006", 6),
)


@pytest.mark.parametrize(
    ("talk", "meant"),
    [
        ("for Baraka", FOR_BARAKA),
        ("hii ni ya Otieno", FOR_OTIENO),
        ("kwa niaba ya Otieno Ouma", FOR_OTIENO),
        ("paid on behalf of Baraka, thanks", FOR_BARAKA),
        ("for my sister Achieng, thanks", FOR_ACHIENG),
        ("hii ni ya dada yangu Achieng", FOR_ACHIENG),
        ("This 1000 is for Baraka thanks", Meant((("M04", 100_000),))),
        ("500 for Baraka and 500 for me", Meant((("M04", 50_000), ("M03", 50_000)))),
        ("500 Baraka, 500 Otieno", Meant((("M04", 50_000), ("M02", 50_000)))),
        ("1k ya Otieno 500 ya baraka", Meant((("M02", 100_000), ("M04", 50_000)))),
        ("Otieno 1,000 na mimi 500", Meant((("M02", 100_000), ("M03", 50_000)))),
        ("si ya Achieng, ni ya Baraka", FOR_BARAKA),
        ("si yangu ni ya Baraka", FOR_BARAKA),
        ("500 yangu na 500 ya Baraka", Meant((("M03", 50_000), ("M04", 50_000)))),
    ],
)
def test_it_is_said_plainly(talk: str, meant: Meant) -> None:
    assert meant_for(talk, PEOPLE, ACHIENG, "KES") == meant


@pytest.mark.parametrize(
    "talk",
    [
        "", "thanks Baraka", "from Otieno", "forwarded by Otieno", "please record",
        "contribution for this week", "mchango wa wiki hii", "ya mwezi wa Novemba", "for us",
        "payment for round 3", "pesa ya merry go round", "ya chama", "Baraka said hello",
    ],
)  # fmt: skip
def test_other_talk_says_nothing(talk: str) -> None:
    assert meant_for(talk, PEOPLE, ACHIENG, "KES") == Meant()


@pytest.mark.parametrize(
    ("talk", "unclear"),
    [
        ("for Zawadi", "Zawadi"),
        ("for John", "John"),
        ("for Baraka and Otieno", "Baraka, Otieno"),
        ("asante Otieno, hii ni ya Baraka", "Otieno, Baraka"),
    ],
)
def test_who_cannot_be_told_is_named_back(talk: str, unclear: str) -> None:
    assert meant_for(talk, TWO_JOHNS, ACHIENG, "KES") == Meant(unclear=unclear)


def test_nobody_is_me_where_no_member_wrote() -> None:
    assert meant_for("500 for Baraka and 500 for me", PEOPLE, None, "KES") == Meant()


@pytest.mark.parametrize(
    "talk",
    [
        "zamu ya Baraka ni lini?", "zamu ya Baraka ni lini", "pole kwa msiba wa Achieng",
        "give me Baraka's phone number", "leo ni birthday ya Baraka", "is the pot for Baraka?",
        "nyumba ya Achieng iko wapi", "mtoto wa Baraka ni mgonjwa", "nipe namba ya Baraka",
        "waiting for Baraka", "kuku ya Baraka", "i am praying for Baraka", "for Baraka?",
        "labda ni ya Baraka", "maybe for Baraka", "ni ya Baraka lakini sina uhakika",
        "nitalipia Baraka kesho", "if it is for Baraka", 'he said "for Baraka"',
        "a song for Baraka",
        "tell everyone: leo ni birthday ya Otieno", "pesa ya Otieno imefika?",
    ],
)  # fmt: skip
def test_no_other_talk_directs_money(talk: str) -> None:
    assert meant_for(talk, PEOPLE, ACHIENG, "KES").shares == ()
    intent = with_members_in_mind(understand(talk), talk, PEOPLE, ACHIENG, "KES")
    assert intent.name != "pay_for" or not intent.sure


@pytest.mark.parametrize(
    ("talk", "meant"),
    [
        ("ni ya Achieng Atieno na Otieno", Meant(unclear="Achieng Atieno, Otieno")),
        ("Achieng Atieno 300, Otieno 400", Meant((("M03", 30_000), ("M02", 40_000)))),
        ("Otieno na Baraka 500 kila mmoja", Meant((("M02", 50_000), ("M04", 50_000)))),
        ("2k na 500 ya Baraka, elfu moja ya Otieno", Meant((("M04", 250_000), ("M02", 100_000)))),
        ("Ksh1,000 for Baraka", Meant((("M04", 100_000),))),
        ("1.000 for Baraka", Meant(unclear="Baraka")),
        ("hiyo pesa ni yangu sio ya Otieno", FOR_ACHIENG),
        ("nimelipia Baraka", FOR_BARAKA),
        ("hii ni ya Otieno, ametuma leo kutoka shamba", Meant(unclear="Otieno")),
    ],
)
def test_each_name_and_amount_is_read_whole(talk: str, meant: Meant) -> None:
    assert meant_for(talk, PEOPLE, ACHIENG, "KES") == meant


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        (sent_text(), ""),
        (f"for Baraka\n{sent_text()}", "for Baraka"),
        (f"{sent_text()}\nfor Baraka", "for Baraka"),
        (f"{sent_text()} for Baraka", "for Baraka"),
        (f"{sent_text()} 600 for Baraka", "600 for Baraka"),
        (f"{sent_text()} Ksh1,600 for Baraka", "Ksh1,600 for Baraka"),
        (f"{sent_text()} 600 ni ya Baraka", "600 ni ya Baraka"),
        (f"{sent_text()} for Baraka 600", "for Baraka 600"),
        (f"{sent_text().rstrip('.')} for Baraka", "for Baraka"),
        (f"For Baraka {sent_text()}", "For Baraka"),
        (f"{sent_text()} 600 mine 400 Otieno", "600 mine 400 Otieno"),
        (f"{sent_text()} hii ni ya Baraka", "hii ni ya Baraka"),
        (f"{sent_text()} this is for Baraka, thanks", "this is for Baraka, thanks"),
        (f"{sent_text().rstrip('.')} this is for Baraka", "this is for Baraka"),
        (f"{sent_text()} 600 Baraka, 400 Otieno", "600 Baraka, 400 Otieno"),
        (f"Hi {received_text()} hii ni ya Baraka", "Hi hii ni ya Baraka"),
        (f"{sent_text()} Save frequent paybills for quick payment on M-PESA app", ""),
        (f"{sent_text()} Amount you can transact within the day is 499,850.00.", ""),
        (f"Hi\n\n{received_text()}\n\nya Otieno", "Hi\nya Otieno"),
    ],
)
def test_talk_is_what_stands_beside_the_confirmation(text: str, talk: str) -> None:
    assert talk_around(text, read(text, NOW), PEOPLE) == talk


@pytest.mark.parametrize(
    ("talk", "meant"),
    [
        ("sio ya Otieno", Meant(denied=("M02",))),
        ("it is not for Otieno", Meant(denied=("M02",))),
        ("hii ni ya mama Baraka", Meant(unclear="mama Baraka")),
        ("for mama Baraka", Meant(unclear="mama Baraka")),
        ("hii ni ya baba Baraka", Meant(unclear="baba Baraka")),
        ("FOR ME", FOR_ACHIENG),
        ("yangu", FOR_ACHIENG),
    ],
)
def test_who_is_denied_a_parent_and_oneself(talk: str, meant: Meant) -> None:
    assert meant_for(talk, PEOPLE, ACHIENG, "KES") == meant


@pytest.mark.parametrize(
    ("text", "is_back"),
    [
        ("hiyo ni ya Baraka", True),
        ("hizo 500 ni za Baraka", True),
        ("1000 niliyotuma ni ya Baraka", True),
        ("400 of it was for Baraka", True),
        ("The 800 I sent is for Baraka", True),
        ("ilikuwa ya Baraka", True),
        ("nilikuwa nimelipia Baraka", True),
        ("hii ni ya Baraka", False),
        ("this is for Baraka", False),
        ("nimemlipia Baraka 500", False),
        ("paying 500 for Baraka", False),
    ],
)
def test_some_words_point_to_a_payment_that_was_made(text: str, is_back: bool) -> None:
    assert points_back(text) is is_back


@pytest.mark.parametrize(
    ("text", "is_no"),
    [
        ("nimelipa yangu sio ya Otieno", True),
        ("it isn't for Otieno", True),
        ("not Otieno", True),
        ("nimelipa ya Otieno", False),
        ("sijui, ni ya Otieno", False),
        ("hapana ni ya Otieno", False),
        ("basi Otieno amelipa", False),
    ],
)
def test_a_name_may_be_denied(text: str, is_no: bool) -> None:
    assert is_denied("Otieno", text) is is_no


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UKN1AB2C01 is for Baraka", "pay_for"),
        ("UKN1AB2C01 ni ya Baraka", "pay_for"),
        ("UKN1AB2C01 si yangu ni ya Baraka", "pay_for"),
        ("that was for Baraka", "pay_for"),
        ("UKN1AB2C01", "receipt_lookup"),
        ("UKN1AB2C01 is for Zawadi", "receipt_lookup"),
        ("balance for Baraka", "member_status"),
    ],
)
def test_who_the_members_are_helps_to_understand(text: str, name: str) -> None:
    assert with_members_in_mind(understand(text), text, PEOPLE, ACHIENG, "KES").name == name
