"""A chama built up by hand: seats, phones, cycles and rounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chama.errors import InvalidAmount, PhoneTaken, SeatTaken, UnknownMember, UnknownRound
from chama.models import Chama, Cycle, CycleStatus, Member, Round
from chama.money import Units
from chama.phones import PhoneError

STARTS = date(2026, 11, 20)


def umoja() -> Chama:
    chama = Chama("Umoja")
    chama.add_member(Member("Wanjiru", "0712000001", seat=2))
    chama.add_member(Member("Otieno", "0712000002", seat=1, receive_phone="0733 000 002"))
    return chama


def test_members_receive_by_seat() -> None:
    chama = umoja()
    assert [member.name for member in chama.rotation_order()] == ["Otieno", "Wanjiru"]
    assert chama.member_count == 2
    assert chama.currency == "KES"


def test_phones_have_one_spelling_and_the_pot_goes_to_the_phone_unless_said() -> None:
    wanjiru, otieno = umoja().members
    assert (wanjiru.phone, wanjiru.receive_phone) == ("+254712000001", "+254712000001")
    assert (otieno.phone, otieno.receive_phone) == ("+254712000002", "+254733000002")
    assert wanjiru.id != otieno.id


def test_who_names_no_seat_takes_the_next() -> None:
    assert umoja().add_member(Member("Achieng", "0712000003")).seat == 3


def test_a_taken_seat_is_refused_with_both_names() -> None:
    with pytest.raises(SeatTaken, match="Seat 1 is Otieno's, not Achieng's"):
        umoja().add_member(Member("Achieng", "0712000003", seat=1))


def test_a_taken_phone_is_refused_however_it_is_spelt() -> None:
    chama = umoja()
    with pytest.raises(PhoneTaken, match="Wanjiru's, not Achieng's"):
        chama.add_member(Member("Achieng", "+254 712 000 001"))
    assert chama.member_count == 2


def test_a_member_needs_a_phone() -> None:
    with pytest.raises(PhoneError):
        Member("Achieng", "22141")


def test_members_and_cycles_are_found_or_named_in_the_refusal() -> None:
    chama = umoja()
    chama.cycles.append(Cycle(1, 1_000, STARTS))
    chama.cycle(1).rounds.append(Round(1, chama.members[0].id, STARTS))
    assert chama.member(chama.members[0].id) is chama.members[0]
    assert chama.cycle(1).round(1).number == 1
    assert chama.cycle(1).status is CycleStatus.ACTIVE
    with pytest.raises(UnknownMember, match="Umoja has no member 'nobody'"):
        chama.member("nobody")
    with pytest.raises(UnknownRound, match="Umoja has no cycle 2"):
        chama.cycle(2)
    with pytest.raises(UnknownRound, match="Cycle 1 has no round 7"):
        chama.cycle(1).round(7)


@pytest.mark.parametrize("amount", [0, -5, 1.5, Decimal("0.001")], ids=repr)
def test_a_contribution_or_pot_is_more_than_zero_and_exact(amount: Units) -> None:
    with pytest.raises(InvalidAmount):
        Cycle(1, amount, STARTS)
    with pytest.raises(InvalidAmount):
        Round(1, "W", STARTS, pot_amount=amount)


def test_a_member_on_several_seats_receives_on_each() -> None:
    chama = Chama("Umoja")
    double = chama.add_member(Member("Wanjiru", "0712000001", seats=(1, 3)))
    single = chama.add_member(Member("Otieno", "0712000002", seat=2))
    assert (double.seat, double.seats, single.seats) == (1, (1, 3), (2,))
    assert chama.rotation_order() == [double, single, double]
    assert (chama.member_count, chama.seat_count) == (2, 3)


def test_a_further_seat_may_not_be_taken() -> None:
    chama = Chama("Umoja")
    chama.add_member(Member("Wanjiru", "0712000001", seats=(1, 3)))
    with pytest.raises(SeatTaken, match="Seat 3 is Wanjiru's, not Otieno's"):
        chama.add_member(Member("Otieno", "0712000002", seat=3))
    with pytest.raises(SeatTaken, match="names a seat twice"):
        Member("Achieng", "0712000003", seats=(4, 4))
    assert chama.add_member(Member("Baraka", "0712000004")).seats == (4,)
