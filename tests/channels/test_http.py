"""What an HTTP call that failed means for the message."""

from __future__ import annotations

import pytest
import requests

from bot.channels.http import remedy_of_status, retry_after_seconds, unanswered
from bot.messages import Remedy

DATE = "Sun, 22 Nov 2026 15:30:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="none"),
        pytest.param({"Retry-After": "0"}, 0.0, id="at once"),
        pytest.param({"Retry-After": " 120 "}, 120.0, id="seconds"),
        pytest.param(
            {"Retry-After": "Sun, 22 Nov 2026 15:31:30 GMT", "Date": DATE}, 90.0, id="date"
        ),
        pytest.param(
            {"Retry-After": "Sun, 22 Nov 2026 15:00:00 GMT", "Date": DATE}, 0.0, id="date gone by"
        ),
        pytest.param({"Retry-After": DATE}, None, id="date without the server's own"),
        pytest.param({"Retry-After": "soon", "Date": DATE}, None, id="words"),
        pytest.param({"Retry-After": "-5", "Date": DATE}, None, id="negative"),
        pytest.param({"Retry-After": "1.5", "Date": DATE}, None, id="not whole"),
        pytest.param({"Retry-After": "²", "Date": DATE}, None, id="odd digit"),
    ],
)
def test_the_wait_is_what_the_provider_asks_for(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after_seconds(headers) == seconds


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (301, Remedy.ALERT),
        (400, Remedy.GIVE_UP),
        (401, Remedy.ALERT),
        (403, Remedy.ALERT),
        (404, Remedy.ALERT),
        (408, Remedy.RETRY),
        (422, Remedy.GIVE_UP),
        (429, Remedy.RETRY),
        (500, Remedy.RETRY),
        (504, Remedy.RETRY),
    ],
)
def test_a_status_without_a_code_has_a_remedy(status: int, remedy: Remedy) -> None:
    assert remedy_of_status(status) is remedy


@pytest.mark.parametrize(
    ("error", "is_ambiguous"),
    [
        pytest.param(requests.ConnectTimeout("to +254712345678"), False, id="never connected"),
        pytest.param(requests.ReadTimeout("to +254712345678"), True, id="no answer in time"),
        pytest.param(requests.ConnectionError("to +254712345678"), True, id="cut off"),
        pytest.param(requests.exceptions.ChunkedEncodingError(), True, id="half an answer"),
        pytest.param(requests.exceptions.SSLError(), True, id="encryption failed"),
    ],
)
def test_only_a_connection_never_made_has_surely_sent_nothing(
    error: requests.RequestException, is_ambiguous: bool
) -> None:
    failure = unanswered(error)
    assert (failure.remedy, failure.ambiguous) == (Remedy.RETRY, is_ambiguous)
    assert failure.code == type(error).__name__
    assert "254712345678" not in str(failure)
