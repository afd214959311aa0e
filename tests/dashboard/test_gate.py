"""Who comes in: by a link, once, and nobody else, to whatever path."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from bot.dashboard.gate import COOKIE, MARK, Gate
from bot.store.database import writing
from bot.store.tables import member
from tests.builders import ACHIENG, OTIENO, WANJIRU, rules
from tests.dashboard.site import PUBLIC, Site, TestClient, site_at

STREAM = "/dashboard/_stcore/stream"


def is_let_in(browser: TestClient) -> bool:
    return browser.get("/dashboard/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/dashboard/", "/dashboard/round", "/dashboard/_stcore/host-config"),
        *("/dashboard/static/js/none.js", "/dashboard/favicon.png"),
    ],
)
def test_without_a_session_every_path_leads_to_the_door(site: Site, path: str) -> None:
    answer = site.browser().get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard/enter")


def test_without_a_session_nothing_is_taken(site: Site) -> None:
    assert site.browser().post("/dashboard/_stcore/host-config").status_code == 403


def test_without_a_session_no_websocket_opens(site: Site) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, site.browser().websocket_connect(STREAM):
        pass
    assert refused.value.code == 1008


def test_health_is_told_to_whoever_watches_the_process(site: Site) -> None:
    with site.browser() as browser:
        assert browser.get("/dashboard/_stcore/health").text == "ok"


def test_a_look_at_the_link_spends_nothing_and_the_button_does(site: Site) -> None:
    token, browser = site.link_for(), site.browser()
    for _ in range(3):  # a phone that shows what is behind a link
        page = browser.get(f"/dashboard/enter?t={token}")
        assert page.status_code == 200
        assert "set-cookie" not in page.headers
        assert page.headers["cache-control"] == "no-store"
        assert (page.text.count("<form"), page.text.count("<button")) == (1, 1)
        assert "og:" not in page.text
    entered = browser.post("/dashboard/enter", data={"t": token})
    assert (entered.status_code, entered.headers["location"]) == (303, "/dashboard/")
    assert is_let_in(browser)


def test_the_cookie_is_for_this_browser_and_this_path_alone(site: Site) -> None:
    entered = site.browser().post("/dashboard/enter", data={"t": site.link_for()})
    said = {part.strip().lower() for part in entered.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/dashboard"} <= said
    assert "max-age=604800" in said


def test_a_link_opens_one_browser_only(site: Site) -> None:
    token = site.link_for()
    assert site.browser().post("/dashboard/enter", data={"t": token}).status_code == 303
    second = site.browser()
    refused = second.post("/dashboard/enter", data={"t": token})
    assert refused.status_code == 410
    assert "set-cookie" not in refused.headers
    assert second.get(f"/dashboard/enter?t={token}").status_code == 410
    assert not is_let_in(second)


@pytest.mark.parametrize(
    "body",
    [
        *("", "t=", "t=abc", "t=" + "a" * 26, "t=" + "%FF" * 26, "t=%00", "x" * 100_000),
        *("t=" + "a" * 26 + "&t=" + "b" * 26, "\udcff".encode("utf-8", "surrogateescape")),
    ],
)
def test_what_is_no_link_opens_nothing(site: Site, body: str | bytes) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    refused = site.browser().post("/dashboard/enter", content=body, headers=form)
    assert refused.status_code == 410
    assert "set-cookie" not in refused.headers


def test_the_button_of_another_site_opens_nothing(site: Site) -> None:
    token = site.link_for()
    other = {"Sec-Fetch-Site": "cross-site"}
    refused = site.browser().post("/dashboard/enter", data={"t": token}, headers=other)
    assert refused.status_code == 403
    assert site.browser().post("/dashboard/enter", data={"t": token}).status_code == 303


def test_who_tries_wrong_links_is_told_to_wait_and_a_right_one_opens(site: Site) -> None:
    one = TestClient(site.app, base_url=PUBLIC, client=("198.51.100.7", 5))
    other = TestClient(site.app, base_url=PUBLIC, client=("198.51.100.8", 5))
    wrong = {"t": "a" * 26}
    statuses = [one.post("/dashboard/enter", data=wrong).status_code for _ in range(7)]
    assert statuses == [410] * 5 + [429] * 2
    assert other.post("/dashboard/enter", data=wrong).status_code == 410
    right = {"t": site.link_for()}  # of somebody behind the same proxy
    assert one.post("/dashboard/enter", data=right, follow_redirects=False).status_code == 303


def test_behind_a_proxy_of_this_machine_its_word_tells_who_tries(site: Site) -> None:
    proxy = TestClient(site.app, base_url=PUBLIC, client=("127.0.0.1", 5))
    for _ in range(6):
        tried = proxy.post(
            "/dashboard/enter",
            data={"t": "a" * 26},
            headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"},
        )
    assert tried.status_code == 429
    whence = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9"}
    assert proxy.post("/dashboard/enter", data={"t": "a" * 26}, headers=whence).status_code == 410


def test_a_forged_mark_lets_nobody_in_and_is_dropped(site: Site) -> None:
    inside = site.inside(OTIENO.phone)
    assert is_let_in(inside)
    forged = {MARK: "1", MARK.lower(): "2"}
    assert site.browser().get("/dashboard/", headers=forged).status_code == 303
    with (
        pytest.raises(WebSocketDisconnect),
        site.browser().websocket_connect(STREAM, headers=forged),
    ):
        pass


@pytest.mark.parametrize(
    "cookie", ["", "a" * 26, "../../x", "\xff" * 26, "x=y; =; ;;", "1", "' OR 1=1 --"]
)
def test_a_forged_cookie_lets_nobody_in(site: Site, cookie: str) -> None:
    headers = [("cookie", f"{COOKIE}={cookie}".encode("latin-1"))]
    assert site.browser().get("/dashboard/", headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("origin", "is_taken"),
    [(PUBLIC, True), ("http://chama.example.org", False), ("http://localhost:3000", False)],
)
def test_a_page_that_came_without_https_opens_no_stream(
    site: Site, origin: str, *, is_taken: bool
) -> None:
    """Of whatever name: whoever is on the way could have written it."""
    let_in: list[str] = []

    async def behind(scope: Scope, _receive: Receive, send: Send) -> None:
        let_in.append(scope["type"])
        await send({"type": "websocket.close"})

    gated = TestClient(Gate(behind, site.house), base_url=PUBLIC)
    gated.cookies.update({COOKIE: site.inside().cookies[COOKIE]})
    with (
        pytest.raises(WebSocketDisconnect),
        gated.websocket_connect(STREAM, headers={"Origin": origin}),
    ):
        pass
    assert bool(let_in) is is_taken


@pytest.mark.parametrize(
    "others",
    ["[x]=1; {}", 'x={{"a": 1}}; {}', 'x="unclosed; {}', "caf\xe9=1; {}", "{}; ours=" + "a" * 26],
)
def test_no_cookie_of_another_site_above_ours_shuts_anybody_out(site: Site, others: str) -> None:
    own = f"{COOKIE}={site.inside().cookies[COOKIE]}"
    sent = others.format(own).replace("ours", COOKIE).encode("latin-1")
    assert site.browser().get("/dashboard/", headers=[("cookie", sent)]).status_code == 200


def test_who_comes_in_as_another_leaves_nothing_open_of_the_one_before(site: Site) -> None:
    """An officer lends their browser to the auditor: no tab stays the officer's."""
    browser = site.inside()
    of_officer = {COOKIE: browser.cookies[COOKIE]}
    token = site.link_for(audited=1)
    assert browser.post("/dashboard/enter", data={"t": "a" * 26}).status_code == 410
    assert is_let_in(browser)
    assert browser.post("/dashboard/enter", data={"t": token}).status_code == 303
    assert is_let_in(browser)
    again = site.browser()
    again.cookies.update(of_officer)
    assert not is_let_in(again)


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("idle", id="half-an-hour"),
        pytest.param("STOP", id="stop"),
        pytest.param("stop dashboard", id="stop-dashboard"),
        pytest.param("office", id="no-office-left"),
    ],
)
def test_a_session_that_is_over_lets_nobody_in_for_good(site: Site, end: str) -> None:
    browser = site.inside()
    if end == "idle":
        site.stage.now += timedelta(minutes=30)
    elif end == "office":
        change_office(site, None)
    else:
        site.stage.say(WANJIRU, end)
    assert not is_let_in(browser)
    if end == "office":  # to hold one again does not bring an old session back
        change_office(site, "chair")
        assert not is_let_in(browser)


def change_office(site: Site, office: str | None) -> None:
    with writing(site.stage.engine) as connection:
        chosen = member.update().where(member.c.code == WANJIRU.code)
        connection.execute(chosen.values(office=office))


def test_who_holds_no_office_gets_no_session(site: Site) -> None:
    refused = site.browser().post("/dashboard/enter", data={"t": site.link_for(ACHIENG.phone)})
    assert refused.status_code == 410


def test_what_we_do_not_use_is_not_there(site: Site) -> None:
    browser = site.inside()
    for path in (
        *("/_stcore/agent", "/_stcore/agent/openapi.json", "/_stcore/upload_file/1/2"),
        *("/media/abc.png", "/auth/login", "/oauth2callback"),
    ):
        assert browser.get(f"/dashboard{path}").status_code == 404, path
    assert browser.get("/healthz").status_code == 404
    assert browser.get("/dashboardx/").status_code == 404


def test_every_answer_fetches_nothing_from_elsewhere_and_tells_nobody(site: Site) -> None:
    browser = site.inside()
    for path in ("/dashboard/", "/dashboard/enter", "/none", "/dashboard"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


def test_an_auditor_reads_at_the_door_what_the_link_is_and_comes_in_once(site: Site) -> None:
    token, browser = site.link_for(audited=1), site.browser()
    door = browser.get(f"/dashboard/enter?t={token}").text
    assert "change nothing" in door
    assert "Mkaguzi" in door or "mkaguzi" in door
    assert browser.post("/dashboard/enter", data={"t": token}).status_code == 303
    assert is_let_in(browser)
    assert site.browser().post("/dashboard/enter", data={"t": token}).status_code == 410


def test_an_auditor_takes_papers_of_the_one_group_alone(site: Site) -> None:
    site.stage.found(rules("Amani"))
    auditor, officer = site.inside(audited=1), site.inside()
    for report in ("audit", "arrears"):
        found = f"/dashboard/files/{report}?chama="
        assert auditor.get(f"{found}1").status_code == 200
        assert (auditor.get(f"{found}2").status_code, officer.get(f"{found}2").status_code) == (
            404,
            200,
        )


def test_the_page_speaks_its_officers_language_and_is_kept_nowhere(site: Site) -> None:
    site.stage.say(OTIENO, "Kiswahili")
    for phone, language in ((WANJIRU.phone, "en"), (OTIENO.phone, "sw")):
        browser = site.inside(phone)
        for path in ("/dashboard/", "/dashboard/members"):
            page = browser.get(path)
            assert f'<html lang="{language}">' in page.text
            assert page.headers["cache-control"] == "no-store"
            assert page.headers["content-type"].startswith("text/html")
            assert page.headers["content-encoding"] == "gzip"


def test_the_page_is_told_where_the_server_is_and_may_run_no_other_script(below: Site) -> None:
    page = below.inside().get(f"{below.house.base}/members")
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.S)
    at = f'location.origin+"{below.house.base}"'
    assert scripts[0] == f"window.__streamlit={{BACKEND_BASE_URL:{at}}}"
    for one in scripts:
        digest = base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.headers["content-security-policy"]


def test_what_goes_out_is_squeezed(site: Site) -> None:
    page = site.inside().get("/dashboard/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"


@pytest.fixture
def below(sqlite_url: str) -> Iterator[Site]:
    """One whose public address has a path of its own."""
    yield from site_at(f"{PUBLIC}/chamas/", sqlite_url)


def test_below_a_path_of_the_public_address_all_is_there_too(below: Site) -> None:
    browser = below.inside()
    assert browser.get("/chamas/dashboard/").status_code == 200
    out = below.browser().get("/chamas/dashboard/")
    assert out.headers["location"] == "/chamas/dashboard/enter"


def test_a_proxy_may_take_that_path_off(below: Site) -> None:
    token = below.link_for()
    entered = below.browser().post("/dashboard/enter", data={"t": token})
    assert entered.status_code == 303
    assert entered.headers["location"] == "/chamas/dashboard/"
    assert "path=/chamas/dashboard;" in entered.headers["set-cookie"].lower()
