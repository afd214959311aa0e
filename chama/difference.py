"""What a group's file says that the group itself does not: people, collectors, rules, in words."""

from __future__ import annotations

from collections.abc import Iterator

from chama.constitution import CollectorEntry, Constitution, MemberEntry
from chama.group import Collector, Group, Person


def differences(group: Group, file: Constitution) -> list[str]:
    """Each difference as a line: "Baraka Mwangi (+254712000004) is new"."""
    return [*_of_members(group, file), *_of_collectors(group, file), *_of_rules(group, file)]


def _of_members(group: Group, file: Constitution) -> Iterator[str]:
    left = {person.phone: person for person in group.people}
    pairs: list[tuple[MemberEntry, Person | None]] = []
    for entry in sorted(file.members, key=lambda entry: entry.phone not in left):
        known = left.get(entry.phone) or _of_that_name(entry, left)
        if known is not None:
            del left[known.phone]
        pairs.append((entry, known))
    for entry, known in pairs:
        yield from _of_member(entry, known)
    for person in left.values():
        yield f"{person.name} ({person.phone}) is not in the file"


def _of_that_name(entry: MemberEntry, left: dict[str, Person]) -> Person | None:
    """Somebody who may have a new phone."""
    same = (one for one in left.values() if one.name.casefold() == entry.name.casefold())
    return next(same, None)


def _of_member(entry: MemberEntry, known: Person | None) -> Iterator[str]:
    if known is None:
        yield f"{entry.name} ({entry.phone}) is new"
        return
    for what, before, after in (
        ("name", known.name, entry.name),
        ("phone", known.phone, entry.phone),
        ("seats", known.seats, tuple(sorted(entry.seats))),
        ("office", known.office or "none", entry.office or "none"),
    ):
        if before != after:
            yield f"{known.name}: {what} {_said(before)} -> {_said(after)}"


def _said(value: object) -> str:
    return " and ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _of_collectors(group: Group, file: Constitution) -> Iterator[str]:
    names = {person.code: person.phone for person in group.people}
    known = {_collector(one, names.get(one.holder, "")) for one in group.collectors}
    told = {_collector(one, one.holder) for one in file.collectors}
    yield from (f"collector {one} is new" for one in sorted(told - known))
    yield from (f"collector {one} is not in the file" for one in sorted(known - told))


def _collector(one: Collector | CollectorEntry, holder: str) -> str:
    number = f" {one.number}" if one.number else ""
    currency = f", in {one.currency}" if one.currency else ""
    return f"{one.kind}{number} {one.name} ({one.phone}, held by {holder}{currency})"


def _of_rules(group: Group, file: Constitution) -> Iterator[str]:
    for key, before, after in (
        ("name", group.name, file.name),
        ("currency", group.currency, file.currency),
        ("language", group.language, file.language),
    ):
        if before != after:
            yield f'{key} = "{before}" -> "{after}"'
    for before, after in zip(group.rules.clauses(), file.rules.clauses(), strict=True):
        if before != after:
            yield f"{before} -> {after.partition(' = ')[2]}"
