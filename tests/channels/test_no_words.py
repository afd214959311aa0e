"""From a signed call to the answer: what is no text is kept, answered once, and never fetched."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bot.channels import channels_from
from bot.store.database import reading
from bot.store.tables import inbox, outbox, question
from bot.webhook import webhook_blueprint
from tests.builders import ACHIENG, OTIENO, STRANGER, WANJIRU, received_text, rules
from tests.channels.calls import BASE_URL, SETTINGS, body_of, signature_headers
from tests.channels.calls import twilio_sms as sms
from tests.channels.calls import twilio_whatsapp as whatsapp
from tests.channels.test_kinds import PLACE, media
from tests.channels.test_webhook import post
from tests.transcripts import Stage

_numbers = count(1)
THUMB = {"MessageType": "reaction", "Body": "\U0001f44d"}
VOICE = media("audio/ogg") | {"MessageType": "audio"}
PICTURE = media("image/jpeg") | {"MessageType": "image"}
PDF = media("application/pdf") | {"MessageType": "document", "Body": "statement.pdf"}


class Line:
    """Twilio's line to the whole bot; the clock goes on by seconds."""

    def __init__(self, engine: sa.Engine) -> None:
        self.stage = Stage(engine)
        self.stage.found(rules())
        app = Flask(__name__)
        channels = channels_from(SETTINGS)
        handed = webhook_blueprint(SETTINGS, channels, self.stage.pipeline, lambda: self.stage.now)
        app.register_blueprint(handed)
        self._client: FlaskClient = app.test_client()
        self._engine = engine
        self._seen = self._newest()

    def whatsapp(self, sender: str, seconds: int = 60, **changes: str) -> list[str]:
        """A signed WhatsApp message; gives the templates of what its sender is told."""
        form = whatsapp(From=f"whatsapp:{sender}", MessageSid=f"MM{next(_numbers)}", **changes)
        return self._post("/webhooks/twilio/whatsapp", form, sender, seconds)

    def sms(self, sender: str, seconds: int = 60, **changes: str) -> list[str]:
        """The same by SMS or MMS."""
        form = sms(From=sender, MessageSid=f"MM{next(_numbers)}", **changes)
        return self._post("/webhooks/twilio/sms", form, sender, seconds)

    def _post(self, path: str, form: dict[str, str], sender: str, seconds: int) -> list[str]:
        self.stage.now += timedelta(seconds=seconds)
        answer = post(self._client, path, body_of(form), **signature_headers(BASE_URL + path, form))
        assert answer.status_code == 200
        with reading(self._engine) as connection:
            chosen = sa.select(outbox.c.template).where(
                outbox.c.id > self._seen, outbox.c.address == sender
            )
            told = list(connection.execute(chosen.order_by(outbox.c.id)).scalars())
        self._seen = self._newest()
        return told

    def _newest(self) -> int:
        with reading(self._engine) as connection:
            return connection.execute(sa.select(sa.func.max(outbox.c.id))).scalar_one() or 0

    def kept(self) -> list[tuple[str, str]]:
        """The kind and the words of all that came."""
        with reading(self._engine) as connection:
            rows = connection.execute(sa.select(inbox.c.kind, inbox.c.text).order_by(inbox.c.id))
            return [(row.kind, row.text) for row in rows]

    def answers(self) -> list[str]:
        """How questions were answered."""
        with reading(self._engine) as connection:
            chosen = sa.select(question.c.answer).where(question.c.answered_at.is_not(None))
            return list(connection.execute(chosen).scalars())


@pytest.fixture
def line(engine: sa.Engine) -> Line:
    return Line(engine)


@pytest.mark.parametrize(
    ("form", "kind", "told"),
    [
        pytest.param(VOICE, "voice", ["unread_voice"], id="voice note"),
        pytest.param(PICTURE, "picture", ["unread_picture"], id="picture"),
        pytest.param(
            media("video/mp4") | {"MessageType": "video"}, "video", ["unread_video"], id="video"
        ),
        pytest.param(
            media("image/webp") | {"MessageType": "sticker"},
            "sticker",
            ["unread_sticker"],
            id="sticker",
        ),
        pytest.param(
            media("text/vcard") | {"MessageType": "contacts"},
            "contact",
            ["unread_contact"],
            id="contact",
        ),
        pytest.param(
            PLACE | {"MessageType": "location"}, "location", ["unread_location"], id="location"
        ),
        pytest.param(
            {"MessageType": "poll_vote", "Body": ""}, "other", ["unread_other"], id="new kind"
        ),
        pytest.param(PDF, "document", ["statement_refused"], id="a member's document"),
        pytest.param(THUMB, "reaction", [], id="reaction"),
        pytest.param(
            {"ButtonText": "Salio", "Body": "", "ButtonPayload": "balance"},
            "text",
            ["balance"],
            id="button",
        ),
    ],
)
def test_each_kind_is_kept_and_has_its_answer(
    line: Line, form: dict[str, str], kind: str, told: list[str]
) -> None:
    assert line.whatsapp(ACHIENG.phone, **form) == told
    assert [one for one, _ in line.kept()] == [kind]


def test_an_album_has_one_answer_and_a_later_picture_its_own(line: Line) -> None:
    album = [PICTURE, PICTURE, media("video/mp4"), PICTURE, PDF]
    told = [line.whatsapp(ACHIENG.phone, seconds=2, **one) for one in album]
    assert told == [["unread_picture"], [], [], [], []]
    assert line.whatsapp(ACHIENG.phone, seconds=60, **VOICE) == ["unread_voice"]
    assert len(line.kept()) == len(album) + 1
    assert line.whatsapp(WANJIRU.phone, seconds=1, **PICTURE) == ["unread_picture"]


def test_the_same_picture_handed_over_again_is_not_answered_again(line: Line) -> None:
    assert line.whatsapp(ACHIENG.phone, **PICTURE, SmsSid="SM1") == ["unread_picture"]
    again = whatsapp(From=f"whatsapp:{ACHIENG.phone}", **PICTURE) | {"MessageSid": "MM0"}
    path = "/webhooks/twilio/whatsapp"
    assert line._post(path, again, ACHIENG.phone, 60) == ["unread_picture"]
    assert line._post(path, again, ACHIENG.phone, 60) == []


def test_a_caption_is_read_an_m_pesa_text_in_it_too(line: Line) -> None:
    assert line.whatsapp(ACHIENG.phone, **PICTURE | {"Body": "salio"}) == ["balance"]
    assert line.sms(ACHIENG.phone, **media("image/jpeg") | {"Body": "balance"}) == ["balance"]
    text = received_text()
    assert line.whatsapp(WANJIRU.phone, **PICTURE | {"Body": text}) == ["recorded"]
    assert line.whatsapp(ACHIENG.phone, **PICTURE | {"Body": "kuku"}) == ["unread_picture"]


@pytest.mark.parametrize("form", [THUMB, THUMB | {"Body": "yes"}, THUMB | {"Body": "1"}])
def test_a_reaction_leaves_a_question_open(line: Line, form: dict[str, str]) -> None:
    assert line.whatsapp(ACHIENG.phone, Body="I gave Wanjiru 700 cash") == ["asked_cash"]
    assert line.whatsapp(WANJIRU.phone, **form) == []
    assert line.sms(WANJIRU.phone, Body="Liked \u201cReply 1 or 2\u201d") == []
    assert line.answers() == []
    assert line.whatsapp(WANJIRU.phone, **VOICE) == ["unread_voice"]
    assert line.answers() == []


def test_a_stranger_is_a_stranger_and_a_reaction_of_theirs_costs_nothing(line: Line) -> None:
    assert line.whatsapp(STRANGER, **THUMB) == []
    assert line.whatsapp(STRANGER, **VOICE) == ["unknown_sender"]
    assert line.whatsapp(STRANGER, **PICTURE) == []
    assert line.whatsapp(STRANGER, **PDF) == []


def test_parts_of_a_text_are_joined_over_what_came_between(line: Line) -> None:
    text = received_text()
    cut = text.index("from")
    line.sms(WANJIRU.phone, Body=text[:cut])
    line.whatsapp(WANJIRU.phone, seconds=1, **THUMB)
    line.whatsapp(WANJIRU.phone, seconds=1, **PICTURE)
    assert line.sms(WANJIRU.phone, seconds=1, Body=text[cut:]) == ["recorded"]


def test_who_sends_many_is_told_so_once_an_hour(line: Line) -> None:
    told = [line.whatsapp(OTIENO.phone, seconds=40, **VOICE) for _ in range(44)]
    assert told[39:42] == [["unread_voice"], ["held_back"], []]
    assert told[42:] == [[], []]
