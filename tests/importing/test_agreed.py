"""A forwarded statement is nobody's own word: who agrees to it, to what, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.follow_up import end_old_proposals
from bot.gsm import segments
from bot.importing import forwarded, importer
from bot.importing.forwarded import NEXT_TRIES
from bot.store.applying import UnitOfWork
from bot.store.tables import outbox, question
from bot.store.verify import verify
from chama.agreement import EXPIRES_AFTER
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, SARAH, WANJIRU, rules
from tests.importing.sent_files import (
    files,
    forward,
    money,
    say,
    sent_since,
    states,
    work_through,
)
from tests.importing.statements import (
    COLLECTORS,
    Row,
    on_paybill,
    paid,
    payer,
    statement,
)
from tests.system.inside import Inside

CODE = "UKN1AB2C01"
GOOD = statement(paid(CODE))
ROSE = "2547****911 - ROSE AKOTH"
TEXT = (
    "{code} Confirmed. Ksh1,000.00 received from {payer} for account 3 on 23/11/26 at 8:15 AM. "
    "New Utility balance is Ksh1,000.00"
)


def test_a_refusal_is_told_to_all_and_the_statement_can_be_sent_again(umoja: Inside) -> None:
    forward(umoja, WANJIRU, GOOD)
    sent = say(umoja, OTIENO, "no")
    assert "Otieno Ouma did not agree to record the statement" in sent[WANJIRU.phone]
    assert (money(umoja), states(umoja)) == ([], ["refused"])
    assert [(row.done_at is not None, row.statement) for row in files(umoja)] == [(True, None)]
    assert work_through(umoja) == {}
    assert OTIENO.phone in forward(umoja, WANJIRU, GOOD, sid="SM2")
    say(umoja, OTIENO, "yes")
    work_through(umoja)
    assert money(umoja) == [("contribution", "M03", "M01+M02", CODE)]


def test_what_nobody_answers_ends_and_is_told(umoja: Inside) -> None:
    forward(umoja, WANJIRU, GOOD)
    umoja.now += EXPIRES_AFTER
    before = len(umoja.rows(outbox))
    end_old_proposals(umoja.engine, umoja.now)
    told = sent_since(umoja, before)
    assert told.keys() == {WANJIRU.phone, OTIENO.phone}
    for text in told.values():
        assert "nobody agreed in time to record the statement" in text
    assert (money(umoja), states(umoja), files(umoja)[0].statement) == ([], ["expired"], None)


def test_an_officer_whom_it_credits_does_not_agree_so_two_members_do(umoja: Inside) -> None:
    sent = forward(umoja, WANJIRU, statement(paid(CODE, OTIENO)))
    assert sent.keys() == {WANJIRU.phone, ACHIENG.phone, BARAKA.phone}
    assert "Achieng Atieno, Baraka Mwangi" in sent[WANJIRU.phone]
    assert "2 of them must agree" in sent[WANJIRU.phone]
    assert "Otieno Ouma gets KES 1,000." in sent[ACHIENG.phone]
    say(umoja, ACHIENG, "yes")
    assert work_through(umoja) == {}
    assert "agreed for the officers: statement" in say(umoja, BARAKA, "1")[OTIENO.phone]
    work_through(umoja)
    assert money(umoja) == [("contribution", "M02", "M01+M03+M04", CODE)]


RUTH = Person("M06", "Ruth Cherono", "+254712000006", 6)
INVENTED = paid("UKN1AB2C02", BARAKA, 5_000_000)


@pytest.mark.parametrize(
    ("people", "rows", "asked"),
    [
        pytest.param((*PEOPLE, SARAH), [OTIENO, BARAKA, ACHIENG], [SARAH], id="an officer left"),
        pytest.param((*PEOPLE, RUTH), [OTIENO, BARAKA], [ACHIENG, RUTH], id="two members left"),
        pytest.param(PEOPLE, [OTIENO, BARAKA], [], id="one member left, who is not enough"),
        pytest.param(PEOPLE, [OTIENO, BARAKA, ACHIENG], [], id="nobody left"),
        pytest.param(PEOPLE, [*PEOPLE], [], id="everybody is credited"),
        pytest.param([WANJIRU, OTIENO], [OTIENO], [], id="a group of two"),
    ],
)
def test_nobody_is_asked_whom_it_credits_officer_or_member(
    inside: Inside, people: Sequence[Person], rows: list[Person], asked: list[Person]
) -> None:
    inside.found(on_paybill(people=people))
    credited = [paid(f"UKN1AB2C0{place}", person) for place, person in enumerate(rows)]
    sent = forward(inside, WANJIRU, statement(*credited))
    assert sent.keys() == {WANJIRU.phone, *(person.phone for person in asked)}
    if not asked:
        assert "there is nobody left who neither sent it nor gains by it" in sent[WANJIRU.phone]
        assert (states(inside), files(inside)[0].statement) == ([], None)
    for person in rows:
        say(inside, person, "1")
    assert work_through(inside) == {}
    assert money(inside) == []


def test_who_gains_most_is_named_first_and_all_others_are_summed(inside: Inside) -> None:
    inside.found(on_paybill(people=(*PEOPLE, SARAH, RUTH)))
    true = [paid(f"UKN1AB2C0{place}", one) for place, one in enumerate((OTIENO, ACHIENG, RUTH), 3)]
    asked = forward(inside, WANJIRU, statement(*true, INVENTED, paid(CODE, WANJIRU, 50_000)))
    assert asked[SARAH.phone].splitlines()[1:6] == [
        "To record: 5, KES 53,500.",
        "Wanjiru Kamau gets KES 500.",
        "Baraka Mwangi gets KES 50,000.",
        "Otieno Ouma gets KES 1,000.",
        "Others (2): KES 2,000.",
    ]
    assert segments(asked[SARAH.phone]).count <= 2


def test_who_holds_the_groups_own_phone_stands_for_what_comes_from_it(inside: Inside) -> None:
    group_phone = "+254712000009"
    inside.found(
        on_paybill(
            more=f'[[collectors]]\nkind = "phone"\nname = "Umoja"\nphone = "{group_phone}"\n'
            f'holder = "{OTIENO.phone}"\n'
        )
    )
    sent = forward(inside, group_phone, GOOD)
    assert sent.keys() == {group_phone, WANJIRU.phone}
    assert "Otieno Ouma sent a statement" in sent[WANJIRU.phone]
    say(inside, WANJIRU, "yes")
    assert group_phone in work_through(inside)
    assert money(inside) == [("contribution", "M03", "M02+M01", CODE)]


def test_list_shows_each_line_page_by_page_and_is_no_answer(umoja: Inside) -> None:
    many = [paid(f"UKN1AB2C{number:02}", cents=10_000) for number in range(1, 9)]
    forward(umoja, WANJIRU, statement(*many, paid("UKN1AB2D01", ROSE)))
    first = say(umoja, OTIENO, "list")[OTIENO.phone]
    assert first.splitlines()[0] == "UKN1AB2C01 KES 100 for Achieng Atieno"
    assert len(first.splitlines()) == 9
    assert first.endswith("Page 1 of 2: LIST 2 shows more.")
    assert say(umoja, OTIENO, "ORODHA 2")[OTIENO.phone] == (
        "UKN1AB2D01 KES 1,000 bila jina, kutoka ROSE AKOTH\n"
        "Hizo ndizo zote. Irekodiwe? 1 Ndio, 2 Hapana"
    )
    assert states(umoja) == ["open"]


def test_elsewhere_list_is_a_word_like_any_other(umoja: Inside) -> None:
    assert "Page" not in say(umoja, OTIENO, "list")[OTIENO.phone]


def test_the_lines_are_kept_once_and_not_with_every_question(umoja: Inside) -> None:
    forward(umoja, WANJIRU, statement(paid(CODE, OTIENO)))
    kept = [row.details["facts"] for row in umoja.rows(question)]
    assert len(kept) == 2
    assert all("lines" not in facts for facts in kept)


def test_what_comes_out_otherwise_than_shown_is_told_instead(umoja: Inside) -> None:
    """After the question an officer says who Rose is: her line was shown as without a name."""
    first = paid("UKN7XZ9Q3E", ROSE, 25_000)
    forward(umoja, WANJIRU, statement(first))
    say(umoja, OTIENO, "yes")
    work_through(umoja)
    rows = (first, paid(CODE), paid("UKN1AB2C02", ROSE))
    forward(umoja, WANJIRU, statement(*rows), sid="SM2")
    say(umoja, WANJIRU, "baraka")
    before = money(umoja)
    say(umoja, OTIENO, "yes")
    sent = work_through(umoja)
    assert money(umoja)[len(before) :] == [("contribution", "M03", "M01+M02", CODE)]
    assert "UKN1AB2C02: not as it was agreed to any more" in sent[OTIENO.phone]


def test_a_payment_whose_text_came_meanwhile_counts_once(umoja: Inside) -> None:
    forward(umoja, WANJIRU, GOOD)
    say(umoja, WANJIRU, TEXT.format(code=CODE, payer="ACHIENG ATIENO 254712000003"))
    say(umoja, OTIENO, "yes")
    assert "1 in the book already." in work_through(umoja)[OTIENO.phone]
    assert money(umoja) == [("contribution", "M03", "M01", CODE)]


def test_money_without_an_owner_goes_to_the_treasurer_who_cannot_take_it(umoja: Inside) -> None:
    forward(umoja, WANJIRU, statement(paid(CODE, ROSE)))
    say(umoja, OTIENO, "yes")
    assert "Whose payment is it?" in work_through(umoja)[WANJIRU.phone]
    say(umoja, WANJIRU, "for me")
    assert [row[:2] for row in money(umoja)] == [("unallocated", "")]
    assert states(umoja) == ["done", "open"]


def test_who_agreed_to_the_statement_may_agree_to_the_money_out_that_it_shows(
    umoja: Inside,
) -> None:
    shop = Row("UKN5OU7T01", "2547****911 - MAMA MBOGA", -50_000)
    forward(umoja, WANJIRU, statement(shop, opening_cents=50_000))
    say(umoja, OTIENO, "yes")
    asked = work_through(umoja)[WANJIRU.phone]
    assert "What was it for?" in asked
    assert "chairs" in say(umoja, WANJIRU, "chairs")[WANJIRU.phone]
    asked = say(umoja, WANJIRU, "yes")[OTIENO.phone]
    say(umoja, OTIENO, asked.split("Reply ")[1][:4])
    assert money(umoja) == [("expense", "", "M01+M02", "UKN5OU7T01")]


def test_who_would_hold_less_does_not_agree_that_a_payment_was_taken_back(inside: Inside) -> None:
    inside.found(rules(more=f'{COLLECTORS}holder = "{OTIENO.phone}"\n'))
    say(inside, WANJIRU, TEXT.format(code=CODE, payer="ACHIENG ATIENO 254712000003"))
    taken_back = Row("UKN9RV8S07", payer(ACHIENG), -100_000, takes_back=CODE)
    sent = forward(inside, WANJIRU, statement(paid(CODE), taken_back))
    assert sent.keys() == {WANJIRU.phone, ACHIENG.phone, BARAKA.phone}
    assert "To take back: 1, KES 1,000." in sent[ACHIENG.phone]
    for person in (ACHIENG, BARAKA):
        say(inside, person, "yes")
    assert "has taken back your *KES 1,000*" in work_through(inside)[ACHIENG.phone]
    assert money(inside)[-1] == ("reversal", "M03", "M01+M03+M04", "UKN9RV8S07")
    assert list(verify(inside.engine)) == []


def test_what_broke_off_goes_on_where_it_stopped(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward(umoja, WANJIRU, statement(paid(CODE), paid("UKN1AB2C02", BARAKA)))
    say(umoja, OTIENO, "yes")
    units = [UnitOfWork]
    with monkeypatch.context() as patch:
        patch.setattr(importer, "UnitOfWork", lambda *known: units.pop()(*known))
        work_through(umoja)
    assert [row[-1] for row in money(umoja)] == [CODE]
    umoja.now += NEXT_TRIES[0]
    sent = work_through(umoja)
    assert sorted(row[-1] for row in money(umoja)) == [CODE, "UKN1AB2C02"]
    assert sent.keys() == {BARAKA.phone, WANJIRU.phone, OTIENO.phone}
    assert states(umoja) == ["done"]


def test_what_fails_for_good_says_that_a_part_may_stand(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward(umoja, WANJIRU, GOOD)
    say(umoja, OTIENO, "yes")

    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(forwarded, "carry_out", failing)
    for wait in NEXT_TRIES:
        assert work_through(umoja) == {}
        umoja.now += wait + timedelta(seconds=1)
    sent = work_through(umoja)
    assert sent[WANJIRU.phone].endswith("What was recorded of it so far stays.")
    assert files(umoja)[0].statement is None
