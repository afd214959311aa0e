"""What members say that they sent, as a view gives it."""

from __future__ import annotations

from bot.store.database import reading
from bot.views.claims import open_claims
from chama.money import Money
from tests.builders import ACHIENG, WANJIRU, received_text, sent_text
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def test_the_newest_claim_comes_first_until_it_is_confirmed(stage: Stage) -> None:
    def claimed() -> list[tuple[str, Money | None]]:
        with reading(stage.engine) as connection:
            claims = open_claims(connection, UMOJA, ACHIENG.code)
        return [(one.code, one.amount) for one in claims]

    for code in ("UKN1AB2C08", "UKN1AB2C09"):
        stage.say(ACHIENG, sent_text(code, "600.00"))
    assert claimed() == [("UKN1AB2C09", Money(60_000)), ("UKN1AB2C08", Money(60_000))]
    stage.say(WANJIRU, received_text("UKN1AB2C09", "600.00"))
    assert claimed() == [("UKN1AB2C08", Money(60_000))]
