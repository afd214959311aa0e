"""What is left of a notice when the words that only tell to whom it goes are gone."""

from __future__ import annotations

import pytest

from bot.understanding.contents import look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.notices import message
from bot.understanding.reading import read


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("announce: bring your IDs", "bring your IDs"),
        ("tell everybody dat from monday the fee is 50", "from monday the fee is 50"),
        ("Kindly broadcast to the group: only paybill from today", "only paybill from today"),
        ("ambia wase wte: msikuje na watoto", "msikuje na watoto"),
        ("send 2 all members: carry your licence on sat", "carry your licence on sat"),
        ("Kindly circulate the following: the office is closed", "the office is closed"),
        ("Tangazia mbogi yote kesho kuna harambee", "kesho kuna harambee"),
        ("waambie wanachama wote kwamba tunakutana kesho", "tunakutana kesho"),
        ("Tell all the women that on Friday we weed", "on Friday we weed"),
        ("tell the members that meeting is off", "meeting is off"),
        ("Tangaza mkutano ni saa 10:30", "mkutano ni saa 10:30"),
        ("Meeting: Saturday 2pm at Mama Njeri's", "Meeting: Saturday 2pm at Mama Njeri's"),
        ("tell all: the pot is 5,000: bring it", "the pot is 5,000: bring it"),
    ],
)
def test_what_a_notice_says(text: str, notice: str) -> None:
    lexicon = all_languages()
    assert message(look_into(read(text, lexicon), lexicon)) == notice
