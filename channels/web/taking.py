"""Takes one uploaded file in: read from its form, told by its bytes, and kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NoReturn

from aiohttp import BodyPartReader, MultipartReader, web

from channels.files import Files
from channels.web.http import Fault, away
from channels.web.kinds import kind, safe_name
from handoff.content import File

MEGABYTE: Final = 1024 * 1024
MARGIN: Final = 64 * 1024
"""What the multipart framing may add to a file."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which media types are taken, and how many bytes of one file."""

    types: Collection[str]
    most: int


async def take_in(request: web.Request, files: Files, owner: str, bounds: Bounds) -> File:
    """Keep the one file of a request for its owner.

    Told by its bytes, never by its name or by what the browser calls it. Raises Fault: 413 for too much, 415
    for another type, 400 and 422 for a form that is not one part named ``file``, 503 for a full disk.
    """
    name, data = await _part(request, bounds.most)
    media = kind(data)
    if media is None or media not in bounds.types:
        allowed = ", ".join(bounds.types) or "none"
        raise Fault(415, "unsupported_file", f"These types can be sent: {allowed}.", types=[*bounds.types])
    try:
        return await files.save(owner, safe_name(name, media), media, data)
    except OSError:  # a full disk, most of all
        raise away("unavailable", "The file cannot be kept right now. Try again.") from None


async def _part(request: web.Request, most: int) -> tuple[str, bytes]:
    if request.content_type != "multipart/form-data":
        raise Fault(415, "unsupported_type", "Send the file as multipart/form-data.")
    if (request.content_length or 0) > most + MARGIN:
        _too_large(most)
    try:
        return await _only(await request.multipart(), most)
    except (ValueError, AssertionError, RuntimeError, LookupError):
        raise Fault(400, "bad_body", "The form could not be read.") from None


async def _only(form: MultipartReader, most: int) -> tuple[str, bytes]:
    part = await form.next()
    if not isinstance(part, BodyPartReader) or part.name != "file":
        raise Fault(422, "invalid", "Send one part named file.", fields={"file": "is required"})
    found = part.filename or "file", await _bytes(part, most)
    if await form.next() is not None:
        raise Fault(422, "invalid", "Send one file at a time.", fields={"file": "must be one"})
    return found


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk():
        data += chunk
        if len(data) > most:
            _too_large(most)
    return bytes(data)


def _too_large(most: int) -> NoReturn:
    raise Fault(413, "too_large", f"A file may have at most {most // MEGABYTE} MB.", limit=most)
