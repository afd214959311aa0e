"""What Twilio posts becomes a message or a report, whatever it leaves out or adds."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Callback, Channel
from bot.channels.form import Form
from bot.channels.twilio import STATUSES
from bot.channels.twilio_errors import ERRORS
from bot.channels.twilio_sms import TwilioSms
from bot.channels.twilio_whatsapp import TwilioWhatsApp
from bot.messages import DeliveryStatus, InboundMessage, Kind, Remedy
from tests.channels.calls import (
    BASE_URL,
    NOW,
    STATUS_URL,
    TWILIO,
    callback,
    twilio_sms,
    twilio_status,
    twilio_whatsapp,
)

SMS = TwilioSms(TWILIO, BASE_URL)
WHATSAPP = TwilioWhatsApp(TWILIO, BASE_URL)
LONG_TEXT = "TKM4A1B2C3 Confirmed. You have received Ksh500.00 from JOHN OTIENO 0712345678."


def read(channel: Channel, form: dict[str, str]) -> InboundMessage:
    message = channel.read(callback(form))
    assert message is not None
    return message


def test_an_sms_is_read_whole() -> None:
    assert read(SMS, twilio_sms()) == InboundMessage(
        channel="twilio_sms",
        provider_id="SM" + "a" * 32,
        sender="+254712345678",
        recipient="+14155550100",
        text="salio",
        received_at=NOW,
        raw=twilio_sms(),
    )


def test_a_whatsapp_message_is_read_whole() -> None:
    assert read(WHATSAPP, twilio_whatsapp()) == InboundMessage(
        channel="twilio_whatsapp",
        provider_id="SM" + "b" * 32,
        sender="+254712345678",
        recipient="+14155238886",
        text="nani anapokea?",
        received_at=NOW,
        raw=twilio_whatsapp(),
    )


@pytest.mark.parametrize(
    ("channel", "posted", "sender"),
    [
        pytest.param(WHATSAPP, "whatsapp:+254712345678", "+254712345678", id="whatsapp"),
        pytest.param(WHATSAPP, "WhatsApp:+254712345678", "+254712345678", id="capitals"),
        pytest.param(WHATSAPP, "+254712345678", "+254712345678", id="prefixless"),
        pytest.param(WHATSAPP, "254712345678", "+254712345678", id="no plus"),
        pytest.param(WHATSAPP, "whatsapp:+447700900123", "+447700900123", id="abroad"),
        pytest.param(WHATSAPP, "whatsapp:KE.13579", "whatsapp:KE.13579", id="user id"),
        pytest.param(WHATSAPP, "KE.13579", "whatsapp:KE.13579", id="prefixless user id"),
        pytest.param(WHATSAPP, "whatsapp:KE.aB3-x", "whatsapp:KE.aB3-x", id="letters kept"),
        pytest.param(WHATSAPP, "", "", id="nobody on whatsapp"),
        pytest.param(SMS, "+254712345678", "+254712345678", id="sms"),
        pytest.param(SMS, " 254712345678", "+254712345678", id="plus lost in the form"),
        pytest.param(SMS, "22384", "22384", id="short code"),
        pytest.param(SMS, "MPESA", "MPESA", id="name"),
        pytest.param(SMS, "", "", id="nobody"),
    ],
)
def test_a_sender_has_one_spelling(channel: Channel, posted: str, sender: str) -> None:
    assert read(channel, twilio_sms(From=posted)).sender == sender


@pytest.mark.parametrize(
    ("channel", "changes", "text"),
    [
        pytest.param(SMS, {"Body": "sa\x00lio"}, "salio", id="NUL"),
        pytest.param(SMS, {"Body": " salio "}, " salio ", id="spaces stay"),
        pytest.param(SMS, {"Body": ""}, "", id="empty"),
        pytest.param(
            SMS, {"Body": base64.b64encode(LONG_TEXT.encode()).decode()}, LONG_TEXT, id="base64"
        ),
        pytest.param(WHATSAPP, {"Body": "Ndiyo", "ButtonText": "Yes"}, "Ndiyo", id="body first"),
        pytest.param(WHATSAPP, {"Body": "", "ButtonText": "Yes"}, "Yes", id="button alone"),
        pytest.param(WHATSAPP, {"Body": "", "ListTitle": "Salio"}, "Salio", id="list alone"),
        pytest.param(
            WHATSAPP, {"Body": "", "Latitude": "-1.28", "Longitude": "36.8"}, "", id="location"
        ),
    ],
)
def test_the_text_is_what_the_member_wrote(
    channel: Channel, changes: dict[str, str], text: str
) -> None:
    assert read(channel, twilio_whatsapp(**changes)).text == text


@pytest.mark.parametrize(
    ("changes", "button"),
    [
        pytest.param({}, "", id="text"),
        pytest.param({"ButtonPayload": "confirm:7"}, "confirm:7", id="button"),
        pytest.param({"ButtonPayload": "4", "MessageType": "button"}, "4", id="quick reply"),
        pytest.param({"ListId": "balance", "MessageType": "interactive"}, "balance", id="list"),
    ],
)
def test_a_tapped_button_is_words(changes: dict[str, str], button: str) -> None:
    message = read(WHATSAPP, twilio_whatsapp(**changes))
    assert (message.button, message.kind) == (button, Kind.TEXT)


def test_what_twilio_answered_itself_is_passed_on_all_the_same() -> None:
    message = read(SMS, twilio_sms(Body="STOP", OptOutType="STOP"))
    assert (message.text, message.raw["OptOutType"]) == ("STOP", "STOP")


@pytest.mark.parametrize(
    ("form", "provider_id"),
    [
        pytest.param({"MessageSid": "SM1", "SmsSid": "SM2", "Body": "x"}, "SM1", id="first"),
        pytest.param({"SmsMessageSid": "SM3", "Body": "x"}, "SM3", id="second"),
        pytest.param({"MessageSid": "", "SmsSid": "SM2", "Body": "x"}, "SM2", id="last"),
    ],
)
def test_the_provider_id_is_found_under_any_of_its_names(
    form: dict[str, str], provider_id: str
) -> None:
    assert read(SMS, form).provider_id == provider_id


def test_a_message_without_an_id_gets_one_from_its_content() -> None:
    form = {"From": "+254712345678", "Body": "salio"}
    first, again, other = read(SMS, form), read(SMS, form), read(SMS, form | {"Body": "Salio"})
    assert first.provider_id == again.provider_id != other.provider_id
    assert first.provider_id.startswith("sha256:")


@pytest.mark.parametrize(
    "form",
    [pytest.param({}, id="nothing"), pytest.param(twilio_status("delivered"), id="a status")],
)
def test_what_is_no_message_is_none(form: dict[str, str]) -> None:
    assert SMS.read(callback(form)) is None


@given(st.binary(max_size=300))
def test_any_form_can_be_read(body: bytes) -> None:
    junk = Callback(STATUS_URL, Form.parse(body), NOW)
    for channel in (SMS, WHATSAPP):
        message = channel.read(junk)
        assert message is None or message.provider_id
        assert channel.read_report(junk).status in DeliveryStatus


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("accepted", DeliveryStatus.QUEUED),
        ("scheduled", DeliveryStatus.QUEUED),
        ("queued", DeliveryStatus.QUEUED),
        ("sending", DeliveryStatus.QUEUED),
        ("sent", DeliveryStatus.SENT),
        ("delivered", DeliveryStatus.DELIVERED),
        ("partially_delivered", DeliveryStatus.DELIVERED),
        ("read", DeliveryStatus.READ),
        ("undelivered", DeliveryStatus.FAILED),
        ("failed", DeliveryStatus.FAILED),
        ("canceled", DeliveryStatus.FAILED),
        ("Delivered", DeliveryStatus.DELIVERED),
        ("teleported", DeliveryStatus.QUEUED),
        ("", DeliveryStatus.QUEUED),
    ],
)
def test_each_status_has_its_place(word: str, status: DeliveryStatus) -> None:
    assert SMS.read_report(callback(twilio_status(word))).status is status


def test_a_report_names_the_message_and_our_attempt() -> None:
    report = SMS.read_report(callback(twilio_status("sent"), f"{STATUS_URL}?attempt=a%2F7"))
    assert (report.provider_id, report.attempt_id) == ("SM" + "c" * 32, "a/7")
    assert (report.error_code, report.failure) == ("", None)


@pytest.mark.parametrize(
    ("changes", "channel"),
    [
        pytest.param({}, "twilio_sms", id="sms"),
        pytest.param({"To": "whatsapp:+254712345678"}, "twilio_whatsapp", id="by address"),
        pytest.param({"From": "whatsapp:+14155238886"}, "twilio_whatsapp", id="by our address"),
        pytest.param({"ChannelPrefix": "whatsapp"}, "twilio_whatsapp", id="by prefix"),
    ],
)
def test_a_report_finds_its_channel_on_the_one_address_for_all(
    changes: dict[str, str], channel: str
) -> None:
    report = callback(twilio_status("sent", **changes))
    assert {c.read_report(report).channel for c in (SMS, WHATSAPP)} == {channel}


# The policy of facts: courier's error list and Twilio's own pages, grouped by what helps.
POLICY = {
    Remedy.RETRY: "20429 21611 30001 30017 30410 63009 63010 63012 63017 63018",
    Remedy.RETRY_ONCE: "30003 30008 63023",
    Remedy.RETRY_TOMORROW: "63038",
    Remedy.GIVE_UP: "21211 21217 21401 21408 21421 21602 21612 21614 21617 21658"
    " 30004 30005 30006 30007 63026",
    Remedy.OPT_OUT: "21610 63014",
    Remedy.USE_TEMPLATE: "63016",
    Remedy.USE_SMS: "21655 21656 63003 63015 63024 63027 63028 63032 63033 63040 63041 63049",
    Remedy.ALERT: "20003 21212 21603 21606 21609 30002 30018 30024"
    " 63001 63002 63007 63008 63020 63022",
}
CASES = [(code, remedy) for remedy, codes in POLICY.items() for code in codes.split()]


def test_the_policy_speaks_of_every_code_in_the_table() -> None:
    assert sorted(code for code, _ in CASES) == sorted(ERRORS)
    assert set(STATUSES.values()) == set(DeliveryStatus)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        pytest.param("63112", Remedy.ALERT, id="our business account is disabled"),
        pytest.param("63101", Remedy.ALERT, id="our business account is not usable"),
        pytest.param("63199", Remedy.ALERT, id="a new one about our sender"),
        pytest.param("63042", Remedy.USE_SMS, id="a new one about this message on WhatsApp"),
        pytest.param("63999", Remedy.USE_SMS, id="another"),
        pytest.param("30999", Remedy.RETRY_ONCE, id="a new one of SMS"),
        pytest.param("63", Remedy.RETRY_ONCE, id="no code at all"),
        pytest.param("", Remedy.RETRY_ONCE, id="nothing"),
    ],
)
def test_a_code_of_no_table_belongs_to_its_family(code: str, remedy: Remedy) -> None:
    report = WHATSAPP.read_report(callback(twilio_status("undelivered", ErrorCode=code)))
    assert report.failure is not None
    assert report.failure.remedy is remedy


@pytest.mark.parametrize(("code", "remedy"), [*CASES, ("99999", Remedy.RETRY_ONCE)])
def test_a_failure_brings_its_remedy(code: str, remedy: Remedy) -> None:
    report = SMS.read_report(callback(twilio_status("undelivered", ErrorCode=code)))
    assert report.failure is not None
    assert (report.failure.remedy, report.failure.code, report.error_code) == (remedy, code, code)


def test_a_failure_without_a_code_is_tried_once_more() -> None:
    failure = SMS.read_report(callback(twilio_status("failed"))).failure
    assert failure is not None
    assert (failure.remedy, failure.code) == (Remedy.RETRY_ONCE, "unknown")
