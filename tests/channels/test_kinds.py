"""The channel says which kind a message is, whatever its provider calls it or leaves out."""

from __future__ import annotations

import pytest

from bot.channels.africastalking_sms import AfricasTalkingSms
from bot.channels.twilio_sms import TwilioSms
from bot.channels.twilio_whatsapp import TwilioWhatsApp
from bot.messages import InboundMessage, Kind
from tests.channels.calls import (
    AFRICASTALKING,
    BASE_URL,
    TWILIO,
    africastalking_sms,
    callback,
    twilio_sms,
    twilio_whatsapp,
)

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME"


def media(*types: str) -> dict[str, str]:
    """The parameters of these files."""
    found = {"NumMedia": str(len(types)), "Body": ""}
    for number, content_type in enumerate(types):
        found |= {f"MediaUrl{number}": f"{URL}{number}", f"MediaContentType{number}": content_type}
    return found


def on_whatsapp(**changes: str) -> InboundMessage:
    message = TwilioWhatsApp(TWILIO, BASE_URL).read(callback(twilio_whatsapp(**changes)))
    assert message is not None
    return message


def by_sms(**changes: str) -> InboundMessage:
    message = TwilioSms(TWILIO, BASE_URL).read(callback(twilio_sms(**changes)))
    assert message is not None
    return message


PLACE = {"Latitude": "-1.28", "Longitude": "36.8", "Body": "", "Label": "Ndiyo Cafe"}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        pytest.param({}, Kind.TEXT, id="text"),
        pytest.param({"MessageType": ""}, Kind.TEXT, id="unnamed"),
        pytest.param({"Body": ""}, Kind.TEXT, id="empty text"),
        pytest.param({"MessageType": "poll_vote", "Body": "x"}, Kind.TEXT, id="new, with words"),
        pytest.param({"MessageType": "poll_vote", "Body": ""}, Kind.OTHER, id="new, without"),
        pytest.param(media("audio/ogg") | {"MessageType": "audio"}, Kind.VOICE, id="voice note"),
        pytest.param(media("audio/ogg; codecs=opus"), Kind.VOICE, id="voice note, unnamed"),
        pytest.param(media("image/jpeg") | {"MessageType": "image"}, Kind.PICTURE, id="picture"),
        pytest.param(
            media("image/png") | {"MessageType": "document"}, Kind.PICTURE, id="as a file"
        ),
        pytest.param(media("video/mp4") | {"MessageType": "video"}, Kind.VIDEO, id="video"),
        pytest.param(media("image/webp") | {"MessageType": "sticker"}, Kind.STICKER, id="sticker"),
        pytest.param(
            media("application/pdf") | {"MessageType": "document"}, Kind.DOCUMENT, id="pdf"
        ),
        pytest.param(media("text/vcard") | {"MessageType": "contacts"}, Kind.CONTACT, id="contact"),
        pytest.param(media("text/x-vcard"), Kind.CONTACT, id="contact, unnamed"),
        pytest.param(PLACE | {"MessageType": "location"}, Kind.LOCATION, id="location"),
        pytest.param(PLACE | {"MessageType": ""}, Kind.LOCATION, id="location, unnamed"),
        pytest.param(
            {"MessageType": "reaction", "Body": "\U0001f44d"}, Kind.REACTION, id="reaction"
        ),
        pytest.param({"MessageType": "Reaction", "Body": ""}, Kind.REACTION, id="taken back"),
        pytest.param({"NumMedia": "1", "MessageType": "image"}, Kind.PICTURE, id="not shown"),
        pytest.param({"NumMedia": "1"}, Kind.OTHER, id="not shown, called a text"),
        pytest.param({"NumMedia": ""} | media("image/jpeg"), Kind.PICTURE, id="uncounted"),
        pytest.param(media(""), Kind.OTHER, id="of no type"),
    ],
)
def test_what_came_on_whatsapp(changes: dict[str, str], kind: Kind) -> None:
    assert on_whatsapp(**changes).kind is kind


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        pytest.param(["image/jpeg", "image/jpeg"], Kind.PICTURE, id="pictures"),
        pytest.param(["application/smil", "image/jpeg"], Kind.PICTURE, id="its lay-out first"),
        pytest.param(["application/smil"], Kind.OTHER, id="its lay-out alone"),
        pytest.param(["audio/amr"], Kind.VOICE, id="voice"),
        pytest.param(["video/3gpp", "image/jpeg"], Kind.VIDEO, id="the first"),
        pytest.param(["image/jpeg", "application/pdf"], Kind.DOCUMENT, id="a statement among them"),
    ],
)
def test_what_came_by_mms(types: list[str], kind: Kind) -> None:
    assert by_sms(**media(*types)).kind is kind


def test_of_several_files_the_document_is_the_one_to_fetch() -> None:
    found = by_sms(**media("image/jpeg", "application/pdf")).media
    assert found is not None
    assert (found.url, found.content_type) == (f"{URL}1", "application/pdf")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param(media("image/jpeg") | {"Body": "nimelipa"}, "nimelipa", id="caption"),
        pytest.param(media("image/png") | {"Body": "1.png"}, "", id="a file's name"),
        pytest.param(media("audio/mpeg") | {"Body": "Yes and no.mp3"}, "", id="a song's name"),
        pytest.param(media("application/pdf") | {"Body": "a.pdf"}, "a.pdf", id="a document's name"),
        pytest.param(media("text/vcard") | {"Body": "J. Otieno"}, "", id="a card's name, unnamed"),
        pytest.param(PLACE | {"MessageType": "location", "Body": "Ndiyo Cafe"}, "", id="a place"),
        pytest.param({"MessageType": "contacts", "Body": "J. Otieno"}, "", id="a card's name"),
        pytest.param({"MessageType": "reaction", "Body": "1", "ButtonPayload": "1"}, "", id="mark"),
    ],
)
def test_only_what_a_person_wrote_is_text(changes: dict[str, str], text: str) -> None:
    message = on_whatsapp(**changes)
    assert message.text == text
    assert message.button == ""
    assert message.raw["Body"] == changes["Body"]  # the inbox keeps it all the same


OURS = "Umoja: pay KES 4,000 to Achieng?\nReply 4821 to agree, NO if not."
MARKS = [
    pytest.param(f"Liked \u201c{OURS}\u201d", id="liked"),
    pytest.param(f"Loved \u201c{OURS}\u201d", id="loved"),
    pytest.param(f"Emphasized \u201c{OURS[:40]}\u2026\u201d", id="cut"),
    pytest.param(f'Laughed at "{OURS}"', id="straight quotes"),
    pytest.param(f"Reacted \U0001f44d to \u201c{OURS}\u201d", id="new iPhone"),
    pytest.param(f"Removed a like from \u201c{OURS}\u201d", id="taken back"),
    pytest.param(f"Removed \U0001f44d from \u201c{OURS}\u201d", id="new, taken back"),
    pytest.param(f"\U0001f44d to \u201c {OURS} \u201d", id="android"),
    pytest.param(
        f"\u200a\U0001f44d\u200a to \u201c\u200a{OURS}\u200a\u201d\u200a", id="thin blanks"
    ),
]
WORDS = [
    *(
        "salio",
        "yes",
        "4821",
        "\U0001f44d",
        "Liked it",
        "Loved the meeting",
        "I gave 500 to Achieng",
    ),
    'Otieno said "yes"',
    "500 to \u201cAchieng\u201d",
]


@pytest.mark.parametrize("text", MARKS)
def test_a_mark_that_a_phone_sends_as_words_is_a_reaction(text: str) -> None:
    own = callback(africastalking_sms(text=text), secret="path-secret")
    message = AfricasTalkingSms(AFRICASTALKING).read(own)
    assert message is not None
    for read in (by_sms(Body=text), message):
        assert (read.kind, read.text) == (Kind.REACTION, "")
        assert text in read.raw.values()


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_mark(text: str) -> None:
    assert (by_sms(Body=text).kind, by_sms(Body=text).text) == (Kind.TEXT, text)
