"""The page ``/workflows``: every workflow drawn, with its live runs at their nodes, as they move."""

from collections.abc import Mapping

from aiohttp import web

from bot.inbox.flows import shown
from bot.inbox.pulse import Pulse
from bot.inbox.render import Renderer
from bot.inbox.room import Room
from bot.inbox.stream import Line, Streams


class Workflows:
    """Handlers of ``/workflows``."""

    def __init__(self, room: Room, renderer: Renderer, streams: Streams) -> None:
        self._room = room
        self._renderer = renderer
        self._streams = streams
        self._pulse = Pulse(room)

    def routes(self) -> list[web.RouteDef]:
        """Return the page, what it asks for again and what tells it to, and the styles of its drawings.

        The styles are a file of their own: a page of ours allows no styles inside.
        """
        return [
            web.get("/workflows", self._page),
            web.get("/workflows/panes", self._panes),
            web.get("/workflows/live", self._live, allow_head=False),
            web.get("/workflows/drawing.css", self._style),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        if self._room.gate.visitor(request) is None:
            return self._html("signin.html", {"spent": False}, 401)
        return self._html("workflows.html", await self._values())

    async def _panes(self, request: web.Request) -> web.Response:
        self._room.gate.operator(request)
        return self._html("flows.html", await self._values())

    async def _live(self, request: web.Request) -> web.StreamResponse:
        self._room.gate.operator(request)
        line = Line()
        with self._pulse.tells(line):
            return await self._streams.send(request, line)

    async def _style(self, request: web.Request) -> web.Response:
        from bot.workflow.drawing.style import STYLE

        return web.Response(text=STYLE, content_type="text/css", headers={"Cache-Control": "no-cache"})

    async def _values(self) -> Mapping[str, object]:
        return {"shown": await shown(self._room), "now": self._room.now()}

    def _html(self, template: str, values: Mapping[str, object], status: int = 200) -> web.Response:
        text = self._renderer.html(template, values)
        headers = {"Cache-Control": "no-store"}
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)
