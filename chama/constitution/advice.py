"""What a file leaves open that its group had better say: told, never insisted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chama.constitution import Constitution, Office
from chama.toml_table import load

_BETTER_SAID: Final = {
    "payout.short_pot": "what becomes of a pot that is not full by its deadline",
    "meetings.quorum": "how many members make a meeting",
    "approvals.money_out": "how many people agree before money leaves",
    "amendment.approve": "who agrees to a change of these rules",
}
"""The rules that groups quarrel about when nobody remembers having agreed on them."""


def advice(file: Constitution) -> Iterator[str]:
    """Sentences about what is left to defaults, or would be safer with one officer more."""
    said = load(file.text)
    for path, what in _BETTER_SAID.items():
        section, _, key = path.partition(".")
        table = said.get(section)
        if not isinstance(table, dict) or key not in table:
            yield (
                f"The file does not say {what}: {file.clause(path)} counts. Write it down, so that "
                "members have agreed on it."
            )
    yield from _of_interested_officers(file)


def _of_interested_officers(file: Constitution) -> Iterator[str]:
    """Who holds the money sends a pot, and another officer may be the one who gets it."""
    officers = [member for member in file.members if member.office is not None]
    if len(officers) == len(Office) - 1:
        names = " and ".join(member.name for member in officers)
        yield (
            f"{file.name} has two officers: where {names} both have an interest, as with the pot "
            "of one that the other sends, two members are asked instead; a third spares that."
        )
