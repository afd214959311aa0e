"""Whether a text says that money did not reach its writer; the table reads as that of `rules`.

By words alone "it has not come" may be about a meeting, so that only who waits for money is taken
to mean it. Whoever will not come themselves says "I"; "it", "the pot", "pesa" do not.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding.rules import Rule, compiled, first_fitting

_STUCK = "come.not|come.notyet|come.never|arrive.not|arrive.notyet|arrive.never"
_UNSENT = "send_to.not|send_to.notyet|send_to.never|give_me.not|give_me.notyet"
_ELSE = "message|receipt_word|statement|contribution|fine|loan"
"""What may be meant instead: a message of ours, what somebody paid in, or what they owe."""

_TABLE = f"""
not_come   not_come !will !{_ELSE}
not_come   receive.not|receive.notyet|receive.never !will !pay.past !{_ELSE} !meeting
not_come   {_STUCK} !i !they !a_name !will !meeting !pay.past !{_ELSE}
not_come   {_STUCK}|show.notyet|see.notyet money|pot|payout !will !meeting !pay.past !{_ELSE}
not_come   be_sent.notyet|be_sent.never i !{_ELSE}
not_come   {_UNSENT} to_me|to_me.not|me.not !{_ELSE}
"""


_CAME_TABLE = f"""
come   has_come !not_come !will !not !meeting !{_ELSE}
"""


def rules_of_come(bit: Callable[[str], int]) -> tuple[Rule, ...]:
    """The table by which a text says that it has come after all."""
    return compiled(bit, _CAME_TABLE)


def rules_of_not_come(bit: Callable[[str], int]) -> tuple[Rule, ...]:
    """The table with every idea replaced by its bit."""
    return compiled(bit, _TABLE)


def says_it(rules: tuple[Rule, ...], ideas: int) -> bool:
    """Whether the ideas of a text say it."""
    return first_fitting(rules, ideas) is not None
