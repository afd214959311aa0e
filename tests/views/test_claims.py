"""What members say that they sent, as a view gives it."""

from __future__ import annotations

from bot.store.database import reading
from bot.views.claims import claims_waiting, open_claims
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, WANJIRU, received_text, sent_text
from tests.transcripts import Stage
from tests.views.groups import AMANI, UMOJA


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


def test_all_that_waits_for_proof_stands_with_its_member(stage: Stage) -> None:
    stage.say(ACHIENG, sent_text("UKN1AB2C08", "600.00"))
    stage.say(BARAKA, sent_text("UKN1AB2C09", "700.00"))
    with reading(stage.engine) as connection:
        waiting = claims_waiting(connection, UMOJA)
        assert claims_waiting(connection, AMANI) == []
    assert [(one.name, one.claim.code) for one in waiting] == [
        (ACHIENG.name, "UKN1AB2C08"),
        (BARAKA.name, "UKN1AB2C09"),
    ]
