"""Takes one uploaded file in: read from its form, told by its bytes, and kept."""

from collections.abc import Collection, Iterable
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
    """Keep the one file of a request for its owner, until it is sent or a day is over.

    Told by its bytes, never by its name or by what the browser calls it. Raises Fault: 413 for too much, 415
    for another type, 400 and 422 for a form that is not one part named ``file``, 503 for a full disk.
    """
    name, data = await _part(request, bounds.most)
    media = kind(data)
    if media is None or media not in bounds.types:
        allowed = ", ".join(bounds.types) or "none"
        raise Fault(415, "unsupported_file", f"These types can be sent: {allowed}.", types=[*bounds.types])
    try:
        return await files.save(owner, safe_name(name, media), media, data, sent=False)
    except OSError:  # a full disk, most of all
        raise _away() from None


async def attached(files: Files, owner: str, ids: Iterable[str]) -> tuple[File, ...]:
    """Return the owner's uploads of these ids, each once, to be sent now; they stay from here on.

    Raises Fault: 422 for any other id, 503 for a disk that takes nothing.
    """
    try:
        found = [await files.keep(owner, id) for id in dict.fromkeys(ids)]
    except OSError:
        raise _away() from None
    kept = tuple(file for file in found if file is not None)
    if len(kept) != len(found):
        raise Fault(422, "unknown_file", "Upload the file first.", fields={"files": "are not all known"})
    return kept


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


def _away() -> Fault:
    return away("unavailable", "The file cannot be kept right now. Try again.")


def _too_large(most: int) -> NoReturn:
    raise Fault(413, "too_large", f"A file may have at most {most // MEGABYTE} MB.", limit=most)
