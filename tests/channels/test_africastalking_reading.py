"""What Africa's Talking posts becomes a message, a report or an opt-out, if it knows the secret."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.africastalking_errors import ERRORS
from bot.channels.africastalking_sms import AfricasTalkingSms, read_opt_out
from bot.channels.base import Callback
from bot.channels.form import Form
from bot.messages import DeliveryStatus, InboundMessage, OptOut, Remedy
from tests.channels.calls import AFRICASTALKING, NOW, africastalking_sms, callback

CHANNEL = AfricasTalkingSms(AFRICASTALKING)


def read(**changes: str) -> InboundMessage:
    message = CHANNEL.read(callback(africastalking_sms(**changes)))
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("secret", "is_believed"),
    [
        ("path-secret", True),
        ("Path-secret", False),
        ("path-secret ", False),
        ("path-secre", False),
        ("siri-ñ", False),
        ("", False),
    ],
)
def test_only_who_knows_the_secret_is_believed(secret: str, is_believed: bool) -> None:
    assert CHANNEL.verify(callback(africastalking_sms(), secret=secret)) is is_believed


def test_without_a_secret_nobody_is_believed() -> None:
    bare = AfricasTalkingSms(dataclasses.replace(AFRICASTALKING, callback_secret=""))
    assert not bare.verify(callback(africastalking_sms(), secret=""))


def test_an_sms_is_read_whole() -> None:
    assert read() == InboundMessage(
        channel="africastalking_sms",
        provider_id="5b0f1a2c-0d1e-4c5a-9f00-000000000001",
        sender="+254722000111",
        recipient="22384",
        text="salio",
        received_at=NOW,
        raw=africastalking_sms(),
    )


@pytest.mark.parametrize(
    ("posted", "sender"),
    [
        pytest.param("+254722000111", "+254722000111", id="e164"),
        pytest.param("254722000111", "+254722000111", id="no plus"),
        pytest.param(" 254722000111", "+254722000111", id="plus lost in the form"),
        pytest.param("0722000111", "+254722000111", id="national"),
        pytest.param("MPESA", "MPESA", id="name"),
        pytest.param("22384", "22384", id="short code"),
    ],
)
def test_a_sender_has_one_spelling(posted: str, sender: str) -> None:
    assert read(**{"from": posted}).sender == sender


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(b"text=niko+tayari", "niko tayari", id="ascii"),
        pytest.param(b"text=S%C3%B3", "Só", id="utf-8"),
        pytest.param(b"text=S%F3", "Só", id="latin-1"),
        pytest.param(b"text=%91sawa%92", "‘sawa’", id="windows quotes"),
        pytest.param(b"text=sa%00lio", "salio", id="NUL"),
        pytest.param(b"from=%2B254722000111", "", id="no text"),
    ],
)
def test_the_text_is_read_in_the_encoding_it_came_in(body: bytes, text: str) -> None:
    message = CHANNEL.read(Callback("https://chama.example/x", Form.parse(body), NOW))
    assert message is not None
    assert message.text == text


def test_a_message_without_an_id_gets_one_from_its_content() -> None:
    assert read(id="").provider_id == read(id="").provider_id
    assert read(id="").provider_id != read(id="", date="2026-11-22 18:31:00").provider_id


def test_an_empty_form_is_no_message() -> None:
    assert CHANNEL.read(callback({})) is None


@given(st.binary(max_size=300))
def test_any_form_can_be_read(body: bytes) -> None:
    junk = Callback("https://chama.example/x", Form.parse(body), NOW)
    message = CHANNEL.read(junk)
    assert message is None or message.provider_id
    assert CHANNEL.read_report(junk).attempt_id == ""
    assert read_opt_out(junk) is None or read_opt_out(junk)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Sent", DeliveryStatus.SENT),
        ("Submitted", DeliveryStatus.SENT),
        ("Buffered", DeliveryStatus.SENT),
        ("Success", DeliveryStatus.DELIVERED),
        ("Rejected", DeliveryStatus.FAILED),
        ("Failed", DeliveryStatus.FAILED),
        ("AbsentSubscriber", DeliveryStatus.FAILED),
        ("Expired", DeliveryStatus.FAILED),
        ("Teleported", DeliveryStatus.QUEUED),
        ("", DeliveryStatus.QUEUED),
    ],
)
def test_each_status_has_its_place(word: str, status: DeliveryStatus) -> None:
    report = CHANNEL.read_report(callback({"id": "ATXid_1", "status": word}))
    assert (report.provider_id, report.status) == ("ATXid_1", status)
    assert (report.failure is not None) is (status is DeliveryStatus.FAILED)


@pytest.mark.parametrize(
    ("status", "reason", "remedy"),
    [
        ("Rejected", "InsufficientCredit", Remedy.ALERT),
        ("Rejected", "InvalidLinkId", Remedy.GIVE_UP),
        ("Failed", "UserIsInactive", Remedy.GIVE_UP),
        ("Failed", "UserInBlackList", Remedy.OPT_OUT),
        ("Failed", "UserAccountSuspended", Remedy.GIVE_UP),
        ("Failed", "NotNetworkSubcriber", Remedy.GIVE_UP),
        ("Failed", "UserNotSubscribedToProduct", Remedy.GIVE_UP),
        ("Failed", "UserDoesNotExist", Remedy.GIVE_UP),
        ("Failed", "DeliveryFailure", Remedy.RETRY_ONCE),
        ("Failed", "DoNotDisturbRejection", Remedy.OPT_OUT),
        ("Failed", "ReasonOfTomorrow", Remedy.RETRY_ONCE),
        ("Failed", "", Remedy.RETRY_ONCE),
        ("AbsentSubscriber", "", Remedy.RETRY_ONCE),
        ("Expired", "", Remedy.RETRY_ONCE),
    ],
)
def test_a_failure_brings_its_remedy(status: str, reason: str, remedy: Remedy) -> None:
    form = {"id": "ATXid_1", "status": status, "failureReason": reason}
    report = CHANNEL.read_report(callback(form))
    assert report.failure is not None
    assert (report.failure.remedy, report.error_code) == (remedy, reason)
    assert reason in ERRORS or remedy is Remedy.RETRY_ONCE


@pytest.mark.parametrize(
    ("form", "opt_out"),
    [
        pytest.param(
            {"senderId": "UMOJA", "phoneNumber": "+254722000111"},
            OptOut("africastalking_sms", "+254722000111"),
            id="bulk opt-out",
        ),
        pytest.param(
            {"phoneNumber": "254722000111", "shortCode": "22384", "updateType": "deletion"},
            OptOut("africastalking_sms", "+254722000111"),
            id="subscription deleted",
        ),
        pytest.param(
            {"phoneNumber": "+254722000111", "shortCode": "22384", "updateType": "addition"},
            OptOut("africastalking_sms", "+254722000111", opted_in=True),
            id="subscription added",
        ),
        pytest.param({"senderId": "UMOJA"}, None, id="nobody"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_an_opt_out_names_the_person(form: dict[str, str], opt_out: OptOut | None) -> None:
    assert read_opt_out(callback(form)) == opt_out
