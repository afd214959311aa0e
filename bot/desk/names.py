"""Whose the numbers are to which money is to go: asked of the provider before people agree."""

from __future__ import annotations

from bot.desk.room import Room
from bot.store import number_names
from bot.store.database import reading, writing
from chama.rota import day_in_nairobi

AT_ONCE = 200


def look_up(room: Room) -> int:
    """Look up the numbers of those whose turn it is; gives how many were asked about."""
    payments, now = room.payments, room.clock()
    if not (payments.can_pay_out and payments.can_name):
        return 0
    with reading(room.engine) as connection:
        phones = number_names.wanted(
            connection, payments.shortcodes, day_in_nairobi(now), now, AT_ONCE
        )
    for phone in phones:
        name = payments.name_of(phone)
        with writing(room.engine) as connection:
            number_names.put_down(connection, phone, name or "", now)
    return len(phones)
