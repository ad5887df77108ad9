"""The contact's page, the widget's entry, and the files both are made of."""

import asyncio
from pathlib import Path
from typing import Final

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from channels.web.gate import Gate
from channels.web.settings import WebSettings

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
PUBLIC: Final = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Pages:
    """Serves what is public and the same for everybody. Call ``load`` before the first request."""

    def __init__(self, settings: WebSettings, gate: Gate) -> None:
        self._settings = settings
        self._gate = gate
        self._page = ""
        self._parts: frozenset[str] = frozenset()

    async def load(self) -> None:
        """Read the template and the list of static files, once."""
        await asyncio.to_thread(self._load)

    def _load(self) -> None:
        templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self._parts = frozenset(path.name for path in STATIC.iterdir() if path.suffix in TYPES)
        modules = sorted(name for name in self._parts if name.endswith(".js") and name != "widget.js")
        self._page = templates.get_template("chat.html").render(settings=self._settings, modules=modules)

    async def chat(self, _request: web.Request) -> web.StreamResponse:
        """Serve the contact's page."""
        _ = self._gate.sink
        return web.Response(text=self._page, content_type="text/html", headers={"Cache-Control": "no-cache"})

    async def widget(self, _request: web.Request) -> web.StreamResponse:
        """Serve the script that other sites embed; it loads the rest from beside itself."""
        return self._part("widget.js")

    async def part(self, request: web.Request) -> web.StreamResponse:
        """Serve a module or a style sheet."""
        return self._part(request.match_info["name"])

    def _part(self, name: str) -> web.StreamResponse:
        if name not in self._parts:
            raise web.HTTPNotFound
        response = web.FileResponse(STATIC / name, headers=PUBLIC)
        response.content_type = TYPES[Path(name).suffix]
        response.charset = "utf-8"
        return response
