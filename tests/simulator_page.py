"""The simulator's page as a browser on this machine meets it, without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from bot.around import utc_now
from bot.render import Renderer
from bot.sender import Sender
from bot.store import dispatch
from bot.store.database import writing
from bot.wiring import TEMPLATES, Parts

HERE = "http://127.0.0.1:8000"


@dataclass
class Page:
    """The running demo as a browser on this machine meets it."""

    parts: Parts
    app: Flask

    def get(self, path: str, host: str = "127.0.0.1:8000") -> TestResponse:
        client = self.app.test_client()
        return client.get(f"/simulator{path}", headers={"Host": host}, buffered=True)

    def post(self, path: str, body: object, **options: Any) -> TestResponse:
        headers = {"Origin": HERE, **options.pop("headers", {})}
        client = self.app.test_client()
        return client.post(
            f"/simulator/{path}", **{"base_url": HERE, "json": body, "headers": headers, **options}
        )

    def write(self, phone: str, text: str) -> None:
        """A person writes; everything that follows from it goes out."""
        assert self.post("messages", {"phone": phone, "text": text}).status_code == 204
        self.deliver()

    def money_text(self, payer: str, side: str) -> str:
        answer = self.post("money-texts", {"chama": 1, "payer": payer, "side": side})
        return str(answer.json["text"])

    def forward(self, phone: str, payer: str, side: str) -> str:
        """Forward the text that a button makes; gives its M-Pesa code."""
        text = self.money_text(payer, side)
        self.write(phone, text)
        return text.split()[0]

    def deliver(self) -> None:
        engine, channels = self.parts.engine, self.parts.channels
        sender = Sender(engine, channels, Renderer(TEMPLATES), {}, utc_now, keeps_secrets=True)
        with writing(engine) as connection:
            taken = dispatch.take_due(connection, utc_now(), 100)
        for due in taken:
            sender.send([due.id], due.try_number)

    def state(self) -> Any:
        return self.get("/state").json

    def board(self) -> Any:
        return self.state()["boards"][0]

    def phone(self, address: str) -> Any:
        return next(one for one in self.state()["phones"] if one["address"] == address)

    def newest(self, address: str) -> Any:
        return self.phone(address)["bubbles"][-1]
