"""Who is named: by a list, by a capital, by the place of a word; and who is nobody."""

from __future__ import annotations

import pytest

from bot import words
from bot.understanding.contents import look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.people import people_of
from bot.understanding.reading import read

FIRST = words.names()["words"]["first"]
WORDS_TOO = ("baraka", "grace", "joy", "happy", "patience", "hope", "neema", "rose", "imani")


def named(text: str, *members: str) -> list[str]:
    lexicon = all_languages()
    people = people_of(members) if members else None
    return [name.text for name in look_into(read(text, lexicon, people), lexicon).names]


@pytest.mark.parametrize("name", WORDS_TOO)
@pytest.mark.parametrize(
    "text",
    ["{} gave me 500 cash", "{} has paid 500", "{} brought 500 to my shop", "{} amenipa soo tano",
     "{} hajalipa", "{} anadaiwa ngapi", "has {} paid?", "kumbusha {} alipe", "remind {} please",
     "lipia {} 300 kutoka kwa simu yangu", "refund {} 1000", "msamehe {} faini", "500 for {}",
     "hii 500 ni ya {}", "payment ya {} imefika", "the fine of {}", "msiba wa {}",
     "received 500 from {}", "nimempa {} 500", "am payin 4 {} today", "send stk to {}",
     "{}'s 500 is here"],
)  # fmt: skip
def test_a_first_name_that_is_a_word_is_known_by_its_place(name: str, text: str) -> None:
    for written in (name, name.capitalize()):
        assert named(text.format(written)) == [written]
        assert named(text.format(written), f"{name.title()} Wafula", "Mary Atieno") == [written]


@pytest.mark.parametrize(
    "text",
    ["I hope you are well", "thank you for your patience", "give me a grace period",
     "add grace days please", "mungu ni neema", "happy new year", "peace be with you",
     "nina imani mtanisaidia", "have mercy on me", "I will pay in may", "rose early today",
     "may I know my balance", "furaha tele leo"],
)  # fmt: skip
def test_the_same_word_elsewhere_is_nobody(text: str) -> None:
    assert named(text) == []
    assert named(text, "Hope Auma", "Patience Otieno", "Happy Mutua", "Rose Moraa") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nimempa wanjku 500", "wanjku"),
        ("received 500 from otienno", "otienno"),
        ("remind Kazngu please", "Kazngu"),
        ("send grace a reminder", "grace"),
    ],
)
def test_a_members_name_may_be_misspelt_where_a_person_stands(text: str, name: str) -> None:
    members = ("Wanjiku Kamau", "Otieno Ouma", "Kazungu Charo", "Grace Achieng")
    assert named(text, *members) == [name]


def test_a_word_near_to_a_members_name_is_nobody() -> None:
    assert named("I will marry soon", "Mary Atieno") == []
    assert named("my brain is tired", "Brian Kamau") == []


@pytest.mark.parametrize("name", FIRST)
def test_every_first_name_is_one_behind_who_gave(name: str) -> None:
    assert named(f"nimepokea 500 kutoka kwa {name}") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nimempa Mama Njeri 500", ["Mama Njeri"]),
        ("nimempa mzee kamau 500", ["mzee kamau"]),
        ("nimempa Bi Halima 500", ["Bi Halima"]),
        ("I gave Mr. Kiptoo 500", ["Kiptoo"]),
        ("I gave Teacher Ochieng 500", ["Ochieng"]),
        ("remind grace wanjiku", ["grace wanjiku"]),
        ("nimelipia Amina Said 500", ["Amina Said"]),
        ("nimempa Ouma Ksh 500", ["Ouma"]),
        ("Mwende's joyful day has come", ["Mwende"]),
        ("Ken, Mercy and Otieno were absent", ["Ken", "Mercy", "Otieno"]),
        ("kimanis fine", ["kimani"]),
        ("I knew Wambui's mother", ["Wambui"]),
        ("hs wanjiku lipad?", ["wanjiku"]),
        ("The teacher of Kagumo, Priscilla Kangai, asks", ["Priscilla Kangai"]),
        ("add mary kirwa 0712345678", ["mary kirwa"]),
    ],
)
def test_titles_and_second_names_belong_to_a_name_and_no_more(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    ["gv chairmn my 600 cash lst nyt", "left it with the treasurer at Kibuye",
     "Ring the bell for everyone", "Naona tarehe inakaribia", "Sita-attend Saturday's meeting",
     "my son pressed the button", "walked all the way to the treasurer's house",
     "Praise the Lord", "nipe statement tangu Jan", "meeting in Umoja tomorrow",
     "iandike na uwakumbushe wengine", "they have gathered in front of the hall"],
)  # fmt: skip
def test_a_word_that_nobody_knows_is_nobody(text: str) -> None:
    assert named(text) == []


def test_a_plain_name_wins_over_one_that_only_opens_a_sentence() -> None:
    assert named("Covered Joy's 500 on M-Pesa just now") == ["Joy"]
    assert named("Kinyi 500 cash") == ["Kinyi"]


def test_a_name_is_no_word_that_a_typing_mistake_is_mended_into() -> None:
    lexicon = all_languages()
    for name in (name for names in words.names()["people"].values() for name in names):
        assert lexicon.read(name).word == name, name


def test_a_name_stands_in_one_list() -> None:
    tables = words.names()
    listed = [name for names in tables["people"].values() for name in names]
    apart = [
        name
        for section in ("words", "no_names")
        for one in tables[section].values()
        for name in one
    ]
    assert len(set(listed)) == len(listed)
    assert not set(listed) & set(apart)
