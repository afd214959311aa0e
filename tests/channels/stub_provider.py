"""A provider on loopback: a real HTTP server that records what it is sent and says as it is told.

It speaks for Twilio and for Africa's Talking, whichever path is called, so that the real SDKs can
be tested against it: `with StubProvider() as stub: ...` and `stub.base_url` in the settings.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

AFRICASTALKING_PATH = "/version1/messaging"


class _Server(ThreadingHTTPServer):
    """Takes as many calls at once as a worker makes; the usual five are soon refused.

    A caller that is killed, or loses patience and hangs up, is no news.
    """

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@dataclass(frozen=True)
class Answer:
    """What the stub says to one call; a call that finds no answer in the queue is accepted.

    delay_seconds: how long it keeps quiet before.
    hangs_up: whether it closes the connection without a word.
    """

    status: int = 201
    body: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_seconds: float = 0
    hangs_up: bool = False

    @classmethod
    def of_json(cls, status: int, content: Any, **headers: str) -> Answer:
        """An answer in JSON; further keywords are headers, Retry_After="2" for Retry-After."""
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(
            status,
            json.dumps(content),
            {"Content-Type": "application/json; charset=utf-8"} | spelled,
        )


@dataclass(frozen=True)
class Call:
    """One request as it arrived. connection: the client's address, one for each TCP connection."""

    method: str
    path: str
    headers: Mapping[str, str]
    form: Mapping[str, str]
    connection: tuple[str, int]
    body: bytes


class StubProvider:
    """The server; a context manager. `calls` grows by each request it gets."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._answers: deque[Answer] = deque()
        self._numbers = itertools.count(1)
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> StubProvider:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def connection_count(self) -> int:
        """How many TCP connections the calls came over."""
        return len({call.connection for call in self.calls})

    def will_answer(self, *answers: Answer) -> None:
        """Queue answers for the next calls, in this order."""
        self._answers.extend(answers)

    def answer_to(self, call: Call) -> Answer:
        return self._answers.popleft() if self._answers else self._acceptance(call)

    def _acceptance(self, call: Call) -> Answer:
        number = next(self._numbers)
        if call.path == AFRICASTALKING_PATH:
            return africastalking_answer(africastalking_recipient(call.form["to"], number=number))
        sid = f"SM{number:032x}"
        return Answer.of_json(201, {"sid": sid, "status": "queued", "error_code": None})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"  # keeps connections open, as the providers do
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._serve()

            def do_POST(self) -> None:
                self._serve()

            def _serve(self) -> None:
                call = self._call()
                if call is None:
                    self.close_connection = True
                    return
                stub.calls.append(call)
                answer = stub.answer_to(call)
                stub._stopping.wait(answer.delay_seconds)
                if answer.hangs_up or stub._stopping.is_set():
                    self.close_connection = True
                else:
                    self._say(answer)

            def _call(self) -> Call | None:
                """None when the caller died before all of it was said, as when it is killed."""
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                if len(body) < length:
                    return None
                form = dict(parse_qsl(body.decode(), keep_blank_values=True))
                headers, client = dict(self.headers), self.client_address
                return Call(self.command, self.path, headers, form, client, body)

            def _say(self, answer: Answer) -> None:
                body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing: the tests read `calls`."""

        return Handler


def twilio_error(status: int, code: int | None = None, **headers: str) -> Answer:
    """Twilio's error document, which quotes the number in its message as the real one does."""
    content = {"message": "The 'To' number +254712345678 failed.", "status": status}
    return Answer.of_json(status, content | ({"code": code} if code else {}), **headers)


def africastalking_recipient(
    number_called: str, *, status_code: int = 101, number: int = 1, status: str = "Success"
) -> dict[str, Any]:
    """One recipient of Africa's Talking's answer; refused ones carry no message id."""
    is_accepted = status_code in {100, 101, 102}
    return {
        "statusCode": status_code,
        "number": number_called,
        "status": status,
        "cost": "KES 0.8000" if is_accepted else "0",
        "messageId": f"ATXid_{number}" if is_accepted else "None",
    }


def africastalking_answer(*recipients: dict[str, Any], message: str = "Sent") -> Answer:
    """Africa's Talking's answer to a send: always 201, whatever became of the recipients."""
    content = {"SMSMessageData": {"Message": message, "Recipients": list(recipients)}}
    return Answer.of_json(201, content)
