"""Stands in for the provider that sends: answers 201 at once and remembers when which call came."""

from __future__ import annotations

import itertools
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

_numbers = itertools.count(1)
_calls: list[tuple[float, str]] = []  # the machine's clock, the text


class _Provider(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        _calls.append((time.monotonic(), parse_qs(form).get("Body", [""])[0]))
        self._say(201, {"sid": f"SM{next(_numbers):032x}", "status": "queued", "error_code": None})

    def do_GET(self) -> None:
        """What has come so far; /healthz, like any other path, shows that we are up."""
        self._say(200, _calls if self.path == "/calls" else [])

    def _say(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a line a call would cost more than the call."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), _Provider).serve_forever()
