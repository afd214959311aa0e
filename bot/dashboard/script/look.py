"""What Streamlit runs, from top to bottom, for each look: who looks, at which group, which page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bot.dashboard import kit
from bot.dashboard.house import House, Over, this_house
from bot.dashboard.pages import Page, every, pages
from bot.dashboard.visit import OFFICER, Visit, asked_for
from bot.store.database import StoreBusy
from bot.store.sessions import Office, Session

GROUP = "group"
"""Names the group that is looked at, in the page's address too: what a browser keeps of a page is
lost with each reload."""


def look() -> None:
    """One run of the script."""
    house = this_house()
    st.set_page_config(page_title="Chama", layout="centered", initial_sidebar_state="collapsed")
    try:
        _show(house)
    except Over:
        _show_end(house)
    except StoreBusy:
        st.warning(_in_all_languages(house, "busy"))


def _show(house: House) -> None:
    session = _session(house)
    if session is None:
        raise Over
    house.note_seen(session)
    words = house.words
    language = words.spoken(session.language)
    shown = [
        st.Page(
            partial(_draw, house, session, name, page),
            title=words.say(language, name, "title"),
            url_path=name,
            default=number == 0,
        )
        for number, (name, page) in enumerate(pages().items())
    ]
    chosen = st.navigation(shown, position="hidden")
    with st.container():  # which goes in one piece, once the session is over
        _show_pages(shown)
        chosen.run()
        st.divider()
        sign_out = words.say(language, "shared", "sign_out")
        st.button(sign_out, key="sign_out", on_click=house.end, args=(session.id,))


def _show_pages(shown: Sequence[StreamlitPage]) -> None:
    """A link to each page, all to be seen on whatever screen: on a phone Streamlit's own list hides
    behind a mark that nobody who keeps a group's book knows."""
    beside_each_other = st.container(horizontal=True, gap="xsmall", key="pages")
    for page in shown:
        beside_each_other.page_link(page, width="content")


def _session(house: House) -> Session | None:
    """That of who looks: the gate has put its number into the header that Streamlit trusts."""
    number = str(st.user.get(OFFICER) or "")
    return house.session(int(number)) if number.isdecimal() else None


def _draw(house: House, session: Session, name: str, page: Page) -> None:
    """A page of the group that is looked at, once and then every so many seconds."""
    office = _office(house, session)
    st.fragment(_draw_once, run_every=every(page))(house, session, office, name, page)


def _draw_once(house: House, session: Session, office: Office, name: str, page: Page) -> None:
    asked = asked_for(st.query_params.to_dict())
    visit = Visit(house, session, office, name, house.clock(), asked)
    try:
        seen = visit.see(lambda connection: page.see(connection, visit))
    except Over:
        st.rerun()  # the whole, which says so
    page.draw(visit, seen)
    kit.as_of(visit)


def _office(house: House, session: Session) -> Office:
    """In the group that is looked at: the one that the address names, else the first."""
    offices = {str(one.chama_id): one for one in session.offices}
    if len(offices) == 1:
        return session.offices[0]
    named = st.query_params.get(GROUP, "")
    at = list(offices).index(named) if named in offices else 0
    language = house.words.spoken(session.language)
    chosen = st.selectbox(
        house.words.say(language, "shared", "choose_group"),
        list(offices),
        index=at,
        format_func=lambda number: offices[number].chama,
        key=GROUP,
    )
    st.query_params[GROUP] = chosen
    return offices[chosen]


def _show_end(house: House) -> None:
    """What who looks is told once the session is over; in all languages, as nobody is known."""
    st.warning(_in_all_languages(house, "over"))


def _in_all_languages(house: House, key: str) -> str:
    return "  \n".join(house.words.say(one, "shared", key) for one in house.words.languages)


if __name__ == "__main__":
    look()
