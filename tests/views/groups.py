"""The two groups of these tests: Umoja, and Amani of two others, with a little history."""

from __future__ import annotations

import sqlalchemy as sa

from chama.constitution import Office
from chama.group import Person
from tests.builders import BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.transcripts import Stage

ZAWADI = Person("M01", "Zawadi Cherono", "+254712000011", 1, Office.TREASURER)
NJERI = Person("M02", "Njeri Wairimu", "+254712000012", 2, Office.CHAIR)
UMOJA, AMANI = 1, 2


def with_history(engine: sa.Engine) -> Stage:
    """Umoja: paid ahead, in part, by nobody known, in cash that is agreed and cash that is not.

    Amani: one payment.
    """
    stage = Stage(engine)
    stage.found(rules(), rules("Amani", [ZAWADI, NJERI], contribution=500))
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "OTIENO OUMA 0712000002"))
    stage.say(WANJIRU, received_text("UKN1AB2C03", payer="ROSE AKOTH"))
    stage.say(WANJIRU, "received 300 cash from Baraka")
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.say(BARAKA, "I gave Otieno 200 cash")
    stage.say(ZAWADI, received_text("UKN1AB2C04", "500.00", "NJERI WAIRIMU 0712000012"))
    stage.deliver()
    return stage
