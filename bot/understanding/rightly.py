"""What an intent is called once it is known of whom a text speaks, and who gave whom."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.about_others import asked_about
from bot.understanding.contents import Contents
from bot.understanding.handovers import directed, other_side
from bot.understanding.together import near

OF_A_MEMBER = frozenset({"balance", "statement"})
"""What may be asked of one other member."""


def _of_one_person(name: str, found: Contents) -> str:
    """What is asked of one other member, or ordered for one, has a name of its own."""
    if name in OF_A_MEMBER and asked_about(found) is not None:
        return "member_status"
    is_of_many = found.speaks_of("debtors") or found.speaks_of("everyone")
    is_of_one = name == "remind_all" and len(found.names) == 1 and not is_of_many
    return "remind_one" if is_of_one else name


def rightly_named(name: str, found: Contents) -> str:
    """An intent by what the text says of people: of whom it is, and who gave whom."""
    return directed(_of_one_person(name, found), found)


def beside(name: str, scores: Mapping[str, float], found: Contents) -> tuple[str, ...]:
    """What else a text may be, by the open reader; nothing twice, and never what it was read as."""
    others = [rightly_named(one, found) for one in near(scores)]
    turned = [one for one in (other_side(name, found),) if one]
    return tuple(one for one in dict.fromkeys([*turned, *others]) if one != name)
