"""A phone of Umoja that forwards, connected as people do it, and a look into the whole database."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.forwarding.proof import Post, sign
from bot.messages import OutboundMessage
from bot.store.database import reading
from bot.store.tables import metadata
from chama.group import Person
from tests.builders import OTIENO, WANJIRU, received_text
from tests.transcripts import Stage

CODE = "UKN1AB2C01"
PAID = received_text(CODE)
PRIVATE = "Sweetheart, the doctor says it is twins. Ksh 5,000 for the clinic?"

_SECRETS = re.compile(r"/webhooks/phone/(\w+)\nKey: (\w+)")


@dataclass(frozen=True)
class Phone:
    """What is typed into the app."""

    secret: str
    key: str

    def post(self, stage: Stage, fields: Any, *, timestamp: str = "", sim: str = "") -> bool:
        """Post these fields, signed with the phone's key; whether they were taken."""
        body = json.dumps(fields).encode()
        return stage.door.take(
            self.secret, Post(body, sign(self.key, body, timestamp), timestamp, sim)
        )

    def sms(self, stage: Stage, text: str, sender: str = "MPESA", **more: Any) -> bool:
        """Post an SMS as the second app does."""
        return self.post(stage, {"from": sender, "text": text, **more})


def connected(stage: Stage, asker: Person = WANJIRU, agrees: Person = OTIENO) -> Phone:
    """The asker's phone, once the other one has agreed; all that was said is delivered."""
    stage.say(asker, "connect phone")
    stage.deliver()
    stage.say(agrees, "yes")
    return in_messages(stage.deliver())


def in_messages(arrived: list[OutboundMessage]) -> Phone:
    """The phone of whose secrets one of these messages tells."""
    (found,) = [told for one in arrived if (told := _SECRETS.search(one.text))]
    return Phone(found[1], found[2])


def everything(stage: Stage) -> str:
    """All that the database holds, in one text."""
    with reading(stage.engine) as connection:
        rows = [
            row for table in metadata.sorted_tables for row in connection.execute(sa.select(table))
        ]
    return "\n".join(map(repr, rows))


def count(stage: Stage, table: sa.Table, *where: Any) -> int:
    """How many rows there are."""
    with reading(stage.engine) as connection:
        chosen = sa.select(sa.func.count()).select_from(table).where(*where)
        return int(connection.execute(chosen).scalar_one())
