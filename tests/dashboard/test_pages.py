"""What the pages say, run as Streamlit runs them, on the tests' own database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bot.dashboard.house import Over
from bot.dashboard.pages import pages
from bot.dashboard.script import look as script
from bot.dashboard.visit import OFFICER
from bot.dashboard.words import plain
from bot.wiring import TEMPLATES
from tests.builders import BARAKA, OTIENO, WANJIRU, received_text, rules, sent_text
from tests.dashboard.site import Site
from tests.views.groups import NJERI, ZAWADI

SCRIPT = Path(script.__file__)


def look(site: Site, phone: str = WANJIRU.phone, language: str = "") -> AppTest:
    """The first page, as this person sees it who has just come in."""
    if language:
        site.stage.say(phone, {"sw": "Kiswahili", "en": "English"}[language])
    page = AppTest.from_file(str(SCRIPT), default_timeout=20)
    page.user[OFFICER] = number_of(site, phone)
    return page.run()


def number_of(site: Site, phone: str) -> str:
    cookie = site.house.enter(site.link_for(phone))
    found = site.house.session_with(cookie)
    assert found is not None
    return str(found.id)


def texts(page: AppTest) -> str:
    """All that the page says in words."""
    assert not page.exception
    shown = [one.value for kind in ("title", "header", "subheader") for one in page.get(kind)]
    shown += [one.value for kind in ("markdown", "caption", "info") for one in page.get(kind)]
    shown += [one.proto.text for one in page.get("progress")]
    return "\n".join(shown)


def test_the_round_says_who_has_paid_who_waits_and_who_is_late(site: Site) -> None:
    site.stage.say(WANJIRU, received_text())  # Achieng's
    site.stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "BARAKA MWANGI 0712000004"))
    site.stage.say(OTIENO, sent_text("UKN1AB2C03"))
    page = look(site)
    said = texts(page)
    assert [one.value for one in page.metric] == ["1", "1 of 4", "Thu 26 Nov"]
    assert "The pot: KES 1,400 of KES 4,000. It goes to Wanjiru Kamau." in said
    assert "Waiting for proof: 1" in said
    (waiting,) = page.table
    assert rows(waiting.value) == [
        {"Member": "Otieno Ouma", "Left to pay": "KES 1,000", "Says they paid": "KES 1,000"}
    ]
    assert "Late: 0" in said
    assert "Nobody is late." in said
    assert "Achieng Atieno: KES 1,000, paid" in said
    assert "Baraka Mwangi: KES 400 of KES 1,000" in said
    assert "Otieno Ouma: KES 0 of KES 1,000, and says KES 1,000 more" in said

    site.stage.now += timedelta(days=4)  # the day after the last one, before the worker looked
    assert late_in(look(site)) == [(WANJIRU.name, "KES 1,000"), (BARAKA.name, "KES 600")]
    site.stage.move_clock(site.stage.now)  # and opened the next round
    assert late_in(look(site)) == [(WANJIRU.name, "KES 1,000"), (BARAKA.name, "KES 600")]


def late_in(page: AppTest) -> list[tuple[str, str]]:
    """Who is late, and with how much of what is over."""
    assert "Late: 2" in texts(page)
    (table,) = [one.value for one in page.table if "Late with" in one.value]
    return [(one["Member"], one["Late with"]) for one in rows(table)]


def rows(table: Any) -> list[dict[str, str]]:
    """The rows of a table, whose amounts and days are not broken at a line's end."""
    return [
        {title: cell.replace("\N{NO-BREAK SPACE}", " ") for title, cell in one.items()}
        for one in table.to_dict("records")
    ]


def test_the_page_speaks_swahili_to_who_wants_it(site: Site) -> None:
    said = texts(look(site, OTIENO.phone, "sw"))
    assert "Raundi" in said
    assert "Pesa za raundi: KES 0 kati ya KES 4,000" in said
    assert "saa za Nairobi" in said


def test_before_the_first_round_the_page_says_so(site: Site) -> None:
    site.stage.found(rules("Amani", [ZAWADI, NJERI], starts=site.stage.now.date().replace(day=30)))
    assert "No round has begun yet" in texts(look(site, ZAWADI.phone))


def test_of_several_groups_one_is_looked_at_and_another_can_be_chosen(site: Site) -> None:
    site.stage.found(rules("Amani", [ZAWADI, OTIENO, BARAKA], contribution=500))
    page = look(site, OTIENO.phone)
    (chooser,) = page.selectbox
    assert chooser.options == ["Amani", "Umoja"]
    assert "of KES 1,500" in texts(page)
    chooser.select_index(1).run()
    assert "of KES 4,000" in texts(page)
    assert page.query_params["group"] == "1"


@pytest.mark.parametrize("named", ["2", "99", "", "x", "1' OR 1=1"])
def test_an_address_that_names_anothers_group_shows_ones_own(site: Site, named: str) -> None:
    site.stage.found(rules("Amani", [ZAWADI, NJERI], contribution=500))
    page = AppTest.from_file(str(SCRIPT), default_timeout=20)
    page.user[OFFICER] = number_of(site, WANJIRU.phone)
    page.query_params["group"] = named
    said = texts(page.run())
    assert "Umoja" in said
    assert "Amani" not in said


@pytest.mark.parametrize("end", ["STOP", "stop dashboard", "idle"])
def test_the_next_run_of_a_session_that_is_over_shows_nothing_more(site: Site, end: str) -> None:
    page = look(site)
    if end == "idle":
        site.stage.now += timedelta(minutes=30)
    else:
        site.stage.say(WANJIRU, end)
    page.run()
    assert "You are signed out" in page.warning[0].value
    assert "Umetoka" in page.warning[0].value
    assert not page.metric
    assert "Umoja" not in texts(page)


@pytest.mark.parametrize("number", ["", "0", "999", "-1", "1 OR 1=1", "²"])
def test_a_script_without_a_session_shows_nothing(site: Site, number: str) -> None:
    page = AppTest.from_file(str(SCRIPT), default_timeout=20)
    page.user[OFFICER] = number
    page.run()
    assert "You are signed out" in page.warning[0].value
    assert not page.metric


def test_who_uses_the_page_stays_in_and_who_leaves_it_open_does_not(site: Site) -> None:
    page = look(site)
    for _ in range(3):
        site.stage.now += timedelta(minutes=20)
        page.run()
        assert page.metric
    site.stage.now += timedelta(minutes=31)
    page.run()
    assert not page.metric


def test_who_signs_out_is_out_for_good(site: Site) -> None:
    page = look(site)
    number = int(page.user[OFFICER])
    page.button(key="sign_out").click().run()
    assert "You are signed out" in page.warning[0].value
    assert not page.metric
    assert site.house.session(number) is None


HOSTILE = "[Me](https://evil.example) :smile: $x$ <b>**_`|"


def test_a_name_is_never_read_as_markup(site: Site) -> None:
    site.stage.found(rules("Amani", [ZAWADI, NJERI]))
    with site.stage.engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE member SET name = '{HOSTILE}' WHERE phone = '{NJERI.phone}'"
        )
        connection.exec_driver_sql("UPDATE chama SET version = version + 1")
    said = texts(look(site, ZAWADI.phone))
    assert "[Me](" not in said
    assert ":smile:" not in said
    assert "$x$" not in said
    assert "<b>" not in said


@pytest.mark.parametrize("name", ["Wanjirũ Mwĩthĩ", "Ng'ang'a", "Mama Njeri", "O'Brien-Otieno"])
def test_a_name_stays_what_it_is(name: str) -> None:
    assert plain(name).replace("\\", "") == name


def test_nothing_is_held_of_the_database_between_looks(site: Site) -> None:
    look(site)
    assert site.house.reads.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_a_group_of_others_cannot_be_looked_at(site: Site) -> None:
    site.stage.found(rules("Amani", [ZAWADI, NJERI]))
    number = int(number_of(site, WANJIRU.phone))
    assert site.house.look(number, 1, lambda _: "seen") == "seen"
    for chama_id in (2, 99):
        with pytest.raises(Over):
            site.house.look(number, chama_id, lambda _: pytest.fail("it was read"))


# --- the words -----------------------------------------------------------------------------------


def test_every_page_has_words_in_every_language(site: Site) -> None:
    words = site.house.words
    assert set(words.languages) == {one.name for one in TEMPLATES.iterdir() if one.is_dir()}
    for language in words.languages:
        assert words.keys(language) == words.keys("en")
    for page in pages():
        assert "title" in words.keys("en")[page]
