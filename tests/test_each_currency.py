"""A group of each currency, in each language: a round runs, and all money is printed as its own."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from bot.export import export
from bot.gsm import segments
from bot.store.verify import verify
from chama.constitution import LANGUAGES
from chama.money import Money, minor_digits
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, WANJIRU, rules
from tests.transcripts import Stage

CONTRIBUTIONS = {"GBP": 50, "USD": 100, "EUR": 25, "UGX": 1_500_000, "TZS": 500_000, "JPY": 10_000}
GROUPS = [(currency, language) for currency in CONTRIBUTIONS for language in LANGUAGES]
_CODE = re.compile(r"\b([A-Z]{3}) (?=\d)(\S+?)(?=[\s,.:;]*(?:\s|$))")


def _talk(stage: Stage, currency: str) -> list[str]:
    """Half of a round by cash, with all that members ask, and its reminders; gives what is sent."""
    due = Money.of(CONTRIBUTIONS[currency], currency)
    half, _ = due.split(2)
    said = [one.text for one in stage.deliver()]
    for sender, text in (
        (ACHIENG, "balance"),
        (ACHIENG, f"I gave Wanjiru {due} cash"),
        (WANJIRU, "yes"),
        (BARAKA, f"nimempa Wanjiru {half} cash"),
        (WANJIRU, "ndio"),
        (BARAKA, "salio"),
        (BARAKA, "statement"),
        (WANJIRU, "round"),
        (WANJIRU, "who owes"),
        (WANJIRU, f"undo {half}"),
    ):
        stage.say(sender, text)
        said += [one.text for one in stage.deliver()]
    for day in (23, 26, 27):
        stage.move_clock(datetime(2026, 11, day, 10, tzinfo=NAIROBI))
        said += [one.text for one in stage.deliver()]
    return said


@pytest.mark.parametrize(("currency", "language"), GROUPS)
def test_a_round_runs_in_the_groups_own_money(
    engine: sa.Engine, currency: str, language: str
) -> None:
    stage = Stage(engine)
    stage.now = datetime(2026, 11, 22, 9, tzinfo=NAIROBI)
    contribution = CONTRIBUTIONS[currency]
    stage.found(
        rules(
            currency=currency,
            contribution=contribution,
            language=language,
            starts=date(2026, 11, 20),
        )
    )
    texts = _talk(stage, currency)
    amounts = [found for text in texts for found in _CODE.findall(text)]
    due = Money.of(contribution, currency)
    half, _ = due.split(2)
    printed = {f"{code} {amount}" for code, amount in amounts}
    assert {code for code, _ in amounts} == {currency}
    assert {str(due), str(half), str(due + half)} <= printed
    assert {segments(text).encoding for text in texts} == {"GSM-7"}
    assert list(verify(engine)) == []
    places = minor_digits(currency)
    for row in _rows(engine):
        assert row["currency"] == currency
        assert len(row["amount"].partition(".")[2]) == places
    assert f"{contribution}{'.00' if places else ''}" in {row["amount"] for row in _rows(engine)}


def _rows(engine: sa.Engine) -> list[dict[str, str]]:
    """The lines of the exports of amounts."""
    found: list[dict[str, str]] = []
    for what in ("entries", "postings", "proposals"):
        out = io.StringIO()
        export(engine, what, out)
        found += csv.DictReader(io.StringIO(out.getvalue()))
    return found
