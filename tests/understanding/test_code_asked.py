"""Who is asked for a code or a PIN, and who only speaks of one."""

from __future__ import annotations

import pytest

from bot.understanding.code_asked import is_code_asked


@pytest.mark.parametrize(
    "text",
    [
        "someone called me asking for the code should i give him",
        "mtu amenipigia akisema ni safaricom anataka code",
        "Wanjiru ananiambia nimtumie code 4822",
        "someone called saying they are from the chama and want my PIN",
        "should I share the OTP with the treasurer?",
        "nimpe PIN?",
    ],
)
def test_somebody_asks_for_it(text: str) -> None:
    assert is_code_asked(text)


@pytest.mark.parametrize(
    "text",
    ["4822", "code 4822", "Is the code c0aded6d genuine?", "balance", "the code is UKN1AB2C01",
     "anataka pesa", "my code does not work", "Otieno amenipigia"],
)  # fmt: skip
def test_nobody_does(text: str) -> None:
    assert not is_code_asked(text)
