"""A report as a file, to who looks at the group: from our own route, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.dashboard.gate import MARK
from bot.dashboard.house import House
from bot.reports import command
from bot.reports.command import File, Options
from chama.errors import ChamaError

FILES: Final = "/files"

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
_KEPT_NOWHERE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def path_of(house: House, report: str, **asked: object) -> str:
    """Where a browser finds a report. asked: as `Options` has it; what is None is left out."""
    query = urlencode({name: str(value) for name, value in asked.items() if value is not None})
    return f"{house.base}{FILES}/{quote(report)}?{query}"


class Papers:
    """The route that gives reports as files."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[Route]:
        """Below the address that browsers know."""
        return [Route(f"{self._house.base}{FILES}/{{report}}", self._give, methods=["GET"])]

    async def _give(self, request: Request) -> Response:
        """The gate has let the browser in, and says as whom."""
        number, asked = request.headers[MARK], dict(request.query_params)
        try:
            report = request.path_params["report"]
            made = await run_in_threadpool(self._made, int(number), report, asked)
        except (ChamaError, ValueError, OverflowError) as error:
            said = str(error) if isinstance(error, ChamaError) else "That is no report."
            return PlainTextResponse(said, 400, headers=_KEPT_NOWHERE)
        if made is None:
            return PlainTextResponse("Not found", 404, headers=_KEPT_NOWHERE)
        named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        kind = _TYPES[made.name.rpartition(".")[2]]
        return Response(made.content, media_type=kind, headers={**_KEPT_NOWHERE, **named})

    def _made(self, number: int, report: str, asked: Mapping[str, str]) -> File | None:
        """None where the session is over, or its person holds no office in that group."""
        session = self._house.session(number)
        groups = {str(one.chama_id) for one in session.offices} if session is not None else set()
        if session is None or asked.get("chama") not in groups:
            return None
        self._house.note_seen(session)
        options = Options(
            chama=asked["chama"],
            format=asked.get("format"),
            member=asked.get("member"),
            round=int(asked["round"]) if "round" in asked else None,
            first=date.fromisoformat(asked["first"]) if "first" in asked else None,
            last=date.fromisoformat(asked["last"]) if "last" in asked else None,
            language=self._house.words.spoken(session.language),
        )
        return command.run(self._house.reads, report, options, self._house.clock())
