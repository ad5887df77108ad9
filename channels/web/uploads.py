"""Takes uploads in, and gives them out again to who has a signed link."""

from typing import Final, NoReturn
from urllib.parse import quote

from aiohttp import BodyPartReader, MultipartReader, web

from channels.files import Files
from channels.web.gate import Gate
from channels.web.http import Fault, away, json_reply
from channels.web.kinds import IMAGES, kind, safe_name
from channels.web.links import Links
from channels.web.settings import WebSettings
from handoff.content import File

MEGABYTE: Final = 1024 * 1024
MARGIN: Final = 64 * 1024
"""What the multipart framing may add to a file."""


class Uploads:
    """One file a request, told by its bytes, never by its name or by what the browser calls it."""

    def __init__(self, settings: WebSettings, gate: Gate, files: Files, links: Links) -> None:
        self._types = settings.file_types
        self._limit = settings.max_file_mb * MEGABYTE
        self._gate = gate
        self._files = files
        self._links = links

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Keep one file of the contact."""
        visitor = self._gate.visitor(request)
        self._gate.admit(request, visitor)
        name, data = await self._part(request)
        media = kind(data)
        if media is None or media not in self._types:
            allowed = ", ".join(self._types) or "none"
            raise Fault(415, "unsupported_file", f"These types can be sent: {allowed}.", types=self._types)
        try:
            file = await self._files.save(str(visitor.address), safe_name(name, media), media, data)
        except OSError:  # a full disk, most of all
            raise away("unavailable", "The file cannot be kept right now. Try again.") from None
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

    async def _part(self, request: web.Request) -> tuple[str, bytes]:
        if request.content_type != "multipart/form-data":
            raise Fault(415, "unsupported_type", "Send the file as multipart/form-data.")
        if (request.content_length or 0) > self._limit + MARGIN:
            self._too_large()
        try:
            return await self._only(await request.multipart())
        except (ValueError, AssertionError, RuntimeError, LookupError):
            raise Fault(400, "bad_body", "The form could not be read.") from None

    async def _only(self, form: MultipartReader) -> tuple[str, bytes]:
        part = await form.next()
        if not isinstance(part, BodyPartReader) or part.name != "file":
            raise Fault(422, "invalid", "Send one part named file.", fields={"file": "is required"})
        found = part.filename or "file", await self._bytes(part)
        if await form.next() is not None:
            raise Fault(422, "invalid", "Send one file at a time.", fields={"file": "must be one"})
        return found

    async def _bytes(self, part: BodyPartReader) -> bytes:
        data = bytearray()
        while chunk := await part.read_chunk():
            data += chunk
            if len(data) > self._limit:
                self._too_large()
        return bytes(data)

    def _too_large(self) -> NoReturn:
        megabytes = self._limit // MEGABYTE
        raise Fault(413, "too_large", f"A file may have at most {megabytes} MB.", limit=self._limit)


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
