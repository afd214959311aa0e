"""`chama-bot explain` says what either reader made of a text."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bot.cli import main


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I gave Wanjiru 500 cash", ["Understood as paid_cash: it acts.", "amount: 500"]),
        ("nimempa Wanjiru 500 kwa maua", ["it does not act", "left over: maua"]),
        ("what about next week", ["examples alone read it", "asked first"]),
        ("when is my turn?", ["Understood as my_turn: it is answered.", "Rules: my_turn"]),
    ],
)
def test_both_readers_are_told(text: str, said: list[str]) -> None:
    told = CliRunner().invoke(main, ["explain", text, "--name", "Wanjiru Kamau"])
    assert told.exit_code == 0
    assert "Examples, the likeliest first:" in told.output
    for one in said:
        assert one in told.output
