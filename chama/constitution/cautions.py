"""What a file may say and its group should think about: never refused, always told."""

from __future__ import annotations

from collections.abc import Iterator

from chama.constitution import Constitution


def cautions(file: Constitution) -> list[str]:
    """Sentences about what will cost the group trouble, none where all is well."""
    return [*_of_officers(file), *_of_phones(file)]


def _of_officers(file: Constitution) -> Iterator[str]:
    officers = [member for member in file.members if member.office is not None]
    if len(officers) < 2:
        count = "only one officer" if officers else "no officer"
        yield (
            f"{file.name} has {count}: money out, cash and corrections need two people who gain "
            "nothing by it; give a second member an office (treasurer, chair, secretary)."
        )


def _of_phones(file: Constitution) -> Iterator[str]:
    names = {member.phone: member.name for member in file.members}
    for collector in file.collectors:
        if collector.phone not in names:
            yield (
                f"The texts of {collector.name} ({collector.kind}) arrive on {collector.phone}, "
                f"which is no member's: they are taken as sent by {names[collector.holder]}; "
                "write holder = a member's phone where somebody else has it."
            )
