"""Takes uploads in, and gives them out again to who has a signed link."""

from urllib.parse import quote

from aiohttp import web

from channels.files import Files
from channels.web.gate import Gate
from channels.web.http import Fault, json_reply
from channels.web.kinds import IMAGES
from channels.web.links import Links
from channels.web.settings import WebSettings
from channels.web.taking import MEGABYTE, Bounds, take_in
from handoff.content import File


class Uploads:
    """Handlers of the contact's files."""

    def __init__(self, settings: WebSettings, gate: Gate, files: Files, links: Links) -> None:
        self._bounds = Bounds(settings.file_types, settings.max_file_mb * MEGABYTE)
        self._gate = gate
        self._files = files
        self._links = links

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Keep one file of the contact."""
        visitor = self._gate.visitor(request)
        self._gate.admit(request, visitor)
        file = await take_in(request, self._files, str(visitor.address), self._bounds)
        return json_reply(self._described(file), 201)

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Give a file out: pictures to be seen, everything else to be saved; nothing of it can run."""
        id = request.match_info["id"]
        if not self._links.good(id, request.query.get("sig", "")):
            raise Fault(403, "bad_link", "This link is not valid, or too old. Reload the chat.")
        stored = await self._files.find(id)
        if stored is None:
            raise Fault(404, "not_found", "This file is no longer here.")
        return web.Response(body=await self._files.read(id), headers=_headers(stored.file))

    def _described(self, file: File) -> dict[str, object]:
        url = self._links.path(file.id)
        return {"id": file.id, "name": file.name, "type": file.type, "size": file.size, "url": url}


def _headers(file: File) -> dict[str, str]:
    shown = "inline" if file.type in IMAGES else "attachment"
    return {
        "Content-Type": "text/plain; charset=utf-8" if file.type == "text/plain" else file.type,
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",  # a picture in the widget of another site
        "Cache-Control": "private, max-age=86400, immutable",
        "X-Content-Type-Options": "nosniff",
    }
