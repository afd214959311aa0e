"""What a group should think about before a rule changes: the cautions that the change raises."""

from __future__ import annotations

from chama.constitution import Constitution, MemberEntry, Rules
from chama.constitution.identity import Identity
from chama.constitution.rule_cautions import rule_cautions
from chama.group import Group, Person


def raised(group: Group, after: Rules) -> list[str]:
    """The names of the cautions that these rules raise, and the group's own do not."""
    before = set(rule_cautions(_file_of(group, group.rules)))
    now = rule_cautions(_file_of(group, after))
    return list(dict.fromkeys(one.key for one in now if one not in before))


def _file_of(group: Group, rules: Rules) -> Constitution:
    """The group as its file would say it with these rules; where money arrives is left out."""
    identity = Identity(group.name, group.currency, group.language)
    return Constitution(identity, rules, tuple(map(_entry, group.people)), (), "")


def _entry(one: Person) -> MemberEntry:
    return MemberEntry(one.name, one.phone, one.seat, one.office, None, one.further_seats)
