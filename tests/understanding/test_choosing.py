"""Which language, group, request or round is chosen, of those that a text names."""

from __future__ import annotations

import pytest

from bot.understanding import choosing
from bot.understanding.contents import Contents, look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.reading import read


def found(text: str) -> Contents:
    lexicon = all_languages()
    return look_into(read(text, lexicon), lexicon)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no English, use Swahili", "sw"),
        ("I want the English one, not Kiswahili", "en"),
        ("write to me in english, this kiswahili of yours is for the coast", "en"),
        ("speak with me Kiswahili, English is hard for me", "sw"),
        ("kingereza kinanishinda tumia kiswa", "sw"),
        ("english please, my swahili is bad", "en"),
        ("Swahili yangu ni mbaya, niandikie in English", "en"),
        ("kiswahili", "sw"),
        ("what is my balance", None),
    ],
)
def test_the_language_that_is_asked_for(text: str, language: str | None) -> None:
    assert choosing.language(found(text)) == language


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Switch to Umoja Group", "Umoja"),
        ("Nipeleke kwa chama cha Amani", "Amani"),
        ("Switch to Ward 7 Welfare please", "Ward 7 Welfare"),
        ("Open for me the Kuku Table", "Kuku Table"),
        ("Mambo. Nipeleke kwa ile group ya Kondele Boda please", "Kondele Boda"),
        ("nipeleke kwa bidii group", "bidii"),
        ("nataka chama ya tujenge", "tujenge"),
    ],
)
def test_the_group_that_is_named(text: str, group: str) -> None:
    assert choosing.group(found(text)) == group


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("approve L05", "L05"), ("Approve #12 please", "12"), ("nakubali ombi namba 7", "7"),
        ("idhinisha ombi la tatu", "3"), ("give her number sixteen", "16"),
        ("I approve L-7", "L-7"),
        ("I approve, all five of us agree", None), ("approve", None), ("approve 3 and 4", "4"),
        ("nakubali mkopo wake wa 5,000", None),
    ],
)  # fmt: skip
def test_the_request_that_is_meant(text: str, ref: str | None) -> None:
    assert choosing.ref(found(text)) == ref


@pytest.mark.parametrize(
    ("text", "number"),
    [("Hii ya saba imeisha", 7), ("finished the second one", 2), ("funga, imefika 12,000", None),
     ("close it", None), ("funga, wote 12 wamelipa", None), ("funga ya 12 members", None)],
)  # fmt: skip
def test_the_round_that_is_closed(text: str, number: int | None) -> None:
    assert choosing.closed_round(found(text)) == number
